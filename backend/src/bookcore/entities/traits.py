"""What the descriptions say of the looks of the people, places and things in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bookcore.describe.caption import facts
from bookcore.entities.model import Aspect, Entity, Passage, Trait, digest
from bookcore.entities.opposites import contradicted
from bookcore.entities.subjects import Mentions, Told, told
from bookcore.entities.titles import words
from bookcore.text.english import is_plural
from bookcore.text.lexicon import english_class
from bookcore.text.sentences import sentences

_ASPECTS: dict[str, Aspect] = {
    "face": "face", "body": "build", "clothing": "garment", "headwear": "headwear",
    "footwear": "footwear", "adornment": "adornment", "age": "age", "posture": "posture",
    "expression": "look", "person": "look",
}  # fmt: skip
_WORN = frozenset(("garment", "headwear", "footwear", "adornment", "beard"))
_BY_HEAD: dict[str, Aspect] = {
    **dict.fromkeys(("hair", "curls", "curl", "braid", "braids", "plait", "plaits", "ringlets",
                     "locks", "tresses", "forelock", "fringe", "hairstyle"), "hair"),
    **dict.fromkeys(("beard", "moustache", "moustaches", "mustache", "whiskers", "side-whiskers",
                     "sideburns", "goatee", "stubble"), "beard"),
    **dict.fromkeys(("eye", "eyes"), "eyes"),
    **dict.fromkeys(("figure", "stature", "height", "build", "shoulders", "waist"), "build"),
}  # fmt: skip
_JOINING = frozenset(("and", ","))
_SEEN_DOING = frozenset((
    "drooping", "bulging", "protruding", "curling", "gleaming", "glittering", "shining", "sparkling",
    "smiling", "flashing", "burning", "piercing", "flowing", "glowing", "dazzling", "projecting",
))  # fmt: skip
_OF_PEOPLE = frozenset(("age", "body", "posture", "face", "size", "colour", "shape"))
_WEARING = frozenset(("in", "wearing", "with"))
_OF_PLACES = frozenset((
    "building", "architecture", "street", "settlement", "landscape", "water", "forest", "field",
    "mountain", "room", "vehicle", "flower",
))  # fmt: skip
_SEX = {"m": "male", "f": "female"}
_LONGEST = 240
_SHORTEST = 24
_PLACE_FACTS = 4
_ASPECT_OF_TYPE: dict[str, Aspect] = {"location": "place", "object": "thing"}


class Piece(NamedTuple):
    """One noun phrase of a fact."""

    text: str
    aspect: Aspect


def _kind(word: str) -> str:
    return english_class(word.strip("’'").lower())


def _heads(word: str) -> bool:
    """Whether a phrase may end with a word: a noun, as far as its look tells."""
    if word in _BY_HEAD or word in words("build", "en"):
        return True
    adjective = word.endswith(("y", "ed", "ish", "less", "en")) or word in words("bare look", "en")
    return _kind(word) in _ASPECTS and not adjective


def _doing(word: str) -> bool:
    """Whether a word says what somebody does: `fur hat lying`, `raising her eyes`."""
    noun = word in _SEEN_DOING or word in words("noun in ing", "en")
    return word.endswith("ing") and "-" not in word and not noun


def _tail(word: str, said: Sequence[str]) -> bool:
    """Whether a participle follows the noun that it is said of: `eyes shining`."""
    return word in _SEEN_DOING and bool(said) and _heads(said[-1])


def _shown(said: Sequence[str], worn: bool, first: bool) -> Piece | None:
    """A noun phrase as a trait, without articles, owners, counts and what it is doing.

    A bare garment is one only where the text says that somebody is in it; a person only where
    the fact begins with one.
    """
    small = words("no part of a trait", "en")
    owned = [i for i, w in enumerate(said) if w.endswith(("'s", "’s", "s'", "s’"))]
    own = [w for w in said[owned[-1] + 1 if owned else 0 :] if w not in small]
    while own and own[0] in _JOINING:
        own.pop(0)
    if not own or any(w[:1].isupper() for w in own):
        return None
    head, nouns = own[-1], words("no head of a trait", "en")
    kind = _kind(head)
    aspect = _BY_HEAD.get(head) or _ASPECTS.get(kind)
    if aspect is None or head in nouns or head.endswith(("ly", "ed", "sunken")):
        return None
    if is_plural(head) and head not in words("plural of one", "en"):
        return None
    if aspect == "build" and head not in words("build", "en"):
        return None
    if kind in ("expression", "posture") and head not in words("seen " + kind, "en"):
        return None
    if kind == "person":
        if owned or not first:
            return None
        own = [w for w in own[:-1] if _tells_looks(w)] + [head]
        while own[0] == "and":
            own.pop(0)
        if own[-2:-1] == ["and"]:
            return None
    elif any(_kind(w) in ("person", "crowd") for w in own[:-1]):
        return None
    else:
        own = [w for w in own[:-1] if w not in nouns and not is_plural(w)] + [head]
    if len(own) < 2 and not (worn and aspect in _WORN) and aspect != "beard":
        return None
    return Piece(" ".join(own), aspect)


def _tells_looks(word: str) -> bool:
    """Whether an adjective of a person says how one looks."""
    if word == "and" or word in words("look", "en"):
        return True
    nouns = words("no head of a trait", "en")
    return _kind(word) in _OF_PEOPLE and word not in nouns and not word.endswith("ing")


def pieces(text: str) -> Iterator[Piece]:
    """The noun phrases of an English fact that show its person, up to another person in it."""
    between = words("between", "en")
    said: list[str] = []
    worn, first = False, True
    for word in [*text.replace(",", " ,").split(), "with"]:
        joining = word in _JOINING
        if joining and said and not _heads(said[-1]):
            said += ["and"] if word == "and" else []
        elif joining or word in between or _doing(word) or _tail(word, said):
            if said and not first and _kind(said[-1]) in ("person", "crowd"):
                return
            piece = _shown(said, worn, first)
            if piece is not None:
                yield piece
            said, first = [], first and not said and not _doing(word)
            worn = word in _WEARING or (joining and worn)
        else:
            said.append(word)


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
    return found


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
            0 <= seen.start - b <= 2 or (not seen.subject and a < seen.start and seen.end <= b)
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
        span = _quote(passage.text, _sentence(passage, spans, fact.start), fact.start, fact.end)
        for piece in fact.pieces:
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
        if _kind(_opening_head(text)) not in _OF_PLACES or len(text.split()) < 2:
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
    while said and (said[0] in own or (len(said) < len(text.split()) and _doing(said[0]))):
        said.pop(0)
    if len(said) < len(text.split()) and said and said[0] in ("a", "an", "the"):
        said.pop(0)
    return " ".join(said)


def _opening_head(text: str) -> str:
    """The last word of the first noun phrase of a fact."""
    between = words("between", "en")
    first = ""
    for word in text.replace(",", "").split():
        if word in between or word in _JOINING or _doing(word):
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
        for trait in _traits(passage, reading, language):
            own.setdefault(trait.entity, {}).setdefault((trait.aspect, trait.text), trait)
    found = tuple(t for one in entities for t in contradicted(own.get(one.id, {}).values()))
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
