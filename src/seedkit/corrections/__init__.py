"""What an editor states or corrects: the file beside an article, and the blocks that it speaks of."""
