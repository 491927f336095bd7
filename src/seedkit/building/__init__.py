"""Many files: what is there, what changed, workers, whole files, the index."""
