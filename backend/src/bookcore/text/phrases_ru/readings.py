"""The grammatical readings of Russian word forms."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from bookcore.text.lexicon import rows
from bookcore.text.words import morphology


class Reading(NamedTuple):
    """One grammatical reading of a form; empty strings where a category is absent."""

    lemma: str
    pos: str
    case: str
    number: str
    gender: str
    score: float
    fixed_plural: bool
    tense: str = ""
    person: str = ""
    mood: str = ""
    voice: str = ""
    transitive: bool = False
    animate: bool = False
    name: str = ""
    perfective: bool = False
    known: bool = True


_CASES = {"gen2": "gent", "acc2": "accs", "loc2": "loct", "gen1": "gent", "loc1": "loct"}
_LEMMAS = {"больший": "большой", "люди": "человек", "кос": "коса"}
_NAMES = ("Name", "Surn", "Patr", "Geox")


@cache
def _likelier() -> dict[str, str]:
    """The lemmas of forms whose likeliest reading by frequency is seldom right in fiction."""
    return {row[0]: row[1] for row in rows("likelier_ru.tsv")}


@lru_cache(maxsize=60_000)
def readings(form: str) -> tuple[Reading, ...]:
    """The likely readings of a folded form, the likeliest first."""
    found: list[Reading] = []
    wanted = _likelier().get(form)
    for parse in morphology().parse(form)[:14]:
        if wanted and parse.normal_form.replace("ё", "е") != wanted:
            continue
        if parse.score < 0.01 and found:
            continue
        tag = parse.tag
        case = str(tag.case or "")
        lemma = parse.normal_form.replace("ё", "е")
        found.append(
            Reading(
                _LEMMAS.get(lemma, lemma),
                str(tag.POS or ""),
                _CASES.get(case, case),
                str(tag.number or ""),
                str(tag.gender or ""),
                float(parse.score),
                "Pltm" in tag,
                str(tag.tense or ""),
                str(tag.person or ""),
                str(tag.mood or ""),
                str(tag.voice or ""),
                tag.transitivity == "tran",
                tag.animacy == "anim",
                next((n for n in _NAMES if n in tag), ""),
                str(tag.aspect or "") == "perf",
                parse.is_known,
            )
        )
    return tuple(found)


def agree(a: Reading, b: Reading) -> bool:
    """Whether an adjective's reading fits a noun's."""
    return (
        a.case == b.case
        and a.number == b.number
        and (a.number == "plur" or not a.gender or not b.gender or a.gender == b.gender)
    )
