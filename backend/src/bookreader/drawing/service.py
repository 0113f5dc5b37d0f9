"""Having one picture drawn by a provider: planned with its money set aside, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from bookreader.accounts.models import User
from bookreader.attempts import service as attempts
from bookreader.drawing.errors import NoRoomLeft
from bookreader.extraction import service as extraction
from bookreader.extraction.models import Description
from bookreader.illustration import service as illustration
from bookreader.illustration.models import PLANNED, READY, SKETCH, Picture
from bookreader.jobs import service as jobs
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library.models import Book
from bookreader.ports.context import TaskContext
from bookreader.ports.providers import Capabilities
from bookreader.prompts import service as prompts
from bookreader.prompts.errors import PromptRefused
from bookreader.prompts.service import Maker, Wish
from bookreader.providers import service as providers
from bookreader.providers.errors import ProviderUnusable
from bookreader.providers.models import Provider
from bookreader.spending.errors import CapReached

AnySession = ReadSession | WriteSession
DRAWING_JOB = "drawing"
CANCELLED = "cancelled"
REFUSALS = {
    "sexual": "Nothing sexual is drawn here.",
    "minor": "Children are drawn only in what is innocent.",
    "violence": "Such cruelty is not drawn here.",
}


async def plan_drawing(
    context: TaskContext,
    user: User,
    book: Book,
    description: Description,
    maker_id: str,
    own_words: str = "",
) -> Picture:
    """Have another version of a description's picture drawn.

    Raises MakerUnknown, MakerUnusable, PromptRefused and NoRoomLeft; then nothing was planned.
    """
    async with context.database.read() as session:
        maker = await prompts.maker(context, session, maker_id)
        composer = await prompts.composer(session, book)
        known = await illustration.versions(session, description.id)
        wish = at_take(composer.scene(description, maker.able, own_words), known, maker.id)
    return await _plan(context, user, book, maker, wish, description_id=description.id)


async def plan_card(
    context: TaskContext,
    user: User,
    book: Book,
    entity_id: str,
    until: tuple[int, int],
    maker_id: str,
) -> Picture | None:
    """Have a reference card drawn of an entity as it is known by a place; None before it is met.

    Raises what `plan_drawing` raises.
    """
    async with context.database.read() as session:
        maker = await prompts.maker(context, session, maker_id)
        composer = await prompts.composer(session, book)
        wish = composer.card(entity_id, until, maker.able)
        known = await illustration.cards_of(session, book.id, entity_id)
    if wish is None:
        return None
    wish, more = at_take(wish, known, maker.id), {"until": list(until)}
    return await _plan(context, user, book, maker, wish, entity_id=entity_id, more=more)


async def _plan(
    context: TaskContext,
    user: User,
    book: Book,
    maker: Maker,
    wish: Wish,
    *,
    description_id: UUID | None = None,
    entity_id: str | None = None,
    more: dict[str, Any] | None = None,
) -> Picture:
    require_sendable(wish, maker.able)
    async with context.database.write() as session:
        picture = await add_planned(
            context,
            session,
            book,
            maker,
            description_id=description_id,
            entity_id=entity_id,
        )
        picture.prompt_key, picture.width, picture.height = (
            wish.prompt_key, wish.width, wish.height,
        )  # fmt: skip
        picture.made = {**wish.to_made(), **(more or {})}
        await session.flush()
        try:
            await attempts.reserve(session, context, maker, picture, user.id, refs=len(wish.refs))
        except CapReached as error:
            raise NoRoomLeft(said(error)) from None
        await jobs.start(
            session,
            context.bell,
            context.clock,
            DRAWING_JOB,
            picture.id,
            user.id,
            priority=jobs.ASKED_FOR,
        )
        return picture


async def add_planned(
    context: TaskContext,
    session: WriteSession,
    book: Book,
    maker: Maker,
    *,
    description_id: UUID | None = None,
    entity_id: str | None = None,
    order_id: UUID | None = None,
    made: dict[str, Any] | None = None,
) -> Picture:
    """The row of one more version by a provider, without money set aside."""
    variant = await illustration.next_variant(
        session, book.id, maker.id, description_id=description_id, entity_id=entity_id
    )
    wanted = prompts.CARD_SIZE if description_id is None else prompts.SCENE_SIZE
    width, height = prompts.size_for(maker.able, wanted)
    picture = Picture(
        book_id=book.id,
        description_id=description_id,
        entity_id=entity_id,
        provider=maker.id,
        provider_name=maker.row.name,
        variant=variant,
        order_id=order_id,
        state=PLANNED,
        width=width,
        height=height,
        made=made or {},
        created_at=context.clock(),
    )
    session.add(picture)
    await session.flush()
    return picture


def require_sendable(wish: Wish, able: Capabilities) -> None:
    """Raise PromptRefused in kind words for what is not to be sent."""
    if wish.refusal is not None:
        raise PromptRefused(REFUSALS[wish.refusal])
    if not wish.prompt:
        raise PromptRefused("There are no words to draw by.")
    if len(wish.prompt) > able.max_prompt_chars:
        raise PromptRefused(f"This provider takes at most {able.max_prompt_chars} characters.")


def at_take(wish: Wish, known: Sequence[Picture], maker_id: str) -> Wish:
    """The wish as one more take: asking again for the same words is to give another picture."""
    same = [
        int(one.made.get("take", 0))
        for one in known
        if one.provider == maker_id and one.made.get("prompt") == wish.prompt
    ]
    return replace(wish, take=max(same, default=-1) + 1)


def said(error: CapReached) -> str:
    """A limit in words."""
    if error.period == "stopped":
        return "The administrator has halted all spending."
    if error.period == "forbidden":
        return "Only the administrator may have pictures drawn for money here."
    whose = {
        "server": "this server",
        "provider": "this provider",
        "user": "you",
        "book": "this book",
    }
    span = {"day": "for today", "month": "for this month", "total": "altogether"}
    return (
        f"The limit of {whose.get(error.scope, 'this order')} is reached"
        f" {span.get(error.period, 'for now')}."
    )


async def cancel(context: TaskContext, session: WriteSession, picture: Picture) -> None:
    """Stop a drawing that has not come; what is under way counts as spent, for it may be charged."""
    if picture.state != PLANNED or picture.provider == SKETCH:
        return
    await jobs.cancel_for_subject(session, context.clock, picture.id)
    await attempts.give_up(context, session, picture, CANCELLED)


async def waiting(session: AnySession, pictures: Sequence[Picture]) -> set[UUID]:
    """Which of these have not begun to be drawn."""
    return await attempts.not_begun(session, pictures)


async def stale(context: TaskContext, session: AnySession, book: Book) -> list[Picture]:
    """The shown pictures of providers that the bible would have drawn otherwise by now."""
    found = await extraction.for_book(session, book.id, "many")
    shown = await illustration.shown(session, [d.id for d in found])
    drawn = [(d, shown[d.id]) for d in found if d.id in shown and _is_drawn(shown[d.id])]
    return await _stale(context, session, book, drawn)


async def stale_among(
    context: TaskContext,
    session: AnySession,
    book: Book,
    description: Description,
    versions: Sequence[Picture],
) -> list[Picture]:
    """Which of a description's versions the bible would have drawn otherwise by now."""
    drawn = [(description, one) for one in versions if _is_drawn(one)]
    return await _stale(context, session, book, drawn)


def _is_drawn(picture: Picture) -> bool:
    return picture.provider != SKETCH and picture.state == READY


async def _stale(
    context: TaskContext,
    session: AnySession,
    book: Book,
    drawn: Sequence[tuple[Description, Picture]],
) -> list[Picture]:
    if not drawn:
        return []
    # How long a prompt may be is the provider's own; of one that is gone nothing is known.
    able = {row.id.hex: _able(context, row) for row in await providers.listed(session)}
    composer = await prompts.composer(session, book)
    asked = [
        (picture, d, can) for d, picture in drawn if (can := able.get(picture.provider)) is not None
    ]
    wishes = await composer.scenes([(d, can) for _, d, can in asked])
    return [
        picture
        for (picture, _, _), wish in zip(asked, wishes, strict=True)
        if wish.prompt_key != picture.prompt_key
    ]


def _able(context: TaskContext, row: Provider) -> Capabilities | None:
    try:
        return providers.capabilities(context, row)
    except ProviderUnusable:
        return None
