"""HTTP of the reader's place."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from bookreader.accounts.dependencies import CurrentUser
from bookreader.kit.http import Reading, Writing
from bookreader.kit.problem import problems
from bookreader.library.errors import BookNotFound, ChapterNotFound
from bookreader.places import service
from bookreader.places.schemas import Position, PositionReport, SpoilerChoice
from bookreader.ports.http import Toolbox

router = APIRouter(prefix="/api/books/{book_id}", tags=["places"])


@router.get("/position", responses=problems(BookNotFound))
async def position(book_id: UUID, user: CurrentUser, session: Reading) -> Position:
    """Where the reader stopped."""
    return await service.position_view(session, user, book_id)


@router.put("/position", responses=problems(BookNotFound, ChapterNotFound))
async def report_position(
    book_id: UUID, body: PositionReport, user: CurrentUser, session: Writing, context: Toolbox
) -> Position:
    """Keep the reader's place."""
    return await service.report_position(context, session, user, book_id, body)


@router.put("/spoilers", responses=problems(BookNotFound))
async def choose_spoilers(
    book_id: UUID, body: SpoilerChoice, user: CurrentUser, session: Writing, context: Toolbox
) -> Position:
    """Lift or restore the spoiler rule for this book."""
    return await service.choose_spoilers(context, session, user, book_id, lifted=body.lifted)
