"""Sentences as numbers: counts of word features, and sums of per-word weights.

Everything known of a word form is computed once and kept, so a novel costs little more than
splitting it into tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from bookcore.text.tokens import fold
from bookcore.text.words import FEATURES, INDEX, Word, code, word

Floats = NDArray[np.float32]

WIDTH = len(FEATURES) + 2
"""Columns of a sentence's counts: FEATURES, then opening dash and opening quote."""

_MAX_FORMS = 150_000
_BATCH_TOKENS = 20_000
_WORD = INDEX["word"]
_CAPITAL = INDEX["capital"]


class Forms:
    """Features and weights of the word forms of one language, kept by form."""

    def __init__(
        self, language: str, heads: int, weigh: Callable[[str, Word], Sequence[float]]
    ) -> None:
        self.language = language
        self._weigh = weigh
        self._heads = heads
        self._clear()

    def _clear(self) -> None:
        self._rows: dict[str, int] = {}
        self._seen: dict[str, int] = {}
        self.counts = np.zeros((4_096, len(FEATURES)), np.uint8)
        self.weights = np.zeros((4_096, self._heads), np.float32)
        self.codes = np.zeros(4_096, np.uint32)

    def shrink(self) -> None:
        """Forget everything when a text has brought too many forms; never in the middle of one."""
        if len(self._rows) > _MAX_FORMS:
            self._clear()

    def row(self, text: str) -> int:
        """The row of a token as it stands in the text."""
        known = self._seen.get(text)
        if known is not None:
            return known
        form = fold(text)
        row = self._rows.get(form)
        if row is None:
            row = self._add(form)
        self._seen[text] = row
        return row

    def _add(self, form: str) -> int:
        row = len(self._rows)
        if row == len(self.counts):
            self.counts = np.concatenate([self.counts, np.zeros_like(self.counts)])
            self.weights = np.concatenate([self.weights, np.zeros_like(self.weights)])
            self.codes = np.concatenate([self.codes, np.zeros_like(self.codes)])
        known = word(form, self.language)
        self.counts[row, list(known.features)] = 1
        self.weights[row] = self._weigh(form, known)
        self.codes[row] = code(form, known, self.language)
        self._rows[form] = row
        return row


def densities(counts: Floats) -> Floats:
    """Square roots of the features' shares; the column of words holds the logarithm of their number."""
    words = np.maximum(counts[:, _WORD : _WORD + 1], 1)
    shares = np.sqrt(counts / words)
    shares[:, _WORD] = np.log(words[:, 0])
    shares[:, -2:] = counts[:, -2:]
    return shares.astype(np.float32)
