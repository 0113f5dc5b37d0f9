"""Which pictures an order of some extent would draw, what they cost, and how long they take."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from bookreader.accounts.models import User
from bookreader.attempts import service as attempts
from bookreader.cast import service as casts
from bookreader.drawing import service as drawing
from bookreader.extraction import service as extraction
from bookreader.extraction.models import Description
from bookreader.illustration import service as illustration
from bookreader.illustration.models import PLANNED, READY, Picture
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library import service as library
from bookreader.library.errors import BookNotReadable
from bookreader.library.models import Book, BookChapter
from bookreader.orders import repository
from bookreader.orders.schemas import Extent
from bookreader.places import service as places
from bookreader.ports.context import TaskContext
from bookreader.prompts import service as prompts
from bookreader.prompts.service import Composer, Maker, Wish
from bookreader.reading import service as reading

AnySession = ReadSession | WriteSession
_REPETITIONS = 1.1
# Title pages and the like on the way to the chapter being read.
_SUBSTANTIAL_CHARS = 1500


@dataclass(frozen=True, slots=True)
class Item:
    """One picture of an order: of a description, or the card of an entity as known by a place."""

    wish: Wish
    description: Description | None = None
    entity_id: str | None = None
    until: tuple[int, int] = (0, 0)
    met: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What an order would draw; `to_pay` without what the same request has drawn already."""

    book: Book
    maker: Maker
    items: Sequence[Item]
    to_pay: Sequence[Item]

    def cost(self) -> tuple[int, int] | None:
        """The least and the most it would cost, with repetitions; None when nobody knows."""
        low = high = 0
        for item in self.to_pay:
            wish = item.wish
            price = prompts.price_of(self.maker, wish.width, wish.height, len(wish.refs))
            if price is None:
                return None
            low, high = low + price.low, high + price.high
        if not self.to_pay and prompts.price_of(self.maker, *prompts.SCENE_SIZE) is None:
            return None
        return math.ceil(low * _REPETITIONS), math.ceil(high * _REPETITIONS)


def seconds(maker: Maker, pictures: int) -> float:
    """How long so many pictures take, as many at once as the provider allows."""
    each = max(maker.able.seconds / max(1, maker.able.max_concurrency), maker.able.min_interval)
    return round(pictures * each, 1)


async def plan(
    context: TaskContext,
    session: AnySession,
    user: User,
    book_id: UUID,
    maker_id: str,
    extent: Extent,
) -> Plan:
    """What would be drawn; raises BookNotReadable, MakerUnknown and MakerUnusable."""
    book = await library.require_book(session, user.id, book_id)
    if book.readable_at is None:
        raise BookNotReadable
    maker = await prompts.maker(context, session, maker_id, priced=False)
    composer = await prompts.composer(session, book)
    until = await places.visible_until(session, user.id, book_id)
    if extent == "cards":
        items = await _cards(session, book, composer, maker, until)
    else:
        items = await _pictures(context, session, book, composer, maker, extent, until)
    items = [item for item in items if item.wish.refusal is None and item.wish.prompt]
    keys = [attempts.key_of(maker, item.wish) for item in items]
    there = await attempts.drawn_before(session, user.id, keys)
    # Of two equal requests in one order the second waits for the first and costs nothing.
    first: dict[str, Item] = {}
    for key, item in zip(keys, items, strict=True):
        if key not in there:
            first.setdefault(key, item)
    return Plan(book, maker, items, list(first.values()))


async def _pictures(
    context: TaskContext,
    session: AnySession,
    book: Book,
    composer: Composer,
    maker: Maker,
    extent: Extent,
    until: tuple[int, int],
) -> list[Item]:
    found = [d for d in await extraction.for_book(session, book.id, book.marks) if d.scene_hash]
    if extent in ("chapter", "next"):
        numbers = _numbers(book, await library.chapters(session, book.id), extent)
        found = [d for d in found if d.chapter_number in numbers]
    elif extent == "met":
        found = [d for d in found if reading.is_met(d, until)]
    versions = await illustration.versions_of(session, [d.id for d in found])
    outdated: set[UUID] = set()
    if extent == "stale":
        outdated = {
            one.description_id
            for one in await drawing.stale(context, session, book)
            if one.description_id is not None
        }
    stopped = await repository.stopped(session, book.id)
    wanted: list[tuple[Description, list[Picture]]] = []
    for d in found:
        own = [one for one in versions.get(d.id, ()) if one.provider == maker.id]
        if _is_planned(own, stopped):
            continue
        if d.id in outdated if extent == "stale" else not _has_ready(own):
            wanted.append((d, own))
    wishes = await composer.scenes([(d, maker.able) for d, _ in wanted])
    return [
        Item(drawing.at_take(wish, own, maker.id), description=d, met=reading.is_met(d, until))
        for (d, own), wish in zip(wanted, wishes, strict=True)
    ]


def _is_planned(own: Sequence[Picture], stopped: set[UUID]) -> bool:
    """Whether a picture is on its way; a stopped order leaves what it planned to the next one."""
    return any(one.state == PLANNED and one.order_id not in stopped for one in own)


def _has_ready(own: Sequence[Picture]) -> bool:
    return any(one.state == READY for one in own)


def _numbers(book: Book, lines: Sequence[BookChapter], extent: Extent) -> set[int]:
    """The chapter being read, with title pages on the way to it, or the one after it."""
    near = library.near_numbers(book, lines)
    chars = {line.number: line.chars for line in lines}
    first = next((n for n in near if chars[n] >= _SUBSTANTIAL_CHARS), near[0] if near else 0)
    reading_now = {n for n in near if n <= first}
    return reading_now if extent == "chapter" else set(near) - reading_now


async def _cards(
    session: AnySession, book: Book, composer: Composer, maker: Maker, until: tuple[int, int]
) -> list[Item]:
    """Cards of the people met who stand in a passage, those first who matter most."""
    known = await casts.known(session, book.id, until)
    told = {key for ids in known.links.values() for key in ids}
    people = [
        one
        for one in known.entities.values()
        if one.kind == "character" and not one.hidden and one.id in told
    ]
    stopped = await repository.stopped(session, book.id)
    items = []
    for one in sorted(people, key=lambda e: (-e.importance, e.name)):
        own = [
            card
            for card in await illustration.cards_of(session, book.id, one.id)
            if card.provider == maker.id
        ]
        wish = composer.card(one.id, until, maker.able)
        if wish is None or _is_planned(own, stopped):
            continue
        if any(card.state == READY and card.prompt_key == wish.prompt_key for card in own):
            continue
        items.append(Item(drawing.at_take(wish, own, maker.id), entity_id=one.id, until=until))
    return items
