"""What editors do to articles: add them with their origin, and pin how they are read."""
