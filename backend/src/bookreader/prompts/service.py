"""What a provider would be asked for; nothing here is sent or spent."""

from __future__ import annotations

import asyncio
import hashlib
import json
import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from bookcore.bible import BIBLE_VERSION, Clause, Prompt, card_prompt, check_words, key_of
from bookcore.bible.clauses import valid_looks
from bookcore.bible.model import Refusal, plain
from bookcore.prices import Price
from bookcore.scene.spec import Person
from bookreader.bible import service as bibles
from bookreader.cast.service import Place
from bookreader.extraction.models import Description
from bookreader.illustration import service as illustration
from bookreader.illustration.models import Picture
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library.models import Book
from bookreader.ports.context import TaskContext
from bookreader.ports.providers import Capabilities, ImageProvider
from bookreader.prompts.errors import MakerUnknown, MakerUnusable
from bookreader.providers import service as providers
from bookreader.providers.errors import ProviderUnusable
from bookreader.providers.models import Provider
from bookreader.spending import service as spending

AnySession = ReadSession | WriteSession
SCENE_SIZE, CARD_SIZE = (1152, 768), (1024, 1024)
PRICE_UNKNOWN = "price_unknown"
_LARGE_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Maker:
    """A provider that can be asked, with what it is able to."""

    row: Provider
    adapter: ImageProvider
    able: Capabilities

    @property
    def id(self) -> str:
        """What pictures of its making carry."""
        return self.row.id.hex

    @property
    def quality(self) -> str:
        """The quality its settings ask for."""
        return str(self.row.options.get("quality") or "")


@dataclass(frozen=True, slots=True)
class CardRef:
    """A reference card that goes along with a request."""

    entity_id: str
    picture_id: UUID
    sha256: str


@dataclass(frozen=True, slots=True)
class Wish:
    """One picture as it would be asked for; with a refusal it is not to be sent at all.

    `prompt_key` stands for the composed prompt, whether or not own words took its place; `take`
    counts how often these words were drawn before.
    """

    prompt: str
    negative: str
    prompt_key: str
    width: int
    height: int
    clauses: tuple[Clause, ...] = ()
    refs: tuple[CardRef, ...] = ()
    softened: tuple[str, ...] = ()
    refusal: Refusal | None = None
    own_words: bool = False
    style: str = ""
    bible_version: int = 0
    take: int = 0
    scene: Mapping[str, Any] = field(default_factory=dict)

    def to_made(self) -> dict[str, Any]:
        """What a picture's row keeps of it, enough to send it again after a restart."""
        return {
            "prompt": self.prompt,
            "negative": self.negative,
            "refs": [[r.entity_id, str(r.picture_id), r.sha256] for r in self.refs],
            "softened": list(self.softened),
            "own_words": self.own_words,
            "style": self.style,
            "bible_version": self.bible_version,
            "take": self.take,
            "scene": dict(self.scene),
        }


def kept_refs(made: Mapping[str, Any]) -> tuple[CardRef, ...]:
    """The reference cards that a row keeps."""
    return tuple(CardRef(e, UUID(p), sha) for e, p, sha in made.get("refs", ()))


async def maker(
    context: TaskContext, session: AnySession, maker_id: str, *, priced: bool = True
) -> Maker:
    """The provider of an id, ready to be asked; raises MakerUnknown or MakerUnusable.

    Without `priced` also one whose price nobody knows: it may be looked at and not be asked.
    """
    try:
        row = await providers.get(session, UUID(hex=maker_id))
    except ValueError:
        row = None
    if row is None:
        raise MakerUnknown
    return maker_of(context, row, priced=priced)


def maker_of(context: TaskContext, row: Provider, *, priced: bool = True) -> Maker:
    """The same of a row; raises MakerUnusable with the reason's code."""
    try:
        adapter = providers.ready(context, row)
    except ProviderUnusable as error:
        raise MakerUnusable(error.reason) from None
    found = Maker(row, adapter, adapter.capabilities())
    if priced and price_of(found, *size_for(found.able, SCENE_SIZE)) is None:
        # Without a price no limit of money could be kept.
        raise MakerUnusable(PRICE_UNKNOWN)
    return found


