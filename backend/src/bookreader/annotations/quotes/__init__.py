"""Finding a quoted stretch in the chapters of a book."""
