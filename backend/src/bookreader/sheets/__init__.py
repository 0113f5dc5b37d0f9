"""Sheets of a book's people, places and things, cut at the reader's place."""
