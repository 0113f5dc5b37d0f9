"""Whatever happens in whatever order: no cap is passed, and what is left equals a recount."""

from __future__ import annotations

import asyncio
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookreader import migrations
from bookreader.kit.db import Database
from bookreader.spending import service
from bookreader.spending.errors import CapReached, ChargeEnded
from bookreader.spending.models import RELEASED, SETTLED, Cap, Charge
from tests.bookreader.spending.ledger import Scene, book, limit, provider, set_scene, user

BEGIN = datetime(2026, 1, 30, 22, tzinfo=UTC)
SCOPES, PERIODS = ("server", "provider", "user", "book"), ("day", "month", "total")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Scene]]:
    """A migrated database with two readers, books and providers, to be copied."""
    path = tmp_path_factory.mktemp("ledger") / "template.db"

    async def make() -> list[Scene]:
        url = f"sqlite+aiosqlite:///{path}"
        await migrations.upgrade(url)
        database = Database(url)
        first = await set_scene(database, BEGIN)
        async with database.write() as session:
            friend, pen = user("friend", BEGIN, is_admin=True), provider(BEGIN, "Pen")
            session.add_all([friend, pen])
            await session.flush()
            session.add(theirs := book(friend.id, BEGIN))
            await session.flush()
        await database.close()
        second = Scene(friend.id, theirs.id, pen.id)
        mixed = Scene(first.user_id, first.book_id, pen.id)
        return [first, second, mixed]

    return path, asyncio.run(make())


caps = st.lists(
    st.tuples(
        st.sampled_from(SCOPES),
        st.sampled_from(PERIODS),
        st.none() | st.integers(0, 5),
        st.none() | st.integers(0, 400),
    ),
    max_size=5,
    unique_by=lambda cap: cap[:2],
)
actions = st.lists(
    st.tuples(
        st.sampled_from(["reserve"] * 4 + ["sent", "settle", "settle", "release", "unknown"]
                        + ["again", "recover", "night"]),
        st.integers(0, 2),
        st.integers(0, 120),
    ),
    min_size=5,
    max_size=40,
)  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(caps, actions)
def test_no_order_of_events_passes_a_cap(
    template: tuple[Path, list[Scene]],
    tmp_path: Path,
    caps: list[tuple[Any, ...]],
    actions: list[tuple[str, int, int]],
) -> None:
    source, scenes = template
    copy = tmp_path / f"{uuid4().hex}.db"
    shutil.copy(source, copy)
    asyncio.run(_live(copy, scenes, caps, actions))
    for file in tmp_path.glob(f"{copy.name}*"):
        file.unlink()


async def _live(
    path: Path,
    scenes: list[Scene],
    caps: list[tuple[Any, ...]],
    actions: list[tuple[str, int, int]],
) -> None:
    database = Database(f"sqlite+aiosqlite:///{path}")
    try:
        rows = [Cap(scope=s, period=p, pictures=n, micros=m) for s, p, n, m in caps]
        if not any(cap.scope == "server" and cap.micros is not None for cap in rows):
            # Else the program's own limit would hold.
            rows = [cap for cap in rows if (cap.scope, cap.period) != ("server", "total")]
            rows.append(Cap(scope="server", period="total", micros=10**9))
        await limit(database, *rows)
        now, open_charges = BEGIN, list[Charge]()
        for number, (action, which, amount) in enumerate(actions):
            now += timedelta(minutes=2 if action != "night" else 12 * 60)
            async with database.write() as session:
                mine = open_charges[amount % len(open_charges)] if open_charges else None
                if action == "reserve":
                    with_room = await _has_room(session, rows, scenes[which], now, amount)
                    try:
                        charge = await scenes[which].reserve(session, now, amount)
                        open_charges.append(charge)
                        assert with_room, (number, "was let through")
                    except CapReached:
                        assert not with_room, (number, "was refused with room")
                elif action == "again" and mine is not None:
                    try:
                        charge = await scenes[which].reserve(
                            session, now, amount, picture_id=mine.picture_id
                        )
                        open_charges.append(charge)
                    except CapReached:
                        pass
                elif action == "recover":
                    await service.recover(session, now)
                elif mine is not None:
                    await _act(session, action, mine, now, amount)
            await _recount(database, rows, scenes, now)
    finally:
        await database.close()


async def _act(session: Any, action: str, charge: Charge, now: datetime, amount: int) -> None:
    if action == "sent":
        try:
            await service.sent(session, charge.id, now)
        except ChargeEnded:
            return
    elif action == "settle":
        # A reservation is made at the price's upper end: the truth is not above it.
        await service.settle(session, charge.id, now, min(amount, charge.estimate_micros), True)
    elif action == "release":
        await service.release(session, charge.id, now)
    elif action == "unknown":
        await service.unknown(session, charge.id, now)


def _counted(
    rows: list[Charge], cap: Cap, subjects: dict[str, UUID | None], now: datetime
) -> tuple[int, int]:
    start = {
        "day": now.date().isoformat(),
        "month": now.date().replace(day=1).isoformat(),
        "total": "",
    }[cap.period]
    found = [
        c for c in rows
        if c.state != RELEASED and c.day >= start
        and (cap.scope == "server" or getattr(c, f"{cap.scope}_id") == subjects[cap.scope])
    ]  # fmt: skip
    money = [c.amount_micros if c.state == SETTLED else c.estimate_micros for c in found]
    return len(found), sum(m or 0 for m in money)


def _subjects(scene: Scene) -> dict[str, UUID | None]:
    return {
        "server": None, "provider": scene.provider_id, "user": scene.user_id, "book": scene.book_id,
    }  # fmt: skip


async def _charges(session: Any) -> list[Charge]:
    from sqlalchemy import select

    query = select(Charge).execution_options(populate_existing=True)
    return list(await session.scalars(query))


async def _has_room(
    session: Any, caps: list[Cap], scene: Scene, now: datetime, amount: int
) -> bool:
    rows = await _charges(session)
    for cap in caps:
        pictures, micros = _counted(rows, cap, _subjects(scene), now)
        if cap.pictures is not None and pictures + 1 > cap.pictures:
            return False
        if cap.micros is not None and amount and micros + amount > cap.micros:
            return False
    return True


async def _recount(database: Database, caps: list[Cap], scenes: list[Scene], now: datetime) -> None:
    async with database.read() as session:
        rows = await _charges(session)
        for scene in scenes:
            left = await service.left(session, now, scene.user_id, scene.book_id, scene.provider_id)
            pictures, micros = list[int](), list[int]()
            for cap in caps:
                used = _counted(rows, cap, _subjects(scene), now)
                if cap.pictures is not None:
                    assert used[0] <= cap.pictures
                    pictures.append(cap.pictures - used[0])
                if cap.micros is not None:
                    assert used[1] <= cap.micros
                    micros.append(cap.micros - used[1])
            assert left.pictures == min(pictures, default=None)
            assert left.micros == min(micros, default=None)
