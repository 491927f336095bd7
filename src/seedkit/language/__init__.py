"""What words mean: the lexicon, and what is told by it alone."""
