"""A worker that dies between any two steps: another goes on, and nothing is paid for twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from uuid import UUID

import pytest

from bookreader import pipeline
from bookreader.adapters.blobs_local import LocalBlobStore
from bookreader.drawing import service as drawing
from bookreader.illustration.models import FAILED, READY
from bookreader.jobs import tasks
from bookreader.kit.db import Database, ReadSession, WriteSession
from bookreader.ports.blobs import StoredBlob
from bookreader.ports.context import TaskContext
from bookreader.ports.providers import Capabilities, ImageRequest
from tests.bookreader.conftest import Hands
from tests.bookreader.fakes import FakeCpu
from tests.bookreader.makers import PRICE, Drawable, drawable

Moment = Literal["before", "after"]


class Death(BaseException):
    """The process is gone: whatever comes after this does not happen."""


@dataclass
class Life:
    """Ends at the n-th thing that lasts, just before or just after it happens."""

    ends_at: int
    moment: Moment
    done: int = 0
    over: bool = False

    def begin(self) -> None:
        """Something lasting is about to happen."""
        if self.over:
            raise Death
        self.done += 1
        if self.done == self.ends_at and self.moment == "before":
            self.over = True
            raise Death

    def end(self) -> None:
        """It happened."""
        if self.done == self.ends_at and self.moment == "after":
            self.over = True
            raise Death


class MortalDatabase:
    """Writes until its process dies."""

    def __init__(self, real: Database, life: Life) -> None:
        self._real, self._life, self.sqlite = real, life, real.sqlite

    @asynccontextmanager
    async def read(self) -> AsyncIterator[ReadSession]:
        async with self._real.read() as session:
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncIterator[WriteSession]:
        async with self._real.write() as session:
            yield session
            self._life.begin()
        self._life.end()


class MortalBlobs(LocalBlobStore):
    """Stores until its process dies."""

    life: Life

    async def put(self, chunks: AsyncIterator[bytes], limit: int | None = None) -> StoredBlob:
        self.life.begin()
        stored = await super().put(chunks, limit)
        self.life.end()
        return stored


def mortal(shop: Drawable, life: Life, folder: Path) -> TaskContext:
    blobs = MortalBlobs(folder)
    blobs.life = life
    database = MortalDatabase(shop.context.database, life)
    return replace(shop.context, database=database, blobs=blobs)  # type: ignore[arg-type]


async def die_at(shop: Drawable, n: int, moment: Moment, folder: Path) -> bool:
    """Draw one picture with a worker that dies there; False when it came to its end before."""
    life = Life(n, moment)

    async def asked(_request: ImageRequest) -> None:
        # The request itself lasts as well: it is charged although nobody hears the answer.
        life.begin()

    async def charged(request: ImageRequest) -> None:
        life.end()

    shop.fake.before, shop.fake.after = asked, charged
    try:
        while await tasks.run(mortal(shop, life, folder), pipeline.STAGES):
            pass
    except Death:
        pass
    shop.fake.before = shop.fake.after = None
    return life.over


@pytest.mark.parametrize("idempotent", [False, True], ids=["may-charge-twice", "idempotent"])
@pytest.mark.parametrize("blank", [False, True], ids=["good", "first-blank"])
async def test_wherever_a_worker_dies(
    context: TaskContext,
    user_id: UUID,
    hands: Hands,
    tmp_path: Path,
    *,
    idempotent: bool,
    blank: bool,
) -> None:
    able = Capabilities(seed=True, idempotent=idempotent, deadline=5)
    shop = await drawable(context, user_id, hands, able=able)
    cpu = shop.context.cpu
    assert isinstance(cpu, FakeCpu)
    descriptions = await shop.descriptions()
    endings: list[tuple[int, Moment, str, str, int]] = []
    n, deaths = 1, 0
    while True:
        for moment in ("before", "after"):
            words = f"street number {n} {moment}"
            faulty: set[bytes] = set()

            def look(data: bytes, faulty: set[bytes] = faulty) -> list[dict[str, str]]:
                if blank and not faulty:
                    faulty.add(data)
                return [{"code": "blank", "detail": ""}] if data in faulty else []

            cpu.looked = look
            before = len(shop.fake.paid)
            d = descriptions[n % len(descriptions)]
            planned = await drawing.plan_drawing(
                shop.context, shop.user, shop.book, d, shop.provider.id.hex, words
            )
            died = await die_at(shop, n, moment, tmp_path / "blobs")
            # The lease ends, and with it the call that the dead worker had under way.
            hands.forward(61)
            await shop.work(3)
            (picture,) = [p for p in await shop.pictures(d.id) if p.id == planned.id]
            charges = [c for c in await shop.charges() if c.picture_id == planned.id]
            paid = len(shop.fake.paid) - before
            wanted = 2 if blank else 1
            counted = sum(
                c.amount_micros if c.amount_micros is not None else c.estimate_micros
                for c in charges
                if c.state in ("settled", "unknown")
            )
            # Never more than was asked for, never less in the ledger than was charged.
            assert paid <= wanted, (n, moment)
            assert counted >= paid * PRICE, (n, moment, [c.state for c in charges])
            assert all(c.state not in ("reserved", "sent") for c in charges), (n, moment)
            if idempotent:
                assert picture.state == READY, (n, moment, picture.reason)
                assert counted == paid * PRICE == wanted * PRICE
            else:
                assert picture.state == READY or picture.reason == "outcome_unknown", (n, moment)
            if picture.state == FAILED:
                assert counted <= wanted * PRICE
            endings.append((n, moment, picture.state, picture.reason, paid))
            deaths += died
            if not died:
                assert deaths > 8
                if not idempotent:
                    # Some deaths do lose a picture, else this test would prove nothing.
                    assert FAILED in {state for _, _, state, _, _ in endings}
                return
        n += 1
