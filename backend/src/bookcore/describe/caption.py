"""Attributes and a caption in English from the words of a description."""

from __future__ import annotations

from bookcore.describe import caption_en, caption_ru
from bookcore.describe.linking import Fact, read_english
from bookcore.text.phrases_ru import clauses

MAX_ATTRIBUTES = 8
MAX_CAPTION_WORDS = 25


def facts(text: str, language: str) -> list[Fact]:
    """All that the words show, in their order, with the phrases it is made of."""
    if language == "en":
        return list(read_english(text))
    return [Fact(f.text, f.worth, f.start, f.end, f.phrases) for f in clauses.facts(text)]


def attributes(text: str, language: str) -> list[str]:
    """The visual facts that the words state."""
    if language == "ru":
        return caption_ru.attributes(text)
    found = caption_en.chosen(text, read_english(text), MAX_ATTRIBUTES)
    return list(dict.fromkeys(caption_en.named(f) for f in found))


def caption(text: str, language: str, kind: str) -> str:
    """One sentence of at most 25 words that says what the picture shows."""
    if language == "ru":
        return caption_ru.caption(text, kind)
    return caption_en.caption(read_english(text), kind)
