"""HTTP of illustrated editions: ask, list, download, remove."""

from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from bookreader.accounts.dependencies import CurrentUser
from bookreader.editions import errors, service
from bookreader.editions.schemas import EditionOut, Editions, NewEdition
from bookreader.kit.http import Db, Reading, Writing, attachment
from bookreader.kit.problem import problems
from bookreader.library.errors import BookNotFound, BookNotReadable
from bookreader.ports.blobs import BlobMissing
from bookreader.ports.http import Toolbox

router = APIRouter(prefix="/api/books/{book_id}/editions", tags=["editions"])


@router.get("", responses=problems(BookNotFound))
async def editions(book_id: UUID, user: CurrentUser, session: Reading) -> Editions:
    """The illustrated editions of a book, the newest first."""
    return await service.editions(session, user, book_id)


@router.post(
    "",
    status_code=202,
    responses=problems(BookNotFound, BookNotReadable, errors.PicturesAhead),
)
async def ask_for_edition(
    book_id: UUID, body: NewEdition, user: CurrentUser, session: Writing, context: Toolbox
) -> EditionOut:
    """Have an illustrated EPUB made; while one is being made, that one is the answer."""
    return await service.ask(context, session, user, book_id, body)


@router.get(
    "/{edition_id}/file",
    responses=problems(BookNotFound, errors.EditionNotFound, errors.EditionNotReady),
    response_class=Response,
)
async def download_edition(
    book_id: UUID, edition_id: UUID, user: CurrentUser, database: Db, context: Toolbox
) -> StreamingResponse:
    """The EPUB, to be saved."""
    async with database.read() as session:
        sha256, name, size = await service.require_file(session, user, book_id, edition_id)
    chunks = context.blobs.read(sha256)
    try:
        first = await anext(chunks)
    except (BlobMissing, StopAsyncIteration):
        raise errors.EditionNotFound from None

    async def stream() -> AsyncIterator[bytes]:
        yield first
        async for chunk in chunks:
            yield chunk

    return StreamingResponse(
        stream(),
        media_type="application/epub+zip",
        headers={
            "Content-Disposition": attachment(name),
            "Content-Length": str(size),
            "Cache-Control": "private, no-store",
        },
    )


@router.delete(
    "/{edition_id}",
    status_code=204,
    responses=problems(BookNotFound, errors.EditionNotFound),
)
async def remove_edition(
    book_id: UUID, edition_id: UUID, user: CurrentUser, session: Writing, context: Toolbox
) -> None:
    """Forget an edition, or stop making it."""
    await service.remove(context, session, user, book_id, edition_id)
