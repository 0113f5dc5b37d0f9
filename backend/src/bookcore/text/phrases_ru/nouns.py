"""Nominal groups of a Russian text: a noun with its adjectives, its number and its cases."""

from __future__ import annotations

from bookcore.text.lexicon import Entry, russian
from bookcore.text.phrases import MODIFIER_WORTH, WORTH
from bookcore.text.phrases_ru import senses
from bookcore.text.phrases_ru.groups import Group
from bookcore.text.phrases_ru.modifiers import Said, after_head, before_head, entry_of
from bookcore.text.phrases_ru.names import name_group, named, pronoun_group
from bookcore.text.phrases_ru.prepositions import CASES
from bookcore.text.phrases_ru.readings import Reading, agree
from bookcore.text.phrases_ru.sets import word_set
from bookcore.text.phrases_ru.source import Source

_NOT_HEADS = frozenset(
    ("abstract", "drop", "quantity", "sound", "smell", "quality", "place", "motion")
)
_PARTS = word_set("part of something")
_ALONE = word_set("part by itself")
_LOOSE = word_set("adverb or preposition")
_UNSEEN = word_set("unseen noun")
_SPOKEN = frozenset(("друг друга", "друг другу", "друг с", "друг к", "друг о", "друг за"))
_LIKE_ADJECTIVES = word_set("noun like an adjective")


def group_at(source: Source, i: int) -> Group | None:
    """The nominal group whose head is the word at i."""
    form = source.forms[i]
    if form in ("он", "она"):
        return pronoun_group(source, i)
    if not source.is_word(i) or source.read(i)[0].pos in ("PREP", "CONJ", "PRCL", "NPRO"):
        return None
    name = None if _on_the_map(source, i) else named(source, i)
    if name is not None:
        return name_group(source, i, name)
    if source.capital(i) and not source.opens(i) and not _title(source, i):
        return None
    if _adjectival(source, i):
        return None
    best: tuple[float, Reading, Entry, Said] | None = None
    cases: dict[str, float] = {}
    all_readings = source.read(i)
    for reading in all_readings:
        if reading.pos != "NOUN":
            if reading is all_readings[0] and reading.score > 0.7 and reading.pos != "ADJF":
                return None
            continue
        entry = entry_of(reading)
        if entry is None or not entry.senses or not _heads(source, i, reading, entry):
            continue
        before = before_head(source, i, reading, entry.word_class)
        wanted = CASES.get(source.preposition(before.reached), ())
        value = reading.score + len(before.lemmas)
        if wanted:
            value += 1.0 if reading.case in wanted else -1.0
        elif reading.case in ("gent", "datv", "loct"):
            value -= _oblique(source, before.reached)
        if reading.lemma == "грудь" and reading.number == "sing":
            value += 0.5
        cases[reading.case] = value
        if best is None or value > best[0]:
            best = (value, reading, entry, before)
    if best is None:
        return None
    value, reading, entry, before = best
    near = frozenset(c for c, v in cases.items() if v > value - 0.95)
    return _build(source, i, reading, entry, before, near)


def _oblique(source: Source, first: int) -> float:
    """How unlikely an oblique case without a preposition is at this place."""
    if source.opens(first):
        return 0.9
    previous = source.read(first - 1)[:1]
    if not previous:
        return 0.3
    if source.forms[first - 1] in ("не", "ни", "нет"):
        return 0.0
    return 0.45 if previous[0].pos in ("VERB", "GRND", "INFN", "ADVB", "CONJ", "PRTS") else 0.0


def _adjectival(source: Source, i: int) -> bool:
    """A word that may be an adjective is one before a noun, and wherever that is likelier."""
    found = source.read(i)
    adjectives = [r for r in found if r.pos in ("ADJF", "PRTF")]
    if not adjectives:
        return False
    if _joins_adjective(source, i, adjectives):
        return True
    if found[0].pos != "NOUN" and not any(
        r.pos == "NOUN" and r.lemma in _LIKE_ADJECTIVES for r in found
    ):
        return True
    at = i + 1
    while at < min(i + 6, len(source.tokens)):
        if source.forms[at] in (",", "и") or source.lemmas[at] in senses.STEPPED:
            at += 1
            continue
        following = source.read(at)
        if any(r.pos == "NOUN" and agree(r, a) for r in following for a in adjectives):
            return True
        if not following or following[0].pos not in ("ADJF", "PRTF", "ADVB"):
            return False
        at += 1
    return False


