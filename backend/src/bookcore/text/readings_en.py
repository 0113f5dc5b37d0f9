"""What parts of speech an English form may be, without its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from bookcore.text import verbs_en
from bookcore.text.lexicon import english
from bookcore.text.sets_en import word_set

_RANKS = (0.0, -0.8, -1.6, -2.2, -2.6)
PLURALS = frozenset(
    ("men", "women", "children", "feet", "teeth", "oxen", "geese", "mice", "people")
)
_STAYS_FINITE = word_set("stays finite")
_ALSO_NOUNS = word_set("also nouns")
_ADJECTIVE = re.compile(
    "..+(ous|ful|less|ish|ive|able|ible|ic|al|like|ern|ary|esque|some|[^s]t?y)$"
)
_NOUN = re.compile("..+(ness|ment|tion|sion|ity|ance|ence|ship|hood|dom|ism|ist|er|or)s?$")


@dataclass(slots=True)
class Word:
    """A token with its part of speech; `base` is the bare verb or the singular."""

    text: str
    form: str
    tag: str
    start: int
    end: int
    base: str = ""


@cache
def parts() -> dict[str, str]:
    """Word to its parts of speech: pairs of a letter and, for n and v, a supersense."""
    text = files(__package__).joinpath("data", "words_en.tsv").read_text(encoding="utf-8")
    pairs = [line.partition("\t") for line in text.splitlines()[1:]]
    return {word: said for word, _, said in pairs}


def supersense(word: str, part: str) -> str:
    """The letter of the commonest sense of a noun (n) or verb (v), or nothing."""
    said = parts().get(word, "")
    at = _letters(said).find(part)
    if at < 0:
        return ""
    place = 0
    for letter in _letters(said)[:at]:
        place += 2 if letter in "nv" else 1
    return said[place + 1]


@lru_cache(20_000)
def _letters(said: str) -> str:
    found, i = "", 0
    while i < len(said):
        found += said[i]
        i += 2 if said[i] in "nv" else 1
    return found


def singular(form: str) -> str:
    """The singular of a noun by its look, when the dictionary has it."""
    known = parts()
    for ending, instead in (("ies", "y"), ("ves", "f"), ("ves", "fe"), ("men", "man"), ("es", ""), ("s", "")):  # fmt: skip
        if form.endswith(ending):
            word = form[: -len(ending)] + instead
            if "n" in _letters(known.get(word, "")) or word in english():
                return word
    return form


def _deed(form: str) -> bool:
    """Whether a noun in -ing only names what its verb does."""
    listed = english().get(form)
    deed = supersense(form, "n") == "z" and listed in (None, "posture", "motion", "light", "sound")
    return form.endswith("ing") and deed


@lru_cache(20_000)
def candidates(form: str) -> tuple[tuple[str, float, str], ...]:
    """(tag, weight, base) of a word that is not closed-class, by the dictionary and its look."""
    known = parts()
    found: dict[str, tuple[float, str]] = {}

    def add(tag: str, weight: float, base: str) -> None:
        if tag not in found or weight > found[tag][0]:
            found[tag] = (weight, base)

    own = _letters(known.get(form, ""))
    past = verbs_en.irregular_base(form)
    for rank, letter in enumerate(own):
        weight = _RANKS[rank]
        if letter == "v":
            if past and past != form:
                continue
            add("V", weight - 1.6, form)
        else:
            if (past and form not in _ALSO_NOUNS) or (letter == "n" and _deed(form)):
                weight -= 1.0
            add({"n": "N", "a": "J", "r": "R"}[letter], weight, form)
    if past:
        rare = 0.0 if not own or own[0] == "v" or form not in _ALSO_NOUNS else -0.4
        if verbs_en.is_past(form):
            add("V", rare, past)
        if verbs_en.is_participle(form):
            lone = past in _STAYS_FINITE and verbs_en.is_past(form)
            add("E", rare - (2.0 if lone else 0.6 if verbs_en.is_past(form) else 0.0), past)
    elif form.endswith(("ed", "ing")) and len(form) > 4 and "-" not in form:
        base = next((b for b in verbs_en.bases(form) if "v" in _letters(known.get(b, ""))), "")
        base = base or next((b for b in verbs_en.bases(form) if len(b) > 3 and b in known), "")
        if base:
            lone = not own or own[0] != "n" or _deed(form)
            if form.endswith("ing"):
                add("G", 0.3 if lone else -1.0, base)
                if "J" in found:
                    found["J"] = (found["J"][0] - 0.6, form)
            else:
                add("V", 0.0, base)
                add("E", -0.2, base)
                if "J" in found:
                    found["J"] = (found["J"][0] - 0.6, form)
        elif not own and form.endswith("ed"):
            add("E", 0.0, form)
            add("J", 0.0, form)
    if form.endswith("s") and not form.endswith("ss"):
        base = singular(form)
        if base != form:
            letters = _letters(known.get(base, "n"))
            add("N", -0.2 * max(0, letters.find("n")), base)
        for base in verbs_en.bases(form):
            letters = _letters(known.get(base, ""))
            if "v" in letters:
                add("V", -1.2 + _RANKS[letters.find("v")], base)
                break
    if form in PLURALS:
        add("N", 0.0, form)
    if "-" in form and not own:
        last = form.rpartition("-")[2]
        ends = _letters(known.get(last, ""))
        if last.endswith(("ed", "ing")) or verbs_en.irregular_base(last) or ends[:1] == "a":
            add("J", 0.0, form)
        else:
            add("N", 0.0, form)
            add("J", -0.3, form)
    if form.endswith("'s") or form.endswith("s'"):
        return (("J", 0.0, form),)
    if not found or (form in english() and not own and not past and set(found) <= {"V"}):
        if form.endswith("ly"):
            add("R", 0.0, form)
        elif _NOUN.match(form):
            add("N", 0.0, form)
        elif _ADJECTIVE.match(form):
            add("J", 0.0, form)
            add("N", -0.5, form)
        else:
            add("N", 0.0, form)
            if form.endswith("ing"):
                add("G", 0.0, form)
            elif not form.endswith("s"):
                add("J", -0.8, form)
    if form.endswith(("er", "est")) and "J" not in found and "a" not in own:
        for cut in (
            ((2, ""), (2, "e"), (3, "")) if form.endswith("er") else ((3, ""), (3, "e"), (4, ""))
        ):
            stem = form[: -cut[0]] + cut[1]
            for base in (stem, stem[:-1] + "y" if stem.endswith("i") else stem):
                if "a" in _letters(known.get(base, ""))[:2] and len(base) > 2:
                    add("J", 0.2 if "N" not in found else -0.3, base)
    return tuple((tag, weight, base) for tag, (weight, base) in found.items())
