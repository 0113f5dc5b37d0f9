"""Long paragraphs in bounded pieces, and the check of what an engine says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from bookcore.analysers.port import AnalyserFailed, Doc, Entity, Token

LONGEST_PIECE = 4_000
"""Splitters and recognisers are not linear on nasty text, and some refuse long ones."""

Analyse = Callable[[list[str]], Iterable[Doc]]


def cut(text: str, longest: int = LONGEST_PIECE) -> Iterator[tuple[int, int]]:
    """Bounded stretches that cover a text, parted at a sentence's end or a space where one is."""
    start = 0
    while start < len(text):
        end = min(len(text), start + longest)
        if end < len(text):
            at = max(text.rfind("\n", start + 1, end), text.rfind(". ", start + 1, end) + 1)
            if at <= start:
                at = text.rfind(" ", start + 1, end)
            if at > start:
                end = at
        yield start, end
        start = end


def in_pieces(paragraphs: Sequence[str], analyse: Analyse, label: str) -> list[Doc]:
    """Docs of whole paragraphs, analysed in pieces; every trouble of the engine is AnalyserFailed."""
    # Some recognisers break on nothing but white space.
    where = [
        (number, a, b)
        for number, text in enumerate(paragraphs)
        for a, b in cut(text)
        if not text[a:b].isspace()
    ]
    parts: list[list[Doc]] = [[] for _ in paragraphs]
    try:
        docs = list(analyse([paragraphs[number][a:b] for number, a, b in where]))
        if len(docs) != len(where):
            raise AnalyserFailed(f"{label} gave {len(docs)} answers to {len(where)} texts")
        for (number, a, b), doc in zip(where, docs, strict=True):
            check(doc, paragraphs[number][a:b], label)
            parts[number].append(_moved(doc, a) if a else doc)
    except AnalyserFailed:
        raise
    except Exception as error:  # whatever a package of somebody else raises
        raise AnalyserFailed(f"{label}: {type(error).__name__}: {error}"[:300]) from error
    return [_joined(found) for found in parts]


def check(doc: Doc, text: str, label: str) -> None:
    """Raise AnalyserFailed unless all stretches lie in the text, in order, none empty."""
    for what, spans in (
        ("sentence", doc.sentences),
        ("token", [(t.start, t.end) for t in doc.tokens]),
        ("name", [(e.start, e.end) for e in doc.entities]),
    ):
        last = 0
        for start, end in spans:
            if not last <= start < end <= len(text):
                raise AnalyserFailed(f"{label}: a {what} at {start}-{end} of {len(text)}")
            last = end


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _moved(doc: Doc, by: int) -> Doc:
    return Doc(
        tuple((a + by, b + by) for a, b in doc.sentences),
        tuple(Token(t.start + by, t.end + by, t.lemma, t.pos, t.feats) for t in doc.tokens),
        tuple(Entity(e.start + by, e.end + by, e.label) for e in doc.entities),
    )


def _joined(parts: list[Doc]) -> Doc:
    if len(parts) == 1:
        return parts[0]
    return Doc(
        tuple(s for part in parts for s in part.sentences),
        tuple(t for part in parts for t in part.tokens),
        tuple(e for part in parts for e in part.entities),
    )
