"""Files, whole; articles found and read; work over processes."""
