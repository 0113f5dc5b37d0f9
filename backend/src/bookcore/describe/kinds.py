"""What a described stretch is chiefly of: one of TYPES, and those clearly present beside it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from bookcore.describe.features import Floats, Forms, Measures, densities, measure
from bookcore.describe.model import LANGUAGES, TYPES, word_norm
from bookcore.text.words import Word, buckets


@dataclass(frozen=True)
class KindWeights:
    """All that training finds of the types; arrays by language have 2 as their first axis."""

    letters: NDArray[np.int8]  # types x BUCKETS
    scales: Floats  # types
    dense: Floats  # 2 x types x WIDTH
    bias: Floats  # 2 x types
    also: Floats  # probability from which a further type is named

    def save(self) -> bytes:
        """The file's content; the same weights always give the same bytes."""
        out = io.BytesIO()
        np.savez_compressed(out, **{k: getattr(self, k) for k in self.__dataclass_fields__})
        return out.getvalue()


def load_kinds(data: bytes) -> KindWeights:
    """Weights from a file's content."""
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        return KindWeights(**{k: stored[k] for k in KindWeights.__dataclass_fields__})


@cache
def kinds() -> KindWeights:
    """The weights that are shipped."""
    return load_kinds(files(__package__).joinpath("data", "kinds.npz").read_bytes())


class Typist:
    """Types of stretches under given weights; word forms are kept, as the finder keeps its own."""

    def __init__(self, model: KindWeights) -> None:
        self._model = model
        self._letters = np.ascontiguousarray(model.letters.T)
        self._tables = {lang: Forms(lang, len(TYPES), self._weigh) for lang in LANGUAGES}

    def _weigh(self, form: str, known: Word) -> Sequence[float]:
        hashed = buckets(form, known.lemma)
        if not hashed:
            return [0.0] * len(TYPES)
        total = self._letters[hashed].sum(axis=0, dtype=np.int32) * self._model.scales
        return list(map(float, total))

    def probabilities(self, text: str, start: int, end: int, language: str) -> Floats:
        """The probability of each of TYPES for text[start:end]."""
        table = self._tables[language]
        table.shrink()
        found = measure(text, [(start, end)], table)
        return self._of(found, LANGUAGES.index(language))

    def _of(self, found: Measures, at: int) -> Floats:
        model = self._model
        sums = found.sums / word_norm(found.words)[:, None]
        logits = (densities(found.counts) @ model.dense[at].T + sums + model.bias[at])[0]
        raised = np.exp(logits - logits.max())
        return np.asarray(raised / raised.sum(), np.float32)

    def kinds_of(self, text: str, start: int, end: int, language: str) -> list[str]:
        """The type of text[start:end], then the further types that are clearly present."""
        chances = self.probabilities(text, start, end, language)
        order = np.argsort(-chances, kind="stable")
        level = float(self._model.also[0])
        return [TYPES[k] for n, k in enumerate(order) if n == 0 or chances[k] >= level]


@cache
def typist() -> Typist:
    """The shared one, under the shipped weights."""
    return Typist(kinds())
