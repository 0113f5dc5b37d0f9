"""Phrases that stand together become one fact: `old man sitting on bench`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookcore.text.lexicon import russian
from bookcore.text.phrases import Phrase
from bookcore.text.phrases_en import FINITE
from bookcore.text.phrases_ru import DOING, readings
from bookcore.text.tokens import Token, fold, tokens

MAX_WORDS = 10
_MAX_PHRASES = 3
_MAX_GAP = 7

_RU_PREPOSITIONS = {
    "под": "under", "над": "above", "надо": "above", "за": "behind", "перед": "before",
    "между": "between", "меж": "between", "у": "by", "около": "near", "возле": "beside",
    "подле": "beside", "вокруг": "around", "через": "across", "сквозь": "through", "по": "along",
    "из": "from", "к": "toward", "ко": "toward", "среди": "among", "вдоль": "along",
    "мимо": "past", "напротив": "opposite", "от": "from", "из-за": "from behind",
    "из-под": "from under", "посреди": "in the middle of", "внутри": "inside",
    "позади": "behind", "впереди": "before", "против": "opposite", "до": "down to",
    "близ": "near", "поверх": "over", "кругом": "around",
}  # fmt: skip
_RU_BY_CASE = {
    ("в", "accs"): "into", ("во", "accs"): "into", ("на", "accs"): "onto", ("с", "gent"): "from",
    ("со", "gent"): "from", ("в", ""): "in", ("во", ""): "in", ("на", ""): "on",
    ("с", ""): "with", ("со", ""): "with",
}  # fmt: skip
_RU_LIKE = frozenset(("как", "словно", "будто", "точно"))
_RU_SKIPPED = frozenset(("ADVB", "PRCL"))
_NEVER = frozenset(("не", "ни", "нет", "без", "not", "no", "without", "never", "nor"))

_EN_LINKS = frozenset(
    [
        "in",
        "on",
        "at",
        "under",
        "above",
        "over",
        "below",
        "beneath",
        "behind",
        "beside",
        "between",
        "before",
        "among",
        "across",
        "along",
        "around",
        "round",
        "through",
        "upon",
        "against",
        "near",
        "with",
        "into",
        "onto",
        "from",
        "of",
        "like",
        "as",
        "toward",
        "towards",
        "amid",
        "beyond",
        "inside",
        "outside",
        "down",
        "up",
        "to",
        "by",
        "past",
        "opposite",
        "off",
        "and",
    ]
)
_EN_DROPPED = frozenset(
    [
        "a",
        "an",
        "the",
        "his",
        "her",
        "its",
        "their",
        "my",
        "our",
        "your",
        "this",
        "that",
        "these",
        "those",
        "was",
        "were",
        "is",
        "are",
        "very",
        "quite",
        "rather",
        "so",
        "all",
        "some",
        "which",
        "who",
        "had",
    ]
)
_EN_HARD = frozenset(["and", "which", "who", "that", "was", "were", "is", "are", "had"])


@dataclass(frozen=True, slots=True)
class Fact:
    """One or more phrases joined by the words between them."""

    text: str
    worth: float
    start: int
    end: int
    phrases: tuple[Phrase, ...]


def _russian_gap(gap: Sequence[Token], before: Phrase, after: Phrase) -> str | None:
    said: list[str] = []
    acting = bool(before.doing)
    for n, token in enumerate(gap):
        form = fold(token.text)
        if not token.is_word:
            following = fold(gap[n + 1].text) if n + 1 < len(gap) else ""
            if form == "," and (following in _RU_LIKE or _is_participle(following)):
                continue
            return None
        if form in _NEVER:
            return None
        if form in _RU_LIKE:
            said.append("like")
            continue
        preposition = (
            _RU_BY_CASE.get((form, after.case))
            or _RU_BY_CASE.get((form, ""))
            or _RU_PREPOSITIONS.get(form)
        )
        if preposition:
            said.append(preposition)
            continue
        reading = readings(form)[0]
        if reading.pos in ("VERB", "GRND", "PRTF", "PRTS"):
            verb = doing(reading.lemma)
            if verb and (verb == before.doing or not acting):
                if verb != before.doing:
                    said.append(verb)
                acting = True
                continue
            return None
        if reading.pos not in _RU_SKIPPED:
            return None
    if not said or (len(said) == 1 and said[0].endswith("ing") and after.case in ("nomn", "")):
        return None
    return " ".join(said)


def _is_participle(form: str) -> bool:
    return bool(form) and readings(form)[0].pos in ("PRTF", "GRND")


def doing(lemma: str) -> str:
    """The English of a visible action, as an -ing word, or nothing."""
    if lemma in DOING:
        return DOING[lemma]
    entry = russian().get((lemma, "ADJ"))
    if entry and entry.senses and entry.senses[0].endswith("ing") and entry.word_class in (
        "motion", "posture", "light", "fire", "expression",
    ):  # fmt: skip
        return entry.senses[0]
    return ""


def _english_gap(gap: Sequence[Token], before: Phrase, _after: Phrase) -> str | None:
    said: list[str] = []
    linked = False
    for n, token in enumerate(gap):
        form = fold(token.text)
        following = fold(gap[n + 1].text) if n + 1 < len(gap) else ""
        if not token.is_word:
            if form in ",-" and (
                following in ("like", "as", "with", "in", "on") or following.endswith("ing")
            ):
                continue
            return None
        if form in _NEVER:
            return None
        if form == before.doing or FINITE.get(form) == before.doing != "":
            continue
        if form in FINITE:
            said.append(FINITE[form])
        elif form in _EN_LINKS:
            said.append(form)
            linked = True
        elif form in _EN_DROPPED:
            continue
        elif (form.endswith("ing") and len(form) > 4) or (
            form.endswith("ed") and len(form) > 3 and following in _EN_LINKS
        ):
            said.append(form)
            linked = True
        elif not form.endswith("ly"):
            return None
    if not linked or not said or said[-1] == "to" or set(said) == {"and"}:
        return None
    return " ".join(said)


def link(text: str, found: Sequence[Phrase], language: str) -> list[Fact]:
    """Facts in the order of the text; each phrase stands in one of them."""
    out: list[Fact] = []
    for phrase in found:
        own = phrase.text()
        last = out[-1] if out else None
        if last is not None and len(last.phrases) < _MAX_PHRASES:
            before = last.phrases[-1]
            gap = tokens(text, before.end, phrase.start) if phrase.start - before.end < 80 else []
            if 0 < len(gap) <= _MAX_GAP:
                said = (_russian_gap if language == "ru" else _english_gap)(gap, before, phrase)
                joined = f"{last.text} {said} {own}" if said else ""
                if joined and len(joined.split()) <= MAX_WORDS and phrase.head != before.head:
                    out[-1] = Fact(
                        joined, last.worth + phrase.worth, last.start, phrase.end,
                        (*last.phrases, phrase),
                    )  # fmt: skip
                    continue
        out.append(Fact(own, phrase.worth, phrase.start, phrase.end, (phrase,)))
    return out
