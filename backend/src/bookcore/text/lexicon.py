"""The visual lexicons: Russian lemma to class and English, English word to class."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

CLASSES = (
    "colour", "light", "shape", "size", "material", "texture", "pattern",
    "face", "body", "age", "posture", "expression", "clothing", "headwear", "footwear", "adornment",
    "person", "crowd", "animal", "bird",
    "room", "furniture", "household", "tableware", "food", "book", "weapon", "tool", "vehicle",
    "music", "building", "architecture", "street", "settlement",
    "landscape", "water", "forest", "flower", "field", "mountain", "sky", "weather", "season",
    "time", "fire", "motion", "sound", "smell", "quantity", "place", "quality", "abstract", "drop",
)  # fmt: skip
RUSSIAN_FILES = ("visual_ru_en.tsv", "visual_ru_en_more.tsv", "visual_ru_en_verbs.tsv")
_HEX = re.compile(r"#[0-9a-f]{6}")


class Entry(NamedTuple):
    """A row of the Russian lexicon; `senses` are English, the commoner first."""

    word_class: str
    senses: tuple[str, ...]
    person: bool
    plural: bool
    colour: str | None


def rows(name: str) -> list[list[str]]:
    """The fields of a tab-separated data file beside this module, without its heading."""
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:] if line]


@cache
def russian() -> dict[tuple[str, str], Entry]:
    """(lemma with ё as е, NOUN, ADJ, VERB or ADVB) to its entry.

    A verb's first sense is its -ing form, the second, where there is one, the participle.
    """
    found: dict[tuple[str, str], Entry] = {}
    for row in [r for name in RUSSIAN_FILES for r in rows(name)]:
        lemma, pos, english, word_class, note = (row + [""] * 5)[:5]
        colour = _HEX.search(note)
        found[(lemma.replace("ё", "е"), pos)] = Entry(
            word_class,
            tuple(s for s in english.split("|") if s),
            "person" in note.split(";")[0].split(",")[0],
            note.strip() == "pl" or note.startswith("pl"),
            colour.group() if colour else None,
        )
    return found


@cache
def english() -> dict[str, str]:
    """English word to class."""
    return {row[0]: row[1] for row in rows("visual_en.tsv")}


_ENDINGS = (
    ("'s", ""), ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"),
    ("d", ""), ("ing", ""), ("ing", "e"), ("ly", ""), ("ily", "y"), ("er", ""), ("er", "e"),
    ("est", ""), ("est", "e"), ("ier", "y"), ("iest", "y"), ("ish", ""), ("like", ""), ("y", ""),
)  # fmt: skip


def english_class(word: str) -> str:
    """The class of a lower-case English word, by its stem when the word itself is not listed."""
    known = english()
    found = known.get(word)
    if found is not None:
        return found
    if "-" in word:
        parts = [p for p in word.split("-") if p]
        for part in reversed(parts):
            found = known.get(part) or (english_class(part) if len(part) > 3 else "")
            if found and found != "abstract":
                return found
        return ""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: len(word) - len(ending)] + instead
            found = known.get(stem)
            if found is None and len(stem) > 4 and stem[-1] == stem[-2]:
                found = known.get(stem[:-1])
            if found is not None:
                return found
    return ""
