"""Sentences cut into clauses and measured: the units in which descriptions are looked for.

A description often is one clause of a long sentence of talk or action, which the sentence's own
average would hide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bookcore.describe.features import WIDTH, Floats, Forms
from bookcore.text.tokens import Token, tokens
from bookcore.text.words import FEATURES, INDEX

PAIRS = 1 << 16
"""Buckets of two neighbouring word codes."""

_BREAKS = frozenset(',;:—–()"«»“”')
_MIN_WORDS = 5
_MIN_REST = 4
_BATCH_TOKENS = 20_000
_WORD = INDEX["word"]
_CAPITAL = INDEX["capital"]


@dataclass(frozen=True, slots=True)
class Clauses:
    """One row per clause: where it stands, of which sentence it is, counts and weight sums."""

    spans: NDArray[np.int64]  # clauses x 2
    sentence: NDArray[np.int64]
    counts: Floats
    sums: Floats

    @property
    def lengths(self) -> Floats:
        return (self.spans[:, 1] - self.spans[:, 0]).astype(np.float32)

    @property
    def words(self) -> Floats:
        """Words of each clause, at least one."""
        return np.maximum(self.counts[:, _WORD], 1)

    def part(self, first: int, last: int) -> Clauses:
        """Some of them, in order."""
        at = slice(first, last)
        return Clauses(self.spans[at], self.sentence[at], self.counts[at], self.sums[at])


class Piece(NamedTuple):
    """A clause's tokens: found[first:last] of its sentence."""

    first: int
    last: int


def pieces(found: Sequence[Token]) -> list[Piece]:
    """Cut a sentence's tokens after marks, never into pieces of fewer than a few words."""
    out: list[Piece] = []
    first = words = 0
    for n, token in enumerate(found):
        text = token[0]
        if text[0].isalpha():
            words += 1
        elif words >= _MIN_WORDS and text in _BREAKS:
            out.append(Piece(first, n + 1))
            first, words = n + 1, 0
    if first < len(found):
        if out and words < _MIN_REST:
            out[-1] = Piece(out[-1].first, len(found))
        else:
            out.append(Piece(first, len(found)))
    return out


def pair_buckets(codes: NDArray[np.uint32], opens: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The bucket of each token's code beside that of the token before it in its sentence."""
    before = np.concatenate([np.zeros(1, np.uint32), codes[:-1]])
    before[opens] = 0
    mixed = (before * np.uint32(0x9E3779B1)) ^ codes
    return ((mixed * np.uint32(0x85EBCA6B)) >> np.uint32(16)).astype(np.int64)


def measure_clauses(
    text: str, sentences: Sequence[tuple[int, int]], forms: Forms, pairs: Floats
) -> Clauses:
    """The clauses of text[a:b] for each sentence; `pairs` holds PAIRS x heads weights."""
    spans: list[tuple[int, int]] = []
    sentence: list[int] = []
    edges: list[tuple[int, int, int]] = []
    counts: list[Floats] = [np.zeros((0, WIDTH), np.float32)]
    sums: list[Floats] = [np.zeros((0, pairs.shape[1]), np.float32)]
    rows: list[int] = []
    starts: list[int] = []
    opening: list[int] = []

    def flush() -> None:
        if not rows:
            return
        taken = np.asarray(rows)
        opens = np.zeros(len(taken), bool)
        opens[opening] = True
        weights = forms.weights[taken] + pairs[pair_buckets(forms.codes[taken], opens)]
        summed = np.zeros((len(starts), WIDTH), np.float32)
        summed[:, : len(FEATURES)] = np.add.reduceat(
            forms.counts[taken], starts, axis=0, dtype=np.float32
        )
        summed[:, _CAPITAL], summed[:, WIDTH - 2], summed[:, WIDTH - 1] = np.asarray(edges).T
        counts.append(summed)
        sums.append(np.add.reduceat(weights, starts, axis=0))
        for kept in (rows, starts, opening, edges):
            kept.clear()

    row = forms.row
    for number, (a, b) in enumerate(sentences):
        found = tokens(text, a, b)
        if not found:
            continue
        opening.append(len(rows))
        for first, last in pieces(found):
            spans.append((found[first][1], found[last - 1][2]))
            sentence.append(number)
            starts.append(len(rows))
            opened = found[first][0]
            capitals = 0
            for n in range(first, last):
                token = found[n][0]
                rows.append(row(token))
                capitals += n > 0 and token[0].isupper()
            edges.append((capitals, opened in "—–-", opened in "\"“«‘„'"))
        if len(rows) >= _BATCH_TOKENS:
            flush()
    flush()
    return Clauses(
        np.asarray(spans, np.int64).reshape(-1, 2),
        np.asarray(sentence, np.int64),
        np.concatenate(counts),
        np.concatenate(sums),
    )
