"""Short grammar of a Russian form: enough to tell a verb's agreement beside a name."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from bookcore.text.words import morphology

_CASES = {"gen2": "gent", "acc2": "accs", "loc2": "loct", "gen1": "gent", "loc1": "loct"}
MARKED = frozenset(("Name", "Surn", "Patr", "Geox"))


class Reading(NamedTuple):
    """One reading; empty strings where a category is absent, `animate` of nouns alone."""

    lemma: str
    pos: str
    case: str
    number: str
    gender: str
    score: float
    animate: bool
    name: bool


@lru_cache(maxsize=30_000)
def readings(form: str) -> tuple[Reading, ...]:
    """The readings of a folded form, the likeliest first."""
    found = []
    for parse in morphology().parse(form):
        tag = parse.tag
        case = str(tag.case or "")
        found.append(
            Reading(
                parse.normal_form.replace("ё", "е"),
                str(tag.POS or ""),
                _CASES.get(case, case),
                str(tag.number or ""),
                str(tag.gender or ""),
                float(parse.score),
                "anim" in tag,
                bool(MARKED & tag.grammemes),
            )
        )
    return tuple(found)


@lru_cache(maxsize=30_000)
def plain_word(form: str) -> bool:
    """Whether a form is in the dictionary and never a name."""
    return morphology().word_is_known(form) and not any(r.name for r in readings(form))


@lru_cache(maxsize=30_000)
def function_word(form: str) -> bool:
    """Whether a dictionary form is no noun, no adjective and no name in any likely reading."""
    return plain_word(form) and all(
        r.pos not in ("NOUN", "ADJF", "ADJS", "PRTF", "PRTS")
        for r in readings(form)
        if r.score >= 0.15
    )
