"""How old somebody is said to be in years: `Варьке шёл тринадцатый год`, `Varya was twelve`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bookcore.entities.model import Gender, Passage, Trait, digest
from bookcore.entities.subjects import Mentions, Told
from bookcore.text.sentences import sentences

_TEENS_RU = (
    "одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат",
    "восемнадцат", "девятнадцат",
)  # fmt: skip
_RU_TENS = {"двадцат": 20, "тридцат": 30, "сорок": 40, "пятьдесят": 50, "пятидесят": 50,
            "шестьдесят": 60, "шестидесят": 60, "семьдесят": 70, "семидесят": 70,
            "восемьдесят": 80, "восьмидесят": 80, "девяност": 90}  # fmt: skip
_RU_ORDINAL = {"перв": 1, "втор": 2, "трет": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7,
               "восьм": 8, "девят": 9, "десят": 10}  # fmt: skip
_EN = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_EN_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
            "eighty": 80, "ninety": 90}  # fmt: skip
_ONES_RU = {"одн": 1, "один": 1, "два": 2, "две": 2, "двух": 2, "три": 3, "трех": 3, "четыр": 4,
            **_RU_ORDINAL, "семь": 7, "семи": 7, "восьми": 8, "восемь": 8}  # fmt: skip
_ONE = "(?:одн|один|дв|тр|четыр|перв|втор|четв|пят|шест|сед|сем|вос|дев|дес)"
_NUMBER_RU = rf"(?P<n>\d{{1,2}}|[а-я]+(?:\s{_ONE}[а-я]+)?)"
# `лет пять` is how long, `лет пяти` how old.
_GENITIVE_RU = rf"(?P<n>\d{{1,2}}|(?:[а-я]+\s)?{_ONE}?[а-я]*(?:[а-я]и|сорока|ух|ех|ого))"
_NUMBER_EN = r"(?P<n>\d{1,2}|[a-z]+(?:-[a-z]+)?)"
_SAID = {
    "ru": (
        (re.compile(rf"\b(?:по)?шел\s+(?:уже\s+|всего\s+)?{_NUMBER_RU}(?:-й)?\s+год\b"), 1),
        (re.compile(rf"\b(?:было|исполнилось|минуло|стукнуло)\s+(?:уже\s+|всего\s+|едва\s+)?"
                    rf"{_NUMBER_RU}\s+(?:лет|года?)\b"), 0),
        (re.compile(rf"\b(?:было|исполнилось|минуло|стукнуло)\s+(?:уже\s+)?лет\s+{_NUMBER_RU}\b"), 0),
        (re.compile(rf"\bлет\s+{_GENITIVE_RU}\b(?!\s+(?:назад|тому|от))"), 0),
        (re.compile(r"\b(?P<n>[а-я]+?)летн(?:ий|яя|ему|его|ей|юю|им)\b"), 0),
    ),
    "en": (
        (re.compile(rf"\b(?!it\b|that\b|this\b|there\b|which\b|what\b|time\b|one\b)[a-z]+\s(?:was|is)\s"
                    rf"(?:now\s|only\s|just\s|about\s|barely\s|hardly\s|nearly\s)?"
                    rf"{_NUMBER_EN}(?=\syears?\sold\b|\s*[,.;](?:\s|$)|\sand\b)"), 0),
        (re.compile(rf"\b{_NUMBER_EN}[\s-]years?[\s-](?:old|of\sage)\b"), 0),
        (re.compile(rf"\b(?:girl|boy|child|man|woman|lad|lady|youth|gentleman)\sof\s"
                    rf"(?:about\s|some\s)?{_NUMBER_EN}\b"), 0),
    ),
}  # fmt: skip
_CHILD, _YOUNG, _OLD = 13, 25, 60
_BACK = 2
# `Когда ему было лет пять`: how old somebody was once.
_MEMORY = re.compile(
    r"\b(?:когда|вспомн|помн|детств|прежде|некогда|племянни|сын|доч|when|remember|once|had been"
    r"|childhood|ago|назад)"
)
_WORDS: dict[str, dict[Gender | None, str]] = {
    "child": {"male": "little boy", "female": "little girl", None: "little child"},
    "young": {"male": "young man", "female": "young woman", None: "young person"},
    "old": {"male": "old man", "female": "old woman", None: "old person"},
}
_CHILDREN = frozenset(_WORDS["child"].values())


def years_of(word: str, language: str) -> int | None:
    """The number that a word says: `тринадцатый`, `двенадцати`, `forty-two`."""
    if word.isdigit():
        return int(word)
    if language == "en":
        ten, _, one = word.partition("-")
        if one:
            known = ten in _EN_TENS and one in _EN[1:10]
            return _EN_TENS[ten] + _EN.index(one) if known else None
        return _EN.index(word) if word in _EN else _EN_TENS.get(word)
    total = 0
    for part in word.split():
        teens = next((11 + i for i, stem in enumerate(_TEENS_RU) if part.startswith(stem)), 0)
        tens = next((n for stem, n in _RU_TENS.items() if part.startswith(stem)), 0)
        ones = next((n for stem, n in _ONES_RU.items() if part.startswith(stem)), 0)
        if not (teens or tens or ones):
            return None
        total += teens or tens or ones
    return total or None


def ages(text: str, language: str) -> Iterator[int]:
    """Every age in years that a text says."""
    said = text.lower().replace("ё", "е")
    for pattern, more in _SAID[language]:
        for match in pattern.finditer(said):
            years = years_of(match["n"], language)
            if years is not None and 2 <= years - more <= 99:
                yield years - more


def _group(years: int) -> str:
    if years <= _CHILD:
        return "child"
    return "young" if years < _YOUNG else "old" if years >= _OLD else ""


def without_memories(traits: Iterable[Trait]) -> list[Trait]:
    """Traits without a child's age of somebody whom the book shows grown up."""
    own = list(traits)
    grown = any(
        t.aspect == "beard"
        or (
            t.aspect == "look"
            and t.text.rpartition(" ")[2] in ("man", "woman", "gentleman", "lady")
        )
        for t in own
    )
    return [t for t in own if not (grown and t.aspect == "age" and t.text in _CHILDREN)]


