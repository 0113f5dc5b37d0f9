"""English runs as names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bookcore.entities.given import given, patronymic_gender
from bookcore.entities.names import INSIDE, OWNS, ROLE, THE, ChapterNames, Run
from bookcore.entities.said import Said
from bookcore.entities.scan import shouted
from bookcore.entities.titles import forms, never, words
from bookcore.text.tokens import fold

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011'’][^\W\d_]+)*\.?")
_CONTRACTED = ("'ll", "'d", "'ve", "'m", "'re", "n't")


class Book:
    """The name words of a whole book: which are names, which are first and which last names."""

    def __init__(self, names: Sequence[ChapterNames]) -> None:
        self.inside: Counter[str] = Counter()
        self.all: Counter[str] = Counter()
        self.lower: Counter[str] = Counter()
        self.firsts: Counter[str] = Counter()
        self.lasts: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        for chapter in names:
            self.lower.update(chapter.lower)
            for run in chapter.runs:
                if not run.signs & ROLE:
                    self._count(run)
        for chapter in names:
            for run in chapter.runs:
                if " " in run.text and not run.signs & ROLE:
                    self._order(run)

    def _count(self, run: Run) -> None:
        last = ""
        for i, token in enumerate(_WORD.finditer(run.text)):
            form = fold(token.group().rstrip("."))
            self.all[form] += 1
            if i or run.signs & INSIDE:
                self.inside[form] += 1
                if last:
                    self.pairs[last, form] += 1
                last = form

    def _order(self, run: Run) -> None:
        """Count which words begin and which end the names of several words."""
        tokens = [m.group() for m in _WORD.finditer(run.text) if m.group()[0].isupper()]
        bare = [fold(t.rstrip(".")) for t in tokens]
        bare = [form for form in bare if form not in forms("title", "en")]
        while bare and not self.is_name(bare[0], False):
            bare.pop(0)
        if len(bare) > 1:
            self.firsts[bare[0]] += 1
            self.lasts[bare[-1]] += 1

    def is_name(self, form: str, inside: bool) -> bool:
        """Whether a word is a name: in capitals inside sentences and hardly ever otherwise."""
        if form in never("en") or len(form) < 2 or form.endswith(_CONTRACTED):
            return False
        known = form in given("en")
        if known and self.inside[form] * 4 >= self.lower[form]:
            return inside or self.inside[form] > 0
        least = 1 if inside else 2
        return self.inside[form] >= least and self.lower[form] * 2 <= self.inside[form]

    def said(self, chapter: int, run: Run) -> Iterator[Said]:
        """The name in a run, without words that only begin the sentence."""
        tokens = list(_WORD.finditer(run.text))
        titles = forms("title", "en")
        heading: list[re.Match[str]] = []
        named: list[re.Match[str]] = []
        for i, token in enumerate(tokens):
            form = fold(token.group().rstrip("."))
            if form in titles and not named:
                if form not in words("epithet", "en"):
                    heading.append(token)
                continue
            if token.group()[0].islower():
                if named and form in words("particle", "en"):
                    named.append(token)
                    continue
                break
            inside = bool(i or token.start() or run.signs & INSIDE)
            initial = len(form) == 1 and token.group().endswith(".")
            place_word = bool(named) and form in words("ending", "en")
            usable = self.is_name(form, inside) and not shouted(token.group())
            usable = usable or self._paired(tokens, i, inside)
            if usable or initial or place_word:
                named.append(token)
            elif named:
                break
            else:
                heading = []
        while named and named[-1].group()[0].islower():
            named.pop()
        if not named or all(len(t.group().rstrip(".")) == 1 for t in named):
            return
        if all(fold(t.group()) in words("bare", "en") for t in named):
            return
        yield self._made(chapter, run, heading, named)

    def _paired(self, tokens: Sequence[re.Match[str]], i: int, inside: bool) -> bool:
        """Whether a common word belongs to a name of two words: New York, Black Dog."""
        form = fold(tokens[i].group().rstrip("."))
        if form in never("en") or shouted(tokens[i].group()):
            return False
        for a, b in ((i, i + 1), (i - 1, i)):
            if a >= 0 and b < len(tokens) and tokens[b].group()[0].isupper():
                one, two = (fold(tokens[k].group().rstrip(".")) for k in (a, b))
                if never("en") & {one, two} or one.endswith(_CONTRACTED):
                    continue
                if self.pairs[one, two] >= (2 if inside else 3):
                    return True
        return False

    def _made(
        self, chapter: int, run: Run, heading: list[re.Match[str]], named: list[re.Match[str]]
    ) -> Said:
        titles = tuple(fold(t.group().rstrip(".")) for t in heading)
        shown = [t.group() for t in (*heading, *named)]
        if len(named) and shown[-1].endswith(".") and len(shown[-1]) > 2:
            shown[-1] = shown[-1][:-1]
        capital = [t for t in named if t.group()[0].isupper()]
        folded = [fold(t.group().rstrip(".")) for t in capital]
        genders = {r.gender for t in titles for r in forms("title", "en")[t] if r.gender}
        slots = self._slots(folded, titles)
        gender = next(iter(genders)) if len(genders) == 1 else ""
        if not gender and slots[0] == "first" and folded[0] in given("en"):
            gender = given("en")[folded[0]].gender
        gender = gender or next((g for g in map(patronymic_gender, folded[1:]) if g), "")
        last = folded[-1]
        stem = last[:-2] if last.endswith("es") else last[:-1]
        plural = bool(
            run.signs & THE
            and last.endswith("s")
            and not run.signs & OWNS
            and len(folded) == 1
            and (self.all[stem] > 0 or self.all[last[:-1]] > 0)
        )
        start = run.start + (heading or named)[0].start()
        end = run.start + named[-1].start() + len(named[-1].group())
        if named[-1].group().endswith(".") and len(named[-1].group()) > 2:
            end -= 1
        signs = run.signs | (INSIDE if start > run.start else 0)
        return Said(
            chapter, start, end, " ".join(shown), tuple(folded), slots, titles, gender, plural,
            signs,
        )  # fmt: skip

    def _slots(self, folded: Sequence[str], titles: Sequence[str]) -> tuple[str, ...]:
        known = given("en")
        if len(folded) > 1 and folded[0] not in known and folded[1] in known:
            # A nickname before the given name: Long John Silver.
            return ("epithet", *self._slots(folded[1:], ()))
        if len(folded) > 1:
            ends = "patronymic" if patronymic_gender(folded[-1]) else "last"
            between = (
                "patronymic" if patronymic_gender(word) else "middle" for word in folded[1:-1]
            )
            return ("first", *between, ends)
        word = folded[0]
        if set(titles) & words("surnamed", "en").keys():
            return ("last",)
        if set(titles) & words("often surnamed", "en").keys():
            first = word in given("en") and self.lasts[word] <= self.firsts[word]
            return ("first",) if first else ("last",)
        if word in given("en") and self.lasts[word] <= self.firsts[word] * 2:
            return ("first",)
        return ("last",) if self.lasts[word] > self.firsts[word] else ("",)
