"""Finding a place again in another reading of the same book."""
