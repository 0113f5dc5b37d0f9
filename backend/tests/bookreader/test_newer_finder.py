"""A newer finder takes away what it does not find, and no picture that was paid for or chosen."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from bookreader.drawing import service as drawing
from bookreader.extraction import tasks as extraction_tasks
from bookreader.illustration import service as illustration
from bookreader.illustration.models import READY, Picture
from bookreader.library import service as library
from bookreader.library.models import Book
from bookreader.ports.context import TaskContext
from tests.bookreader.books import parsed_book, two_descriptions
from tests.bookreader.conftest import Hands
from tests.bookreader.fakes import FakeCpu
from tests.bookreader.makers import Drawable, drawable


@pytest.fixture
async def shop(context: TaskContext, user_id: UUID, hands: Hands) -> Drawable:
    return await drawable(context, user_id, hands)


async def read_anew(shop: Drawable, monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    monkeypatch.setattr(extraction_tasks, "EXTRACTOR_VERSION", version)
    async with shop.context.database.write() as session:
        book = await session.get(Book, shop.book.id)
        assert book is not None
        await library.work_on(shop.context, session, book)
    await shop.work(2)


async def the_picture(shop: Drawable, picture_id: UUID) -> Picture | None:
    async with shop.context.database.read() as session:
        return await illustration.by_id(session, picture_id)


def cpu_of(shop: Drawable) -> FakeCpu:
    assert isinstance(shop.context.cpu, FakeCpu)
    return shop.context.cpu


async def test_paid_and_chosen_pictures_stay_and_sketches_go(
    shop: Drawable, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid_for, chosen, *_ = await shop.descriptions()
    paid = await drawing.plan_drawing(
        shop.context, shop.user, shop.book, paid_for, shop.provider.id.hex
    )
    async with shop.context.database.write() as session:
        [sketch] = await illustration.versions(session, chosen.id)
        await illustration.choose(session, sketch, shop.context.clock())
    await shop.work(1)
    cpu_of(shop).found = lambda _chapter: []
    await read_anew(shop, monkeypatch, "newer")
    left = await shop.descriptions()
    assert [(d.id, d.start, d.end, d.standing) for d in left] == [
        (d.id, d.start, d.end, "found") for d in (paid_for, chosen)
    ]
    async with shop.context.database.read() as session:
        shown = await illustration.shown(session, [paid_for.id, chosen.id])
    assert shown[paid_for.id].id == paid.id
    assert (shown[paid_for.id].state, shown[chosen.id].id) == (READY, sketch.id)
    # It stays for every finder after that, until its picture is forgotten.
    await read_anew(shop, monkeypatch, "newest")
    assert len(await shop.descriptions()) == 2
    async with shop.context.database.write() as session:
        await illustration.remove(session, shop.book.id, [paid.id])
    await read_anew(shop, monkeypatch, "last")
    assert [d.id for d in await shop.descriptions()] == [chosen.id]
    # And one that is found again is the same as before.
    cpu_of(shop).found = two_descriptions
    await read_anew(shop, monkeypatch, "better")
    assert chosen.id in {d.id for d in await shop.descriptions()}
    assert len(await shop.descriptions()) == 12


async def test_in_another_text_a_paid_picture_goes_to_what_says_the_same(
    shop: Drawable, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid_for, *_ = await shop.descriptions()
    paid = await drawing.plan_drawing(
        shop.context, shop.user, shop.book, paid_for, shop.provider.id.hex
    )
    await shop.work(1)

    def moved(chapter: dict[str, Any]) -> list[dict[str, Any]]:
        first, _ = two_descriptions(chapter)
        hall = {"kind": "location", "season": "summer", "seed": 0}
        return [
            {**first, "start": 0, "end": 8, "scene": hall},
            {**first, "start": 60, "end": 80, "scene": {**first["scene"], "seed": 7}},
        ]

    cpu_of(shop).found = moved
    async with shop.context.database.write() as session:
        book = await session.get(Book, shop.book.id)
        assert book is not None
        book.normaliser_version = 0
    cpu_of(shop).parsed = {**parsed_book(), "normaliser_version": 0}
    await read_anew(shop, monkeypatch, "newer")
    picture = await the_picture(shop, paid.id)
    assert picture is not None
    assert picture.state == READY
    [now] = [d for d in await shop.descriptions() if d.id == picture.description_id]
    assert (now.chapter_number, now.start, now.end) == (paid_for.chapter_number, 60, 80)
