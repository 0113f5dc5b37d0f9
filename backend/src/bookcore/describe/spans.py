"""Which part of a paragraph is the description: the best unbroken run of its sentences."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bookcore.describe.features import Floats


def best_run(scores: Floats, lengths: Floats, level: float, power: float) -> tuple[int, int]:
    """First and one-past-last sentence of the run with the largest sum of gains.

    A sentence gains its score above `level`, weighed by its length to `power`; a single sentence
    is always found.
    """
    gains = (np.tanh(scores / 3) - level) * lengths**power
    best, best_at = -np.inf, (0, 1)
    total, start = 0.0, 0
    for i, gain in enumerate(gains.tolist()):
        if total <= 0:
            total, start = 0.0, i
        total += gain
        if total > best:
            best, best_at = total, (start, i + 1)
    return best_at


def run_span(
    spans: Sequence[tuple[int, int]], scores: Floats, lengths: Floats, rule: Floats
) -> tuple[int, int]:
    """[start, end) in the text of the best run under the trained rule."""
    first, last = best_run(scores, lengths, float(rule[0]), float(rule[1]))
    return spans[first][0], spans[last - 1][1]
