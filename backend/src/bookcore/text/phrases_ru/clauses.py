"""The facts of a Russian description: who or what is seen, doing what, where and with what."""

from __future__ import annotations

from dataclasses import replace

from bookcore.text.lexicon import russian
from bookcore.text.phrases import Phrase
from bookcore.text.phrases_ru.acts import Acts
from bookcore.text.phrases_ru.facts import Draft, Fact, owned, polished
from bookcore.text.phrases_ru.groups import Group, Part
from bookcore.text.phrases_ru.idioms import Idiom, idiom
from bookcore.text.phrases_ru.measures import measure
from bookcore.text.phrases_ru.modifiers import negated
from bookcore.text.phrases_ru.nouns import group_at
from bookcore.text.phrases_ru.people import somebody
from bookcore.text.phrases_ru.sets import word_set
from bookcore.text.phrases_ru.source import Source

MAX_CHARACTERS = 6_000
_LIKE = frozenset(("как", "словно", "будто", "точно", "подобно"))
_LIKENING = word_set("likening")
_STRONG = frozenset(".!?…;:()")
_DASHES = frozenset("—–")
_WHO = frozenset(("который", "которая", "которые", "которое"))
_NOT = frozenset(("не", "ни", "нет"))


class _Reader(Acts):
    """Reads the tokens of a text one after another."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.starts = self._groups()

    def _groups(self) -> dict[int, Group]:
        found: dict[int, Group] = {}
        used = -1
        last: Group | None = None
        for i in range(len(self.source.tokens)):
            if i <= used:
                continue
            group = group_at(self.source, i)
            if group is None:
                continue
            if last is not None and group.first < last.first and self._likens(last):
                group.tail.append(Part("like", [last]))
                found.pop(last.first, None)
            else:
                group.first = max(group.first, used + 1)
            if last is not None and _same_person(last, group) and group.first == used + 1:
                last.last = used = group.last
                continue
            found[group.first] = group
            used, last = group.last, group
        return found

    def _likens(self, group: Group) -> bool:
        return group.first > 0 and self.source.forms[group.first - 1] in _LIKE

    def read(self) -> list[Draft]:
        source, i = self.source, 0
        while i < len(source.tokens):
            group = self.starts.get(i)
            if group is not None and idiom(source.forms, i) is None:
                self._group(group)
                self.comma = False
                i = group.last + 1
                continue
            form = source.forms[i]
            if not source.is_word(i):
                self._mark(form)
                i += 1
                continue
            i = self._word(i, form)
        self._unnamed()
        self._flush()
        self._resume()
        self._alone()
        return sorted(self.drafts, key=lambda d: d.first)

    def _mark(self, form: str) -> None:
        if form in _STRONG:
            self._unnamed()
            self._flush()
            self._resume()
            self._alone()
            self.unseen, self.narrating = None, False
            if form in ".!?…;":
                self.sentence_subject = []
            self.sentence += form in ".!?…"
        elif form in _DASHES:
            if self.draft is not None and self.draft.subjects and not self.draft.doing:
                self.draft.copula = True
            else:
                self._flush()
        elif form == ",":
            self.comma = True
            self.tail = None
            if self.held is not None:
                self.held = None
        self.like = False

    def _word(self, i: int, form: str) -> int:
        source = self.source
        said = idiom(source.forms, i)
        if said is not None:
            self._idiom(i, i + said.length - 1, said)
            return i + said.length
        measured = measure(source, i, self._person(), self.last)
        if measured is not None:
            self.last = measured[0] or self.last
            return measured[1]
        if form in _LIKE and source.forms[i + 1 : i + 2] == ["бы"]:
            return self._unreal(i)
        if form in _LIKE or _likening(source, i):
            self.like = True
            return i + 1
        if form in ("и", "да", "или"):
            return i + 1
        if form in ("я", "мы"):
            self._narrator()
            return i + 1
        if form.startswith("котор") and form not in _WHO:
            self._flush()
            self._alone()
            self.sentence_subject = []
            return i + 1
        if form in _WHO and self.last is not None:
            group = self.last
            self._flush()
            draft = self._open(i, i)
            draft.subjects, draft.known = [group], True
            self.last = group
            return i + 1
        if form in (
            "что",
            "чтобы",
            "чтоб",
            "когда",
            "если",
            "где",
            "куда",
            "хотя",
            "потому",
            "но",
            "а",
        ):
            self._flush()
            return i + 1
        reading = source.read(i)[0]
        denied = i > 0 and source.forms[i - 1] in _NOT
        unlike = denied or negated(source, i)
        if reading.pos in ("VERB", "GRND"):
            return self._verb(i, reading, denied)
        if reading.pos in ("PRTS", "ADJS"):
            self._short(i, reading, unlike)
        elif self._predicative(i) is not None:
            self._short(i, self._predicative(i) or reading, unlike)
        elif reading.pos in ("ADJF", "PRTF"):
            self._loose(i, unlike)
        elif (form, "ADVB") in russian():
            self._adverb(i, form)
        else:
            if reading.pos in ("NOUN", "INFN"):
                if reading.case == "nomn" and not reading.name:
                    self.unseen, self.sentence_subject = reading, []
                if source.capital(i) and not source.opens(i):
                    self._unnamed()
                self.last, self.list, self.adjectives = None, None, []
            if reading.pos == "INFN":
                self._flush()
        if reading.pos not in ("PREP", "PRCL"):
            self.comma = False
        return i + 1

    def _narrator(self) -> None:
        """`вышел я`: it is not whoever was told of before."""
        draft = self.draft
        if draft is not None and draft.known and draft.doing:
            draft.subjects, draft.known = [], False
        self.sentence_subject, self.narrating = [], True

    def _unreal(self, i: int) -> int:
        """`словно бы у него была горячка`: what only seems so, to the end of its clause."""
        i += 2
        while i < len(self.source.tokens) and self.source.is_word(i):
            i += 1
        self.last, self.list, self.like = None, None, False
        return i

    def _idiom(self, first: int, last: int, said: Idiom) -> None:
        draft = self.draft
        self.last, self.list, self.comma = None, None, False
        if not said.english:
            return
        lifeless = draft is not None and any(not g.animate for g in draft.subjects)
        if draft is not None and lifeless and said.word_class == "posture":
            return
        if draft is not None and draft.doing and said.english.endswith("ing"):
            draft.doing = said.english
            draft.reach(first, last)
        elif (
            draft is not None and draft.subjects and not draft.doing
            and said.word_class in ("face", "age", "headwear") and " " not in said.english
        ):  # fmt: skip
            draft.subjects[0].modifiers.insert(0, said.english)
            draft.reach(first, last)
        elif draft is not None and (draft.doing or draft.subjects):
            draft.parts.append(Part("", [], said.english))
            draft.reach(first, last)
        else:
            if not self.pending:
                self.pending_first = first
            self.pending.append(Part("", [], said.english))


def _likening(source: Source, i: int) -> bool:
    """`похожий на`, `подобный`, `напоминать`, `в виде`: words that liken."""
    return source.lemmas[i] in _LIKENING or (
        source.forms[i] in ("виде", "вроде", "наподобие") and source.is_word(i + 1)
    )


def _same_person(noun: Group, name: Group) -> bool:
    """`графиня Ростова`: a name right after a person is that person's."""
    return (
        noun.word_class == "person" and bool(noun.lemma) and not noun.proxy
        and name.proxy and not name.lemma and noun.last == name.first - 1
    )  # fmt: skip


