"""HTTP of books kept on a device."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from bookreader.accounts.dependencies import CurrentUser
from bookreader.delivery.service import Format
from bookreader.illustration import service as illustration
from bookreader.kit.http import Db, Reading
from bookreader.kit.problem import problems
from bookreader.library.errors import BookNotFound, BookNotReadable
from bookreader.offline import service
from bookreader.offline.schemas import OfflineBook
from bookreader.ports.blobs import BlobMissing
from bookreader.ports.http import Toolbox
from bookreader.reading import service as reading
from bookreader.reading.errors import PictureNotFound
from bookreader.reading.schemas import Width

router = APIRouter(prefix="/api/books/{book_id}/offline", tags=["offline"])


@router.get("", responses=problems(BookNotFound, BookNotReadable))
async def offline_book(
    book_id: UUID,
    user: CurrentUser,
    session: Reading,
    ahead: Annotated[bool, Query(description="The reader lets unread pages' pictures lie")] = False,
) -> OfflineBook:
    """What a device keeps of a book beside the texts of its chapters."""
    return await service.book_to_keep(session, user, book_id, ahead=ahead)


@router.get(
    "/pictures/{picture_id}",
    responses=problems(BookNotFound, PictureNotFound),
    response_class=Response,
)
async def offline_picture(
    book_id: UUID,
    picture_id: UUID,
    user: CurrentUser,
    database: Db,
    context: Toolbox,
    w: Width | None = None,
    f: Format | None = None,
) -> Response:
    """A picture to be kept unseen: for the reader's own token, never for an address in a page."""
    async with database.read() as session:
        found = await service.require_picture(session, user, book_id, picture_id)
    try:
        sha256, mime = await reading.delivered(context, found, w, f)
        chunks = context.blobs.read(sha256)
        first = await anext(chunks)
    except (BlobMissing, StopAsyncIteration):
        await illustration.paint_again(context, user.id, found)
        raise PictureNotFound from None

    async def stream() -> AsyncIterator[bytes]:
        yield first
        async for chunk in chunks:
            yield chunk

    return StreamingResponse(stream(), media_type=mime, headers={"Cache-Control": "no-store"})
