"""How much a book may ask of us; every figure can be changed by whoever runs the program."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The caps that one import obeys."""

    file_bytes: int = 200 * MEBIBYTE
    unpacked_bytes: int = 1024 * MEBIBYTE
    entries: int = 10_000
    entry_bytes: int = 100 * MEBIBYTE
    ratio: int = 200
    ratio_from_bytes: int = 1 * MEBIBYTE
    """The first bytes of a file are free of the ratio; small files of one letter are no bombs."""
    name_bytes: int = 255
    document_bytes: int = 20 * MEBIBYTE
    fb2_text_bytes: int = 64 * MEBIBYTE
    xml_depth: int = 256
    """Nesting of elements; the XML library itself stops at 256, so only lower values matter."""
    xml_attributes: int = 256
    image_pixels: int = 50_000_000
    image_bytes: int = 50 * MEBIBYTE
    images: int = 5_000
    chapter_chars: int = 100_000
    chapters: int = 60_000
    title_chars: int = 500
    name_chars: int = 200
    list_items: int = 50
    annotation_chars: int = 10_000
    warnings_per_code: int = 20


DEFAULT_LIMITS = Limits()
