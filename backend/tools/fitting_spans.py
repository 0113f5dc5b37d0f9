"""Fitting which run of clauses of a description is its span."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
from labelled import Labelled, overlap
from labelled_clauses import LabelledClauses
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from bookcore.describe.features import Floats
from bookcore.describe.spans import best_run, span_features

SPAN_C = 0.1
INNER_FOLDS = 5
_SHARPNESS = (1.0, 1.3, 1.6)
_EDGES = (0.04, 0.06)


class SpanFitting:
    """The clauses of labelled descriptions that are inside, first and last of the span."""

    def __init__(self, data: Labelled, clauses: LabelledClauses) -> None:
        self.data, self.clauses = data, clauses
        self.described = np.flatnonzero(data.visual)
        self.inside = [self._sentences(row) for row in range(len(data.rows))]

    def _sentences(self, row: int) -> NDArray[np.int64]:
        """Whether each sentence of a paragraph lies in its description."""
        label, out = self.data.rows[row], []
        for a, b in self.data.sentences_of(row):
            common = 0
            if label["visual"] >= 2:
                common = max(0, min(b, label["end"]) - max(a, label["start"]))
            out.append(common > (b - a) / 2)
        return np.asarray(out, np.int64)

    def _answers(self, row: int) -> NDArray[np.int64]:
        label, found = self.data.rows[row], self.clauses.found.spans[self.clauses.of(row)]
        common = np.minimum(found[:, 1], label["end"]) - np.maximum(found[:, 0], label["start"])
        inside = common > (found[:, 1] - found[:, 0]) / 2
        if not inside.any():
            inside[common.argmax()] = True
        first, last = np.flatnonzero(inside)[[0, -1]]
        at = np.arange(len(found))
        return np.stack([inside, at == first, at == last]).astype(np.int64)

    def fit(self, scores: Floats, rows: NDArray[np.bool_]) -> tuple[Floats, Floats]:
        """Weights of the three chances of a clause, and the rule by which a run is chosen."""
        chosen = [row for row in self.described if rows[row]]
        parts = [self.clauses.of(row) for row in chosen]
        found = [self.clauses.found.part(p.start, p.stop) for p in parts]
        x = [span_features(f, scores[p]) for f, p in zip(found, parts, strict=True)]
        y = [self._answers(row) for row in chosen]
        held: list[Floats] = [np.zeros(0, np.float32)] * len(chosen)
        for train, out in _folds(self.data.works[chosen]):
            weights = _fitted([x[i] for i in train], [y[i] for i in train])
            for i in out:
                held[i] = x[i] @ weights[:, :-1].T + weights[:, -1]
        best, rule = -1.0, np.zeros(2, np.float32)
        for numbers in product(_SHARPNESS, _EDGES):
            tried = np.asarray(numbers, np.float32)
            total = 0.0
            for row, f, logits in zip(chosen, found, held, strict=True):
                first, last = best_run(logits.astype(np.float64), f.lengths, tried)
                label = self.data.rows[row]
                run = int(f.spans[first, 0]), int(f.spans[last - 1, 1])
                total += overlap(run, (label["start"], label["end"]))
            if total > best:
                best, rule = total, tried
        return _fitted(x, y), rule


def _folds(works: NDArray[np.str_]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    count = min(INNER_FOLDS, len(set(works)))
    yield from GroupKFold(count, shuffle=True, random_state=3).split(works, groups=works)


def _fitted(x: list[Floats], y: list[NDArray[np.int64]]) -> Floats:
    rows, answers = np.concatenate(x), np.concatenate(y, axis=1)
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread < 1e-6] = np.inf
    out = []
    for answer in answers:
        model = LogisticRegression(C=SPAN_C, max_iter=500)
        model.fit((rows - mean) / spread, answer)
        weight = model.coef_[0] / spread
        out.append(np.append(weight, model.intercept_[0] - weight @ mean))
    return np.stack(out).astype(np.float32)
