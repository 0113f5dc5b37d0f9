"""HTTP of the reader's place, the journal of moves, and devices."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from bookreader.accounts.dependencies import CurrentUser
from bookreader.kit.http import Reading, Writing
from bookreader.kit.problem import problems
from bookreader.library.errors import BookNotFound, ChapterNotFound
from bookreader.places import service
from bookreader.places.errors import DeviceNotFound
from bookreader.places.schemas import (
    DeviceChange,
    DeviceOut,
    Devices,
    Moves,
    MovesKept,
    Position,
    PositionReport,
    SettingsChoice,
    SpoilerChoice,
    Stops,
)
from bookreader.ports.http import Toolbox

router = APIRouter(prefix="/api", tags=["places"])


@router.get("/books/{book_id}/position", responses=problems(BookNotFound))
async def position(book_id: UUID, user: CurrentUser, session: Reading) -> Position:
    """Where the reader stopped, on which device, and how this book is set."""
    return await service.position_view(session, user, book_id)


@router.put("/books/{book_id}/position", responses=problems(BookNotFound, ChapterNotFound))
async def report_position(
    book_id: UUID, body: PositionReport, user: CurrentUser, session: Writing, context: Toolbox
) -> Position:
    """Keep the reader's place; for clients that are no device and keep no queue."""
    return await service.report_position(context, session, user, book_id, body)


@router.post("/books/{book_id}/moves", responses=problems(BookNotFound, ChapterNotFound))
async def record_moves(
    book_id: UUID, body: Moves, user: CurrentUser, session: Writing, context: Toolbox
) -> MovesKept:
    """Keep what a device did, once however often it is sent.

    The place becomes the last move, unless another device has moved on from the base meanwhile:
    then it stays, and the answer says where that device is.
    """
    return await service.record_moves(context, session, user, book_id, body)


@router.get("/books/{book_id}/moves", responses=problems(BookNotFound))
async def journal(
    book_id: UUID,
    user: CurrentUser,
    session: Reading,
    before: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Stops:
    """Where the reader has been: sittings and jumps, the latest first."""
    return await service.stops(session, user, book_id, before, limit)


@router.put("/books/{book_id}/reading-settings", responses=problems(BookNotFound))
async def choose_reading_settings(
    book_id: UUID, body: SettingsChoice, user: CurrentUser, session: Writing, context: Toolbox
) -> Position:
    """Keep what of the reading settings is another in this book."""
    return await service.choose_settings(context, session, user, book_id, body.settings)


@router.put("/books/{book_id}/spoilers", responses=problems(BookNotFound))
async def choose_spoilers(
    book_id: UUID, body: SpoilerChoice, user: CurrentUser, session: Writing, context: Toolbox
) -> Position:
    """Lift or restore the spoiler rule for this book."""
    return await service.choose_spoilers(context, session, user, book_id, lifted=body.lifted)


@router.get("/devices")
async def devices(user: CurrentUser, session: Reading) -> Devices:
    """The devices this account reads with."""
    found = await service.devices(session, user)
    return Devices(items=[DeviceOut.model_validate(one) for one in found])


@router.patch("/devices/{device_id}", responses=problems(DeviceNotFound))
async def rename_device(
    device_id: UUID, body: DeviceChange, user: CurrentUser, session: Writing
) -> DeviceOut:
    """Give a device another name."""
    return DeviceOut.model_validate(
        await service.rename_device(session, user, device_id, body.name)
    )


@router.delete("/devices/{device_id}", status_code=204, responses=problems(DeviceNotFound))
async def forget_device(device_id: UUID, user: CurrentUser, session: Writing) -> Response:
    """Let a device go; what was read with it stays."""
    await service.forget_device(session, user, device_id)
    return Response(status_code=204)
