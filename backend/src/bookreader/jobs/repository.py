"""Queries over jobs and events; the same statements on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Result,
    and_,
    case,
    delete,
    func,
    or_,
    select,
    text,
    type_coerce,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased

from bookreader.jobs.models import (
    CANCELLED,
    DONE,
    FAILED,
    QUEUED,
    RUNNING,
    Event,
    Job,
    WorkerBeat,
)
from bookreader.kit.db import ReadSession, UtcDateTime, WriteSession

AnySession = ReadSession | WriteSession
_LIVE = (QUEUED, RUNNING)


def _touched(result: Result[Any]) -> int:
    assert isinstance(result, CursorResult)
    return int(result.rowcount)


def _claimable(now: datetime) -> ColumnElement[bool]:
    """Due and nobody's: waiting for a worker, or left behind by one that fell silent."""
    return or_(
        and_(Job.status == QUEUED, Job.run_after <= now),
        and_(Job.status == RUNNING, Job.lease_until < now),
    )


async def add(
    session: WriteSession,
    kind: str,
    subject_id: UUID,
    user_id: UUID,
    priority: int,
    now: datetime,
    origin: Mapping[str, str],
) -> bool:
    """Insert a queued job unless a live one of this kind and subject is there."""
    values = {
        **origin,
        "kind": kind,
        "subject_id": subject_id,
        "user_id": user_id,
        "status": QUEUED,
        "stage": "",
        "priority": priority,
        "attempt": 0,
        "fence": 0,
        "run_after": now,
        "created_at": now,
        "updated_at": now,
    }
    live = text("status IN ('queued', 'running')")
    columns = ["kind", "subject_id"]
    if session.get_bind().dialect.name == "sqlite":
        lite = sqlite.insert(Job).values(values)
        statement: Any = lite.on_conflict_do_nothing(index_elements=columns, index_where=live)
    else:
        big = postgresql.insert(Job).values(values)
        statement = big.on_conflict_do_nothing(index_elements=columns, index_where=live)
    return _touched(await session.execute(statement)) == 1


async def live(session: AnySession, kind: str, subject_id: UUID) -> Job | None:
    """The queued or running job of a subject."""
    found: Job | None = await session.scalar(
        select(Job).where(Job.kind == kind, Job.subject_id == subject_id, Job.status.in_(_LIVE))
    )
    return found


async def get(session: AnySession, job_id: int) -> Job | None:
    """One job by its number, freshly read."""
    return await session.get(Job, job_id, populate_existing=True)


async def raise_priority(session: WriteSession, job_id: int, priority: int) -> None:
    """Make a job at least this urgent."""
    await session.execute(
        update(Job).where(Job.id == job_id, Job.priority < priority).values(priority=priority)
    )


async def make_due(session: WriteSession, job_id: int, now: datetime) -> None:
    """Let a job that waits after a failure run now."""
    await session.execute(
        update(Job)
        .where(Job.id == job_id, Job.status == QUEUED, Job.run_after > now)
        .values(run_after=now)
    )


