"""A stretch in its paragraph as numbers: of what its words are, in which parts, in what order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np

from bookcore.describe.features import Floats
from bookcore.describe.kind_words import Said, kind_sets, named, said
from bookcore.text.sentences import sentences

Counts = dict[str, float]
REGIONS = 3
"""The stretch, its first sentence, and its paragraph."""

_AROUND = 1_500
_PLAIN = ("most ", "share ", "first ", "second ", "sentence ", "clause ", "chain")
_QUOTES = '«»"“”„‘'
_SENTENCE_ENDS = frozenset(".!?…;")
_CLAUSE_ENDS = frozenset(".!?…;,:—–")


def _mark(text: str) -> str:
    if text in _QUOTES:
        return "quote"
    return "dash" if text in "—–" else text if text in ",;:!?" else "."


@lru_cache(maxsize=10_000)
def _counted(part: str, role: str, group: str, detail: str, word_class: str) -> tuple[str, ...]:
    """The names of the counts that a word or mark adds to."""
    sets = kind_sets()
    if part == "mark":
        return (f"mark {_mark(role)}",)
    out = ["words"]
    if part == "noun":
        out += ["nouns", f"noun {group}", f"{role} {group}", f"class {word_class}"]
        out += ["names"] * (detail == "name") + ["living"] * (detail != "")
    elif part == "adjective":
        out += ["adjectives", f"adjective {group}", f"form {role}"]
        out += [f"said {detail}"] * (detail in sets["adjective classes"])
    elif part == "verb":
        out += ["verbs", f"verb {group}", f"form {role}"]
        out += [f"{role[:4]} {group}"] * (role[:4] in ("perf", "impf"))
        out += ["dynamic"] * (detail != "")
        out += ["dynamic done"] * (detail != "" and role in ("perfpast", "gerund"))
    elif part == "pronoun":
        who = named("pronoun ").get(role, "other")
        out.append(f"pronoun {who}{' subject' * (detail == 'nomn')}")
    elif part == "preposition":
        out.append("prepositions")
    elif role in sets["own"]:
        out.append("own")
    elif part == "determiner":
        out.append("the" if role in sets["the"] else "a" if role in sets["a"] else "which")
    return tuple(out)


def _words(found: Iterable[Said]) -> Counts:
    """How many words there are of each kind, and the longest chain of deeds done."""
    out: Counts = {}
    chain = longest = 0
    for part, role, group, detail, _, word_class in found:
        for name in _counted(part, role, group, detail, word_class):
            out[name] = out.get(name, 0.0) + 1.0
        if part == "verb":
            if role.startswith("perf"):
                chain += 1
                longest = max(longest, chain)
            elif role.startswith("impf"):
                chain = 0
    if longest:
        out["chain"] = float(longest)
    return out


def _heads(found: Iterable[Said], out: Counts) -> None:
    """Which nouns have adjectives, which come first, which there are most of."""
    adjectives, order = 0, 0
    nouns: Counter[str] = Counter()
    for part, role, group, *_ in found:
        if part == "adjective":
            adjectives += 1
        elif part == "noun":
            if adjectives:
                key = f"modified {group}"
                out[key] = out.get(key, 0.0) + adjectives**0.5
            if order < 2:
                out[f"{'second' if order else 'first'} {group}"] = 1.0
            order += 1
            nouns[group] += 1
            adjectives = 0
        elif (
            part in ("pronoun", "preposition")
            or (part == "verb" and role != "participle")
            or (part == "mark" and role != ",")
        ):
            adjectives = 0
    whole = sum(nouns.values())
    for group, many in nouns.items():
        out[f"most {group}"] = (many / whole) ** 2 * 8
    fields: Counter[str] = Counter()
    of = named("field ")
    for key, value in list(out.items()):
        kind, _, group = key.partition(" ")
        if group in of and kind in (
            "noun", "subject", "object", "place", "adjective", "modified", "first",
        ):  # fmt: skip
            out[f"{kind} {of[group]}"] = out.get(f"{kind} {of[group]}", 0.0) + value
            if kind == "noun":
                fields[of[group]] += int(value)
    for field, many in fields.items():
        out[f"share {field}"] = many / (sum(fields.values()) + 1) * 10


def _units(found: Iterable[Said], ends: frozenset[str]) -> Iterator[dict[str, float]]:
    """What each sentence or clause is of, by field."""
    of = named("field ")
    unit: dict[str, float] = {}

    def add(field: str, value: float) -> None:
        unit[field] = unit.get(field, 0.0) + value

    for part, role, group, detail, *_ in found:
        if part == "mark" and role in ends:
            if unit:
                yield dict(unit)
            unit.clear()
        elif part == "noun" and group in of:
            add(of[group], 1.5 if role == "subject" else 1.0)
        elif part == "adjective" and group in of:
            add(of[group], 0.5)
        elif part == "pronoun" and named("pronoun ").get(role) in ("one", "many"):
            add("people", 1.0)
        elif part == "verb":
            if detail:
                add("deeds", 1.2)
            elif group in ("posture", "expression"):
                add("people", 0.7)
            elif group in ("light", "weather"):
                add("air", 0.7)
    if unit:
        yield unit


def _order(found: Sequence[Said], out: Counts) -> None:
    """What most sentences and clauses are of, and the first and the last of them."""
    for name, ends in (("sentence", _SENTENCE_ENDS), ("clause", _CLAUSE_ENDS)):
        units = list(_units(found, ends))
        for n, unit in enumerate(units):
            most = max(unit.values())
            leading = [f for f in unit if unit[f] == most]
            for field in unit:
                share = 10 / len(units)
                out[f"{name} with {field}"] = out.get(f"{name} with {field}", 0.0) + share
                if field in leading:
                    key = f"{name} of {field}"
                    out[key] = out.get(key, 0.0) + share / len(leading)
            if n == 0:
                out[f"{name} opens {leading[0]}"] = 5.0
            if n == len(units) - 1:
                out[f"{name} closes {leading[0]}"] = 5.0


def counts(found: Sequence[Said]) -> Counts:
    """All that is counted in a region, by name."""
    out = _words(found)
    _heads(found, out)
    _order(found, out)
    return out


def paragraph_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the paragraph or paragraphs that hold text[start:end], at most so far away."""
    first = text.rfind("\n", max(0, start - _AROUND), start) + 1 or max(0, start - _AROUND)
    last = text.find("\n", end, end + _AROUND)
    return first, min(len(text), end + _AROUND) if last < 0 else last


def regions(text: str, start: int, end: int, language: str) -> list[Counts]:
    """The counts of each of the REGIONS of text[start:end]."""
    first, last = paragraph_of(text, start, end)
    found = said(text, first, last, language)
    own = [s for s in found if start <= s.start < end]
    opening = next(iter(sentences(text[start:end], language)), (0, end - start))[1]
    return [counts(own), counts([s for s in own if s.start < start + opening]), counts(found)]


def row(found: Sequence[Counts], names: Sequence[str]) -> Floats:
    """The regions' counts as one row: logarithms of what stands among forty words."""
    values = np.asarray([[region.get(name, 0.0) for name in names] for region in found])
    words = np.asarray([[region.get("words", 0.0)] for region in found])
    plain = np.asarray([name.startswith(_PLAIN) for name in names])
    scaled = np.where(plain, np.sqrt(values), np.log1p(values / (words + 3) * 40))
    scaled[:, [name == "words" for name in names]] = np.log1p(words)
    return np.asarray(scaled.ravel(), np.float32)
