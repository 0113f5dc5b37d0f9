"""HTTP of corrections: the marks setting, dismissals, and passages the reader wants drawn."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response

from bookreader.accounts.dependencies import CurrentUser
from bookreader.corrections import errors, service
from bookreader.corrections.schemas import Dismissals, MarksChoice, NewPassage
from bookreader.kit.http import Reading, Writing
from bookreader.kit.problem import problems
from bookreader.library.errors import BookNotFound, BookNotReadable, ChapterNotFound
from bookreader.ports.http import Toolbox
from bookreader.reading.errors import DescriptionNotFound
from bookreader.reading.schemas import Mark

router = APIRouter(prefix="/api/books/{book_id}", tags=["corrections"])
ChapterId = Annotated[str, Path(max_length=255)]


@router.put("/marks", responses=problems(BookNotFound))
async def choose_marks(
    book_id: UUID, body: MarksChoice, user: CurrentUser, session: Writing, context: Toolbox
) -> MarksChoice:
    """Choose how many passages this book shows; what newly shows is painted in its turn."""
    await service.choose_marks(context, session, user, book_id, body.marks)
    return body


@router.get("/dismissals", responses=problems(BookNotFound))
async def dismissals(book_id: UUID, user: CurrentUser, session: Reading) -> Dismissals:
    """The dismissed passages this reader has met, each of which can be brought back."""
    return await service.dismissals(session, user, book_id)


@router.post(
    "/descriptions/{description_id}/dismissal",
    status_code=204,
    responses=problems(BookNotFound, DescriptionNotFound, errors.OwnPassage),
)
async def dismiss(
    book_id: UUID, description_id: UUID, user: CurrentUser, session: Writing, context: Toolbox
) -> None:
    """Say that a passage is no description: no mark and no picture of it from now on."""
    await service.dismiss(context, session, user, book_id, description_id)


@router.delete(
    "/descriptions/{description_id}/dismissal",
    status_code=204,
    responses=problems(BookNotFound, DescriptionNotFound),
)
async def undo_dismissal(
    book_id: UUID, description_id: UUID, user: CurrentUser, session: Writing, context: Toolbox
) -> None:
    """Bring a dismissed passage back."""
    await service.undo_dismissal(context, session, user, book_id, description_id)


@router.post(
    "/chapters/{chapter_id}/descriptions",
    status_code=201,
    responses={
        200: {"model": Mark, "description": "a mark stands there already"},
        **problems(
            BookNotFound,
            BookNotReadable,
            ChapterNotFound,
            errors.NotReached,
            errors.PassageTooShort,
            errors.PassageTooLong,
            errors.PassageOutside,
        ),
    },
)
async def draw_passage(
    book_id: UUID,
    chapter_id: ChapterId,
    body: NewPassage,
    user: CurrentUser,
    response: Response,
    context: Toolbox,
) -> Mark:
    """Have any passage drawn; an event tells when its picture is ready."""
    mark, is_new = await service.draw(context, user, book_id, chapter_id, body)
    if not is_new:
        response.status_code = 200
    return mark


@router.delete(
    "/descriptions/{description_id}",
    status_code=204,
    responses=problems(BookNotFound, DescriptionNotFound, errors.NotYourPassage),
)
async def remove_passage(
    book_id: UUID, description_id: UUID, user: CurrentUser, session: Writing, context: Toolbox
) -> None:
    """Remove a passage the reader had drawn."""
    await service.remove(context, session, user, book_id, description_id)
