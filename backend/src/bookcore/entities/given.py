"""Given names with their short and pet forms."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from bookcore.entities.titles import rows
from bookcore.text.tokens import fold


class Given(NamedTuple):
    """The full names that a form may stand for, and its gender when all agree.

    A `foreign` form (Пьер for Пётр) is another bearer's than the pet forms of the same name.
    """

    full: frozenset[str]
    gender: str
    foreign: bool


@cache
def given(language: str) -> dict[str, Given]:
    """Folded given name, full or short, to the full ones."""
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