def size_for(able: Capabilities, wanted: tuple[int, int]) -> tuple[int, int]:
    """The size to ask for: nearest in shape, then the smallest that is large enough."""
    width, height = wanted
    if able.sizes:
        enough = width * height * _LARGE_ENOUGH

        def fit(size: tuple[int, int]) -> tuple[float, bool, int]:
            area = size[0] * size[1]
            shape = abs(math.log(size[0] / size[1]) - math.log(width / height))
            return (round(shape, 3), area < enough, area if area >= enough else -area)

        return min(able.sizes, key=fit)
    scale = min(1.0, able.max_side / max(width, height))
    step = max(1, able.step)
    wide, high = (max(step, int(side * scale) // step * step) for side in (width, height))
    return wide, high


def price_of(maker: Maker, width: int, height: int, refs: int = 0) -> Price | None:
    """What one picture costs; None when nobody knows."""
    return spending.price(
        spending.prices(), maker.row, width, height, maker.quality, refs, free=maker.able.free
    )


def seed_for(maker: Maker, prompt: str, take: int) -> int | None:
    """The seed of a request: the same words at the same take give the same; None without seeds."""
    if not maker.able.seed:
        return None
    name = f"{unicodedata.normalize('NFC', prompt)}\x1f{take}"
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") & 0x7FFFFFFF


def request_key(
    maker: Maker,
    prompt: str,
    negative: str,
    size: tuple[int, int],
    refs: Sequence[CardRef],
    take: int,
) -> str:
    """What stands for everything that is sent: the same key, the same request.

    The key of access and the deadline are no part of it. A provider without seeds gets the number
    of the take, so that asking again is another request.
    """
    seed = seed_for(maker, prompt, take)
    told = {
        "kind": maker.row.kind,
        "server": maker.row.base_url,
        "model": maker.row.model,
        "options": maker.row.options,
        "adapter": maker.adapter.version,
        "bible": BIBLE_VERSION,
        "prompt": unicodedata.normalize("NFC", prompt),
        "negative": unicodedata.normalize("NFC", negative),
        "size": list(size),
        "quality": maker.quality,
        "refs": [ref.sha256 for ref in refs],
        "seed": seed,
        "take": take if seed is None else None,
    }
    words = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


class Composer:
    """One book's bible, cast and approved cards, asked for many pictures."""

    def __init__(self, told: bibles.Reading, cards: Mapping[str, Sequence[Picture]]) -> None:
        self._told, self._cards = told, cards

    @property
    def version(self) -> int:
        """The version of the bible that is asked."""
        return self._told.version

    def scene(self, d: Description, able: Capabilities, own_words: str = "") -> Wish:
        """What would be asked for a description, by what is known where it ends."""
        place = (d.chapter_number, d.end)
        prompt = self._told.prompt(d, able.max_prompt_chars)
        figures = bibles.scene_of(d).people
        minors = [Person(age="child") for c in prompt.clauses if c.age == "child"]
        return self._wish(prompt, able, SCENE_SIZE, place, [*figures, *minors], own_words, d.scene)

    async def scenes(self, pairs: Sequence[tuple[Description, Capabilities]]) -> list[Wish]:
        """The same of many descriptions, without holding up whoever else is served meanwhile."""
        return await asyncio.to_thread(lambda: [self.scene(d, able) for d, able in pairs])

    def card(self, entity_id: str, until: Place, able: Capabilities) -> Wish | None:
        """What would be asked for somebody's reference card, by what is known at a place."""
        clause = self._told.story.clause(entity_id, until)
        entity = self._told.story.entity_at(entity_id, until)
        if clause is None or entity is None:
            return None
        prompt = card_prompt(entity, clause, self._told.bible)
        people = [Person(age="child")] if clause.age == "child" else []
        return self._wish(prompt, able, CARD_SIZE, until, people, "", {})

    def about(self, d: Description) -> list[Clause]:
        """The clauses of those whom a description is about."""
        return self._told.clauses(d)

    def _wish(
        self,
        prompt: Prompt,
        able: Capabilities,
        wanted: tuple[int, int],
        place: Place,
        people: Sequence[Person],
        own_words: str,
        scene: Mapping[str, Any],
    ) -> Wish:
        own = plain(own_words)
        verdict = check_words(own or prompt.text, people)
        width, height = size_for(able, wanted)
        return Wish(
            prompt=verdict.text,
            negative=prompt.negative,
            prompt_key=key_of(prompt),
            width=width,
            height=height,
            clauses=prompt.clauses,
            refs=self._refs(prompt, place)[: able.max_refs],
            softened=verdict.softened if own else (*prompt.softened, *verdict.softened),
            refusal=verdict.refusal,
            own_words=bool(own),
            style=self._told.bible.style_id,
            bible_version=self.version,
            scene=scene,
        )

    def _refs(self, prompt: Prompt, place: Place) -> tuple[CardRef, ...]:
        """The approved cards of whom the prompt names, as they look at this place."""
        found = []
        for entity_id in prompt.used_refs:
            fitting = [
                card
                for card in self._cards.get(entity_id, ())
                if self._looks(entity_id, place) == self._looks(entity_id, _until(card))
            ]
            if fitting and fitting[-1].sha256 is not None:
                found.append(CardRef(entity_id, fitting[-1].id, fitting[-1].sha256))
        return tuple(found)

    def _looks(self, entity_id: str, place: Place) -> int:
        """How many of the reader's looks of an entity are in force at a place."""
        entity = self._told.whole.entities.get(entity_id)
        if entity is None:
            return 0
        looks = self._told.bible.looks.get(entity.key, ())
        return len(valid_looks(looks, self._told.whole.numbers, place))


def _until(card: Picture) -> Place:
    chapter, offset = card.made.get("until") or (0, 0)
    return int(chapter), int(offset)


async def composer(session: AnySession, book: Book) -> Composer:
    """What composes a book's prompts as its bible and cast are now."""
    told = await bibles.reading(session, book)
    return Composer(told, await illustration.approved_cards(session, book.id))


async def bible_version(session: AnySession, book_id: UUID) -> int:
    """The version of the bible in force."""
    return next((one.number for one in await bibles.history(session, book_id)), 0)
