"""What a described stretch is chiefly of: one of TYPES, and those clearly present beside it."""

from __future__ import annotations

import numpy as np

from bookcore.describe.features import Floats, Forms, Measures, densities, measure
from bookcore.describe.model import LANGUAGES, TYPES, Weights, word_norm


def kind_probabilities(found: Measures, model: Weights, language: str) -> Floats:
    """The probability of each of TYPES for every measured stretch."""
    at = LANGUAGES.index(language)
    sums = found.sums[:, 1:] / word_norm(found.words)[:, None]
    logits = densities(found.counts) @ model.kinds[at].T + sums + model.kinds_bias[at]
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float32)


def kinds_of(text: str, start: int, end: int, table: Forms, model: Weights) -> list[str]:
    """The type of text[start:end], then the further types that are clearly present."""
    found = measure(text, [(start, end)], table)
    chances = kind_probabilities(found, model, table.language)[0]
    order = np.argsort(-chances, kind="stable")
    return [TYPES[k] for n, k in enumerate(order) if n == 0 or chances[k] >= model.also[0]]
