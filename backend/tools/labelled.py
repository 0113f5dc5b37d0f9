"""The labelled paragraphs, measured once: what training and evaluation share."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from bookcore.describe.features import Forms, Measures, measure
from bookcore.describe.model import TYPES
from bookcore.text.sentences import sentences
from bookcore.text.tokens import fold, tokens
from bookcore.text.words import BUCKETS, buckets, word

REPO = Path(__file__).resolve().parents[2]
SHARED = REPO.parent / "shared"
LABELS = SHARED / "labels" / "dev.jsonl"


@dataclass(frozen=True)
class Labelled:
    """Rows of the label file and, for every one of their sentences, its measures."""

    rows: list[dict[str, Any]]
    spans: list[tuple[int, int]]
    owner: NDArray[np.int64]
    measures: Measures

    def sentences_of(self, row: int) -> list[tuple[int, int]]:
        """The sentences of a paragraph."""
        first, last = np.searchsorted(self.owner, [row, row + 1]).tolist()
        return self.spans[first:last]

    @property
    def russian(self) -> NDArray[np.bool_]:
        return np.asarray([r["lang"] == "ru" for r in self.rows])

    @property
    def works(self) -> NDArray[np.str_]:
        return np.asarray([r["work"] for r in self.rows])

    @property
    def visual(self) -> NDArray[np.int64]:
        return np.asarray([int(r["visual"] >= 2) for r in self.rows])


def data_hash() -> str:
    """SHA-256 of the label file."""
    return hashlib.sha256(LABELS.read_bytes()).hexdigest()


def hashed(texts: list[tuple[str, str]]) -> sparse.csr_matrix:
    """Counts of hashed letters for (text, language) pairs."""
    at: list[int] = []
    of: list[int] = []
    known: dict[tuple[str, str], list[int]] = {}
    for i, (text, language) in enumerate(texts):
        for token in tokens(text):
            key = (fold(token.text), language)
            if key not in known:
                known[key] = buckets(key[0], word(key[0], language).lemma)
            at.extend([i] * len(known[key]))
            of.extend(known[key])
    matrix = sparse.csr_matrix(
        (np.ones(len(at), np.float32), (at, of)), shape=(len(texts), BUCKETS)
    )
    matrix.sum_duplicates()
    return matrix


def blank_forms(language: str) -> Forms:
    """Word forms without weights, to count features only."""
    return Forms(language, 1, lambda _form, _known: [0.0])


def measured(texts: list[tuple[str, str]]) -> Measures:
    """Measures of whole texts, without weights."""
    tables = {lang: blank_forms(lang) for lang in ("ru", "en")}
    parts = [measure(t, [(0, len(t))], tables[lang]) for t, lang in texts]
    return joined(parts)


def joined(parts: list[Measures]) -> Measures:
    return Measures(
        np.concatenate([p.counts for p in parts]),
        np.concatenate([p.sums for p in parts]),
        np.concatenate([p.lengths for p in parts]),
    )


def read_labelled(path: Path = LABELS) -> Labelled:
    """Read and measure the labelled paragraphs."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    tables = {lang: blank_forms(lang) for lang in ("ru", "en")}
    spans: list[tuple[int, int]] = []
    owner: list[int] = []
    parts: list[Measures] = []
    for i, row in enumerate(rows):
        found = sentences(row["text"], row["lang"])
        parts.append(measure(row["text"], found, tables[row["lang"]]))
        for a, b in found:
            spans.append((a, b))
            owner.append(i)
    return Labelled(rows, spans, np.asarray(owner), joined(parts))


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Intersection over union of two ranges."""
    common = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return common / (max(a[1], b[1]) - min(a[0], b[0])) if common else 0.0


def type_of(row: dict[str, Any]) -> int:
    return TYPES.index(row["type"])
