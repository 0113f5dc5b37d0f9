"""The runner: claims a job, leads it through its stages, and settles how it ended."""

from __future__ import annotations

import asyncio
import enum
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from bookcore.errors import BookError
from bookreader.jobs import repository, service
from bookreader.jobs.errors import LeaseLost, PutOff, SubjectGone, Yielded
from bookreader.jobs.models import CANCELLED, DONE, FAILED, QUEUED, Job
from bookreader.kit import trace
from bookreader.kit.db import WriteSession
from bookreader.metrics import service as metrics
from bookreader.ports.blobs import BlobStoreFull
from bookreader.ports.context import TaskContext
from bookreader.ports.cpu import urgency

log = logging.getLogger(__name__)
lines = logging.getLogger("bookreader.job")

MOST_ATTEMPTS = 5
# The child was killed by its limits: once may be the machine's fault, twice is the book's.
_ATTEMPTS_OF_CODE = {"parser_died": 2, "too_slow": 2}
# Codes that say nothing about the book: tried again like any other trouble.
_PASSING_CODES = frozenset({"disk_full", "bad_request", "cancelled"})
_FIRST_DELAY_SECONDS, _LONGEST_DELAY_SECONDS = 5, 300
_KEEP_EVENTS = timedelta(days=7)
_KEEP_ASKED_JOBS = timedelta(days=7)
_RINGS_PER_SWEEP = 50
# An idle worker takes a new job at once; only what waits longer waits for a busy one.
_PATIENCE = timedelta(seconds=0.5)
BOOK = "book"
PICTURE = "picture"
PASSAGE = "passage"
EDITION = "edition"
DRAWING = "drawing"
ORDER = "order"
# How a run of a job ends beside done, failed and cancelled: to be tried again after a fault, given
# back to the queue, put off until a moment; or it was no longer ours, which is not counted.
TRIED, GIVEN_BACK, PUT_OFF, LOST = "tried", "given_back", "put_off", "lost"
OUTCOMES = (DONE, FAILED, CANCELLED, TRIED, GIVEN_BACK, PUT_OFF)
# Kinds whose failures stand in the rows they are about, where their readers see them.
_FORGET_FAILED = (DRAWING, ORDER)
# What is put off for longer is rung for by the sweep.
_RING_WITHIN = timedelta(seconds=60)
# Kinds whose own state is shown on a page, with the name of their subject in the event.
_TOLD_OF = {BOOK: "book_id", EDITION: "edition_id"}


class Outcome(enum.Enum):
    """What a stage says when it returns."""

    FINISHED = "finished"
    """Nothing is left for this stage to do."""
    AGAIN = "again"
    """The order of things changed: let the earlier stages look again first."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a pipeline; it must be idempotent and skip what is done."""

    name: str
    work: Callable[[TaskContext, Claim], Awaitable[Outcome]]
    priority: int = service.BACKGROUND


