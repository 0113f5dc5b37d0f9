"""The trained finder: weights from a data file, scores by numpy alone.

A clause's scores are linear in its densities and in the sums of its words' weights; a paragraph's
probability is linear in statistics of its clauses' scores. `tools/train.py` fits the same
functions that are used here.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from bookcore.describe.clauses import Clauses
from bookcore.describe.features import Floats, Forms, densities
from bookcore.describe.statistics import statistics
from bookcore.text.words import Word, buckets, tag_buckets

TYPES = ("location", "character", "atmosphere", "object", "action")
LANGUAGES = ("ru", "en")

SOME, MUCH, INSIDE = range(3)
"""A clause's scores: it says something that can be drawn, more than one such thing, it lies within
a description."""
HEADS = 3

LETTERS, TAGS, PAIR = (float(np.sqrt(n)) for n in (500.0, 50.0, 50.0))
"""The mean norm of a word's hashed letters, its tags and its pair: what brings them to one size."""


@dataclass(frozen=True)
class Weights:
    """All that training finds; arrays are indexed by language where the first axis is 2."""

    letters: NDArray[np.int8]  # HEADS x BUCKETS
    scales: Floats  # HEADS
    pairs: NDArray[np.int8]  # HEADS x PAIRS
    pair_scales: Floats  # HEADS
    dense: Floats  # 2 x HEADS x WIDTH
    bias: Floats  # 2 x HEADS
    paragraph: Floats  # one per statistic
    paragraph_bias: Floats  # 2
    sentence: Floats  # what a sentence's clauses say of it, bias last
    thresholds: Floats  # few, normal, many: probabilities
    span: Floats  # inside, start, end x span features, bias last
    span_columns: NDArray[np.uint8]  # the same three answered by boosted trees
    span_levels: Floats
    span_leaves: Floats
    rule: Floats  # the span rule's numbers

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


def clause_scores(found: Clauses, model: Weights, language: str) -> Floats:
    """The log-odds of SOME, MUCH and INSIDE for every clause."""
    at = LANGUAGES.index(language)
    scores = densities(found.counts) @ model.dense[at].T + model.bias[at]
    return np.asarray(scores + found.sums / np.sqrt(found.words)[:, None], np.float32)


def logistic(logits: NDArray[np.floating]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-np.clip(logits.astype(np.float64), -30, 30)))


def paragraph_probabilities(
    scores: Floats, lengths: Floats, owner: NDArray[np.int64], model: Weights, language: str
) -> NDArray[np.float64]:
    """The calibrated probability that each paragraph is a description."""
    if not len(scores):
        return np.zeros(0)
    measured = statistics(scores, lengths, owner)
    bias = model.paragraph_bias[LANGUAGES.index(language)]
    return logistic(measured @ model.paragraph + bias)


def sentence_measures(found: Clauses, scores: Floats) -> tuple[NDArray[np.int64], Floats]:
    """The numbers of the sentences that have words, and what their clauses say of each."""
    starts = np.flatnonzero(np.diff(found.sentence, prepend=-1))
    lengths = found.lengths
    total = np.add.reduceat(lengths, starts)
    mean = np.add.reduceat(scores * lengths[:, None], starts) / total[:, None]
    best = np.maximum.reduceat(scores, starts)
    measured = np.concatenate([best, mean, np.log(total)[:, None]], axis=1)
    return found.sentence[starts], measured.astype(np.float32)


def sentence_chances(
    found: Clauses, scores: Floats, model: Weights
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The numbers of sentences that have words, and each one's chance of being in a description."""
    if not len(scores):
        return np.zeros(0, np.int64), np.zeros(0)
    numbers, measured = sentence_measures(found, scores)
    return numbers, logistic(measured @ model.sentence[:-1] + model.sentence[-1])


class _Weigher:
    def __init__(self, model: Weights, language: str) -> None:
        self._language = language
        self._letters = np.ascontiguousarray(model.letters.T)
        self._scales = model.scales

    def __call__(self, form: str, known: Word) -> Sequence[float]:
        letters = self._sum(buckets(form, known.lemma)) / LETTERS
        tags = self._sum(tag_buckets(form, known, self._language)) / TAGS
        return list(map(float, (letters + tags) * self._scales))

    def _sum(self, hashed: list[int]) -> NDArray[np.int32]:
        return np.asarray(self._letters[hashed].sum(axis=0, dtype=np.int32))


class Finder:
    """A model ready for one language: its table of word forms and its weights of pairs."""

    def __init__(self, model: Weights, language: str) -> None:
        self.model = model
        self.language = language
        self.forms = Forms(language, HEADS, _Weigher(model, language))
        self.pairs = np.ascontiguousarray(
            model.pairs.T.astype(np.float32) * (model.pair_scales / PAIR), np.float32
        )


@cache
def finder(language: str) -> Finder:
    """The shared one of a language, under the shipped weights."""
    return Finder(weights(), language)
