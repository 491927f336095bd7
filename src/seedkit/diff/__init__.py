"""Two documents against each other: what is the same, what changed, which ids are kept."""
