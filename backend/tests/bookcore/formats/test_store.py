"""A parsed book on disk says what the book in memory says."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from bookcore.formats.store import read_parsed_json, write_parsed
from bookcore.model import NORMALISER_VERSION, ParsedBook
from tests.books.builders import png

from .making import epub, page


def test_round_trip(read: Callable[[bytes], ParsedBook], tmp_path: Path) -> None:
    body = "<h2>A</h2><p>x<a epub:type='noteref' href='#n'>1</a></p><p><img src='p.png'/></p><aside epub:type='footnote' id='n'>Note.</aside>"
    book = read(epub({"a.xhtml": page(body), "p.png": png(5, 4)}))
    write_parsed(book, tmp_path / "out")
    said = read_parsed_json(tmp_path / "out")
    assert said["normaliser_version"] == NORMALISER_VERSION
    chapter = said["chapters"][0]
    assert (chapter["text"], chapter["html"]) == (book.chapters[0].text, book.chapters[0].html)
    assert chapter["notes"] == [{"id": "n1", "html": '<p data-o="0">Note.</p>', "text": "Note."}]
    assert chapter["marks"] == [{"offset": 3, "note_id": "n1", "label": "1"}]
    assert chapter["blocks"][0] == {
        "kind": "heading", "start": 0, "end": 1, "source": "0:/4/2", "level": 2,
    }  # fmt: skip
    (image,) = said["images"]
    data = (tmp_path / "out" / "images" / image["sha256"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == image["sha256"]
    assert (image["mime"], image["width"], image["height"], image["size"]) == (
        "image/png", 5, 4, len(data),
    )  # fmt: skip
