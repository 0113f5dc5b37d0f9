"""Fitting what a description is chiefly of, from the spans of the labelled descriptions."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import Any

import numpy as np
from fitting import Mask, folds
from labelled import Labelled, type_of
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bookcore.describe.features import Floats
from bookcore.describe.kind_features import REGIONS, Counts, regions, row
from bookcore.describe.kinds import KindWeights, chances
from bookcore.describe.model import TYPES
from bookcore.text.sentences import sentences

INNER_FOLDS = 5
MIN_ROWS = 25
"""In how many paragraphs a count must stand to be used."""
REGION_WEIGHTS = (1.0, 0.3, 0.3)
OWN_SCALE = 0.5
"""How freely the two languages may differ."""
SCALE = 0.05
KIND_C = 1.0
ALSO_SHARE = 0.25
"""What part of a row speaks for its further types."""
_STEPS = (
    (0.0, 0.2),
    (0.0,),
    (0.0, 0.25, 0.5, 0.75, 1.0),
    (0.0, 0.3, 0.6, 0.9),
    (0.0, 0.3, 0.6, 0.9),
)
_COST = 0.004


def whole_sentences(record: dict[str, Any]) -> tuple[int, int]:
    """The sentences that the labelled span mostly covers: such are the spans that are found."""
    a, b = record["start"], record["end"]
    spans = sentences(record["text"], record["lang"])
    share = [max(0, min(b, y) - max(a, x)) / (y - x) for x, y in spans]
    kept = [s for s, c in zip(spans, share, strict=True) if c > 0.5]
    if not kept:
        kept = [spans[int(np.argmax(share))]]
    return kept[0][0], kept[-1][1]


class KindFitting:
    """The labelled descriptions measured once, then `fit` per fold."""

    def __init__(self, data: Labelled) -> None:
        self.described = np.flatnonzero(data.visual)
        rows = [data.rows[i] for i in self.described]
        self.works = data.works[self.described]
        self.russian = data.russian[self.described]
        self.kinds = np.asarray([type_of(r) for r in rows])
        self.present = np.zeros((len(rows), len(TYPES)), bool)
        self.answer = np.zeros((len(rows), len(TYPES)))
        for n, record in enumerate(rows):
            also = [TYPES.index(t) for t in record["also"]]
            self.present[n, [self.kinds[n], *also]] = True
            self.answer[n, self.kinds[n]] = 1 - ALSO_SHARE * bool(also)
            self.answer[n, also] += ALSO_SHARE / max(1, len(also))
        spans = [
            [(r["start"], r["end"]) for r in rows],
            [whole_sentences(r) for r in rows],
        ]
        self.counts: list[list[list[Counts]]] = [
            [regions(r["text"], a, b, r["lang"]) for r, (a, b) in zip(rows, each, strict=True)]
            for each in spans
        ]

    def fit(self, rows: Mask) -> KindWeights:
        """Weights from the descriptions among the given rows; every choice is made inside them."""
        m = rows[self.described]
        held = np.zeros((int(m.sum()), len(TYPES)), np.float32)
        at = np.flatnonzero(m)
        for train, out in folds(self.works[m], INNER_FOLDS, seed=3):
            model = self._fitted(at[train])
            held[out] = self.logits(model, at[out])
        shift = _shift(held, self.kinds[m])
        model = self._fitted(at)
        return KindWeights(
            names=model.names,
            dense=model.dense,
            bias=(model.bias + shift).astype(np.float32),
            also=np.asarray([_level(chances(held + shift), self.present[m])], np.float32),
        )

    def logits(self, model: KindWeights, at: NDArray[np.int64]) -> Floats:
        """Log-odds of the types for the whole-sentence spans of the given descriptions."""
        names = [str(n) for n in model.names]
        language = np.where(self.russian[at], 0, 1)
        found = np.stack([row(self.counts[1][i], names) for i in at])
        return np.einsum("nkw,nw->nk", model.dense[language], found) + model.bias[language]

    def _fitted(self, at: NDArray[np.int64]) -> KindWeights:
        seen = Counter(name for i in at for name in self.counts[0][i][REGIONS - 1])
        names = sorted(name for name, many in seen.items() if many >= MIN_ROWS)
        x = np.stack([row(each[i], names) for each in self.counts for i in at]).astype(np.float64)
        answer = np.concatenate([self.answer[at]] * 2)
        russian = np.concatenate([self.russian[at]] * 2)[:, None]
        mean, spread = x.mean(axis=0), x.std(axis=0)
        spread[spread < 1e-6] = np.inf
        scale = np.repeat(REGION_WEIGHTS, len(names)) * SCALE / spread
        z = (x - mean) * scale
        wide = np.hstack([z, z * russian * OWN_SCALE, z * ~russian * OWN_SCALE, russian, ~russian])
        which, kind = np.nonzero(answer)
        model = LogisticRegression(C=KIND_C, max_iter=500, tol=1e-3)
        model.fit(wide[which], kind, sample_weight=answer[which, kind])
        w, n = model.coef_, x.shape[1]
        dense = np.stack([(w[:, :n] + w[:, k : k + n] * OWN_SCALE) * scale for k in (n, 2 * n)])
        bias = np.stack([model.intercept_ + w[:, 3 * n + k] - dense[k] @ mean for k in (0, 1)])
        return KindWeights(
            np.asarray(names), dense.astype(np.float32), bias.astype(np.float32),
            np.zeros(1, np.float32),
        )  # fmt: skip


def _shift(logits: Floats, kinds: NDArray[np.int64]) -> Floats:
    """What is added for the rarer types: the mean of the forty shifts that are right oftenest."""
    shifts = np.asarray(list(product(*_STEPS)))
    right = np.asarray([((logits + s).argmax(axis=1) == kinds).mean() for s in shifts])
    best = np.argsort(-(right - _COST * shifts.sum(axis=1)), kind="stable")[:40]
    return np.asarray(shifts[best].mean(axis=0), np.float32)


def _level(probability: Floats, present: NDArray[np.bool_]) -> float:
    """From which probability a further type is named, so that the whole set is right oftenest."""
    top = probability >= probability.max(axis=1, keepdims=True)
    levels = np.arange(0.04, 0.45, 0.01)

    def f1(level: float) -> float:
        said = top | (probability >= level)
        return 2 * float((said & present).sum()) / float(said.sum() + present.sum())

    return float(levels[int(np.argmax([f1(level) for level in levels]))])
