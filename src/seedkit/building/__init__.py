"""Builds of many files: what exists, what changed, workers, complete files, the index."""
