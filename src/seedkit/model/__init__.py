"""Pure data, passed between the stages. Nothing here reads, writes or decides."""
