"""Whether English words say what a passage says: the check of wording made by somebody else.

A fact stands only when each of its content words is the English of a word of the passage, not
negated there, near the other words of the fact, and not taken from another thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from bookcore.describe.caption import MAX_CAPTION_WORDS, facts
from bookcore.text.lexicon import russian
from bookcore.text.sentences import sentences
from bookcore.text.stems import stem
from bookcore.text.tokens import Token, fold, tokens
from bookcore.text.words import morphology

MAX_FACT_WORDS = 10
MAX_FACT_CHARACTERS = 100
MAX_CAPTION_CHARACTERS = 220
_SLACK = 6
_LEAST_SCORE = 0.1
_PLAIN = re.compile(r"[A-Za-z0-9 ,;:.'’()-]+")
_WORD = re.compile(r"[A-Za-z]+|\d+")
_BORDERS = re.compile(
    r"[,;:.()]|\b(?:and|with|in|on|under|over|by|at|of|from|behind|beside|near|against|wearing)\b",
    re.I,
)
_FREE_WORDS = (
    "a an the and or of in on at by with without to from into onto under over above below behind",
    "beside near against between among through across around along up down off out upon for as",
    "like his her its their he she it they him them is are was were be been being has have had",
    "who which that this these those there where while wearing dressed both all some very",
    "before after inside outside beyond about toward towards one other",
)
_FREE = frozenset(" ".join(_FREE_WORDS).split())
"""Words that join others and claim nothing by themselves."""
_COUNTS = {
    "один": "one", "два": "two", "двое": "two", "оба": "two", "три": "three", "трое": "three",
    "четыре": "four", "пять": "five", "шесть": "six", "семь": "seven", "восемь": "eight",
    "девять": "nine", "десять": "ten", "несколько": "several", "много": "many", "мало": "few",
}  # fmt: skip
_DENIED_NEXT = {"ru": frozenset(("не", "ни")), "en": frozenset(("not", "never", "nor"))}
_DENIED_PHRASE = {
    "ru": frozenset(("без", "нет", "вместо", "кроме")),
    "en": frozenset(("no", "without", "neither", "instead", "except", "lacking")),
}
_PHRASE_REACH = 4
_REACH = 3
_POSITIONS = ("NOUN", "ADJ", "VERB", "ADVB")


class Evidence:
    """The English that a passage's own words bear out, each with the places where they stand."""

    def __init__(self, span: str, language: str) -> None:
        self._tokens = tokens(span)
        self._sentence_of = _numbered(self._tokens, sentences(span, language))
        denied = set(_denied(self._tokens, language))
        self._places: dict[str, list[int]] = {}
        self._means = [{stem(w) for w in _english_of(t, language)} for t in self._tokens]
        for i, words in enumerate(self._means):
            for word in words if i not in denied else ():
                self._places.setdefault(word, []).append(i)
        self._owners: dict[str, set[str]] = {}
        self._heads: set[str] = set()
        self._learn_phrases(span, language, denied)
        if language == "ru":
            self._learn_agreement()

    def _learn_phrases(self, span: str, language: str, denied: set[int]) -> None:
        """What our own grammar makes of the passage: more English, and whose each quality is."""
        starts = {token.start: i for i, token in enumerate(self._tokens)}
        for phrase in (p for fact in facts(span, language) for p in fact.phrases):
            at = starts.get(phrase.start, -1)
            if at < 0 or at in denied:
                continue
            for word in _words(phrase.text()):
                self._places.setdefault(stem(word), []).append(at)
            last = at
            while last < len(self._tokens) and self._tokens[last].start < phrase.end:
                last += 1
            means = [self._means[i] for i in range(at, last)]
            head = _with_synonyms(phrase.head, means)
            self._heads |= head
            for modifier in phrase.modifiers:
                for word in _with_synonyms(modifier, means):
                    self._owners.setdefault(word, set()).update(head)

    def _learn_agreement(self) -> None:
        """Whose a Russian adjective is, by its case, number and gender."""
        for i, token in enumerate(self._tokens):
            for j in range(i + 1, min(len(self._tokens), i + 1 + _REACH)):
                if not token.is_word or not self._tokens[j].is_word:
                    break
                if _agree(fold(token.text), fold(self._tokens[j].text)):
                    self._heads |= self._means[j]
                    for word in self._means[i]:
                        self._owners.setdefault(word, set()).update(self._means[j])
                    break

    def refusal(self, fact: str) -> str:
        """Why a fact does not stand, or nothing when it does."""
        if not fact.strip() or not _PLAIN.fullmatch(fact):
            return "not plain English"
        if len(fact) > MAX_FACT_CHARACTERS or len(fact.split()) > MAX_FACT_WORDS:
            return "too long"
        return self._unborne(fact) or self._far_apart(fact) or self._taken(fact)

    def caption_refusal(self, caption: str) -> str:
        """The same of a caption, each part of which must stand by itself."""
        if not caption.strip() or not _PLAIN.fullmatch(caption):
            return "not plain English"
        if len(caption) > MAX_CAPTION_CHARACTERS or len(caption.split()) > MAX_CAPTION_WORDS:
            return "too long"
        if "." in caption.rstrip().rstrip("."):
            return "more than one sentence"
        refused = self._unborne(caption) or self._taken(caption)
        if refused:
            return refused
        return next(filter(None, map(self._far_apart, _BORDERS.split(caption))), "")

    def _unborne(self, fact: str) -> str:
        content = _content(fact)
        if not content:
            return "says nothing"
        lost = next((w for w in content if stem(w) not in self._places), None)
        return f"{lost!r} is not in the passage" if lost else ""

    def _far_apart(self, part: str) -> str:
        places = [self._places[stem(w)] for w in dict.fromkeys(_content(part))]
        if len(places) < 2:
            return ""
        widest = 2 * len(places) + _SLACK
        for anchor in places[0]:
            near = [
                min(
                    (p for p in more if self._sentence_of[p] == self._sentence_of[anchor]),
                    key=lambda p: abs(p - anchor),
                    default=None,
                )
                for more in places[1:]
            ]
            if None not in near:
                found = [anchor, *(p for p in near if p is not None)]
                if max(found) - min(found) <= widest:
                    return ""
        return "put together from far places"

    def _taken(self, fact: str) -> str:
        """A quality said of one thing in the passage and of another in the fact."""
        for part in _BORDERS.split(fact):
            words = _content(part)
            said = {stem(w) for w in words}
            things = said & self._heads
            for word in words:
                owners = self._owners.get(stem(word))
                if owners and things - {stem(word)} and not owners & said:
                    return f"{word!r} is said of something else"
        return ""