class Claim:
    """A job held by this worker; the only way a stage may write."""

    def __init__(self, context: TaskContext, job: Job) -> None:
        self._context = context
        self.job_id = job.id
        self.kind = job.kind
        self.subject_id: UUID = job.subject_id
        self.user_id: UUID = job.user_id
        self.fence = job.fence
        self.attempt = job.attempt
        self.priority = job.priority
        self.request_id = job.request_id or f"job-{job.id}"
        self.traceparent = job.traceparent
        self.span = trace.NO_SPAN
        self._waited = (context.clock() - job.run_after).total_seconds()
        self._begun = time.monotonic()
        self._noted = (job.stage, job.priority)
        self._current: Stage | None = None
        self.lost = False

    @asynccontextmanager
    async def write(self, *, progress: bool = False) -> AsyncIterator[WriteSession]:
        """One transaction that commits only while the job is still ours; else LeaseLost.

        `progress` says that a piece of the work gets done for good: attempts are counted from
        the last such piece, so that a long job outlives any number of restarts.
        """
        async with self._context.database.write() as session:
            if not await repository.owns(session, self.job_id, self.fence):
                self.lost = True
                raise LeaseLost
            if progress and self.attempt > 1:
                self.attempt = 1
                await self._set(session, {"attempt": 1})
            yield session

    async def publish(self, session: WriteSession, kind: str, data: dict[str, Any]) -> None:
        """Tell the owner's open pages to look again after this transaction."""
        context = self._context
        await service.publish(session, context.wakeups, context.clock, self.user_id, kind, data)

    async def give_way(self) -> None:
        """Raise Yielded when more urgent work has found no free worker; called between pieces."""
        now = self._context.clock()
        async with self._context.database.read() as session:
            if await repository.more_urgent_waits(session, self.priority, now, now - _PATIENCE):
                raise Yielded

    def turn_to(self, stage: Stage) -> None:
        """Take up a stage; whether there is anything to do in it is its own to find out."""
        self._current = stage
        self.priority = stage.priority
        urgency.set(stage.priority)

    async def begin(self) -> None:
        """Note in the job's row that this stage is really at work; called before its pieces."""
        stage = self._current
        if stage is None or self._noted == (stage.name, stage.priority):
            return
        async with self.write() as session:
            await self._set(session, {"stage": stage.name, "priority": stage.priority})
            await _announce(self, session)
        self._noted = (stage.name, stage.priority)

    async def renew(self) -> None:
        """Keep the job for another lease; LeaseLost when it is no longer ours."""
        now = self._context.clock()
        until = now + timedelta(seconds=self._context.lease_seconds)
        async with self._context.database.write() as session:
            await self._set(session, {"lease_until": until})

    async def settle(self, outcome: str, values: dict[str, Any], *, announce: bool) -> None:
        """End this worker's hold on the job; a job that is no longer ours is left alone."""
        now = self._context.clock()
        seconds = time.monotonic() - self._begun
        code = values.get("error_code", "")
        try:
            async with self._context.database.write() as session:
                await self._set(session, {"lease_until": None, "updated_at": now, **values})
                metrics.count(session, metrics.JOB_ENDS, self.kind, outcome)
                metrics.took(session, metrics.JOB_WAIT, self.kind, seconds=self._waited)
                metrics.took(session, metrics.JOB_RUN, self.kind, seconds=seconds)
                if code:
                    metrics.count(session, metrics.JOB_FAILURES, self.kind, code)
                if announce:
                    await _announce(self, session)
        except LeaseLost:
            outcome, code = LOST, ""
        self.tell_end(outcome, code)

    def tell_end(self, outcome: str, code: str = "") -> None:
        """Say in the log and in the trace how this run ended."""
        self.span.set("bookreader.outcome", outcome)
        if code:
            self.span.fail(code)
        ms = round((time.monotonic() - self._begun) * 1000, 1)
        told = {"job_id": self.job_id, "kind": self.kind, "attempt": self.attempt}
        lines.info("job ended", extra={**told, "outcome": outcome, "code": code, "ms": ms})

    async def _set(self, session: WriteSession, values: dict[str, Any]) -> None:
        if not await repository.set_owned(session, self.job_id, self.fence, values):
            self.lost = True
            raise LeaseLost


async def _announce(claim: Claim, session: WriteSession) -> None:
    if claim.kind in _TOLD_OF:
        await claim.publish(session, claim.kind, {_TOLD_OF[claim.kind]: str(claim.subject_id)})


async def run(
    context: TaskContext, stages: Mapping[str, tuple[Stage, ...]], job_id: int | None = None
) -> bool:
    """Run the most urgent job that is due, or only this one; False when there is none.

    Returns when the job is done, failed, put off or taken away. Cancelling the running task
    puts the job back into the queue for the next worker, then cancels.
    """
    now = context.clock()
    async with context.database.write() as session:
        until = now + timedelta(seconds=context.lease_seconds)
        job = await repository.claim(session, now, until, job_id)
    if job is None:
        return False
    claim = Claim(context, job)
    told: dict[str, str | int] = {
        "bookreader.job": claim.job_id,
        "bookreader.attempt": claim.attempt,
    }
    with (
        trace.within(claim.request_id, claim.traceparent),
        context.tracer.span(f"job {claim.kind}", "consumer", **told) as claim.span,
    ):
        await _lead(context, claim, stages)
    return True


async def _lead(
    context: TaskContext, claim: Claim, stages: Mapping[str, tuple[Stage, ...]]
) -> None:
    if claim.attempt > MOST_ATTEMPTS:
        # Its last worker died with it and never came to say so.
        await _fail(claim, "internal", "The work stopped in the middle too many times.")
        return
    work = asyncio.create_task(_work(context, claim, stages), name=f"job {claim.job_id}")
    heart = asyncio.create_task(_renew(context, claim, work))
    try:
        await asyncio.wait([work])
    except asyncio.CancelledError:
        work.cancel()
        await asyncio.wait([work])
        if _unfinished(work):
            await _release(context, claim, attempt=claim.attempt - 1)
        else:
            await _settle(context, claim, work)
        raise
    finally:
        heart.cancel()
    await _settle(context, claim, work)


