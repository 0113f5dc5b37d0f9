"""What other domains ask about pictures."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

from bookcore.scene.spec import SceneSpec
from bookreader.bible import service as bibles
from bookreader.extraction import service as extraction
from bookreader.extraction.models import Description
from bookreader.illustration import repository
from bookreader.illustration.models import FAILED, PLANNED, READY, SKETCH, Picture
from bookreader.jobs import service as jobs
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library import service as library
from bookreader.ports.context import TaskContext
from bookreader.ports.painter import PainterRefused, SketchRequest

AnySession = ReadSession | WriteSession
PICTURE_SIZE = (1152, 768)
PICTURE_JOB = "picture"


async def shown(session: AnySession, description_ids: Sequence[UUID]) -> dict[UUID, Picture]:
    """The version to show of each of these descriptions that has any, ready or not."""
    found = await repository.of_descriptions(session, description_ids)
    return {key: foremost(versions) for key, versions in found.items()}


async def coming(session: AnySession, description_ids: Sequence[UUID]) -> set[UUID]:
    """Those of these descriptions of which a reader has asked a provider for one more picture.

    What stands in an order is not among them: it may rest there for long.
    """
    return await repository.asked_for(session, description_ids)


def foremost(versions: Sequence[Picture]) -> Picture:
    """The one to show: a ready one; the reader's latest choice, else a provider's, else the newest.

    While none is ready it is our own sketch, for that is what comes first.
    """
    ready = [one for one in versions if one.state == READY]
    if ready:
        return max(ready, key=_rank)
    return min(versions, key=lambda one: (one.provider != SKETCH, one.variant))


def _rank(picture: Picture) -> tuple[datetime, bool, datetime]:
    long_ago = datetime.min.replace(tzinfo=UTC)
    return (
        picture.chosen_at or long_ago,
        picture.provider != SKETCH,
        picture.painted_at or long_ago,
    )


async def versions(session: AnySession, description_id: UUID) -> list[Picture]:
    """All versions of a description's picture, in the order they were asked for."""
    return (await repository.of_descriptions(session, [description_id])).get(description_id, [])


async def versions_of(
    session: AnySession, description_ids: Sequence[UUID]
) -> dict[UUID, list[Picture]]:
    """The same of many descriptions."""
    return await repository.of_descriptions(session, description_ids)


async def cards_of(session: AnySession, book_id: UUID, entity_id: str) -> list[Picture]:
    """All cards of an entity, in the order they were asked for."""
    return await repository.of_entity(session, book_id, entity_id)


async def cards_of_book(session: AnySession, book_id: UUID) -> dict[str, list[Picture]]:
    """All cards of a book by entity, ready or not, in the order they were asked for."""
    found: dict[str, list[Picture]] = {}
    for card in await repository.cards(session, book_id):
        if card.entity_id is not None:
            found.setdefault(card.entity_id, []).append(card)
    return found


async def approved_cards(session: AnySession, book_id: UUID) -> dict[str, list[Picture]]:
    """The ready cards that the reader approved, by entity, the latest approval last."""
    return {
        entity_id: sorted(approved, key=_rank)
        for entity_id, cards in (await cards_of_book(session, book_id)).items()
        if (approved := [c for c in cards if c.chosen_at is not None and c.state == READY])
    }


async def get(session: AnySession, book_id: UUID, picture_id: UUID) -> Picture | None:
    """A picture of this book, or None."""
    return await repository.of_book(session, book_id, picture_id)


async def by_id(session: AnySession, picture_id: UUID) -> Picture | None:
    """A picture by its id alone, for a job that is about it."""
    return await repository.get(session, picture_id)


async def ask_for(context: TaskContext, user_id: UUID, description: Description) -> Picture:
    """The picture of a description; a sketch is painted before all others when there is none."""
    async with context.database.read() as session:
        known = await versions(session, description.id)
    if known and await _is_whole(context, best := foremost(known)):
        return best
    async with context.database.write() as session:
        picture = await planned(context, session, description)
        await _start(context, session, user_id, picture)
        return picture


