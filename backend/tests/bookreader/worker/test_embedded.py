"""The real embedded worker on its own queue folder: killed in the middle, it finishes alone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from bookreader import migrations
from bookreader.accounts.models import User
from bookreader.jobs.models import DONE
from bookreader.library import service as library
from bookreader.library.models import Book
from bookreader.settings import Settings
from bookreader.wiring import Application, build
from bookreader.worker.supervisor import Supervisor

PLACES = (
    "Старый дом стоял на краю тёмного елового леса; крыша его провалилась, а окна чернели.",
    "Над замёрзшей рекой висела жёлтая луна, и снег на берегах блестел, как битое стекло.",
    "Высокая седая старуха в чёрном платке сидела у печи, сложив на коленях сухие руки.",
)


def book_bytes(chapters: int) -> bytes:
    """A novel of our own, with something to see in every chapter."""
    sections = "".join(
        f"<section><title><p>Глава {n}</p></title>"
        + "".join(f"<p>{place} Так было в {n} году, {m} раз.</p>" for m, place in enumerate(PLACES))
        + "</section>"
        for n in range(1, chapters + 1)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description><title-info>'
        "<genre>prose</genre><author><last-name>Мы</last-name></author>"
        "<book-title>Дом у реки</book-title><lang>ru</lang></title-info></description>"
        f"<body>{sections}</body></FictionBook>"
    ).encode()


@asynccontextmanager
async def server(data_dir: Path) -> AsyncIterator[tuple[Application, Supervisor]]:
    """What `serve` starts, without the web."""
    settings = Settings.model_validate(
        {"data_dir": data_dir, "job_lease_seconds": 6, "sweep_seconds": 1, "cpu_slots": 1}
    )
    await asyncio.to_thread(data_dir.mkdir)
    await migrations.upgrade(settings.resolved_database_url)
    application = build(settings)
    supervisor = Supervisor(settings)
    await supervisor.start()
    try:
        yield application, supervisor
    finally:
        await supervisor.stop()
        await application.close()


async def upload(application: Application, data: bytes) -> tuple[UUID, UUID]:
    context = application.context
    async with context.database.write() as session:
        user = User(
            name="Анна", name_key="анна", password_hash="x", is_admin=True, is_active=True,
            language="ru", preferences={}, created_at=context.clock(),
        )  # fmt: skip
        session.add(user)
        await session.flush()

    async def body() -> AsyncIterator[bytes]:
        yield data

    book, _ = await library.add_book(context, user.id, "dom.fb2", body(), 10**8)
    return user.id, book.id


async def counts(application: Application) -> dict[str, Any]:
    """How much there is of everything, and how much of it is distinct."""
    queries = {
        "chapters": "SELECT count(*) FROM book_chapters",
        "described": "SELECT count(*) FROM described_chapters",
        "descriptions": "SELECT count(*) FROM descriptions",
        "shown": "SELECT count(*) FROM descriptions WHERE level <> 'many'",
        "places": 'SELECT count(DISTINCT chapter_number || "/" || start) FROM descriptions',
        "pictures": "SELECT count(*) FROM pictures WHERE state = 'ready'",
        "unpainted": "SELECT count(*) FROM pictures WHERE state <> 'ready'",
    }
    async with application.context.database.read() as session:
        return {name: await session.scalar(text(query)) for name, query in queries.items()}


async def until(
    application: Application, book_id: UUID, enough: Callable[[Book, str], bool], seconds: float
) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        async with application.context.database.read() as session:
            book = await session.get(Book, book_id)
            job = await library.latest_job(session, book_id)
        assert book is not None
        assert job is not None
        if enough(book, job.status):
            return
        assert job.status != "failed", (job.error_code, job.error_message)
        await asyncio.sleep(0.05)
    raise AssertionError(
        f"not in {seconds} s: {job.status} {job.stage} {await counts(application)}"
    )


def is_done(_book: Book, status: str) -> bool:
    return status == DONE


@pytest.mark.slow
async def test_killed_in_the_middle_of_a_book_it_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    data = book_bytes(7)
    async with server(tmp_path / "calm") as (application, _):
        _, book_id = await upload(application, data)
        await until(application, book_id, is_done, 90)
        calm = await counts(application)
    assert calm["descriptions"] == calm["places"] >= calm["shown"] == calm["pictures"] > 8
    assert calm["described"] == calm["chapters"]

    async with server(tmp_path / "rough") as (application, supervisor):
        _, book_id = await upload(application, data)
        moments: list[Callable[[Book, str], bool]] = [
            lambda book, _: book.described_chapters >= 2,
            lambda book, _: book.pictures_ready >= 5,
        ]
        for moment in moments:
            await until(application, book_id, moment, 60)
            pid = supervisor.pid
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
            while supervisor.pid in (pid, None):  # noqa: ASYNC110 - another process changes it
                await asyncio.sleep(0.02)
        begin = time.monotonic()
        await until(application, book_id, is_done, 90)
        assert supervisor.restarts == 2
        assert await counts(application) == calm
    print(f"finished {time.monotonic() - begin:.1f} s after the second kill")


@pytest.mark.slow
async def test_what_an_older_version_found_is_found_anew_by_itself(tmp_path: Path) -> None:
    async with server(tmp_path / "data") as (application, _):
        _, book_id = await upload(application, book_bytes(3))
        await until(application, book_id, is_done, 90)
        before = await counts(application)
        database = application.context.database
        async with database.write() as session:
            await session.execute(text("UPDATE described_chapters SET extractor_version = '0+0/1'"))
        old = text("SELECT count(*) FROM described_chapters WHERE extractor_version = '0+0/1'")
        begin = time.monotonic()
        left = 1
        while left:
            assert time.monotonic() - begin < 60
            await asyncio.sleep(0.1)
            async with database.read() as session:
                left = int(await session.scalar(old) or 0)
        await until(application, book_id, is_done, 90)
        assert await counts(application) == before


@pytest.mark.slow
async def test_a_tap_is_answered_while_a_book_is_being_painted(tmp_path: Path) -> None:
    from bookreader.extraction import service as extraction
    from bookreader.illustration import service as illustration

    async with server(tmp_path / "data") as (application, _):
        user_id, book_id = await upload(application, book_bytes(12))
        await until(application, book_id, lambda book, _: book.pictures_ready >= 1, 60)
        context = application.context
        async with context.database.read() as session:
            last = (await extraction.for_book(session, book_id))[-1]
        begin = time.monotonic()
        picture = await illustration.ask_for(context, user_id, last)
        while picture.state != "ready":
            assert time.monotonic() - begin < 15
            await asyncio.sleep(0.05)
            async with context.database.read() as session:
                found = await illustration.get(session, book_id, picture.id)
            assert found is not None
            picture = found


@pytest.mark.slow
async def test_it_stops_quickly_and_gives_its_job_back(tmp_path: Path) -> None:
    async with server(tmp_path / "data") as (application, supervisor):
        _, book_id = await upload(application, book_bytes(12))
        await until(application, book_id, lambda book, _: book.described_chapters >= 1, 60)
        begin = time.monotonic()
        await supervisor.stop()
        assert time.monotonic() - begin < 8
        assert supervisor.status() == "stopped"
        async with application.context.database.read() as session:
            job = await library.latest_job(session, book_id)
        assert job is not None
        assert (job.status, job.lease_until) == ("queued", None)


PARENT = """
import asyncio, sys
from bookreader.settings import Settings
from bookreader.worker.supervisor import Supervisor
async def main():
    supervisor = Supervisor(Settings.model_validate({"data_dir": sys.argv[1]}))
    await supervisor.start()
    while supervisor.pid is None:
        await asyncio.sleep(0.05)
    print(supervisor.pid, flush=True)
    await asyncio.sleep(60)
asyncio.run(main())
"""


@pytest.mark.slow
async def test_it_dies_with_its_parent(tmp_path: Path) -> None:
    settings = Settings.model_validate({"data_dir": tmp_path})
    await migrations.upgrade(settings.resolved_database_url)
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PARENT, str(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert parent.stdout is not None
    pid = int(await parent.stdout.readline())
    await asyncio.sleep(1)
    parent.kill()
    await parent.wait()
    end = time.monotonic() + 15
    while _alive(pid):
        assert time.monotonic() < end, "the worker outlived its parent"
        await asyncio.sleep(0.1)


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
