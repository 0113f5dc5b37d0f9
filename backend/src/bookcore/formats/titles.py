"""Short strings out of headings and note marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bookcore.formats.draft import DraftBlock, Sign, Token
from bookcore.formats.layout import plain

_NUMBER = r"(?:\d{1,4}|[ivxlcdmIVXLCDM]{1,7}|[*†‡§¶⁎∗]{1,4}|[¹²³⁰⁴-⁹]{1,4})"
_NOTE_MARK = re.compile(rf"[\[({{<]?\s*{_NUMBER}\s*[\])}}>]?[.:]?(?:[/\-–]\d{{1,3}}[\])}}>]?)?")
_BRACKETED = re.compile(r"[\[({].{1,40}[\])}]")
_NOTE_TITLE = re.compile(rf"(?:[^\W\d]{{1,12}}\.?\s+)?[\[({{№]?\s*{_NUMBER}\s*[\])}}]?[.:]?")
_LETTER = re.compile(r"[\[({]?[a-zа-я][\])}]?")
_FINAL = frozenset(".!?…:;,—")


def joined(lines: Iterable[str]) -> str:
    """Several lines of a heading as one title."""
    title = ""
    for one in lines:
        if not one:
            continue
        if title:
            title += " " if title[-1] in _FINAL else ". "
        title += one
    return title


def heading_title(tokens: Iterable[Token]) -> str:
    """A heading's lines as one title."""
    rows: list[list[Token]] = [[]]
    for token in tokens:
        if token is Sign.BREAK:
            rows.append([])
        else:
            rows[-1].append(token)
    return joined(plain(row) for row in rows)


def opening_title(blocks: list[DraftBlock]) -> str:
    """What the headings at the very start of a chapter say."""
    rows: list[str] = []
    for block in blocks:
        if block.kind == "heading":
            if len(rows) == 3:
                break
            rows.append(heading_title(block.tokens))
        elif block.kind != "image" and plain(block.tokens):
            break
    return joined(rows)


def is_note_mark(label: str) -> bool:
    """Whether a link's words are a mere mark: a number, an asterisk, or something in brackets."""
    return (
        not label
        or _NOTE_MARK.fullmatch(label) is not None
        or _BRACKETED.fullmatch(label) is not None
        or _LETTER.fullmatch(label) is not None
    )


def is_note_number(label: str) -> bool:
    """The stricter question, for links that do not say what they are."""
    return bool(label) and _NOTE_MARK.fullmatch(label) is not None


def is_note_title(title: str) -> bool:
    """Whether a note's heading only repeats its number."""
    return not title or is_note_mark(title) or _NOTE_TITLE.fullmatch(title) is not None
