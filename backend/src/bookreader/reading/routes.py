"""HTTP of reading: the book's page, chapters, marks and pictures."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Path, Response
from fastapi.responses import StreamingResponse

from bookreader.accounts.dependencies import CurrentUser, MediaUser
from bookreader.delivery.service import Format
from bookreader.illustration import service as illustration
from bookreader.kit.http import Db, Reading
from bookreader.kit.problem import problems
from bookreader.library.errors import BookNotFound, BookNotReadable, ChapterNotFound
from bookreader.ports.blobs import BlobMissing
from bookreader.ports.http import Toolbox
from bookreader.reading import errors, service
from bookreader.reading.schemas import (
    BookDetail,
    ChapterView,
    DescriptionOut,
    Gallery,
    Marks,
    PictureOut,
    Width,
)

router = APIRouter(prefix="/api/books/{book_id}", tags=["reading"])
ChapterId = Annotated[str, Path(max_length=255)]


@router.get("", responses=problems(BookNotFound))
async def book_detail(book_id: UUID, user: CurrentUser, session: Reading) -> BookDetail:
    """Everything the book's own page shows."""
    return await service.book_detail(session, user, book_id)


@router.get(
    "/chapters/{chapter_id}", responses=problems(BookNotFound, ChapterNotFound, BookNotReadable)
)
async def chapter(
    book_id: UUID, chapter_id: ChapterId, user: CurrentUser, session: Reading
) -> ChapterView:
    """A chapter's text with the marks this reader may see."""
    return await service.chapter_view(session, user, book_id, chapter_id)


@router.get("/chapters/{chapter_id}/marks", responses=problems(BookNotFound, ChapterNotFound))
async def chapter_marks(
    book_id: UUID, chapter_id: ChapterId, user: CurrentUser, session: Reading
) -> Marks:
    """The marks of a chapter alone."""
    return await service.chapter_marks(session, user, book_id, chapter_id)


@router.get(
    "/descriptions/{description_id}", responses=problems(BookNotFound, errors.DescriptionNotFound)
)
async def description(
    book_id: UUID, description_id: UUID, user: CurrentUser, session: Reading
) -> DescriptionOut:
    """One description the reader has met."""
    return await service.description_view(session, user, book_id, description_id)


@router.post(
    "/descriptions/{description_id}/picture",
    responses={
        202: {"model": PictureOut, "description": "it is being painted before all others"},
        **problems(BookNotFound, errors.DescriptionNotFound),
    },
)
async def ask_for_picture(
    book_id: UUID, description_id: UUID, user: CurrentUser, response: Response, context: Toolbox
) -> PictureOut:
    """Ask for the picture of a description; an event tells when it is ready."""
    picture = await service.ask_for_picture(context, user, book_id, description_id)
    if picture.state != "ready":
        response.status_code = 202
    return picture


@router.get(
    "/pictures/{picture_id}",
    responses={
        304: {"description": "it has not changed"},
        **problems(BookNotFound, errors.PictureNotFound),
    },
    response_class=Response,
)
async def picture(
    book_id: UUID,
    picture_id: UUID,
    user: MediaUser,
    database: Db,
    context: Toolbox,
    w: Width | None = None,
    f: Format | None = None,
    if_none_match: Annotated[str | None, Header(max_length=1000)] = None,
) -> Response:
    """The bytes of a picture the reader has met, no wider than `w` and in the format `f`."""
    async with database.read() as session:
        found, _ = await service.require_visible_picture(session, user, book_id, picture_id)
    try:
        sha256, mime = await service.delivered(context, found, w, f)
        headers = {"Cache-Control": "private, max-age=31536000, immutable", "ETag": f'"{sha256}"'}
        if if_none_match is not None and f'"{sha256}"' in if_none_match:
            return Response(status_code=304, headers=headers)
        chunks = context.blobs.read(sha256)
        first = await anext(chunks)
    except (BlobMissing, StopAsyncIteration):
        # Sketches are a cache: an evicted one is painted again and asked for anew.
        await illustration.paint_again(context, user.id, found)
        raise errors.PictureNotFound from None

    async def stream() -> AsyncIterator[bytes]:
        yield first
        async for chunk in chunks:
            yield chunk

    return StreamingResponse(stream(), media_type=mime, headers=headers)


@router.get("/gallery", responses=problems(BookNotFound))
async def gallery(book_id: UUID, user: CurrentUser, session: Reading) -> Gallery:
    """All pictures this reader has met, in reading order."""
    return await service.gallery(session, user, book_id)
