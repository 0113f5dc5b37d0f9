"""What a book says about itself, cut to size and made harmless to show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bookcore.formats.limits import Limits
from bookcore.formats.safexml import parse_fragment

# Control codes, marks that reverse the direction of a line, and letters of no width.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffc]"
)
_SPACE = re.compile(r"\s+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
_MARKUP = re.compile(r"<[A-Za-z/!]|&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z]+);")
_BREAKS: Final = frozenset(
    {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr"}
)
_UNSEEN: Final = ("script", "style", "head", "template", "iframe", "object")
_LANGUAGE_NAMES: Final = {
    "russian": "ru", "русский": "ru", "rus": "ru", "english": "en", "английский": "en",
    "eng": "en", "ukrainian": "uk", "ukr": "uk", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr",
}  # fmt: skip


def line(text: str | None, cap: int) -> str:
    """One line of plain text of at most `cap` characters."""
    if not text:
        return ""
    clean = _SPACE.sub(" ", _HIDDEN.sub("", text[: cap * 4])).strip()
    return clean if len(clean) <= cap else clean[: cap - 1].rstrip() + "…"


def lines(items: Iterable[str | None], limits: Limits) -> tuple[str, ...]:
    """A list of names without empty ones and doubles."""
    clean = (line(one, limits.name_chars) for one in items)
    return tuple(dict.fromkeys(one for one in clean if one))[: limits.list_items]


def prose(text: str | None, limits: Limits) -> str:
    """An annotation as plain paragraphs, its markup taken away."""
    if not text:
        return ""
    text = text[: limits.annotation_chars * 8]
    if _MARKUP.search(text):
        text = _plain(text)
    paragraphs = (_SPACE.sub(" ", _HIDDEN.sub("", one)).strip() for one in text.split("\n"))
    joined = "\n".join(one for one in paragraphs if one)
    cap = limits.annotation_chars
    return joined if len(joined) <= cap else joined[: cap - 1].rstrip() + "…"


def _plain(text: str) -> str:
    root = parse_fragment(text)
    if root is None:
        return ""
    for unseen in list(root.iter(*_UNSEEN)):
        tail = unseen.tail
        unseen.clear()
        unseen.tail = tail
    parts: list[str] = []
    for element in root.iter():
        if element.tag in _BREAKS:
            parts.append("\n")
        if element.text:
            parts.append(_SPACE.sub(" ", element.text))
        if element.tail:
            parts.append(("\n" if element.tag in _BREAKS else "") + _SPACE.sub(" ", element.tail))
    return "".join(parts)


def language(text: str | None) -> str:
    """The primary language as two or three small letters, or nothing."""
    clean = (text or "").strip()
    named = _LANGUAGE_NAMES.get(clean.lower())
    if named:
        return named
    if not _LANGUAGE.fullmatch(clean):
        return ""
    primary = re.split(r"[-_]", clean.lower())[0]
    if primary in ("und", "zxx", "mul"):
        return ""
    return _LANGUAGE_NAMES.get(primary, primary)


def language_tag(text: str | None) -> str:
    """A whole language tag fit for a `lang` attribute, or nothing."""
    clean = (text or "").strip().replace("_", "-")
    return clean if _LANGUAGE.fullmatch(clean) else ""


def number(text: str | None) -> float | None:
    """A place in a series."""
    try:
        value = float((text or "").strip().replace(",", "."))
    except ValueError:
        return None
    return value if -1 < value < 1_000_000 else None
