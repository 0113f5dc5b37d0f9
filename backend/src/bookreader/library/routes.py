"""HTTP of the library: upload, list, cover, images, download, delete."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from starlette.requests import ClientDisconnect

from bookreader.accounts.dependencies import CurrentUser, MediaUser, Policy
from bookreader.kit.http import Db, Reading, attachment
from bookreader.kit.problem import problems
from bookreader.library import errors, service
from bookreader.library.schemas import Added, BookCard, BookPage, SampleRequest, Sort
from bookreader.ports.blobs import BlobStore
from bookreader.ports.http import Toolbox

router = APIRouter(prefix="/api/books", tags=["library"])
_IMMUTABLE = "private, max-age=31536000, immutable"


@router.get("")
async def list_books(
    user: CurrentUser,
    session: Reading,
    q: Annotated[str, Query(max_length=200)] = "",
    sort: Sort = "recent",
    limit: Annotated[int, Query(ge=1, le=200)] = 60,
    cursor: Annotated[str, Query(max_length=1500)] = "",
) -> BookPage:
    """A page of the reader's books."""
    books, next_cursor, total = await service.list_books(session, user.id, q, sort, limit, cursor)
    return BookPage(items=await service.cards(session, books), next_cursor=next_cursor, total=total)


@router.post(
    "",
    status_code=201,
    responses={
        200: {"model": Added, "description": "this book was there already"},
        **problems(
            errors.EmptyFile,
            errors.FileTooLarge,
            errors.NotABook,
            errors.DiskFull,
            errors.UploadBroken,
        ),
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
            },
        }
    },
)
async def upload_book(
    request: Request,
    response: Response,
    user: CurrentUser,
    context: Toolbox,
    policy: Policy,
    filename: Annotated[str, Query(max_length=5000)] = "book",
) -> Added:
    """Take a book's bytes as the body; answers 200 with the old book for a duplicate."""
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > policy.upload_limit_bytes:
        # The rest of the body is not worth reading: the connection is closed with the answer.
        raise errors.FileTooLarge(headers={"Connection": "close"})
    try:
        book, duplicate = await service.add_book(
            context, user.id, filename, request.stream(), policy.upload_limit_bytes
        )
    except ClientDisconnect as gone:
        raise errors.UploadBroken from gone
    if duplicate:
        response.status_code = 200
    async with context.database.read() as session:
        return Added(book=await service.card(session, book), duplicate=duplicate)


@router.post("/sample", status_code=201, responses={200: {"model": Added}})
async def add_sample(
    body: SampleRequest, response: Response, user: CurrentUser, context: Toolbox
) -> Added:
    """Put the sample book of a language into the library."""
    book, duplicate = await service.add_sample(context, user.id, body.language)
    if duplicate:
        response.status_code = 200
    async with context.database.read() as session:
        return Added(book=await service.card(session, book), duplicate=duplicate)


@router.delete("/{book_id}", status_code=204, responses=problems(errors.BookNotFound))
async def delete_book(book_id: UUID, user: CurrentUser, context: Toolbox) -> None:
    """Forget a book with all that was made of it."""
    await service.delete_book(context, user.id, book_id)


@router.post("/{book_id}/retry", status_code=202, responses=problems(errors.BookNotFound))
async def retry_book(book_id: UUID, user: CurrentUser, context: Toolbox) -> BookCard:
    """Read a book in once more after a failure."""
    book = await service.retry_book(context, user.id, book_id)
    async with context.database.read() as session:
        return await service.card(session, book)


async def _first_then_rest(blobs: BlobStore, sha256: str) -> AsyncIterator[bytes]:
    """Open a blob now, so that a missing one is still an honest error, and stream it later."""
    chunks = blobs.read(sha256)
    first = await anext(chunks, b"")

    async def stream() -> AsyncIterator[bytes]:
        yield first
        async for chunk in chunks:
            yield chunk

    return stream()


@router.get("/{book_id}/file", responses=problems(errors.BookNotFound), response_class=Response)
async def download_book(
    book_id: UUID, user: CurrentUser, database: Db, context: Toolbox
) -> StreamingResponse:
    """The original file, to be saved and never shown."""
    async with database.read() as session:
        book = await service.require_book(session, user.id, book_id)
    return StreamingResponse(
        await _first_then_rest(context.blobs, book.sha256),
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": attachment(book.filename),
            "Content-Length": str(book.size_bytes),
            "Cache-Control": "private, no-store",
        },
    )


@router.get(
    "/{book_id}/cover",
    responses=problems(errors.BookNotFound, errors.ImageNotFound),
    response_class=Response,
)
async def cover(book_id: UUID, user: MediaUser, database: Db, context: Toolbox) -> Response:
    """The cover, for its owner only."""
    async with database.read() as session:
        book = await service.require_book(session, user.id, book_id)
    if book.cover_sha256 is None:
        raise errors.ImageNotFound
    return await _picture(context.blobs, book.cover_sha256, book.cover_mime or "image/jpeg")


@router.get(
    "/{book_id}/images/{sha256}",
    responses=problems(errors.BookNotFound, errors.ImageNotFound),
    response_class=Response,
)
async def book_image(
    book_id: UUID, sha256: str, user: MediaUser, database: Db, context: Toolbox
) -> Response:
    """An image of the book."""
    async with database.read() as session:
        await service.require_book(session, user.id, book_id)
        image = await service.require_image(session, book_id, sha256)
    return await _picture(context.blobs, image.sha256, image.mime)


async def _picture(blobs: BlobStore, sha256: str, mime: str) -> StreamingResponse:
    return StreamingResponse(
        await _first_then_rest(blobs, sha256),
        media_type=mime,
        headers={"Cache-Control": _IMMUTABLE, "ETag": f'"{sha256}"'},
    )
