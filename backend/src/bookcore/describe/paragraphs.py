"""Paragraph by paragraph: is it a description, of what, where in it, what does it say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from bookcore.describe.caption import attributes, caption
from bookcore.describe.clauses import Clauses, measure_clauses
from bookcore.describe.features import Floats
from bookcore.describe.kinds import Typist, typist
from bookcore.describe.languages import language_of
from bookcore.describe.model import (
    Finder,
    clause_scores,
    finder,
    paragraph_probabilities,
    sentence_chances,
)
from bookcore.describe.spans import run_span
from bookcore.text.sentences import sentences


class ParagraphItem(NamedTuple):
    """A paragraph to judge."""

    id: str
    lang: str
    text: str


class ParagraphResult(NamedTuple):
    """What was found; `start` and `end` are None and the texts empty when it is no description."""

    id: str
    visual: float
    is_description: bool
    type: str
    also: list[str]
    start: int | None
    end: int | None
    attributes: list[str]
    caption: str


class Judged(NamedTuple):
    """A paragraph's clauses with their scores, and the paragraph's probability."""

    found: Clauses
    scores: Floats
    probability: float


def judge_pieces(
    text: str, pieces: Sequence[Sequence[tuple[int, int]]], by: Finder
) -> list[Judged]:
    """Judge paragraphs, each given by its sentences' places in the text."""
    by.forms.shrink()
    flat = [span for piece in pieces for span in piece]
    found = measure_clauses(text, flat, by.forms, by.pairs)
    scores = clause_scores(found, by.model, by.language)
    piece_of = np.repeat(np.arange(len(pieces)), [len(p) for p in pieces])[found.sentence]
    filled, owner = np.unique(piece_of, return_inverse=True)
    chances = np.zeros(len(pieces))
    chances[filled] = paragraph_probabilities(scores, found.lengths, owner, by.model, by.language)
    edges = np.searchsorted(piece_of, np.arange(len(pieces) + 1))
    return [
        Judged(found.part(int(a), int(b)), scores[a:b], float(chance))
        for a, b, chance in zip(edges[:-1], edges[1:], chances, strict=True)
    ]


def judge(text: str, by: Finder) -> Judged:
    """Judge a whole text as one paragraph."""
    return judge_pieces(text, [sentences(text, by.language)], by)[0]


class SentenceProbability(NamedTuple):
    """The probability that text[start:end] belongs to a visual description."""

    start: int
    end: int
    probability: float


def sentence_probabilities(text: str, lang: str) -> list[SentenceProbability]:
    """The calibrated probability of every sentence of a paragraph, in order."""
    by = finder(language_of(lang))
    spans = sentences(text, by.language)
    judged = judge_pieces(text, [spans], by)[0]
    numbers, chances = sentence_chances(judged.found, judged.scores, by.model)
    known = dict(zip(numbers.tolist(), chances.tolist(), strict=True))
    return [SentenceProbability(a, b, known.get(n, 0.0)) for n, (a, b) in enumerate(spans)]


def describe_with(
    item: ParagraphItem, by: Finder, types: Typist, threshold: float | None = None
) -> ParagraphResult:
    """Judge one paragraph under given weights."""
    level = float(by.model.thresholds[1]) if threshold is None else threshold
    judged = judge(item.text, by)
    visual = round(judged.probability, 4)
    if not len(judged.scores) or judged.probability < level:
        return ParagraphResult(item.id, visual, False, "none", [], None, None, [], "")
    start, end = run_span(item.text, judged.found, judged.scores, by.model)
    kind, *also = types.kinds_of(item.text, start, end, by.language)
    part = item.text[start:end]
    return ParagraphResult(
        item.id, visual, True, kind, also, start, end,
        attributes(part, by.language), caption(part, by.language, kind),
    )  # fmt: skip


def describe_paragraphs(items: Sequence[ParagraphItem]) -> list[ParagraphResult]:
    """Judge paragraphs in order, each by its own words alone."""
    return [describe_with(item, finder(language_of(item.lang)), typist()) for item in items]


def describe_paragraph(text: str, lang: str) -> ParagraphResult:
    """Judge one paragraph."""
    return describe_paragraphs([ParagraphItem("", lang, text)])[0]
