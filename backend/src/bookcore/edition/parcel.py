"""An edition asked for in JSON: what the server knows of a book, with the files of its pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from bookcore.edition.model import Asset, Leaf, Options, Plate, Volume
from bookcore.model import TocEntry


def _reader(path: str) -> Callable[[], bytes]:
    return lambda: Path(path).read_bytes()


def volume_from_json(data: Mapping[str, Any]) -> Volume:
    """A volume whose pictures are read from the files it names.

    Raises KeyError, TypeError or ValueError when a field is missing or of another type.
    """
    cover = data["cover"]
    # One list for all chapters: a note's text stands once, wherever it is referred to.
    notes = tuple((note["id"], note["html"]) for note in data["notes"])
    return Volume(
        source_sha256=str(data["source_sha256"]),
        title=str(data["title"]),
        authors=tuple(data["authors"]),
        language=str(data["language"]),
        annotation=str(data["annotation"]),
        genres=tuple(data["genres"]),
        series=(data["series"][0], data["series"][1]) if data["series"] else None,
        leaves=tuple(
            Leaf(one["id"], one["title"], one["kind"], one["lang"], one["html"], notes)
            for one in data["chapters"]
        ),
        toc=tuple(
            TocEntry(one["title"], int(one["level"]), one["chapter"], int(one["offset"]))
            for one in data["toc"]
        ),
        images={
            one["sha256"]: Asset(one["sha256"], one["mime"], _reader(one["file"]))
            for one in data["images"]
        },
        cover=Asset("", cover["mime"], _reader(cover["file"])) if cover else None,
        plates=tuple(
            Plate(
                one["chapter"], int(one["start"]), int(one["end"]), one["alt"], one["caption"],
                "ai" if one["maker"] == "ai" else "sketch", one["credit"], _reader(one["file"]),
            )
            for one in data["plates"]
        ),
    )  # fmt: skip


def options_from_json(data: Mapping[str, Any]) -> Options:
    """How to print; `now` is an ISO time. Raises ValueError for sizes out of bounds."""
    return Options(
        width=int(data["width"]), grey=bool(data["grey"]), now=datetime.fromisoformat(data["now"])
    )