def told_ages(passage: Passage, reading: Told, mentions: Mentions) -> Iterator[Trait]:
    """The age of whom a passage is about, said in it or in the two sentences before it."""
    language = mentions.language
    before = passage.before.rstrip()
    shift = passage.start - len(passage.before)
    first = reading.turns[0].entity if reading.turns else None
    last = sentences(before, language)[-_BACK:] if first is not None else []
    for start, end in reversed(last):
        if first is None or (end < len(before) and "\n" in before[end:].strip(" ")):
            break
        named = mentions.within(passage, shift + start, shift + end)
        people = {s.entity.id for s in named if s.entity.kind == "character"}
        if people - {first.id}:
            break
        if people:
            yield from _traits(passage, before[start:end], shift + start, first.id, first.gender,
                               language)  # fmt: skip
    for start, end in sentences(passage.text, language):
        whom = [t for t in reading.turns if t.start < end]
        inside = [t.entity for t in whom if t.start >= start and t.entity is not None]
        one = inside[0] if inside else None
        if any(start <= s.start < end and not s.subject for s in reading.strangers):
            continue
        if one is not None and all(other.id == one.id for other in inside):
            yield from _traits(passage, passage.text[start:end], passage.start + start, one.id,
                               one.gender, language)  # fmt: skip


def _traits(
    passage: Passage, text: str, at: int, entity: str, gender: Gender | None, language: str
) -> Iterator[Trait]:
    if _MEMORY.search(text.lower()):
        return
    for years in ages(text, language):
        group = _group(years)
        if group:
            said = _WORDS[group][gender]
            start, end = at, at + len(text.rstrip())
            name = digest(entity, passage.chapter, start, "age", said)
            quote = text.rstrip()
            yield Trait(name, entity, "age", said, quote, passage.chapter, start, end)
            return
