"""Nominal groups of a Russian text: a noun with its adjectives, its number and its cases."""

from __future__ import annotations

from dataclasses import dataclass, field

from bookcore.text.english import listed, plural, with_article
from bookcore.text.lexicon import Entry, russian
from bookcore.text.phrases import MODIFIER_WORTH, WORTH
from bookcore.text.phrases_ru import senses
from bookcore.text.phrases_ru.prepositions import CASES
from bookcore.text.phrases_ru.readings import Reading, agree, readings
from bookcore.text.phrases_ru.sets import word_set
from bookcore.text.tokens import Token, fold, tokens

_NOT_HEADS = frozenset(
    ("abstract", "drop", "quantity", "sound", "smell", "quality", "place", "motion")
)
_NOT_MODIFIERS = frozenset(("abstract", "drop", "sound", "smell", "quantity"))
_PARTS = word_set("part of something")
_ALONE = word_set("part by itself")
_UNSEEN = word_set("unseen noun")
_SPOKEN = frozenset(("друг друга", "друг другу", "друг с", "друг к", "друг о", "друг за"))
_LIKE_ADJECTIVES = word_set("noun like an adjective")
_LIKENING = word_set("likening")
_MASS = word_set("mass")
_INDEFINITE = frozenset(("with", "of", "from", "like", ""))
"""Prepositions before which a mass noun has no article: `covered with snow`, `in the snow`."""
_BARE_STATES = frozenset(("dressed", "made", "built", "arranged"))
"""Participles that say something only together with how."""
_BREAKS = frozenset('.!?…—–-«":(„“;')
THE = word_set("the")


@dataclass(slots=True, eq=False)
class Part:
    """`with a red beard and a pipe`: a preposition, or nothing, before groups or plain words."""

    preposition: str
    groups: list[Group] = field(default_factory=list)
    words: str = ""

    def text(self) -> str:
        """The part as it stands in a sentence."""
        definite = self.preposition not in _INDEFINITE
        said = listed([g.inside(definite) for g in self.groups]) if self.groups else self.words
        return f"{self.preposition} {said}".strip()


@dataclass(slots=True, eq=False)
class Group:
    """A noun with what agrees with it; `first` to `last` are its tokens, both among them."""

    head: int
    first: int
    last: int
    lemma: str
    english: str
    word_class: str
    cases: frozenset[str]
    number: str
    gender: str
    animate: bool
    many: bool
    modifiers: list[str] = field(default_factory=list)
    tail: list[Part] = field(default_factory=list)
    count: str = ""
    worth: float = 0.0
    preposition: str = ""
    proxy: bool = False

    def noun(self) -> str:
        """The bare English noun in its number."""
        more = self.many or self.count not in ("", "one", "each", "another")
        return plural(self.english) if more else self.english

    def phrase(self) -> str:
        """The group without an article."""
        said = self.english.split()
        words = [m for m in dict.fromkeys(self.modifiers) if m not in said][:3]
        tail = (p.text() for p in self.tail)
        return " ".join(p for p in (self.count, *words, self.noun(), *tail) if p)

    def _parts(self) -> tuple[str, str]:
        """The adjectives with the noun, and what follows them."""
        tail = " ".join(p.text() for p in self.tail)
        kept, self.tail = self.tail, []
        text = self.phrase()
        self.tail = kept
        return text, f" {tail}" if tail else ""

    def opening(self) -> str:
        """The group with an article as it stands at the head of a sentence or a list."""
        text, tail = self._parts()
        return self._with_article(text) + tail

    def _with_article(self, text: str) -> str:
        plain = self.many or bool(self.count) or self.noun() in _MASS
        return text if plain else with_article(text)

    def inside(self, definite: bool = True) -> str:
        """The group with the article it takes in the middle of a sentence."""
        text, tail = self._parts()
        bare = not self.modifiers and not self.count and not self.proxy
        known = bare and self.noun() in THE and self.word_class != "person"
        if known and (definite or self.noun() not in _MASS):
            return f"the {text}{tail}"
        return self._with_article(text) + tail


class Source:
    """Tokens of a text with their readings."""

    def __init__(self, text: str) -> None:
        self.tokens: list[Token] = tokens(text)
        self.forms = [fold(t.text) for t in self.tokens]
        self._spoken = _spoken(self.forms)
        self.lemmas = [r[0].lemma if r else "" for r in map(self.read, range(len(self.forms)))]
        self.human = any(
            e.word_class in ("face", "clothing", "person", "expression", "headwear")
            for e in map(self._class, self.lemmas) if e
        )  # fmt: skip

    @staticmethod
    def _class(lemma: str) -> Entry | None:
        known = russian()
        return known.get((lemma, "NOUN")) or known.get((lemma, "VERB"))

    def read(self, i: int) -> tuple[Reading, ...]:
        if not 0 <= i < len(self.tokens) or not self.tokens[i].is_word or i in self._spoken:
            return ()
        return readings(self.forms[i])

    def is_word(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].is_word and i not in self._spoken

    def capital(self, i: int) -> bool:
        return self.tokens[i].text[0].isupper()

    def opens(self, i: int) -> bool:
        """Whether the token begins a sentence or a speech."""
        return i == 0 or self.forms[i - 1] in _BREAKS

    def nearby(self, i: int) -> frozenset[str]:
        return frozenset(self.lemmas[max(0, i - 12) : i + 13])


