"""Where a quote stands in a text that may have been normalised by other rules.

Only letters and digits are compared: spaces, dashes, quotation marks and the sign that stands for
an image are what a newer normaliser changes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

_WORD = re.compile(r"[^\W_]+")
# Fewer letters than this stand in many places and prove nothing.
_LEAST, _LEAST_PIECE, _MOST_MATCHES = 8, 12, 2_000
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quote:
    """The words at a place and those on either side of it."""

    exact: str
    before: str = ""
    after: str = ""


def bare(text: str) -> str:
    """The letters and digits of a text alone."""
    return "".join(_WORD.findall(text))


class BareText:
    """A text, its letters and digits, and the way back from them to the text."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _words(self) -> list[Span]:
        return [match.span() for match in _WORD.finditer(self.text)]

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(end - start for start, end in self._words))

    @cached_property
    def letters(self) -> str:
        """All letters and digits, one after another."""
        return "".join(self.text[start:end] for start, end in self._words)

    def offset(self, letter: int) -> int:
        """Where in the text a letter stands; behind the last one, the end of the text."""
        word = bisect_right(self._ends, letter)
        if word >= len(self._words):
            return len(self.text)
        before = self._ends[word - 1] if word else 0
        return self._words[word][0] + letter - before

    def letter(self, offset: int) -> int:
        """How many letters stand before an offset."""
        word = bisect_right(self._words, (offset, -1)) - 1
        if word < 0:
            return 0
        start, end = self._words[word]
        return self._ends[word] - (end - start) + min(max(0, offset - start), end - start)

    def nearest(self, piece: str, near: int) -> int | None:
        """The match of these letters that is nearest to a letter."""
        found = self._matches(piece)
        return min(found, key=lambda at: abs(at - near)) if found else None

    def _matches(self, piece: str) -> list[int]:
        found: list[int] = []
        at = self.letters.find(piece)
        while at >= 0 and len(found) < _MOST_MATCHES:
            found.append(at)
            at = self.letters.find(piece, at + 1)
        return found

    def whole(self, quote: Quote, near: int) -> Span | None:
        """Where all the words stand: first by what is around them, then by how near it is."""
        exact, before, after = bare(quote.exact), bare(quote.before), bare(quote.after)
        if not exact or len(exact) + len(before) + len(after) < _LEAST:
            return None
        here = self.letter(near)
        best: tuple[int, int, int] | None = None
        for at in self._matches(exact):
            around = _same_end(self.letters[:at][-len(before) :] if before else "", before)
            around += _same_start(self.letters[at + len(exact) :][: len(after)], after)
            if len(exact) < _LEAST and around + len(exact) < _LEAST:
                continue
            rank = (-around, abs(at - here), at)
            best = min(best, rank) if best else rank
        if best is None:
            return None
        at = best[2]
        return self._widened(quote.exact, self.offset(at), self.offset(at + len(exact) - 1) + 1)

    def piece(self, quote: Quote, near: int) -> int | None:
        """Where the place is by a part of its words, when not all of them are there any more."""
        exact, before, after = bare(quote.exact), bare(quote.before), bare(quote.after)
        half = len(exact) // 2
        here = self.letter(near)
        for words, ahead in (
            (before, len(before)),
            (exact[:half], 0),
            (exact[half:], -half),
            (after, -len(exact)),
        ):
            if len(words) < _LEAST_PIECE:
                continue
            at = self.nearest(words, here - ahead)
            if at is not None:
                return self.offset(max(0, at + ahead))
        return None

    def _widened(self, exact: str, start: int, end: int) -> Span:
        """The span with the signs that stood around its first and last letters in the quote."""
        words = [match.span() for match in _WORD.finditer(exact)]
        lead, tail = exact[: words[0][0]], exact[words[-1][1] :]
        start -= _same_end(self.text[max(0, start - len(lead)) : start], lead)
        end += _same_start(self.text[end : end + len(tail)], tail)
        return start, end


def _same_start(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _same_end(one: str, other: str) -> int:
    return _same_start(one[::-1], other[::-1])
