"""An order at the simulator, its worker killed in the middle: it ends, and nothing is paid twice."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path
from uuid import UUID

import pytest

from bookreader.accounts.models import User
from bookreader.orders import service as orders
from bookreader.orders.schemas import NewOrder, OrderOut
from bookreader.providers.models import Provider
from bookreader.wiring import Application
from tests.bookreader.worker.test_embedded import book_bytes, is_done, server, until, upload
from tests.simulator import Options, Simulator

PRICE = 2_000
# No two alike: the same words are drawn once and taken from there.
PASSAGES = (
    "Старый дом стоял на краю тёмного елового леса; крыша его провалилась, а окна чернели.",
    "Над замёрзшей рекой висела жёлтая луна, и снег на берегах блестел, как битое стекло.",
    "Высокая седая старуха в чёрном платке сидела у печи, сложив на коленях сухие руки.",
    "Белая церковь с зелёным куполом стояла на высоком холме, и над нею кружили чёрные галки.",
    "Широкая степь лежала до края неба, жёлтая от солнца, и высокая трава клонилась под ветром.",
    "На тёмной площади горели красные фонари, и мокрые камни блестели под дождём.",
    "В тесной кухне стоял большой медный самовар, а на столе горела высокая сальная свеча.",
    "Тяжёлое серое море билось о высокие скалы, и белая пена летела до самых сосен.",
)


def different_places() -> bytes:
    """A novel of our own in which every passage shows something else."""
    sections = "".join(
        f"<section><title><p>Глава {n}</p></title><p>{first}</p><p>Так прошёл {n} год.</p>"
        f"<p>{second}</p></section>"
        for n, (first, second) in enumerate(batched(PASSAGES), 1)
    )
    return book_bytes(1).split(b"<body>")[0] + f"<body>{sections}</body></FictionBook>".encode()


def batched(passages: tuple[str, ...]) -> list[tuple[str, str]]:
    return list(zip(passages[::2], passages[1::2], strict=True))


async def add_provider(application: Application, url: str, *, idempotent: bool) -> Provider:
    context = application.context
    async with context.database.write() as session:
        row = Provider(
            kind="openai_compatible", name="Simulator", base_url=f"{url}/v1", model="flux",
            options={"idempotent": idempotent, "concurrency": 2}, price_micros=PRICE,
            created_at=context.clock(), updated_at=context.clock(),
        )  # fmt: skip
        session.add(row)
        await session.flush()
        return row


async def the_order(application: Application, user: User, book_id: UUID) -> OrderOut:
    return (await orders.orders(application.context, user, book_id)).items[0]


@pytest.mark.slow
@pytest.mark.parametrize("idempotent", [True, False], ids=["idempotent", "may-charge-twice"])
async def test_killed_in_the_middle_of_an_order(tmp_path: Path, *, idempotent: bool) -> None:
    options = Options(paint="sketch", latency=0.4)
    with Simulator(options).running() as simulator:
        async with server(tmp_path / "data") as (application, supervisor):
            context = application.context
            user_id, book_id = await upload(application, different_places())
            await until(application, book_id, is_done, 90)
            provider = await add_provider(application, simulator.url, idempotent=idempotent)
            async with context.database.read() as session:
                user = await session.get(User, user_id)
            assert user is not None
            wish = NewOrder(
                maker=provider.id.hex, extent="book", cap_micros=1_000_000, cap_pictures=None
            )
            placed = await orders.place(context, user, book_id, wish)
            assert placed.total >= 6
            end = time.monotonic() + 90
            for bills in (2, 4):
                while len(simulator.state.bills) < bills:
                    assert time.monotonic() < end
                    await asyncio.sleep(0.02)
                pid = supervisor.pid
                assert pid is not None
                os.kill(pid, signal.SIGKILL)
                while supervisor.pid in (pid, None):  # noqa: ASYNC110 - another process changes it
                    await asyncio.sleep(0.02)
            while (order := await the_order(application, user, book_id)).state == "running":
                assert time.monotonic() < end, order
                await asyncio.sleep(0.1)
            assert supervisor.restarts == 2
    paid = len(simulator.state.bills)
    assert (order.state, order.done + order.failed) == ("done", order.total)
    # The ledger never says less than was charged, and no picture was charged for twice.
    assert order.spent_micros >= paid * PRICE
    assert paid <= order.total
    if idempotent:
        assert (order.done, order.spent_micros) == (order.total, order.total * PRICE)
    else:
        # Those under way at the two kills are lost at most: two at a time.
        assert order.failed <= 4
        assert order.spent_micros <= order.total * PRICE
