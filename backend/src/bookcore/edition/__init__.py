"""Gives a book back as an illustrated EPUB 3."""

from typing import TYPE_CHECKING

from bookcore.lazily import lazily

if TYPE_CHECKING:
    from bookcore.edition.model import (
        Asset,
        Leaf,
        Options,
        Plate,
        Volume,
    )
    from bookcore.edition.words import (
        short_quote,
    )
    from bookcore.edition.write import (
        print_epub,
        write_epub,
    )

__getattr__ = lazily(
    __name__,
    {
        "model": (
            "Asset",
            "Leaf",
            "Options",
            "Plate",
            "Volume",
        ),
        "words": ("short_quote",),
        "write": (
            "print_epub",
            "write_epub",
        ),
    },
)

__all__ = ["Asset", "Leaf", "Options", "Plate", "Volume", "print_epub", "short_quote", "write_epub"]
