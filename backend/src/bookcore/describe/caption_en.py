"""The facts of an English description that are worth drawing, and one sentence of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bookcore.describe.linking import Fact
from bookcore.text.english import listed

MAX_CAPTION_WORDS = 25
_ENDS = re.compile('[.!?;:“”"]')
_MAX_PAIR = 9
_PER_FACT = 5
_PEOPLE = frozenset(("person", "crowd", "animal"))
_LOOKS = frozenset(("face", "body", "expression"))
_WORN = frozenset(("clothing", "headwear", "footwear", "adornment"))
_MOST_PARTS = 4
_FAR = 100_000
_SUBJECTS = frozenset(("man", "woman"))


def chosen(text: str, found: Sequence[Fact], limit: int) -> list[Fact]:
    """The facts worth drawing, in the order of the text; the longer the text, the more."""
    return ranked(text, _paired(text, found, limit), limit)


def ranked(text: str, found: Sequence[Fact], limit: int) -> list[Fact]:
    """The same without putting facts together."""
    many = min(limit, max(3, round(len(text.split()) / _PER_FACT)))
    best = sorted(range(len(found)), key=lambda i: (-found[i].worth, i))[:many]
    kept: list[Fact] = []
    named: set[str] = set()
    for i in sorted(best):
        fact = found[i]
        who, _, rest = fact.text.partition(" ")
        if who in _SUBJECTS and fact.phrases[0].head == who:
            if who in named and fact.phrases[0].doing and " " in rest:
                verb = replace(fact.phrases[0], head=fact.phrases[0].doing, word_class="posture")
                fact = replace(fact, text=rest, article="", phrases=(verb, *fact.phrases[1:]))
            named.add(who)
        kept.append(fact)
    return kept


def _paired(text: str, found: Sequence[Fact], limit: int) -> list[Fact]:
    """Where there are too many facts, bare ones of one sentence stand together, the least first."""
    out = list(found)
    while len(out) > limit:
        pairs = [i for i in range(len(out) - 1) if _fit(text, out[i], out[i + 1])]
        if not pairs:
            break
        i = min(pairs, key=lambda n: out[n].worth + out[n + 1].worth)
        first, second = out[i], out[i + 1]
        simple = not re.search(r",| and ", first.text + second.text)
        joined = f"{first.text}{' and ' if simple else ', '}{second.text}"
        phrases = (*first.phrases, *second.phrases)
        worth = first.worth + second.worth
        pair = replace(first, text=joined, worth=worth, end=second.end, phrases=phrases)
        out[i : i + 2] = [pair]
    return out


def _fit(text: str, first: Fact, second: Fact) -> bool:
    both = (*first.phrases, *second.phrases)
    still = not any(p.doing or p.word_class == "posture" for p in both)
    still = still and not _SUBJECTS.intersection((first.text, second.text))
    short = len(first.text.split()) + len(second.text.split()) <= _MAX_PAIR
    return still and short and not _ENDS.search(text, first.end, max(first.end, second.start))


def sentence(found: Sequence[Fact], kind: str) -> str:
    """At most 25 words."""
    if not found:
        return ""
    subject = _subject(found, kind)
    rest = sorted((f for f in found if f is not subject), key=lambda f: -f.worth)
    said = _with_article(subject)
    if _person(subject):
        said, rest = _portrait(said, subject, rest)
    more: list[Fact] = []
    for fact in rest:
        bare = " " not in fact.text and len(rest) > 2
        if fact.phrases[0].word_class == "posture" or fact.text in _SUBJECTS or bare:
            continue
        words = f"{said} {' '.join(f.text for f in more)}".replace(",", " ").split()
        if fact.phrases[0].head in words or len(more) == _MOST_PARTS - 1:
            continue
        parts = [said, *map(_with_article, [*more, fact])]
        if len(listed(parts).split()) <= MAX_CAPTION_WORDS:
            more.append(fact)
    parts = [_with_article(f) for f in sorted(more, key=lambda f: f.start)]
    whole = [said, *parts]
    several = len(whole) > 1 and any(re.search(r",| and ", part) for part in whole)
    joined = "; ".join(whole) if several else listed(whole)
    return joined[:1].upper() + joined[1:] + "."


def _person(fact: Fact) -> bool:
    return fact.phrases[0].word_class in _PEOPLE


def _subject(found: Sequence[Fact], kind: str) -> Fact:
    """What the sentence begins with: a person where one is told of, else what most is said of."""
    if kind in ("character", "action"):
        people = [f for f in found if _person(f) and f.text not in _SUBJECTS]
        people = people or [f for f in found if _person(f)]
        if people:
            return max(people, key=lambda f: f.worth)
    things = [f for f in found if f.phrases[0].word_class != "posture" and f.text not in _SUBJECTS]
    return max(things or found, key=lambda f: f.worth)


def _with_article(fact: Fact) -> str:
    return f"{fact.article} {fact.text}" if fact.article else fact.text


def _portrait(said: str, subject: Fact, rest: list[Fact]) -> tuple[str, list[Fact]]:
    """`A tall man sitting by the fire, with a red beard, in a grey coat`, and what is left."""
    other = [f.start for f in rest if _person(f) and f.start > subject.start]
    until = min(other, default=subject.start + _FAR)
    own = [f for f in rest if f.owned and (not other or subject.start <= f.start < until)]
    own = [f for f in own if " " in f.text and " with " not in f.text]
    bare = [f for f in own if not any(p.doing for p in f.phrases)]
    looks = [f for f in bare if f.phrases[0].word_class in _LOOKS][:3]
    worn = [f for f in bare if f.phrases[0].word_class in _WORN][:2]
    simple = "," not in said and not subject.phrases[0].doing and len(subject.phrases) == 1
    while True:
        sentence = said
        for word, facts in (("with", looks), ("in", worn)):
            if facts:
                sentence += " " if simple and sentence == said else ", "
                sentence += f"{word} {listed([_with_article(f) for f in facts])}"
        if len(sentence.split()) <= MAX_CAPTION_WORDS or not (looks or worn):
            break
        (looks if len(looks) >= len(worn) else worn).pop()
    who = subject.who
    deed = next((f for f in rest if who and f.who == who and f.text.split()[0] != who), None)
    if deed is not None and len(f"{sentence} {deed.text}".split()) <= MAX_CAPTION_WORDS:
        sentence += f"{'' if sentence == said and simple else ','} {deed.text}"
    used = [*looks, *worn]
    return sentence, [f for f in rest if f not in used]
