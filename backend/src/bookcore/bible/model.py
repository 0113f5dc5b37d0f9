"""The visual bible of a book: how it is drawn, and how its people look from which place on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from bookcore.bible.styles import DEFAULT_STYLE, STYLES
from bookcore.scene.spec import AGES, SEXES

BIBLE_VERSION = "1"
"""Raised whenever the same bible and the same description would give another prompt."""

LOOK_FIELDS = (
    "sex", "age", "build", "face", "hair", "hair_style", "eyes", "skin", "beard", "headwear",
    "garment", "colour", "marks",
)  # fmt: skip
MAX_FIELD, MAX_WORDS, MAX_STYLE_WORDS = 80, 300, 400
MAX_PALETTE, MAX_LOOKS, MAX_ENTITIES = 7, 20, 2_000
_CHOICES = {"sex": SEXES, "age": AGES}
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")

Refusal = Literal["sexual", "minor", "violence"]
Place = tuple[int, int]
"""(number of the chapter in reading order, offset)."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the reader says of an entity's looks, in force from a place (chapter id, offset) on."""

    valid_from: tuple[str, int] | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Bible:
    """One book's choices; `looks` by the stable key of an entity, in the order of their places."""

    style_id: str = DEFAULT_STYLE
    style_words: str = ""
    palette: tuple[str, ...] = ()
    era: str = ""
    country: str = ""
    looks: Mapping[str, tuple[Look, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clause:
    """What every prompt says of an entity at one place of the story.

    `invented` names the fields that no word of the book or the reader fills; `aliases` are the
    names under which captions may speak of the same one.
    """

    entity_id: str
    name: str
    text: str
    invented: tuple[str, ...] = ()
    kind: str = "character"
    sex: str | None = None
    age: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a provider is asked; `used_refs` are the entities whose card may go along."""

    text: str
    negative: str = ""
    clauses: tuple[Clause, ...] = ()
    used_refs: tuple[str, ...] = ()
    softened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Words after the rules; with a refusal they are not to be sent at all."""

    text: str
    softened: tuple[str, ...] = ()
    refusal: Refusal | None = None


def plain(text: str) -> str:
    """Words on one line, without characters that show nothing or turn the line round."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def bible_to_json(bible: Bible) -> dict[str, Any]:
    """A bible as plain JSON."""
    return {
        "version": BIBLE_VERSION,
        "style_id": bible.style_id,
        "style_words": bible.style_words,
        "palette": list(bible.palette),
        "era": bible.era,
        "country": bible.country,
        "looks": {
            key: [
                {
                    "from": list(one.valid_from) if one.valid_from else None,
                    "fields": dict(one.fields),
                    "words": one.words,
                    "approved": one.approved,
                }
                for one in looks
            ]
            for key, looks in bible.looks.items()
        },
    }


def _words(name: str, value: object, limit: int) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{name}: expected words")
    said = plain(value)
    if len(said) > limit:
        raise ValueError(f"{name}: at most {limit} characters")
    return said


def _list(name: str, value: object, limit: int) -> Sequence[Any]:
    if not isinstance(value, (list, tuple)) or len(value) > limit:
        raise ValueError(f"{name}: expected a list of at most {limit}")
    return value


def _colour(value: object) -> str:
    said = value.lower() if isinstance(value, str) else ""
    if not _COLOUR.fullmatch(said):
        raise ValueError("palette: expected colours like #8b1a1a")
    return said


def look_fields(raw: object) -> dict[str, str]:
    """Checked fields of a look; empty ones are left out. Raises ValueError with the field's name."""
    if not isinstance(raw, Mapping):
        raise ValueError("fields: expected an object")
    found: dict[str, str] = {}
    for name, value in raw.items():
        if name not in LOOK_FIELDS:
            raise ValueError(f"fields: {str(name)[:40]!r} is not one of {', '.join(LOOK_FIELDS)}")
        said = _words(f"fields.{name}", value, MAX_FIELD)
        if said and name in _CHOICES and said not in _CHOICES[name]:
            raise ValueError(f"fields.{name}: expected one of {', '.join(_CHOICES[name])}")
        if said:
            found[name] = said
    return {name: found[name] for name in LOOK_FIELDS if name in found}


def _place(raw: object) -> tuple[str, int] | None:
    if raw is None:
        return None
    if not isinstance(raw, (list, tuple)) or len(raw) != 2:
        raise ValueError("from: expected a chapter and an offset")
    chapter, offset = raw
    if not isinstance(chapter, str) or not chapter or len(chapter) > 200:
        raise ValueError("from: expected a chapter's id")
    if not isinstance(offset, int) or isinstance(offset, bool) or offset < 0:
        raise ValueError("from: expected an offset from 0")
    return chapter, offset


def _look(raw: object) -> Look:
    if not isinstance(raw, Mapping):
        raise ValueError("looks: expected objects")
    approved = raw.get("approved", False)
    if not isinstance(approved, bool):
        raise ValueError("approved: expected true or false")
    return Look(
        valid_from=_place(raw.get("from")),
        fields=look_fields(raw.get("fields", {})),
        words=_words("words", raw.get("words", ""), MAX_WORDS),
        approved=approved,
    )


def bible_from_json(raw: Mapping[str, Any]) -> Bible:
    """Check a bible; raises ValueError naming the field."""
    style = raw.get("style_id", DEFAULT_STYLE)
    if not isinstance(style, str) or style not in STYLES:
        raise ValueError(f"style_id: expected one of {', '.join(STYLES)}")
    kept = raw.get("looks", {})
    if not isinstance(kept, Mapping) or len(kept) > MAX_ENTITIES:
        raise ValueError(f"looks: expected an object of at most {MAX_ENTITIES}")
    looks = {
        str(key)[:300]: tuple(_look(one) for one in _list("looks", found, MAX_LOOKS))
        for key, found in kept.items()
    }
    return Bible(
        style_id=style,
        style_words=_words("style_words", raw.get("style_words", ""), MAX_STYLE_WORDS),
        palette=tuple(_colour(c) for c in _list("palette", raw.get("palette", []), MAX_PALETTE)),
        era=_words("era", raw.get("era", ""), MAX_FIELD),
        country=_words("country", raw.get("country", ""), MAX_FIELD),
        looks={key: found for key, found in looks.items() if found},
    )
