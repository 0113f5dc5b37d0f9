"""Place, hour, season, weather and light of a scene in words of an image model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookcore.scene.spec import PLACES_INDOOR, SceneSpec

SHOTS = {
    "location": "Wide view", "character": "Half-length portrait", "atmosphere": "Wide atmospheric view",
    "object": "Close still life", "action": "Full scene",
}  # fmt: skip
_PLACES = {
    "forest": "in a forest", "field": "in open fields", "steppe": "on a wide grassy steppe",
    "road": "on a country road", "river": "by a river", "lake": "by a lake", "sea": "by the sea",
    "ship": "aboard a ship at sea", "mountains": "among mountains", "village": "in a village",
    "hut": "at a village hut", "manor": "at a country manor", "palace": "at a palace",
    "city_street": "in a town street", "square": "on a town square",
    "embankment": "on a river embankment in a city", "church": "at a church",
    "railway": "at a railway", "garden": "in a garden", "battlefield": "on a battlefield",
    "drawing_room": "inside a room", "study": "inside a study", "bedroom": "inside a bedroom",
    "kitchen": "inside a kitchen", "tavern": "inside a tavern", "attic": "inside a bare attic room",
    "stable": "inside a stable", "prison": "inside a prison cell", "camp": "in a camp of tents",
}  # fmt: skip
_INSIDE = {
    "hut": "inside a village hut", "manor": "inside a country manor", "palace": "inside a palace hall",
    "church": "inside a church", "ship": "inside a ship's cabin", "railway": "inside a railway carriage",
    "village": "inside a village house", "city_street": "inside a town house",
}  # fmt: skip
_TIMES = {
    "dawn": "at dawn", "morning": "in the morning", "day": "by day", "evening": "in the evening",
    "dusk": "at dusk", "night": "at night",
}  # fmt: skip
_WEATHERS = {
    "clear": "under a clear sky", "cloudy": "under a cloudy sky", "rain": "in the rain",
    "storm": "in a storm", "snow": "in falling snow", "fog": "in fog", "wind": "in a strong wind",
}  # fmt: skip
_LIGHTS = {
    "sun": "sunlight", "moon": "moonlight", "stars": "starlight", "candle": "candlelight",
    "lamp": "lamplight", "fire": "firelight", "window": "light from a window",
    "lantern": "the light of a lantern", "lightning": "a flash of lightning",
}  # fmt: skip
_SEASON_WORDS = {
    "winter": r"snow\w*|frost\w*|ice|icy|icicles?|blizzard|snowdrifts?|sledges?|sleighs?",
    "summer": r"hay\w*|harvest\w*|raspberries|strawberries|sultry|july|june|august",
    "spring": r"blossom\w*|buds|thaw\w*|april|may day",
    "autumn": r"yellow(?:ed|ing)? leaves|fallen leaves|withered leaves|october|november",
}
_TIME_WORDS = {
    "night": r"moon(?:light|lit)?|stars|starry|night|midnight",
    "day": r"noon|midday|sunlight|sunshine|sunlit|sunny",
    "dawn": r"dawn|sunrise|daybreak",
    "dusk": r"sunset|dusk|twilight",
}
_DARK = ("night", "dusk", "evening", "dawn")


def _named(words: str, table: dict[str, str]) -> list[str]:
    return [value for value, pattern in table.items() if re.search(rf"\b(?:{pattern})\b", words)]


def season_of(scene: SceneSpec, words: str) -> str | None:
    """The season that the prompt's own words allow: snow is winter, whatever was said before."""
    named = _named(words, _SEASON_WORDS)
    if named and scene.season not in named:
        return named[0] if len(named) == 1 else None
    if scene.weather == "snow" and scene.season not in (None, "winter"):
        return "winter"
    return scene.season


def time_of(scene: SceneSpec, words: str) -> str | None:
    """The hour, unless the words name another."""
    named = _named(words, _TIME_WORDS)
    if scene.time is None or not named:
        return scene.time or (named[0] if len(named) == 1 else None)
    dark = scene.time in _DARK
    if "night" in named and not dark:
        return "night" if len(named) == 1 else None
    if named == ["day"] and scene.time == "night":
        return None
    return scene.time


def place_phrase(scene: SceneSpec) -> str:
    """Where the scene is; empty when it is not known or is only the other side of indoors."""
    place = scene.place_type
    if place is None:
        return "indoors" if scene.indoor else ""
    if scene.indoor and place not in PLACES_INDOOR:
        return _INSIDE.get(place, "indoors")
    # A painter may learn a place before it has words here.
    return _PLACES.get(place) or f"at a {place.replace('_', ' ')}"


def inside(scene: SceneSpec) -> bool:
    """Whether there is a roof above."""
    return bool(scene.indoor) or scene.place_type in PLACES_INDOOR


def light_phrase(scene: SceneSpec, time: str | None) -> str:
    """The sources of light that can shine at that hour and place."""
    kept: list[str] = []
    for one in scene.light:
        under_roof = inside(scene) and one in ("stars", "lightning")
        if (
            under_roof
            or (one == "sun" and time == "night")
            or (one in ("moon", "stars") and time == "day")
        ):
            continue
        kept.append(_LIGHTS.get(one, one))
    return _series(kept[:2])


def _series(said: Sequence[str]) -> str:
    return " and ".join(said)


def setting(scene: SceneSpec, words: str) -> str:
    """`Wide view by a river at dusk in autumn, in fog, lit by moonlight`."""
    low = words.lower()
    shot = SHOTS.get(scene.kind or "", "Scene")
    time, season = time_of(scene, low), season_of(scene, low)
    said = [shot, place_phrase(scene), _TIMES.get(time or "", "")]
    if season and scene.place_type and not inside(scene):
        said.append(f"in {season}")
    text = " ".join(s for s in said if s)
    # Powder as white as snow is no weather of a portrait.
    outside = scene.place_type is not None or scene.kind != "character"
    if scene.weather and outside and not inside(scene):
        snow_in_summer = scene.weather == "snow" and season == "summer"
        clear_night = scene.weather == "clear" and time is None and not season
        if not snow_in_summer and not clear_night:
            text += f", {_WEATHERS.get(scene.weather, scene.weather)}"
    light = light_phrase(scene, time)
    return f"{text}, lit by {light}" if light else text
