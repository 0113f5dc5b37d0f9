"""The people of a scene that no clause names: who they are and how many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bookcore.bible.model import Clause
from bookcore.bible.vetting import may_stand
from bookcore.bible.words import word_set
from bookcore.scene.spec import Person
from bookcore.text.english import plural, with_article

_GARMENTS = {
    "frock_coat": "frock coat", "fur_coat": "fur coat", "rags": "rags", "suit": "suit",
}  # fmt: skip
_HEADWEARS = {"top_hat": "top hat", "fur_hat": "fur hat"}
_BEARDS = {
    "moustache": "a moustache", "short": "a short beard", "full": "a full beard", "long": "a long beard",
}  # fmt: skip
_POSES = {
    "standing": "standing", "sitting": "sitting", "walking": "walking", "riding": "on horseback",
    "lying": "lying down", "kneeling": "kneeling",
}  # fmt: skip
_CROWD = 4
_ONE_OF_A_KIND = frozenset(("grandfather", "grandmother", "father", "mother", "king", "queen"))
_FEMALE = word_set("company female")


def _bare(person: Person) -> bool:
    """A figure of whom only sex, age or pose is known: often one that is named elsewhere."""
    told = replace(person, sex=None, age=None, pose=None)
    return told == Person()


def others(people: Sequence[Person], clauses: Sequence[Clause]) -> list[Person]:
    """Figures left when those whom the clauses name are taken out, and doubles of pronouns."""
    called = {
        w.lower().removeprefix("the ") for c in clauses for w in (*c.name.split(), *c.aliases)
    }
    left = [p for p in people if p.role is None or p.role.lower() not in called]
    for one in clauses:
        if one.kind != "character":
            continue
        fitting = [p for p in left if _may_be(p, one) and not (p.role and left.count(p) > 1)]
        exact = [p for p in fitting if p.sex == one.sex and p.role is None]
        if exact or fitting:
            left.remove((exact or fitting)[0])
    for sex in ("male", "female", None):
        told = [p for p in left if p.sex == sex and p.role is not None]
        loose = [
            p for p in left if p.sex == sex and p.role is None and _bare(p) and sex is not None
        ]
        if (told or any(c.sex == sex for c in clauses if c.kind == "character")) and len(
            loose
        ) == 1:
            left.remove(loose[0])
    return left


def shows(scene_people: Sequence[Person], one: Clause, words: str) -> bool:
    """Whether a picture of a place or thing shows somebody who is linked to its words."""
    if any(_may_be(p, one) for p in scene_people):
        return True
    if any(alias in words for alias in one.aliases):
        return True
    noun = {"male": "man", "female": "woman"}.get(one.sex or "", "")
    return bool(noun) and re.search(rf"\b{noun}\b", words) is not None


def _may_be(person: Person, one: Clause) -> bool:
    if person.role is not None and person.role not in ("man", "woman", "old man", "old woman", "boy",
                                                       "girl", "gentleman", "lady"):  # fmt: skip
        return False
    if person.sex and one.sex and person.sex != one.sex:
        return False
    if person.role is not None and person.sex is None:
        return False
    child = person.age == "child"
    return child == (one.age == "child") or person.age is None or one.age is None


def _noun(person: Person) -> str:
    role = person.role if person.role and all(may_stand(w) for w in person.role.split()) else None
    if role:
        young = person.age in ("old", "young") and person.age not in role.split()
        return f"{person.age} {role}" if young and role in ("man", "woman") else role
    if person.age == "child":
        return {"male": "boy", "female": "girl"}.get(person.sex or "", "child")
    sex = person.sex or ("male" if person.beard else "")
    word = "man" if sex == "male" else "woman" if sex == "female" else "person"
    return f"{person.age} {word}" if person.age in ("old", "young") else word


def _looks(person: Person) -> str:
    hers = person.sex == "female" or person.role in _FEMALE
    with_: list[str] = []
    if person.hair_style == "bald":
        with_.append("a bald head")
    elif person.hair_style in ("braid", "bun"):
        with_.append(f"hair in a {person.hair_style}")
    elif person.hair_style:
        with_.append(f"{person.hair_style} hair")
    if person.beard and not hers and person.age != "child":
        with_.append(_BEARDS.get(person.beard, "a beard"))
    worn: list[str] = []
    if person.garment:
        name = _GARMENTS.get(person.garment, person.garment.replace("_", " "))
        worn.append(name if name == "rags" else f"a {name}")
    hat = person.headwear
    if hat and not (person.sex == "male" and hat in ("kerchief", "bonnet")):
        worn.append(f"a {_HEADWEARS.get(hat, hat.replace('_', ' '))}")
    said = f" with {' and '.join(with_)}" if with_ else ""
    return f"{said} in {' and '.join(_an(w) for w in worn)}" if worn else said


def _an(phrase: str) -> str:
    bare = phrase.removeprefix("a ")
    if bare[:1].isupper():
        return f"{'an' if bare[0] in 'AEIO' else 'a'} {bare}"
    return with_article(bare) if bare != "rags" else bare


def company(people: Sequence[Person], named: int) -> list[str]:
    """`an old man in a fur coat`, `several soldiers in fur hats`, `a crowd of people`."""
    groups: dict[Person, int] = {}
    for person in people:
        groups[replace(person, name=None)] = groups.get(replace(person, name=None), 0) + 1
    said: list[str] = []
    for person, many in groups.items():
        noun = _noun(person)
        pose = _POSES.get(person.pose or "", "")
        if many >= _CROWD and person.role is None and _bare(person):
            said.append("a crowd of people")
        elif many >= 3 and noun not in _ONE_OF_A_KIND:
            said.append(_many("several", noun, _looks(person), pose))
        elif many == 2 and noun not in _ONE_OF_A_KIND:
            said.append(_many("two", noun, _looks(person), pose))
        elif noun == "person" and _bare(person):
            continue
        else:
            said.append(" ".join(w for w in (_an(noun) + _looks(person), pose) if w))
    extra = ["more people in the background"] if named > 0 and len(said) > 4 else []
    return [*said[:4], *extra]


def _many(number: str, noun: str, looks: str, pose: str) -> str:
    worn = looks.replace(" in a ", " in ").replace(" in an ", " in ")
    if worn != looks:
        first, link, rest = worn.partition(" in ")
        things = [plural(w.removeprefix("a ").removeprefix("an ")) for w in rest.split(" and ")]
        worn = f"{first}{link}{' and '.join(things)}"
    worn = worn.replace(" a full beard", " full beards").replace(" a short beard", " short beards")
    worn = worn.replace(" a long beard", " long beards").replace(" a moustache", " moustaches")
    return " ".join(w for w in (f"{number} {plural(noun)}{worn}", pose) if w)
