"""A parsed book as files: one JSON document and its pictures by their hash."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bookcore.model import NORMALISER_VERSION, BookImage, ParsedBook

BOOK_FILE = "book.json"
IMAGE_FOLDER = "images"


def write_parsed(book: ParsedBook, folder: Path) -> None:
    """Writes `book.json` and `images/<sha256>`; the JSON comes last, so it vouches for the rest."""
    images = folder / IMAGE_FOLDER
    images.mkdir(parents=True, exist_ok=True)
    for image in book.images:
        (images / image.sha256).write_bytes(image.data)
    (folder / BOOK_FILE).write_text(
        json.dumps(parsed_json(book), ensure_ascii=False, separators=(",", ":")), "utf-8"
    )


def read_parsed_json(folder: Path) -> dict[str, Any]:
    """What `write_parsed` wrote, as plain JSON values."""
    value: dict[str, Any] = json.loads((folder / BOOK_FILE).read_text("utf-8"))
    return value


def parsed_json(book: ParsedBook) -> dict[str, Any]:
    """The book as JSON values: everything but the bytes of its images."""
    return {
        "normaliser_version": NORMALISER_VERSION,
        "format": book.format,
        "title": book.title,
        "authors": list(book.authors),
        "language": book.language,
        "series": asdict(book.series) if book.series else None,
        "genres": list(book.genres),
        "annotation": book.annotation,
        "cover": _image_json(book.cover) if book.cover else None,
        "chapters": [asdict(chapter) for chapter in book.chapters],
        "toc": [asdict(entry) for entry in book.toc],
        "images": [_image_json(image) for image in book.images],
        "warnings": [asdict(warning) for warning in book.warnings],
    }


def _image_json(image: BookImage) -> dict[str, Any]:
    return {
        "sha256": image.sha256,
        "mime": image.mime,
        "width": image.width,
        "height": image.height,
        "size": len(image.data),
    }
