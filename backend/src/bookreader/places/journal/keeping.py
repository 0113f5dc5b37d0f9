"""Writing moves into the journal, and into the place what follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bookreader.jobs import service as jobs
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library import service as library
from bookreader.places import repository
from bookreader.places.anchoring.locators import anchored_text
from bookreader.places.journal.moves import NEAR, Landed, as_row, progress, progression
from bookreader.places.journal.stops import sentence
from bookreader.places.models import Device, ReadingPosition
from bookreader.places.schemas import OtherPlace, ThisDevice
from bookreader.places.standing.desk import Desk, named, reach, set_quote
from bookreader.ports.context import TaskContext

AnySession = ReadSession | WriteSession
_MOST_DEVICES, _SEEN_EVERY, _AWAKE = 50, timedelta(minutes=1), timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who moves: a device and the head it knew of, or a client that is none and knows none."""

    device_id: UUID | None
    base: UUID | None
    others: bool
    """Whether another device of this reader was heard of lately."""


async def heard_of(
    session: WriteSession, user_id: UUID, told: ThisDevice | None, now: datetime
) -> bool:
    """Keep the device that speaks; gives whether another one was heard of lately."""
    seen = await repository.devices(session, user_id)
    own = next((one for one in seen if told and one.id == told.id), None)
    if told is not None and own is None:
        name = _unlike(" ".join(told.name.replace("\x00", "").split()), seen)
        values = {"user_id": user_id, "id": told.id, "name": name}
        await repository.add_device(session, {**values, "created_at": now, "seen_at": now})
        # Who makes up a new device at every visit must not fill the table.
        await repository.forget_devices(
            session, user_id, [one.id for one in seen[_MOST_DEVICES - 1 :]]
        )
    elif own is not None and now - own.seen_at >= _SEEN_EVERY:
        await repository.see_device(session, user_id, own.id, now)
    return any(one is not own and one.seen_at >= now - _AWAKE for one in seen)


def _unlike(name: str, others: Sequence[Device]) -> str:
    """The name, with a number where another device has it: a reader must know which one is meant."""
    taken = {one.name for one in others}
    tried, number = name, 1
    while name and tried in taken:
        number += 1
        tried = f"{name[:96]} {number}"
    return tried


def follows_on(desk: Desk, sender: Sender, last: Landed) -> bool:
    """Whether a device knew of the place that it leaves, or stands where that is."""
    kept = desk.kept
    if desk.fresh or sender.base == kept.head_id:
        return True
    if sender.device_id is not None and sender.device_id == kept.head_device_id:
        return True
    near = abs(kept.offset - last.offset) <= NEAR
    return near and kept.chapter_number == last.chapter.number


async def keep(
    context: TaskContext,
    session: WriteSession,
    user_id: UUID,
    desk: Desk,
    landed: Sequence[Landed],
    sender: Sender,
    *,
    stands: bool,
) -> None:
    """Write moves down; the place becomes the last of them when they stand."""
    if not landed:
        return
    now, book, kept = context.clock(), desk.book, desk.kept
    going = [one for one in landed if one.places]
    base = sender.base
    for one in landed:
        stood = stands and one.places
        session.add(as_row(one, book, user_id, sender.device_id, base, now, stood=stood))
        base = one.move.id if stood else base
    before = (-1, -1)
    if kept.furthest_chapter is not None:
        before = (kept.furthest_chapter, kept.furthest_offset or 0)
    until = max((one.end for one in landed if one.move.reached), default=before)
    if not going and until <= before:
        return
    desk.put_down(session)
    if until > before:
        await reach(session, book, desk.lines, kept, until)
    if going and stands:
        await _stand(session, desk, going[-1], sender.device_id, now)
        if sender.others:
            data = {"book_id": str(book.id), "device_id": str(sender.device_id or "")}
            await jobs.publish(
                session, context.wakeups, context.clock, user_id, "place.moved", data
            )
    if going:
        await library.note_reading(
            session, book.id, chapter=kept.chapter_number, progress=book.progress, now=now
        )


async def _stand(
    session: WriteSession, desk: Desk, last: Landed, device_id: UUID | None, now: datetime
) -> None:
    book, kept = desk.book, desk.kept
    kept.chapter_number, kept.offset = last.chapter.number, last.offset
    kept.head_id, kept.head_device_id = last.move.id, device_id
    kept.updated_at = now
    exact, before, after = last.exact, last.before, last.after
    if not exact:
        words = await anchored_text(session, book.id, last.chapter.number, last.offset)
        exact, before, after = words.exact, words.before, words.after
    set_quote(kept, exact, before, after)
    book.progress = progress(book, desk.lines, last.chapter, last.offset, last.page_end)


async def head_device(session: AnySession, user_id: UUID, kept: ReadingPosition) -> Device | None:
    """The device that moved last, unless it is unknown or forgotten."""
    if kept.head_device_id is None:
        return None
    return await repository.device(session, user_id, kept.head_device_id)


async def head_of(session: AnySession, user_id: UUID, desk: Desk) -> OtherPlace | None:
    """The place that another device has put, for its reader to choose."""
    kept = desk.kept
    if kept.head_id is None:
        return None
    head = await repository.move(session, user_id, kept.head_id)
    chapter = desk.lines[kept.chapter_number]
    return OtherPlace(
        move=kept.head_id,
        device=named(kept.head_device_id, await head_device(session, user_id, kept)),
        at=head.made_at if head else kept.updated_at,
        chapter=chapter.key,
        chapter_title=chapter.title,
        offset=kept.offset,
        sentence=sentence(kept.quote_before, kept.quote, kept.quote_after),
        progress=progression(desk.book, chapter, kept.offset),
    )
