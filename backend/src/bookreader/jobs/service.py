"""What other domains do with jobs and events."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from bookreader.jobs import repository
from bookreader.jobs.models import FAILED, Event, Job
from bookreader.kit import trace
from bookreader.kit.clock import Clock
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.ports.bell import JobBell
from bookreader.ports.wakeups import WakeUps

BACKGROUND, NEAR_READER, NEW_BOOK, ASKED_FOR = 0, 5, 10, 20
"""Priorities: what enriches, what is being read, what cannot be read yet, what is waited for."""

# The event loop keeps only weak references to its tasks.
_sending: set[asyncio.Task[None]] = set()


async def start(
    session: WriteSession,
    bell: JobBell,
    clock: Clock,
    kind: str,
    subject_id: UUID,
    user_id: UUID,
    *,
    priority: int = NEW_BOOK,
) -> Job:
    """Make sure a job of this kind is under way for a subject; rings once that is durable.

    When one is queued or running already it is returned, made at least this urgent, and due now.
    """
    now = clock()
    whose = {"request_id": trace.request_id(), "traceparent": trace.traceparent()}
    added = await repository.add(session, kind, subject_id, user_id, priority, now, whose)
    job = await repository.live(session, kind, subject_id)
    while job is None:
        # The live one ended between the two statements (PostgreSQL only).
        added = await repository.add(session, kind, subject_id, user_id, priority, now, whose)
        job = await repository.live(session, kind, subject_id)
    if not added:
        await repository.raise_priority(session, job.id, priority)
        await repository.make_due(session, job.id, now)
        await session.refresh(job)
    number = job.id
    session.after_commit(lambda: bell.ring(number))
    return job


async def retry(
    session: WriteSession, bell: JobBell, clock: Clock, kind: str, subject_id: UUID
) -> Job | None:
    """Start again what failed last; None when the latest job of the subject did not fail."""
    last = (await latest_for(session, kind, [subject_id])).get(subject_id)
    if last is None or last.status != FAILED:
        return None
    return await start(session, bell, clock, kind, subject_id, last.user_id)


async def cancel_for_subject(session: WriteSession, clock: Clock, subject_id: UUID) -> int:
    """Cancel what is queued or running for a subject; running work stops at its next write."""
    return await repository.cancel(session, [subject_id], clock())


async def cancel_for_subjects(
    session: WriteSession, clock: Clock, subject_ids: Iterable[UUID]
) -> int:
    """Cancel what is queued or running for any of these subjects."""
    ids = list(subject_ids)
    gone = 0
    for begin in range(0, len(ids), 500):
        gone += await repository.cancel(session, ids[begin : begin + 500], clock())
    return gone


async def latest_for(
    session: ReadSession | WriteSession, kind: str, subject_ids: Sequence[UUID]
) -> dict[UUID, Job]:
    """The newest job of each of these subjects that ever had one."""
    return await repository.latest_for(session, kind, subject_ids) if subject_ids else {}


async def waits(
    session: ReadSession | WriteSession,
    kind: str,
    due_by: datetime,
    *,
    of_others_than: UUID | None = None,
) -> bool:
    """Whether a job of a kind waits for its turn and is due by a moment."""
    return await repository.waits(session, kind, due_by, of_others_than=of_others_than)


async def expire_leases(session: WriteSession, clock: Clock) -> int:
    """End all leases at once: for the start of a worker that knows it is the only one."""
    return await repository.expire_leases(session, clock() - timedelta(seconds=1))


async def publish(
    session: WriteSession,
    wakeups: WakeUps,
    clock: Clock,
    user_id: UUID,
    kind: str,
    data: dict[str, Any],
) -> None:
    """Tell a reader's open pages to look again, once this transaction is durable."""
    session.add(Event(user_id=user_id, kind=kind, data=data, at=clock()))

    def notify() -> None:
        task = asyncio.get_running_loop().create_task(_notify(wakeups, user_id))
        _sending.add(task)
        task.add_done_callback(_sending.discard)

    session.after_commit(notify)


async def _notify(wakeups: WakeUps, user_id: UUID) -> None:
    await wakeups.notify(user_id)


@dataclass(frozen=True, slots=True)
class QueueState:
    """What the queue looks like from outside; ages in seconds."""

    counts: tuple[tuple[str, str, int], ...]
    waiting: Mapping[str, tuple[int, float]]
    """Of each kind: how many jobs a worker could take now, and how long the first waits."""
    oldest_seconds: float
    silent_seconds: float | None
    """Since a worker last looked for work; None when none ever did."""


async def queue_state(session: ReadSession | WriteSession, clock: Clock) -> QueueState:
    """How long work waits and workers are silent."""
    now = clock()
    waiting = {
        kind: (number, max(0.0, (now - first).total_seconds()))
        for kind, number, first in await repository.waiting(session, now)
    }
    seen = await repository.last_beat(session)
    return QueueState(
        counts=tuple(await repository.counts(session)),
        waiting=waiting,
        oldest_seconds=max((age for _, age in waiting.values()), default=0.0),
        silent_seconds=(now - seen).total_seconds() if seen else None,
    )


async def silent_since(
    session: ReadSession | WriteSession, clock: Clock, host: str
) -> float | None:
    """Seconds since this host's worker looked for work; None when it never did."""
    seen = await repository.last_beat(session, host)
    return (clock() - seen).total_seconds() if seen else None


async def beat(session: WriteSession, clock: Clock, host: str) -> None:
    """Note that this host's worker looks for work."""
    await repository.beat(session, host[:255], clock())
