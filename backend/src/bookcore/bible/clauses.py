"""The one string by which every prompt speaks of an entity at a place of the story."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bookcore.bible.eras import era_of, invented
from bookcore.bible.looks import Looks, is_many, known_looks
from bookcore.bible.model import Bible, Clause, Look, Place
from bookcore.bible.names import aliases, prompt_name
from bookcore.bible.rules import has_minor, refused, softened, unfit_beside_minors
from bookcore.bible.vetting import class_of, english, is_plain
from bookcore.bible.words import word_set
from bookcore.entities.model import Entity, Trait
from bookcore.text.english import listed, with_article

_NOUNS = {
    ("male", "child"): "boy", ("female", "child"): "girl", ("", "child"): "child",
    ("male", ""): "man", ("female", ""): "woman", ("", ""): "person",
}  # fmt: skip
_AND = re.compile(r", | and (?=an? )")
_AGES = {"child": "", "young": "young", "adult": "", "old": "old"}
_MAX_TEXT = 320
_BODY_PARTS = word_set("clauses body parts")
_HEADS = {
    "hair": ("hair", "curls", "braid", "braids", "head", "plait", "locks"),
    "eyes": ("eyes", "eye"),
    "beard": ("beard", "moustache", "moustaches", "whiskers", "side-whiskers", "stubble", "clean-shaven"),
    "face": ("face", "cheeks", "nose", "chin", "forehead", "lips", "features", "complexion", "brows",
             "freckles"),
    "skin": ("skin", "complexion"),
}  # fmt: skip
_STYLES = {
    "loose": "loose hair", "bun": "hair in a bun", "braid": "braided hair", "short": "short hair",
    "curly": "curly hair", "bald": "bald head",
}  # fmt: skip


def valid_look(
    looks: Sequence[Look], order: Mapping[str, int], place: Place
) -> tuple[dict[str, str], str]:
    """Fields and words of what the reader said up to a place, the later standing."""
    fields: dict[str, str] = {}
    words = ""
    for look in valid_looks(looks, order, place):
        fields.update(look.fields)
        words = look.words or words
    return fields, words


def valid_looks(looks: Sequence[Look], order: Mapping[str, int], place: Place) -> list[Look]:
    """The looks in force at a place in the order of their places; one of a lost chapter rests."""
    dated: list[tuple[Place, Look]] = []
    for look in looks:
        if look.valid_from is None:
            dated.append(((-1, -1), look))
        elif look.valid_from[0] in order:
            dated.append(((order[look.valid_from[0]], look.valid_from[1]), look))
    return [look for at, look in sorted(dated, key=lambda d: d[0]) if at <= place]


def _said(field: str, value: str) -> str:
    """A reader's value of a field as an English phrase with its noun."""
    if field == "hair_style":
        return _STYLES.get(value, english(value))
    phrase = english(value).strip(" .")
    heads = _HEADS.get(field)
    if phrase and heads and not any(w in heads for w in phrase.lower().split()):
        phrase = f"{phrase} {heads[0]}"
    return phrase


def _of_reader(fields: Mapping[str, str]) -> dict[str, str]:
    """The reader's fields in words, hair with its style and a garment with its colour."""
    found = {k: v if k in ("sex", "age") else _said(k, v) for k, v in fields.items()}
    style = found.pop("hair_style", "")
    if style:
        hair = found.get("hair", "").removesuffix("hair").strip()
        found["hair"] = f"{hair} {style}".strip()
    colour = found.pop("colour", "")
    if colour:
        worn = found.get("garment", "")
        found["garment"] = worn if colour in worn and worn else f"{colour} {worn or 'clothes'}"
    return {k: v for k, v in found.items() if v}


def clause(
    entity: Entity,
    traits: Sequence[Trait],
    bible: Bible,
    order: Mapping[str, int],
    place: Place,
    book_seed: str,
) -> Clause:
    """The clause of an entity from its traits, already cut at the place, and the reader's looks.

    The same entity at the same place of the story always has the same string: nothing of it
    depends on the description that is drawn.
    """
    name = prompt_name(entity)
    fields, words = valid_look(bible.looks.get(entity.key, ()), order, place)
    own = sorted(
        (t for t in traits if t.entity == entity.id), key=lambda t: (order[t.chapter], t.start)
    )
    if entity.kind != "character":
        return _of_thing(entity, name, fields, words)
    known = known_looks(own, entity.gender)
    told = _of_reader(fields)
    merged = _fit({**known.fields, **told}, set(told))
    sex, age = merged.get("sex", ""), merged.get("age", "")
    era = era_of(english(f"{bible.era} {bible.country}"))
    new = invented(merged, era, book_seed, entity.key)
    text = _sentence(Looks({**merged, **dict(new)}, known.look if "age" not in told else ()))
    more = _reader_words(words, minor=age == "child")
    text = f"{text}; {more}" if more else text
    text = f"{name}: {text}" if name else text[:1].upper() + text[1:]
    return Clause(
        entity.id, name, _short(text), tuple(field for field, _ in new), "character",
        sex or None, age or None, aliases(entity),
    )  # fmt: skip


