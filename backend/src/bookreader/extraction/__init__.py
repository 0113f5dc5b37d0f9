"""Descriptions found in a book's chapters."""
