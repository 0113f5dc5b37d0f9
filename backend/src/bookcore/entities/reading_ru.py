"""Name-like words of a Russian chapter with the signs of their surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bookcore.describe.chapters import ChapterText
from bookcore.entities import scan
from bookcore.entities.grammar_ru import function_word, readings
from bookcore.entities.names import (
    ACTS,
    HE,
    IN_PLACE,
    INSIDE,
    PLACE_NOUN,
    QUOTED,
    ROLE,
    SAYS,
    SHE,
    THING_NOUN,
    Run,
)
from bookcore.entities.titles import forms, words
from bookcore.text.tokens import fold

_CAPITAL = "[А-ЯЁ][а-яёА-ЯЁ\u0300\u0301]*(?:[-\u2010\u2011'’][а-яёА-ЯЁ][а-яёА-ЯЁ\u0300\u0301]*)*"
_PARTICLE = "(?:фон|де|дю|ван|дер|дель|делла|бен|ибн|аль|эль|оглы|д[’']|о[’'])"
_RUN = re.compile(
    rf"(?<![^\W_])(?:(?:{_PARTICLE})[ \u00a0])*(?:{_PARTICLE})?{_CAPITAL}"
    rf"(?:[ \u00a0](?:{_PARTICLE}[ \u00a0])*{_CAPITAL})*(?![^\W_])"
)
_ADJECTIVE = re.compile(r"(?:ая|ой|ую|ого|ому|ом|ым|ий|ый|ое)\Z")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011'’][^\W\d_]+)*")


@lru_cache(maxsize=40_000)
def _verb(form: str) -> int:
    """The signs that a verb beside a name gives."""
    first = readings(form)[0]
    if first.pos != "VERB" or first.number != "sing":
        return 0
    signs = ACTS | (SAYS if first.lemma in words("speech", "ru") else 0)
    if first.gender == "masc":
        signs |= HE
    elif first.gender == "femn":
        signs |= SHE
    return signs


@lru_cache(maxsize=40_000)
def _verb_ahead(form: str) -> int:
    """The same of a verb before a name: only one that takes no object speaks of who is named."""
    first = readings(form)[0]
    if first.pos != "VERB":
        return 0
    return (
        _verb(form)
        if first.lemma in words("speech", "ru") or first.lemma in words("moving", "ru")
        else 0
    )


@lru_cache(maxsize=20_000)
def _governs(form: str) -> bool:
    """Whether a word before a name puts it in an oblique case."""
    return bool(form) and readings(form)[0].pos == "PREP"


@lru_cache(maxsize=20_000)
def _noun_before(form: str) -> int:
    lemmas = {r.lemma for r in readings(form) if r.pos == "NOUN"}
    if lemmas & words("place", "ru").keys():
        return PLACE_NOUN
    return THING_NOUN if lemmas & words("thing", "ru").keys() else 0


@lru_cache(maxsize=20_000)
def _place_after(form: str) -> bool:
    """`Новомлинской станицы`: what a place is comes after its adjective."""
    first = readings(form)[0]
    return first.pos == "NOUN" and first.lemma in words("place", "ru")


def _signs(text: str, begin: int, start: int, end: int, stop: int) -> int:
    signs = INSIDE if scan.inside(text, begin, start) else 0
    before, after = scan.before(text, begin, start), scan.after(text, end, stop)
    if before:
        if before in words("in", "ru"):
            signs |= IN_PLACE
        signs |= _verb_ahead(before) or _noun_before(before)
    if after and not _governs(before):
        signs |= _verb(after)
    if after and _ADJECTIVE.search(text, start, end) and _place_after(after):
        signs |= PLACE_NOUN
    if begin < start and end < stop and text[start - 1] in '«„"“' and text[end] in '»“"”':
        signs |= QUOTED
        signs |= _noun_before(scan.before(text, begin, start - 1))
    return signs


def _titled(text: str, begin: int, start: int) -> int:
    """Where the run begins when titles in lower case stand before it."""
    titles = forms("title", "ru")
    for _ in range(2):
        word = scan.before(text, begin, start)
        if word not in titles:
            break
        start -= 1 + len(word)
    return start


def runs(chapter: ChapterText) -> Iterator[Run]:
    """The runs of a chapter in order."""
    text = chapter.text
    callings = forms("calling", "ru")
    titles: set[int] = set()
    for begin, stop in scan.parts(chapter):
        for match in _RUN.finditer(text, begin, stop):
            start, end = match.span()
            said = match.group()
            first = _WORD.match(said)
            if first is None or all(scan.shouted(w) for w in said.split()):
                continue
            signs = _signs(text, begin, start, end, stop)
            if not signs & INSIDE and first.end() == len(said) and function_word(fold(said)):
                continue
            titled = _titled(text, begin, start)
            titles.update(range(titled, start))
            yield Run(text[titled:end], titled, signs | (INSIDE if titled < start else 0))
        for match in scan.words_with_places(text, begin, stop):
            word = match.group()
            if word[0].islower() and word in callings and match.start() not in titles:
                before = scan.before(text, begin, match.start())
                after = scan.after(text, match.end(), stop)
                signs = ROLE
                signs |= _verb_ahead(before) if before else 0
                signs |= _verb(after) if after else 0
                yield Run(word, match.start(), signs)
