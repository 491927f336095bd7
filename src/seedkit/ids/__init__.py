"""Ids: made, made unique, kept."""
