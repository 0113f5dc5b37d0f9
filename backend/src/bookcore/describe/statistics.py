"""What the scores of a paragraph's clauses say together, for many paragraphs at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bookcore.describe.features import Floats

_FAR = -6.0
"""Stands for the score of a clause before the first and after the last one."""


def statistics(scores: Floats, lengths: Floats, owner: NDArray[np.int64]) -> Floats:
    """One row per paragraph; `owner` numbers the paragraphs from 0 in order, none left out."""
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    size = np.diff(np.append(starts, len(owner)))
    total = np.add.reduceat(lengths, starts)
    columns = [np.log(total)]
    for n in range(scores.shape[1]):
        columns.extend(_of(scores[:, n].astype(np.float64), lengths, owner, starts, size, total))
    return np.stack(columns, axis=1).astype(np.float32)


def _of(
    x: NDArray[np.float64],
    lengths: Floats,
    owner: NDArray[np.int64],
    starts: NDArray[np.int64],
    size: NDArray[np.int64],
    total: Floats,
) -> list[NDArray[np.float64]]:
    chance = 1 / (1 + np.exp(-x))
    down = np.lexsort((-x, owner))
    ranked, likely = x[down], chance[down]
    sums = np.concatenate([[0.0], np.cumsum(ranked)])
    chances = np.concatenate([[0.0], np.cumsum(likely)])

    def top(k: int) -> NDArray[np.float64]:
        taken = np.minimum(k, size)
        return np.asarray((sums[starts + taken] - sums[starts]) / taken)

    def at(k: int) -> NDArray[np.float64]:
        return ranked[starts + np.minimum(k, size - 1)]

    def first(k: int) -> NDArray[np.float64]:
        return np.asarray(chances[starts + np.minimum(k, size)] - chances[starts])

    after = np.where(np.append(owner[1:] == owner[:-1], False), np.append(x[1:], 0.0), _FAR)
    pairs = np.maximum.reduceat((x + after) / 2, starts)
    pairs = np.maximum(pairs, (x[starts] + _FAR) / 2)
    same = np.append(owner[2:] == owner[:-2], [False, False])[: len(owner)]
    second = np.append(after[1:], _FAR)
    triples = np.maximum.reduceat(np.where(same, (x + after + second) / 3, -np.inf), starts)
    everything = np.add.reduceat(chance, starts)
    return [
        ranked[starts],
        at(1),
        at(2),
        at(4),
        top(2),
        top(3),
        top(5),
        np.add.reduceat(x, starts) / size,
        np.add.reduceat(x * lengths, starts) / total,
        np.add.reduceat(np.logaddexp(0, x), starts),
        np.add.reduceat(np.maximum(x + 1, 0) * lengths, starts) / 300,
        np.add.reduceat(chance * lengths, starts) / 100,
        x[starts],
        pairs,
        np.where(size < 3, ranked[starts], triples),
        first(2),
        first(4),
        np.log1p(everything),
    ]
