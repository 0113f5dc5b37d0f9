"""Adjectives and participles that agree with a noun, before and after it."""

from __future__ import annotations

from dataclasses import dataclass, field

from bookcore.text.lexicon import Entry, russian
from bookcore.text.phrases_ru import senses
from bookcore.text.phrases_ru.readings import Reading, agree
from bookcore.text.phrases_ru.sets import word_set
from bookcore.text.phrases_ru.source import Source

_NOT_MODIFIERS = frozenset(("abstract", "drop", "sound", "smell", "quantity"))
_LIKENING = word_set("likening")
_LIKE = frozenset(("как", "словно", "будто", "точно"))
_WHOLLY = frozenset(("совсем", "очень", "слишком", "вполне", "так", "столь", "особенно", "весьма"))
_BARE_STATES = frozenset(("dressed", "made", "built", "arranged"))
"""Participles that say something only together with how."""


def entry_of(reading: Reading) -> Entry | None:
    """The lexicon's row for a noun, an adjective or a participle."""
    known = russian()
    if reading.pos == "NOUN":
        return known.get((reading.lemma, "NOUN"))
    found = known.get((reading.lemma, "ADJ"))
    if found is None and reading.pos in ("PRTF", "PRTS"):
        return _participle(reading, known.get((reading.lemma, "VERB")))
    if found is None and "-" in reading.lemma:
        found = known.get((reading.lemma.rsplit("-", 1)[1], "ADJ"))
    return found


def _participle(reading: Reading, verb: Entry | None) -> Entry | None:
    if verb is None:
        return None
    if reading.voice == "pssv":
        return verb._replace(senses=verb.senses[1:]) if len(verb.senses) > 1 else None
    return verb._replace(senses=verb.senses[:1])


def modifier(
    source: Source, i: int, head: Reading, word_class: str, counted: bool = False
) -> tuple[str, str, str] | None:
    """(English, class, lemma) of the word at i when it agrees with the head; English may be ""."""
    for reading in source.read(i):
        if reading.pos not in ("ADJF", "PRTF") or reading.lemma in _LIKENING:
            continue
        if not agree(reading, head) and not (
            counted and reading.number == "plur" and reading.case in ("nomn", "gent", "accs")
        ):
            continue
        entry = entry_of(reading)
        if entry and entry.senses and entry.word_class not in _NOT_MODIFIERS:
            if negated(source, i):
                return "", "", reading.lemma
            many = head.number == "plur"
            english = senses.adjective(reading.lemma, entry, word_class, head.gender, many)
            return english, entry.word_class, reading.lemma
        return "", "", reading.lemma
    return None


def negated(source: Source, i: int) -> bool:
    """`не твердый`, `не совсем твердый`."""
    if i > 1 and source.forms[i - 1] in _WHOLLY:
        i -= 1
    return i > 0 and source.forms[i - 1] in ("не", "ни")


@dataclass(slots=True)
class Said:
    english: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    count: str = ""
    reached: int = 0

    def add(self, said: tuple[str, str, str], degree: str, front: bool) -> None:
        english, word_class, lemma = said
        self.lemmas.append(lemma)
        if english and (degree or english not in _BARE_STATES):
            text = f"{degree} {english}" if degree and " " not in english else english
            self.english.insert(0, text) if front else self.english.append(text)
            self.classes.append(word_class)


def before_head(source: Source, i: int, head: Reading, word_class: str) -> Said:
    """Agreeing adjectives before the head, its count and the place of the first of them."""
    said = Said(reached=i)
    counted = any(r.pos == "NUMR" for j in range(max(0, i - 4), i) for r in source.read(j)[:1])
    at, misses = i - 1, 0
    while at >= 0 and misses < 3:
        form = source.forms[at]
        lemma = source.lemmas[at]
        several = head.case == "gent" and head.number == "plur"
        if lemma == "несколько" and not several:
            misses += 1
            at -= 1
            continue
        if lemma in senses.COUNTS:
            said.count, said.reached = senses.COUNTS[lemma], at
            break
        skipped = _likeness(source, at)
        if skipped >= 0:
            at = skipped
            continue
        if lemma in ("другой", "каждый") and misses == 0:
            other = "each" if lemma == "каждый" else "other" if head.number == "plur" else "another"
            said.count, said.reached = other, at
            break
        if form in (",", "и", "но", "а") or form in senses.DEGREES or lemma in senses.STEPPED:
            if form in (",", "и", "но", "а") and at == i - 1:
                break
            misses += 1
        elif source.is_word(at):
            found = modifier(source, at, head, word_class, counted)
            if found is None or _detached(source, at):
                break
            before = source.forms[at - 1] if at else ""
            said.add(found, senses.degree(before), front=True)
            misses, said.reached = 0, at
        else:
            break
        at -= 1
    return said


def after_head(source: Source, i: int, head: Reading, word_class: str) -> Said:
    """Agreeing adjectives after the head: `глаза большие, серые`."""
    said = Said(reached=i)
    at, misses = i + 1, 0
    while at < len(source.tokens) and misses < 3:
        form = source.forms[at]
        if form in (",", "и", "но") or form in senses.DEGREES:
            misses += 1
        elif source.is_word(at):
            found = modifier(source, at, head, word_class)
            if found is None or _has_dependents(source, at):
                break
            if _own_noun(source, at, head):
                break
            said.add(found, senses.degree(source.forms[at - 1]), front=False)
            misses, said.reached = 0, at
        else:
            break
        at += 1
    return said


def _likeness(source: Source, at: int) -> int:
    """`белыми, как снег, зубами`: the token before a likeness that ends at `at`, or -1."""
    last = at - 1 if source.forms[at] == "," else at
    for first in (last - 1, last - 2):
        if first > 1 and source.forms[first] in _LIKE and source.is_word(last):
            before = first - 1
            return before - 1 if source.forms[before] == "," else before
    return -1


def _detached(source: Source, at: int) -> bool:
    """`людям, освещенным огнем`: a participle after a comma that agrees with the noun before."""
    if at < 2 or source.forms[at - 1] != "," or source.read(at)[0].pos != "PRTF":
        return False
    return any(
        n.pos == "NOUN" and p.pos == "PRTF" and agree(p, n)
        for n in source.read(at - 2)
        for p in source.read(at)
    )


def _has_dependents(source: Source, at: int) -> bool:
    """A participle with its own words after it is a phrase of its own."""
    first = source.read(at)[:1]
    return (
        bool(first)
        and first[0].pos == "PRTF"
        and source.is_word(at + 1)
        and (source.forms[at + 1] not in ("и", "а", "но"))
    )


def _own_noun(source: Source, at: int, head: Reading) -> bool:
    """Whether the adjective belongs to a later noun that agrees with it as well."""
    own = [r for r in source.read(at) if r.pos in ("ADJF", "PRTF")]
    for j in range(at + 1, min(at + 4, len(source.tokens))):
        if source.forms[j] in (",", "и"):
            continue
        if not source.is_word(j):
            return False
        if any(
            r.pos == "NOUN" and (agree(r, head) or any(agree(r, a) for a in own))
            for r in source.read(j)
        ):
            return True
        if not any(r.pos in ("ADJF", "PRTF") for r in source.read(j)):
            return False
    return False