async def another(
    context: TaskContext, session: WriteSession, user_id: UUID, description: Description
) -> Picture:
    """Have another composition of the sketch painted."""
    name = context.painter.name
    number = await repository.next_variant(
        session, description.book_id, name, description_id=description.id
    )
    picture = _row(context, description, number)
    session.add(picture)
    await session.flush()
    await _start(context, session, user_id, picture)
    return picture


async def planned(context: TaskContext, session: WriteSession, description: Description) -> Picture:
    """The row of a description's first sketch, made when there is none."""
    picture = await repository.first_of(session, description.id, context.painter.name)
    if picture is None:
        picture = _row(context, description, 0)
        session.add(picture)
        await session.flush()
    return picture


def _row(context: TaskContext, description: Description, variant: int) -> Picture:
    return Picture(
        book_id=description.book_id,
        description_id=description.id,
        provider=context.painter.name,
        variant=variant,
        state=PLANNED,
        width=PICTURE_SIZE[0],
        height=PICTURE_SIZE[1],
        created_at=context.clock(),
    )


def seed_of(description: Description, version: str, variant: int = 0) -> int:
    """The seed that makes a picture the same whenever the same painter paints it."""
    name = f"{description.id}/{version}" + (f"/{variant}" if variant else "")
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") & 0x7FFFFFFF


def maker_of(picture: Picture) -> Literal["sketch", "ai"]:
    """Whether our painter made a picture or an AI model."""
    return "sketch" if picture.provider == SKETCH else "ai"


async def _scene(session: AnySession, description: Description) -> tuple[SceneSpec, int]:
    """What is painted of a description under the book's bible, and that bible's version."""
    if not await bibles.history(session, description.book_id):
        # Nobody changed it: there are no looks to put in, and the cast need not be read.
        return bibles.scene_of(description), 0
    book = await library.book_at_work(session, description.book_id)
    return (await bibles.scenes_for(session, book, [description]))[description.id]


async def outdated_by_bible(
    session: AnySession, book_id: UUID
) -> tuple[list[Picture], list[Picture], int]:
    """Sketches that the bible in force paints otherwise, those it leaves as they are, its version.

    Only those are looked at that were painted under another version.
    """
    saved = await bibles.history(session, book_id)
    if not saved:
        return [], [], 0
    version = saved[0].number
    older = [
        (picture, d)
        for picture, d in await repository.sketches(session, book_id)
        if picture.made.get("bible_version", 0) != version and picture.scene_hash == d.scene_hash
    ]
    if not older:
        return [], [], version
    book = await library.book_at_work(session, book_id)
    scenes = await bibles.scenes_for(session, book, [d for _, d in older])
    changed: list[Picture] = []
    same: list[Picture] = []
    for picture, d in older:
        painted_key = picture.request_key or scene_key(bibles.scene_of(d))
        (same if scene_key(scenes[d.id][0]) == painted_key else changed).append(picture)
    return changed, same, version


async def follow_bible(
    session: WriteSession, changed: Sequence[Picture], same: Sequence[Picture], version: int
) -> None:
    """Have sketches of another scene painted anew in their turn, shown as they are until then."""
    for picture in changed:
        await repository.set_columns(session, picture.id, {"scene_hash": ""})
    for picture in same:
        made = {**picture.made, "bible_version": version}
        await repository.set_columns(session, picture.id, {"made": made})


def scene_key(scene: SceneSpec) -> str:
    """What stands for all that a sketch shows, whatever its composition."""
    return extraction.scene_hash(scene.to_json())


