"""The clauses of the labelled paragraphs: what each says of the labels, and its hashed words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import scipy.sparse as sparse
from labelled import Labelled, blank_forms
from numpy.typing import NDArray
from wording import content

from bookcore.describe.clauses import PAIRS, Clauses, measure_clauses, pair_buckets
from bookcore.describe.features import Floats
from bookcore.text.lexicon import russian
from bookcore.text.tokens import fold, tokens
from bookcore.text.words import BUCKETS, buckets, code, tag_buckets, word


@dataclass(frozen=True)
class LabelledClauses:
    """One row per clause of every labelled paragraph, in order."""

    found: Clauses
    """Sentences are numbered within their paragraph."""
    owner: NDArray[np.int64]
    letters: sparse.csr_matrix
    tags: sparse.csr_matrix
    pairs: sparse.csr_matrix
    facts: NDArray[np.int64]
    """How many of a clause's words are named by the label's attributes."""
    inside: Floats
    """The share of each clause that lies in its paragraph's description."""

    def of(self, row: int) -> slice:
        """The clauses of a paragraph."""
        return slice(*np.searchsorted(self.owner, [row, row + 1]).tolist())


@cache
def _senses() -> dict[str, set[str]]:
    """The English stems of a Russian lemma."""
    found: dict[str, set[str]] = {}
    for (lemma, _), entry in russian().items():
        found.setdefault(lemma, set()).update(content(list(entry.senses)))
    return found


@cache
def _known(form: str, language: str) -> tuple[list[int], list[int], int, frozenset[str]]:
    """Hashed letters, hashed tags, code and English stems of a form."""
    known = word(form, language)
    stems = _senses().get(known.lemma, set()) if language == "ru" else content([form])
    named = frozenset(stems if known.lemma and len(form) > 2 else ())
    hashed = buckets(form, known.lemma)
    return hashed, tag_buckets(form, known, language), code(form, known, language), named


class _Counts:
    """Builds a sparse matrix of counts row by row."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._at: list[int] = []
        self._ends = [0]

    def add(self, columns: list[int]) -> None:
        self._at.extend(columns)
        self._ends.append(len(self._at))

    def matrix(self) -> sparse.csr_matrix:
        ones = np.ones(len(self._at), np.float32)
        shape = (len(self._ends) - 1, self._width)
        found = sparse.csr_matrix((ones, self._at, self._ends), shape=shape)
        found.sum_duplicates()
        return found


def _facts(named: list[frozenset[str]], row: dict[str, Any], share: float) -> int:
    gold = content(row["attributes"])
    return sum(bool(n & gold) for n in named) if share > 0.5 else 0


def read_clauses(data: Labelled) -> LabelledClauses:
    """Cut and measure the clauses of all labelled paragraphs."""
    tables = {lang: blank_forms(lang) for lang in ("ru", "en")}
    blank = np.zeros((PAIRS, 1), np.float32)
    letters, tags, pairs = _Counts(BUCKETS), _Counts(BUCKETS), _Counts(PAIRS)
    parts: list[Clauses] = []
    owner: list[int] = []
    facts: list[int] = []
    inside: list[float] = []
    sentences = np.split(np.asarray(data.spans), np.flatnonzero(np.diff(data.owner)) + 1)
    for number, (row, spans) in enumerate(zip(data.rows, sentences, strict=True)):
        text, language = row["text"], row["lang"]
        found = measure_clauses(text, [(int(a), int(b)) for a, b in spans], tables[language], blank)
        parts.append(found)
        before = 0
        for n, (a, b) in enumerate(found.spans.tolist()):
            known = [_known(fold(t.text), language) for t in tokens(text, a, b)]
            codes = np.asarray([before, *(k[2] for k in known)], np.uint32)
            opens = np.zeros(len(codes), bool)
            opens[1] = n == 0 or found.sentence[n] != found.sentence[n - 1]
            before = int(codes[-1])
            letters.add([x for k in known for x in k[0]])
            tags.add([x for k in known for x in k[1]])
            pairs.add(pair_buckets(codes, opens)[1:].tolist())
            share = 0.0
            if row["visual"] >= 2:
                share = max(0, min(b, row["end"]) - max(a, row["start"])) / (b - a)
            owner.append(number)
            inside.append(share)
            facts.append(_facts([k[3] for k in known], row, share))
    return LabelledClauses(
        Clauses(
            np.concatenate([p.spans for p in parts]),
            np.concatenate([p.sentence for p in parts]),
            np.concatenate([p.counts for p in parts]),
            np.concatenate([p.sums for p in parts]),
        ),
        np.asarray(owner),
        letters.matrix(),
        tags.matrix(),
        pairs.matrix(),
        np.asarray(facts),
        np.asarray(inside, np.float32),
    )
