"""Fitting what a description is chiefly of, from the spans of the labelled descriptions."""

from __future__ import annotations

import numpy as np
from fitting import Mask, fit_linear, normed_letters
from labelled import Labelled, hashed, measured, type_of

from bookcore.describe.features import densities
from bookcore.describe.kinds import KindWeights

KIND_C = 2.0
KIND_SCALE = 0.05


class KindFitting:
    """The labelled descriptions measured once, then `fit` per fold."""

    def __init__(self, data: Labelled) -> None:
        self.described = np.flatnonzero(data.visual)
        rows = [data.rows[i] for i in self.described]
        texts = [(row["text"][row["start"] : row["end"]], row["lang"]) for row in rows]
        spans = measured(texts)
        self.dense = densities(spans.counts)
        self.letters = normed_letters(hashed(texts), spans.words)
        self.kinds = np.asarray([type_of(row) for row in rows])
        self.russian = data.russian[self.described]

    def fit(self, rows: Mask) -> KindWeights:
        """Weights from the descriptions among the given rows."""
        m = rows[self.described]
        found = fit_linear(
            self.dense[m], self.letters[m], self.russian[m], self.kinds[m], KIND_SCALE, KIND_C
        )
        scales = np.abs(found.letters).max(axis=1) / 127
        return KindWeights(
            letters=np.rint(found.letters / scales[:, None]).astype(np.int8),
            scales=scales.astype(np.float32),
            dense=np.swapaxes(found.dense, 0, 1).copy(),
            bias=found.bias.T.copy(),
            also=np.asarray([0.25], np.float32),
        )