def accept(fact: str, span: str, language: str) -> bool:
    """Whether each content word of a fact is borne out by the words of the span."""
    return not Evidence(span, language).refusal(fact)


def _words(text: str) -> list[str]:
    return [w.lower() for w in _WORD.findall(text)]


def _content(text: str) -> list[str]:
    return [w for w in _words(text.replace("’s", "").replace("'s", "")) if w not in _FREE]


def _with_synonyms(text: str, means: Sequence[set[str]]) -> set[str]:
    """The stems of a phrase's word, and all that the same word of the passage may mean."""
    own = {stem(w) for w in _words(text)}
    return own.union(*(words for words in means if words & own))


def _numbered(found: Sequence[Token], spans: Sequence[tuple[int, int]]) -> list[int]:
    """The number of the sentence that each token stands in."""
    numbers: list[int] = []
    at = 0
    for token in found:
        while at + 1 < len(spans) and token.start >= spans[at][1]:
            at += 1
        numbers.append(at)
    return numbers


def _denied(found: Sequence[Token], language: str) -> Iterator[int]:
    """Tokens that the passage says are not so: the word after `not`, the phrase after `without`."""
    for i, token in enumerate(found):
        word = fold(token.text)
        reach = 0
        if word in _DENIED_NEXT[language] or word.endswith("n't"):
            reach = 2 if language == "en" else 1
        elif word in _DENIED_PHRASE[language]:
            reach = _PHRASE_REACH
        for j in range(i + 1, min(len(found), i + 1 + reach)):
            if not found[j].is_word:
                break
            yield j


def _english_of(token: Token, language: str) -> Iterable[str]:
    form = fold(token.text)
    if not token.is_word:
        return [form] if form.isdigit() else []
    if language == "ru":
        return _senses(form)
    return [form, *(_words(form) if "-" in form or "'" in form else ())]


@lru_cache(maxsize=20_000)
def _agree(adjective: str, noun: str) -> bool:
    """Whether two forms may be an adjective and its noun."""
    qualities = [p.tag for p in _parses(adjective) if p.tag.POS in ("ADJF", "PRTF")]
    things = [p.tag for p in _parses(noun) if p.tag.POS == "NOUN"]
    return any(
        a.case == n.case and a.number == n.number and a.gender in (None, n.gender)
        for a in qualities
        for n in things
    )


def _parses(form: str) -> list[Any]:
    return [p for p in morphology().parse(form) if p.score >= _LEAST_SCORE]


def _senses(form: str) -> Iterator[str]:
    known = russian()
    keys = {form, *(p.normal_form.replace("ё", "е") for p in _parses(form))}
    keys |= {part for key in keys if "-" in key for part in key.split("-")}
    for key in keys:
        if key in _COUNTS:
            yield _COUNTS[key]
        for position in _POSITIONS:
            entry = known.get((key, position))
            if entry is not None and entry.word_class != "drop":
                for sense in entry.senses:
                    yield from _words(sense)
