"""The trained finder: weights from a data file, scores by numpy alone.

A sentence's score is linear in its densities and in the sum of its words' weights; a paragraph's
is linear in a few statistics of its sentences' scores, then calibrated. `tools/train.py` fits the
same functions that are used here.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from bookcore.describe.features import Floats, Forms, Measures, densities
from bookcore.text.words import Word, buckets

TYPES = ("location", "character", "atmosphere", "object", "action")
LANGUAGES = ("ru", "en")
HEADS = 1
"""Sums kept per word: the one for being visual."""


@dataclass(frozen=True)
class Weights:
    """All that training finds; arrays are indexed by language where the first axis is 2."""

    letters: NDArray[np.int8]  # HEADS x BUCKETS
    scales: Floats  # HEADS
    sentence: Floats  # 2 x WIDTH
    sentence_bias: Floats  # 2
    paragraph: Floats  # 2 x STATISTICS
    paragraph_bias: Floats  # 2
    thresholds: Floats  # few, normal, many: probabilities
    span: Floats  # the span rule's numbers

    def save(self) -> bytes:
        """The file's content; the same weights always give the same bytes."""
        out = io.BytesIO()
        np.savez_compressed(out, **{k: getattr(self, k) for k in self.__dataclass_fields__})
        return out.getvalue()


def load(data: bytes) -> Weights:
    """Weights from a file's content."""
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        return Weights(**{k: stored[k] for k in Weights.__dataclass_fields__})


@cache
def weights() -> Weights:
    """The weights that are shipped."""
    return load(files(__package__).joinpath("data", "finder.npz").read_bytes())


def word_norm(words: Floats) -> Floats:
    """What a sentence's sum of letter weights is divided by."""
    return np.asarray(np.sqrt(words * 700.0), np.float32)


STATISTICS = 9


def sentence_scores(found: Measures, model: Weights, language: str) -> Floats:
    """The log-odds that each sentence belongs to a description."""
    at = LANGUAGES.index(language)
    dense = densities(found.counts) @ model.sentence[at]
    scores = dense + found.sums[:, 0] / word_norm(found.words) + model.sentence_bias[at]
    return np.asarray(scores, np.float32)


def statistics(scores: Floats, lengths: Floats) -> Floats:
    """What a paragraph's sentences say of it together."""
    ordered = np.sort(scores)[::-1]
    total = float(lengths.sum())
    return np.asarray(
        [
            ordered[0],
            ordered[:2].mean(),
            ordered[:3].mean(),
            scores.mean(),
            float(scores @ lengths) / total,
            np.logaddexp(0, scores).sum(),
            float(np.maximum(scores + 1, 0) @ lengths) / 300,
            scores[0],
            np.log(total),
        ],
        np.float32,
    )


def paragraph_probability(scores: Floats, lengths: Floats, model: Weights, language: str) -> float:
    """The calibrated probability that a paragraph is a description."""
    if not len(scores):
        return 0.0
    at = LANGUAGES.index(language)
    logit = float(statistics(scores, lengths) @ model.paragraph[at] + model.paragraph_bias[at])
    return float(1 / (1 + np.exp(-np.clip(logit, -30, 30))))


class _Weigher:
    def __init__(self, model: Weights) -> None:
        self._letters = np.ascontiguousarray(model.letters.T)
        self._scales = model.scales

    def __call__(self, form: str, known: Word) -> Sequence[float]:
        hashed = buckets(form, known.lemma)
        if not hashed:
            return [0.0] * HEADS
        total = self._letters[hashed].sum(axis=0, dtype=np.int32) * self._scales
        return list(map(float, total))


@cache
def forms(language: str) -> Forms:
    """The shared table of a language's word forms under the shipped weights."""
    return Forms(language, HEADS, _Weigher(weights()))


def forms_of(model: Weights, language: str) -> Forms:
    """A table of its own for other weights: used by training and evaluation."""
    return Forms(language, HEADS, _Weigher(model))
