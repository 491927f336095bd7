"""Pages that show an article beside what it was read as, as a static site or from a local server. Needs the extra `preview`."""
