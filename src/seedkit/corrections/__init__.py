"""Sidecars: what an editor states or corrects in the file next to an article, and the blocks that it refers to."""
