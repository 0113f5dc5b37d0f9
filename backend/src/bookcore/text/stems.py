"""A light English stemmer: forms of one word meet in one stem, different words rarely do."""

from __future__ import annotations

from functools import lru_cache

_VOWELS = frozenset("aeiouy")
_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
    "leaves": "leaf", "knives": "knife", "wives": "wife", "lives": "life", "wolves": "wolf",
    "mice": "mouse", "geese": "goose", "oxen": "ox", "people": "person", "eyes": "eye",
    "worn": "wear", "wore": "wear", "stood": "stand", "sat": "sit", "lay": "lie", "lying": "lie",
    "lain": "lie", "hung": "hang", "clad": "clothe", "shone": "shine", "held": "hold",
    "grown": "grow", "grew": "grow", "fell": "fall", "fallen": "fall", "broken": "break",
    "broke": "break", "torn": "tear", "bent": "bend", "lit": "light", "burnt": "burn",
    "grey": "gray", "greyish": "grayish", "colour": "color", "coloured": "color",
    "armour": "armor", "mould": "mold", "worse": "bad", "better": "good", "best": "good",
}  # fmt: skip


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a lower-case English word."""
    known = _IRREGULAR.get(word)
    if known is not None:
        return stem(known)
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    word = _without_ending(word)
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 2 and word.endswith("y") else word


def _without_ending(word: str) -> str:
    if len(word) > 4 and word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ingly", "edly", "ily", "ness", "ing", "ed", "ly", "ish", "en", "er", "est"):
        body = word.removesuffix(ending)
        if body != word and len(body) >= 3 and not _VOWELS.isdisjoint(body):
            if ending == "ily":
                return body + "y"
            if ending in ("en", "er", "est") and len(body) < 4:
                continue
            return _single(body)
    return word


def _single(body: str) -> str:
    """`plann` of planned to plan; `fall`, `pass` and `buzz` keep what is theirs."""
    doubled = body[-1] == body[-2] and body[-1] not in "aeioulsz"
    return body[:-1] if doubled and len(body) > 3 else body
