"""From a description's words to a scene spec; nothing is added that no word says."""

from __future__ import annotations

from bookcore.scene.compose_people import people
from bookcore.scene.reading import Reading, read
from bookcore.scene.spec import KINDS, PLACES_INDOOR, SceneSpec

_MAX_OBJECTS = 10
_MAX_PALETTE = 6
_BEFORE = 1_500
_ROOM = "drawing_room"


def _place(reading: Reading) -> tuple[str | None, bool | None]:
    """Place and whether it is indoors; a room of no named kind is drawn as a drawing room."""
    votes = reading.votes("place")
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
            return ("kitchen" if place == "hut" else _ROOM), True
        return place, None if place is None else False
    return place, inside >= 2 if place in ("hut", "church", "palace", "manor", "ship") else False


def _lights(reading: Reading, time: str | None) -> tuple[str, ...]:
    named = list(reading.votes("light"))
    if time == "night":
        named = [v for v in named if v != "sun"]
    return tuple(named)


def compose_scene(
    text: str, language: str, kind: str, before: str = "", seed: int = 0
) -> SceneSpec:
    """The scene that a text describes; `before` serves place, time and season where it is silent."""
    language = "ru" if language.lower().startswith("ru") else "en"
    here = read(text, language)
    place, indoor = _place(here)
    time, season, weather = here.most("time"), here.most("season"), here.most("weather")
    if season is None and (weather == "snow"):
        season = "winter"
    if before and (place is None or time is None or season is None):
        earlier = read(before[-_BEFORE:], language)
        if place is None:
            place, indoor = _place(earlier)
        time = time or earlier.most("time")
        season = season or earlier.most("season")
    return SceneSpec(
        kind=kind if kind in KINDS else None,
        place_type=place,
        indoor=indoor,
        time=time,
        season=season,
        weather=weather,
        light=_lights(here, time),
        people=people(here, of_a_person=kind == "character"),
        objects=tuple(here.votes("object"))[:_MAX_OBJECTS],
        palette=tuple(dict.fromkeys(colour for _, colour in here.colours))[:_MAX_PALETTE],
        mood=here.most("mood"),
        seed=seed,
    )
