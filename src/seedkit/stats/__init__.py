"""Figures of many articles: how much they have of what, and which rules fire."""
