"""The cast is built once of what was searched, follows the reader's word, and fills the scenes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bookcore.errors import BookError
from bookreader import pipeline
from bookreader.cast import repository, service
from bookreader.extraction import service as extraction
from bookreader.jobs import tasks
from tests.bookreader.novel import ANNA, LEVELS, NYURA, SEMYON, TEXTS, Novel, opened_novel

EVERYTHING = (2**31, 0)
# Long enough for the third chapter not to be near the first.
LONG = tuple(text + " Дождь шёл." * 200 for text in TEXTS)


@pytest.fixture
async def novel(tmp_path: Path, database_url: str) -> AsyncIterator[Novel]:
    async with opened_novel(tmp_path / "data", database_url) as made:
        yield made


async def names(novel: Novel) -> set[str]:
    async with novel.browser.context.database.read() as session:
        known = await service.known(session, novel.id, EVERYTHING)
    return {one.name for one in known.entities.values()}


async def newer_finder(novel: Novel, version: str = "newer") -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bookreader.extraction.tasks.EXTRACTOR_VERSION", version)
        await novel.start_again()


def test_the_cast_comes_after_each_search_and_before_the_pictures() -> None:
    order = [stage.name for stage in pipeline.STAGES["book"]]
    assert order[order.index("describe_near") :] == [
        "describe_near", "cast_near", "illustrate_near",
        "describe_rest", "cast_rest", "illustrate_rest", "word_rest", "look_again", "follow_again",
    ]  # fmt: skip


async def test_nothing_is_built_twice(novel: Novel) -> None:
    assert await names(novel) == {"Анна Ельцова", "Пётр Громов", "Семён Лаптев", "Нюра Светлова"}
    assert novel.cpu.asked["cast"] == 1
    await novel.start_again()
    assert novel.cpu.asked["cast"] == 1


async def test_a_cast_of_the_near_chapters_is_there_before_the_others_are_searched(
    tmp_path: Path, database_url: str
) -> None:
    seen: list[set[str]] = []
    async with opened_novel(tmp_path / "data", database_url, LONG) as novel:

        async def look(request: dict[str, Any]) -> None:
            if request["op"] == "describe":
                seen.append(await names(novel))

        novel.cpu.before = look
        await newer_finder(novel)
        # The third chapter is searched when the first two are cast anew.
        assert "Семён Лаптев" in seen[2]
        assert len(seen) == 3


async def test_scenes_show_people_as_they_were_described_so_far(novel: Novel) -> None:
    rows = await novel.described()
    assert rows[NYURA].found_scene["people"] == [{"sex": "female"}]
    assert rows[SEMYON].scene["people"][0]["age"] == "old"
    assert rows[SEMYON].scene_hash == extraction.scene_hash(rows[SEMYON].scene)
    assert rows[ANNA].scene["people"][0]["hair"].startswith("#")
    painted = {d.scene.people[0].hair for d in novel.painter.painted if d.scene.people}
    assert rows[ANNA].scene["people"][0]["hair"] in painted


async def test_a_book_that_breaks_the_cast_is_read_all_the_same(
    novel: Novel, caplog: pytest.LogCaptureFixture
) -> None:
    async def die(request: dict[str, Any]) -> None:
        if request["op"] == "cast":
            raise BookError("parser_died", "out of memory")

    novel.cpu.before = die
    await newer_finder(novel)
    assert await names(novel) == set()
    assert (await novel.get(""))["state"]["stage"] == "ready"
    assert set(await novel.described()) == set(LEVELS)
    asked = novel.cpu.asked["cast"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bookreader.extraction.tasks.EXTRACTOR_VERSION", "newer")
        await novel.start_again()
    assert novel.cpu.asked["cast"] == asked, "what broke it once would break it again"


async def test_a_correction_during_the_last_picture_is_followed(
    tmp_path: Path, database_url: str
) -> None:
    async with opened_novel(tmp_path / "data", database_url, LONG) as novel:
        await novel.read_to(2)
        anna = (await novel.described())[ANNA]
        await novel.read_to(0)
        painted = len(novel.painter.painted)

        async def dismiss() -> None:
            if len(novel.painter.painted) == painted + 3:
                await novel.ask("POST", f"/descriptions/{anna.id}/dismissal")

        novel.painter.before = dismiss
        novel.painter.version = "painter-2"
        await novel.ask("POST", "/retry")
        assert await tasks.run(novel.browser.context, pipeline.STAGES)
        assert len(novel.painter.painted) == painted + 4
        async with novel.browser.context.database.read() as session:
            known = await service.known(session, novel.id, EVERYTHING)
    anna_id = next(e.id for e in known.entities.values() if e.name == "Анна Ельцова")
    assert [t for t in known.traits if t.entity == anna_id] == []


async def test_a_cast_of_another_version_waits_for_its_turn(novel: Novel) -> None:
    async with novel.browser.context.database.write() as session:
        row = await repository.get(session, novel.id)
        assert row is not None
        row.document = {**row.document, "version": "0"}
    await novel.read_to(2)
    assert (await novel.get("/entities"))["items"] == []
    assert (await novel.get(f"/descriptions/{(await novel.described())[ANNA].id}"))[
        "entities"
    ] == []
