"""A sentence that is read word by word, and what of it shows something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bookcore.text import readings_en
from bookcore.text.english import with_article
from bookcore.text.lexicon import english_class
from bookcore.text.nouns_en import Noun, noun_at
from bookcore.text.phrases import MODIFIER_WORTH
from bookcore.text.readings_en import Word
from bookcore.text.sets_en import word_set

MAX_WORDS = 12
ARTICLES = frozenset(("a", "an", "the"))
UNSEEN_VERBS = word_set("unseen verbs")
_SEEN_VERBS = word_set("seen verbs")
NEEDS_OBJECT = word_set("needs object")
_OWNERS = frozenset(("his", "her", "their", "its", "every", "each", "either", "both"))
_AN = ("a", "e", "i", "o", "u")
_NOT_AN = ("uni", "one", "eu", "use")


@dataclass(slots=True)
class Shown:
    """A stretch of words that shows one thing; `nouns` are its phrases, the first its subject."""

    words: list[str]
    start: int
    end: int
    worth: float = 0.0
    nouns: list[Noun] = field(default_factory=list)
    doing: str = ""
    subject: str = ""
    inner: bool = False
    """Whether a relative clause of a later noun says what is done, not the subject."""
    actor: str = ""
    """Whoever the clause before named, where this one names nobody."""

    def text(self) -> str:
        """The words as they are read."""
        return " ".join(self.words).replace(" ,", ",")

    def length(self) -> int:
        return sum(w not in ARTICLES and w != "," for w in self.words)

    def add(self, noun: Noun, article: bool = False) -> None:
        """Appends a noun phrase, with the determiner it has in the text where that is wanted."""
        if article and noun.det in ARTICLES:
            self.words.append(_article(noun))
        elif article and noun.det in _OWNERS:
            self.words.append(noun.det)
        self.words += noun.words
        self.nouns.append(noun)
        self.end = noun.end
        self.worth += noun.worth


class Sentence:
    """Words with their parts of speech; past either end there is a mark."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words

    def tag(self, i: int) -> str:
        return self.words[i].tag if 0 <= i < len(self.words) else "M"

    def form(self, i: int) -> str:
        return self.words[i].form if 0 <= i < len(self.words) else "."

    def verb_follows(self, i: int) -> bool:
        while self.tag(i) == "R":
            i += 1
        return self.tag(i) in "XV"

    def skipped(self, i: int) -> int:
        """The next mark, past a stretch that says what is not there."""
        while i < len(self.words) and self.tag(i) != "M":
            i += 1
        return i

    def denied(self, i: int) -> int:
        """The place after what is not there."""
        lacked = self.form(i) in ("no", "without")
        noun = noun_at(self.words, i + 1) if lacked else None
        if lacked and noun is None and self.tag(i + 1) in "NG" and self.tag(i + 2) in "DSI":
            return i + 2
        while noun is not None:
            i = noun[1]
            more = self.form(i) in ("or", "nor", "and", "of") and not (self.form(i) == "and" and self.tag(i + 1) == "D")  # fmt: skip
            noun = noun_at(self.words, i + 1) if more else None
            if noun is None:
                return i
        i += 1
        while i < len(self.words) and self.tag(i) != "M" and self.form(i) not in ("but", "save"):
            i += 1
        return i


def _article(noun: Noun) -> str:
    if noun.det == "the":
        return "the"
    return with_article(f"{noun.words[0]} thing").split(" ")[0]


def visible(base: str) -> bool:
    if base in _SEEN_VERBS:
        return True
    if base in UNSEEN_VERBS and base not in NEEDS_OBJECT:
        return False
    sense = readings_en.supersense(base, "v")
    return sense != "k" or english_class(base) in ("motion", "posture", "light", "expression")


def adjectives_worth(said: list[str]) -> float:
    return sum(MODIFIER_WORTH.get(english_class(w), 0.5) for w in said if w not in (",", "and"))
