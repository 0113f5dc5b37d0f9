"""Sentences with exact offsets: razdel for Russian, a splitter of our own for English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from razdel import sentenize

_WINDOW = 4_000
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "capt",
        "col",
        "gen",
        "lieut",
        "lt",
        "sergt",
        "sgt",
        "no",
        "esq",
        "messrs",
        "prof",
        "hon",
        "rev",
        "mme",
        "mlle",
        "jun",
        "sen",
        "vol",
        "ch",
        "fig",
        "viz",
        "cf",
        "ex",
        "gov",
        "bros",
        "maj",
        "cpl",
        "jr",
        "sr",
        "mt",
    ]
)
_END = re.compile(r"[.!?…]+[\"”’'»)\]]{0,4}(?=\s+[\"“‘'«(\[—–-]*\s?[A-ZÀ-ÞА-ЯЁ0-9])")
_LAST_WORD = re.compile(r"([^\W\d_]+)$")


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Bounded pieces, cut where white space allows: splitters are not linear on nasty text."""
    start = 0
    while start < len(text):
        end = min(len(text), start + _WINDOW)
        if end < len(text):
            cut = max(text.rfind("\n", start + 1, end), text.rfind(". ", start + 1, end) + 1)
            if cut <= start:
                cut = text.rfind(" ", start + 1, end)
            if cut > start:
                end = cut
        yield start, end
        start = end


def _english(piece: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(piece):
        if match.group()[0] == "." and match.group()[1:2] != ".":
            before = _LAST_WORD.search(piece, max(start, match.start() - 12), match.start())
            if before and (
                before.group(1).lower() in _ABBREVIATIONS
                or (
                    len(before.group(1)) == 1
                    and before.group(1).isupper()
                    and before.group(1) != "I"
                )
            ):
                continue
        yield start, match.end()
        start = match.end()
    if start < len(piece):
        yield start, len(piece)


def sentences(text: str, language: str) -> list[tuple[int, int]]:
    """[start, end) of each sentence in order, without the white space around it."""
    found: list[tuple[int, int]] = []
    for start, end in _windows(text):
        piece = text[start:end]
        spans: Iterator[tuple[int, int]] = (
            ((s.start, s.stop) for s in sentenize(piece)) if language == "ru" else _english(piece)
        )
        for a, b in spans:
            while a < b and piece[a].isspace():
                a += 1
            while b > a and piece[b - 1].isspace():
                b -= 1
            if a < b:
                found.append((start + a, start + b))
    return found
