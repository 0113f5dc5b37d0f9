"""HTTP of the visual bible: style, looks, history and reference cards."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query

from bookreader.accounts.dependencies import CurrentUser
from bookreader.bible.errors import BibleChanged, BibleInvalid, BibleVersionNotFound
from bookreader.drawing.errors import NoRoomLeft
from bookreader.kit.http import Reading, Writing
from bookreader.kit.problem import problems
from bookreader.library.errors import BookNotFound
from bookreader.looks import service
from bookreader.looks.errors import LookAhead, LookNotFound
from bookreader.looks.schemas import BibleChoices, BibleOut, CardWish, LookWish, Restoration
from bookreader.ports.http import Toolbox
from bookreader.prompts.errors import MakerUnknown, MakerUnusable, PromptRefused
from bookreader.reading.errors import PictureNotFound
from bookreader.reading.schemas import PictureVersion
from bookreader.sheets.errors import EntityNotFound

router = APIRouter(prefix="/api/books/{book_id}/bible", tags=["bible"])
EntityId = Annotated[str, Path(max_length=64)]


@router.get("", responses=problems(BookNotFound))
async def bible(book_id: UUID, user: CurrentUser, session: Reading, context: Toolbox) -> BibleOut:
    """How this book is drawn, and the looks of everybody the reader has met."""
    return await service.view(context, session, user, book_id)


@router.put("", responses=problems(BookNotFound, BibleChanged, BibleInvalid))
async def choose_style(
    book_id: UUID, body: BibleChoices, user: CurrentUser, session: Writing, context: Toolbox
) -> BibleOut:
    """Choose style, palette, time and country; a new version of the bible."""
    return await service.choose(context, session, user, book_id, body)


@router.put(
    "/entities/{entity_id}/look",
    responses=problems(BookNotFound, EntityNotFound, BibleChanged, BibleInvalid, LookAhead),
)
async def set_look(
    book_id: UUID,
    entity_id: EntityId,
    body: LookWish,
    user: CurrentUser,
    session: Writing,
    context: Toolbox,
) -> BibleOut:
    """Say how somebody looks from a place on; it stands over what the book says."""
    return await service.set_look(context, session, user, book_id, entity_id, body)


@router.delete(
    "/entities/{entity_id}/look",
    responses=problems(BookNotFound, EntityNotFound, BibleChanged, LookNotFound),
)
async def remove_look(
    book_id: UUID,
    entity_id: EntityId,
    user: CurrentUser,
    session: Writing,
    context: Toolbox,
    version: Annotated[int | None, Query(ge=0, le=2**31 - 1)] = None,
    chapter: Annotated[str | None, Query(max_length=200)] = None,
    offset: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
) -> BibleOut:
    """Forget the look that begins at a place, or without a chapter the one from the beginning."""
    place = (chapter, offset) if chapter is not None else None
    return await service.remove_look(context, session, user, book_id, entity_id, place, version)


@router.post("/restoration", responses=problems(BookNotFound, BibleVersionNotFound))
async def restore_bible(
    book_id: UUID, body: Restoration, user: CurrentUser, session: Writing, context: Toolbox
) -> BibleOut:
    """Put an earlier version in force again, as a new one."""
    return await service.restore(context, session, user, book_id, body.version)


@router.post(
    "/entities/{entity_id}/cards",
    status_code=202,
    responses=problems(
        BookNotFound, EntityNotFound, MakerUnknown, MakerUnusable, NoRoomLeft, PromptRefused
    ),
)
async def draw_card(
    book_id: UUID, entity_id: EntityId, body: CardWish, user: CurrentUser, context: Toolbox
) -> PictureVersion:
    """Have a reference card drawn; an event tells when it is ready."""
    return await service.draw_card(context, user, book_id, entity_id, body.maker)


@router.post(
    "/entities/{entity_id}/cards/{picture_id}/approval",
    responses=problems(BookNotFound, EntityNotFound, PictureNotFound),
)
async def approve_card(
    book_id: UUID,
    entity_id: EntityId,
    picture_id: UUID,
    user: CurrentUser,
    session: Writing,
    context: Toolbox,
) -> BibleOut:
    """Approve a card: it goes along where a provider takes reference pictures."""
    return await service.approve_card(context, session, user, book_id, entity_id, picture_id)
