"""Finds the visual descriptions of a book and says what they show."""

from typing import TYPE_CHECKING

from bookcore.lazily import lazily

if TYPE_CHECKING:
    from bookcore.describe.chapters import (
        MARKS,
        ChapterText,
        Description,
        Marks,
        describe_span,
        find_descriptions,
    )
    from bookcore.describe.paragraphs import (
        ParagraphItem,
        ParagraphResult,
        SentenceProbability,
        describe_paragraph,
        describe_paragraphs,
        sentence_probabilities,
    )

__getattr__ = lazily(
    __name__,
    {
        "chapters": (
            "MARKS",
            "ChapterText",
            "Description",
            "Marks",
            "describe_span",
            "find_descriptions",
        ),
        "paragraphs": (
            "ParagraphItem",
            "ParagraphResult",
            "SentenceProbability",
            "describe_paragraph",
            "describe_paragraphs",
            "sentence_probabilities",
        ),
    },
)

EXTRACTOR_VERSION = "3"
"""Raised whenever the same text would give other descriptions."""

__all__ = [
    "EXTRACTOR_VERSION",
    "MARKS",
    "ChapterText",
    "Description",
    "Marks",
    "ParagraphItem",
    "ParagraphResult",
    "SentenceProbability",
    "describe_paragraph",
    "describe_paragraphs",
    "describe_span",
    "find_descriptions",
    "sentence_probabilities",
]