async def claim(
    session: WriteSession, now: datetime, lease_until: datetime, job_id: int | None = None
) -> Job | None:
    """Take the most urgent claimable job, or exactly this one, in a single statement.

    Two workers never get the same job: the one who comes second finds it running.
    """
    inner = aliased(Job)
    if job_id is None:
        chosen = (
            select(inner.id)
            .where(
                or_(
                    and_(inner.status == QUEUED, inner.run_after <= now),
                    and_(inner.status == RUNNING, inner.lease_until < now),
                )
            )
            .order_by(inner.priority.desc(), inner.run_after, inner.id)
            .limit(1)
            .with_for_update(skip_locked=True)
            .scalar_subquery()
        )
        which = Job.id == chosen
    else:
        which = Job.id == job_id
    taken: Job | None = await session.scalar(
        update(Job)
        .where(which, _claimable(now))
        .values(
            status=RUNNING,
            fence=Job.fence + 1,
            attempt=Job.attempt + 1,
            lease_until=lease_until,
            updated_at=now,
        )
        .returning(Job)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    return taken


async def owns(session: WriteSession, job_id: int, fence: int) -> bool:
    """Whether this fence still holds the job; keeps the row locked until the commit."""
    found = await session.scalar(
        select(Job.id)
        .where(Job.id == job_id, Job.fence == fence, Job.status == RUNNING)
        .with_for_update()
    )
    return found is not None


async def set_owned(session: WriteSession, job_id: int, fence: int, values: dict[str, Any]) -> bool:
    """Change a job that this fence holds; False when it does not."""
    result = await session.execute(
        update(Job)
        .where(Job.id == job_id, Job.fence == fence, Job.status == RUNNING)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return _touched(result) == 1


async def more_urgent_waits(
    session: AnySession, priority: int, now: datetime, waiting_since: datetime
) -> bool:
    """Whether work above this priority has been claimable since a moment."""
    found = await session.scalar(
        select(Job.id)
        .where(
            Job.priority > priority,
            or_(
                and_(Job.status == QUEUED, Job.run_after <= waiting_since),
                and_(Job.status == RUNNING, Job.lease_until < now),
            ),
        )
        .limit(1)
    )
    return found is not None


async def claimable(session: AnySession, now: datetime, limit: int) -> list[int]:
    """Numbers of the jobs that a worker should look at, the most urgent first."""
    rows = await session.scalars(
        select(Job.id)
        .where(_claimable(now))
        .order_by(Job.priority.desc(), Job.run_after, Job.id)
        .limit(limit)
    )
    return list(rows)


async def expire_leases(session: WriteSession, before: datetime) -> int:
    """End the leases of all running jobs."""
    result = await session.execute(
        update(Job).where(Job.status == RUNNING).values(lease_until=before)
    )
    return _touched(result)


async def cancel(session: WriteSession, subject_ids: Sequence[UUID], now: datetime) -> int:
    """Cancel the live jobs of these subjects."""
    result = await session.execute(
        update(Job)
        .where(Job.subject_id.in_(subject_ids), Job.status.in_(_LIVE))
        .values(status=CANCELLED, lease_until=None, updated_at=now)
    )
    return _touched(result)


async def latest_for(
    session: AnySession, kind: str, subject_ids: Sequence[UUID]
) -> dict[UUID, Job]:
    """The newest job of each subject that has one."""
    found: dict[UUID, Job] = {}
    # SQLite takes a limited number of values in one statement.
    for begin in range(0, len(subject_ids), 500):
        newest = (
            select(func.max(Job.id))
            .where(Job.kind == kind, Job.subject_id.in_(subject_ids[begin : begin + 500]))
            .group_by(Job.subject_id)
        )
        rows = await session.scalars(
            select(Job).where(Job.id.in_(newest)).execution_options(populate_existing=True)
        )
        found.update({job.subject_id: job for job in rows})
    return found


async def forget_ended(
    session: WriteSession, kind: str, before: datetime, *, failed: bool = False
) -> int:
    """Delete jobs of a kind that ended well before a moment, failed ones only when told so."""
    ended = (DONE, CANCELLED, FAILED) if failed else (DONE, CANCELLED)
    result = await session.execute(
        delete(Job).where(Job.kind == kind, Job.status.in_(ended), Job.updated_at < before)
    )
    return _touched(result)


async def waits(
    session: AnySession, kind: str, due_by: datetime, *, of_others_than: UUID | None = None
) -> bool:
    """Whether a job of a kind waits and is due by a moment, of anybody or of other readers."""
    query = select(Job.id).where(Job.kind == kind, Job.status == QUEUED, Job.run_after <= due_by)
    if of_others_than is not None:
        query = query.where(Job.user_id != of_others_than)
    return await session.scalar(query.limit(1)) is not None


async def events_after(session: AnySession, user_id: UUID, after: int, limit: int) -> list[Event]:
    """A reader's events past a number, oldest first."""
    rows = await session.scalars(
        select(Event)
        .where(Event.user_id == user_id, Event.id > after)
        .order_by(Event.id)
        .limit(limit)
    )
    return list(rows)


async def event_range(session: AnySession) -> tuple[int, int]:
    """The lowest and highest number in the events table; zeros when it is empty."""
    row = (await session.execute(select(func.min(Event.id), func.max(Event.id)))).one()
    return int(row[0] or 0), int(row[1] or 0)


async def trim_events(session: WriteSession, before: datetime) -> int:
    """Delete events older than a moment."""
    result = await session.execute(delete(Event).where(Event.at < before))
    return _touched(result)


async def beat(session: WriteSession, host: str, now: datetime) -> None:
    """Note that a host's worker looked for work."""
    values = {"host": host, "at": now}
    if session.get_bind().dialect.name == "sqlite":
        lite = sqlite.insert(WorkerBeat).values(values)
        await session.execute(lite.on_conflict_do_update(index_elements=["host"], set_=values))
    else:
        big = postgresql.insert(WorkerBeat).values(values)
        await session.execute(big.on_conflict_do_update(index_elements=["host"], set_=values))


async def last_beat(session: AnySession, host: str | None = None) -> datetime | None:
    """When a host's worker, or any, last looked for work."""
    query = select(func.max(WorkerBeat.at))
    found: datetime | None = await session.scalar(
        query if host is None else query.where(WorkerBeat.host == host)
    )
    return found


async def forget_beats(session: WriteSession, before: datetime) -> None:
    """Forget hosts that have been silent for long."""
    await session.execute(delete(WorkerBeat).where(WorkerBeat.at < before))


async def counts(session: AnySession) -> list[tuple[str, str, int]]:
    """How many jobs there are of each kind and status."""
    rows = await session.execute(
        select(Job.kind, Job.status, func.count()).group_by(Job.kind, Job.status)
    )
    return [(kind, status, int(count)) for kind, status, count in rows]


async def waiting(session: AnySession, now: datetime) -> list[tuple[str, int, datetime]]:
    """Of each kind: how many jobs a worker could take now, and since when the first."""
    # One that a worker left behind waits since its lease ended.
    since = case((Job.status == QUEUED, Job.run_after), else_=Job.lease_until)
    rows = await session.execute(
        select(Job.kind, func.count(), type_coerce(func.min(since), UtcDateTime))
        .where(_claimable(now))
        .group_by(Job.kind)
    )
    return [(kind, int(count), first) for kind, count, first in rows]
