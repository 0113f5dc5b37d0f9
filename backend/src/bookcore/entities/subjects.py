"""Whom a passage speaks of at each of its words: names, and pronouns where they are clear."""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bookcore.entities.grammar_ru import readings
from bookcore.entities.model import Entity, Passage
from bookcore.entities.strangers import Stranger, strangers
from bookcore.entities.titles import words
from bookcore.text.tokens import fold

_PRONOUNS = {
    "ru": {
        "male": "он его ему им него нему ним нем",
        "female": "она ее ей ею нее ней нею",
    },
    "en": {"male": "he him his himself", "female": "she her hers herself"},
}
_GENDER = {
    language: {word: sex for sex, listed in sexes.items() for word in listed.split()}
    for language, sexes in _PRONOUNS.items()
}
_WORD = re.compile(r"[^\W\d_][^\W\d_\u0300\u0301]*")
_BEFORE = re.compile(r"([^\W\d_]+)\s+$")
_SENTENCE_END = re.compile(r"[.!?…](?=[\s»”\"]|$)")
# `на Аграфене было лиловое платье`, `на нём сюртук`
_ON_SOMEBODY = re.compile(r"(?:[^\W\d_]+[еи]\s+){1,3}(?:был[аои]?|надет[аоы]?)\b")
# `теперь это был толстый старик`
_IT_WAS = re.compile(r"\b[эЭ]то\s+(?:был|была|оказался|оказалась)\s+(?:[^\W\d_]+\s+){0,3}$")
_NEAR = 1_000
_NEXT = 2
_ABOUT = 3
_RIVAL = 400


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention in a passage or right before it; `subject` when its sentence is about it."""

    start: int
    end: int
    entity: Entity
    subject: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """From `start` on the passage speaks of `entity`; of nobody known when it is None."""

    start: int
    end: int
    entity: Entity | None
    named: bool


class View(NamedTuple):
    """A verb of seeing, and where its sentence ends."""

    start: int
    end: int
    stop: int


@dataclass(slots=True)
class Told:
    """A passage with its mentions, the turns of its pronouns and names, and whom it is about."""

    seen: list[Seen]
    strangers: list[Stranger]
    turns: list[Turn] = field(default_factory=list)

    def links(self) -> tuple[str, ...]:
        """Ids of those named or clearly meant, subjects first."""
        subjects = [t.entity.id for t in self.turns if t.entity is not None]
        return tuple(dict.fromkeys([*subjects, *(s.entity.id for s in self.seen)]))


class Mentions:
    """All mentions of a cast, looked up by place."""

    def __init__(self, entities: Sequence[Entity], language: str) -> None:
        self.language = language
        self._by_chapter: dict[str, list[tuple[int, int, int, int]]] = {}
        self._entities = entities
        for number, one in enumerate(entities):
            for (chapter, start, end), said in zip(one.mentions, one.said, strict=True):
                self._by_chapter.setdefault(chapter, []).append((start, end, number, said))
        for marks in self._by_chapter.values():
            marks.sort()

    def within(self, passage: Passage, begin: int, stop: int) -> list[Seen]:
        """The mentions that begin in a stretch; offsets count from the passage's start."""
        marks = self._by_chapter.get(passage.chapter, [])
        at = bisect.bisect_left(marks, (begin, 0, 0, 0))
        found = []
        text = passage.before + passage.text
        shift = len(passage.before) - passage.start
        while at < len(marks) and marks[at][0] < stop:
            start, end, number, said = marks[at]
            entity = self._entities[number]
            a, b = start + shift, end + shift
            if a >= 0:
                subject = self._subject(text, a, b, entity.names[said].text)
                found.append(Seen(start - passage.start, end - passage.start, entity, subject))
            at += 1
        return found

    def _subject(self, text: str, start: int, end: int, nominative: str) -> bool:
        match = _BEFORE.search(text, max(0, start - 24), start)
        before = fold(match.group(1)) if match else ""
        if self.language == "ru":
            if before == "у" or (before == "на" and _ON_SOMEBODY.match(text, start)):
                return True
            return fold(text[start:end]).split() == fold(nominative).split()
        if text[end : end + 2] in ("’s", "'s"):
            return False
        return before not in words("before object", "en")


def _pronouns(text: str, language: str) -> list[tuple[int, int, str]]:
    known: Mapping[str, str] = _GENDER[language]
    return [
        (m.start(), m.end(), known[form])
        for m in _WORD.finditer(text)
        if (form := fold(m.group())) in known
    ]


def _earlier(passage: Passage, seen: Sequence[Seen], language: str, gender: str) -> Entity | None:
    """Whom a pronoun means that stands before any name of the passage: only one may fit."""
    fitting = [s for s in seen if s.entity.kind == "character" and s.entity.gender == gender]
    if not fitting:
        return None
    last = fitting[-1]
    at = last.end + len(passage.before)
    since = passage.before[at:]
    if any(
        u.subject and u.gender in ("", gender) for u in _unnamed(since, -last.end, [last], language)
    ):
        return None
    near = [s for s in fitting if last.start - s.end < _RIVAL]
    if len({s.entity.id for s in near}) == 1 or _opens(since, passage.before[:at], last):
        return last.entity
    subjects = {s.entity.id: s.entity for s in near if s.subject}
    return next(iter(subjects.values())) if len(subjects) == 1 else None


