"""Runs that name the same bearer become one entity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from bookcore.entities.known import display_name
from bookcore.entities.model import Entity, EntityName, Gender, Kind, digest, key_of
from bookcore.entities.names import (
    ACTS,
    HE,
    IN_PLACE,
    INSIDE,
    LOCATION,
    PERSON,
    PLACE_NOUN,
    ROLE,
    SHE,
    THE,
    THING_NOUN,
    ChapterNames,
)

_LEAST = 2


def group(names: Sequence[ChapterNames], _language: str, order: Mapping[str, int]) -> list[Entity]:
    """Entities in the order of their first mention."""
    places: dict[str, list[tuple[str, int, int, int]]] = {}
    for one in names:
        for run in one.runs:
            if not run.signs & ROLE:
                place = (one.chapter, run.start, run.start + len(run.text), run.signs)
                places.setdefault(" ".join(run.text.split()), []).append(place)
    found: list[Entity] = []
    for text, runs in places.items():
        counts: Counter[int] = Counter()
        for *_, signs in runs:
            counts.update(
                bit
                for bit in (
                    INSIDE,
                    ACTS,
                    IN_PLACE,
                    THE,
                    HE,
                    SHE,
                    PLACE_NOUN,
                    THING_NOUN,
                    PERSON,
                    LOCATION,
                )
                if signs & bit
            )
        if counts[INSIDE] < _LEAST:
            continue
        kind: Kind = "character"
        if counts[PLACE_NOUN] + counts[IN_PLACE] > max(len(runs) // 2, counts[ACTS]):
            kind = "place"
        elif counts[THING_NOUN] * 3 > len(runs) or counts[THE] * 2 > len(runs):
            kind = "thing"
        own = tuple(EntityName(text, runs[0][0], runs[0][1], len(runs)) for _ in (0,))
        key = key_of(text, runs[0][0], runs[0][1])
        gender: Gender | None = None
        if kind == "character" and counts[HE] != counts[SHE]:
            gender = "male" if counts[HE] > counts[SHE] else "female"
        found.append(
            Entity(
                key,
                digest(key),
                kind,
                display_name(own),
                gender,
                0.0,
                own,
                tuple((c, a, b) for c, a, b, _ in runs),
                (0,) * len(runs),
            )
        )
    return sorted(found, key=lambda e: (order[e.mentions[0][0]], e.mentions[0][1], e.key))
