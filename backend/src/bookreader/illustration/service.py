"""What other domains ask about pictures."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any, Literal
from uuid import UUID

from bookcore.scene.spec import spec_from_json
from bookreader.extraction.models import Description
from bookreader.illustration import repository
from bookreader.illustration.models import FAILED, PLANNED, READY, Picture
from bookreader.jobs import service as jobs
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library import service as library
from bookreader.ports.context import TaskContext
from bookreader.ports.painter import PainterRefused, SketchRequest

AnySession = ReadSession | WriteSession
PICTURE_SIZE = (1152, 768)
PICTURE_JOB = "picture"


async def pictures_for(session: AnySession, description_ids: Sequence[UUID]) -> dict[UUID, Picture]:
    """The picture of each of these descriptions that has one, ready or not."""
    return await repository.for_descriptions(session, description_ids)


async def get(session: AnySession, book_id: UUID, picture_id: UUID) -> Picture | None:
    """A picture of this book, or None."""
    return await repository.of_book(session, book_id, picture_id)


async def ask_for(context: TaskContext, user_id: UUID, description: Description) -> Picture:
    """The picture of a description; painted before all others when it is not there."""
    provider = context.painter.name
    async with context.database.read() as session:
        known = await repository.by_provider(session, description.id, provider)
    if known is not None and await _is_whole(context, known):
        return known
    async with context.database.write() as session:
        picture = await planned(session, provider, description)
        await _start(context, session, user_id, picture)
        return picture


async def planned(session: WriteSession, provider: str, description: Description) -> Picture:
    """The row of a description's picture, made when there is none."""
    picture = await repository.by_provider(session, description.id, provider)
    if picture is None:
        picture = Picture(
            book_id=description.book_id,
            description_id=description.id,
            provider=provider,
            state=PLANNED,
            painter_version="",
            width=PICTURE_SIZE[0],
            height=PICTURE_SIZE[1],
        )
        session.add(picture)
        await session.flush()
    return picture


def seed_of(description: Description, version: str) -> int:
    """The seed that makes a picture the same whenever the same painter paints it."""
    name = f"{description.id}/{version}"
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") & 0x7FFFFFFF


def maker_of(picture: Picture) -> Literal["sketch", "ai"]:
    """Whether our painter made a picture or an AI model."""
    return "sketch" if picture.provider == "sketch" else "ai"


async def painted(context: TaskContext, description: Description) -> dict[str, Any]:
    """Have a description painted and its bytes stored; what its picture's row is to hold then."""
    painter = context.painter
    scene = replace(spec_from_json(description.scene), seed=seed_of(description, painter.version))
    told = {"painter_version": painter.version, "scene_hash": description.scene_hash}
    try:
        result = await painter.generate(SketchRequest(scene, *PICTURE_SIZE))
    except PainterRefused:
        return {**told, "state": FAILED}
    blob = await context.blobs.put(_once(result.data))
    return {
        **told,
        "state": READY,
        "sha256": blob.sha256,
        "width": result.width,
        "height": result.height,
        "painted_at": context.clock(),
    }


async def keep(session: WriteSession, picture: Picture, values: dict[str, Any]) -> tuple[int, int]:
    """Keep what was painted; how many pictures the book wants by now and has."""
    await repository.set_columns(session, picture.id, values)
    return await recount(session, picture.book_id)


async def recount(session: WriteSession, book_id: UUID) -> tuple[int, int]:
    """Count anew how many pictures a book's setting wants and has, and keep it on the card."""
    book = await library.book_at_work(session, book_id)
    wanted, ready = await repository.counts(session, book_id, book.marks)
    await library.set_counts(session, book_id, pictures_wanted=wanted, pictures_ready=ready)
    return wanted, ready


async def paint_again(context: TaskContext, user_id: UUID, picture: Picture) -> None:
    """Have a picture painted whose bytes are gone."""
    async with context.database.write() as session:
        found = await repository.get(session, picture.id)
        if found is not None:
            await _start(context, session, user_id, found)


async def named_blobs(session: AnySession, hashes: Sequence[str]) -> set[str]:
    """Which of these blobs a picture still names."""
    return await repository.referenced(session, hashes)


async def _once(data: bytes) -> AsyncIterator[bytes]:
    yield data


async def _is_whole(context: TaskContext, picture: Picture) -> bool:
    if picture.state != READY or picture.sha256 is None:
        return False
    return await context.blobs.size(picture.sha256) is not None


async def _start(
    context: TaskContext, session: WriteSession, user_id: UUID, picture: Picture
) -> None:
    picture.state = PLANNED
    await session.flush()
    await jobs.start(
        session,
        context.bell,
        context.clock,
        PICTURE_JOB,
        picture.id,
        user_id,
        priority=jobs.ASKED_FOR,
    )
