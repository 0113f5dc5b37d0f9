"""A text read for its scene: folded words, their lemmas, the signs among them and the colours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from bookcore.scene.figurative import figurative, likened
from bookcore.scene.vocabulary import Sign, signs
from bookcore.text.lexicon import russian
from bookcore.text.phrases_ru import readings
from bookcore.text.tokens import fold, tokens

MAX_CHARACTERS = 6_000
_NEGATIONS = frozenset(
    ("не", "ни", "без", "нет", "no", "not", "without", "nor", "never", "neither")
)
_MARKS = frozenset(",.!?…;:—–()")
_VERB_FIELDS = frozenset(("pose", "mood"))


class Reading(NamedTuple):
    """`breaks` are the positions of words before which a sentence ended."""

    language: str
    words: list[str]
    forms: list[str]
    capital: list[bool]
    breaks: frozenset[int]
    signs: list[Sign]
    colours: list[tuple[int, str]]

    def votes(self, field: str) -> Counter[str]:
        """How often each value of a field is named."""
        found: Counter[str] = Counter()
        for sign in self.signs:
            if sign.field == field:
                found[sign.value] += sign.length
        return found

    def most(self, field: str) -> str | None:
        """The value named most often, the first named among equals; `day` is the weakest word."""
        votes = self.votes(field)
        if len(votes) > 1:
            votes.pop("day", None)
        return max(votes, key=lambda v: votes[v]) if votes else None


def _lemma(form: str, language: str) -> str:
    if language != "ru":
        return form.removesuffix("'s")
    found = readings(form)
    nouns = [r for r in found if r.pos == "NOUN" and r.score > 0.3]
    return (nouns[0] if nouns and found[0].pos != "VERB" else found[0]).lemma


def _colours(words: list[str], language: str, found: list[Sign]) -> Iterator[tuple[int, str]]:
    if language == "ru":
        known = russian()
        for i, word in enumerate(words):
            entry = known.get((word, "ADJ")) or known.get((word.rsplit("-", 1)[-1], "ADJ"))
            if entry and entry.colour and entry.word_class == "colour":
                yield i, entry.colour
    for sign in found:
        if sign.field == "colour":
            yield sign.start, sign.value


def read(text: str, language: str) -> Reading:
    """Read at most the first few thousand characters; what is negated gives no sign."""
    words: list[str] = []
    forms: list[str] = []
    capital: list[bool] = []
    breaks: set[int] = set()
    marks: set[int] = set()
    for token in tokens(text[:MAX_CHARACTERS]):
        if token.is_word:
            form = fold(token.text)
            forms.append(form)
            words.append(_lemma(form, language))
            capital.append(token.text[0].isupper())
        elif token.text in ".!?…;":
            breaks.add(len(words))
        if not token.is_word and token.text in _MARKS:
            marks.add(len(words))
    likenings = likened(words, forms, marks, language)
    found = [
        s
        for s in signs(words, forms, language)
        if s.start not in likenings
        and not figurative(s, forms, language)
        and not any(
            f in _NEGATIONS
            for f in forms[max(0, s.start - (2 if s.field not in _VERB_FIELDS else 1)) : s.start]
        )
    ]
    colours = list(_colours(words, language, found))
    return Reading(language, words, forms, capital, frozenset(breaks), found, colours)
