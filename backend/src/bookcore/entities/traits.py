"""What the descriptions say of the looks of the people, places and things in them."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bookcore.describe.caption import facts
from bookcore.entities.model import Aspect, Entity, Passage, Trait, digest
from bookcore.entities.opposites import contradicted

_ASPECTS: dict[str, Aspect] = {
    "face": "face", "body": "build", "clothing": "garment", "headwear": "headwear",
    "footwear": "footwear", "adornment": "adornment", "age": "age", "posture": "posture",
    "person": "look", "expression": "look",
}  # fmt: skip
_HAIR = frozenset(["hair", "curls", "curl", "braid", "braids", "plait", "ringlets", "locks"])
_BEARD = frozenset(["beard", "moustache", "moustaches", "whiskers", "side-whiskers", "sideburns"])
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage with the ids of those it is about and the mentions that stand in it."""

    links: tuple[str, ...]
    within: tuple[tuple[int, int, Entity], ...]


def linked(entities: Sequence[Entity], passages: Sequence[Passage]) -> list[Reading]:
    """For each passage the entities named in it."""
    by_chapter: dict[str, list[tuple[int, int, str]]] = {}
    known = {one.id: one for one in entities}
    for one in entities:
        for chapter, start, end in one.mentions:
            by_chapter.setdefault(chapter, []).append((start, end, one.id))
    for marks in by_chapter.values():
        marks.sort()
    found = []
    for passage in passages:
        marks = by_chapter.get(passage.chapter, [])
        at = bisect.bisect_left(marks, (passage.start, 0, ""))
        within = []
        while at < len(marks) and marks[at][0] < passage.end:
            within.append((marks[at][0], marks[at][1], known[marks[at][2]]))
            at += 1
        found.append(Reading(tuple(dict.fromkeys(e.id for *_, e in within)), tuple(within)))
    return found


def traits_of(
    entities: Sequence[Entity],
    passages: Sequence[Passage],
    readings: Sequence[Reading],
    language: str,
) -> tuple[Trait, ...]:
    """Traits in reading order."""
    own: dict[str, list[Trait]] = {}
    for passage, reading in zip(passages, readings, strict=True):
        people = {e.id: e for *_, e in reading.within if e.kind == "character"}
        if passage.type != "character" or len(people) != 1:
            continue
        (entity,) = people.values()
        for fact in facts(passage.text, language):
            phrase = fact.phrases[0]
            aspect = _ASPECTS.get(phrase.word_class)
            if phrase.head in _HAIR:
                aspect = "hair"
            elif phrase.head in _BEARD:
                aspect = "beard"
            elif phrase.head in ("eyes", "eye"):
                aspect = "eyes"
            if aspect is None or not phrase.modifiers:
                continue
            sentence = next(m for m in _SENTENCE.finditer(passage.text) if m.end() > phrase.start)
            quote = sentence.group().strip()
            start = passage.start + passage.text.index(quote, sentence.start())
            text = phrase.text()
            own.setdefault(entity.id, []).append(
                Trait(
                    digest(entity.id, passage.chapter, start, aspect, text),
                    entity.id,
                    aspect,
                    text,
                    quote,
                    passage.chapter,
                    start,
                    start + len(quote),
                )
            )
    return tuple(t for one in entities for t in contradicted(own.get(one.id, [])))
