"""The visual bible: one style and the same looks in every prompt of a book."""

from bookcore.bible.clauses import clause, valid_look
from bookcore.bible.compose import card_prompt, compose, is_english, key_of
from bookcore.bible.guesses import OPENING, guessed
from bookcore.bible.model import (
    BIBLE_VERSION,
    LOOK_FIELDS,
    Bible,
    Clause,
    Look,
    Prompt,
    Verdict,
    bible_from_json,
    bible_to_json,
    look_fields,
)
from bookcore.bible.rules import check_words
from bookcore.bible.sketched import painted_looks, sketched
from bookcore.bible.story import Story
from bookcore.bible.styles import DEFAULT_STYLE, STYLES, Style

__all__ = [
    "BIBLE_VERSION",
    "DEFAULT_STYLE",
    "LOOK_FIELDS",
    "OPENING",
    "STYLES",
    "Bible",
    "Clause",
    "Look",
    "Prompt",
    "Story",
    "Style",
    "Verdict",
    "bible_from_json",
    "bible_to_json",
    "card_prompt",
    "check_words",
    "clause",
    "compose",
    "guessed",
    "is_english",
    "key_of",
    "look_fields",
    "painted_looks",
    "sketched",
    "valid_look",
]
