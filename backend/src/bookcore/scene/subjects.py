"""What a sign of the text is said of: a beard that lies is no man lying, a sea coat is no sea."""

from __future__ import annotations

from collections.abc import Set

from bookcore.scene.reading import Reading
from bookcore.scene.vocabulary import Sign
from bookcore.text.lexicon import english_class, russian
from bookcore.text.phrases_ru import readings

_LIVING = frozenset(("person", "crowd", "animal", "bird"))
_WORN = frozenset(
    (
        "clothing", "headwear", "footwear", "adornment", "face", "body", "household", "tool",
        "furniture", "person", "book",
    )
)  # fmt: skip
_BEFORE, _AFTER = 6, 3
_PRONOUNS = {"male": ("masc",), "female": ("femn",)}


def _class_of(reading: Reading, at: int) -> str:
    if reading.language != "ru":
        return english_class(reading.words[at])
    entry = russian().get((reading.words[at], "NOUN"))
    return entry.word_class if entry else ""


def _nominative(reading: Reading, at: int) -> bool:
    """Whether the word may be a subject; in English every noun of a known class may."""
    if reading.language != "ru":
        return _class_of(reading, at) != ""
    if any(readings(form)[0].pos == "PREP" for form in reading.forms[max(0, at - 2) : at] if form):
        return False
    found = readings(reading.forms[at])
    return bool(found) and any(r.pos == "NOUN" and r.case == "nomn" for r in found[:3])


def of_a_thing(reading: Reading, sign: Sign) -> bool:
    """Whether a posture is that of a thing: its nearest subject is named and does not live."""
    around = [*range(sign.start - 1, sign.start - 1 - _BEFORE, -1)]
    around += range(sign.start + sign.length, sign.start + sign.length + _AFTER)
    for at in around:
        if not 0 <= at < len(reading.words):
            continue
        if any(
            b in reading.breaks for b in range(min(at, sign.start) + 1, max(at, sign.start) + 1)
        ):
            continue
        if reading.capital[at] and at not in reading.breaks and at:
            return False
        word_class = _class_of(reading, at)
        if word_class and word_class != "abstract" and _nominative(reading, at):
            return word_class not in _LIVING
    return False


def of_a_garment(reading: Reading, sign: Sign) -> bool:
    """Whether a place is but the adjective of what someone wears or holds: `морской сюртук`."""
    after = sign.start + sign.length
    if reading.language != "ru" or sign.length > 1 or after >= len(reading.words):
        return False
    own = readings(reading.forms[sign.start])
    return bool(own) and own[0].pos == "ADJF" and _class_of(reading, after) in _WORN


def stands_for_a_thing(reading: Reading, sex: str, kinds: Set[str]) -> bool:
    """Whether a pronoun of this sex may stand for the first thing named, of one of the classes."""
    if reading.language != "ru":
        return False
    for at in range(len(reading.words)):
        nouns = [r for r in readings(reading.forms[at])[:2] if r.pos == "NOUN" and r.case == "nomn"]
        word_class = _class_of(reading, at) if nouns else ""
        if word_class:
            return word_class in kinds and nouns[0].gender in _PRONOUNS.get(sex, ())
    return False
