"""Sentences as numbers: counts of word features, and sums of per-word weights.

Everything known of a word form is computed once and kept, so a novel costs little more than
splitting it into tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bookcore.text.tokens import fold, tokens
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


@dataclass(frozen=True, slots=True)
class Measures:
    """One row per sentence: counts (WIDTH columns), weight sums per head, words, length."""

    counts: Floats
    sums: Floats
    lengths: Floats

    @property
    def words(self) -> Floats:
        """Words of each sentence, at least one."""
        return np.maximum(self.counts[:, _WORD], 1)


def measure(text: str, spans: Sequence[tuple[int, int]], forms: Forms) -> Measures:
    """Measure text[a:b] for each span, in batches of bounded size."""
    counts = np.zeros((len(spans), WIDTH), np.float32)
    sums = np.zeros((len(spans), forms.weights.shape[1]), np.float32)
    rows: list[int] = []
    owner: list[int] = []

    def flush() -> None:
        if rows:
            starts = np.flatnonzero(np.diff(np.asarray(owner), prepend=-1))
            taken = np.asarray(rows)
            owners = np.asarray(owner)[starts]
            counts[owners, : len(FEATURES)] += np.add.reduceat(
                forms.counts[taken], starts, axis=0, dtype=np.float32
            )
            sums[owners] += np.add.reduceat(forms.weights[taken], starts, axis=0)
            rows.clear()
            owner.clear()

    row = forms.row
    for i, (a, b) in enumerate(spans):
        found = tokens(text, a, b)
        if found:
            first = found[0].text
            counts[i, WIDTH - 2] = first in "—–-"
            counts[i, WIDTH - 1] = first in "\"“«‘„'"
        capitals = 0
        for n, token in enumerate(found):
            rows.append(row(token[0]))
            owner.append(i)
            capitals += n > 0 and token[0][0].isupper()
            if len(rows) >= _BATCH_TOKENS:
                flush()
        counts[i, _CAPITAL] = capitals
        if len(rows) >= _BATCH_TOKENS // 2:
            flush()
    flush()
    lengths = np.asarray([b - a for a, b in spans], np.float32)
    return Measures(counts, sums, lengths)


def densities(counts: Floats) -> Floats:
    """Square roots of the features' shares; the column of words holds the logarithm of their number."""
    words = np.maximum(counts[:, _WORD : _WORD + 1], 1)
    shares = np.sqrt(counts / words)
    shares[:, _WORD] = np.log(words[:, 0])
    shares[:, -2:] = counts[:, -2:]
    return shares.astype(np.float32)
