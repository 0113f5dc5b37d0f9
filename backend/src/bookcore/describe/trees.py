"""Boosted decision trees as arrays, all rows and all trees at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bookcore.describe.features import Floats

DEPTH = 3
NODES = 2**DEPTH - 1
LEAVES = 2**DEPTH


class Trees(NamedTuple):
    """Complete trees of DEPTH: node n asks whether its column exceeds its level, then 2n+1 or 2n+2."""

    columns: NDArray[np.uint8]  # answers x trees x NODES
    levels: Floats  # answers x trees x NODES
    leaves: Floats  # answers x trees x LEAVES


def tree_scores(x: Floats, trees: Trees) -> NDArray[np.float64]:
    """The sum of the leaves that each row falls into: rows x answers."""
    answers, many, _ = trees.leaves.shape
    columns, levels = trees.columns.reshape(-1, NODES), trees.levels.reshape(-1, NODES)
    tree = np.arange(answers * many)
    row = np.arange(len(x))[:, None]
    node = np.zeros((len(x), len(tree)), np.int64)
    for _ in range(DEPTH):
        above = x[row, columns[tree, node]] > levels[tree, node]
        node = 2 * node + 1 + above
    leaf = trees.leaves.reshape(-1, LEAVES)[tree, node - NODES]
    return np.asarray(leaf.reshape(len(x), answers, many).sum(axis=2, dtype=np.float64))
