"""Somebody whom a Russian description shows without a noun or a name."""

from __future__ import annotations

from dataclasses import replace

from bookcore.text.english import with_article
from bookcore.text.lexicon import russian
from bookcore.text.phrases import Phrase
from bookcore.text.phrases_ru.facts import Fact
from bookcore.text.phrases_ru.source import Source

_PERSONAL = frozenset(("face", "body", "clothing", "headwear", "expression", "posture"))


def somebody(source: Source, found: list[Fact]) -> list[Fact]:
    """With a man or a woman before the looks of somebody whom only a pronoun names."""
    if any(p.word_class in ("person", "crowd") for f in found for p in f.phrases) or any(
        "man's" in f.text for f in found
    ):
        return found
    his, hers = ({"его", "него", "ему", "нем", "им"}, {"ее", "нее", "ей", "ней", "нею", "ею"})
    forms = source.forms
    told = {"man" if f in his else "woman" for f in forms if f in his | hers}
    acted = _by_verbs(source)
    gender = told.pop() if len(told) == 1 else "" if told else acted
    if acted and gender and acted != gender:
        gender = gender if "я" not in forms and not _acting(found) else ""
    personal = sum(f.word_class in _PERSONAL for f in found)
    acting = any(
        f.acting and not f.subject and f.word_class in ("posture", "expression") for f in found
    )
    if personal < 2 and not acting:
        return found
    at = next(
        (i for i, f in enumerate(found) if f.word_class in _PERSONAL),
        -1,
    )
    if not gender or at < 0:
        return found
    fact = found[at]
    if not fact.acting and fact.plain:
        said = ""
    elif fact.acting:
        said = f"{gender} {fact.text}" if not fact.subject else ""
        head, deed = f"a {gender}", fact.deed
    else:
        linked = "with" if fact.word_class in ("face", "body", "expression") else "in"
        said = f"{gender} {linked} {fact.text if fact.many else with_article(fact.text)}"
        head, deed = f"a {said}", ""
    person = Phrase(gender, "person", fact.start, fact.start)
    if not said:
        lone = Fact(
            gender, gender, "person", fact.start, fact.start, 0.9, False, False, f"a {gender}",
            (person,), head=f"a {gender}", sex=gender, plain=True,
        )  # fmt: skip
        return [lone, *found]
    new = replace(
        fact, text=said, opening=f"a {said}", subject=gender, word_class="person", worth=fact.worth + 0.6, many=False,
        phrases=(person, *fact.phrases), head=head, deed=deed, sex=gender, plain=False,
    )  # fmt: skip
    return [*found[:at], new, *found[at + 1 :]]


def _acting(found: list[Fact]) -> bool:
    """Whether somebody without a name does something."""
    return any(f.acting and not f.subject for f in found)


def _by_verbs(source: Source) -> str:
    """The sex that the past tenses agree with, when they agree on one."""
    genders = {
        r.gender
        for i in range(len(source.tokens))
        for r in source.read(i)[:1]
        if r.pos == "VERB" and r.tense == "past" and r.number == "sing"
        and (r.lemma, "VERB") in russian()
        and russian()[(r.lemma, "VERB")].word_class in ("expression", "posture", "motion")
    }  # fmt: skip
    return (
        {"masc": "man", "femn": "woman"}.get(next(iter(genders)), "") if len(genders) == 1 else ""
    )
