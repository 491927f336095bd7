"""Compares two documents: what is the same, what changed, which ids are kept."""
