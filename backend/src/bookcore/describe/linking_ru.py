"""Words between two Russian phrases that join them into one fact."""

from __future__ import annotations

from collections.abc import Sequence

from bookcore.text.lexicon import russian
from bookcore.text.phrases import Phrase
from bookcore.text.phrases_ru import DOING, readings
from bookcore.text.tokens import Token, fold

_PREPOSITIONS = {
    "под": "under", "над": "above", "надо": "above", "за": "behind", "перед": "before",
    "между": "between", "меж": "between", "у": "by", "около": "near", "возле": "beside",
    "подле": "beside", "вокруг": "around", "через": "across", "сквозь": "through", "по": "along",
    "из": "from", "к": "toward", "ко": "toward", "среди": "among", "вдоль": "along",
    "мимо": "past", "напротив": "opposite", "от": "from", "из-за": "from behind",
    "из-под": "from under", "посреди": "in the middle of", "внутри": "inside",
    "позади": "behind", "впереди": "before", "против": "opposite", "до": "down to",
    "близ": "near", "поверх": "over", "кругом": "around",
}  # fmt: skip
_BY_CASE = {
    ("в", "accs"): "into", ("во", "accs"): "into", ("на", "accs"): "onto", ("с", "gent"): "from",
    ("со", "gent"): "from", ("в", ""): "in", ("во", ""): "in", ("на", ""): "on",
    ("с", ""): "with", ("со", ""): "with",
}  # fmt: skip
_LIKE = frozenset(("как", "словно", "будто", "точно"))
_SKIPPED = frozenset(("ADVB", "PRCL"))
_NEVER = frozenset(("не", "ни", "нет", "без"))


def gap_words(gap: Sequence[Token], before: Phrase, after: Phrase) -> str | None:
    """English for the words of a gap, or nothing when they join nothing."""
    said: list[str] = []
    acting = bool(before.doing)
    for n, token in enumerate(gap):
        form = fold(token.text)
        if not token.is_word:
            following = fold(gap[n + 1].text) if n + 1 < len(gap) else ""
            if form == "," and (following in _LIKE or _is_participle(following)):
                continue
            return None
        if form in _NEVER:
            return None
        if form in _LIKE:
            said.append("like")
            continue
        preposition = (
            _BY_CASE.get((form, after.case)) or _BY_CASE.get((form, "")) or _PREPOSITIONS.get(form)
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
        if reading.pos not in _SKIPPED:
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
