"""Russian runs as names in the nominative."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from bookcore.entities.forms_ru import (
    PLURAL,
    Counts,
    Lexeme,
    lexemes,
    patronymic,
    plural_noun,
    slot_of,
)
from bookcore.entities.given import given
from bookcore.entities.grammar_ru import function_word, plain_word
from bookcore.entities.names import ACTS, HE, INSIDE, ROLE, SAYS, SHE, ChapterNames, Run
from bookcore.entities.said import Said
from bookcore.entities.scan import is_number, shouted
from bookcore.entities.titles import Title, forms, never, words
from bookcore.text.tokens import fold

_WORD = re.compile(
    r"[^\W\d_][^\W\d_\u0300\u0301]*(?:[-\u2010\u2011'’][^\W\d_][^\W\d_\u0300\u0301]*)*"
)
_HANGING = re.compile("-(?:то|с|де|таки|ка)$")
_POSSESSIVE = re.compile("ин[аоы]?$")
_CASES = frozenset(("nomn", "gent", "datv", "accs", "ablt", "loct"))
_MAX_READINGS = 24


class _Token(NamedTuple):
    text: str
    form: str
    start: int
    end: int


class _Choice(NamedTuple):
    lexemes: tuple[Lexeme, ...]
    cases: frozenset[str]
    gender: str


def _tokens(run: Run) -> list[_Token]:
    """The words of a run without the particles that hang on them."""
    found = []
    for match in _WORD.finditer(run.text):
        text = _HANGING.sub("", match.group())
        start = run.start + match.start()
        found.append(_Token(text, fold(text), start, start + len(text)))
    return found


class Book:
    """The name forms of a whole book: what each may be, which are no names at all."""

    def __init__(self, names: Sequence[ChapterNames]) -> None:
        self.counts: dict[str, Counts] = {}
        self.lower: Counter[str] = Counter()
        self.surfaces: dict[str, Counter[str]] = {}
        titles = forms("title", "ru")
        for chapter in names:
            self.lower.update(chapter.lower)
            for run in chapter.runs:
                if not run.signs & ROLE:
                    self._count(run, titles)
        self.options = lexemes(
            {form: one for form, one in self.counts.items() if not self._useless(form, one)}
        )
        self._judged: dict[str, bool] = {}

    def _count(self, run: Run, titles: Mapping[str, tuple[Title, ...]]) -> None:
        tokens = _tokens(run)
        own = True
        single = len([t for t in tokens if t.form not in titles]) == 1
        subjects = {
            r.gender
            for t in tokens[:-1]
            for r in titles.get(t.form, ())
            if r.case == "nomn" and not r.plural
        }
        titled = next(iter(subjects)) if len(subjects) == 1 else ""
        for i, token in enumerate(tokens):
            if not token.text[0].isupper():
                continue
            one = self.counts.setdefault(token.form, Counts())
            one.all += 1
            if (i or run.signs & INSIDE) and not (own and i == 0 and token.form in titles):
                one.inside += 1
            if single or i == len(tokens) - 1:
                one.he += bool(run.signs & HE) + 2 * (titled == "male")
                one.she += bool(run.signs & SHE) + 2 * (titled == "female")
            self.surfaces.setdefault(token.form, Counter())[token.text] += 1

    def _useless(self, form: str, one: Counts) -> bool:
        if form in never("ru"):
            return True
        if function_word(form):
            return one.inside < 3 or self.lower[form] * 2 > one.inside
        return one.inside == 0 and plain_word(form)

    def surface(self, form: str) -> str:
        """A form as the book writes it."""
        found = self.surfaces.get(form)
        if found:
            whole = {text: n for text, n in found.items() if not shouted(text)} or found
            return max(whole, key=lambda text: (whole[text], text))
        return "-".join(part[:1].upper() + part[1:] for part in form.split("-"))

    def is_name(self, one: Lexeme) -> bool:
        """Whether a name is one: not a common word that now and then has a capital."""
        key = f"{one.key}/{len(one.forms)}"
        if key not in self._judged:
            attested = [f for f in one.forms if f in self.counts]
            inside = sum(self.counts[f].inside for f in attested)
            low = sum(self.lower[f] for f in attested)
            known = one.known or one.nominative in given("ru")
            if self._possessive(one, inside):
                good = known = False
            elif known:
                good = inside * 6 >= low
            elif plain_word(one.nominative):
                good = inside >= 2 and low * 5 <= inside
            else:
                good = inside >= 1 and low * 2 <= inside
            self._judged[key] = good or (known and inside > 0 and low == 0)
        return self._judged[key]

    def _possessive(self, one: Lexeme, inside: int) -> bool:
        """`Лукашкина мать`: an adjective of a name that the book has."""
        match = _POSSESSIVE.search(one.nominative)
        if match is None:
            return False
        stem = one.nominative[: match.start()]
        bearers = (self.counts.get(stem + ending) for ending in ("а", "я"))
        return any(b is not None and b.inside >= 2 * inside for b in bearers)

    def names_of(self, form: str) -> tuple[Lexeme, ...]:
        """What names a form may be, the likeliest first."""
        return tuple(one for one in self.options.get(form, ()) if self.is_name(one))

    def _readings(self, tokens: Sequence[_Token]) -> list[tuple[Lexeme, ...]]:
        """What each of the words may be; after a name a common word may be part of it."""
        found = [self.names_of(t.form) for t in tokens]
        for i, token in enumerate(tokens):
            if i and not found[i]:
                found[i] = self.options.get(token.form, ())
        last = tokens[-1].form
        woman = len(tokens) > 1 and any(one.gender == "female" for one in found[0])
        if woman and last[-1] not in "аеиоуыэюяйь" and found[-1] and not found[-1][0].kind:
            # A woman's surname on a consonant is not declined: Анна Павловна Шерер.
            found[-1] += (Lexeme(last, "", "last", False, {last: _CASES}),)
        if len(tokens) > 1 and any(
            o.gender == "female" and slot_of(o) == "patronymic" for o in found[1]
        ):
            # Татьян Петровна, Лизавет Васильевна: so people speak.
            first = tokens[0].form
            if first[-1] not in "аеиоуыэюяйь":
                found[0] += (Lexeme(first, "female", "name", False, {first: _CASES}),)
        if any(one.nominative.endswith(("ые", "ие")) for one in found[0]):
            found[1:] = [
                (*own, *plural_noun(token.form, self.counts))
                for own, token in zip(found[1:], tokens[1:], strict=True)
            ]
        return found

    def said(self, chapter: int, run: Run) -> Iterator[Said]:
        """The names in a run; a run whose words do not agree holds more than one."""
        titles = forms("title", "ru")
        pending: list[_Token] = []
        heading: list[_Token] = []
        for token in _tokens(run):
            if token.form in titles and not pending and not self._is_own_name(token):
                heading.append(token)
                continue
            if token.form in words("particle", "ru") and token.text[0].islower():
                pending.append(token)
                continue
            usable = not shouted(token.text) and not is_number(token.text)
            named = self.names_of(token.form) or (pending and token.form in self.options)
            if usable and token.form not in never("ru") and named:
                pending.append(token)
                continue
            yield from self._read(chapter, run, heading, pending)
            heading, pending = [], []
        yield from self._read(chapter, run, heading, pending)

    def _is_own_name(self, token: _Token) -> bool:
        return token.text[0].isupper() and any(one.known for one in self.names_of(token.form))

    def _read(
        self, chapter: int, run: Run, heading: list[_Token], pending: list[_Token]
    ) -> Iterator[Said]:
        while pending:
            part = [
                t for t in pending if t.form not in words("particle", "ru") or t.text[0].isupper()
            ]
            if not part:
                return
            choice, length = None, 0
            for title, length in ((t, n) for n in range(len(part), 0, -1) for t in (heading, [])):
                choice = self._agreeing(part[:length], title, run.signs)
                if choice is not None:
                    heading = title
                    break
            if choice is None:
                return
            last = part[length - 1]
            taken = [t for t in pending if t.start <= last.start]
            yield self._made(chapter, run, heading, taken, choice)
            pending = [t for t in pending if t.start > last.start]
            heading = []

    def _agreeing(
        self, tokens: Sequence[_Token], heading: Sequence[_Token], signs: int
    ) -> _Choice | None:
        """The likeliest readings of words that agree in case and gender."""
        wanted, sexes = self._wanted(heading)
        options = self._readings(tokens)
        valid: list[_Choice] = []
        for n, combination in enumerate(product(*options)):
            if n == _MAX_READINGS:
                break
            cases = frozenset(wanted)
            for token, lexeme in zip(tokens, combination, strict=True):
                cases &= lexeme.forms[token.form]
            genders = {one.gender for one in combination if one.gender} | sexes
            if cases and len(genders) < 2:
                valid.append(_Choice(combination, cases, next(iter(genders), "")))
        if not valid:
            return None
        for sign, gender in ((SHE, "female"), (HE, "male")):
            if signs & sign:
                for one in valid:
                    if one.gender == gender and "nomn" in one.cases:
                        return one
        return valid[0]

    @staticmethod
    def _wanted(heading: Sequence[_Token]) -> tuple[frozenset[str], set[str]]:
        cases = _CASES | {PLURAL}
        sexes: set[str] = set()
        titles = forms("title", "ru")
        for token in heading:
            readings = titles[token.form]
            if all(r.case for r in readings):
                cases &= {PLURAL if r.plural else r.case for r in readings}
            own = {r.gender for r in readings}
            if len(own) == 1:
                sexes |= own - {""}
        return cases or _CASES | {PLURAL}, sexes

    def _made(
        self,
        chapter: int,
        run: Run,
        heading: Sequence[_Token],
        taken: Sequence[_Token],
        choice: _Choice,
    ) -> Said:
        heading = heading[-1:]
        titles = tuple(forms("title", "ru")[t.form][0].lemma for t in heading)
        shown = list(titles)
        slots: list[str] = []
        folded: list[str] = []
        named = iter(choice.lexemes)
        plural = choice.cases == {PLURAL}
        for token in taken:
            if token.form in words("particle", "ru") and token.text[0].islower():
                shown.append(token.text)
                continue
            one = next(named)
            shown.append(self.surface(one.nominative))
            slot = "first" if one.nominative in given("ru") else slot_of(one)
            if slot == "place" and {"first", "patronymic"} & set(slots):
                slot = "last"
            slots.append(slot)
            if slot == "patronymic":
                folded.append(patronymic(one.nominative))
            else:
                folded.append(one.key if one.gender and slot == "last" else one.nominative)
        signs = run.signs
        if "nomn" not in choice.cases or plural:
            signs &= ~(HE | SHE | ACTS | SAYS)
        first = (heading or taken)[0]
        if first.start > run.start:
            signs |= INSIDE
        return Said(
            chapter, first.start, taken[-1].end, " ".join(shown), tuple(folded), tuple(slots),
            titles, choice.gender, plural, signs,
        )  # fmt: skip
