"""The language of a book: what it declares, corrected by what its letters say."""

from __future__ import annotations

from typing import Final

from bookcore.formats.draft import DraftBook
from bookcore.formats.layout import plain
from bookcore.formats.report import Report
from bookcore.text.language import cyrillic_share, guess_language

_SAMPLE: Final = 40_000
_CYRILLIC: Final = frozenset(
    {"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg", "tt", "ba"}
)


def settle_language(declared: str, draft: DraftBook, report: Report) -> str:
    """The book's language; a declaration in the wrong alphabet is set right with a warning.

    Chapters that carried the declared language, or none, get the settled one.
    """
    sample = _sample(draft)
    language = declared
    share = cyrillic_share(sample)
    wrong = bool(sample) and (
        (share > 0.6 and declared not in _CYRILLIC) or (share < 0.1 and declared in _CYRILLIC)
    )
    if not declared or wrong:
        guessed = guess_language(sample)
        if guessed and guessed != declared:
            if declared:
                report.warn("language_mismatch", f"declared {declared}, but it is {guessed}")
            language = guessed
            _forget(declared, draft)
    for chapter in draft.chapters:
        if not chapter.lang or chapter.lang.split("-")[0].lower() == declared:
            chapter.lang = language if language != declared else chapter.lang or language
    return language


def _forget(declared: str, draft: DraftBook) -> None:
    """Blocks that only repeat the wrong declaration say nothing of their own."""
    notes = [block for note in draft.notes.values() for block in note.blocks]
    for block in [*(one for chapter in draft.chapters for one in chapter.blocks), *notes]:
        if block.lang.split("-")[0].lower() == declared:
            block.lang = ""


def _sample(draft: DraftBook) -> str:
    parts: list[str] = []
    size = 0
    # The middle of a book is its own words; the front is the publisher's.
    chapters = (
        draft.chapters[len(draft.chapters) // 3 :] + draft.chapters[: len(draft.chapters) // 3]
    )
    for chapter in chapters:
        for block in chapter.blocks:
            text = plain(block.tokens)
            parts.append(text)
            size += len(text)
            if size > _SAMPLE:
                return " ".join(parts)
    return " ".join(parts)
