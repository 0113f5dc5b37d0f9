"""Fitting the finder's weights from labelled paragraphs (scikit-learn lives here only)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from fitting_spans import SpanFitting
from labelled import Labelled
from labelled_clauses import read_clauses
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from bookcore.describe.features import WIDTH, Floats, densities
from bookcore.describe.model import LETTERS, PAIR, TAGS, Weights, sentence_measures
from bookcore.describe.statistics import statistics
from bookcore.text.words import BUCKETS

INNER_FOLDS = 5
DENSE_SCALE = 0.03
CLAUSE_C = 1.0
PARAGRAPH_C = 0.03
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Linear:
    """A fitted linear part: dense weights per language, one weight per bucket."""

    dense: Floats  # outputs x 2 x WIDTH
    letters: Floats  # outputs x columns of the letters
    bias: Floats  # outputs x 2

    def scores(self, dense: Floats, letters: sparse.csr_matrix, russian: Mask) -> Floats:
        out = np.zeros((len(dense), len(self.bias)), np.float32)
        for at, mask in ((0, russian), (1, ~russian)):
            out[mask] = dense[mask] @ self.dense[:, at].T + self.bias[:, at]
        return out + letters @ self.letters.T


def idf_of(letters: sparse.csr_matrix) -> Floats:
    df = np.asarray((letters > 0).sum(axis=0)).ravel()
    total = letters.shape[0]
    return np.where(df >= 3, np.log((1 + total) / (1 + df)) + 1, 0).astype(np.float32)


def fit_linear(
    dense: Floats,
    letters: sparse.csr_matrix,
    russian: Mask,
    answer: NDArray[np.int64],
    scale: float,
    c: float,
    weight: Floats | None = None,
) -> Linear:
    """Logistic regression over shared and per-language densities beside hashed letters."""
    idf = idf_of(letters)
    used = np.flatnonzero(idf)
    mean, spread = dense.mean(axis=0), dense.std(axis=0)
    spread[spread < 1e-6] = np.inf
    normal = (dense - mean) / spread * scale
    ru = russian[:, None]
    x = sparse.hstack(
        [
            sparse.csr_matrix(np.hstack([normal, normal * ru, normal * ~ru, ru, ~ru])),
            letters[:, used] @ sparse.diags(idf[used]),
        ]
    ).tocsr()
    model = LogisticRegression(C=c, max_iter=400, tol=1e-3)
    model.fit(x, answer, sample_weight=weight)
    w = model.coef_.astype(np.float32)
    shared, own = w[:, :WIDTH], (w[:, WIDTH : 2 * WIDTH], w[:, 2 * WIDTH : 3 * WIDTH])
    by_language = np.stack([(shared + o) * scale / spread for o in own], axis=1)
    bias = np.stack(
        [model.intercept_ + w[:, 3 * WIDTH + i] - by_language[:, i] @ mean for i in (0, 1)], axis=1
    )
    by_bucket = np.zeros((len(w), letters.shape[1]), np.float32)
    by_bucket[:, used] = w[:, 3 * WIDTH + 2 :] * idf[used]
    return Linear(by_language.astype(np.float32), by_bucket, bias.astype(np.float32))


def folds(works: NDArray[np.str_], count: int, seed: int) -> Iterator[tuple[Mask, Mask]]:
    """Training and held-out masks; a work is never on both sides."""
    count = min(count, len(set(works)))
    for _, held in GroupKFold(count, shuffle=True, random_state=seed).split(works, groups=works):
        mask = np.zeros(len(works), bool)
        mask[held] = True
        yield ~mask, mask


def quantised(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Weights as bytes, and the scale of each row."""
    scales = np.abs(weights).max(axis=1) / 127
    return np.rint(weights / scales[:, None]).astype(np.int8), scales.astype(np.float32)


