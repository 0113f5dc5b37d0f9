"""What the descriptions say of the looks of the people, places and things in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bookcore.describe.caption import facts
from bookcore.entities.ages import told_ages, without_memories
from bookcore.entities.grammar_ru import readings
from bookcore.entities.model import Aspect, Entity, Passage, Trait, digest
from bookcore.entities.opposites import contradicted
from bookcore.entities.pieces import JOINING, Piece, is_doing, kind_of_word, pieces
from bookcore.entities.subjects import Mentions, Told, told
from bookcore.entities.titles import words
from bookcore.text.sentences import sentences
from bookcore.text.tokens import fold

_BODILY = frozenset(("hair", "eyes", "face", "build"))
_OF_PLACES = frozenset((
    "building", "architecture", "street", "settlement", "landscape", "water", "forest", "field",
    "mountain", "room", "vehicle", "flower",
))  # fmt: skip
# A carriage that drives through a town, a flower in somebody's hand: not how the place looks.
_PASSING = frozenset(("vehicle", "flower"))
# `рыжая до того, что…`, `белокурый, худой`: an adjective without a noun says it of its person.
_HAIRED = {
    "рыжий": "red-haired", "белокурый": "fair-haired", "русый": "fair-haired",
    "седой": "grey-haired", "черноволосый": "black-haired", "темноволосый": "dark-haired",
    "светловолосый": "fair-haired", "лысый": "bald-headed", "плешивый": "bald-headed",
    "курчавый": "curly-haired", "кудрявый": "curly-haired",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_LONE = re.compile(r"\s*(?:[,;:.!?…]|(?:до|как|и|с|от|почти|уже)\b)")
_SEX = {"m": "male", "f": "female"}
_LONGEST = 240
_SHORTEST = 24
_PLACE_FACTS = 4
_ASPECT_OF_TYPE: dict[str, Aspect] = {"location": "place", "object": "thing"}


def _sentence(passage: Passage, spans: Sequence[tuple[int, int]], at: int) -> tuple[int, int]:
    return next((s for s in spans if s[0] <= at < s[1]), (0, len(passage.text)))


def _quote(text: str, span: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """The sentence around the words, or of a long one the clauses that hold them."""
    first, last = _clauses(text, span, start, end)
    while first < last and text[first] in " \u00a0\n—–-":
        first += 1
    while last > first and text[last - 1] in " \u00a0\n,;:—–-":
        last -= 1
    return first, last


def _clauses(text: str, span: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    a, b = span
    end = min(max(end, start + 1), b)
    if b - a <= _LONGEST:
        return a, b
    cuts = [a, *(m.end() for m in re.finditer(r"[,;:—–](?=\s)", text[a:b])), b - a]
    cuts = sorted({a, b, *(a + c for c in cuts[1:-1])})
    first = max((c for c in cuts if c <= start), default=a)
    last = min((c for c in cuts if c >= end), default=b)
    while last - first < _SHORTEST and last < b:
        last = min(c for c in cuts if c > last)
    return first, last


class Said(NamedTuple):
    """A fact of a passage with its own noun phrases; `nouns` is where these stand."""

    start: int
    end: int
    nouns: tuple[tuple[int, int], ...]
    text: str
    pieces: tuple[Piece, ...]


def _facts(passage: Passage, language: str) -> list[Said]:
    found = []
    length = len(passage.text)
    for fact in facts(passage.text, language):
        start = max(0, min(fact.start, length))
        end = max(start, min(fact.end, length))
        nouns = tuple((p.start, p.end) for p in fact.phrases if start <= p.start < p.end <= length)
        found.append(Said(start, end, nouns, fact.text, tuple(pieces(fact.text))))
    if language == "ru":
        found += _haired(passage.text, found)
    return found


def _haired(text: str, found: Sequence[Said]) -> Iterator[Said]:
    """Colours of hair said of a person alone, that no fact of the passage has."""
    if any(piece.aspect == "hair" and "haired" in piece.text for f in found for piece in f.pieces):
        return
    before = None
    for match in _WORD.finditer(text):
        first = readings(fold(match.group()))[0]
        said = _HAIRED.get(first.lemma)
        beside = before is not None and before.pos == "NOUN" and before.case == first.case
        if said and first.case in ("nomn", "") and not beside and _LONE.match(text, match.end()):
            span = match.span()
            yield Said(*span, (span,), said, (Piece(said, "hair"),))
            return
        before = first


def _owner(
    passage: Passage, fact: Said, reading: Told, spans: Sequence[tuple[int, int]]
) -> Entity | None:
    """Whose the fact is: the possessor, else whom the passage speaks of there."""
    text = passage.text
    opening = fact.nouns[0][1] if fact.nouns else fact.start
    stranger = any(fact.start <= s.start < opening for s in reading.strangers)
    for seen in reading.seen:
        if seen.entity.kind != "character":
            continue
        owning = text[seen.end : seen.end + 2] in ("’s", "'s")
        if owning and fact.start - 3 <= seen.start and seen.end <= fact.end:
            return seen.entity
        if owning and 0 <= fact.start - seen.end <= 3:
            return seen.entity
        # `глаза Тушина`, `пожилую даму Марью Константиновну`
        after = any(
            (0 <= seen.start - b <= 2 and not text[b : seen.start].strip())
            or (not seen.subject and a < seen.start and seen.end <= b)
            for a, b in fact.nouns
        )
        if after and not owning and (not seen.subject or fact.end <= seen.start):
            return seen.entity
    if stranger:
        return None
    before = [t for t in reading.turns if t.start < max(fact.end, fact.start + 1)]
    if before:
        return before[-1].entity
    sentence = _sentence(passage, spans, fact.start)
    later = [t for t in reading.turns if sentence[0] <= t.start < sentence[1]]
    return later[0].entity if later else None


def _distance(
    reading: Told, entity: Entity, spans: Sequence[tuple[int, int]], sentence: tuple[int, int]
) -> int:
    """How many sentences ago the owner was last named or meant."""
    places = [t.start for t in reading.turns if t.entity is entity]
    places += [s.start for s in reading.seen if s.entity is entity]
    before = [p for p in places if p < sentence[1]]
    return sum(max(before) < b <= sentence[0] for _, b in spans) if before else 0


def _trait(
    entity: Entity, passage: Passage, aspect: Aspect, text: str, span: tuple[int, int]
) -> Trait:
    start, end = passage.start + span[0], passage.start + span[1]
    return Trait(
        digest(entity.id, passage.chapter, start, aspect, text), entity.id, aspect, text,
        passage.text[span[0] : span[1]], passage.chapter, start, end,
    )  # fmt: skip


def _of_people(
    passage: Passage, said: Sequence[Said], reading: Told, language: str
) -> Iterator[Trait]:
    spans = sentences(passage.text, language)
    for fact in said:
        if not fact.pieces:
            continue
        entity = _owner(passage, fact, reading, spans)
        if entity is None:
            continue
        sentence = _sentence(passage, spans, fact.start)
        span = _quote(passage.text, sentence, fact.start, fact.end)
        far = _distance(reading, entity, spans, sentence)
        for piece in fact.pieces:
            if far > (1 if piece.aspect in _BODILY else 0):
                continue
            sex = _SEX.get(words("person", "en").get(piece.text.rpartition(" ")[2], ""))
            if sex and entity.gender and sex != entity.gender:
                continue
            yield _trait(entity, passage, piece.aspect, piece.text, span)


def _of_one(
    passage: Passage, said: Sequence[Said], reading: Told, aspect: Aspect, language: str
) -> Iterator[Trait]:
    """What the sentences that name a place or thing show of it: a few things that stand there."""
    spans = sentences(passage.text, language)
    count = 0
    for fact in said:
        sentence = _sentence(passage, spans, fact.start)
        named = [s.entity for s in reading.seen if sentence[0] <= s.start < sentence[1]]
        about = [one for one in named if one.kind == aspect]
        if len(about) != 1 or len(named) != 1:
            continue
        text = _without_name(fact.text, about[0])
        kind = kind_of_word(_opening_head(text))
        if kind not in _OF_PLACES or len(text.split()) < 2:
            continue
        if aspect == "place" and kind in _PASSING:
            continue
        count += 1
        if count > _PLACE_FACTS:
            return
        yield _trait(
            about[0],
            passage,
            aspect,
            text,
            _quote(passage.text, sentence, fact.start, fact.end),
        )


def _without_name(text: str, entity: Entity) -> str:
    """A fact without the name it begins with, what that does, and the article after it."""
    said = text.split()
    own = {w for name in entity.names for w in name.text.split()}
    while said and (said[0] in own or (len(said) < len(text.split()) and is_doing(said[0]))):
        said.pop(0)
    if len(said) < len(text.split()) and said and said[0] in ("a", "an", "the"):
        said.pop(0)
    return " ".join(said)


def _opening_head(text: str) -> str:
    """The last word of the first noun phrase of a fact."""
    between = words("between", "en")
    first = ""
    for word in text.replace(",", "").split():
        if word in between or word in JOINING or is_doing(word):
            break
        first = word
    return first


def read_passages(
    entities: Sequence[Entity], passages: Sequence[Passage], language: str
) -> tuple[tuple[Trait, ...], tuple[tuple[str, ...], ...]]:
    """Traits in the order of the entities and of the text, and the ids linked to each passage."""
    mentions = Mentions(entities, language)
    own: dict[str, dict[tuple[str, str], Trait]] = {}
    links = []
    for passage in passages:
        reading = told(passage, mentions)
        links.append(reading.links())
        found_here = list(_traits(passage, reading, language))
        if passage.type in ("character", "action"):
            found_here = [*told_ages(passage, reading, mentions), *found_here]
        for trait in found_here:
            own.setdefault(trait.entity, {}).setdefault((trait.aspect, trait.text), trait)
    found = tuple(
        t for one in entities for t in contradicted(without_memories(own.get(one.id, {}).values()))
    )
    return found, tuple(links)


def _traits(passage: Passage, reading: Told, language: str) -> Iterator[Trait]:
    """The traits of a passage; its facts are read only when they could be somebody's."""
    if passage.type == "character":
        if any(t.entity is not None for t in reading.turns) or reading.seen:
            yield from _of_people(passage, _facts(passage, language), reading, language)
        return
    aspect = _ASPECT_OF_TYPE.get(passage.type)
    if aspect is not None and any(s.entity.kind == aspect for s in reading.seen):
        yield from _of_one(passage, _facts(passage, language), reading, aspect, language)
