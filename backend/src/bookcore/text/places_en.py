"""Where a thing is, what it is like, what adjectives follow it."""

from __future__ import annotations

from bookcore.text.lexicon import english_class
from bookcore.text.nouns_en import noun_at
from bookcore.text.sentence_en import (
    MAX_WORDS,
    Sentence,
    Shown,
)
from bookcore.text.sets_en import word_set

_TIMES = word_set("times")
_HEDGES = word_set("hedges")
_VERY = frozenset(("very", "half", "almost", "quite", "fairly"))


class Places(Sentence):
    """Adds prepositions with their nouns, and adjectives."""

    def with_place(self, shown: Shown, i: int) -> int:
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
            end = at + 3 if self.form(at + 1) == "and" and self.tag(at + 2) == "#" else at + 1
            shown.words += ["of", *(self.form(n) for n in range(at, end))]
            return end
        while self.tag(at) in "D#I" and (self.form(at + 1) == "of" or (self.tag(at + 1) in "#" and self.form(at + 2) == "of")):  # fmt: skip
            at += 2 if self.form(at + 1) == "of" else 3
        if form == "in" and self.tag(at) == "J" and english_class(self.form(at)) == "colour" and self.tag(at + 1) in "MCP":  # fmt: skip
            shown.words += ["in", self.form(at)]
            shown.worth += 1.0
            return at + 1
        noun = noun_at(self.words, at)
        if form in ("till", "until", "since", "than", "after"):
            return 0
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
        if shown.length() + len(said) + len(thing.words) > MAX_WORDS + 2 * (form == "of"):
            return 0
        if not shown.words:
            return 0
        shown.words += said
        shown.add(thing, article=True)
        return end

    def likened(self, shown: Shown, i: int) -> int:
        """`as big as a ham`."""
        simile = noun_at(self.words, i + 1)
        if (
            simile
            and simile[0].seen
            and self.tag(i - 1) == "J"
            and not self.verb_follows(simile[1])
        ):
            shown.words.append("as")
            shown.add(simile[0], article=True)
            return simile[1]
        if self.tag(i + 1) != "J" or self.form(i + 2) != "as":
            return 0
        noun = noun_at(self.words, i + 3)
        if noun is None or not noun[0].seen:
            return 0
        shown.words += ["as", self.form(i + 1), "as"]
        shown.add(noun[0], article=True)
        return noun[1]

    def adjectives(self, i: int) -> tuple[list[str], int]:
        said: list[str] = []
        begin = i
        while i < len(self.words):
            tag, form = self.tag(i), self.form(i)
            if tag in "JE" or (tag == "R" and self.tag(i + 1) in "JE"):
                known = english_class(form)
                if (
                    tag == "R" and (form in _VERY or (form.endswith("ly") and form not in _HEDGES))
                ) or (tag != "R" and not (known in ("abstract", "drop") and tag == "J")):
                    said.append(form)
                i += 1
            elif said and (form == "," or self.tag(i) == "C") and self.more_adjectives(i + 1):
                if said[-1] not in (",", "and"):
                    said.append("and" if tag == "C" else ",")
                i += 1
            else:
                break
        while said and said[-1] in (",", "and"):
            said.pop()
        return said, i if said else begin

    def more_adjectives(self, i: int) -> bool:
        while self.tag(i) in "RC":
            i += 1
        return self.tag(i) in "JE" and self.tag(i + 1) in (
            "MCPT" if self.tag(i) == "E" else "MCPJET"
        )
