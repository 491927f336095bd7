"""Pure data: what the stages hand to each other. Nothing here reads, writes or decides."""
