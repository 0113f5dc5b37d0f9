"""Fitting which run of clauses of a description is its span."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
from labelled import Labelled, overlap
from labelled_clauses import LabelledClauses
from numpy.typing import NDArray
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from bookcore.describe.features import Floats
from bookcore.describe.spans import run_of, span_features, span_logits
from bookcore.describe.trees import DEPTH, LEAVES, NODES, Trees

SPAN_C = 0.1
INNER_FOLDS = 5
_SHARPNESS = (1.0, 1.3, 1.6)
_EDGES = (0.04, 0.06)
_NEAT = (0.01, 0.02, 0.03, 0.04, 0.06, 0.08, 0.1)
_NEAT_COST = 0.003
"""What of the overlap may be given for passages that begin and end at sentences."""
TREES = 100


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

    def fit(self, scores: Floats, rows: NDArray[np.bool_]) -> tuple[Floats, Trees, Floats]:
        """Both models of the three chances of a clause, and the rule by which a run is chosen."""
        chosen = [row for row in self.described if rows[row]]
        parts = [self.clauses.of(row) for row in chosen]
        found = [self.clauses.found.part(p.start, p.stop) for p in parts]
        x = [span_features(f, scores[p]) for f, p in zip(found, parts, strict=True)]
        y = [self._answers(row) for row in chosen]
        held: list[NDArray[np.float64]] = [np.zeros(0)] * len(chosen)
        for train, out in _folds(self.data.works[chosen]):
            models = _fitted([x[i] for i in train], [y[i] for i in train])
            for i in out:
                held[i] = span_logits(x[i], *models)

        def mean(*rule: float) -> float:
            total = 0.0
            for row, f, logits in zip(chosen, found, held, strict=True):
                label = self.data.rows[row]
                run = run_of(label["text"], f, logits, np.asarray(rule, np.float32))
                total += overlap(run, (label["start"], label["end"]))
            return total / len(chosen)

        sharpness, edges = max(product(_SHARPNESS, _EDGES), key=lambda r: mean(*r, _NEAT[1]))
        tried = {neat: mean(sharpness, edges, neat) for neat in _NEAT}
        neat = max(n for n, kept in tried.items() if kept >= max(tried.values()) - _NEAT_COST)
        return *_fitted(x, y), np.asarray([sharpness, edges, neat], np.float32)


def _folds(works: NDArray[np.str_]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    count = min(INNER_FOLDS, len(set(works)))
    yield from GroupKFold(count, shuffle=True, random_state=3).split(works, groups=works)


def _fitted(x: list[Floats], y: list[NDArray[np.int64]]) -> tuple[Floats, Trees]:
    rows, answers = np.concatenate(x), np.concatenate(y, axis=1)
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread < 1e-6] = np.inf
    out = []
    for answer in answers:
        model = LogisticRegression(C=SPAN_C, max_iter=500)
        model.fit((rows - mean) / spread, answer)
        weight = model.coef_[0] / spread
        out.append(np.append(weight, model.intercept_[0] - weight @ mean))
    boosted = [_boosted(rows, answer) for answer in answers]
    return np.stack(out).astype(np.float32), Trees(*map(np.stack, zip(*boosted, strict=True)))


def _boosted(rows: Floats, answer: NDArray[np.int64]) -> Trees:
    """Boosted trees of one answer, filled up to complete ones."""
    model = GradientBoostingClassifier(
        n_estimators=TREES, learning_rate=0.07, max_depth=DEPTH, min_samples_leaf=30,
        max_features=0.2, subsample=0.7, random_state=0,
    ).fit(rows, answer)  # fmt: skip
    columns = np.zeros((TREES, NODES), np.uint8)
    levels = np.full((TREES, NODES), np.inf, np.float32)
    leaves = np.zeros((TREES, LEAVES), np.float32)

    def fill(n: int, at: int, node: int) -> None:
        tree = model.estimators_[n, 0].tree_
        if at >= NODES:
            leaves[n, at - NODES] = tree.value[node, 0, 0] * model.learning_rate
            return
        left, right = int(tree.children_left[node]), int(tree.children_right[node])
        if left >= 0:
            columns[n, at], levels[n, at] = tree.feature[node], tree.threshold[node]
        fill(n, 2 * at + 1, left if left >= 0 else node)
        fill(n, 2 * at + 2, right if left >= 0 else node)

    for n in range(TREES):
        fill(n, 0, 0)
    leaves[0] += np.log(answer.mean() / (1 - answer.mean()))
    return Trees(columns, levels, leaves)
