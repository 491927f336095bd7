"""A compiled article as a person sees it."""
