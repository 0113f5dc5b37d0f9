"""The labelled paragraphs, measured once: what training and evaluation share."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bookcore.describe.clauses import PAIRS, measure_clauses
from bookcore.describe.features import Floats, Forms
from bookcore.describe.model import TYPES
from bookcore.text.sentences import sentences

REPO = Path(__file__).resolve().parents[2]
SHARED = REPO.parent / "shared"
LABELS = SHARED / "labels" / "dev.jsonl"


@dataclass(frozen=True)
class Labelled:
    """Rows of the label file and, for every one of their sentences, its measures."""

    rows: list[dict[str, Any]]
    spans: list[tuple[int, int]]
    owner: NDArray[np.int64]
    counts: Floats
    """Word features of each sentence."""

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


def blank_forms(language: str) -> Forms:
    """Word forms without weights, to count features only."""
    return Forms(language, 1, lambda _form, _known: [0.0])


def read_labelled(path: Path = LABELS) -> Labelled:
    """Read and measure the labelled paragraphs."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    tables = {lang: blank_forms(lang) for lang in ("ru", "en")}
    blank = np.zeros((PAIRS, 1), np.float32)
    spans: list[tuple[int, int]] = []
    owner: list[int] = []
    parts: list[Floats] = []
    for i, row in enumerate(rows):
        found = sentences(row["text"], row["lang"])
        clauses = measure_clauses(row["text"], found, tables[row["lang"]], blank)
        counts = np.zeros((len(found), clauses.counts.shape[1]), np.float32)
        np.add.at(counts, clauses.sentence, clauses.counts)
        parts.append(counts)
        for a, b in found:
            spans.append((a, b))
            owner.append(i)
    return Labelled(rows, spans, np.asarray(owner), np.concatenate(parts))


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Intersection over union of two ranges."""
    common = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return common / (max(a[1], b[1]) - min(a[0], b[0])) if common else 0.0


def type_of(row: dict[str, Any]) -> int:
    return TYPES.index(row["type"])
