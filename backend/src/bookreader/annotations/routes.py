"""HTTP of bookmarks, highlights and notes."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from starlette.requests import ClientDisconnect

from bookreader.accounts.dependencies import CurrentUser
from bookreader.annotations import errors, service
from bookreader.annotations.exchange import files
from bookreader.annotations.repository import Wanted
from bookreader.annotations.schemas import (
    AnnotatedBooks,
    AnnotationPage,
    Annotations,
    AnnotationWish,
    Colour,
    ExportFormat,
    Imported,
    Kept,
    Kind,
    Sort,
)
from bookreader.kit.http import Reading, Writing, attachment
from bookreader.kit.problem import problems
from bookreader.library.errors import BookNotFound, BookNotReadable, ChapterNotFound, UploadBroken
from bookreader.ports.http import Toolbox

router = APIRouter(prefix="/api", tags=["annotations"])
_FILES: dict[ExportFormat, tuple[str, str]] = {
    "markdown": ("text/markdown; charset=utf-8", "notes.md"),
    "json": ("application/json", "notes.json"),
    "w3c": (
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        "notes.annotations.jsonld",
    ),
}


@router.get("/books/{book_id}/annotations", responses=problems(BookNotFound))
async def book_annotations(
    book_id: UUID,
    user: CurrentUser,
    context: Toolbox,
    since: Annotated[int | None, Query(ge=0, le=2**62)] = None,
) -> Annotations:
    """All annotations of a book; with `since` what changed after that, deleted ones too."""
    return await service.of_book(context, user, book_id, since)


@router.put(
    "/books/{book_id}/annotations/{annotation_id}",
    responses=problems(
        BookNotFound,
        BookNotReadable,
        ChapterNotFound,
        errors.AnnotationNotFound,
        errors.HighlightEmpty,
        errors.HighlightTooLong,
        errors.TooManyAnnotations,
    ),
)
async def keep_annotation(
    book_id: UUID,
    annotation_id: UUID,
    body: AnnotationWish,
    user: CurrentUser,
    session: Writing,
    context: Toolbox,
) -> Kept:
    """Make an annotation or change it; sent twice it is kept once."""
    return await service.keep(context, session, user, book_id, annotation_id, body)


@router.delete(
    "/books/{book_id}/annotations/{annotation_id}",
    responses=problems(BookNotFound, errors.AnnotationNotFound),
)
async def remove_annotation(
    book_id: UUID,
    annotation_id: UUID,
    user: CurrentUser,
    session: Writing,
    context: Toolbox,
    base: Annotated[int | None, Query(ge=0, le=2**62)] = None,
    device: UUID | None = None,
) -> Kept:
    """Delete an annotation; `merged` says that it stays for what another device wrote in it."""
    return await service.remove(context, session, user, book_id, annotation_id, base, device)


@router.get("/annotations", responses=problems(BookNotFound))
async def list_annotations(
    user: CurrentUser,
    context: Toolbox,
    book: UUID | None = None,
    kind: Kind | None = None,
    colour: Colour | None = None,
    q: Annotated[str, Query(max_length=200)] = "",
    has_note: bool | None = None,
    sort: Sort = "recent",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str, Query(max_length=4000)] = "",
) -> AnnotationPage:
    """A page of annotations over all books; every word of `q` must stand in note or quote."""
    wanted = Wanted(book, kind or "", colour or "", service.words_of(q), has_note)
    return await service.page(context, user, wanted, sort, limit, cursor)


@router.get("/annotations/books")
async def annotated_books(user: CurrentUser, session: Reading) -> AnnotatedBooks:
    """The books that have annotations."""
    return await service.books(session, user)


@router.get("/annotations/export", responses=problems(BookNotFound), response_class=Response)
async def export_annotations(
    user: CurrentUser, context: Toolbox, format: ExportFormat, book: UUID | None = None
) -> Response:
    """All annotations, or those of one book, as a file."""
    media_type, name = _FILES[format]
    return Response(
        await files.export(context, user, book, format),
        media_type=media_type,
        headers={"Content-Disposition": attachment(name), "Cache-Control": "private, no-store"},
    )


@router.post(
    "/annotations/import",
    responses=problems(errors.ImportTooLarge, errors.ImportInvalid, UploadBroken),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
            },
        }
    },
)
async def import_annotations(request: Request, user: CurrentUser, context: Toolbox) -> Imported:
    """Take a file of annotations in, ours or W3C; what is kept already is not touched."""
    taken = bytearray()
    try:
        async for chunk in request.stream():
            taken += chunk
            if len(taken) > files.LARGEST_BYTES:
                raise errors.ImportTooLarge(headers={"Connection": "close"})
    except ClientDisconnect as gone:
        raise UploadBroken from gone
    return await files.take_in(context, user, bytes(taken))
