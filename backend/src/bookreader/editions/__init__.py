"""Illustrated editions: a book given back as an EPUB with its pictures."""
