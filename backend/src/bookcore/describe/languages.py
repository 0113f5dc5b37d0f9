"""In which language a text is read."""

from __future__ import annotations


def language_of(lang: str) -> str:
    """The language whose weights serve a text; anything not Russian is read as English."""
    return "ru" if lang.lower().startswith("ru") else "en"
