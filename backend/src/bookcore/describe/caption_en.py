"""The facts of an English description that are worth drawing, and one sentence of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bookcore.describe.linking import Fact
from bookcore.describe.telling import Told, sentence
from bookcore.text.readings_en import candidates

_ENDS = re.compile('[.!?;:“”"]')
_MAX_PAIR = 9
_PER_FACT = 5
_SUBJECTS = frozenset(("man", "woman"))
_AFTER_PARTICIPLES = frozenset(("with", "by", "in", "on", "at", "from", "round", "over"))
_UNDONE = re.compile(r",? (giving|making|taking|having|bringing|letting) .*")
_BELONGS = re.compile(r"(\w+ing) (of .*)$")
"""`a flash coming of green light`: the noun takes its `of` back."""
_SHORT_FORM = re.compile(r"'(ll|ve|re|d)\b")
_OF_A = re.compile(r", of an? \w+$")
_SEX = {
    w: sex
    for sex, words in (
        ("man", "man gentleman boy lad fellow king father husband brother son uncle lord monk"
                " priest soldier sailor old-man grandfather nephew captain"),
        ("woman", "woman lady girl maid queen mother wife sister daughter aunt maiden widow"
                  " princess duchess countess nurse grandmother niece"),
    )
    for w in words.split()
}  # fmt: skip


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


def named(fact: Fact) -> str:
    """The fact with whoever the clause before named."""
    known = fact.actor and fact.actor != "I"
    return f"{fact.actor} {fact.text}" if known else fact.text


def caption(found: Sequence[Fact], kind: str) -> str:
    """One sentence of at most 25 words."""
    return sentence([_told(f) for f in found if f.phrases], kind)


def _told(fact: Fact) -> Told:
    words = fact.text.split()
    at = len(words)
    if fact.doing:
        first = fact.doing.split()[0]
        at = next((i for i, w in enumerate(words) if w.rstrip(",") == first), at)
    first_phrase = fact.phrases[0]
    at = _participle(words, first_phrase.head, at)
    subject = " ".join(words[:at]).rstrip(",")
    word_class = first_phrase.word_class
    named = bool(subject) and first_phrase.head != fact.doing and not fact.actor
    named = named and word_class != "posture" and not _gerund(words[0])
    named = named and not _SHORT_FORM.search(subject)
    several = named and (fact.many or _two(subject))
    sex = fact.who or _SEX.get(first_phrase.head, "")
    key = (
        fact.actor.split()[-1]
        if fact.actor
        else first_phrase.head
        if named and subject not in _SUBJECTS
        else ""
    )
    deed = _UNDONE.sub("", " ".join(words[at:]))
    belongs = _BELONGS.match(deed)
    if belongs:
        subject, deed = f"{subject} {belongs[2]}", belongs[1]
    return Told(
        _OF_A.sub("", f"{fact.article} {subject}" if fact.article else subject) if named else "",
        deed, word_class, fact.worth, fact.start, several,
        key, "" if several else sex, fact.owned, " " not in subject,
    )  # fmt: skip


def _participle(words: list[str], head: str, at: int) -> int:
    """Where a participle right after the head divides what is said of it from the subject."""
    i = next((n for n, w in enumerate(words[:at]) if w.rstrip(",") == head), -1) + 1
    if not 0 < i < min(at, len(words) - 1):
        return at
    tags = {tag: weight for tag, weight, _ in candidates(words[i].rstrip(","))}
    return i if "E" in tags and "N" not in tags and words[i + 1] in _AFTER_PARTICIPLES else at


def _gerund(word: str) -> bool:
    """Whether a word can only be what is done."""
    return {tag for tag, _, _ in candidates(word)} == {"G"}


def _two(subject: str) -> bool:
    """`a turf and gravel` are two things; `a red and white flag` is one."""
    return bool(re.search(r" and (the|a|an|his|her) ", subject))