def _spoken(forms: list[str]) -> frozenset[int]:
    """Tokens inside quotation marks, when more than three words are said there."""
    found: set[int] = set()
    start = -1
    for i, form in enumerate(forms):
        if form in "«“„":
            start = i
        elif form in "»”" and start >= 0:
            if i - start > 5:
                found.update(range(start, i + 1))
            start = -1
    return frozenset(found)


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
            if source.forms[i - 1] in ("не", "ни") and i:
                return "", "", reading.lemma
            many = head.number == "plur"
            english = senses.adjective(reading.lemma, entry, word_class, head.gender, many)
            return english, entry.word_class, reading.lemma
        return "", "", reading.lemma
    return None


@dataclass(slots=True)
class _Said:
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


def _before(source: Source, i: int, head: Reading, word_class: str) -> _Said:
    """Agreeing adjectives before the head, its count and the place of the first of them."""
    said = _Said(reached=i)
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


def _after(source: Source, i: int, head: Reading, word_class: str) -> _Said:
    """Agreeing adjectives after the head: `глаза большие, серые`."""
    said = _Said(reached=i)
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
    for j in range(at + 1, min(at + 4, len(source.tokens))):
        if source.forms[j] in (",", "и"):
            continue
        if not source.is_word(j):
            return False
        if any(r.pos == "NOUN" and agree(r, head) for r in source.read(j)):
            return True
        if not any(r.pos in ("ADJF", "PRTF") for r in source.read(j)):
            return False
    return False


def _named(source: Source, i: int) -> Reading | None:
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


def _preposition(source: Source, first: int) -> str:
    return source.forms[first - 1] if first and source.forms[first - 1] in CASES else ""


def group_at(source: Source, i: int) -> Group | None:
    """The nominal group whose head is the word at i."""
    form = source.forms[i]
    if form in ("он", "она"):
        return _pronoun(source, i)
    if not source.is_word(i) or source.read(i)[0].pos in ("PREP", "CONJ", "PRCL", "NPRO"):
        return None
    name = _named(source, i)
    if name is not None:
        return _name(source, i, name)
    if source.capital(i) and not source.opens(i) and not _title(source, i):
        return None
    if _adjectival(source, i):
        return None
    best: tuple[float, Reading, Entry, _Said] | None = None
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
        before = _before(source, i, reading, entry.word_class)
        wanted = CASES.get(_preposition(source, before.reached), ())
        value = reading.score + len(before.lemmas)
        if wanted:
            value += 1.0 if reading.case in wanted else -1.0
        elif reading.case in ("gent", "datv", "loct"):
            value -= _oblique(source, before.reached)
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


def _title(source: Source, i: int) -> bool:
    """A title with a capital is still a common noun when the lexicon knows it as a person."""
    entry = russian().get((source.lemmas[i], "NOUN"))
    return entry is not None and entry.word_class == "person"


def _heads(source: Source, i: int, reading: Reading, entry: Entry) -> bool:
    if entry.word_class in ("abstract", "drop", "quantity", "place") and reading.lemma in _PARTS:
        return reading.lemma in _ALONE or any(r.case == "gent" for r in source.read(i + 1))
    if reading.lemma == "друг" and (
        " ".join(source.forms[i : i + 2]) in _SPOKEN
        or source.forms[max(0, i - 2) : i].count("друг")
    ):
        return False
    return entry.word_class not in _NOT_HEADS


def _build(
    source: Source, i: int, reading: Reading, entry: Entry, before: _Said, cases: frozenset[str]
) -> Group | None:
    after = _after(source, i, reading, entry.word_class)
    said_of = frozenset(before.lemmas + after.lemmas)
    many = reading.number == "plur"
    english, word_class = senses.noun(
        reading.lemma,
        entry,
        source.nearby(i),
        said_of,
        many and not reading.fixed_plural,
        _preposition(source, before.reached),
    )
    same = english == entry.senses[0]
    preposition = _preposition(source, before.reached)
    known_plural = reading.fixed_plural or (entry.plural and same) or english.endswith(("s ",))
    if reading.lemma in _UNSEEN or (
        reading.lemma in ("месяц", "свет")
        and (many or before.count or preposition in ("через", "на", "за"))
    ):
        return None
    if before.count and not preposition:
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


def _pronoun(source: Source, i: int) -> Group | None:
    if not source.human:
        return None
    he = source.forms[i] == "он"
    return Group(
        i, i, i, "он" if he else "она", "man" if he else "woman", "person", frozenset(("nomn",)),
        "sing", "masc" if he else "femn", True, False, worth=0.5, proxy=True,
    )  # fmt: skip


def _name(source: Source, i: int, reading: Reading) -> Group | None:
    """A named person is a man or a woman; names side by side are one person."""
    last = i
    while _named(source, last + 1) is not None if source.is_word(last + 1) else False:
        last += 1
    if reading.gender not in ("masc", "femn") or reading.number == "plur":
        return None
    cases = frozenset(r.case for r in source.read(i) if r.pos == "NOUN" and r.name == reading.name)
    before = _before(source, i, reading, "person")
    owner = next((r for r in source.read(i) if r.name == reading.name and r.case == "gent"), None)
    previous = source.read(i - 1)[:1]
    if owner is not None and previous and previous[0].pos == "NOUN" and not previous[0].name:
        reading, cases = owner, frozenset(("gent",))
    wanted = CASES.get(_preposition(source, before.reached), ())
    if wanted:
        cases = frozenset(c for c in cases if c in wanted) or frozenset((reading.case,))
    elif "nomn" in cases:
        cases = frozenset(("nomn",))
    worth = 0.6 + sum(MODIFIER_WORTH.get(c, 0.4) for c in before.classes[:3])
    return Group(
        i, before.reached, last, "", "man" if reading.gender == "masc" else "woman", "person",
        cases, "sing", reading.gender, True, False, before.english, [], "", worth,
        _preposition(source, before.reached), proxy=True,
    )  # fmt: skip
