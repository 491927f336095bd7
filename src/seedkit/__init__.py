"""seedkit: a compiler for how-to content."""
