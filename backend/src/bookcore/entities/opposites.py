"""Which traits cannot both be true of one person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bookcore.entities.model import Trait

_COLOURS = (
    "black dark raven jet ebony coal-black pitch-black",
    "brown chestnut hazel auburn",
    "fair blond blonde golden flaxen light yellow straw-coloured sandy",
    "red ginger reddish rufous copper",
    "grey gray white silver grizzled silvery grey-haired snow-white greying hoary",
    "blue azure light-blue pale-blue",
    "green greenish",
)
_GROUP = {word: n for n, line in enumerate(_COLOURS) for word in line.split()}
_OPPOSED = tuple(
    (frozenset(a.split()), frozenset(b.split()))
    for a, b in (
        ("tall high lanky", "short low small little stunted squat"),
        ("thin lean slender slim gaunt bony skinny", "fat stout plump corpulent obese portly"),
        ("long", "short cropped close-cropped"),
        ("curly wavy curled", "straight smooth sleek"),
        ("thick bushy luxuriant dense", "thin sparse scanty"),
        ("large big great huge enormous", "small little tiny narrow"),
        ("bald", "curly thick long luxuriant"),
        ("clean-shaven shaven beardless", "bearded long thick bushy full"),
        ("old elderly aged", "young youthful"),
        ("broad wide", "narrow"),
    )
)
_COMPARED = frozenset(("hair", "beard", "eyes", "build", "age", "face", "look"))
_COLOURED = frozenset(("hair", "beard", "eyes"))
_MIXED = frozenset(("build", "look", "age"))


def _words(text: str) -> list[str]:
    return text.replace("-haired", " hair").replace("-eyed", " eyes").lower().split()


def opposed(a: Trait, b: Trait) -> bool:
    """Whether two traits of one person exclude one another."""
    same = a.aspect == b.aspect or {a.aspect, b.aspect} <= _MIXED
    if not same or a.aspect not in _COMPARED:
        return False
    first, second = _words(a.text), _words(b.text)
    if (
        a.aspect not in ("hair", "beard", "eyes", "build", "look", "age")
        and first[-1] != second[-1]
    ):
        return False
    if a.aspect in _COLOURED:
        one = {_GROUP[w] for w in first if w in _GROUP}
        two = {_GROUP[w] for w in second if w in _GROUP}
        if one and two and not one & two:
            return True
    if a.aspect not in _MIXED and first[-1] != second[-1]:
        return False
    return any(
        (x & set(first) and y & set(second)) or (y & set(first) and x & set(second))
        for x, y in _OPPOSED
    )


def contradicted(traits: Iterable[Trait]) -> Sequence[Trait]:
    """The traits of one entity, each naming the earlier ones that it contradicts."""
    done: list[Trait] = []
    for trait in traits:
        against = tuple(earlier.id for earlier in done if opposed(earlier, trait))
        done.append(replace(trait, contradicts=against))
    return done
