"""Fitting the finder's weights from labelled paragraphs (scikit-learn lives here only)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import scipy.sparse as sparse
from labelled import Labelled
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from bookcore.describe.features import WIDTH, Floats, densities
from bookcore.describe.model import Weights, statistics, word_norm
from bookcore.describe.spans import best_run
from bookcore.text.words import BUCKETS

INNER_FOLDS = 5
DENSE_SCALE = 0.03
SENTENCE_C = 4.0
PARAGRAPH_C = 0.1
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Linear:
    """A fitted linear part: dense weights per language, one weight per bucket."""

    dense: Floats  # outputs x 2 x WIDTH
    letters: Floats  # outputs x BUCKETS
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
    by_bucket = np.zeros((len(w), BUCKETS), np.float32)
    by_bucket[:, used] = w[:, 3 * WIDTH + 2 :] * idf[used]
    return Linear(by_language.astype(np.float32), by_bucket, bias.astype(np.float32))


def folds(works: NDArray[np.str_], count: int, seed: int) -> Iterator[tuple[Mask, Mask]]:
    """Training and held-out masks; a work is never on both sides."""
    count = min(count, len(set(works)))
    for _, held in GroupKFold(count, shuffle=True, random_state=seed).split(works, groups=works):
        mask = np.zeros(len(works), bool)
        mask[held] = True
        yield ~mask, mask


def normed_letters(letters: sparse.csr_matrix, words: Floats) -> sparse.csr_matrix:
    return (sparse.diags(1 / word_norm(words)) @ letters).tocsr()


class Fitting:
    """Everything about the labelled rows that does not depend on a fold, then `fit` per fold."""

    def __init__(self, data: Labelled) -> None:
        self.data = data
        self.dense = densities(data.measures.counts)
        self.letters = normed_letters(data.letters, data.measures.words)
        self.russian = data.russian
        self.sentence_russian = self.russian[data.owner]
        self.answer = (data.inside > 0.5).astype(np.int64)
        order = np.searchsorted(data.owner, np.arange(len(data.rows) + 1))
        self.of_row = [slice(a, b) for a, b in pairwise(order)]
        self.described = np.flatnonzero(data.visual)

    def sentences(self, rows: Mask) -> Linear:
        m = rows[self.data.owner]
        return fit_linear(
            self.dense[m],
            self.letters[m],
            self.sentence_russian[m],
            self.answer[m],
            DENSE_SCALE,
            SENTENCE_C,
        )

    def sentence_scores(self, linear: Linear, rows: Mask) -> Floats:
        m = rows[self.data.owner]
        return linear.scores(self.dense[m], self.letters[m], self.sentence_russian[m])[:, 0]

    def stats(self, scores: Floats, rows: Mask) -> Floats:
        lengths = self.data.measures.lengths
        return np.stack(
            [
                statistics(scores[self.of_row[i]], lengths[self.of_row[i]])
                for i in np.flatnonzero(rows)
            ]
        )

    def fit(self, rows: Mask) -> Weights:
        """All weights from the given rows; every choice is made inside them."""
        works = self.data.works
        held_scores = np.zeros(len(self.data.owner), np.float32)
        for train, held in folds(works[rows], INNER_FOLDS, seed=1):
            a, b = np.zeros_like(rows), np.zeros_like(rows)
            a[np.flatnonzero(rows)[train]] = True
            b[np.flatnonzero(rows)[held]] = True
            held_scores[b[self.data.owner]] = self.sentence_scores(self.sentences(a), b)
        sentence = self.sentences(rows)
        paragraph, bias, thresholds = self._paragraphs(held_scores, rows)
        letters = sentence.letters
        scales = np.abs(letters).max(axis=1) / 127
        return Weights(
            letters=np.rint(letters / scales[:, None]).astype(np.int8),
            scales=scales.astype(np.float32),
            sentence=sentence.dense[0],
            sentence_bias=sentence.bias[0],
            paragraph=paragraph,
            paragraph_bias=bias,
            thresholds=thresholds,
            span=self._span_rule(held_scores, rows),
        )

    def _paragraphs(self, scores: Floats, rows: Mask) -> tuple[Floats, Floats, Floats]:
        x, answer = self.stats(scores, rows), self.data.visual[rows]
        ru = self.russian[rows]
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
            np.stack([weight, weight]).astype(np.float32),
            bias.astype(np.float32),
            choose_thresholds(held, answer),
        )

    def _span_rule(self, scores: Floats, rows: Mask) -> Floats:
        best, chosen = -1.0, (0.0, 0.5)
        for power in (0.0, 0.5, 1.0):
            for level in np.arange(-0.6, 0.3, 0.1):
                value = float(
                    np.mean(
                        [
                            self.overlap(i, scores[self.of_row[i]], float(level), power)
                            for i in self.described
                            if rows[i]
                        ]
                    )
                )
                if value > best:
                    best, chosen = value, (float(level), power)
        return np.asarray(chosen, np.float32)

    def overlap(self, row: int, scores: Floats, level: float, power: float) -> float:
        """Intersection over union of the run found with the labelled span."""
        first, last = best_run(scores, self.data.measures.lengths[self.of_row[row]], level, power)
        spans = self.data.spans[self.of_row[row]]
        label = self.data.rows[row]
        return overlap((spans[first][0], spans[last - 1][1]), (label["start"], label["end"]))


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Intersection over union of two ranges."""
    common = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return common / (max(a[1], b[1]) - min(a[0], b[0])) if common else 0.0


def choose_thresholds(probability: NDArray[np.float64], answer: NDArray[np.int64]) -> Floats:
    """Few: precision of nine in ten; normal: best F1; many: nineteen in twenty are found."""
    levels = np.linspace(0.05, 0.95, 91)
    f1 = np.asarray([f1_score(answer, probability >= t, zero_division=0) for t in levels])
    smooth = np.convolve(np.pad(f1, 3, mode="edge"), np.ones(7) / 7, mode="valid")
    normal = float(levels[int(smooth.argmax())])
    right = [answer[probability >= t].mean() if (probability >= t).any() else 1 for t in levels]
    few = next((t for t, p in zip(levels, right, strict=True) if p >= 0.92 and t > normal), 0.9)
    found = [(probability[answer == 1] >= t).mean() for t in levels]
    many = max([t for t, r in zip(levels, found, strict=True) if r >= 0.95 and t < normal] or [0.1])
    return np.asarray([few, normal, many], np.float32)
