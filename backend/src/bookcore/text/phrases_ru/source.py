"""A Russian text as tokens with their readings."""

from __future__ import annotations

from bookcore.text.lexicon import Entry, russian
from bookcore.text.phrases_ru.prepositions import CASES
from bookcore.text.phrases_ru.readings import Reading, readings
from bookcore.text.tokens import Token, fold, tokens

_BETWEEN = 2
_SMALL = frozenset(
    ("свой", "мой", "твой", "наш", "ваш", "этот", "тот", "весь", "самый", "такой", "какой-то",
     "один", "некий", "некоторый", "какой-нибудь", "сей")
)  # fmt: skip
_BREAKS = frozenset('.!?…—–-«":(„“;')


class Source:
    """Tokens of a text with their readings."""

    def __init__(self, text: str) -> None:
        self.tokens: list[Token] = tokens(text)
        self.forms = [fold(t.text) for t in self.tokens]
        self._spoken = _spoken(self.forms)
        self._words = [t.is_word and i not in self._spoken for i, t in enumerate(self.tokens)]
        self._read = [
            readings(f) if w else () for f, w in zip(self.forms, self._words, strict=True)
        ]  # fmt: skip
        self.lemmas = [r[0].lemma if r else "" for r in self._read]
        self.human = any(
            e.word_class in ("face", "clothing", "person", "expression", "headwear", "body")
            for e in map(self._class, self.lemmas) if e
        )  # fmt: skip

    @staticmethod
    def _class(lemma: str) -> Entry | None:
        known = russian()
        return known.get((lemma, "NOUN")) or known.get((lemma, "VERB"))

    def read(self, i: int) -> tuple[Reading, ...]:
        return self._read[i] if 0 <= i < len(self._read) else ()

    def is_word(self, i: int) -> bool:
        return 0 <= i < len(self._words) and self._words[i]

    def capital(self, i: int) -> bool:
        return self.tokens[i].text[0].isupper()

    def opens(self, i: int) -> bool:
        """Whether the token begins a sentence or a speech."""
        return i == 0 or self.forms[i - 1] in _BREAKS

    def nearby(self, i: int) -> frozenset[str]:
        return frozenset(self.lemmas[max(0, i - 12) : i + 13])

    def preposition(self, first: int) -> str:
        """The preposition before a token, with at most small words between."""
        at = first - 1
        least = max(0, at - _BETWEEN)
        while (
            at > least
            and (self.forms[at] in ("его", "ее", "их") or self.lemmas[at] in _SMALL)
            and self.forms[at] not in CASES
        ):
            at -= 1
        if at > 1 and self.forms[at] == "из" and self.lemmas[at - 1] == "один":
            at -= 2
        return self.forms[at] if at >= 0 and self.forms[at] in CASES else ""


def _spoken(forms: list[str]) -> frozenset[int]:
    """Tokens inside quotation marks, when more than three words are said there."""
    found: set[int] = set()
    start = -1
    for i, form in enumerate(forms):
        if form in "«“„":
            start = i
        elif form in "»”" and start >= 0:
            if i - start > 5:
                found.update(range(start, i + 1))
            start = -1
    return frozenset(found)
