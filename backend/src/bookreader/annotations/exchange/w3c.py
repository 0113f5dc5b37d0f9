"""W3C Web Annotation: a collection any program of that standard can read, ours among them.

The source of a target is the book's hash with the chapter's id behind it; positions count the
characters of that chapter's text, and the quote stands beside them for books of another make.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote, unquote

from bookreader.annotations.exchange import entries
from bookreader.annotations.exchange.entries import BadEntry, BookRef, Entry

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_HASH = "urn:sha256:"
_OURS = "urn:bookreader:normaliser:"
_NUMBER = re.compile(r"[0-9]{1,9}")
_COLLECTIONS = ("AnnotationCollection", "AnnotationPage", "AnnotationSet")


def write(kept: Sequence[Entry], now: datetime) -> str:
    """The file."""
    body = {
        "@context": CONTEXT,
        "type": "AnnotationCollection",
        "label": "BookReader AI",
        "generated": entries.shown(now),
        "total": len(kept),
        "first": {
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": [_out(entry) for entry in kept],
        },
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _out(entry: Entry) -> dict[str, Any]:
    motivation = "bookmarking" if entry.kind == "bookmark" else "highlighting"
    body: dict[str, Any] = {"type": "TextualBody", "format": "text/plain", "value": entry.note}
    if entry.note:
        body["purpose"] = "commenting"
    if entry.colour:
        body |= {"color": entry.colour, "highlight": "solid"}
    made: dict[str, Any] = {
        "id": f"urn:uuid:{entry.id}",
        "type": "Annotation",
        "motivation": motivation,
        "created": entries.shown(entry.created_at),
        "modified": entries.shown(entry.updated_at),
    }
    if entry.note or entry.colour:
        made["body"] = body
    book = entry.book
    made["target"] = {
        "source": {
            "id": f"{_HASH}{book.sha256}#{quote(entry.chapter, safe='')}",
            "type": "Text",
            "language": book.language,
            "dc:title": book.title,
            "dc:creator": list(book.authors),
            "dcterms:isPartOf": entry.chapter_title,
            "dcterms:conformsTo": f"{_OURS}{entry.normaliser_version}",
        },
        "selector": [
            {"type": "TextPositionSelector", "start": entry.start, "end": entry.end},
            {
                "type": "TextQuoteSelector",
                "exact": entry.exact,
                "prefix": entry.before,
                "suffix": entry.after,
            },
            {"type": "ProgressionSelector", "value": entry.progression},
        ],
    }
    return made


def is_w3c(body: Any) -> bool:
    """Whether a parsed file is one annotation, a list of them, or a collection."""
    return bool(_items(body))


def _items(body: Any) -> list[Any]:
    if isinstance(body, list):
        return body if any(_is(item, "Annotation") for item in body) else []
    if _is(body, "Annotation"):
        return [body]
    if not any(_is(body, kind) for kind in _COLLECTIONS):
        return []
    found: list[Any] = []
    page: Any = body
    # A page may hold the next one; a file that nests them without end is cut off.
    for _ in range(100):
        if not isinstance(page, dict):
            break
        items = page.get("items")
        found += items if isinstance(items, list) else []
        page = page.get("first") if page is body and "items" not in page else page.get("next")
    return found


def _is(body: Any, kind: str) -> bool:
    if not isinstance(body, dict):
        return False
    named = body.get("type")
    return named == kind or (isinstance(named, list) and kind in named)


def read(body: Any, now: datetime) -> Iterator[Entry | BadEntry]:
    """The entries of a file, those that cannot be read as what is wrong with them."""
    about = _about(body) if isinstance(body, dict) else BookRef()
    for item in _items(body):
        yield _entry(item, about, now)


def _about(body: dict[str, Any]) -> BookRef:
    named = body.get("about")
    return _book(named) if isinstance(named, dict) else BookRef()


def _book(named: dict[str, Any]) -> BookRef:
    title = named.get("dc:title", named.get("title"))
    creators = named.get("dc:creator", named.get("creator"))
    if isinstance(creators, str):
        creators = [creators]
    return BookRef(
        entries.words(title, 500),
        tuple(entries.words(c, 300) for c in creators) if isinstance(creators, list) else (),
        entries.words(named.get("language"), 16),
    )


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _entry(item: Any, about: BookRef, now: datetime) -> Entry | BadEntry:
    target = _first(item.get("target")) if isinstance(item, dict) else None
    if not _is(item, "Annotation") or not isinstance(target, dict):
        return BadEntry(about.title)
    named = target.get("source")
    source = named if isinstance(named, dict) else {"id": named}
    inside = _about(item)
    book = _book(source) if source.get("dc:title") else inside if inside.title else about
    address = entries.words(source.get("id"), 500)
    sha256, _, chapter = address.removeprefix(_HASH).partition("#")
    ours = address.startswith(_HASH)
    book = BookRef(book.title, book.authors, book.language, sha256 if ours else "")
    chosen = _selectors(target.get("selector"))
    quoted = chosen.get("TextQuoteSelector", {})
    position = chosen.get("TextPositionSelector", {})
    exact = entries.words(quoted.get("exact"), entries.LONGEST_HIGHLIGHT)
    start, end = entries.whole(position.get("start")), entries.whole(position.get("end"))
    if not exact and not position:
        return BadEntry(book.title)
    kind = "bookmark" if "bookmarking" in _listed(item.get("motivation")) else "highlight"
    note, colour = _said(item.get("body"))
    version = entries.words(source.get("dcterms:conformsTo"), 64).removeprefix(_OURS)
    created = entries.moment(item.get("created"), now)
    return Entry(
        book=book,
        id=entries.identity(item.get("id"), address, book.title, start, end, exact),
        kind=kind,
        colour=colour if kind == "highlight" else "",
        note=note,
        chapter=unquote(chapter)[:255] if ours else "",
        chapter_title=entries.words(source.get("dcterms:isPartOf"), 500),
        start=start,
        end=end,
        exact=exact,
        before=entries.words(quoted.get("prefix"), 4000)[-32:],
        after=entries.words(quoted.get("suffix"), 4000)[:32],
        progression=entries.share(chosen.get("ProgressionSelector", {}).get("value")),
        normaliser_version=entries.whole(int(version) if _NUMBER.fullmatch(version) else 0),
        created_at=created,
        updated_at=max(created, entries.moment(item.get("modified"), now)),
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _selectors(value: Any) -> dict[str, dict[str, Any]]:
    """Selectors by type, those that refine another one too."""
    found: dict[str, dict[str, Any]] = {}
    waiting = _listed(value)
    for _ in range(40):
        if not waiting:
            break
        one = waiting.pop(0)
        if not isinstance(one, dict):
            continue
        kind = one.get("type")
        if isinstance(kind, str):
            found.setdefault(kind, one)
        waiting += _listed(one.get("refinedBy"))[:20]
    return found


def _said(body: Any) -> tuple[str, str]:
    """The note and the colour of an annotation's bodies."""
    note, colour = "", "yellow"
    for one in _listed(body)[:20]:
        if not isinstance(one, dict):
            note = note or entries.words(one, entries.LONGEST_NOTE * 5)
            continue
        value = entries.words(one.get("value"), entries.LONGEST_NOTE * 5)
        if one.get("purpose") in ("tagging", "highlighting"):
            colour = value if value in entries.COLOURS else colour
        elif value:
            note = f"{note}\n\n{value}" if note else value
        if one.get("color") in entries.COLOURS:
            colour = one["color"]
    return note, colour
