"""Sketches follow the bible: those that it paints otherwise are painted anew, and no others."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bookcore.bible import Bible, Look
from bookreader.bible import service as bibles
from bookreader.cast import service as casts
from bookreader.illustration import service as illustration
from bookreader.illustration.models import Picture
from tests.bookreader.novel import ANNA, Novel, opened_novel


@pytest.fixture
async def novel(tmp_path: Path, database_url: str) -> AsyncIterator[Novel]:
    async with opened_novel(tmp_path / "data", database_url) as opened:
        yield opened


async def sketches(novel: Novel) -> dict[str, Picture]:
    """The shown pictures by the words they are of."""
    described = await novel.described()
    async with novel.browser.context.database.read() as session:
        shown = await illustration.shown(session, [d.id for d in described.values()])
    return {words: shown[d.id] for words, d in described.items() if d.id in shown}


async def save(novel: Novel, change: Bible) -> None:
    context = novel.browser.context
    async with context.database.write() as session:
        _, version = await bibles.stored(session, novel.id)
        await bibles.save(context, session, novel.id, change, "", version)


async def bible(novel: Novel) -> Bible:
    async with novel.browser.context.database.read() as session:
        return (await bibles.current(session, novel.id))[0]


async def test_an_approved_look_repaints_only_whom_it_is_about(novel: Novel) -> None:
    before = await sketches(novel)
    painted = len(novel.painter.painted)
    async with novel.browser.context.database.read() as session:
        whole = await casts.whole(session, novel.id)
    anna = next(one for one in whole.cast.entities if one.name == "Анна Ельцова")
    look = Look(None, {"garment": "fur_coat", "colour": "white"}, "", approved=True)
    await save(novel, replace(await bible(novel), looks={anna.key: (look,)}))
    await novel.work()
    after = await sketches(novel)
    assert {w for w in after if after[w].sha256 != before[w].sha256} == {ANNA}
    (person,) = novel.painter.painted[-1].scene.people
    assert person.garment == "fur_coat"
    assert len(novel.painter.painted) == painted + 1
    # Nothing turns in a circle: another look at the book paints nothing.
    await novel.start_again()
    assert len(novel.painter.painted) == painted + 1


async def test_a_palette_repaints_all_and_words_for_models_repaint_nothing(novel: Novel) -> None:
    count = len(await sketches(novel))
    painted = len(novel.painter.painted)
    await save(novel, replace(await bible(novel), style_words="in the manner of an old map"))
    await novel.start_again()
    assert len(novel.painter.painted) == painted
    await save(novel, replace(await bible(novel), palette=("#14213d",)))
    await novel.start_again()
    assert len(novel.painter.painted) == painted + count
    assert all("#14213d" in one.scene.palette for one in novel.painter.painted[painted:])
    await save(novel, replace(await bible(novel), palette=()))
    await novel.start_again()
    assert len(novel.painter.painted) == painted + 2 * count
    await novel.start_again()
    assert len(novel.painter.painted) == painted + 2 * count


async def test_a_sketch_is_shown_as_it_was_until_the_new_one_is_there(novel: Novel) -> None:
    before = await sketches(novel)
    await save(novel, replace(await bible(novel), palette=("#14213d",)))
    seen: list[bool] = []

    async def look() -> None:
        shown = await sketches(novel)
        seen.append(all(one.state == "ready" and one.sha256 for one in shown.values()))

    novel.painter.before = look
    await novel.start_again()
    assert len(seen) == len(before)
    assert all(seen)


async def test_a_bible_saved_while_the_book_is_at_work_is_followed_in_the_same_job(
    novel: Novel,
) -> None:
    count = len(await sketches(novel))
    painted = len(novel.painter.painted)
    changes = [("#14213d",), ("#aa3311",)]

    async def change() -> None:
        if changes:
            await save(novel, replace(await bible(novel), palette=changes.pop()))

    # Once while the first sketch is painted again, and once while the sketch of that is.
    await save(novel, replace(await bible(novel), palette=("#ffffff",)))
    novel.painter.before = change
    await novel.work()
    assert not changes
    assert {one.made["bible_version"] for one in (await sketches(novel)).values()} == {3}
    assert len(novel.painter.painted) > painted + count
    for one in (await sketches(novel)).values():
        assert one.made["scene"]["palette"] == ["#14213d"]
