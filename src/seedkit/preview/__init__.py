"""Pages that show an article next to its reading, as a static site or from a local server. Needs the extra `preview`."""
