"""A real book with real children and no network: what the reader needs next is painted first."""

from __future__ import annotations

import asyncio
import itertools
import socket
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from bookreader import pipeline
from bookreader.extraction import service as extraction
from bookreader.illustration import service as illustration
from bookreader.illustration.models import READY, Picture
from bookreader.jobs import tasks
from bookreader.library import service as library
from bookreader.ports.context import TaskContext
from tests.bookreader.webapp import MovableClock, served

READING = 5  # a chapter in the middle: before it lies as much as after it
NEAR = {READING, READING + 1}
START = MovableClock().moment


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever calls somebody, even on this machine, fails."""

    def refuse(_self: socket.socket, address: Any) -> None:
        raise AssertionError(f"asked for {address}")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)


@pytest.mark.slow
@pytest.mark.usefixtures("no_network")
async def test_the_chapter_being_read_and_the_next_are_sketched_before_all_others(
    tmp_path: Path, shared: Path
) -> None:
    data = (shared / "corpus" / "books" / "made_gogol_taras_bulba.epub").read_bytes()
    ticks = itertools.count()
    (tmp_path / "data").mkdir()
    async with served(tmp_path / "data", cpu_slots=2) as browser:
        await browser.open_account()
        browser.app.state.context = context = replace(
            browser.context, clock=lambda: START + timedelta(milliseconds=next(ticks))
        )
        answer = await browser.upload(data, "made_gogol_taras_bulba.epub")
        book_id = UUID(answer.json()["book"]["id"])
        async with context.database.write() as session:
            await library.note_reading(
                session, book_id, chapter=READING, progress=0.4, now=context.clock()
            )
        work = asyncio.create_task(run(context))
        ready: list[tuple[int, Picture]] = []
        # Until one is there that the reader does not need next.
        while {number for number, _ in ready} <= NEAR and not work.done():
            await asyncio.sleep(0.05)
            ready = await ready_of(context, book_id)
        work.cancel()
        async with context.database.read() as session:
            near = [
                one
                for one in await extraction.for_book(session, book_id, "normal")
                if one.chapter_number in NEAR
            ]
            pictures = await illustration.shown(session, [one.id for one in near])
    assert {one.chapter_number for one in near} == NEAR
    assert len(near) >= 4
    assert {one.state for one in pictures.values()} == {READY}
    assert all(one.sha256 and one.provider == "sketch" for one in pictures.values())
    # None of the others came before them, and the first of those is of the chapter after them.
    chapters = [number for number, _ in ready]
    assert set(chapters[: len(near)]) == NEAR
    assert set(chapters[len(near) :]) == {READING + 2}


async def run(context: TaskContext) -> None:
    while await tasks.run(context, pipeline.STAGES):
        pass


async def ready_of(context: TaskContext, book_id: UUID) -> list[tuple[int, Picture]]:
    """The pictures that are there, with their chapters, in the order they were painted."""
    async with context.database.read() as session:
        found = {one.id: one for one in await extraction.for_book(session, book_id)}
        pictures = await illustration.shown(session, list(found))
    painted = [(found[d].chapter_number, p) for d, p in pictures.items() if p.state == READY]
    return sorted(painted, key=lambda one: one[1].painted_at or START)