async def _work(
    context: TaskContext, claim: Claim, stages: Mapping[str, tuple[Stage, ...]]
) -> None:
    pipeline = stages[claim.kind]
    place = 0
    while place < len(pipeline):
        stage = pipeline[place]
        claim.turn_to(stage)
        outcome = await stage.work(context, claim)
        place = 0 if outcome is Outcome.AGAIN else place + 1


async def _renew(context: TaskContext, claim: Claim, work: asyncio.Task[None]) -> None:
    while True:
        await asyncio.sleep(context.lease_seconds / 3)
        try:
            await claim.renew()
        except LeaseLost:
            work.cancel()
            return
        except Exception:
            # Not a reason to stop: the fence protects the data should another take over.
            log.warning("could not renew the lease of job %s", claim.job_id, exc_info=True)


def _unfinished(work: asyncio.Task[None]) -> bool:
    if work.cancelled():
        return True
    error = work.exception()
    return isinstance(error, BookError) and error.code == "cancelled"


async def _settle(context: TaskContext, claim: Claim, work: asyncio.Task[None]) -> None:
    """Write down how the work ended."""
    if claim.lost or work.cancelled():
        claim.tell_end(LOST)
        return
    error = work.exception()
    if error is None:
        await claim.settle(DONE, {"status": DONE, "stage": "", "priority": 0}, announce=True)
    elif isinstance(error, Yielded):
        await _release(context, claim, attempt=claim.attempt - 1)
    elif isinstance(error, PutOff):
        await _wait_until(context, claim, error.until)
    elif isinstance(error, SubjectGone):
        await claim.settle(CANCELLED, {"status": CANCELLED}, announce=False)
    elif isinstance(error, BookError) and error.code not in _PASSING_CODES:
        if claim.attempt < _ATTEMPTS_OF_CODE.get(error.code, 1):
            await _put_off(context, claim)
        else:
            log.info("job %s: %s %s", claim.job_id, error.code, error.where)
            await _fail(claim, error.code, error.message)
    elif claim.attempt < MOST_ATTEMPTS:
        log.error("job %s, attempt %s", claim.job_id, claim.attempt, exc_info=error)
        await _put_off(context, claim)
    else:
        log.error("job %s, given up", claim.job_id, exc_info=error)
        full = isinstance(error, BlobStoreFull) or getattr(error, "code", "") == "disk_full"
        if full:
            await _fail(claim, "disk_full", "There is no room left on the server's disk.")
        else:
            await _fail(claim, "internal", "The server met an error of its own.")


async def _release(context: TaskContext, claim: Claim, *, attempt: int) -> None:
    now = context.clock()
    values = {"status": QUEUED, "attempt": max(0, attempt), "run_after": now}
    await claim.settle(GIVEN_BACK, values, announce=False)


async def _wait_until(context: TaskContext, claim: Claim, due: datetime) -> None:
    values = {"status": QUEUED, "attempt": max(0, claim.attempt - 1), "run_after": due}
    await claim.settle(PUT_OFF, values, announce=False)
    wait = due - context.clock()
    if wait <= _RING_WITHIN:
        loop = asyncio.get_running_loop()
        loop.call_later(max(0.0, wait.total_seconds()), context.bell.ring, claim.job_id)


async def _put_off(context: TaskContext, claim: Claim) -> None:
    delay = min(_FIRST_DELAY_SECONDS * 2 ** (claim.attempt - 1), _LONGEST_DELAY_SECONDS)
    due = context.clock() + timedelta(seconds=delay)
    await claim.settle(TRIED, {"status": QUEUED, "run_after": due}, announce=False)


async def _fail(claim: Claim, code: str, message: str) -> None:
    values = {"status": FAILED, "error_code": code[:64], "error_message": message[:500]}
    await claim.settle(FAILED, values, announce=True)


async def sweep(context: TaskContext) -> int:
    """Ring for jobs that no worker took, and forget old events; gives the number of rings."""
    now = context.clock()
    async with context.database.write() as session:
        await repository.trim_events(session, now - _KEEP_EVENTS)
        await repository.forget_beats(session, now - _KEEP_EVENTS)
        for kind in (PICTURE, PASSAGE, EDITION):
            await repository.forget_ended(session, kind, now - _KEEP_ASKED_JOBS)
        for kind in _FORGET_FAILED:
            before = now - _KEEP_ASKED_JOBS
            await repository.forget_ended(session, kind, before, failed=True)
    async with context.database.read() as session:
        waiting = await repository.claimable(session, now, _RINGS_PER_SWEEP)
    for job_id in waiting:
        context.bell.ring(job_id)
    return len(waiting)