def _opens(since: str, before: str, last: Seen) -> bool:
    """Whether the sentence right before the passage begins with the name: `Варьке шёл год.`

    A paragraph that opens with a name goes on about its bearer for a few sentences.
    """
    ends = len(_SENTENCE_END.findall(since))
    if ends != 1:
        opened = before[: len(before) - (last.end - last.start)].rstrip(" \u00a0—–-")
        return 1 < ends <= _ABOUT and "\n" not in since and (not opened or opened[-1] == "\n")
    head = before[: len(before) - (last.end - last.start)].rstrip(" \u00a0«—–-")
    return not head or head.endswith((".", "!", "?", "…", "\n"))


def _named_again(
    passage: Passage, seen: Sequence[Seen], found: Sequence[Stranger], language: str
) -> dict[Stranger, Entity]:
    """Strangers at a passage's beginning who are somebody just named: `Теперь это был старик`."""
    if language != "ru":
        return {}
    for one in found[:1]:
        if not one.subject or not _IT_WAS.search(passage.text, 0, one.start):
            continue
        if _SENTENCE_END.search(passage.text, 0, one.start):
            continue
        last = [s for s in seen if s.entity.kind == "character"][-1:]
        since = passage.before[last[0].end + len(passage.before) :] if last else ""
        near = len(_SENTENCE_END.findall(since)) <= 1
        if last and near and one.gender in ("", last[0].entity.gender):
            return {one: last[0].entity}
    return {}


def _unnamed(text: str, shift: int, seen: Sequence[Seen], language: str) -> list[Stranger]:
    named = [(s.start + shift, s.end + shift) for s in seen]
    subjects = [max(0, s.end + shift) for s in seen if s.subject]
    subjects += [b for _, b, _ in _pronouns(text, language)]
    return strangers(text, named, subjects, language)


def seeing(text: str, language: str) -> list[View]:
    """Where somebody sees something, as far as the sentence goes; a remark is no seeing."""
    verbs = words("seeing", language)
    found = []
    for match in _WORD.finditer(text):
        form = fold(match.group())
        if language == "ru":
            first = readings(form)[0]
            form = first.lemma if first.pos in ("VERB", "GRND", "INFN") else ""
        said = text[: match.start()].rstrip().endswith(("—", "–", "-"))
        if form in verbs and not said:
            stop = _SENTENCE_END.search(text, match.end())
            found.append(View(match.start(), match.end(), stop.start() if stop else len(text)))
    return found


def told(passage: Passage, mentions: Mentions) -> Told:
    """Whom a passage speaks of, read from its own words and from those before it."""
    language = mentions.language
    inside = mentions.within(passage, passage.start, passage.end)
    length = min(_NEAR, len(passage.before))
    earlier = mentions.within(passage, passage.start - length, passage.start)
    unnamed = _unnamed(passage.text, 0, inside, language)
    again = _named_again(passage, earlier, unnamed, language)
    unnamed = [one for one in unnamed if one not in again]
    found = Told(inside, unnamed)
    found.turns += [Turn(one.start, one.end, whom, False) for one, whom in again.items()]
    views = seeing(passage.text, language)
    events: list[tuple[int, int, int, Seen | str]] = [
        (s.start, 0, s.end, s) for s in inside if s.entity.kind == "character"
    ]
    events += [(a, 1, b, sex) for a, b, sex in _pronouns(passage.text, language)]
    events += [
        (u.start, 2, u.end, u.gender)
        for u in unnamed
        if u.subject or any(v.end <= u.start < v.stop for v in views)
    ]
    events += [(v.start, 3, v.end, "") for v in views]
    last: dict[str, Entity | None] = {}
    current: Entity | None = next(iter(again.values()), None)
    if current is not None and current.gender:
        last[current.gender] = current
    for start, kind, end, what in sorted(events, key=lambda e: e[:3]):
        if isinstance(what, Seen):
            if what.entity.gender:
                last[what.entity.gender] = what.entity
            if what.subject or any(0 <= start - v.end <= _NEXT for v in views):
                current = what.entity
                found.turns.append(Turn(start, end, current, True))
        elif kind == 3:
            if found.turns and found.turns[-1].entity is not None:
                current = None
                found.turns.append(Turn(start, end, None, False))
        elif kind == 2:
            current = None
            for sex in (what,) if what else ("male", "female"):
                last[sex] = None
            found.turns.append(Turn(start, end, None, True))
        else:
            if current is None or current.gender != what:
                current = last[what] if what in last else _earlier(passage, earlier, language, what)
            last.setdefault(what, current)
            found.turns.append(Turn(start, end, current, False))
    return found