async def painted(
    context: TaskContext, description: Description, variant: int = 0
) -> dict[str, Any]:
    """Have a description painted and its bytes stored; what its picture's row is to hold then."""
    painter = context.painter
    async with context.database.read() as session:
        effective, bible_version = await _scene(session, description)
    scene = replace(effective, seed=seed_of(description, painter.version, variant))
    told = {
        "painter_version": painter.version,
        "scene_hash": description.scene_hash,
        "request_key": scene_key(effective),
        "made": {"scene": scene.to_json(), "seed": scene.seed, "bible_version": bible_version},
    }
    try:
        result = await painter.generate(SketchRequest(scene, *PICTURE_SIZE))
    except PainterRefused:
        return {**told, "state": FAILED, "reason": "painter_refused"}
    blob = await context.blobs.put(_once(result.data))
    return {
        **told,
        "state": READY,
        "reason": "",
        "sha256": blob.sha256,
        "width": result.width,
        "height": result.height,
        "thumbhash": result.thumbhash,
        "colour": result.colour,
        "painted_at": context.clock(),
    }


async def keep(session: WriteSession, picture: Picture, values: dict[str, Any]) -> tuple[int, int]:
    """Keep what was painted; how many pictures the book wants by now and has."""
    values = {**values, **await first_shown(session, picture, values)}
    await repository.set_columns(session, picture.id, values)
    return await recount(session, picture.book_id)


async def first_shown(
    session: WriteSession, picture: Picture, values: dict[str, Any]
) -> dict[str, Any]:
    """What lets a version that somebody asked for be shown once it is ready for the first time.

    Unless the reader has chosen another one since they asked; the sketch that comes by itself
    takes nobody's place.
    """
    new = values.get("state") == READY and picture.painted_at is None
    by_itself = picture.provider == SKETCH and picture.variant == 0
    if not new or by_itself or picture.description_id is None:
        return {}
    asked = picture.created_at
    for other in await versions(session, picture.description_id):
        if other.chosen_at is not None and asked is not None and other.chosen_at > asked:
            return {}
    return {"chosen_at": values["painted_at"]}


async def recount(session: WriteSession, book_id: UUID) -> tuple[int, int]:
    """Count anew how many pictures a book's setting wants and has, and keep it on the card."""
    book = await library.book_at_work(session, book_id)
    wanted, ready = await repository.counts(session, book_id, book.marks)
    await library.set_counts(session, book_id, pictures_wanted=wanted, pictures_ready=ready)
    return wanted, ready


async def paint_again(context: TaskContext, user_id: UUID, picture: Picture) -> None:
    """Have a sketch painted whose bytes are gone; what a provider drew is not paid for twice."""
    if picture.provider != SKETCH:
        return
    async with context.database.write() as session:
        found = await repository.get(session, picture.id)
        if found is not None:
            await _start(context, session, user_id, found)


async def next_variant(
    session: WriteSession,
    book_id: UUID,
    provider: str,
    *,
    description_id: UUID | None = None,
    entity_id: str | None = None,
) -> int:
    """The number of the next version by this maker of a description or of an entity's card."""
    return await repository.next_variant(
        session, book_id, provider, description_id=description_id, entity_id=entity_id
    )


async def valued(session: AnySession, description_ids: Sequence[UUID]) -> set[UUID]:
    """Which descriptions have a picture that nobody can paint again or that the reader chose."""
    return await repository.valued(session, description_ids)


async def set_columns(session: WriteSession, picture_id: UUID, values: dict[str, Any]) -> None:
    """Set columns of a picture, if it is still there."""
    await repository.set_columns(session, picture_id, values)


async def choose(session: WriteSession, picture: Picture, now: datetime) -> None:
    """Have this version shown from now on."""
    await repository.set_columns(session, picture.id, {"chosen_at": now})


async def remove(session: WriteSession, book_id: UUID, picture_ids: Sequence[UUID]) -> None:
    """Forget versions of a book's pictures."""
    await repository.delete_pictures(session, picture_ids)
    await recount(session, book_id)


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