class Fitting:
    """Everything about the labelled rows that does not depend on a fold, then `fit` per fold."""

    def __init__(self, data: Labelled) -> None:
        self.data = data
        self.clauses = clauses = read_clauses(data)
        self.dense = densities(clauses.found.counts)
        words = sparse.diags(1 / np.sqrt(clauses.found.words))
        of_form = clauses.letters / LETTERS + clauses.tags / TAGS
        self.letters = (words @ sparse.hstack([of_form, clauses.pairs / PAIR])).tocsr()
        self.russian = data.russian
        self.clause_russian = self.russian[clauses.owner]
        self.answers = [clauses.facts >= 1, clauses.facts >= 2, clauses.inside > 0.5]
        self.spans = SpanFitting(data, clauses)

    def heads(self, rows: Mask) -> Linear:
        """SOME, MUCH and INSIDE, each from the clauses of the given rows."""
        m = rows[self.clauses.owner]
        fitted = [
            fit_linear(
                self.dense[m], self.letters[m], self.clause_russian[m], answer[m].astype(np.int64),
                DENSE_SCALE, CLAUSE_C,
            )
            for answer in self.answers
        ]  # fmt: skip
        return Linear(
            np.concatenate([f.dense for f in fitted]),
            np.concatenate([f.letters for f in fitted]),
            np.concatenate([f.bias for f in fitted]),
        )

    def scores(self, linear: Linear, rows: Mask) -> Floats:
        m = rows[self.clauses.owner]
        return linear.scores(self.dense[m], self.letters[m], self.clause_russian[m])

    def held_scores(self, rows: Mask) -> Floats:
        """Every clause of the given rows scored by heads that never saw its work."""
        out = np.zeros((len(self.clauses.owner), len(self.answers)), np.float32)
        for train, held in folds(self.data.works[rows], INNER_FOLDS, seed=1):
            a, b = np.zeros_like(rows), np.zeros_like(rows)
            a[np.flatnonzero(rows)[train]] = True
            b[np.flatnonzero(rows)[held]] = True
            out[b[self.clauses.owner]] = self.scores(self.heads(a), b)
        return out

    def fit(self, rows: Mask) -> Weights:
        """All weights from the given rows; every choice is made inside them."""
        held = self.held_scores(rows)
        heads = self.heads(rows)
        paragraph, bias, thresholds = self._paragraphs(held, rows)
        letters, scales = quantised(heads.letters[:, :BUCKETS])
        pairs, pair_scales = quantised(heads.letters[:, BUCKETS:])
        span, trees, rule = self.spans.fit(held, rows)
        return Weights(
            letters=letters,
            scales=scales,
            pairs=pairs,
            pair_scales=pair_scales,
            dense=np.swapaxes(heads.dense, 0, 1).copy(),
            bias=heads.bias.T.copy(),
            paragraph=paragraph,
            paragraph_bias=bias,
            sentence=self._sentences(held, rows),
            thresholds=thresholds,
            span=span,
            span_columns=trees.columns,
            span_levels=trees.levels,
            span_leaves=trees.leaves,
            rule=rule,
        )

    def _paragraphs(self, scores: Floats, rows: Mask) -> tuple[Floats, Floats, Floats]:
        m = rows[self.clauses.owner]
        _, owner = np.unique(self.clauses.owner[m], return_inverse=True)
        x = statistics(scores[m], self.clauses.found.lengths[m], owner)
        answer, ru = self.data.visual[rows], self.russian[rows]
        mean, spread = x.mean(axis=0), x.std(axis=0)
        z = np.column_stack([(x - mean) / spread, ru, ~ru])

        def fitted(m: Mask) -> LogisticRegression:
            return LogisticRegression(C=PARAGRAPH_C, max_iter=500).fit(z[m], answer[m])

        held = np.zeros(len(x))
        for train, out in folds(self.data.works[rows], INNER_FOLDS, seed=2):
            held[out] = fitted(train).predict_proba(z[out])[:, 1]
        model = fitted(np.ones(len(x), bool))
        n = x.shape[1]
        weight = model.coef_[0, :n] / spread
        bias = model.intercept_[0] + model.coef_[0, n:] - weight @ mean
        return (
            weight.astype(np.float32),
            bias.astype(np.float32),
            choose_thresholds(held, answer, normal_level(held)),
        )

    def _sentences(self, scores: Floats, rows: Mask) -> Floats:
        """The chance that a sentence belongs to a description, from its clauses."""
        measured, answer = [], []
        for row in np.flatnonzero(rows):
            part = self.clauses.of(row)
            found = self.clauses.found.part(part.start, part.stop)
            numbers, x = sentence_measures(found, scores[part])
            measured.append(x)
            answer.append(self.spans.inside[row][numbers])
        x = np.concatenate(measured)
        mean, spread = x.mean(axis=0), x.std(axis=0)
        model = LogisticRegression(C=1.0, max_iter=500)
        model.fit((x - mean) / spread, np.concatenate(answer))
        weight = model.coef_[0] / spread
        return np.append(weight, model.intercept_[0] - weight @ mean).astype(np.float32)


def normal_level(probability: NDArray[np.float64]) -> float:
    """Halfway between one half and the threshold of best F1 to be expected of the probabilities.

    It rests on the probabilities alone, so it varies far less between folds than the threshold
    that happened to be best for the answers. On works of unseen authors halfway was the best on
    average, English above all.
    """
    ranked = np.sort(probability)[::-1]
    expected = 2 * np.cumsum(ranked) / (np.arange(1, len(ranked) + 1) + ranked.sum())
    return (float(ranked[expected.argmax()]) + 0.5) / 2


def choose_thresholds(
    probability: NDArray[np.float64], answer: NDArray[np.int64], normal: float | None = None
) -> Floats:
    """Few: precision of nine in ten; normal: best F1; many: nineteen in twenty are found."""
    levels = np.linspace(0.05, 0.95, 91)
    if normal is None:
        f1 = np.asarray([f1_score(answer, probability >= t, zero_division=0) for t in levels])
        smooth = np.convolve(np.pad(f1, 3, mode="edge"), np.ones(7) / 7, mode="valid")
        normal = float(levels[int(smooth.argmax())])
    right = [answer[probability >= t].mean() if (probability >= t).any() else 1 for t in levels]
    few = next((t for t, p in zip(levels, right, strict=True) if p >= 0.92 and t > normal), 0.9)
    found = [(probability[answer == 1] >= t).mean() for t in levels]
    many = max([t for t, r in zip(levels, found, strict=True) if r >= 0.95 and t < normal] or [0.1])
    return np.asarray([few, normal, many], np.float32)
