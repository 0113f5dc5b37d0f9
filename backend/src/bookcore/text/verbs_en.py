"""English verbs: the base of a form, the participle that a picture needs."""

from __future__ import annotations

import re
from functools import cache

from bookcore.text.lexicon import rows

_VOWELS = "aeiou"
_ONE_SYLLABLE = re.compile("[^aeiou]*[aeiou][bdgklmnprtv]$")


@cache
def _forms() -> tuple[dict[str, str], dict[str, str], frozenset[str], frozenset[str]]:
    bases: dict[str, str] = {}
    gerunds: dict[str, str] = {}
    past: set[str] = set()
    participles: set[str] = set()
    for row in rows("verbs_en.tsv"):
        base, simple, participle, gerund = (row + [""] * 4)[:4]
        bases[simple] = bases[participle] = base
        past.add(simple)
        participles.add(participle)
        if gerund:
            gerunds[base] = gerund
    for word in ("ground", "wound", "saw", "felt", "left", "lay", "bore", "rent", "shed", "found"):
        bases.pop(word, None)
    bases |= {"saw": "see", "felt": "feel", "left": "leave", "lay": "lie", "bore": "bear"}
    bases |= {"found": "find", "wound": "wind", "shed": "shed", "lied": "lie"}
    return bases, gerunds, frozenset(past), frozenset(participles)


def is_past(form: str) -> bool:
    """Whether a form is an irregular simple past."""
    return form in _forms()[2]


def is_participle(form: str) -> bool:
    """Whether a form is an irregular past participle."""
    return form in _forms()[3]


def irregular_base(form: str) -> str:
    """The base of an irregular past or participle, or nothing."""
    return _forms()[0].get(form, "")


def bases(form: str) -> list[str]:
    """What a regular form may be a form of, the likelier first."""
    found: list[str] = []
    for ending, instead in (
        ("ied", ("y", "ie")), ("ed", ("", "e")), ("ying", ("y", "ie")), ("ing", ("", "e")),
        ("ies", ("y", "ie")), ("es", ("", "e")), ("s", ("",)),
    ):  # fmt: skip
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 2:
            continue
        if ending in ("ed", "ing") and len(stem) > 2 and stem[-1] == stem[-2]:
            found.append(stem[:-1])
        found += [stem + end for end in instead]
    return found


def gerund(form: str, base: str) -> str:
    """The -ing word of a verb, from the form that stands and its base."""
    if form.endswith("ing") and (form != base or any(v in form[:-3] for v in _VOWELS)):
        return form
    special = _forms()[1].get(base)
    if special:
        return special
    if form.endswith("eed") and base.endswith("ee"):
        return form[:-1] + "ing"
    if form.endswith("ied"):
        return form[:-3] + "ying"
    if form.endswith("ed") and form != base and not irregular_base(form):
        return form[:-2] + "ing"
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "ye", "oe")) and len(base) > 2:
        return base[:-1] + "ing"
    if _ONE_SYLLABLE.match(base) or base in ("begin", "forget", "upset"):
        return base + base[-1] + "ing"
    return base + "ing"
