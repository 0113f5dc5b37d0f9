"""The noun phrases of an English fact that say how one person looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bookcore.entities.model import Aspect
from bookcore.entities.titles import words
from bookcore.text.english import is_plural
from bookcore.text.lexicon import english_class

_ASPECTS: dict[str, Aspect] = {
    "face": "face", "body": "build", "clothing": "garment", "headwear": "headwear",
    "footwear": "footwear", "adornment": "adornment", "age": "age", "posture": "posture",
    "expression": "look", "person": "look",
}  # fmt: skip
_WORN = frozenset(("garment", "headwear", "footwear", "adornment", "beard"))
_BY_HEAD: dict[str, Aspect] = {
    **dict.fromkeys(("hair", "curls", "curl", "braid", "braids", "plait", "plaits", "ringlets",
                     "locks", "tresses", "forelock", "fringe", "hairstyle"), "hair"),
    **dict.fromkeys(("beard", "moustache", "moustaches", "mustache", "whiskers", "side-whiskers",
                     "sideburns", "goatee", "stubble"), "beard"),
    **dict.fromkeys(("eye", "eyes"), "eyes"),
    **dict.fromkeys(("figure", "stature", "height", "build", "shoulders", "waist"), "build"),
}  # fmt: skip
_BY_ENDING: dict[str, Aspect] = {
    "-haired": "hair", "-headed": "hair", "-bearded": "beard",
}  # fmt: skip
JOINING = frozenset(("and", ","))
_SEEN_DOING = frozenset((
    "drooping", "bulging", "protruding", "curling", "gleaming", "glittering", "shining", "sparkling",
    "smiling", "flashing", "burning", "piercing", "flowing", "glowing", "dazzling", "projecting",
))  # fmt: skip
_OF_PEOPLE = frozenset(("age", "body", "posture", "face", "size", "colour", "shape"))
_SAID_OF_THINGS = frozenset((
    "age", "colour", "expression", "face", "light", "material", "pattern", "quality", "shape", "size",
    "texture", "body", "posture",
))  # fmt: skip
_WEARING = frozenset(("in", "wearing", "with"))


class Piece(NamedTuple):
    """One noun phrase of a fact."""

    text: str
    aspect: Aspect


def kind_of_word(word: str) -> str:
    return english_class(word.strip("’'").lower())


def _heads(word: str) -> bool:
    """Whether a phrase may end with a word: a noun, as far as its look tells."""
    if word in _BY_HEAD or word in words("build", "en"):
        return True
    adjective = word.endswith(("y", "ed", "ish", "less", "en")) or word in words("bare look", "en")
    return kind_of_word(word) in _ASPECTS and not adjective


def is_doing(word: str) -> bool:
    """Whether a word says what somebody does: `fur hat lying`, `raising her eyes`."""
    noun = word in _SEEN_DOING or word in words("noun in ing", "en")
    return word.endswith("ing") and "-" not in word and not noun


def _tail(word: str, said: Sequence[str]) -> bool:
    """Whether a participle follows the noun that it is said of: `eyes shining`, `beard trimmed`."""
    doing = word in _SEEN_DOING or (word.endswith("ed") and len(said) > 1)
    return doing and bool(said) and _heads(said[-1])


def _of_hair(word: str) -> Piece | None:
    """`grey-haired`, `red-bearded`: an adjective that says all by itself."""
    for ending, aspect in _BY_ENDING.items():
        if word.endswith(ending) and len(word) > len(ending):
            return Piece(word, aspect)
    return None


def _shown(said: Sequence[str], worn: bool, first: bool) -> Piece | None:
    """A noun phrase as a trait, without articles, owners, counts and what it is doing.

    A bare garment is one only where the text says that somebody is in it; a person only where
    the fact begins with one.
    """
    small = words("no part of a trait", "en")
    owned = [i for i, w in enumerate(said) if w.endswith(("'s", "’s", "s'", "s’"))]
    own = [w for w in said[owned[-1] + 1 if owned else 0 :] if w not in small]
    while own and own[0] in JOINING:
        own.pop(0)
    if not own or any(w[:1].isupper() for w in own):
        return None
    if len(own) == 1 and (told := _of_hair(own[0])) is not None:
        return told
    head, nouns = own[-1], words("no head of a trait", "en")
    kind = kind_of_word(head)
    aspect = _BY_HEAD.get(head) or _ASPECTS.get(kind)
    if aspect is None or head in nouns or head.endswith(("ly", "ed", "sunken", "swollen")):
        return None
    if is_plural(head) and head not in words("plural of one", "en"):
        return None
    if aspect == "build" and head not in words("build", "en"):
        return None
    if kind in ("expression", "posture") and head not in words("seen " + kind, "en"):
        return None
    if kind == "person":
        if owned or not first:
            return None
        own = [w for w in own[:-1] if _tells_looks(w)] + [head]
        while own[0] == "and":
            own.pop(0)
        if own[-2:-1] == ["and"]:
            return None
    elif any(kind_of_word(w) in ("person", "crowd") for w in own[:-1]):
        return None
    else:
        own = [*_of_head([w for w in own[:-1] if w not in nouns and not is_plural(w)]), head]
    if len(own) < 2 and not (worn and aspect in _WORN) and aspect != "beard":
        return None
    return Piece(" ".join(own), aspect)


def _of_head(said: list[str]) -> list[str]:
    """The adjectives of a noun: not another noun joined by `and`, nor an adverb left alone."""
    if "and" in said:
        at = said.index("and")
        if not all(
            kind_of_word(w) in _SAID_OF_THINGS or w.endswith(("y", "ed", "ing")) for w in said[:at]
        ):
            said = said[at + 1 :]
    while said and (said[-1].endswith("ly") or said[-1] in JOINING):
        said = said[:-1]
    return said


def _tells_looks(word: str) -> bool:
    """Whether an adjective of a person says how one looks."""
    if word == "and" or word in words("look", "en") or word in words("bare look", "en"):
        return True
    nouns = words("no head of a trait", "en")
    return kind_of_word(word) in _OF_PEOPLE and word not in nouns and not word.endswith("ing")


def pieces(text: str) -> Iterator[Piece]:
    """The noun phrases of an English fact that show its person, up to another person in it."""
    between = words("between", "en")
    said: list[str] = []
    worn, first = False, True
    for word in [*text.replace(",", " ,").split(), "with"]:
        joining = word in JOINING
        if joining and said and not _heads(said[-1]):
            said += ["and"] if word == "and" else []
        elif joining or word in between or is_doing(word) or _tail(word, said):
            if said and not first and kind_of_word(said[-1]) in ("person", "crowd"):
                return
            piece = _shown(said, worn, first)
            if piece is not None:
                yield piece
            # A braid laid "with a crown" is hair still, and nothing that is put on.
            dressed = bool(said) and _BY_HEAD.get(said[-1]) == "hair"
            said, first = [], first and not said and not is_doing(word)
            worn = (word in _WEARING and not dressed) or (joining and worn)
            if word == "like":
                return
        else:
            said.append(word)
