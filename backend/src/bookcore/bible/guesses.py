"""A book's time and country where its opening says them; nothing otherwise."""

from __future__ import annotations

import re
from collections import Counter

OPENING = 10_000
"""Only the opening is asked: whoever opens a book has that before them."""

_YEARS = {
    "ru": re.compile(r"\b(1[0-9]{3}|20[0-9]{2})(?:-?(?:й|го|м|ом|му))?\s*(?:год[а-яё]*|г\.|гг\.)", re.I),
    "en": re.compile(
        r"\b(?:in|of|since|by|year|grace|spring|summer|autumn|winter|january|february|march|april|may"
        r"|june|july|august|september|october|november|december),?\s(?:the year\s)?"
        r"(?:of\s)?(?:\d{1,2},\s)?(1[0-9]{3}|20[0-9]{2})\b",
        re.I,
    ),
}  # fmt: skip
_COUNTRIES = (
    ("Russia", r"росси[яию]|русь|руси|русск(?:ая|ой|ую) земл\w+|russia"),
    ("Ukraine", r"украйн\w+|украин[аеыу]\w*|ukraine"),
    ("the Caucasus", r"кавказ\w*|caucasus"),
    ("England", r"англи[яию]|england"),
    ("Scotland", r"шотланди[яию]|scotland"),
    ("Ireland", r"ирланди[яию]|ireland"),
    ("France", r"франци[яию]|france"),
    ("Germany", r"германи[яию]|germany"),
    ("Italy", r"итали[яию]|italy"),
    ("Spain", r"испани[яию]|spain"),
    ("Poland", r"польш[аеиу]|poland"),
    ("India", r"инди[яию]|india"),
    ("the United States", r"америк[аеиу]|united states|america"),
)
_PATTERNS = tuple((name, re.compile(rf"\b(?:{words})\b", re.I)) for name, words in _COUNTRIES)
_LEAST = 3


def guessed(opening: str, language: str) -> tuple[str, str]:
    """(era, country) of a text's opening; either is empty where the text does not say it plainly."""
    text = opening[:OPENING]
    found = _YEARS["ru" if language.startswith("ru") else "en"].findall(text)
    decades = Counter(int(year) // 10 * 10 for year in found)
    era = ""
    if decades:
        best, many = decades.most_common(1)[0]
        if many * 2 > len(found):
            era = f"{best}s"
    counts = Counter({name: len(pattern.findall(text)) for name, pattern in _PATTERNS})
    (first, many), (_, next_) = counts.most_common(2)
    return era, first if many >= _LEAST and many >= 2 * next_ else ""
