"""What a reader asks for, and where in a passage it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bookcore.text.lookup import fold, lexeme, words

MOST_TERMS = 12
_SHORTEST_BEGINNING = 3
_CHUNK = re.compile(r'["«“„]([^"»”“„«]*)["»”“]?|([^\s"«“„]+)')


class Term(NamedTuple):
    """One or more words that stand side by side; the last may be only a beginning."""

    words: tuple[str, ...]
    beginning: bool = False


class Found(NamedTuple):
    """Words of a passage, by their numbers, that answer the whole question."""

    first: int
    last: int
    words: tuple[int, ...]


def parse(query: str, *, stemmed: bool) -> tuple[Term, ...]:
    """The terms of a question; what stands in quotes or is glued together must stand together.

    Anything may be asked: signs that are no letters or digits only part words.
    """
    found: dict[Term, None] = {}
    left = MOST_TERMS
    for match in _CHUNK.finditer(query):
        chunk = match.group(1) if match.group(1) is not None else match.group(2)
        term = tuple(lexeme(word.text, stemmed) for word in words(chunk))[:left]
        if term:
            found[Term(term)] = None
            left -= len(term)
    return tuple(found)


def as_beginning(query: str, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The same question with its last word taken for the beginning of one; nothing when too short."""
    typed = words(query)
    last = fold(typed[-1].text) if typed else ""
    if not terms or len(last) < _SHORTEST_BEGINNING or query.rstrip()[-1:] in '"»”“':
        return ()
    return (*terms[:-1], Term((*terms[-1].words[:-1], last), beginning=True))


def is_beginning(term: Term, number: int) -> bool:
    """Whether a term's word of this number is only the beginning of one."""
    return term.beginning and number == len(term.words) - 1


def places(terms: Sequence[Term], at: Mapping[str, Sequence[int]]) -> list[tuple[int, int, int]]:
    """Where terms stand, as (first word, last word, number of the term), in order.

    `at` says where each word of the question stands; a beginning is asked for as `beginning*`.
    """
    found = []
    for number, term in enumerate(terms):
        others = [(i, set(at.get(_key(term, i), ()))) for i in range(1, len(term.words))]
        for first in at.get(_key(term, 0), ()):
            if all(first + i in there for i, there in others):
                found.append((first, first + len(term.words) - 1, number))
    return sorted(found)


def keys(terms: Sequence[Term]) -> tuple[str, ...]:
    """The words of a question as `places` asks for them."""
    every = (_key(term, i) for term in terms for i in range(len(term.words)))
    return tuple(dict.fromkeys(every))


def positions(words: Sequence[str], wanted: Sequence[str]) -> dict[str, list[int]]:
    """Where the words that `keys` gave stand among a passage's."""
    return {
        one: [i for i, word in enumerate(words) if word.startswith(one[:-1])]
        if one.endswith("*")
        else [i for i, word in enumerate(words) if word == one]
        for one in wanted
    }


def _key(term: Term, number: int) -> str:
    return term.words[number] + "*" * is_beginning(term, number)


def find(terms: Sequence[Term], at: Mapping[str, Sequence[int]]) -> list[Found]:
    """The answers in one passage: every place of a single term, the shortest stretches of several."""
    if len(terms) == 1:
        # By far the commonest question, and the one with the most answers.
        return [
            Found(first, last, tuple(range(first, last + 1)))
            for first, last, _ in places(terms, at)
        ]
    found: list[Found] = []
    window: list[tuple[int, int, int]] = []
    for place in places(terms, at):
        window.append(place)
        missing = len(terms) - len({number for _, _, number in window})
        if missing:
            continue
        while len({number for _, _, number in window[1:]}) == len(terms):
            window.pop(0)
        last = max(end for _, end, _ in window)
        inside = {i for first, end, _ in window for i in range(first, end + 1)}
        found.append(Found(window[0][0], last, tuple(sorted(inside))))
        window = []
    return found
