"""From a description's words to a scene spec; nothing is added that no word says."""

from __future__ import annotations

from collections.abc import Sequence

from bookcore.scene.compose_people import people
from bookcore.scene.reading import Reading, read
from bookcore.scene.setting import place_of, setting_before
from bookcore.scene.spec import KINDS, Person, SceneSpec

_MAX_OBJECTS = 10
_MAX_PALETTE = 6


def _lights(reading: Reading, time: str | None) -> tuple[str, ...]:
    named = list(reading.votes("light"))
    if time == "night":
        named = [v for v in named if v != "sun"]
    return tuple(named)


def _kind(
    kind: str, figures: Sequence[Person], objects: Sequence[str], place: str | None
) -> str | None:
    """What the picture is of: a portrait needs somebody, else a face would be made up."""
    if kind == "character" and not figures:
        if objects:
            return "object"
        return "location" if place else kind
    return kind if kind in KINDS else None


def compose_scene(
    text: str, language: str, kind: str, before: str = "", seed: int = 0
) -> SceneSpec:
    """The scene that a text describes; `before` serves place, time and season where it is silent."""
    language = "ru" if language.lower().startswith("ru") else "en"
    here = read(text, language)
    place, indoor = place_of(here)
    time, season, weather = here.most("time"), here.most("season"), here.most("weather")
    if season is None and (weather == "snow"):
        season = "winter"
    if before and (place is None or time is None or season is None):
        earlier = setting_before(before, language)
        # A portrait stands by itself: somebody else's room would only hide the face.
        if place is None and kind != "character":
            place, indoor = earlier.place, earlier.indoor
        time, season = time or earlier.time, season or earlier.season
    figures = people(here, of_a_person=kind == "character")
    objects = tuple(here.votes("object"))[:_MAX_OBJECTS]
    return SceneSpec(
        kind=_kind(kind, figures, objects, place),
        place_type=place,
        indoor=indoor,
        time=time,
        season=season,
        weather=weather,
        light=_lights(here, time),
        people=figures,
        objects=objects,
        palette=tuple(dict.fromkeys(colour for _, colour in here.colours))[:_MAX_PALETTE],
        mood=here.most("mood"),
        seed=seed,
    )
