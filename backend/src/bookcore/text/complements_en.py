"""What follows a subject or a verb: places, participles, predicates, coordinates."""

from __future__ import annotations

from bookcore.text.nouns_en import Noun, noun_at
from bookcore.text.predicates_en import Predicates
from bookcore.text.sentence_en import (
    MAX_WORDS,
    Shown,
    adjectives_worth,
)
from bookcore.text.sets_en import word_set

_WAYS = word_set("ways")
_ALIVE = frozenset(("person", "animal", "bird", "crowd"))
_WORN_OR_BORNE = frozenset(("body", "face", "clothing", "headwear", "footwear"))
_HEDGES = word_set("hedges")


class Complements(Predicates):
    """Adds to a subject what is said of it."""

    def extended(self, shown: Shown, i: int) -> int:
        """Adds what follows a subject while it belongs to it; the place after it."""
        while i < len(self.words) and shown.length() < MAX_WORDS - 1 + 2 * (self.form(i) == "of"):
            at = self._one_more(shown, i)
            if at <= i:
                return i
            i = at
        return i

    def _one_more(self, shown: Shown, i: int) -> int:
        tag, form = self.tag(i), self.form(i)
        if form.startswith("un") and tag in "EJ" and self.form(i + 1) == "by":
            return 0
        if form == "," and self.form(i + 1).startswith("un") and self.form(i + 2) == "by":
            return 0
        if tag == "P" and shown.doing and form in _WAYS and self.tag(i + 1) == "P":
            shown.words.append(form)
            return i + 1
        if tag == "P" or (tag == "T" and self.tag(i + 1) in "DNS#J"):
            return self.with_place(shown, i)
        if tag in "XV":
            return self.predicate(shown, i)
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
            later = self._later_noun(shown, i)
            at = self.participial(shown, i)
            shown.inner = shown.inner or (later and bool(shown.doing))
            return at
        if tag == "J" and not shown.doing and self.tag(i - 1) in "NS" and self.tag(i + 1) == "P":
            said, at = self.adjectives(i)
            if said:
                shown.words += said
                shown.worth += adjectives_worth(said)
                return at
        owned = len(shown.nouns) == 1 and shown.nouns[0].det in ("his", "her", "its", "their")
        if tag == "J" and owned and shown.words == shown.nouns[0].words:
            return self._being(shown, i)
        if form == "as" and shown.words:
            return self.likened(shown, i)
        if tag in "JR" and shown.doing:
            at = self.manner(shown, i)
            if at > i:
                return at
        if tag == "B" and form in ("who", "which", "that") and self.tag(i + 1) in "XVR":
            return self._relative(shown, i + 1) if self.tag(i + 1) in "XV" else 0
        if tag == "I" and form == "that" and self.tag(i + 1) in "XV":
            return self._relative(shown, i + 1)
        if form == "," and "," in shown.words and self.tag(i + 1) in "VX":
            return self._comma(shown, i)
        if form == "," and shown.words:
            if self.tag(i + 1) in "GE" and (self.tag(i + 2) in "DPITR" or self.tag(i + 2) == "M"):
                return self._comma(shown, i)
            if self.form(i + 1) in ("with", "like", "in", "of") and shown.length() < MAX_WORDS - 3:
                return self._comma(shown, i)
            if self.tag(i + 1) in "I" and self.form(i + 1) in ("all", "each", "some") and self.tag(i + 2) in "EJ":  # fmt: skip
                i += 1
            if self.tag(i + 1) in "JER" and self.words[i - 1].tag in "NSJERGVI,#" and not noun_at(self.words, i + 1):  # fmt: skip
                said, at = self.adjectives(i + 1)
                if said and self.tag(at) in "MPB" and (self.form(at) != "of" or said[-1] == "full") and shown.length() + len(said) < MAX_WORDS:  # fmt: skip
                    shown.words += [",", *said]
                    shown.worth += adjectives_worth(said)
                    shown.end = self.words[at - 1].end
                    return at
            if self.form(i + 1) in ("who", "which") and self.tag(i + 2) in "XV":
                at = self._relative(shown, i + 2)
                return at if at > i + 2 else 0
        if tag == "C" and form == "and" and shown.words:
            return self._joined(shown, i)
        return 0

    def _later_noun(self, shown: Shown, i: int) -> bool:
        """`a rag from a satchel containing needles`: the participle is the last noun's."""
        if shown.doing or len(shown.nouns) < 2 or self.tag(i - 1) != "N":
            return False
        first, last = shown.nouns[0].kind, shown.nouns[-1].kind
        return first not in _ALIVE and last not in _WORN_OR_BORNE

    def _relative(self, shown: Shown, i: int) -> int:
        """`a man by a window which looked on the yard`: it is the window that did."""
        later = len(shown.nouns) > 1 and not shown.doing
        at = self.predicate(shown, i)
        shown.inner = shown.inner or (later and bool(shown.doing))
        return at

    def _part(self, shown: Shown, noun: Noun) -> bool:
        """`a man with one leg and one ear was`: the verb waits for the first noun."""
        living = noun.kind in ("person", "animal", "crowd", "bird")
        return not shown.doing and len(shown.nouns) > 1 and not living and "with" in shown.words

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
        if tag in "JE" and self.tag(i - 1) in "NSJE" and not noun_at(self.words, i + 1):
            said, at = self.adjectives(i + 1)
            if said and any(w.tag in "JE" for w in self.words[max(0, i - 5) : i]):
                shown.words += ["and", *said]
                shown.worth += adjectives_worth(said)
                return at
        if tag in "DNJ#E":
            noun = noun_at(self.words, i + 1)
            if noun and noun[0].seen and shown.nouns and len(noun[0].modifiers) < 2 and (not self.verb_follows(noun[1]) or self._part(shown, noun[0])) and self.tag(noun[1]) != "G":  # fmt: skip
                if shown.length() + len(noun[0].words) > MAX_WORDS:
                    return 0
                shown.words.append("and")
                shown.add(noun[0], article=len(shown.nouns) > 1 or bool(shown.doing))
                return noun[1]
        done = not shown.doing.endswith("ing") and self.form(i + 1).endswith("ed")
        if tag == "V" and shown.doing and done and self.tag(i + 2) in "MPC":
            shown.words += ["and", self.form(i + 1)]
            return i + 2
        if tag in "GV" and shown.doing and shown.length() < MAX_WORDS - 3:
            before = list(shown.words)
            shown.words.append("and")
            at = self.participial(shown, i + 1) if tag == "G" else self.predicate(shown, i + 1)
            if at > i + 1 and len(shown.words) > len(before) + 1:
                return at
            shown.words[:] = before
        return 0