def _joins_adjective(source: Source, i: int, adjectives: list[Reading]) -> bool:
    """`листья, зеленые, но уже мертвые`: one more adjective of the noun before."""
    at = i - 1
    while at > 0 and (source.forms[at] in ("и", "но", ",", "уже", "еще", "а", "же")):
        at -= 1
    if at in (i - 1, -1) or not source.is_word(at):
        return False
    before = source.read(at)[:1]
    return (
        bool(before)
        and before[0].pos in ("ADJF", "PRTF")
        and any(agree(before[0], a) for a in adjectives)
    )


def _on_the_map(source: Source, i: int) -> bool:
    """A mountain or a river that the lexicon knows is nobody's name."""
    entry = russian().get((source.lemmas[i], "NOUN"))
    return entry is not None and entry.word_class in (
        "mountain",
        "water",
        "settlement",
        "landscape",
    )


def _title(source: Source, i: int) -> bool:
    """A title with a capital is still a common noun when the lexicon knows it as a person."""
    entry = russian().get((source.lemmas[i], "NOUN"))
    return entry is not None and (entry.word_class == "person" or _on_the_map(source, i))


def _heads(source: Source, i: int, reading: Reading, entry: Entry) -> bool:
    if entry.word_class in ("abstract", "drop", "quantity", "place") and reading.lemma in _PARTS:
        return reading.lemma in _ALONE or any(r.case == "gent" for r in source.read(i + 1))
    if reading.lemma == "друг" and (
        " ".join(source.forms[i : i + 2]) in _SPOKEN
        or source.forms[max(0, i - 2) : i].count("друг")
    ):
        return False
    if entry.word_class == "motion":
        return any(r.pos == "ADJF" and agree(r, reading) for r in source.read(i - 1))
    return entry.word_class not in _NOT_HEADS


def _build(
    source: Source, i: int, reading: Reading, entry: Entry, before: Said, cases: frozenset[str]
) -> Group | None:
    after = after_head(source, i, reading, entry.word_class)
    preposition = source.preposition(before.reached)
    if preposition in _LOOSE and not cases & set(CASES[preposition]):
        preposition = ""
    said_of = frozenset(before.lemmas + after.lemmas)
    many = reading.number == "plur"
    english, word_class = senses.noun(
        reading.lemma,
        entry,
        source.nearby(i),
        said_of,
        many and not reading.fixed_plural,
        source.preposition(before.reached),
    )
    same = english == entry.senses[0]
    known_plural = reading.fixed_plural or (entry.plural and same) or english.endswith(("s ",))
    if reading.lemma in _UNSEEN or (
        reading.lemma in ("месяц", "свет")
        and (many or before.count or preposition in ("через", "на", "за"))
    ):
        return None
    if before.count and not preposition and reading.case not in ("ablt", "datv", "loct"):
        cases |= {"nomn", "accs"}
    classes = (before.classes + after.classes)[:3]
    if word_class == "time" and not classes and not cases & {"nomn"}:
        return None
    worth = WORTH.get(word_class, 0.4) + sum(MODIFIER_WORTH.get(c, 0.4) for c in classes)
    group = Group(
        i, before.reached, after.reached, reading.lemma, english, word_class, cases,
        reading.number, reading.gender, reading.animate,
        (many and not known_plural and reading.lemma not in ("огонь", "огонек", "стекло"))
        or (many and reading.lemma in ("огонь", "огонек", "стекло") and same),
        before.english + after.english, [], before.count, worth, preposition,
    )  # fmt: skip
    if known_plural:
        group.many = False
    return group
