"""The scene spec: structured content of one picture, every field optional.

The enumerations here are the whole vocabulary between the finder and the painter; the JSON
schema is derived from them by `json_schema`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

KINDS = ("location", "character", "atmosphere", "object", "action")
PLACES_OUTDOOR = (
    "forest", "field", "steppe", "road", "river", "lake", "sea", "ship", "mountains",
    "village", "hut", "manor", "palace", "city_street", "square", "embankment", "church",
    "railway", "garden", "battlefield", "camp",
)  # fmt: skip
PLACES_INDOOR = (
    "drawing_room", "study", "bedroom", "kitchen", "tavern", "attic", "prison", "stable",
)  # fmt: skip
PLACES = PLACES_OUTDOOR + PLACES_INDOOR
TIMES = ("dawn", "morning", "day", "evening", "dusk", "night")
SEASONS = ("spring", "summer", "autumn", "winter")
WEATHERS = ("clear", "cloudy", "rain", "storm", "snow", "fog", "wind")
LIGHTS = ("sun", "moon", "stars", "candle", "lamp", "fire", "window", "lantern", "lightning")
SEXES = ("female", "male")
AGES = ("child", "young", "adult", "old")
HAIR_STYLES = ("loose", "bun", "braid", "short", "curly", "bald")
BEARDS = ("moustache", "short", "full", "long")
HEADWEARS = ("hat", "top_hat", "cap", "fur_hat", "kerchief", "bonnet", "helmet", "hood", "crown")
GARMENTS = (
    "dress", "coat", "frock_coat", "uniform", "cloak", "shirt", "fur_coat", "caftan", "robe",
    "rags", "shawl", "suit", "apron",
)  # fmt: skip
POSES = ("standing", "sitting", "walking", "riding", "lying", "kneeling")
MOODS = ("calm", "gloomy", "joyful", "tense", "mysterious", "melancholy", "solemn")
OBJECTS = (
    # landscape and street
    "tree", "birch", "spruce", "oak", "willow", "bush", "flowers", "haystack", "fence", "well",
    "bridge", "boat", "sailing_ship", "cart", "carriage", "sledge", "lamp_post", "bench", "gate",
    "windmill", "church_dome", "cross", "campfire", "tent", "cannon", "flag", "stone", "hill",
    "smoke", "stairs", "column", "fountain", "bell_tower", "locomotive", "signpost",
    # creatures
    "horse", "dog", "cat", "cow", "bird", "crow", "chicken",
    # furniture and things
    "table", "chair", "armchair", "sofa", "bed", "wardrobe", "chest", "bookshelf", "piano",
    "mirror", "painting", "icon", "clock", "stove", "fireplace", "carpet", "curtain", "window",
    "door", "candle", "lamp", "samovar", "teapot", "bottle", "glass", "plate", "bread", "fruit",
    "book", "letter", "pen", "map", "globe", "sword", "gun", "dagger", "barrel", "basket", "vase",
    "bucket", "lantern", "umbrella", "chain", "coin", "ring", "violin", "pipe",
)  # fmt: skip

_MAX_PEOPLE = 6
_MAX_ITEMS = 12


@dataclass(frozen=True, slots=True)
class Person:
    """One figure; colours (`hair`, `colour`) are `#rrggbb`."""

    name: str | None = None
    role: str | None = None
    sex: str | None = None
    age: str | None = None
    hair: str | None = None
    hair_style: str | None = None
    beard: str | None = None
    headwear: str | None = None
    garment: str | None = None
    colour: str | None = None
    pose: str | None = None


@dataclass(frozen=True, slots=True)
class SceneSpec:
    """What one picture shows; `palette` holds `#rrggbb`, `seed` chooses the composition."""

    kind: str | None = None
    place_type: str | None = None
    indoor: bool | None = None
    time: str | None = None
    season: str | None = None
    weather: str | None = None
    light: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    objects: tuple[str, ...] = ()
    palette: tuple[str, ...] = ()
    mood: str | None = None
    era: str | None = None
    seed: int = 0

    def to_json(self) -> dict[str, Any]:
        """Only the fields that are known, in declaration order; `seed` always."""
        raw = asdict(self)
        raw["people"] = [{k: v for k, v in p.items() if v is not None} for p in raw["people"]]
        return {
            k: v for k, v in raw.items() if k == "seed" or (v is not None and v != () and v != [])
        }


_CHOICES: dict[str, tuple[str, ...]] = {
    "kind": KINDS,
    "place_type": PLACES,
    "time": TIMES,
    "season": SEASONS,
    "weather": WEATHERS,
    "mood": MOODS,
}
_PERSON_CHOICES: dict[str, tuple[str, ...]] = {
    "sex": SEXES,
    "age": AGES,
    "hair_style": HAIR_STYLES,
    "beard": BEARDS,
    "headwear": HEADWEARS,
    "garment": GARMENTS,
    "pose": POSES,
}


def json_schema() -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of a scene spec."""
    colour = {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"}
    person: dict[str, Any] = {k: {"enum": list(v)} for k, v in _PERSON_CHOICES.items()}
    person |= {"hair": colour, "colour": colour}
    person |= {k: {"type": "string", "maxLength": 80} for k in ("name", "role")}
    properties: dict[str, Any] = {k: {"enum": list(v)} for k, v in _CHOICES.items()}
    properties |= {
        "indoor": {"type": "boolean"},
        "light": {"type": "array", "items": {"enum": list(LIGHTS)}, "maxItems": _MAX_ITEMS},
        "people": {
            "type": "array",
            "maxItems": _MAX_PEOPLE,
            "items": {"type": "object", "properties": person, "additionalProperties": False},
        },
        "objects": {"type": "array", "items": {"enum": list(OBJECTS)}, "maxItems": _MAX_ITEMS},
        "palette": {"type": "array", "items": colour, "maxItems": _MAX_ITEMS},
        "era": {"type": "string", "maxLength": 80},
        "seed": {"type": "integer", "minimum": 0},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "SceneSpec",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _choice(name: str, value: object, allowed: tuple[str, ...]) -> str | None:
    if value is None:
        return None
    if value not in allowed:
        raise ValueError(f"{name}: {value!r} is not one of {', '.join(allowed)}")
    return str(value)


def _colour(name: str, value: object) -> str | None:
    if value is None:
        return None
    text = str(value).lower()
    if len(text) != 7 or text[0] != "#" or any(c not in "0123456789abcdef" for c in text[1:]):
        raise ValueError(f"{name}: {value!r} is not a colour like #8b1a1a")
    return text


def _words(name: str, value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > 80:
        raise ValueError(f"{name}: expected at most 80 characters of text")
    return value


def _sequence(name: str, value: object, limit: int) -> tuple[object, ...]:
    if value is None:
        return ()
    if not isinstance(value, (list, tuple)) or len(value) > limit:
        raise ValueError(f"{name}: expected a list of at most {limit}")
    return tuple(value)


def _person(raw: object) -> Person:
    if not isinstance(raw, Mapping):
        raise ValueError("people: expected objects")
    unknown = set(raw) - {f.name for f in fields(Person)}
    if unknown:
        raise ValueError(f"people: unknown field {sorted(unknown)[0]}")
    values: dict[str, str | None] = {}
    for field_ in fields(Person):
        key, value = field_.name, raw.get(field_.name)
        if key in _PERSON_CHOICES:
            values[key] = _choice(key, value, _PERSON_CHOICES[key])
        elif key in ("hair", "colour"):
            values[key] = _colour(key, value)
        else:
            values[key] = _words(key, value)
    return Person(**values)


def spec_from_json(raw: Mapping[str, Any]) -> SceneSpec:
    """Check a scene spec against the vocabulary; raises ValueError naming the field."""
    unknown = set(raw) - {f.name for f in fields(SceneSpec)}
    if unknown:
        raise ValueError(f"unknown field {sorted(unknown)[0]}")
    chosen = {k: _choice(k, raw.get(k), allowed) for k, allowed in _CHOICES.items()}
    indoor, seed = raw.get("indoor"), raw.get("seed", 0)
    if indoor is not None and not isinstance(indoor, bool):
        raise ValueError("indoor: expected true or false")
    if not isinstance(seed, int) or isinstance(seed, bool) or seed < 0:
        raise ValueError("seed: expected a whole number from 0")
    lights = [_choice("light", v, LIGHTS) for v in _sequence("light", raw.get("light"), _MAX_ITEMS)]
    things = [
        _choice("objects", v, OBJECTS) for v in _sequence("objects", raw.get("objects"), _MAX_ITEMS)
    ]
    palette = [_colour("palette", v) for v in _sequence("palette", raw.get("palette"), _MAX_ITEMS)]
    people = [_person(v) for v in _sequence("people", raw.get("people"), _MAX_PEOPLE)]
    return SceneSpec(
        **chosen,
        indoor=indoor,
        light=tuple(v for v in lights if v),
        people=tuple(people),
        objects=tuple(v for v in things if v),
        palette=tuple(v for v in palette if v),
        era=_words("era", raw.get("era")),
        seed=seed,
    )
