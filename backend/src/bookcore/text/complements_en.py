"""What follows a subject or a verb: places, participles, predicates, objects."""

from __future__ import annotations

from bookcore.text import verbs_en
from bookcore.text.lexicon import english_class
from bookcore.text.nouns_en import noun_at
from bookcore.text.phrases import MODIFIER_WORTH
from bookcore.text.sentence_en import (
    MAX_WORDS,
    NEEDS_OBJECT,
    UNSEEN_VERBS,
    Sentence,
    Shown,
    adjectives_worth,
    visible,
)
from bookcore.text.sets_en import word_set

_LINKING = word_set("linking")
_ALWAYS_LINKING = word_set("always linking")
_AGAIN = word_set("again")
_UNREAL = word_set("unreal")
_TIMES = word_set("times")
_WAYS = word_set("ways")
_HEDGES = word_set("hedges")


class Complements(Sentence):
    """Adds to a subject what is said of it."""

    def extended(self, shown: Shown, i: int) -> int:
        """Adds what follows a subject while it belongs to it; the place after it."""
        while i < len(self.words) and shown.length() < MAX_WORDS - 1:
            at = self._one_more(shown, i)
            if at <= i:
                return i
            i = at
        return i

    def _one_more(self, shown: Shown, i: int) -> int:
        tag, form = self.tag(i), self.form(i)
        if tag == "P" and shown.doing and form in _WAYS and self.tag(i + 1) == "P":
            shown.words.append(form)
            return i + 1
        if tag == "P" or (tag == "T" and self.tag(i + 1) in "DNS#J"):
            return self._with_place(shown, i)
        if tag in "XV":
            return self._predicate(shown, i)
        if tag == "R" and shown.doing and form in _WAYS and self.tag(i + 1) != "J":
            shown.words.append(form)
            return i + 1
        if tag == "R" and self.tag(i + 1) in "XVEGRP" and form.endswith("ly"):
            return i + 1
        if tag == "R" and shown.doing and form.endswith("ly") and form not in _HEDGES:
            shown.words.append(form)
            return i + 1
        if tag == "R" and self.tag(i + 1) in "XV":
            return i + 1
        if tag == "R" and form in _WAYS and self.tag(i + 1) in "PM" and shown.words:
            shown.words.append(form)
            return i + 1
        if tag in "GE":
            return self._participial(shown, i)
        if tag == "J" and not shown.doing and self.tag(i - 1) in "NS" and self.tag(i + 1) == "P":
            said, at = self.adjectives(i)
            if said:
                shown.words += said
                shown.worth += adjectives_worth(said)
                return at
        if form == "as" and shown.words:
            return self._as(shown, i)
        if tag in "JR" and shown.doing:
            at = self._manner(shown, i)
            if at > i:
                return at
        if tag == "B" and form in ("who", "which", "that") and self.tag(i + 1) in "XVR":
            return self._predicate(shown, i + 1) if self.tag(i + 1) in "XV" else 0
        if tag == "I" and form == "that" and self.tag(i + 1) in "XV":
            return self._predicate(shown, i + 1)
        if form == "," and shown.words:
            if self.tag(i + 1) in "GE" and (self.tag(i + 2) in "DPITR" or self.tag(i + 2) == "M"):
                return self._comma(shown, i)
            if self.form(i + 1) in ("with", "like", "in") and shown.length() < MAX_WORDS - 3:
                return self._comma(shown, i)
            if self.tag(i + 1) in "JER" and self.words[i - 1].tag in "NSJE" and not noun_at(self.words, i + 1):  # fmt: skip
                said, at = self.adjectives(i + 1)
                if said and self.tag(at) in "MPB" and (self.form(at) != "of" or said[-1] == "full") and shown.length() + len(said) < MAX_WORDS:  # fmt: skip
                    shown.words += [",", *said]
                    shown.worth += adjectives_worth(said)
                    shown.end = self.words[at - 1].end
                    return at
            if self.form(i + 1) in ("who", "which") and self.tag(i + 2) in "XV":
                at = self._predicate(shown, i + 2)
                return at if at > i + 2 else 0
        if tag == "C" and form == "and" and shown.words:
            return self._joined(shown, i)
        return 0

    def _as(self, shown: Shown, i: int) -> int:
        """`as big as a ham`."""
        if self.tag(i + 1) != "J" or self.form(i + 2) != "as":
            return 0
        noun = noun_at(self.words, i + 3)
        if noun is None or not noun[0].seen:
            return 0
        shown.words += ["as", self.form(i + 1), "as"]
        shown.add(noun[0], article=True)
        return noun[1]

    def _comma(self, shown: Shown, i: int) -> int:
        before = len(shown.words)
        shown.words.append(",")
        at = self._one_more(shown, i + 1)
        if len(shown.words) == before + 1:
            shown.words.pop()
            return 0
        return at

    def _joined(self, shown: Shown, i: int) -> int:
        tag = self.tag(i + 1)
        if tag in "DNJ#E":
            noun = noun_at(self.words, i + 1)
            if noun and noun[0].seen and shown.nouns and len(noun[0].modifiers) < 2 and not self.verb_follows(noun[1]) and self.tag(noun[1]) != "G":  # fmt: skip
                if shown.length() + len(noun[0].words) > MAX_WORDS:
                    return 0
                shown.words.append("and")
                shown.add(noun[0], article=len(shown.nouns) > 1 or bool(shown.doing))
                return noun[1]
        if tag in "GV" and shown.doing and shown.length() < MAX_WORDS - 3:
            before = list(shown.words)
            shown.words.append("and")
            at = self._participial(shown, i + 1) if tag == "G" else self._predicate(shown, i + 1)
            if at > i + 1 and len(shown.words) > len(before) + 1:
                return at
            shown.words[:] = before
        return 0

    def _with_place(self, shown: Shown, i: int) -> int:
        """A preposition with its noun: `with a red beard`, `on the wall`."""
        form = self.form(i)
        at = i + 1
        if self.tag(at) == "O" or self.tag(at) == "I":
            return at + 1 if self.tag(at) == "O" else 0
        said = [form]
        if self.tag(at) == "P" and form in ("from", "out", "down", "up", "over", "off", "through"):
            said.append(self.form(at))
            at += 1
        if form == "of" and self.tag(at) in "#DI" and self.form(at + 1) != "of" and self.tag(at) == "#" and self.tag(at + 1) in "MPCRI":  # fmt: skip
            shown.words += ["of", self.form(at)]
            return at + 1
        while self.tag(at) in "D#I" and (self.form(at + 1) == "of" or (self.tag(at + 1) in "#" and self.form(at + 2) == "of")):  # fmt: skip
            at += 2 if self.form(at + 1) == "of" else 3
        if form == "in" and self.tag(at) == "J" and english_class(self.form(at)) == "colour" and self.tag(at + 1) in "MCP":  # fmt: skip
            shown.words += ["in", self.form(at)]
            shown.worth += 1.0
            return at + 1
        noun = noun_at(self.words, at)
        if form in ("for", "per", "besides", "via", "despite", "during", "except") or noun is None:
            if self.tag(at) == "G" and form in ("of", "with", "by"):
                return 0
            return 0
        thing, end = noun
        of = self.form(end) == "of"
        if thing.name and not thing.modifiers:
            return end if form in ("of", "to", "from", "by") and not of else 0
        if not thing.seen and not of and not (form == "of" and thing.modifiers):
            return end if self.tag(end) in "P" and form != "of" else 0
        if not thing.seen and thing.head in _TIMES:
            return 0
        if shown.length() + len(said) + len(thing.words) > MAX_WORDS:
            return 0
        if not shown.words:
            return 0
        shown.words += said
        shown.add(thing, article=True)
        return end

    def _participial(self, shown: Shown, i: int) -> int:
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
            return self._manner(shown, i + 1)
        if not visible(word.base):
            return 0
        return self._act(shown, i)

    def _manner(self, shown: Shown, i: int) -> int:
        """`drawn unusually tight`, `standing very still`, `hanging loose`."""
        at = i
        very = self.form(at) == "very"
        while self.tag(at) == "R" and self.tag(at + 1) in "JR":
            at += 1
        loose = self.tag(at) == "J" or self.form(at) in ("still", "alone", "deep", "tight", "close")
        if loose and self.tag(at + 1) in "PMCTB" and english_class(self.form(at)) != "abstract":
            shown.words += [*(["very"] if very else []), self.form(at)]
            shown.end = self.words[at].end
            shown.worth += MODIFIER_WORTH.get(english_class(self.form(at)), 0.4)
            return at + 1
        return i

    def _act(self, shown: Shown, i: int) -> int:
        """A visible verb with its object; i is the place of the verb."""
        word = self.words[i]
        at = i + 1
        ways: list[str] = []
        while self.tag(at) == "R" or (self.tag(at) in "PB" and self.form(at) in _WAYS and self.tag(at + 1) not in "DNSJ#I"):  # fmt: skip
            form = self.form(at)
            if form in _WAYS or (form.endswith("ly") and form not in _HEDGES):
                ways.append(form)
            at += 1
        noun = noun_at(self.words, at) if self.tag(at) in "DNS#JEG" else None
        needs = word.base in NEEDS_OBJECT
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
            shown.add(noun[0], article=True)
            return noun[1]
        return self._manner(shown, at)

    def _predicate(self, shown: Shown, i: int) -> int:
        """Finite verbs: `was bright`, `was lined with`, `stood by`, `had a red beard`."""
        being = having = False
        while self.tag(i) in "XR":
            form = self.form(i)
            if form in _UNREAL:
                return self.skipped(i)
            if form in ("was", "were", "is", "are", "been", "am", "be", "being"):
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
                or self.form(i + 1) == "like"
            )
        ) or word.base in _ALWAYS_LINKING:
            at = i + 1
            while self.form(at) in ("to", "be", "have", "been"):
                at += 1
            if self.tag(at) in "JRE":
                return self._being(shown, at)
            if self.form(at) == "like" and shown.words:
                return self._with_place(shown, at)
            if word.base in _ALWAYS_LINKING:
                return self._act(shown, at) if self.tag(at) == "V" and visible(self.words[at].base) else 0  # fmt: skip
        if word.base in _AGAIN:
            at = i + 1 + (self.form(i + 1) == "to")
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
        if tag == "E" and self.tag(i + 1) in "PRMTCEBG":
            return self._participial(shown, i)
        if tag == "G":
            return self._participial(shown, i)
        if tag in "JER":
            said, at = self.adjectives(i)
            if not said or (self.tag(at) in "NSG#" and self.tag(at - 1) != ","):
                return 0
            first = shown.nouns[0] if shown.nouns else None
            alone_next = self.tag(at) not in "PT"
            alone = self.tag(at) not in "PT" and len(shown.nouns) == 1 and not shown.doing
            if first and alone and len(first.modifiers) < 2 and first.words == shown.words:
                rest = [w for w in first.words[:-1] if w != "another"]
                shown.words = [*said, *([","] if rest and "and" not in said else []), *rest, first.words[-1]]  # fmt: skip
                if rest and "and" in said:
                    shown.words = [*_with_commas(said), ",", *rest, first.words[-1]]
                first.words = shown.words
            elif not shown.words:
                return at
            elif shown.words == [shown.subject] and not shown.nouns and alone_next:
                shown.words = [*said, shown.subject]
            else:
                shown.words += said
            shown.end = self.words[at - 1].end
            shown.worth += adjectives_worth(said)
            return at
        if tag in "PT":
            return self._with_place(shown, i)
        return 0

    def adjectives(self, i: int) -> tuple[list[str], int]:
        said: list[str] = []
        begin = i
        while i < len(self.words):
            tag, form = self.tag(i), self.form(i)
            if tag in "JE" or (tag == "R" and self.tag(i + 1) in "JE"):
                known = english_class(form)
                if (tag == "R" and form in ("very", "half")) or (
                    tag != "R" and not (known in ("abstract", "drop") and tag == "J")
                ):
                    said.append(form)
                i += 1
            elif said and (form == "," or self.tag(i) == "C") and self._more_adjectives(i + 1):
                if said[-1] not in (",", "and"):
                    said.append("and" if tag == "C" else ",")
                i += 1
            else:
                break
        while said and said[-1] in (",", "and"):
            said.pop()
        return said, i if said else begin

    def _more_adjectives(self, i: int) -> bool:
        while self.tag(i) in "RC":
            i += 1
        return self.tag(i) in "JE" and self.tag(i + 1) in "MCPJET"


def _with_commas(said: list[str]) -> list[str]:
    return ["," if w == "and" else w for w in said]
