"""A person's traits as fields that every prompt can repeat: what lasts and can be drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bookcore.bible.rules import refused, softened
from bookcore.bible.vetting import class_of, may_stand
from bookcore.bible.words import word_set
from bookcore.entities.model import Trait
from bookcore.entities.opposites import opposed
from bookcore.text.english import is_plural

_CLASSES: dict[str, frozenset[str]] = {
    "body": frozenset(("colour", "size", "shape", "texture", "face", "body", "light", "quality")),
    "worn": frozenset(
        ("colour", "size", "shape", "texture", "pattern", "material", "light", "quality", "clothing",
         "age", "season")
    ),
}  # fmt: skip
_LASTING = word_set("looks lasting")
"""Words of other classes that say how somebody looks for good."""
_PASSING = word_set("looks passing")
"""What somebody looks like for a moment, or nothing one could draw."""
_NO_EYES = word_set("looks no eyes")
_HEADS: dict[str, frozenset[str]] = {
    "face": word_set("looks of face"),
    "build": word_set("looks of build"),
}  # fmt: skip
_LIMITED: dict[str, frozenset[str]] = {
    "lips": word_set("looks of lips"),
    "neck": word_set("looks of neck"),
    "face": word_set("looks only of face"),
    "eyes": word_set("looks of eyes"),
}  # fmt: skip
"""The only words that a head takes; of a face and of eyes, the only colours."""
_ACCESSORIES = word_set("looks accessories")
_NOT_HERS = word_set("looks not hers")
_NOT_HIS = word_set("looks not his")
_ONLY_ADJECTIVE = {"brow": "forehead", "countenance": "face", "cheek": "cheeks"}
_ONE_FACE = frozenset(("face", "features", "complexion"))
_HAIR_ADJECTIVES = {
    "red-haired": "red hair", "fair-haired": "fair hair", "grey-haired": "grey hair",
    "gray-haired": "grey hair", "black-haired": "black hair", "dark-haired": "dark hair",
    "white-haired": "white hair", "golden-haired": "golden hair", "long-haired": "long hair",
    "curly-haired": "curly hair", "curly": "curly hair", "tousled": "tousled hair",
    "grizzled": "grizzled hair", "bald": "a bald head", "blond": "blond hair",
}  # fmt: skip
_FACE_ADJECTIVES = {
    "pockmarked": "a pockmarked face", "freckled": "freckles", "broad-faced": "a broad face",
    "red-faced": "a red face", "blunt-nosed": "a blunt nose", "hook-nosed": "a hooked nose",
    "ruddy": "a ruddy face", "pale": "a pale face", "snub-nosed": "a snub nose",
}  # fmt: skip
_BUILDS = word_set("looks builds")
_MARKS = {
    "one-eyed": "one eye missing", "one-legged": "one leg missing", "lame": "a limp",
    "one-armed": "one arm missing", "scarred": "a scarred face",
}  # fmt: skip
_AGES = {
    "child": "boy girl child lad lass infant baby ten-year-old boyish girlish",
    "young": "young youthful youth maiden",
    "old": "old elderly aged grandmother grandfather old-man decrepit",
}
_AGE_OF = {w: age for age, said in _AGES.items() for w in said.split()}
_LOOK_QUALITIES = word_set("looks look qualities")
_RANK = {"size": 0, "shape": 1, "quality": 2, "texture": 3, "age": 3, "face": 3, "light": 4,
         "colour": 5, "pattern": 5, "material": 6, "clothing": 6}  # fmt: skip
_MOST = {"hair": 3, "beard": 2, "eyes": 3}


class Part(NamedTuple):
    """Adjectives and a head noun of one field."""

    field: str
    adjectives: tuple[str, ...]
    head: str


def _adjectives(said: Sequence[str], kind: str) -> tuple[str, ...]:
    kept = []
    for word in said:
        low = word.strip(",").lower()
        if low in ("and", "") or low in _PASSING or low in kept or not may_stand(low):
            continue
        if low in _LASTING or class_of(low) in _CLASSES[kind]:
            kept.append(low)
    return tuple(kept)


def parts(trait: Trait) -> tuple[Part, ...]:
    """What lasts of a trait, field by field; nothing when it tells of a moment only."""
    words = trait.text.replace(",", " ").split()
    if not words or refused(trait.text) or softened(trait.text)[1]:
        return ()
    *said, head = (w.lower() for w in words)
    if not may_stand(head):
        return ()
    if trait.aspect in ("look", "age") or (trait.aspect == "hair" and head in _HAIR_ADJECTIVES):
        return _of_look([*said, head])
    if trait.aspect == "hair":
        return _one("hair", said, head, "body")
    if trait.aspect == "beard":
        return _one("beard", said, head, "body", bare=True)
    if trait.aspect == "eyes":
        kept = _limited("eyes", tuple(w for w in _adjectives(said, "body") if w not in _NO_EYES))
        return (Part("eyes", kept, "eyes"),) if kept else ()
    if trait.aspect in ("face", "build"):
        if head not in _HEADS[trait.aspect] or (
            head in ("body", "skin") and trait.aspect == "build"
        ):
            return ()
        return _one(trait.aspect, said, _ONLY_ADJECTIVE.get(head, head), "body")
    if trait.aspect in ("garment", "headwear", "footwear", "adornment"):
        return _one(trait.aspect, said, head, "worn", bare=trait.aspect != "adornment")
    return ()


def _one(
    field: str, said: Sequence[str], head: str, kind: str, bare: bool = False
) -> tuple[Part, ...]:
    kept = _limited(head, _adjectives(said, kind))
    if field == "garment" and head in _ACCESSORIES:
        field, bare = "adornment", True
    if field == "garment" and class_of(head) not in ("clothing", "headwear"):
        return ()
    if head in ("hem", "attire", "clothes", "clothing", "sleeve", "sleeves", "glove") and (
        not kept or head in ("hem", "sleeve", "sleeves", "glove")
    ):
        return ()
    return (Part(field, kept, head),) if kept or bare else ()


def _limited(head: str, adjectives: tuple[str, ...]) -> tuple[str, ...]:
    """Without colours that no face and no eyes have, and what is seldom said of lips rightly."""
    if head in ("lips", "neck"):
        return tuple(w for w in adjectives if w in _LIMITED[head])
    known = _LIMITED["eyes" if head == "eyes" else "face"]
    if head != "eyes" and head not in _HEADS["face"]:
        return adjectives
    if head in ("eyebrows", "brows", "lashes", "eyelashes"):
        return adjectives
    return tuple(w for w in adjectives if class_of(w) != "colour" or w in known)


def _of_look(words: Sequence[str]) -> tuple[Part, ...]:
    found: list[Part] = []
    for word in words:
        if word in _AGE_OF:
            found.append(Part("age", (), _AGE_OF[word]))
        elif word in _HAIR_ADJECTIVES:
            *said, head = _HAIR_ADJECTIVES[word].split()
            found.append(Part("hair", tuple(w for w in said if w != "a"), head))
        elif word in _FACE_ADJECTIVES:
            *said, head = _FACE_ADJECTIVES[word].split()
            found.append(Part("face", tuple(w for w in said if w != "a"), head))
        elif word.endswith("-eyed") and word not in _MARKS:
            found.append(Part("eyes", (word.removesuffix("-eyed"),), "eyes"))
        elif word == "bearded":
            found.append(Part("beard", (), "beard"))
        elif word in _MARKS:
            found.append(Part("marks", (), _MARKS[word]))
        elif word in _BUILDS:
            found.append(Part("build", (word,), ""))
        elif word in _LOOK_QUALITIES:
            found.append(Part("look", (word,), ""))
    return tuple(p for p in found if all(may_stand(w) for w in p.adjectives))


def standing(traits: Sequence[Trait]) -> list[Trait]:
    """Traits of which none excludes another: of two that do, the one said later stands."""
    kept: list[Trait] = []
    for trait in reversed(traits):
        if not any(opposed(trait, later) or opposed(later, trait) for later in kept):
            kept.append(trait)
    return kept


_COLOUR_GROUPS = (
    "black raven jet ebony coal-black", "brown chestnut hazel auburn",
    "fair blond blonde golden gold flaxen yellow sandy", "red ginger reddish rufous copper crimson scarlet",
    "grey gray white silver grizzled snow-white greying", "blue azure light-blue lilac", "green greenish",
)  # fmt: skip
_COLOUR_OF = {w: n for n, line in enumerate(_COLOUR_GROUPS) for w in line.split()}
_PAIRS = (
    ("tall", "short small low"), ("thin lean slender slim gaunt bony emaciated narrow wizened",
     "fat stout plump corpulent portly thick-set stocky large huge full"),
    ("long", "short cropped"), ("curly wavy", "straight smooth"), ("thick bushy", "thin sparse"),
    ("large big huge wide", "small little tiny narrow narrowed"), ("old elderly", "young youthful"),
    ("broad wide", "narrow"), ("ragged torn greasy", "smart elegant"), ("bulging wide", "narrow narrowed"),
    ("handsome beautiful pretty lovely", "ugly"),
    ("dark", "fair blond blonde golden flaxen white"), ("ruddy red tanned swarthy", "pale white"),
)  # fmt: skip
_LARGE = word_set("looks large")
_AGAINST = tuple((frozenset(a.split()), frozenset(b.split())) for a, b in _PAIRS)


def clash(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether adjectives of one thing exclude one another, or two colours are named for it."""
    one, two = set(first), set(second)
    colours, others = ({_COLOUR_OF[w] for w in s if w in _COLOUR_OF} for s in (one, two))
    if colours and others and colours != others:
        return True
    return any((a & one and b & two) or (a & two and b & one) for a, b in _AGAINST)


