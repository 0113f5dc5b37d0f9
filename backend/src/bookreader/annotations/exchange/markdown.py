"""Annotations as a page to read: one heading for a book, one for a chapter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from bookreader.annotations.exchange.entries import Entry

_WORDS = {
    "ru": {
        "title": "Заметки",
        "empty": "Заметок пока нет.",
        "bookmark": "Закладка",
        "untitled": "Без названия",
        "yellow": "жёлтый",
        "green": "зелёный",
        "blue": "синий",
        "pink": "розовый",
        "purple": "фиолетовый",
    },
    "en": {
        "title": "Notes",
        "empty": "No notes yet.",
        "bookmark": "Bookmark",
        "untitled": "Untitled",
        "yellow": "yellow",
        "green": "green",
        "blue": "blue",
        "pink": "pink",
        "purple": "purple",
    },
}
_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~])")
_LINE_START = re.compile(r"^(\s*)([#+\-=]|\d+(?=[.)]))", re.MULTILINE)


def write(kept: Sequence[Entry], language: str) -> str:
    """The file, in the reader's language."""
    said = _WORDS.get(language, _WORDS["en"])
    lines = [f"# {said['title']}", ""]
    if not kept:
        lines += [said["empty"], ""]
    for book, of_book in groupby(kept, key=lambda entry: entry.book):
        lines += [f"## {_escaped(book.title) or said['untitled']}", ""]
        if book.authors:
            lines += [f"*{_escaped(', '.join(book.authors))}*", ""]
        for (_, title), of_chapter in groupby(of_book, key=lambda e: (e.chapter, e.chapter_title)):
            lines += [f"### {_escaped(title) or said['untitled']}", ""]
            for entry in of_chapter:
                lines += _entry(entry, said)
    return "\n".join(lines)


def _entry(entry: Entry, said: dict[str, str]) -> list[str]:
    quote = entry.exact.replace("\ufffc", "").strip()
    tail = "…" if entry.kind == "bookmark" and quote else ""
    lines = [f"> {line}" if line else ">" for line in (_escaped(quote) + tail).split("\n")]
    label = said["bookmark"] if entry.kind == "bookmark" else said.get(entry.colour, entry.colour)
    lines += ["", f"{label} · {entry.created_at:%Y-%m-%d}", ""]
    if entry.note:
        lines += [_escaped(entry.note), ""]
    return lines


def _escaped(text: str) -> str:
    """The words as words: nothing in them is taken for markup."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))
