"""What of a fact a caption can bear: parts that read well, the rest left to the attributes."""

from __future__ import annotations

from bookcore.text.phrases_ru.groups import Group, Part

_SCENE = frozenset(
    ("building", "room", "architecture", "landscape", "forest", "water", "mountain", "street",
     "settlement", "field", "furniture", "household", "vehicle", "sky", "fire", "tool", "tableware",
     "book", "flower", "animal", "music", "crowd")
)  # fmt: skip
_WORN = frozenset(("clothing", "headwear", "footwear", "adornment"))
_LOOKS = frozenset(("face", "body"))
_NOT_WITH = frozenset(("time", "season", "quality", "abstract", "person", "crowd", "sound"))
_IN = _SCENE | _WORN | frozenset(("weather", "light", "pattern"))
_BY_PEOPLE = frozenset(
    ("by", "near", "beside", "before", "around", "behind", "between", "among", "at", "to",
     "opposite", "past", "after")
)  # fmt: skip
_ON_BODIES = frozenset(("on", "over", "under", "behind", "above", "to", "around", "by"))
_MOVING = frozenset(("weather", "light"))


def stands(part: Part, bodily: bool = False) -> bool:
    """Whether a part reads well in a caption; `bodily` for what follows a face or a hand."""
    if not part.groups:
        return " " in part.words or part.words.endswith(("ed", "ing", "en", "wn"))
    return not part.says_nothing() and all(_fits(part.preposition, g, bodily) for g in part.told())


def _fits(preposition: str, group: Group, bodily: bool) -> bool:
    word_class = group.word_class
    if group.lemma in ("час", "часы") and group.count:
        return False
    if group.english in ("middle", "midst") and not group.tail:
        return False
    if preposition in ("", "of"):
        return True
    if preposition == "like":
        return bodily
    if preposition == "with":
        if word_class == "expression":
            return bool(group.modifiers)
        return word_class not in _NOT_WITH
    if preposition == "in":
        return word_class in _IN
    if word_class == "person":
        return preposition in _BY_PEOPLE
    if word_class in _LOOKS:
        return preposition in _ON_BODIES or (
            preposition in ("at", "into") and bool(group.modifiers)
        )
    return word_class in _SCENE or (word_class in _WORN and preposition in ("on", "under", "over", "from under")) or (
        word_class in _MOVING and preposition in ("through", "under", "above", "out of")
    )  # fmt: skip


def pruned(group: Group, deep: int = 2) -> None:
    """Takes away what follows a noun and does not read well."""
    bodily = group.word_class in _LOOKS
    for part in group.tail:
        for inner in part.groups:
            pruned(inner, deep - 1)
    group.tail = [
        p for p in group.tail if deep and stands(p, bodily) and p.preposition not in ("from", "to")
    ]
    while group.tail and group.tail[-1].words.endswith("ing"):
        group.tail.pop()
