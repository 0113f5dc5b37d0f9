"""Where a reader is in a book: the current place, the furthest one, and the journal of all moves."""
