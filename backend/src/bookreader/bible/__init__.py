"""The visual bible of a book, in versions."""