def facts(text: str) -> list[Fact]:
    """Facts in the order of the text, none twice."""
    reader = _Reader(text[:MAX_CHARACTERS])
    source = reader.source
    found: list[Fact] = []
    waiting = reader.read()
    while waiting:
        draft = waiting.pop(0)
        draft.gather()
        said, left = draft.told()
        bare = not draft.subjects and not draft.parts
        if not said or (bare and draft.verb is not None and draft.verb.transitive):
            continue
        one = draft.subjects[0] if draft.subjects else None
        sex = one.sex() if one is not None and len(draft.subjects) == 1 else ""
        opening, phrases = owned(draft.opening(said), sex, draft.doing), _phrases(source, draft)
        said = owned(said, sex, draft.doing)
        alone = [
            Draft(g.first, g.last, [g]) for p in left if p.preposition != "like" for g in p.groups
        ]
        alone += [_likeness(draft, p) for p in left if p.preposition == "like" and draft.subjects]
        waiting = alone + waiting
        worth, subject = draft.worth(left), draft.subject_text()
        head, deed = draft.plainly()
        found.append(
            Fact(
                polished(said),
                one.noun() if one is not None else "",
                one.word_class if one is not None and not draft.known else draft.verb_class,
                source.tokens[draft.first].start,
                source.tokens[min(draft.last, len(source.tokens) - 1)].end,
                worth,
                bool(draft.doing),
                one is not None and (len(draft.subjects) > 1 or one.several()),
                polished(opening),
                phrases,
                one.noun() if draft.known and sex and one is not None else "",
                polished(head),
                polished(owned(deed, sex, draft.doing)),
                one.key() if one is not None else "",
                sex,
                one is not None and (subject == one.noun() or one.idle()),
            )
        )
    return _once(somebody(source, found))


def _likeness(draft: Draft, part: Part) -> Draft:
    """A comparison that a long fact had no room for, with the noun it is about."""
    subject = replace(draft.subjects[0], modifiers=[], tail=[], count="")
    return Draft(part.groups[0].first, part.groups[0].last, [subject], parts=[part])


def _phrases(source: Source, draft: Draft) -> tuple[Phrase, ...]:
    found = [
        Phrase(
            g.english, g.word_class, source.tokens[g.first].start, source.tokens[g.last].end,
            tuple(g.modifiers), g.worth, g.many, g.count,
        )
        for g in (*draft.subjects, *(g for p in draft.parts for g in p.groups))
    ]  # fmt: skip
    if not found:
        at = source.tokens[draft.first]
        found.append(Phrase(draft.doing, draft.verb_class, at.start, at.end))
    return tuple(found)


def _once(found: list[Fact]) -> list[Fact]:
    """Without those whose words another fact says as well."""
    words = [frozenset(f.text.replace(",", "").split()) for f in found]
    return [
        f for i, f in enumerate(found)
        if not any(
            words[i] < other or (words[i] == other and j < i)
            for j, other in enumerate(words) if j != i
        )
    ]  # fmt: skip
