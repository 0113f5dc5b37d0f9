"""People who are named or meant by a pronoun: a man or a woman."""

from __future__ import annotations

from bookcore.text.lexicon import russian
from bookcore.text.phrases import MODIFIER_WORTH
from bookcore.text.phrases_ru.groups import Group
from bookcore.text.phrases_ru.modifiers import before_head
from bookcore.text.phrases_ru.prepositions import CASES
from bookcore.text.phrases_ru.readings import Reading
from bookcore.text.phrases_ru.source import Source


def named(source: Source, i: int) -> Reading | None:
    """A person's name: its nominal reading."""
    if not source.capital(i):
        return None
    for reading in source.read(i):
        if reading.pos == "NOUN" and reading.name in ("Name", "Surn", "Patr"):
            common = reading.score < 0.3 or (reading.lemma, "NOUN") in russian()
            if source.opens(i) and (common or not reading.known) and not _acts(source, i, reading):
                continue
            return reading
    if source.opens(i):
        return None
    for reading in source.read(i):
        if reading.name == "Geox" or (reading.lemma, "NOUN") in russian():
            return None
        if reading.pos == "NOUN" and reading.animate and reading.gender in ("masc", "femn"):
            return reading if _acts(source, i, reading) else None
    return None


def _acts(source: Source, i: int, noun: Reading) -> bool:
    """Whether a verb beside an unknown capitalised word makes it somebody who does something."""
    if noun.case != "nomn":
        return False
    return any(
        r.pos == "VERB" and r.gender in ("", noun.gender) and (r.lemma, "VERB") in russian()
        for j in (i - 1, i + 1)
        for r in source.read(j)[:1]
    )


def pronoun_group(source: Source, i: int) -> Group | None:
    if not source.human:
        return None
    he = source.forms[i] == "он"
    return Group(
        i, i, i, "он" if he else "она", "man" if he else "woman", "person", frozenset(("nomn",)),
        "sing", "masc" if he else "femn", True, False, worth=0.5, proxy=True,
    )  # fmt: skip


def name_group(source: Source, i: int, reading: Reading) -> Group | None:
    """A named person is a man or a woman; names side by side are one person."""
    last = i
    while named(source, last + 1) is not None if source.is_word(last + 1) else False:
        last += 1
    if reading.gender not in ("masc", "femn") or reading.number == "plur":
        return None
    cases = frozenset(r.case for r in source.read(i) if r.pos == "NOUN" and r.name == reading.name)
    before = before_head(source, i, reading, "person")
    owner = next((r for r in source.read(i) if r.name == reading.name and r.case == "gent"), None)
    previous = source.read(i - 1)[:1]
    if owner is not None and previous and previous[0].pos == "NOUN" and not previous[0].name:
        reading, cases = owner, frozenset(("gent",))
    wanted = CASES.get(source.preposition(before.reached), ())
    if wanted:
        cases = frozenset(c for c in cases if c in wanted) or frozenset((reading.case,))
    elif "nomn" in cases:
        cases = frozenset(("nomn",))
    worth = 0.6 + sum(MODIFIER_WORTH.get(c, 0.4) for c in before.classes[:3])
    return Group(
        i, before.reached, last, "", "man" if reading.gender == "masc" else "woman", "person",
        cases, "sing", reading.gender, True, False, before.english, [], "", worth,
        source.preposition(before.reached), proxy=True, same=reading.lemma,
    )  # fmt: skip
