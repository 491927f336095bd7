"""Properties that hold for every article, on generated ones and on noise."""