def _fit(fields: dict[str, str], told: set[str]) -> dict[str, str]:
    """Fields that may stand together: no beard where none grows, nothing unfit for a child."""
    if fields.get("age") == "child" or fields.get("sex") == "female":
        fields.pop("beard", None)
    if fields.get("age") == "child":
        fields = {
            k: v for k, v in fields.items()
            if k in ("sex", "age") or not (unfit_beside_minors(v) or refused(v))
        }  # fmt: skip
    kept: dict[str, str] = {}
    for field, value in fields.items():
        if field in told and (refused(value) or not is_plain(value)):
            continue
        kept[field] = softened(value)[0] if field in told else value
    return kept


def _reader_words(words: str, *, minor: bool) -> str:
    said = english(words).strip(" .")
    if not said or refused(said) or ((minor or has_minor(said)) and unfit_beside_minors(said)):
        return ""
    return softened(said)[0]


def _sentence(looks: Looks) -> str:
    """`an old man, tall, with grey hair and a long beard, wearing a black coat and a fur hat`."""
    fields = looks.fields
    age, sex = fields.get("age", ""), fields.get("sex", "")
    noun = _NOUNS.get((sex, "child" if age == "child" else ""), "person")
    before, after = _build(fields.get("build", ""))
    who = with_article(" ".join(w for w in (*looks.look, *before, _AGES.get(age, ""), noun) if w))
    carried = [fields[k] for k in ("hair", "beard", "eyes", "face", "skin") if k in fields]
    bare = [b.removeprefix("with ") for b in carried]
    having = [_with(b) for one in bare for b in one.split(", ") if b != "clean-shaven"]
    worn = [_with(w) for k in ("garment", "headwear", "footwear", "adornment") if k in fields
            for w in _AND.split(fields[k])]  # fmt: skip
    having += [_with(one) for one in after if not one.startswith("of ")]
    said = ", ".join([who, *(one for one in after if one.startswith("of "))])
    if "clean-shaven" in bare:
        said += ", clean-shaven"
    if having:
        said += f"{',' if ',' in said else ''} with {listed(having)}"
    if worn:
        said += f", wearing {listed(worn)}"
    if "marks" in fields:
        said += f"; {fields['marks']}"
    return said


def _build(build: str) -> tuple[list[str], list[str]]:
    """Adjectives that stand before the person, and what stands after."""
    before: list[str] = []
    after: list[str] = []
    for part in (p for p in build.split(", ") if p):
        last = part.rsplit(" ", 1)[-1]
        if part.startswith("of ") or (class_of(last) == "body" and last in _BODY_PARTS):
            after.append(part)
        else:
            before.append(part)
    return before, after


def _with(phrase: str) -> str:
    first = phrase.split(" ", 1)[0]
    if first in ("a", "an", "the") or is_many(phrase):
        return phrase
    return with_article(phrase)


def _of_thing(entity: Entity, name: str, fields: Mapping[str, str], words: str) -> Clause:
    """A place or thing by the reader's words alone: a description shows what it says itself."""
    more = [english(v).strip(" .") for k, v in fields.items() if k not in ("sex", "age")]
    told = [m for m in (*more, _reader_words(words, minor=False)) if m and not refused(m)]
    text = ", ".join(softened(one)[0] for one in told)
    said = f"{name}: {text}" if name and text else text
    return Clause(entity.id, name, _short(said), (), entity.kind, None, None, aliases(entity))


def _short(text: str) -> str:
    """Whole phrases up to the limit."""
    if len(text) <= _MAX_TEXT:
        return text
    cut = text[: _MAX_TEXT + 1]
    at = max(cut.rfind(", "), cut.rfind("; "))
    return cut[: at if at > _MAX_TEXT // 2 else cut.rfind(" ")].rstrip(" ,;")