def _ordered(adjectives: Sequence[str]) -> list[str]:
    rank = {"felt": 6, "kid": 6, "suede": 6, "greasy": 1}
    return sorted(dict.fromkeys(adjectives), key=lambda w: rank.get(w, _RANK.get(class_of(w), 2)))


class Looks(NamedTuple):
    """A person's fields in words, without what nobody says; `look` are adjectives of the whole."""

    fields: Mapping[str, str]
    look: tuple[str, ...]


def known_looks(traits: Sequence[Trait], gender: str | None) -> Looks:
    """What the traits, in reading order, let every prompt say of a person."""
    found: dict[str, list[Part]] = {}
    for trait in standing(traits):
        for part in parts(trait):
            found.setdefault(part.field, []).append(part)
    fields: dict[str, str] = {}
    if gender:
        fields["sex"] = gender
    if found.get("age"):
        fields["age"] = found["age"][0].head
    grown = fields.get("age") != "child"
    for field in ("hair", "beard", "eyes"):
        if field == "beard" and (gender == "female" or not grown):
            continue
        said = _joined(found.get(field, ()), _MOST[field])
        if said:
            fields[field] = said
    face = _listed(found.get("face", ()), 3)
    if face:
        fields["face"] = face
    build = _build(found.get("build", ()))
    if build:
        fields["build"] = build
    for field in ("garment", "headwear", "footwear", "adornment"):
        others = {"female": _NOT_HERS, "male": _NOT_HIS}.get(gender or "", frozenset())
        found[field] = [p for p in found.get(field, ()) if p.head not in others]
        said = _listed(found[field][: 2 if field == "adornment" else 1], 2)
        if said:
            fields[field] = said
    if found.get("marks"):
        fields["marks"] = found["marks"][0].head
    look = tuple(dict.fromkeys(p.adjectives[0] for p in found.get("look", ())))[:1]
    return Looks(fields, look)


