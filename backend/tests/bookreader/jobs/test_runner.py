"""Claims, leases, fences, endings: what makes a job survive its workers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from bookcore.errors import BookError
from bookreader.jobs import repository, service, tasks
from bookreader.jobs.errors import LeaseLost, PutOff, SubjectGone
from bookreader.jobs.models import CANCELLED, DONE, FAILED, QUEUED, RUNNING, Event, Job
from bookreader.jobs.tasks import Claim, Outcome, Stage
from bookreader.ports.blobs import BlobStoreFull
from bookreader.ports.context import TaskContext
from tests.bookreader.conftest import Hands
from tests.bookreader.fakes import RecordingBell

Work = Callable[[TaskContext, Claim], Awaitable[Outcome]]


def one_stage(work: Work, kind: str = "book") -> dict[str, tuple[Stage, ...]]:
    return {kind: (Stage("only", work),)}


async def finish(_context: TaskContext, _claim: Claim) -> Outcome:
    return Outcome.FINISHED


async def start(
    context: TaskContext, user_id: UUID, *, kind: str = "book", priority: int = 10
) -> Job:
    async with context.database.write() as session:
        return await service.start(
            session, context.bell, context.clock, kind, uuid4(), user_id, priority=priority
        )


async def look(context: TaskContext, job: Job) -> Job:
    async with context.database.read() as session:
        found = await repository.get(session, job.id)
    assert found is not None
    return found


async def take(context: TaskContext, job: Job) -> Claim:
    now = context.clock()
    async with context.database.write() as session:
        row = await repository.claim(session, now, now + timedelta(seconds=30), job.id)
    assert row is not None
    return Claim(context, row)


async def events(context: TaskContext, user_id: UUID) -> list[Event]:
    async with context.database.read() as session:
        return await repository.events_after(session, user_id, 0, 100)


async def test_starting_twice_is_one_job_of_the_higher_urgency(
    context: TaskContext, user_id: UUID
) -> None:
    subject = uuid4()
    jobs = []
    for priority in (0, 20, 5):
        async with context.database.write() as session:
            jobs.append(
                await service.start(
                    session, context.bell, context.clock, "book", subject, user_id,
                    priority=priority,
                )
            )  # fmt: skip
    assert {job.id for job in jobs} == {jobs[0].id}
    assert (await look(context, jobs[0])).priority == 20


async def test_the_bell_rings_after_the_commit_and_not_after_a_rollback(
    context: TaskContext, user_id: UUID
) -> None:
    bell = context.bell
    assert isinstance(bell, RecordingBell)

    async def begin_and_fail() -> None:
        async with context.database.write() as session:
            await service.start(session, bell, context.clock, "book", uuid4(), user_id)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await begin_and_fail()
    assert bell.rung == []
    job = await start(context, user_id)
    assert bell.rung == [job.id]


async def test_many_workers_at_once_run_a_job_once(context: TaskContext, user_id: UUID) -> None:
    runs = 0

    async def work(_context: TaskContext, _claim: Claim) -> Outcome:
        nonlocal runs
        runs += 1
        await asyncio.sleep(0.05)
        return Outcome.FINISHED

    job = await start(context, user_id)
    answers = await asyncio.gather(*(tasks.run(context, one_stage(work)) for _ in range(5)))
    assert (runs, sorted(answers)) == (1, [False] * 4 + [True])
    assert (await look(context, job)).status == DONE


async def test_the_most_urgent_job_comes_first(context: TaskContext, user_id: UUID) -> None:
    order: list[UUID] = []

    async def work(_context: TaskContext, claim: Claim) -> Outcome:
        order.append(claim.subject_id)
        return Outcome.FINISHED

    first = await start(context, user_id, priority=0)
    urgent = await start(context, user_id, priority=20)
    while await tasks.run(context, one_stage(work), None):
        pass
    assert order == [urgent.subject_id, first.subject_id]


async def test_a_running_job_is_nobody_elses_until_its_lease_ends(
    context: TaskContext, user_id: UUID, hands: Hands
) -> None:
    job = await start(context, user_id)
    silent = await take(context, job)
    hands.forward(29)
    assert not await tasks.run(context, one_stage(finish))
    hands.forward(2)
    assert await tasks.run(context, one_stage(finish))
    assert (await look(context, job)).status == DONE
    assert (await look(context, job)).fence == silent.fence + 1


async def test_who_lost_the_lease_writes_nothing(
    context: TaskContext, user_id: UUID, hands: Hands
) -> None:
    job = await start(context, user_id)
    slow = await take(context, job)
    hands.forward(31)
    heir = await take(context, job)
    with pytest.raises(LeaseLost):
        async with slow.write() as session:
            await slow.publish(session, "book", {"who": "slow"})
    async with heir.write() as session:
        await heir.publish(session, "book", {"who": "heir"})
    assert [event.data for event in await events(context, user_id)] == [{"who": "heir"}]
    # Nor may it say how the job ended.
    await slow.settle(FAILED, {"status": FAILED}, announce=True)
    assert (await look(context, job)).status == RUNNING


async def test_the_lease_is_renewed_while_the_work_goes_on(
    impatient: TaskContext, user_id: UUID, hands: Hands
) -> None:
    seen = []

    async def work(context: TaskContext, claim: Claim) -> Outcome:
        begin = context.clock()
        hands.forward(100)
        await asyncio.sleep(0.3)
        async with context.database.read() as session:
            row = await repository.get(session, claim.job_id)
        assert row is not None
        assert row.lease_until is not None
        seen.append(row.lease_until > begin + timedelta(seconds=100))
        return Outcome.FINISHED

    await start(impatient, user_id)
    await tasks.run(impatient, one_stage(work))
    assert seen == [True]


async def test_a_cancelled_job_stops_by_itself(impatient: TaskContext, user_id: UUID) -> None:
    ended = asyncio.Event()

    begun = asyncio.Event()

    async def work(_context: TaskContext, _claim: Claim) -> Outcome:
        begun.set()
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()
        return Outcome.FINISHED

    job = await start(impatient, user_id)
    running = asyncio.create_task(tasks.run(impatient, one_stage(work)))
    await begun.wait()
    async with impatient.database.write() as session:
        assert await service.cancel_for_subject(session, impatient.clock, job.subject_id) == 1
    assert await asyncio.wait_for(running, 5)
    assert ended.is_set()
    assert (await look(impatient, job)).status == CANCELLED


async def test_a_stopping_worker_gives_the_job_back_at_once(
    context: TaskContext, user_id: UUID
) -> None:
    begun = asyncio.Event()

    async def work(_context: TaskContext, _claim: Claim) -> Outcome:
        begun.set()
        await asyncio.sleep(60)
        return Outcome.FINISHED

    job = await start(context, user_id)
    running = asyncio.create_task(tasks.run(context, one_stage(work)))
    await begun.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    row = await look(context, job)
    assert (row.status, row.attempt, row.lease_until) == (QUEUED, 0, None)
    assert await tasks.run(context, one_stage(finish))


@pytest.mark.parametrize(
    ("code", "attempts"),
    [("not_a_book", 1), ("drm", 1), ("parser_died", 2), ("too_slow", 2), ("bad_request", 5)],
)
async def test_a_refusal_is_final_and_a_dead_child_gets_one_more_try(
    context: TaskContext, user_id: UUID, hands: Hands, code: str, attempts: int
) -> None:
    tries = 0

    async def work(_context: TaskContext, _claim: Claim) -> Outcome:
        nonlocal tries
        tries += 1
        raise BookError(code, "because")

    job = await start(context, user_id)
    for _ in range(8):
        await tasks.run(context, one_stage(work))
        hands.forward(1000)
    assert tries == attempts
    row = await look(context, job)
    assert row.status == FAILED
    if code != "bad_request":
        assert (row.error_code, row.error_message) == (code, "because")
    assert [e.kind for e in await events(context, user_id)] == ["book"]


@pytest.mark.parametrize(
    ("error", "code"), [(RuntimeError("boom"), "internal"), (BlobStoreFull("full"), "disk_full")]
)
async def test_trouble_of_ours_is_tried_five_times_later_and_later(
    context: TaskContext, user_id: UUID, hands: Hands, error: Exception, code: str
) -> None:
    async def work(_context: TaskContext, _claim: Claim) -> Outcome:
        raise error

    job = await start(context, user_id)
    pauses = []
    for _ in range(5):
        before = hands()
        assert await tasks.run(context, one_stage(work))
        row = await look(context, job)
        if row.status == QUEUED:
            pauses.append((row.run_after - before).total_seconds())
            assert not await tasks.run(context, one_stage(work)), "it must wait"
            hands.forward(pauses[-1])
    assert pauses == [5, 10, 20, 40]
    assert ((await look(context, job)).status, (await look(context, job)).error_code) == (
        FAILED,
        code,
    )


async def test_a_job_that_kills_its_workers_is_given_up(
    context: TaskContext, user_id: UUID, hands: Hands
) -> None:
    job = await start(context, user_id)
    for _ in range(5):
        await take(context, job)
        hands.forward(31)
    runs = []

    async def work(_context: TaskContext, claim: Claim) -> Outcome:
        runs.append(claim)
        return Outcome.FINISHED

    assert await tasks.run(context, one_stage(work))
    assert runs == []
    assert (await look(context, job)).error_code == "internal"


async def test_progress_forgives_earlier_deaths(
    context: TaskContext, user_id: UUID, hands: Hands
) -> None:
    job = await start(context, user_id)
    for _ in range(12):
        claim = await take(context, job)
        async with claim.write(progress=True):
            pass
        hands.forward(31)
    assert await tasks.run(context, one_stage(finish))
    assert (await look(context, job)).status == DONE


async def test_a_vanished_subject_ends_quietly(context: TaskContext, user_id: UUID) -> None:
    async def work(_context: TaskContext, _claim: Claim) -> Outcome:
        raise SubjectGone

    job = await start(context, user_id)
    assert await tasks.run(context, one_stage(work))
    assert (await look(context, job)).status == CANCELLED
    assert await events(context, user_id) == []


async def test_a_job_gives_way_to_more_urgent_work_and_loses_nothing(
    context: TaskContext, user_id: UUID, hands: Hands
) -> None:
    order: list[str] = []

    async def rest(context: TaskContext, claim: Claim) -> Outcome:
        order.append("rest")
        if len(order) == 1:
            await start(context, user_id, kind="picture", priority=20)
            hands.forward(1)
        await claim.give_way()
        order.append("rest done")
        return Outcome.FINISHED

    async def paint(_context: TaskContext, _claim: Claim) -> Outcome:
        order.append("picture")
        return Outcome.FINISHED

    stages = {"book": (Stage("rest", rest, 0),), "picture": (Stage("paint", paint, 20),)}
    job = await start(context, user_id)
    while await tasks.run(context, stages):
        pass
    assert order == ["rest", "picture", "rest", "rest done"]
    assert (await look(context, job)).attempt == 1


async def test_a_job_put_off_waits_for_its_moment_and_loses_no_attempt(
    context: TaskContext, user_id: UUID, hands: Hands
) -> None:
    begun = 0

    async def work(context: TaskContext, _claim: Claim) -> Outcome:
        nonlocal begun
        begun += 1
        if begun < 8:
            raise PutOff(context.clock() + timedelta(seconds=600))
        return Outcome.FINISHED

    job = await start(context, user_id)
    for expected in range(1, 8):
        assert await tasks.run(context, one_stage(work))
        assert not await tasks.run(context, one_stage(work))
        waiting = await look(context, job)
        assert (begun, waiting.status, waiting.attempt) == (expected, QUEUED, 0)
        assert waiting.lease_until is None
        hands.forward(600)
    assert await tasks.run(context, one_stage(work))
    assert (await look(context, job)).status == DONE


async def test_what_is_put_off_for_a_moment_is_rung_for_without_the_sweep(
    context: TaskContext, user_id: UUID, hands: Hands
) -> None:
    bell = context.bell
    assert isinstance(bell, RecordingBell)
    waits = [0.02, 3600.0]

    async def work(context: TaskContext, _claim: Claim) -> Outcome:
        raise PutOff(context.clock() + timedelta(seconds=waits.pop(0)))

    job = await start(context, user_id)
    bell.rung.clear()
    await tasks.run(context, one_stage(work))
    await asyncio.sleep(0.1)
    assert bell.rung == [job.id]
    hands.forward(1)
    await tasks.run(context, one_stage(work))
    await asyncio.sleep(0.1)
    assert bell.rung == [job.id]


async def test_who_waits_is_known_by_kind_reader_and_moment(
    context: TaskContext, user_id: UUID, hands: Hands
) -> None:
    await start(context, user_id, kind="order")

    async def waits(kind: str, seconds: float, other: UUID | None = None) -> bool:
        due_by = hands() + timedelta(seconds=seconds)
        async with context.database.read() as session:
            return await service.waits(session, kind, due_by, of_others_than=other)

    assert await waits("order", 0)
    assert await waits("order", 0, uuid4())
    assert not await waits("order", 0, user_id)
    assert not await waits("order", -1)
    assert not await waits("drawing", 0)


async def test_again_sends_the_job_back_to_its_first_stage(
    context: TaskContext, user_id: UUID
) -> None:
    order: list[str] = []

    async def first(_context: TaskContext, _claim: Claim) -> Outcome:
        order.append("first")
        return Outcome.FINISHED

    async def second(_context: TaskContext, _claim: Claim) -> Outcome:
        order.append("second")
        return Outcome.AGAIN if len(order) < 4 else Outcome.FINISHED

    await start(context, user_id)
    await tasks.run(context, {"book": (Stage("first", first), Stage("second", second))})
    assert order == ["first", "second", "first", "second"]


async def test_stages_are_told_to_the_reader_once_they_really_begin(
    context: TaskContext, user_id: UUID
) -> None:
    names = []

    async def idle(_context: TaskContext, _claim: Claim) -> Outcome:
        return Outcome.FINISHED

    async def busy(context: TaskContext, claim: Claim) -> Outcome:
        await claim.begin()
        await claim.begin()
        async with context.database.read() as session:
            row = await repository.get(session, claim.job_id)
        assert row is not None
        names.append((row.stage, row.priority))
        return Outcome.FINISHED

    await start(context, user_id)
    await tasks.run(context, {"book": (Stage("idle", idle), Stage("busy", busy, 5))})
    assert names == [("busy", 5)]
    # One hint for the stage, one for the end.
    assert len(await events(context, user_id)) == 2


async def test_sweep_rings_for_the_forgotten_the_most_urgent_first(
    context: TaskContext, user_id: UUID, hands: Hands
) -> None:
    bell = context.bell
    assert isinstance(bell, RecordingBell)
    low = await start(context, user_id, priority=0)
    high = await start(context, user_id, priority=20)
    held = await start(context, user_id, priority=5)
    await take(context, held)
    bell.rung.clear()
    assert await tasks.sweep(context) == 2
    assert bell.rung == [high.id, low.id]
    hands.forward(31)
    bell.rung.clear()
    await tasks.sweep(context)
    assert bell.rung == [high.id, held.id, low.id]


async def test_sweep_forgets_old_events(context: TaskContext, user_id: UUID, hands: Hands) -> None:
    async with context.database.write() as session:
        await service.publish(
            session, context.wakeups, context.clock, user_id, "library", {"age": "old"}
        )
    hands.forward(7 * 24 * 3600 + 1)
    async with context.database.write() as session:
        await service.publish(
            session, context.wakeups, context.clock, user_id, "library", {"age": "new"}
        )
    await tasks.sweep(context)
    assert [e.data["age"] for e in await events(context, user_id)] == ["new"]


async def test_sweep_forgets_failed_drawings_but_no_failed_books(
    context: TaskContext, user_id: UUID, hands: Hands
) -> None:
    async def fail(_context: TaskContext, _claim: Claim) -> Outcome:
        raise BookError("provider_key", "The key is wrong.")

    made = {kind: await start(context, user_id, kind=kind) for kind in ("book", "drawing", "order")}
    stages = {kind: (Stage("only", fail),) for kind in made}
    while await tasks.run(context, stages):
        pass
    hands.forward(8 * 24 * 3600)
    await tasks.sweep(context)
    async with context.database.read() as session:
        left = {kind: await repository.get(session, job.id) for kind, job in made.items()}
    assert [kind for kind, job in left.items() if job is not None] == ["book"]


async def test_a_lone_worker_takes_everything_over_at_its_start(
    context: TaskContext, user_id: UUID
) -> None:
    job = await start(context, user_id)
    await take(context, job)
    assert not await tasks.run(context, one_stage(finish))
    async with context.database.write() as session:
        assert await service.expire_leases(session, context.clock) == 1
    assert await tasks.run(context, one_stage(finish))


async def test_retry_starts_only_what_failed(context: TaskContext, user_id: UUID) -> None:
    async def refuse(_context: TaskContext, _claim: Claim) -> Outcome:
        raise BookError("not_a_book", "no")

    job = await start(context, user_id)
    async with context.database.write() as session:
        assert (
            await service.retry(session, context.bell, context.clock, "book", job.subject_id)
            is None
        )
    await tasks.run(context, one_stage(refuse))
    async with context.database.write() as session:
        again = await service.retry(session, context.bell, context.clock, "book", job.subject_id)
    assert again is not None
    assert again.id != job.id
    async with context.database.read() as session:
        latest = await service.latest_for(session, "book", [job.subject_id, uuid4()])
    assert {key: row.id for key, row in latest.items()} == {job.subject_id: again.id}
