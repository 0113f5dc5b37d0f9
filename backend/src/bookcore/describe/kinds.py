"""What a described stretch is chiefly of: one of TYPES, and those clearly present beside it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from bookcore.describe.features import Floats
from bookcore.describe.kind_features import regions, row
from bookcore.describe.model import LANGUAGES, TYPES


@dataclass(frozen=True)
class KindWeights:
    """All that training finds of the types; the first axis of an array by language is 2."""

    names: NDArray[np.str_]  # the counts that are used
    dense: Floats  # 2 x types x (REGIONS * names)
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


def chances(logits: Floats) -> Floats:
    """Probabilities from the log-odds of each type, along the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)


class Typist:
    """Types of stretches under given weights."""

    def __init__(self, model: KindWeights) -> None:
        self._model = model
        self._names = [str(name) for name in model.names]

    def probabilities(self, text: str, start: int, end: int, language: str) -> Floats:
        """The probability of each of TYPES for text[start:end], read in its paragraph."""
        at = LANGUAGES.index(language)
        found = row(regions(text, start, end, language), self._names)
        return chances(self._model.dense[at] @ found + self._model.bias[at])

    def kinds_of(self, text: str, start: int, end: int, language: str) -> list[str]:
        """The type of text[start:end], then the further types that are clearly present."""
        found = self.probabilities(text, start, end, language)
        order = np.argsort(-found, kind="stable")
        level = float(self._model.also[0])
        return [TYPES[k] for n, k in enumerate(order) if n == 0 or found[k] >= level]


@cache
def typist() -> Typist:
    """The shared one, under the shipped weights."""
    return Typist(kinds())
