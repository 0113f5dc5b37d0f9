"""A scene's people as the book has described them so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

from bookcore.entities.model import Entity, Trait
from bookcore.scene.compose_people import people
from bookcore.scene.reading import read
from bookcore.scene.spec import Person, SceneSpec

_CARRIED = ("hair", "hair_style", "beard", "headwear", "age")
_WORN = ("garment", "colour")
_FIELDS_OF = {
    "hair": ("hair", "hair_style"),
    "beard": ("beard",),
    "headwear": ("headwear",),
    "garment": _WORN,
    "age": ("age",),
    "look": ("age", "hair", "hair_style", "beard"),
}


def _drawn(trait: Trait) -> dict[str, str]:
    """What the painter can show of a trait."""
    wanted = _FIELDS_OF.get(trait.aspect, ())
    if not wanted:
        return {}
    found = people(read(trait.text, "en"), of_a_person=True)
    if not found:
        return {}
    return {name: value for name in wanted if (value := getattr(found[0], name))}


def _whiskers(trait: Trait) -> dict[str, str]:
    shown = people(read(trait.text, "en"), of_a_person=True)
    return {"hair": shown[0].hair} if shown and shown[0].hair else {}


def looks(entity: Entity, traits: Sequence[Trait]) -> dict[str, str]:
    """Fields of a person in a scene from traits in reading order, the later ones standing."""
    found: dict[str, str] = {}
    if entity.gender:
        found["sex"] = entity.gender
    for trait in traits:
        drawn = _drawn(trait)
        if "garment" in drawn:
            found.pop("colour", None)
        if trait.aspect == "beard" and "hair" not in found:
            # Whiskers are painted in the colour of the hair: of grey ones it is known.
            drawn |= _whiskers(trait)
        found.update(drawn)
    if entity.gender == "female":
        found.pop("beard", None)
    return found


def likeness(entity: Entity, traits: Sequence[Trait]) -> Person | None:
    """A character as described so far, or None when nothing of its looks is known."""
    if entity.kind != "character":
        return None
    known = looks(entity, traits)
    if known.get("age") == "child":
        known.pop("beard", None)
    return Person(**known) if set(known) - {"sex"} else None


def _fits(person: Person, known: dict[str, str]) -> bool:
    sex, age = known.get("sex"), known.get("age")
    if person.sex and sex and person.sex != sex:
        return False
    return not (person.age == "child" and age in ("adult", "old"))


def _may_be_named(person: Person, company: int) -> bool:
    """Whether a figure may be one of the cast: not a stranger with a role, not one of a crowd."""
    return person.role is None and (company == 1 or person != Person())


def _completed(person: Person, known: dict[str, str]) -> Person:
    """The person with what is known where the description itself is silent."""
    own = {f.name: getattr(person, f.name) for f in fields(Person)}
    new = {name: known[name] for name in _CARRIED if own[name] is None and name in known}
    if own["garment"] is None:
        new |= {name: known[name] for name in _WORN if own[name] is None and name in known}
    if own["sex"] is None and "sex" in known:
        new["sex"] = known["sex"]
    if (own["sex"] or new.get("sex")) == "female" or (own["age"] or new.get("age")) == "child":
        new.pop("beard", None)
    return replace(person, **new)


def enriched(
    scene: SceneSpec, entity_traits: Sequence[tuple[Entity, Sequence[Trait]]]
) -> SceneSpec:
    """The scene with its people completed from the traits that hold at its place.

    Who is who is told by sex and order; a scene without people gets one only when it shows a
    person and the book says something of the first.
    """
    figures = list(scene.people)
    free = [i for i, figure in enumerate(figures) if _may_be_named(figure, len(figures))]
    for entity, traits in entity_traits:
        if entity.kind != "character":
            continue
        known = looks(entity, traits)
        fitting = [i for i in free if _fits(figures[i], known)]
        exact = [i for i in fitting if figures[i].sex and figures[i].sex == known.get("sex")]
        if exact or fitting:
            at = (exact or fitting)[0]
            figures[at] = _completed(figures[at], known)
            free.remove(at)
        elif not figures and scene.kind == "character" and set(known) - {"sex"}:
            figures.append(_completed(Person(), known))
    return replace(scene, people=tuple(figures))
