"""Paragraph by paragraph: is it a description, of what, where in it, what does it say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bookcore.describe.caption import attributes, caption
from bookcore.describe.features import Floats, Forms, measure
from bookcore.describe.kinds import Typist, typist
from bookcore.describe.model import (
    Weights,
    forms,
    paragraph_probability,
    sentence_scores,
    weights,
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
    """A paragraph's sentences with their scores, and the paragraph's probability."""

    spans: list[tuple[int, int]]
    scores: Floats
    lengths: Floats
    probability: float


def judge(text: str, start: int, end: int, table: Forms, model: Weights) -> Judged:
    """Score text[start:end] and its sentences; offsets stay those of the whole text."""
    language = table.language
    spans = [(start + a, start + b) for a, b in sentences(text[start:end], language)]
    found = measure(text, spans, table)
    scores = sentence_scores(found, model, language)
    probability = paragraph_probability(scores, found.lengths, model, language)
    return Judged(spans, scores, found.lengths, probability)


def language_of(lang: str) -> str:
    """The language whose weights serve a text; anything not Russian is read as English."""
    return "ru" if lang.lower().startswith("ru") else "en"


def describe_with(
    item: ParagraphItem,
    table: Forms,
    model: Weights,
    types: Typist,
    threshold: float | None = None,
) -> ParagraphResult:
    """Judge one paragraph under given weights."""
    level = float(model.thresholds[1]) if threshold is None else threshold
    judged = judge(item.text, 0, len(item.text), table, model)
    visual = round(judged.probability, 4)
    if not judged.spans or judged.probability < level:
        return ParagraphResult(item.id, visual, False, "none", [], None, None, [], "")
    start, end = run_span(judged.spans, judged.scores, judged.lengths, model.span)
    kind, *also = types.kinds_of(item.text, start, end, table.language)
    part = item.text[start:end]
    return ParagraphResult(
        item.id, visual, True, kind, also, start, end,
        attributes(part, table.language), caption(part, table.language, kind),
    )  # fmt: skip


def describe_paragraphs(items: Sequence[ParagraphItem]) -> list[ParagraphResult]:
    """Judge paragraphs in order, each by its own words alone."""
    model = weights()
    results: list[ParagraphResult] = []
    for item in items:
        table = forms(language_of(item.lang))
        table.shrink()
        results.append(describe_with(item, table, model, typist()))
    return results


def describe_paragraph(text: str, lang: str) -> ParagraphResult:
    """Judge one paragraph."""
    return describe_paragraphs([ParagraphItem("", lang, text)])[0]
