"""Ids: created, made unique, kept."""
