"""What the clauses of an English text show: a thing with what is said of it, or what is done."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bookcore.text import verbs_en
from bookcore.text.complements_en import Complements
from bookcore.text.lexicon import english_class
from bookcore.text.nouns_en import Noun, noun_at
from bookcore.text.readings_en import Word
from bookcore.text.sentence_en import (
    ARTICLES,
    MAX_WORDS,
    UNSEEN_VERBS,
    Shown,
    adjectives_worth,
    visible,
)
from bookcore.text.sentences import sentences
from bookcore.text.sets_en import word_set
from bookcore.text.tagging_en import in_the_past, tagged
from bookcore.text.tokens import fold, tokens

_UNREAL = word_set("unreal")
_TIMES = word_set("times")
_WATCHING = word_set("watching verbs")
_STANDS = word_set("stands")
_LONGEST = 17
_HE = {"he": "man", "she": "woman"}


class Reader(Complements):
    """Reads one sentence."""

    def __init__(self, words: Sequence[Word]) -> None:
        super().__init__(words)
        self.found: list[Shown] = []
        self.who = ""
        self.actor = ""
        """Whoever the last clause named as doing something."""

    def read(self) -> list[Shown]:
        """All that the sentence shows, in its order."""
        i = 0
        while i < len(self.words):
            i = max(i + 1, self._step(i))
        return self.found

    def _step(self, i: int) -> int:
        tag, form = self.tag(i), self.form(i)
        if tag == "Q":
            return self.denied(i)
        if tag == "B" and (form in ("if", "unless", "lest", "than", "whether") or (form == "though" and self.form(i - 1) == "as")):  # fmt: skip
            return self.skipped(i + 1)
        if tag == "X" and (form in _UNREAL or (form in ("would", "could") and self.form(i + 1) == "have")):  # fmt: skip
            return self.skipped(i + 1)
        if form == "that" and tag in "BI" and self.tag(i - 1) in "VG" and self.words[i - 1].base not in _WATCHING and not visible(self.words[i - 1].base):  # fmt: skip
            return self.skipped(i + 1)
        if form in ("nothing", "nobody", "none"):
            return self.denied(i)
        if form == "as" and self.tag(i - 1) == "J" and self.tag(i + 1) == "D":
            likeness = noun_at(self.words, i + 1)
            return likeness[1] if likeness else i + 1
        if form == "than":
            return self.skipped(i)
        if form == "how" and self.tag(i + 1) in "JR":
            return i + 2
        if form.startswith("un") and tag in "EJ" and self.form(i + 1) == "by":
            return self.skipped(i)
        if tag == "X" and form in ("he's", "she's"):
            self.who = _HE[form[:-2]]
            return self._acting(i - 1, self.who)
        if form == "like" and tag == "P":
            return self._simile(i)
        if tag == "P":
            turned = self._inverted(i)
            if turned:
                return turned
        if tag in "DNSJ#" or (tag in "EG" and not self._participle(i)):
            noun = noun_at(self.words, i)
            if noun:
                self.who = "" if self.verb_follows(noun[1]) else self.who
                return self._of_noun(*noun)
            if tag in "J" and self.found:
                return self._loose(i)
            return i + 1
        if form == "there" and self.tag(i + 1) == "V" and self.words[i + 1].base in _STANDS:
            return self._acting(i, "")
        if tag == "I" and form != "that":
            self.actor = ""
        if tag == "I" and form in _HE and self.verb_follows(i + 1):
            self.who = _HE[form]
            return self._acting(i, self.who)
        if tag == "I" and self.verb_follows(i + 1):
            said = "I" if form in ("i", "we") else ""
            return self._acting(i, "", thing=form in ("it", "they"), follows=said)
        if tag in "GE" or (tag == "V" and (self.tag(i - 1) in "CMRB" or self._rises(i))):
            return self._acting(i - 1, self.who if tag == "V" else "", follows=self.actor)
        return i + 1

    def _simile(self, i: int) -> int:
        """`like a bear` belongs to what was shown last; by itself it shows nothing."""
        noun = noun_at(self.words, i + 1)
        if noun is None:
            return i + 1
        if self.found and self.found[-1].length() + len(noun[0].words) < _LONGEST:
            last = self.found[-1]
            last.words.append("like")
            last.add(noun[0], article=True)
            last.nouns.pop()
            return self.extended(last, noun[1])
        return noun[1]

    def _rises(self, i: int) -> bool:
        """`before us rose the tower`"""
        return self.tag(i - 1) == "O" and self.words[i].base in _STANDS

    def _participle(self, i: int) -> bool:
        """Whether an -ing or -ed word begins a clause of its own rather than a noun phrase."""
        after = self.tag(i + 1)
        return after in "DPITRM" or (after in "NJ#S" and self.tag(i - 1) in "NS" and self.form(i - 1) != ",")  # fmt: skip

    def _of_noun(self, noun: Noun, i: int) -> int:
        start = Shown([], noun.start, noun.end)
        if not (noun.seen or noun.name) and self.form(i) != "of":
            if self.verb_follows(i):
                return self._acting(i - 1, "", unsaid=True)
            return i
        start.add(noun)
        start.subject = noun.head
        i = self.extended(start, i)
        self._keep(start)
        alive = noun.kind in ("person", "animal", "bird") or noun.name
        self.actor = noun.text() if alive and start.doing.endswith("ing") else ""
        return i

    def _acting(
        self, i: int, who: str, unsaid: bool = False, thing: bool = False, follows: str = ""
    ) -> int:
        """A clause whose subject is a pronoun or stands before; i is the place before the verb."""
        first = self.words[min(i + 1, len(self.words) - 1)]
        shown = Shown([who] if who else [], first.start, first.end, actor="" if who else follows)
        if thing:
            shown.subject = "it"
        if who:
            shown.subject = who
            shown.worth += 0.3
        i = self.extended(shown, i + 1)
        if not unsaid or shown.nouns:
            self._keep(shown)
        return i

    def _keep(self, shown: Shown) -> None:
        while shown.words and (
            shown.words[-1] in (",", "and", "or") or shown.words[-1] in ARTICLES
        ):
            shown.words.pop()
        if not shown.words:
            return
        first = shown.nouns[0] if shown.nouns else None
        if shown.words == [shown.subject] and (first is None or first.name):
            return
        if first is not None and first.name and not shown.doing and len(shown.nouns) == 1 and len(shown.words) <= len(first.words):  # fmt: skip
            return
        if first is not None and len(shown.words) == 1 and first.kind in ("", "time") and first.head in _TIMES:  # fmt: skip
            return
        if not shown.nouns and (len(shown.words) == 1 or not _specific(shown)):
            return
        self.found.append(shown)

    def _inverted(self, i: int) -> int:
        """`Behind the house was a garden`: the garden behind the house."""
        place = noun_at(self.words, i + 1)
        if place is None or not place[0].seen:
            return 0
        noun, at = place
        if self.form(at) == "of" and self.tag(at + 1) in "IOD" and self.tag(at + 2) == "X":
            at += 2
        while self.form(at) == "of":
            more = noun_at(self.words, at + 1)
            if more is None:
                return 0
            noun = _joined(noun, more[0])
            at = more[1]
        if self.form(at) == "," and self.tag(at + 1) in "VX":
            at += 1
        if self.form(at) == "there":
            at += 1
        verb = self.words[at] if at < len(self.words) else None
        if verb is None or verb.tag not in "VX" or verb.form in ("had", "has", "have"):
            return 0
        if verb.tag == "V" and verb.base not in _STANDS and (not visible(verb.base) or self.tag(at + 1) != "D" or self.form(at + 1) not in ("a", "an", "two")):  # fmt: skip
            return 0
        done = self.words[at + 1] if verb.tag == "X" and self.tag(at + 1) == "E" else None
        after = noun_at(self.words, at + 1 + (done is not None))
        if after is None or not after[0].seen:
            return 0
        shown = Shown([], after[0].start, after[0].end, subject=after[0].head)
        shown.add(after[0])
        at2 = after[1]
        while self.form(at2) == "of":
            more = noun_at(self.words, at2 + 1)
            if more is None:
                break
            shown.words.append("of")
            shown.add(more[0], article=True)
            at2 = more[1]
        bare = len(shown.words)
        at2 = self.extended(shown, at2)
        where = "," if len(shown.words) > bare else ""
        doing = verbs_en.gerund(verb.form, verb.base) if verb.tag == "V" else ""
        if done is not None and done.base not in UNSEEN_VERBS:
            doing = done.form
        shown.words += [w for w in (where if doing else "", doing, self.form(i)) if w]
        shown.doing = shown.doing or doing
        shown.add(noun, article=True)
        self._keep(shown)
        return at2

    def _loose(self, i: int) -> int:
        """Adjectives that follow their noun: `a face, worn and hollow`."""
        last = self.found[-1]
        between = self.words[i - 1].form if i else ""
        if between != "," or last.end != self.words[i - 2].end or not last.nouns:
            return i + 1
        said, at = self.adjectives(i)
        if not said or last.length() + len(said) > MAX_WORDS:
            return max(at, i + 1)
        last.words += [",", *said]
        last.end = self.words[at - 1].end
        last.worth += adjectives_worth(said)
        return self.extended(last, at)


def _joined(noun: Noun, more: Noun) -> Noun:
    det = [more.det] if more.det in ("the", "a", "an", "his", "her", "their", "its") else []
    return Noun(
        [*noun.words, "of", *det, *more.words], noun.head, noun.kind, noun.start, more.end,
        noun.det, noun.modifiers, noun.name, noun.many, noun.worth + more.worth / 2, noun.seen,
    )  # fmt: skip


def _specific(shown: Shown) -> bool:
    """Whether a fact without a noun says more than that somebody does something to it."""
    return not any(w in ("it", "them", "him", "her") for w in shown.words) and (
        shown.subject in ("man", "woman")
        or len([w for w in shown.words if w != shown.subject]) > 1
        or english_class(shown.doing) in ("posture", "expression", "light", "body")
    )


def shown(text: str) -> list[Shown]:
    """All that a text shows, sentence by sentence."""
    read = [tokens(text, a, b) for a, b in sentences(text, "en")]
    names = frozenset(
        fold(token.text)
        for found in read
        for before, token in pairwise(found)
        if token.text[0].isupper() and before.text[0].islower() and len(token.text) > 2
    )
    past = in_the_past([fold(token.text) for found in read for token in found])
    return [one for found in read for one in Reader(tagged(found, names, past)).read()]
