"""Given names with their short and pet forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bookcore.entities.titles import never, rows
from bookcore.text.tokens import fold

# Letters that translators write in more than one way: Егор is Yegor and Egor, Мария Maria.
_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "",
    "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_SPELLINGS = (
    ("^e", "ye"), ("ey$", "ei"), ("ay$", "ai"), ("iy$", "y"), ("iy$", "i"), ("iya$", "ia"),
    ("yu", "iu"), ("ya$", "ia"), ("ks", "x"), ("kh", "h"),
)  # fmt: skip
_PATRONYMIC = re.compile("(?:ovich|evich|[yi]ich|yitch|ovitch|evitch|ovna|evna|ichna|inishna)$")


class Given(NamedTuple):
    """The full names that a form may stand for, and its gender when all agree.

    A `foreign` form (Пьер for Пётр) is another bearer's than the pet forms of the same name.
    """

    full: frozenset[str]
    gender: str
    foreign: bool


@cache
def given(language: str) -> dict[str, Given]:
    """Folded given name, full or short, to the full ones; in English the Russian ones too."""
    found = _listed(language)
    if language != "en":
        return found
    own = dict(found)
    unlike = never("en")
    latin: dict[str, list[tuple[str, Given]]] = {}
    for form, one in _listed("ru").items():
        for spelt in _spellings(form):
            latin.setdefault(spelt, []).append((form, one))
    for spelt, several in latin.items():
        if len(spelt) < 4 or spelt in own or spelt in unlike:
            continue
        genders = {one.gender for _, one in several}
        full = {s for _, one in several for name in one.full for s in _spellings(name)}
        own[spelt] = Given(
            frozenset(full),
            next(iter(genders)) if len(genders) == 1 else "",
            all(one.foreign for _, one in several),
        )
    return own


def patronymic_gender(word: str) -> str:
    """The gender that a Russian patronymic in Latin letters tells: Ilyich, Yegorovna."""
    if len(word) < 6 or not _PATRONYMIC.search(word):
        return ""
    return "female" if word.endswith("na") else "male"


def _spellings(form: str) -> Iterator[str]:
    """A Russian name as English books may spell it."""
    plain = "".join(_LATIN.get(letter, letter) for letter in form)
    found = {plain}
    # Ё is printed as е: Фёдор is Fyodor.
    found |= {f"{plain[:i]}yo{plain[i + 1 :]}" for i in range(1, len(plain)) if plain[i] == "e"}
    for old, new in _SPELLINGS:
        found |= {re.sub(old, new, one) for one in found}
    yield from sorted(found)


def _listed(language: str) -> dict[str, Given]:
    full: dict[str, set[str]] = {}
    genders: dict[str, set[str]] = {}
    foreign: set[str] = set()
    for name, gender, also in rows(f"given_{language}.tsv"):
        sex = {"m": "male", "f": "female"}[gender]
        for form in (name, *(w for w in also.split() if w != "-")):
            if form[0] == "~":
                form = form[1:]
                foreign.add(fold(form))
            full.setdefault(fold(form), set()).add(fold(name))
            genders.setdefault(fold(form), set()).add(sex)
    return {
        form: Given(
            frozenset(names),
            next(iter(genders[form])) if len(genders[form]) == 1 else "",
            form in foreign,
        )
        for form, names in full.items()
    }
