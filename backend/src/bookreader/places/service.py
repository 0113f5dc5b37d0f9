"""The reader's place, the spoiler rule that follows from it, and the journal of all moves."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, false, func, or_

from bookreader.accounts.models import User
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library import service as library
from bookreader.library.models import Book, BookChapter
from bookreader.places import repository
from bookreader.places.anchoring.locators import Anchored as Anchored
from bookreader.places.anchoring.locators import Anchoring
from bookreader.places.anchoring.locators import Locator as Locator
from bookreader.places.anchoring.quotes import BareText as BareText
from bookreader.places.anchoring.quotes import Quote as Quote
from bookreader.places.errors import DeviceNotFound
from bookreader.places.journal.keeping import (
    Sender,
    follows_on,
    head_device,
    head_of,
    heard_of,
    keep,
)
from bookreader.places.journal.moves import land
from bookreader.places.journal.stops import look_back
from bookreader.places.models import Device, ReadingPosition
from bookreader.places.schemas import (
    Move,
    Moves,
    MovesKept,
    Position,
    PositionReport,
    ReadingSettings,
    Stops,
)
from bookreader.places.standing.desk import Desk, anchored, held, nowhere, told
from bookreader.ports.context import TaskContext

AnySession = ReadSession | WriteSession
_EVERYTHING = (2**31, 0)
_AFTER_THE_STORY = ("back", "notes")


async def visible_until(session: AnySession, user_id: UUID, book_id: UUID) -> tuple[int, int]:
    """The place (chapter number, offset) up to which this reader may see pictures.

    The one spoiler rule: every view, picture, gallery and event obeys it.
    """
    kept = await repository.standing(session, user_id, book_id)
    if kept is not None and kept.position.spoilers_lifted:
        return _EVERYTHING
    return await _furthest(session, kept)


def is_within(
    chapter: SQLColumnExpression[int],
    offset: SQLColumnExpression[int],
    version: SQLColumnExpression[int],
) -> ColumnElement[bool]:
    """The same rule as a condition of a query that outer-joins its reader's `ReadingPosition`.

    `version` is the text's; a place that still follows another text counts as none.
    """
    at, until = ReadingPosition.furthest_chapter, ReadingPosition.furthest_offset
    read = or_(chapter < at, and_(chapter == at, offset <= until))
    follows = ReadingPosition.normaliser_version == version
    return func.coalesce(or_(ReadingPosition.spoilers_lifted, and_(follows, read)), false())


async def reached(session: AnySession, user_id: UUID, book_id: UUID) -> tuple[int, int]:
    """The furthest place this reader has read up to, whether or not the rule is lifted."""
    return await _furthest(session, await repository.standing(session, user_id, book_id))


async def _furthest(session: AnySession, kept: repository.Standing | None) -> tuple[int, int]:
    if kept is None or kept.position.furthest_chapter is None:
        return (0, 0)
    if not kept.follows:
        # The book was read in anew this moment: the numbers are those of the text before.
        book = await library.book_at_work(session, kept.position.book_id)
        found = await anchored(Anchoring(session, book), book, kept.position)
        return found.furthest or (0, 0)
    return (kept.position.furthest_chapter, kept.position.furthest_offset or 0)


async def may_see_all(session: AnySession, user_id: UUID, book_id: UUID) -> bool:
    """Whether nothing is hidden: the rule is lifted, or the story is read to its end."""
    if await visible_until(session, user_id, book_id) == _EVERYTHING:
        return True
    told = [c for c in await library.chapters(session, book_id) if c.kind not in _AFTER_THE_STORY]
    last = told[-1] if told else None
    until = await reached(session, user_id, book_id)
    return last is not None and until >= (last.number, max(1, last.chars))


async def anchor(session: AnySession, book: Book, locator: Locator) -> tuple[int, int]:
    """Where a locator is in the book as it is kept now: by its quote first, then by progression."""
    return (await anchor_span(session, book, locator)).place


async def anchor_span(session: AnySession, book: Book, locator: Locator) -> Anchored:
    """The same with the end of the quote, and by what it was found."""
    return await Anchoring(session, book).find(locator)


async def position_of(
    session: AnySession, user_id: UUID, book: Book, lines: Sequence[BookChapter]
) -> Position:
    """Where a reader stopped in a book whose chapters are at hand."""
    kept = await repository.standing(session, user_id, book.id)
    if kept is None:
        return nowhere(book)
    return await told(session, kept.position, kept.device, book, lines)


async def position_view(session: AnySession, user: User, book_id: UUID) -> Position:
    """Where the reader stopped in a book."""
    book = await library.require_book(session, user.id, book_id)
    return await position_of(session, user.id, book, await library.chapters(session, book_id))


async def record_moves(
    context: TaskContext, session: WriteSession, user: User, book_id: UUID, sent: Moves
) -> MovesKept:
    """Keep a device's moves; the place follows them unless another device moved on meanwhile."""
    now = context.clock()
    desk = await held(session, user.id, book_id, now)
    known = await repository.known_moves(session, user.id, [move.id for move in sent.moves])
    fresh = {move.id: move for move in sent.moves if move.id not in known}
    landed = await land(
        list(fresh.values()), desk.book, desk.lines, Anchoring(session, desk.book, desk.lines)
    )
    others = await heard_of(session, user.id, sent.device, now)
    sender = Sender(sent.device.id, sent.base, others)
    going = [one for one in landed if one.places]
    stands = bool(going) and follows_on(desk, sender, going[-1])
    await keep(context, session, user.id, desk, landed, sender, stands=stands)
    # The answer to the same moves may have been lost: what was a conflict then is told again.
    before = [known[one.id] for one in sent.moves if one.id in known and one.kind != "open"]
    unanswered = not going and bool(before) and not before[-1]
    apart = unanswered and desk.kept.head_device_id != sent.device.id
    conflict = None
    if (going and not stands) or apart:
        conflict = await head_of(session, user.id, desk)
    return MovesKept(position=await _told(session, desk), conflict=conflict)


