"""The bible for our own painter: approved looks and the palette put into a scene spec."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bookcore.bible.clauses import valid_looks
from bookcore.bible.model import Look, Place
from bookcore.bible.vetting import english
from bookcore.scene.compose_people import people
from bookcore.scene.reading import read
from bookcore.scene.spec import BEARDS, GARMENTS, HAIR_STYLES, HEADWEARS, Person, SceneSpec

_PAINTED = ("hair", "hair_style", "beard", "headwear", "garment", "colour")
_CHOICES = {
    "hair_style": HAIR_STYLES, "beard": BEARDS, "headwear": HEADWEARS, "garment": GARMENTS,
}  # fmt: skip
_NOUN = {"male": "man", "female": "woman"}
_MAX_PALETTE = 12


def painted_person(fields: Mapping[str, str]) -> dict[str, str]:
    """What the painter can show of a look's fields: enumerations, and colours as `#rrggbb`."""
    found: dict[str, str] = {k: fields[k] for k in ("sex", "age") if k in fields}
    for name in _PAINTED:
        value = fields.get(name, "").strip().lower()
        if not value:
            continue
        if value.replace(" ", "_") in _CHOICES.get(name, ()):
            found[name] = value.replace(" ", "_")
            continue
        for key, seen in _read(name, english(value), fields.get("sex", "")).items():
            found.setdefault(key, seen)
    if found.get("sex") == "female" or found.get("age") == "child":
        found.pop("beard", None)
    return found


def _read(name: str, words: str, sex: str) -> dict[str, str]:
    """The words of one field as the scene's own reader understands them."""
    if name == "colour":
        named = read(words, "en").colours
        return {"colour": named[0][1]} if named else {}
    noun = {"hair": "hair", "hair_style": "hair", "beard": "beard"}.get(name, "")
    phrase = words if not noun or noun in words.split() else f"{words} {noun}"
    seen = people(read(f"{_NOUN.get(sex, 'man')} with {phrase}", "en"), of_a_person=True)
    if not seen:
        return {}
    wanted = {"hair": ("hair", "hair_style"), "garment": ("garment", "colour")}.get(name, (name,))
    return {key: value for key in wanted if (value := getattr(seen[0], key))}


def painted_looks(looks: Sequence[Look], order: Mapping[str, int], place: Place) -> dict[str, str]:
    """The fields of the approved looks in force at a place, the later standing."""
    fields: dict[str, str] = {}
    for look in valid_looks(looks, order, place):
        if look.approved:
            fields.update(look.fields)
    return fields


def sketched(
    scene: SceneSpec, looks: Sequence[Mapping[str, str]], palette: Sequence[str]
) -> SceneSpec:
    """The scene with the reader's looks, one mapping of fields per named person in their order.

    A figure takes a look when nothing else tells them apart: by sex, the first that is free.
    """
    figures = list(scene.people)
    free = list(range(len(figures)))
    for fields in looks:
        own = painted_person(fields)
        told = {k: v for k, v in own.items() if k not in ("sex", "age")}
        fitting = [i for i in free if figures[i].sex in (None, own.get("sex"), figures[i].sex)
                   and not (own.get("sex") and figures[i].sex not in (None, own["sex"]))]  # fmt: skip
        fitting = [i for i in fitting if figures[i].role is None] or fitting[:1]
        if fitting:
            figures[fitting[0]] = replace(figures[fitting[0]], **own)
            free.remove(fitting[0])
        elif not scene.people and told and scene.kind == "character":
            figures.append(Person(**own))
    hues = tuple(dict.fromkeys((*scene.palette, *palette)))[:_MAX_PALETTE]
    return replace(scene, people=tuple(figures), palette=hues)
