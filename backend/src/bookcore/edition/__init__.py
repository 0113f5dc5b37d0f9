"""Gives a book back as an illustrated EPUB 3."""

from bookcore.edition.model import Asset, Leaf, Options, Plate, Volume
from bookcore.edition.write import write_epub

__all__ = ["Asset", "Leaf", "Options", "Plate", "Volume", "write_epub"]
