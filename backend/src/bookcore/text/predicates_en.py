"""What a thing does, what is done to it, what it has, how it is."""

from __future__ import annotations

from bookcore.text import verbs_en
from bookcore.text.lexicon import english_class
from bookcore.text.nouns_en import noun_at
from bookcore.text.phrases import MODIFIER_WORTH
from bookcore.text.places_en import Places
from bookcore.text.readings_en import candidates
from bookcore.text.sentence_en import (
    MAX_WORDS,
    NEEDS_OBJECT,
    UNSEEN_VERBS,
    Shown,
    adjectives_worth,
    visible,
)
from bookcore.text.sets_en import word_set

_LINKING = word_set("linking")
_LIKENING = word_set("likening")
_ALWAYS_LINKING = word_set("always linking")
_AGAIN = word_set("again")
_UNREAL = word_set("unreal")
_WAYS = word_set("ways")
_HEDGES = word_set("hedges")
_STANDS = word_set("stands")
_FIRST = word_set("first")
_AFTER = word_set("stands after")


class Predicates(Places):
    """Adds verbs with their objects."""

    def participial(self, shown: Shown, i: int) -> int:
        word = self.words[i]
        if word.tag == "E":
            if english_class(word.form) == "abstract" and self.tag(i + 1) not in "P":
                return 0
            if word.base in UNSEEN_VERBS and word.base not in ("make", "take"):
                return 0
            shown.words.append(word.form)
            shown.worth += MODIFIER_WORTH.get(english_class(word.form), 0.4)
            shown.doing = shown.doing or word.form
            shown.end = word.end
            return self.manner(shown, i + 1)
        if not visible(word.base):
            return 0
        return self._act(shown, i)

    def manner(self, shown: Shown, i: int) -> int:
        """`drawn unusually tight`, `standing very still`, `hanging loose`."""
        at = i
        very = self.form(at) == "very"
        while self.tag(at) == "R" and self.tag(at + 1) in "JR":
            at += 1
        if self.tag(at) == "J" and self.tag(at + 1) == "J" and self.tag(at + 2) in "PMCTB":
            shown.words.append(self.form(at))
            at += 1
        loose = self.tag(at) == "J" or self.form(at) in ("still", "alone", "deep", "tight", "close")
        if loose and self.tag(at + 1) in "PMCTB" and english_class(self.form(at)) != "abstract":
            shown.words += [*(["very"] if very else []), self.form(at)]
            shown.end = self.words[at].end
            shown.worth += MODIFIER_WORTH.get(english_class(self.form(at)), 0.4)
            if self.form(at + 1) == "and" and self.tag(at + 2) == "J" and self.tag(at + 3) == "M":
                shown.words += ["and", self.form(at + 2)]
                return at + 3
            return at + 1
        return i

    def _act(self, shown: Shown, i: int) -> int:
        """A visible verb with its object; i is the place of the verb."""
        word = self.words[i]
        at = i + 1
        ways: list[str] = []
        if self.form(at) == "open" and self.tag(at + 1) in "DNS":
            ways.append("open")
            at += 1
        while self.tag(at) == "R" or (self.tag(at) in "PB" and self.form(at) in _WAYS and self.tag(at + 1) not in "DNSJ#IO"):  # fmt: skip
            form = self.form(at)
            if form in _WAYS or (form.endswith("ly") and form not in _HEDGES):
                ways.append(form)
            at += 1
        if (
            ways
            and self.form(at) == "and"
            and self.form(at + 1) in _WAYS
            and self.tag(at + 1) in "RP"
        ):
            ways += ["and", self.form(at + 1)]
            at += 2
        if (self.form(at), self.form(at + 1), self.form(at + 2)) == ("to", "and", "fro"):
            ways += ["to", "and", "fro"]
            at += 3
        noun = noun_at(self.words, at) if self.tag(at) in "DNS#JEG" else None
        needs = word.base in NEEDS_OBJECT
        if noun and word.base in _STANDS and noun[0].det and shown.words:
            return 0
        if noun:
            thing, end = noun
            if not thing.seen and self.form(end) != "of":
                return 0
            if thing.name and needs:
                return 0
        elif needs:
            return 0
        if self.tag(at) == "O":
            said = self.form(at)
            if said in ("it", "them", "him", "her"):
                ways = [said, *ways]
            at += 1
            while (
                self.form(at) in _WAYS and self.tag(at) in "RP" and self.tag(at + 1) not in "DNSJ#O"
            ):
                ways.append(self.form(at))
                at += 1
        gerund = verbs_en.gerund(word.form, word.base)
        shown.words += [gerund, *ways]
        shown.doing = shown.doing or gerund
        shown.worth += MODIFIER_WORTH.get(english_class(word.form), 0.5)
        shown.end = word.end
        if noun:
            if shown.length() + len(noun[0].words) > MAX_WORDS:
                return at
            if (
                word.base in _STANDS
                and noun[0].det
                and self._subjectless(i)
                and len(shown.words) == 1 + len(ways)
            ):
                shown.words.clear()
                shown.add(noun[0])
                shown.words += [gerund, *ways]
                shown.subject = noun[0].head
                return noun[1]
            shown.add(noun[0], article=True)
            return noun[1]
        return self.manner(shown, at)

    def _subjectless(self, i: int) -> bool:
        """Whether no pronoun or name stands before the verb at i."""
        i -= 1
        while self.tag(i) == "R":
            i -= 1
        return self.tag(i) not in "IS"

    def predicate(self, shown: Shown, i: int) -> int:
        """Finite verbs: `was bright`, `was lined with`, `stood by`, `had a red beard`."""
        being = having = False
        while self.tag(i) in "XR" and self.form(i) != "as":
            form = self.form(i)
            if form in _UNREAL or (form in ("would", "could") and self.form(i + 1) == "have"):
                return self.skipped(i)
            if form in (
                "was",
                "were",
                "is",
                "are",
                "been",
                "am",
                "be",
                "being",
                "he's",
                "she's",
                "it's",
                "they're",
            ):
                being = True
            if form in ("had", "has", "have", "having"):
                having = True
            if self.tag(i) == "R" and form == "very" and self.tag(i + 1) == "J":
                break
            i += 1
        tag = self.tag(i)
        if tag == "Q":
            return self.denied(i)
        if being:
            return self._being(shown, i)
        if having and tag == "E" and visible(self.words[i].base):
            return self._act(shown, i)
        if having:
            noun = noun_at(self.words, i)
            if noun and noun[0].seen and shown.words:
                shown.words.append("with")
                shown.add(noun[0], article=True)
                return noun[1]
            if tag == "E" and visible(self.words[i].base):
                return self._act(shown, i)
            return 0
        if tag not in "VG":
            return 0
        word = self.words[i]
        if self.tag(i + 1) == "Q":
            return self.denied(i + 1)
        if (
            word.base in _LINKING
            and (
                (self.tag(i + 1) in "JR" and self.form(i + 1) not in _WAYS)
                or (self.form(i + 1) == "like" and word.base in _LIKENING)
            )
        ) or word.base in _ALWAYS_LINKING:
            at = i + 1
            while self.form(at) in ("to", "be", "have", "been"):
                at += 1
            if self.tag(at) in "JRE":
                return self._being(shown, at)
            if self.form(at) == "like" and shown.words:
                return self.with_place(shown, at)
            if word.base in _ALWAYS_LINKING:
                return self._act(shown, at) if self.tag(at) == "V" and visible(self.words[at].base) else 0  # fmt: skip
        if word.base in _AGAIN:
            at = i + 1 + (self.form(i + 1) == "to")
            if self.tag(at) == "N" and any(t == "V" for t, _, _ in candidates(self.form(at))):
                self.words[at].tag = "V"
            if self.tag(at) in "GV" and visible(self.words[at].base):
                return self._act(shown, at)
            if word.base not in ("go", "come"):
                return 0
        if not visible(word.base):
            return 0
        return self._act(shown, i)

    def _being(self, shown: Shown, i: int) -> int:
        tag = self.tag(i)
        if tag == "Q":
            return self.denied(i)
        shown_so = self.tag(i + 1) == "M" and english_class(self.form(i)) in MODIFIER_WORTH
        if tag == "E" and self.tag(i + 1) in "PRMTCEBG" and not shown_so:
            return self.participial(shown, i)
        if tag == "G":
            return self.participial(shown, i)
        if self.form(i) == "as" and shown.words:
            return self.likened(shown, i)
        if tag in "JR" and noun_at(self.words, i):
            return 0
        if tag in "JER":
            said, at = self.adjectives(i)
            if not said or (self.tag(at) in "NSG#" and self.tag(at - 1) != ","):
                return 0
            first = shown.nouns[0] if shown.nouns else None
            alone_next = self.tag(at) not in "PT"
            alone = self.tag(at) not in "PT" and len(shown.nouns) == 1 and not shown.doing
            if _AFTER.intersection(said):
                alone = False
            if tag == "E" and len(said) > 1 and "and" not in said and "," not in said:
                alone = False
            if first and alone and len(first.modifiers) < 2 and first.words == shown.words:
                shown.words = _fronted(said, first.words)
                first.words = shown.words
                first.modifiers = [w for w in said if w not in (",", "and")] + first.modifiers
            elif not shown.words and (shown.subject != "it" or len(said) < 2):
                return at
            elif shown.words == [shown.subject] and not shown.nouns and alone_next:
                shown.words = [*said, shown.subject]
            else:
                shown.words += said
            shown.end = self.words[at - 1].end
            shown.worth += adjectives_worth(said)
            return at
        if tag in "PT":
            return self.with_place(shown, i)
        return 0


def _fronted(said: list[str], words: list[str]) -> list[str]:
    """`blue and deep-set` before `two small eyes`: numerals first, a comma between adjectives."""
    *rest, head = words
    lead = []
    while rest and (rest[0] in _FIRST or rest[0].isdigit()):
        lead.append(rest.pop(0))
    if not rest or candidates(rest[0])[0][0] != "J" or rest[0].endswith(("'s", "s'")):
        return [*lead, *said, *rest, head]
    return [*lead, *("," if w == "and" else w for w in said), ",", *rest, head]
