"""Which English a Russian word takes in its place: homonyms, limbs, people, small words."""

from __future__ import annotations

from functools import cache

from bookcore.text.lexicon import CLASSES, Entry, rows, russian
from bookcore.text.phrases_ru.sets import word_set

COUNTS = {
    "два": "two", "двое": "two", "оба": "both", "три": "three", "трое": "three", "четыре": "four",
    "четверо": "four", "пять": "five", "шесть": "six", "семь": "seven", "восемь": "eight",
    "девять": "nine", "десять": "ten", "двенадцать": "twelve", "двадцать": "twenty",
    "тридцать": "thirty", "сорок": "forty", "пятьдесят": "fifty", "шестьдесят": "sixty",
    "семьдесят": "seventy", "сто": "a hundred", "несколько": "several", "много": "many",
    "множество": "many",
}  # fmt: skip
AGES = {
    "пятнадцать": "fifteen", "шестнадцать": "sixteen", "семнадцать": "seventeen",
    "восемнадцать": "eighteen", "девятнадцать": "nineteen", "двадцать": "twenty",
    "тридцать": "thirty", "сорок": "forty", "пятьдесят": "fifty", "шестьдесят": "sixty",
    "семьдесят": "seventy", "восемьдесят": "eighty", "десять": "ten", "двенадцать": "twelve",
    "четырнадцать": "fourteen", "тринадцать": "thirteen", "одиннадцать": "eleven", "пять": "five",
    "шесть": "six", "семь": "seven", "восемь": "eight", "девять": "nine", "четыре": "four",
    "три": "three", "сто": "a hundred",
}  # fmt: skip
DEGREES = {
    "очень": "very", "весьма": "very", "чрезвычайно": "very", "необыкновенно": "unusually",
    "слегка": "slightly", "чуть": "slightly", "немного": "slightly", "чуть-чуть": "slightly",
    "немножко": "slightly", "несколько": "slightly", "почти": "almost", "густо": "thickly",
    "гладко": "smoothly", "коротко": "closely", "ярко": "brightly", "тускло": "dimly",
    "туго": "tightly", "плотно": "tightly", "тщательно": "carefully", "небрежно": "carelessly",
    "красиво": "beautifully", "богато": "richly", "бедно": "poorly", "тонко": "finely",
    "высоко": "high", "низко": "low", "широко": "wide", "ровно": "evenly", "дурно": "badly",
    "грубо": "roughly", "слишком": "too", "довольно": "rather", "резко": "sharply",
    "изящно": "elegantly", "щегольски": "smartly", "чисто": "cleanly", "правильно": "regularly",
    "хорошо": "well", "прекрасно": "beautifully", "крепко": "tightly", "просто": "simply",
    "странно": "strangely", "едва": "barely", "наполовину": "half",
}  # fmt: skip
STEPPED = word_set("stepped over")
_PLURALS = {"огонь": "lights", "огонек": "lights", "стекло": "window panes", "часы": "clock"}
_ARM_LIKE = word_set("arm, not hand")
_BARE = word_set("foot, not leg")
_BROAD = frozenset(("face", "body", "person"))
_HIGH = frozenset(
    (
        "face",
        "body",
        "clothing",
        "mountain",
        "architecture",
        "landscape",
        "water",
        "sky",
        "footwear",
    )
)
_OTHERWISE = {
    "полный": ("person",), "толстый": ("person", "face", "body"),
    "кривой": tuple(c for c in CLASSES if c != "person"), "тонкий": tuple(
        c for c in CLASSES if c not in ("person", "body")
    ), "невысокий": ("person",), "плотный": ("person", "body"),
    "покойный": ("person",), "половой": ("person",),
    "смоляной": ("person", "face", "body", "animal"),
}  # fmt: skip
"""Adjectives whose second sense is for heads of any other class than these."""
_HANDSOME = frozenset(
    [
        "person",
        "face",
        "clothing",
        "headwear",
        "footwear",
        "weapon",
        "furniture",
        "building",
        "architecture",
        "vehicle",
        "animal",
    ]
)
_STEADY = frozenset(("person", "crowd"))


@cache
def _homonyms() -> dict[str, list[tuple[frozenset[str], str, str]]]:
    found: dict[str, list[tuple[frozenset[str], str, str]]] = {}
    for lemma, english, word_class, near in rows("homonyms_ru.tsv"):
        found.setdefault(lemma, []).append((frozenset(near.split()), english, word_class))
    return found


def degree(form: str) -> str:
    """The English of an adverb right before an adjective or a participle."""
    if form in DEGREES:
        return DEGREES[form]
    entry = russian().get((form, "ADVB"))
    return entry.senses[0] if entry and entry.word_class in ("quality", "expression") else ""


def noun(
    lemma: str, entry: Entry, nearby: frozenset[str], said_of: frozenset[str], many: bool,
    preposition: str = "",
) -> tuple[str, str]:  # fmt: skip
    """English and class of a noun, by the lemmas of its sentence and of its own adjectives."""
    for context, english, word_class in _homonyms().get(lemma, ()):
        if context & nearby:
            return english, word_class
    if lemma == "рука" and said_of & _ARM_LIKE:
        return "arm", "body"
    if lemma == "нога" and said_of & _BARE:
        return "foot", "body"
    if lemma == "нога" and many and preposition in ("у", "к", "под", "на"):
        return "foot", "body"
    if many and lemma in _PLURALS:
        return _PLURALS[lemma], entry.word_class
    return entry.senses[0], entry.word_class


def adjective(lemma: str, entry: Entry, head_class: str, gender: str, many: bool) -> str:
    """The English of an adjective, said of a head of the given class."""
    first = entry.senses[0]
    if lemma == "красивый":
        woman = head_class == "person" and (gender == "femn" or many)
        return "beautiful" if woman or head_class not in _HANDSOME else "handsome"
    if lemma == "широкий" and head_class in _BROAD:
        return "broad"
    if lemma == "высокий":
        return "high" if head_class in _HIGH else "tall"
    if lemma in _OTHERWISE and len(entry.senses) > 1:
        return entry.senses[head_class not in _OTHERWISE[lemma]]
    if lemma == "босой" and head_class == "body":
        return "bare"
    if (
        len(entry.senses) > 1
        and head_class not in _STEADY
        and (
            (entry.person and head_class not in ("face", "body"))
            or first.endswith(("-haired", "-faced", "-eyed"))
        )
        and lemma not in ("молодой", "старый", "белокурый")
    ):
        return entry.senses[1]
    if head_class != "person" and first.endswith("-haired"):
        return first.removesuffix("-haired")
    return first
