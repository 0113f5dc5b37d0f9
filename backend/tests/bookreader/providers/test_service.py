"""Keys stay sealed; the circuit, the spacing and the number of calls are the database's."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from bookreader.kit.db import Database
from bookreader.kit.sealing import Sealer
from bookreader.ports.context import TaskContext
from bookreader.ports.providers import (
    AuthError,
    BadImage,
    BadRequest,
    Capabilities,
    ProviderError,
    QuotaError,
    RateLimited,
    Refused,
    Transient,
)
from bookreader.providers import service
from bookreader.providers.errors import ProviderUnusable
from bookreader.providers.models import Provider
from tests.bookreader.conftest import Hands
from tests.bookreader.providers.fakes import PENCIL, FakeProviders

KEY = "sk-very-secret-key-of-the-operator"
ABLE = Capabilities(max_concurrency=2, deadline=60.0)
WIDE = replace(ABLE, max_concurrency=50)


@pytest.fixture
def fakes() -> FakeProviders:
    return FakeProviders()


@pytest.fixture
def toolbox(context: TaskContext, fakes: FakeProviders) -> TaskContext:
    return replace(context, providers=fakes, sealer=Sealer(b"s" * 32))


@pytest.fixture
async def row(toolbox: TaskContext, database: Database, hands: Hands) -> Provider:
    made = Provider(
        id=uuid4(), kind="brush", name="Brush", base_url="", model="brush-1", options={},
        created_at=hands(), updated_at=hands(),
    )  # fmt: skip
    service.keep_key(toolbox, made, KEY)
    async with database.write() as session:
        session.add(made)
    return made


async def fresh(database: Database, row: Provider) -> Provider:
    async with database.read() as session:
        found = await service.get(session, row.id)
    assert found is not None
    return found


async def test_the_database_holds_no_key_and_only_its_own_row_opens_it(
    toolbox: TaskContext, database: Database, row: Provider
) -> None:
    async with database.read() as session:
        raw = (await session.execute(text("SELECT * FROM providers"))).one()
    assert KEY not in repr(raw)
    assert KEY[3:10] not in repr(raw)
    found = await fresh(database, row)
    assert service.key_of(toolbox, found) == KEY
    assert KEY not in repr(found)
    assert KEY not in repr(toolbox)
    assert KEY not in repr(service.ready(toolbox, found).settings)  # type: ignore[attr-defined]
    stolen = Provider(id=uuid4(), kind="brush", sealed_key=found.sealed_key)
    with pytest.raises(ProviderUnusable) as refused:
        service.key_of(toolbox, stolen)
    assert refused.value.reason == "key_unreadable"


async def test_a_key_of_another_secret_is_said_in_plain_words(
    toolbox: TaskContext, database: Database, row: Provider
) -> None:
    elsewhere = replace(toolbox, sealer=Sealer(b"t" * 32))
    assert service.reason(toolbox, row) is None
    assert service.reason(elsewhere, row) == "key_unreadable"
    with pytest.raises(ProviderUnusable, match="SECRET_KEY") as refused:
        service.ready(elsewhere, row)
    assert refused.value.__cause__ is None
    assert service.capabilities(elsewhere, row).deadline == 60  # told also without the key


async def test_why_a_provider_cannot_be_asked(
    toolbox: TaskContext, fakes: FakeProviders, row: Provider
) -> None:
    assert service.reason(toolbox, row) is None
    row.fault = "provider_credit"
    assert service.reason(toolbox, row) == "provider_credit"
    row.enabled = False
    assert service.reason(toolbox, row) == "provider_disabled"
    with pytest.raises(ProviderUnusable, match="provider_disabled"):
        service.ready(toolbox, row)
    row.enabled, row.fault, row.kind = True, "", "crayon"
    assert service.reason(toolbox, row) == "kind_unknown"
    with pytest.raises(ProviderUnusable, match="kind_unknown"):
        service.capabilities(toolbox, row)
    row.kind = "brush"
    service.keep_key(toolbox, row, "")
    assert service.reason(toolbox, row) == "key_missing"
    service.keep_key(toolbox, row, KEY)
    fakes.wrong = lambda settings: f"wrong {settings.key}"
    assert service.reason(toolbox, row) == "settings_invalid"
    with pytest.raises(ProviderUnusable) as refused:
        service.ready(toolbox, row)
    assert refused.value.detail == "wrong …"
    fakes.wrong = lambda _: ""
    pencil = Provider(
        id=uuid4(), kind=PENCIL.id, base_url="", model="", options={}, sealed_key="",
        enabled=True, fault="",
    )  # fmt: skip
    assert service.reason(toolbox, pencil) is None


async def admit(
    database: Database, row: Provider, hands: Hands, able: Capabilities = ABLE
) -> service.Admission:
    async with database.write() as session:
        return await service.admit(session, row, hands(), able)


async def ended(database: Database, row: Provider, hands: Hands, **how: Any) -> None:
    async with database.write() as session:
        await service.ended(session, row.id, hands(), **how)


async def test_no_more_calls_at_once_than_the_provider_takes(
    database: Database, row: Provider, hands: Hands
) -> None:
    first, second, third = [await admit(database, row, hands) for _ in range(3)]
    assert (first.wait, second.wait) == (0, 0)
    assert 0 < third.wait <= 2
    assert third.call_id is None
    await ended(database, row, hands, call_id=second.call_id)
    assert (await admit(database, row, hands)).wait == 0
    assert (await admit(database, row, hands)).wait > 0
    # Without its number the oldest call ends.
    await ended(database, row, hands)
    assert (await admit(database, row, hands)).wait == 0


async def test_a_call_of_a_dead_worker_ends_by_itself(
    database: Database, row: Provider, hands: Hands
) -> None:
    able = replace(ABLE, max_concurrency=1, deadline=60.0)
    await admit(database, row, hands, able)
    hands.forward(60 + 29.5)
    assert (await admit(database, row, hands, able)).wait == pytest.approx(0.5)
    hands.forward(0.5)
    assert (await admit(database, row, hands, able)).wait == 0
    async with database.write() as session:
        await service.end_all_calls(session)
    assert (await admit(database, row, hands, able)).wait == 0


async def test_fifty_at_the_door_are_let_in_two_at_a_time(
    database: Database, row: Provider, hands: Hands
) -> None:
    others = [Database(database.url) for _ in range(3)]
    waits = await asyncio.gather(*(admit(others[n % 3], row, hands) for n in range(50)))
    for one in others:
        await one.close()
    assert Counter(admission.wait == 0 for admission in waits) == {True: 2, False: 48}


async def test_requests_keep_their_distance(
    database: Database, row: Provider, hands: Hands
) -> None:
    slow = replace(WIDE, min_interval=6.0)
    assert (await admit(database, row, hands, slow)).wait == 0
    hands.forward(2)
    assert (await admit(database, row, hands, slow)).wait == pytest.approx(4)
    hands.forward(4)
    assert (await admit(database, row, hands, slow)).wait == 0


async def fail(database: Database, row: Provider, hands: Hands, times: int = 1) -> None:
    for _ in range(times):
        await ended(database, row, hands, outcome="failed", message="away")


async def test_five_failures_open_the_circuit_and_one_probe_closes_it(
    database: Database, row: Provider, hands: Hands
) -> None:
    await fail(database, row, hands, 4)
    assert (await admit(database, row, hands, WIDE)).wait == 0
    await fail(database, row, hands)
    assert (await admit(database, row, hands, WIDE)).wait == 120
    assert (await fresh(database, row)).last_error == "away"
    hands.forward(119)
    assert (await admit(database, row, hands, WIDE)).wait == 1
    hands.forward(1)
    probe = await admit(database, row, hands, WIDE)
    assert probe.wait == 0
    assert (await admit(database, row, hands, WIDE)).wait > 0  # one probe, not fifty
    # A probe that says nothing of the provider is followed by another.
    await ended(database, row, hands, outcome="neutral", call_id=probe.call_id)
    probe = await admit(database, row, hands, WIDE)
    assert probe.wait == 0
    await ended(database, row, hands, outcome="failed", call_id=probe.call_id)
    assert (await admit(database, row, hands, WIDE)).wait == 120  # at the first failure again
    hands.forward(120)
    probe = await admit(database, row, hands, WIDE)
    await ended(database, row, hands, outcome="ok", call_id=probe.call_id)
    assert [(await admit(database, row, hands, WIDE)).wait for _ in range(3)] == [0, 0, 0]
    assert (await fresh(database, row)).open_until is None


async def test_failures_long_ago_or_between_successes_open_nothing(
    database: Database, row: Provider, hands: Hands
) -> None:
    for _ in range(3):
        await fail(database, row, hands, 4)
        await ended(database, row, hands, outcome="ok")
    await fail(database, row, hands, 4)
    hands.forward(301)
    await fail(database, row, hands, 4)
    assert (await admit(database, row, hands, WIDE)).wait == 0
    await fail(database, row, hands)
    assert (await admit(database, row, hands, WIDE)).wait == 120


@pytest.mark.parametrize(
    ("error", "wait"),
    [
        (Refused("no"), 0),
        (BadRequest("too wide"), 0),
        (RateLimited("later", 30.0), 30),
        (RateLimited("much later", 10.0**9), 3600),
        (RateLimited("in the past", -5.0), 0),
        (Transient("reset"), 120),
        (Transient("timeout", ambiguous=True), 120),
        (BadImage("half of one"), 120),
        (ProviderError("who knows"), 120),
    ],
    ids=lambda value: f"{value!r}",
)
async def test_what_an_error_says_of_the_provider(
    database: Database, row: Provider, hands: Hands, error: ProviderError, wait: float
) -> None:
    for _ in range(5):
        await ended(database, row, hands, error=error)
    assert (await admit(database, row, hands, WIDE)).wait == wait
    assert (await fresh(database, row)).fault == ""


async def test_busy_without_a_time_backs_off_and_then_opens_the_circuit(
    database: Database, row: Provider, hands: Hands
) -> None:
    waits = []
    for _ in range(5):
        await ended(database, row, hands, error=RateLimited("queue full"))
        waits.append((await admit(database, row, hands, WIDE)).wait)
        hands.forward(waits[-1])
    assert waits == [15, 30, 60, 120, 240]
    assert (await fresh(database, row)).open_until is not None


@pytest.mark.parametrize("error", [AuthError("wrong key"), QuotaError("no credit")])
async def test_a_fault_of_the_account_stays_until_an_administrator_sees_to_it(
    toolbox: TaskContext, database: Database, row: Provider, hands: Hands, error: ProviderError
) -> None:
    await ended(database, row, hands, error=error)
    await ended(database, row, hands, outcome="ok")
    hands.forward(10**6)
    with pytest.raises(ProviderUnusable) as refused:
        await admit(database, row, hands)
    assert refused.value.reason == error.code
    now = await fresh(database, row)
    assert service.reason(toolbox, now) == error.code
    assert now.last_error == str(error)
    async with database.write() as session:
        held = await service.locked(session, row.id)
        assert held is not None
        service.mend(held)
    assert (await admit(database, row, hands)).wait == 0


async def test_what_providers_say_is_kept_as_one_short_line(
    database: Database, row: Provider, hands: Hands
) -> None:
    await ended(database, row, hands, error=Transient("a\x00b\nc\ud800" + "x" * 1000))
    told = (await fresh(database, row)).last_error
    assert told.startswith("a b c ")
    assert len(told) == 300
    await ended(database, row, hands, error=Refused("the reader's own words"))
    assert "own words" not in (await fresh(database, row)).last_error


async def test_a_provider_that_is_gone_or_off_admits_nobody(
    database: Database, row: Provider, hands: Hands
) -> None:
    async with database.write() as session:
        held = await service.locked(session, row.id)
        assert held is not None
        held.enabled = False
    with pytest.raises(ProviderUnusable, match="provider_disabled"):
        await admit(database, row, hands)
    async with database.write() as session:
        assert await service.remove(session, row.id)
        assert not await service.remove(session, row.id)
    with pytest.raises(ProviderUnusable, match="provider_gone"):
        await admit(database, row, hands)
    await ended(database, row, hands, error=Transient("late"))  # a late end finds nobody
