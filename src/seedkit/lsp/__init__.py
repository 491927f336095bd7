"""The language server: what editors show of the article that is being written."""
