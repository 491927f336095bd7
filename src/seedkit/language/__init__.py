"""What words mean: the lexicon, and everything that it alone decides."""