def _joined(found: Sequence[Part], most: int) -> str:
    """Parts of one thing as one phrase: the latest head, and what does not exclude it."""
    if not found:
        return ""
    head = found[0].head
    said: list[str] = []
    for part in found:
        if part.head not in (head, "hair", "beard", "eyes") and part is not found[0]:
            continue
        if not clash(said, part.adjectives):
            said += [w for w in part.adjectives if w not in said]
    if head == "head":
        return "bald head"
    said = _without_inner_clash(said)[:most]
    return " ".join([*_ordered(said), head])


def _without_inner_clash(said: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for word in said:
        again = any(_COLOUR_OF.get(k, -1) == _COLOUR_OF.get(word, -2) for k in kept)
        again = again or (word in _LARGE and not _LARGE.isdisjoint(kept))
        if word in kept or (not again and not clash(kept, (word,))):
            kept.append(word)
    return kept


def _listed(found: Sequence[Part], most: int) -> str:
    kept: dict[str, list[str]] = {}
    for part in found:
        head = "face" if part.head in _ONE_FACE else part.head
        if head not in kept:
            if len(kept) < most:
                kept[head] = list(part.adjectives)
        elif not clash(kept[head], part.adjectives):
            kept[head] += [w for w in part.adjectives if w not in kept[head]]
    return ", ".join(
        " ".join([*_ordered(_without_inner_clash(words)[:3]), head]) for head, words in kept.items()
    )


def _build(found: Sequence[Part]) -> str:
    """Adjectives of the whole body first, then its parts."""
    whole: list[str] = []
    rest: list[Part] = []
    for part in found:
        if part.head in ("", "figure", "build", "stature", "body"):
            said = [w for w in part.adjectives if w in _BUILDS]
            if not clash(whole, said):
                whole += [w for w in said if w not in whole]
        else:
            rest.append(part)
    whole = _without_inner_clash(whole)[:2]
    if any(w.endswith("-shouldered") for w in whole):
        rest = [p for p in rest if p.head != "shoulders"]
    return ", ".join(p for p in (" ".join(whole), _listed(rest, 1)) if p)


def is_many(phrase: str) -> bool:
    """Whether a phrase takes no `a`."""
    first = re.split(r" (?:in|parted|pinned|tied)\b", phrase)[0]
    return is_plural(first) or first.endswith(("hair", "clothing", "attire", "stubble", "hose"))
