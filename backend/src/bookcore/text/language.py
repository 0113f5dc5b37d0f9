"""Which of the two languages a text is in, judged by letters and by the commonest words."""

from __future__ import annotations

import re
from typing import Final

_SAMPLE: Final = 60_000
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_RUSSIAN: Final = frozenset(
    [
        "и",
        "в",
        "не",
        "на",
        "что",
        "он",
        "с",
        "как",
        "это",
        "я",
        "но",
        "его",
        "к",
        "по",
        "же",
        "из",
        "у",
        "за",
        "то",
        "а",
        "она",
        "так",
        "было",
        "все",
        "бы",
        "от",
        "ее",
        "мне",
        "еще",
        "ещё",
        "только",
        "был",
        "меня",
        "сказал",
        "когда",
        "уже",
        "для",
        "вы",
        "до",
        "или",
        "ни",
        "быть",
        "под",
        "ты",
    ]
)
_ENGLISH: Final = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "a",
        "in",
        "that",
        "he",
        "was",
        "it",
        "his",
        "her",
        "with",
        "as",
        "had",
        "i",
        "for",
        "on",
        "at",
        "be",
        "is",
        "not",
        "but",
        "you",
        "they",
        "she",
        "him",
        "from",
        "have",
        "were",
        "by",
        "which",
        "this",
        "all",
        "my",
        "said",
        "there",
        "so",
        "when",
        "would",
    ]
)
_RUSSIAN_ONLY = re.compile(r"[ыэъё]", re.I)
_UKRAINIAN_ONLY = re.compile(r"[іїєґ]", re.I)


def guess_language(text: str) -> str:
    """`ru`, `en`, or nothing when the text is in neither or too short to tell."""
    sample = text[:_SAMPLE]
    cyrillic = len(_CYRILLIC.findall(sample))
    latin = len(_LATIN.findall(sample))
    if cyrillic + latin < 20:
        return ""
    words = [word.lower() for word in _WORD.findall(sample)]
    if cyrillic >= latin:
        if len(_UKRAINIAN_ONLY.findall(sample)) > len(_RUSSIAN_ONLY.findall(sample)):
            return ""
        return "ru" if _share(words, _RUSSIAN) >= 0.05 or len(words) < 30 else ""
    return "en" if _share(words, _ENGLISH) >= 0.15 else ""


def cyrillic_share(text: str) -> float:
    """How many of the letters are Cyrillic, from 0 to 1."""
    sample = text[:_SAMPLE]
    cyrillic = len(_CYRILLIC.findall(sample))
    latin = len(_LATIN.findall(sample))
    return cyrillic / (cyrillic + latin) if cyrillic + latin else 0.0


def _share(words: list[str], common: frozenset[str]) -> float:
    return sum(word in common for word in words) / len(words) if words else 0.0
