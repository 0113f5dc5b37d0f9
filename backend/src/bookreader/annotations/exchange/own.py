"""Our own JSON: everything that is kept, so that it can be taken in again as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from bookreader.annotations.exchange import entries
from bookreader.annotations.exchange.entries import BadEntry, BookRef, Entry

FORMAT, VERSION = "bookreader-annotations", 1


def write(kept: Sequence[Entry], now: datetime) -> str:
    """The file."""
    books = []
    for book, group in groupby(kept, key=lambda entry: entry.book):
        books.append(
            {
                "title": book.title,
                "authors": list(book.authors),
                "language": book.language,
                "sha256": book.sha256,
                "annotations": [_out(entry) for entry in group],
            }
        )
    body = {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": entries.shown(now),
        "books": books,
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _out(entry: Entry) -> dict[str, Any]:
    return {
        "id": str(entry.id),
        "kind": entry.kind,
        "colour": entry.colour,
        "note": entry.note,
        "chapter": entry.chapter,
        "chapter_title": entry.chapter_title,
        "start": entry.start,
        "end": entry.end,
        "exact": entry.exact,
        "before": entry.before,
        "after": entry.after,
        "progression": entry.progression,
        "normaliser_version": entry.normaliser_version,
        "created_at": entries.shown(entry.created_at),
        "updated_at": entries.shown(entry.updated_at),
    }


def is_ours(body: Any) -> bool:
    """Whether a parsed file is of this format."""
    return isinstance(body, dict) and body.get("format") == FORMAT


def read(body: dict[str, Any], now: datetime) -> Iterator[Entry | BadEntry]:
    """The entries of a file, those that cannot be read as what is wrong with them."""
    books = body.get("books")
    for book in books if isinstance(books, list) else []:
        if not isinstance(book, dict):
            continue
        authors = book.get("authors")
        ref = BookRef(
            entries.words(book.get("title"), 500),
            tuple(entries.words(a, 300) for a in authors) if isinstance(authors, list) else (),
            entries.words(book.get("language"), 16),
            entries.words(book.get("sha256"), 64),
        )
        listed = book.get("annotations")
        for item in listed if isinstance(listed, list) else []:
            yield _entry(ref, item, now)


def _entry(book: BookRef, item: Any, now: datetime) -> Entry | BadEntry:
    if not isinstance(item, dict) or item.get("kind") not in entries.KINDS:
        return BadEntry(book.title)
    kind = item["kind"]
    colour = item.get("colour")
    exact = entries.words(item.get("exact"), entries.LONGEST_HIGHLIGHT)
    start, end = entries.whole(item.get("start")), entries.whole(item.get("end"))
    chapter = entries.words(item.get("chapter"), 255)
    created = entries.moment(item.get("created_at"), now)
    return Entry(
        book=book,
        id=entries.identity(item.get("id"), book.sha256, book.title, chapter, start, end, exact),
        kind=kind,
        colour=(colour if colour in entries.COLOURS else "yellow") if kind == "highlight" else "",
        note=entries.words(item.get("note"), entries.LONGEST_NOTE * 5),
        chapter=chapter,
        chapter_title=entries.words(item.get("chapter_title"), 500),
        start=start,
        end=end,
        exact=exact,
        before=entries.words(item.get("before"), 64),
        after=entries.words(item.get("after"), 64),
        progression=entries.share(item.get("progression")),
        normaliser_version=entries.whole(item.get("normaliser_version")),
        created_at=created,
        updated_at=max(created, entries.moment(item.get("updated_at"), now)),
    )
