"""Age, height and colour said by a genitive: `лет сорока`, `высокого роста`, `серого цвета`."""

from __future__ import annotations

from bookcore.text.phrases_ru import senses
from bookcore.text.phrases_ru.groups import Group, Part
from bookcore.text.phrases_ru.modifiers import entry_of
from bookcore.text.phrases_ru.source import Source

_HEIGHTS = {
    "высокий": "tall", "большой": "tall", "огромный": "very tall", "исполинский": "gigantic",
    "небольшой": "short", "маленький": "short", "низкий": "short", "малый": "short",
    "невысокий": "short", "низенький": "short", "гигантский": "gigantic",
    "громадный": "very tall",
}  # fmt: skip


def _number(lemmas: list[str]) -> str:
    """`тридцать пять` as `thirty-five`; empty when there is no number."""
    said = [senses.AGES[lemma] for lemma in lemmas if lemma in senses.AGES]
    if len(said) > 1 and said[0].endswith("ty"):
        return f"{said[0]}-{said[1]}"
    return said[0] if said else ""


def measure(
    source: Source, i: int, group: Group | None, last: Group | None = None
) -> tuple[Group | None, int] | None:
    """Adds what the word at i measures to the group; the group and the next token, or nothing."""
    form = source.forms[i]
    if form == "лет":
        return _aged(source, i, group)
    if form in ("роста", "ростом", "росту") and group is not None and i:
        lemmas = [r.lemma for r in source.read(i - 1)]
        height = next((_HEIGHTS[lemma] for lemma in lemmas if lemma in _HEIGHTS), "")
        if height:
            group.modifiers.insert(0, height)
        elif "средний" in lemmas:
            group.tail.append(Part("of", [], "medium height"))
        else:
            return None
        group.worth += 0.6
        return group, i + 1
    if form in ("цвета", "цветом") and last is not None:
        group = last
    if form in ("цвета", "цветом") and group is not None and i:
        for reading in source.read(i - 1):
            entry = entry_of(reading) if reading.pos == "ADJF" else None
            if entry is not None and entry.word_class in ("colour", "light"):
                group.modifiers.append(entry.senses[0])
                group.worth += 0.8
                return group, i + 1
    return None


def _aged(source: Source, i: int, group: Group | None) -> tuple[Group | None, int] | None:
    figures = source.forms[i + 1 : i + 2] + source.forms[max(0, i - 1) : i]
    figure = next((f for f in figures if f.isdigit()), "")
    if figure and group is not None and group.word_class == "person":
        group.tail.append(Part("of", [], figure))
        return group, i + 1
    following = source.lemmas[i + 1 : i + 4]
    if following and following[0] in ("под", "за", "около", "до"):
        following = following[1:]
    after = _number(following[:2]) if following and following[0] in senses.AGES else ""
    before = "" if after else _number(source.lemmas[max(0, i - 2) : i])
    if group is None or not (after or before) or group.word_class != "person":
        return None
    group.tail.append(Part("of", [], f"{'about ' if after else ''}{after or before}"))
    group.worth += 0.6
    at = i + 1
    while after and at < i + 4 and source.lemmas[at : at + 1] and (
        source.lemmas[at] in senses.AGES or source.lemmas[at] in ("под", "за", "около", "до")
    ):  # fmt: skip
        at += 1
    return group, at
