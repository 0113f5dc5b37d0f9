"""The painting stages, and the job of one picture that a reader waits for."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from bookreader.bible import service as bibles
from bookreader.extraction import service as extraction
from bookreader.extraction.models import Description
from bookreader.illustration import repository, service
from bookreader.illustration.models import READY, Picture
from bookreader.illustration.service import PICTURE_SIZE
from bookreader.jobs.errors import SubjectGone
from bookreader.jobs.tasks import Claim, Outcome
from bookreader.library import service as library
from bookreader.metrics import service as metrics
from bookreader.ports.context import TaskContext

# Every picture tells its own page; the book's card need not follow each of them.
_CARD_EVERY = 10


async def illustrate_near(context: TaskContext, claim: Claim) -> Outcome:
    """Paint what is described in the chapter being read and the next, as far as it is shown."""
    await _follow_bible(context, claim)
    while await _paint_next(context, claim, await _place(context, claim), only_near=True):
        pass
    return Outcome.FINISHED


async def illustrate_rest(context: TaskContext, claim: Claim) -> Outcome:
    """Paint everything else; the order is looked at anew before each picture."""
    followed = -1
    while True:
        async with context.database.read() as session:
            version = await bibles.version(session, claim.subject_id)
        if version != followed:
            # Saved since the near ones were painted, or while the others are.
            await _follow_bible(context, claim)
            followed = version
        if not await _paint_next(context, claim, await _place(context, claim), only_near=False):
            break
    await _count(claim)
    return Outcome.FINISHED


async def follow_again(context: TaskContext, claim: Claim) -> Outcome:
    """AGAIN when a bible that paints something otherwise was saved while the book was at work."""
    async with context.database.read() as session:
        changed, _, _ = await service.outdated_by_bible(session, claim.subject_id)
    return Outcome.AGAIN if changed else Outcome.FINISHED


async def paint_picture(context: TaskContext, claim: Claim) -> Outcome:
    """Paint the one picture that was asked for, unless it is there by now."""
    async with context.database.read() as session:
        picture = await repository.get(session, claim.subject_id)
        if picture is None or picture.description_id is None:
            raise SubjectGone
        description = await extraction.get(session, picture.book_id, picture.description_id)
    if description is None:
        raise SubjectGone
    await _paint_asked(context, claim, picture, description)
    return Outcome.FINISHED


async def paint_passage(context: TaskContext, claim: Claim) -> Outcome:
    """Paint the passage that a reader drew."""
    async with context.database.read() as session:
        description = await extraction.by_id(session, claim.subject_id)
    if description is None:
        raise SubjectGone
    async with claim.write() as session:
        picture = await service.planned(context, session, description)
    await _paint_asked(context, claim, picture, description)
    return Outcome.FINISHED


async def _paint_asked(
    context: TaskContext, claim: Claim, picture: Picture, description: Description
) -> None:
    whole = picture.state == READY and picture.painter_version == context.painter.version
    if whole and picture.scene_hash == description.scene_hash:
        return
    await claim.begin()
    await _paint(context, claim, picture, description)


async def _follow_bible(context: TaskContext, claim: Claim) -> None:
    async with context.database.read() as session:
        changed, same, version = await service.outdated_by_bible(session, claim.subject_id)
    if changed or same:
        async with claim.write(progress=True) as session:
            await service.follow_bible(session, changed, same, version)


@dataclass(frozen=True, slots=True)
class _Place:
    near: tuple[int, ...]
    reading: int
    marks: str


async def _place(context: TaskContext, claim: Claim) -> _Place:
    async with context.database.read() as session:
        book = await library.book_at_work(session, claim.subject_id)
        lines = await library.chapters(session, claim.subject_id)
    return _Place(library.near_numbers(book, lines), book.reading_chapter, book.marks)


async def _paint_next(
    context: TaskContext, claim: Claim, place: _Place, *, only_near: bool
) -> bool:
    book_id, painter, marks = claim.subject_id, context.painter, place.marks
    numbers = place.near if only_near else None
    async with context.database.read() as session:
        unplanned = await repository.is_unplanned(session, book_id, painter.name, marks, numbers)
    if unplanned:
        await claim.begin()
        async with claim.write(progress=True) as session:
            now = context.clock()
            await repository.plan(session, book_id, painter.name, PICTURE_SIZE, marks, numbers, now)
        await _count(claim)
    async with context.database.read() as session:
        found = await repository.next_to_paint(
            session,
            book_id,
            painter.name,
            painter.version,
            marks,
            place.near,
            place.reading,
            only_first=only_near,
        )
    if found is None:
        return False
    await claim.begin()
    await claim.give_way()
    await _paint(context, claim, *found)
    return True


async def _paint(
    context: TaskContext, claim: Claim, picture: Picture, description: Description
) -> None:
    values = await service.painted(context, description, picture.variant)
    book_id = picture.book_id
    async with claim.write(progress=True) as session:
        wanted, ready = await service.keep(session, picture, values)
        outcome = str(values.get("reason") or values["state"])
        metrics.count(session, metrics.PICTURES_ENDED, picture.provider, outcome)
        told = {"book_id": str(book_id), "description_id": str(description.id)}
        await claim.publish(session, "picture", told)
        if ready % _CARD_EVERY == 0 or ready == wanted:
            await claim.publish(session, "book", {"book_id": str(book_id)})


async def _count(claim: Claim) -> None:
    book_id: UUID = claim.subject_id
    async with claim.write() as session:
        await service.recount(session, book_id)
