"""HTTP of the studio: makers, prompts, versions, choice, why, and downloads."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from bookreader.accounts.dependencies import CurrentUser, MediaUser
from bookreader.drawing.errors import NoRoomLeft, PictureLast, PictureNotReady
from bookreader.kit.http import Db, Writing, attachment
from bookreader.kit.problem import problems
from bookreader.kit.zipping import zipped
from bookreader.library.errors import BookNotFound
from bookreader.ports.blobs import BlobMissing
from bookreader.ports.http import Toolbox
from bookreader.prompts.errors import MakerUnknown, MakerUnusable, PromptRefused
from bookreader.reading.errors import DescriptionNotFound, PictureNotFound
from bookreader.reading.schemas import PictureVersion
from bookreader.studio import service
from bookreader.studio.downloads import files
from bookreader.studio.schemas import DrawingWish, Makers, PictureVersions, PromptOut, Why

router = APIRouter(prefix="/api", tags=["studio"])
MakerId = Annotated[str, Query(min_length=1, max_length=32)]


@router.get("/makers", responses=problems(BookNotFound))
async def makers(book_id: UUID, user: CurrentUser, context: Toolbox) -> Makers:
    """Who can draw for this book, and what the caps leave."""
    return await service.makers(context, user, book_id)


@router.get(
    "/books/{book_id}/descriptions/{description_id}/prompt",
    responses=problems(BookNotFound, DescriptionNotFound, MakerUnknown, MakerUnusable),
)
async def prompt(
    book_id: UUID, description_id: UUID, maker: MakerId, user: CurrentUser, context: Toolbox
) -> PromptOut:
    """What would be sent for a description; nothing is sent or spent."""
    return await service.prompt(context, user, book_id, description_id, maker)


@router.post(
    "/books/{book_id}/descriptions/{description_id}/drawings",
    status_code=202,
    responses=problems(
        BookNotFound, DescriptionNotFound, MakerUnknown, MakerUnusable, NoRoomLeft, PromptRefused
    ),
)
async def make_drawing(
    book_id: UUID, description_id: UUID, body: DrawingWish, user: CurrentUser, context: Toolbox
) -> PictureVersion:
    """Have another version drawn; an event tells when it is ready."""
    return await service.draw(context, user, book_id, description_id, body)


@router.get(
    "/books/{book_id}/descriptions/{description_id}/pictures",
    responses=problems(BookNotFound, DescriptionNotFound),
)
async def versions(
    book_id: UUID, description_id: UUID, user: CurrentUser, context: Toolbox
) -> PictureVersions:
    """All versions of a description's picture, the newest first."""
    return await service.versions(context, user, book_id, description_id)


@router.post(
    "/books/{book_id}/pictures/{picture_id}/choice",
    responses=problems(BookNotFound, PictureNotFound, PictureNotReady),
)
async def choose_picture(
    book_id: UUID, picture_id: UUID, user: CurrentUser, context: Toolbox
) -> PictureVersion:
    """Have this version shown in the book."""
    return await service.choose(context, user, book_id, picture_id)


@router.delete(
    "/books/{book_id}/pictures/{picture_id}",
    status_code=204,
    responses=problems(BookNotFound, PictureNotFound, PictureLast),
)
async def remove_picture(
    book_id: UUID, picture_id: UUID, user: CurrentUser, context: Toolbox, session: Writing
) -> None:
    """Forget a version; what it cost stays counted."""
    await service.remove(context, session, user, book_id, picture_id)


@router.post(
    "/books/{book_id}/pictures/{picture_id}/cancellation",
    responses=problems(BookNotFound, PictureNotFound),
)
async def cancel_drawing(
    book_id: UUID, picture_id: UUID, user: CurrentUser, context: Toolbox
) -> PictureVersion:
    """Stop a drawing that has not come yet; nothing happens to one that has."""
    return await service.cancel(context, user, book_id, picture_id)


@router.get(
    "/books/{book_id}/pictures/{picture_id}/why", responses=problems(BookNotFound, PictureNotFound)
)
async def why(book_id: UUID, picture_id: UUID, user: CurrentUser, context: Toolbox) -> Why:
    """Why a picture looks as it does."""
    return await service.why(context, user, book_id, picture_id)


@router.get(
    "/books/{book_id}/pictures/{picture_id}/file",
    responses=problems(BookNotFound, PictureNotFound),
    response_class=Response,
)
async def picture_file(
    book_id: UUID,
    picture_id: UUID,
    user: MediaUser,
    database: Db,
    context: Toolbox,
    original: bool = False,
) -> StreamingResponse:
    """A picture to be saved; `original` gives a provider's own bytes, untouched."""
    async with database.read() as session:
        taken = await files.one_file(session, user, book_id, picture_id, original=original)
    chunks = context.blobs.read(taken.sha256)
    try:
        first = await anext(chunks)
    except (BlobMissing, StopAsyncIteration):
        raise PictureNotFound from None

    async def stream() -> AsyncIterator[bytes]:
        yield first
        async for chunk in chunks:
            yield chunk

    return StreamingResponse(stream(), media_type=taken.mime, headers=_saved(taken.name))


@router.get(
    "/books/{book_id}/gallery/archive", responses=problems(BookNotFound), response_class=Response
)
async def gallery_archive(book_id: UUID, user: MediaUser, context: Toolbox) -> StreamingResponse:
    """All pictures this reader has met with their captions, as one zip to be saved."""
    name, entries = await files.all_files(context, user, book_id)
    return StreamingResponse(zipped(entries), media_type="application/zip", headers=_saved(name))


def _saved(name: str) -> dict[str, str]:
    return {"Content-Disposition": attachment(name), "Cache-Control": "private, no-store"}
