"""English noun phrases: a head with what is said of it, and whether it can be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bookcore.text import readings_en
from bookcore.text.lexicon import english, english_class
from bookcore.text.phrases import MODIFIER_WORTH, WORTH
from bookcore.text.readings_en import Word
from bookcore.text.sets_en import word_set

HEADS = word_set("seen classes")
"""Classes of nouns that a picture can show."""
_UNSEEN = word_set("unseen classes")
_SENSES = {
    "t": "household", "a": "animal", "b": "body", "f": "food", "o": "landscape", "p": "person",
    "h": "weather", "x": "forest", "s": "shape", "u": "material", "l": "place", "g": "crowd",
}  # fmt: skip
_OFTEN_ADJECTIVES = word_set("often adjectives")
_MOST_DETERMINERS = 4
_TANGIBLE = frozenset("atbfopxuh")
_OWN = {
    "light": "light",
    "back": "body",
    "front": "place",
    "open": "landscape",
    "sight": "",
    "hill": "mountain",
    "being": "person",
    "jungle": "forest",
    "court": "street",
    "chain": "adornment",
    "desk": "furniture",
}
_KINDS = word_set("kinds")
_PLACES = word_set("places")
_DEGREES = word_set("degrees")
_HEDGES = word_set("hedges")
_EMPTY = word_set("empty")


@dataclass(slots=True)
class Noun:
    """A noun phrase without its determiner; `words` are as they shall be read."""

    words: list[str]
    head: str
    kind: str
    start: int
    end: int
    det: str = ""
    modifiers: list[str] = field(default_factory=list)
    name: bool = False
    many: bool = False
    worth: float = 0.0
    seen: bool = False

    def text(self) -> str:
        """The phrase as it is read."""
        return " ".join(self.words).replace(" ,", ",")


@lru_cache(20_000)
def noun_class(form: str, base: str) -> str:
    """The visual class of a noun, by our table, else by its supersense; nothing when abstract."""
    known = english()
    found = _OWN.get(base) or known.get(form) or known.get(base)
    sense = readings_en.supersense(form, "n") or readings_en.supersense(base, "n")
    if found and not (found in _OFTEN_ADJECTIVES and sense in _TANGIBLE):
        return "" if found in ("abstract", "drop") else found
    if "-" in form:
        last = form.rpartition("-")[2]
        return noun_class(last, readings_en.singular(last))
    return _SENSES.get(sense, "")


@lru_cache(20_000)
def modifier_class(form: str) -> str:
    """The visual class of an adjective, participle or noun before a noun."""
    return english_class(form)


def _dropped(word: Word) -> bool:
    return word.tag in "R" and (word.form in _DEGREES or word.form in _HEDGES)


def _run(words: Sequence[Word], i: int) -> tuple[int, int]:
    """Where the phrase that begins at i ends, and where its head stands (-1: none)."""
    head = -1
    j = i
    while j < len(words):
        word = words[j]
        after = words[j + 1].tag if j + 1 < len(words) else ""
        before = words[j - 1].tag if j > i else ""
        if word.tag in "NS":
            if head >= 0 and words[head].tag == "S" and word.tag == "N" and j - head == 1:
                pass
            head = j
        elif word.tag in "#J":
            if head >= 0 and not (word.form.endswith("'s") or (after == "N" and word.tag == "J" and words[j - 1].form.endswith("'s"))):  # fmt: skip
                break
        elif word.tag in "EG":
            if head >= 0 or (word.tag == "G" and after in "D#IP") or after == "P":
                break
        elif word.tag == "R":
            if head >= 0 or after not in ("J", "E", "R"):
                break
        elif word.form == "," or word.form in ("and", "or", "but", "yet"):
            following = words[j + 1 :]
            joins = after in ("J", "E", "#", "G") or (after == "R" and len(following) > 1 and following[1].tag in "JE") or (word.form == "," and after == "C" and len(following) > 1 and following[1].tag in "JE")  # fmt: skip
            if head >= 0 or before not in ("J", "E", "C", "M", "G") or not joins:
                break
        else:
            break
        j += 1
    return (head + 1, head) if head >= 0 else (i, -1)


def noun_at(words: Sequence[Word], i: int) -> tuple[Noun, int] | None:
    """The noun phrase that begins at i, with the place after it."""
    begin = i
    det = ""
    other = ""
    while i < len(words) and words[i].tag == "D" and i - begin < _MOST_DETERMINERS:
        if det in ("this", "that", "these", "those", "all") and words[i].form in ("a", "an", "the") and i - 1 > begin:  # fmt: skip
            return None
        if words[i].form == "few":
            det = "few"
        if words[i].form in ("other", "another", "few"):
            other = words[i].form
        det = words[i].form if not det or words[i].form in ("his", "her") else det
        i += 1
    end, head = _run(words, i)
    if head < 0:
        return None
    if words[i].form in _KINDS and end < len(words) and words[end].form == "of":
        return noun_at(words, end + 1)
    built = _built(words, begin, i, end, det)
    if other:
        built.words.insert(0, other)
    return built, end


def _as_written(word: Word, inside: bool = False) -> str:
    """Names keep their capitals, and what stands first in its sentence loses them."""
    if inside and word.tag in "NJ" and word.text[0].isupper():
        return word.text.replace("’", "'")
    plain = word.form.removesuffix("'s").removesuffix("'")
    known = plain in readings_en.parts() or plain in english()
    if word.tag == "S" or (word.tag == "J" and word.text[0].isupper() and not known):
        return word.text.replace("’", "'")
    return word.form


def _inside(words: Sequence[Word], i: int) -> bool:
    """Whether a capital at i is the word's own: it does not begin a sentence or a speech."""
    return i > 0 and words[i - 1].form[-1].isalpha()


def _built(words: Sequence[Word], begin: int, i: int, end: int, det: str) -> Noun:
    head = words[end - 1]
    name = head.tag == "S"
    kind = "person" if name else noun_class(head.form, head.base)
    if not kind and head.form in _PLACES:
        kind = "place"
    said: list[str] = []
    modifiers: list[str] = []
    worth = WORTH.get(kind, 0.0)
    for n, word in enumerate(words[i : end - 1], i):
        if word.tag in "MC":
            if said and said[-1] not in (",", "and"):
                said.append(word.form if word.tag == "M" else "and")
            continue
        owner = words[n + 1].form.endswith(("'s", "s'"))
        if _dropped(word) or (word.form in _EMPTY and not owner):
            continue
        found = modifier_class(word.form)
        if not owner and found in ("abstract", "drop") and word.tag == "J" and "-" not in word.form:
            continue
        said.append(_as_written(word, _inside(words, n)))
        if word.tag != "#":
            modifiers.append(word.form)
            worth += MODIFIER_WORTH.get(found, 0.5)
        else:
            worth += 0.3
    while said and said[-1] in (",", "and"):
        said.pop()
    while said and said[0] in (",", "and"):
        said.pop(0)
    if det == "a" and said[:1] == ["dozen"]:
        said.insert(0, "a")
        det = ""
    said.append(_as_written(head, _inside(words, end - 1)))
    coloured = any(modifier_class(m) in MODIFIER_WORTH for m in modifiers)
    seen = not name and (kind in HEADS or (bool(kind) and kind not in _UNSEEN) or (kind in _UNSEEN and coloured))  # fmt: skip
    return Noun(
        said, head.base if head.tag == "N" else head.text, kind, words[begin].start,
        words[end - 1].end, det, modifiers, name, head.base != head.form, worth, seen,
    )  # fmt: skip
