"""Where and when a scene plays by what was said last before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from bookcore.scene.reading import Reading, read
from bookcore.scene.spec import PLACES_INDOOR
from bookcore.scene.subjects import of_a_garment
from bookcore.scene.vocabulary import Sign

MAX_BEFORE = 3_000
ROOM = "drawing_room"
"""What a room of no named kind is drawn as."""

_REACH = 3
_DIALOGUE = ("—", "–", "- ", "«", '"', "“", "‘")
_WORDS_OF_PLACE = {
    "ru": "в во на по из с со у около возле подле вдоль через к ко под над за перед среди посреди "
    "между до вокруг мимо близ против напротив",
    "en": "in on at through along into onto to across by from over upon near beside under behind "
    "before around among past outside inside up down",
}
_IN = {language: frozenset(words.split()) for language, words in _WORDS_OF_PLACE.items()}


class Setting(NamedTuple):
    """The last known place and time; None where nothing was said."""

    place: str | None = None
    indoor: bool | None = None
    time: str | None = None
    season: str | None = None


def place_of(reading: Reading) -> tuple[str | None, bool | None]:
    """Place and whether it is indoors, by all the words of a reading."""
    worn = [s for s in reading.signs if s.field == "place" and of_a_garment(reading, s)]
    votes = Counter(
        {
            value: count - sum(s.length for s in worn if s.value == value)
            for value, count in reading.votes("place").items()
        }
    )
    votes = +votes
    rooms = sum(reading.votes("room").values())
    inside = sum(reading.votes("indoor").values())
    place = max(votes, key=lambda v: votes[v]) if votes else None
    if place in PLACES_INDOOR:
        return place, True
    indoor = rooms + inside
    if place is None or (rooms and indoor >= votes[place]):
        named = [p for p in votes if p in PLACES_INDOOR]
        if named:
            return named[0], True
        if indoor >= (1 if rooms else 2):
            return ("kitchen" if place == "hut" else ROOM), True
        return place, None if place is None else False
    return place, inside >= 2 if place in ("hut", "church", "palace", "manor", "ship") else False


def _narration(before: str) -> Iterator[str]:
    """The paragraphs before, the nearest first; what is said aloud tells of other places."""
    for paragraph in reversed(before[-MAX_BEFORE:].split("\n")):
        if paragraph.strip() and not paragraph.lstrip().startswith(_DIALOGUE):
            yield paragraph


def _is_scene(reading: Reading, sign: Sign) -> bool:
    """`по лесу`, `in the garden`: a place someone is at; `лес рубят` names one only in passing."""
    near = reading.forms[max(0, sign.start - _REACH) : sign.start]
    return any(form in _IN[reading.language] for form in near)


def _last(reading: Reading, field: str) -> str | None:
    return next((s.value for s in reversed(reading.signs) if s.field == field), None)


def setting_before(before: str, language: str) -> Setting:
    """What the narration said last of place, time and season, at most 3,000 characters back."""
    place: str | None = None
    indoor: bool | None = None
    time: str | None = None
    season: str | None = None
    for paragraph in _narration(before):
        reading = read(paragraph[-MAX_BEFORE:], language)
        if place is None:
            there = [s for s in reading.signs if s.field in ("place", "room")]
            last = next((s for s in reversed(there) if _is_scene(reading, s)), None)
            if last is not None:
                place = last.value if last.field == "place" else ROOM
                indoor = last.field == "room" or last.value in PLACES_INDOOR
        time = time or _last(reading, "time")
        season = season or _last(reading, "season")
        if place and time and season:
            break
    return Setting(place, indoor, time, season)