async def _told(session: AnySession, desk: Desk) -> Position:
    if desk.fresh and desk.kept not in session:
        return nowhere(desk.book)
    device = await head_device(session, desk.kept.user_id, desk.kept)
    return await told(session, desk.kept, device, desk.book, desk.lines)


async def report_position(
    context: TaskContext, session: WriteSession, user: User, book_id: UUID, report: PositionReport
) -> Position:
    """Keep the place that a client without a device reports; it stands whoever moved before."""
    desk = await held(session, user.id, book_id, context.clock())
    move = Move(
        id=uuid4(),
        kind="turn" if report.reached else "jump",
        chapter=report.chapter,
        offset=report.offset,
        page_end=report.page_end,
        reached=report.reached,
        quote=report.quote[:200],
        normaliser_version=desk.book.normaliser_version,
        made_at=context.clock(),
    )
    landed = await land([move], desk.book, desk.lines, Anchoring(session, desk.book, desk.lines))
    others = await heard_of(session, user.id, None, context.clock())
    sender = Sender(None, desk.kept.head_id, others)
    await keep(context, session, user.id, desk, landed, sender, stands=True)
    return await _told(session, desk)


async def choose_spoilers(
    context: TaskContext, session: WriteSession, user: User, book_id: UUID, *, lifted: bool
) -> Position:
    """Lift or restore the spoiler rule for one book."""
    desk = await held(session, user.id, book_id, context.clock())
    desk.kept.spoilers_lifted = lifted
    desk.put_down(session)
    return await _told(session, desk)


async def choose_settings(
    context: TaskContext,
    session: WriteSession,
    user: User,
    book_id: UUID,
    settings: ReadingSettings,
) -> Position:
    """Keep what of the reading settings is another in this book; the place is not touched."""
    desk = await held(session, user.id, book_id, context.clock())
    desk.kept.settings = dict(settings)
    desk.put_down(session)
    return await _told(session, desk)


async def stops(
    session: ReadSession, user: User, book_id: UUID, before: int | None, limit: int
) -> Stops:
    """A stretch of a book's journal, the latest first, with its places in the text as it is now."""
    book = await library.require_book(session, user.id, book_id)
    return await look_back(session, user.id, book, before, limit)


async def devices(session: ReadSession, user: User) -> list[Device]:
    """The devices this account reads with, the one last seen first."""
    return await repository.devices(session, user.id)


async def rename_device(session: WriteSession, user: User, device_id: UUID, name: str) -> Device:
    """Give a device another name; raises DeviceNotFound."""
    device = await repository.device(session, user.id, device_id)
    if device is None:
        raise DeviceNotFound
    device.name = " ".join(name.replace("\x00", "").split())
    return device


async def forget_device(session: WriteSession, user: User, device_id: UUID) -> None:
    """Let a device go; what was read with it stays in the journal, and it may come back."""
    if await repository.device(session, user.id, device_id) is None:
        raise DeviceNotFound
    await repository.forget_devices(session, user.id, [device_id])
