"""The marks setting, dismissals and drawn passages: remembered, and never beyond the reader."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from bookcore.errors import BookError
from bookreader.cast.models import BookCast, EntityEdit
from bookreader.extraction import repository as extraction_rows
from bookreader.extraction.models import DescribedChapter, Description, Verdict
from bookreader.jobs import repository as job_rows
from bookreader.jobs import service as jobs
from tests.bookreader.novel import (
    ANNA,
    NYURA,
    SEMYON,
    SNOW,
    TEXTS,
    YARD,
    Novel,
    find_passages,
    found_at,
    opened_novel,
    parsed_novel,
)

OWN = "Пётр Громов остался один. Пётр Громов закрыл дверь"


@pytest.fixture
async def novel(tmp_path: Path, database_url: str) -> AsyncIterator[Novel]:
    async with opened_novel(tmp_path / "data", database_url) as made:
        yield made


async def shown(novel: Novel) -> list[str]:
    """The words of all marks, in reading order."""
    found = []
    for number, text in enumerate(TEXTS):
        for mark in (await novel.get(f"/chapters/c{number}/marks"))["marks"]:
            found.append(text[mark["start"] : mark["start"] + mark["length"]])
    return found


async def draw(novel: Novel, words: str = OWN) -> Any:
    number = next(n for n, text in enumerate(TEXTS) if words in text)
    start = TEXTS[number].index(words)
    body = {"start": start, "end": start + len(words)}
    return await novel.ask("POST", f"/chapters/c{number}/descriptions", json=body)


async def newer_finder(novel: Novel) -> None:
    """Read the book with a finder of another version."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bookreader.extraction.tasks.EXTRACTOR_VERSION", "newer")
        await novel.start_again()


async def events(novel: Novel) -> list[tuple[str, dict[str, Any]]]:
    me = UUID((await novel.browser.ask("GET", "/api/me")).json()["id"])
    async with novel.browser.context.database.read() as session:
        return [(e.kind, e.data) for e in await job_rows.events_after(session, me, 0, 1000)]


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ("few", [ANNA, SEMYON]),
        ("normal", [ANNA, SNOW, SEMYON, NYURA]),
        ("many", [ANNA, SNOW, SEMYON, YARD, NYURA]),
    ],
)
async def test_the_setting_says_what_is_shown_and_painted(
    novel: Novel, marks: str, words: list[str]
) -> None:
    assert (await novel.get(""))["marks"] == "normal"
    assert len(novel.painter.painted) == 4
    answer = await novel.ask("PUT", "/marks", json={"marks": marks})
    assert answer.json() == {"marks": marks}
    await novel.work()
    assert await shown(novel) == words
    detail = await novel.get("")
    assert detail["marks"] == marks
    counts = (detail["state"]["pictures_ready"], detail["state"]["pictures_wanted"])
    assert counts == (len(words), len(words))
    assert len(novel.painter.painted) == max(4, len(words))
    await novel.read_to(2)
    assert [i["text"] for i in (await novel.get("/gallery"))["items"]] == words


async def test_an_unknown_setting_is_refused_and_pages_hear_of_a_new_one(novel: Novel) -> None:
    assert (await novel.ask("PUT", "/marks", json={"marks": "all"})).status_code == 422
    before = len(await events(novel))
    await novel.ask("PUT", "/marks", json={"marks": "normal"})
    assert len(await events(novel)) == before
    await novel.read_to(1)
    await novel.ask("PUT", "/marks", json={"marks": "few"})
    assert ("marks", {"book_id": str(novel.id), "chapter": "c1"}) in (await events(novel))[before:]


async def test_marks_tell_their_level_only_where_the_reader_has_been(novel: Novel) -> None:
    await novel.read_to(0, TEXTS[0].index(ANNA) + 1)
    first, second = (await novel.get("/chapters/c0/marks"))["marks"]
    assert (first["level"], first["own"], first["strength"]) == ("few", False, 0.9)
    assert (second["level"], second["own"], second["id"]) == (None, False, None)


async def test_a_tap_paints_what_is_not_shown(novel: Novel) -> None:
    await novel.read_to(1)
    yard = (await novel.described())[YARD]
    asked = await novel.ask("POST", f"/descriptions/{yard.id}/picture")
    assert asked.status_code == 202
    await novel.work()
    assert (await novel.get(f"/descriptions/{yard.id}"))["picture"]["state"] == "ready"
    assert (await novel.get(""))["state"]["pictures_wanted"] == 4


async def test_a_dismissed_passage_has_no_mark_and_comes_back(novel: Novel) -> None:
    await novel.read_to(2)
    snow = (await novel.described())[SNOW]
    for _ in range(2):
        assert (await novel.ask("POST", f"/descriptions/{snow.id}/dismissal")).status_code == 204
    assert SNOW not in await shown(novel)
    assert SNOW not in [i["text"] for i in (await novel.get("/gallery"))["items"]]
    assert (await novel.get(""))["state"]["pictures_wanted"] == 3
    assert (await novel.get("/dismissals"))["items"] == [
        {
            "description_id": str(snow.id),
            "chapter": "c0",
            "chapter_title": "Глава 0",
            "start": snow.start,
            "end": snow.end,
            "text": SNOW,
        }
    ]
    for _ in range(2):
        assert (await novel.ask("DELETE", f"/descriptions/{snow.id}/dismissal")).status_code == 204
    assert SNOW in await shown(novel)
    assert (await novel.get("/dismissals"))["items"] == []


async def test_a_dismissed_passage_gives_no_traits(novel: Novel) -> None:
    await novel.read_to(2)
    anna = (await novel.described())[ANNA]
    await novel.ask("POST", f"/descriptions/{anna.id}/dismissal")
    await novel.work()
    cards = (await novel.get("/entities"))["items"]
    assert [c["traits"] for c in cards if c["name"] == "Анна Ельцова"] == [0]
    await novel.ask("DELETE", f"/descriptions/{anna.id}/dismissal")
    await novel.work()
    cards = (await novel.get("/entities"))["items"]
    assert [c["traits"] > 0 for c in cards if c["name"] == "Анна Ельцова"] == [True]


async def test_a_dismissal_holds_for_a_newer_finder_that_cuts_otherwise(novel: Novel) -> None:
    await novel.read_to(2)
    rows = await novel.described()
    await novel.ask("POST", f"/descriptions/{rows[SNOW].id}/dismissal")
    start, end = rows[SNOW].start, rows[SNOW].end

    def otherwise(chapter: dict[str, Any]) -> list[dict[str, Any]]:
        found = [f for f in find_passages(chapter) if f["text"] != SNOW]
        if chapter["id"] == "c0":
            found.append(found_at(chapter, start + 15, end - start - 15, "few"))
        return found

    novel.cpu.found = otherwise
    await newer_finder(novel)
    assert await shown(novel) == [ANNA, SEMYON, NYURA]
    [kept] = (await novel.get("/dismissals"))["items"]
    assert (kept["description_id"], kept["text"]) == (str(rows[SNOW].id), SNOW[15:])
    await novel.ask("DELETE", f"/descriptions/{rows[SNOW].id}/dismissal")
    assert SNOW[15:] in await shown(novel)


async def test_dismissals_ahead_of_the_reader_are_not_told(novel: Novel) -> None:
    await novel.lift(lifted=True)
    nyura = (await novel.described())[NYURA]
    await novel.ask("POST", f"/descriptions/{nyura.id}/dismissal")
    await novel.lift(lifted=False)
    await novel.read_to(1)
    assert (await novel.get("/dismissals"))["items"] == []
    for method in ("POST", "DELETE"):
        answer = await novel.ask(method, f"/descriptions/{nyura.id}/dismissal")
        assert (answer.status_code, answer.json()["code"]) == (404, "description_not_found")


async def test_a_drawn_passage_is_described_and_painted(novel: Novel) -> None:
    await novel.read_to(2)
    answer = await draw(novel)
    assert answer.status_code == 201, answer.text
    mark = answer.json()
    assert (mark["own"], mark["level"], mark["picture"]["state"]) == (True, "few", "painting")
    await novel.work()
    told = await novel.get(f"/descriptions/{mark['id']}")
    assert (told["caption"], told["type"], told["own"]) == ("what the reader chose", "object", True)
    assert (told["text"], told["picture"]["state"]) == (OWN, "ready")
    assert ("marks", {"book_id": str(novel.id), "chapter": "c2"}) in await events(novel)
    assert OWN in await shown(novel)
    await novel.ask("PUT", "/marks", json={"marks": "few"})
    assert await shown(novel) == [ANNA, SEMYON, OWN]
    assert OWN in [i["text"] for i in (await novel.get("/gallery"))["items"]]
    same = await draw(novel)
    assert (same.status_code, same.json()["id"]) == (200, mark["id"])


async def test_a_passage_that_breaks_the_finder_is_painted_all_the_same(novel: Novel) -> None:
    await novel.read_to(2)
    mark = (await draw(novel)).json()

    async def die(request: dict[str, Any]) -> None:
        if request["op"] == "describe":
            raise BookError("parser_died", "out of memory")

    novel.cpu.before = die
    await novel.work()
    told = await novel.get(f"/descriptions/{mark['id']}")
    assert (told["caption"], told["picture"]["state"]) == ("", "ready")


async def test_a_drawn_passage_outlives_a_newer_finder(novel: Novel) -> None:
    await novel.read_to(2)
    mark = (await draw(novel)).json()
    await novel.work()
    url = (await novel.get(f"/descriptions/{mark['id']}"))["picture"]["url"]
    novel.cpu.found = lambda _chapter: []
    await newer_finder(novel)
    assert await shown(novel) == [OWN]
    assert (await novel.get(f"/descriptions/{mark['id']}"))["picture"]["url"] == url


async def test_what_a_newer_finder_finds_under_an_own_passage_is_one_mark(novel: Novel) -> None:
    await novel.read_to(2)
    mark = (await draw(novel)).json()
    start = mark["start"]

    def same_place(chapter: dict[str, Any]) -> list[dict[str, Any]]:
        found = find_passages(chapter)
        if chapter["id"] == "c2":
            found.append(found_at(chapter, start, mark["length"] - 2, "few"))
        return found

    novel.cpu.found = same_place
    await newer_finder(novel)
    assert [w for w in await shown(novel) if w in OWN] == [OWN]
    assert (await novel.ask("DELETE", f"/descriptions/{mark['id']}")).status_code == 204
    assert [w for w in await shown(novel) if w in OWN] == [OWN[:-2]]


async def test_an_own_passage_is_removed_and_drawn_again(novel: Novel) -> None:
    await novel.read_to(2)
    mark = (await draw(novel)).json()
    refused = await novel.ask("POST", f"/descriptions/{mark['id']}/dismissal")
    assert (refused.status_code, refused.json()["code"]) == (409, "own_passage")
    assert (await novel.ask("DELETE", f"/descriptions/{mark['id']}")).status_code == 204
    assert OWN not in await shown(novel)
    async with novel.browser.context.database.read() as session:
        latest = await jobs.latest_for(session, "passage", [UUID(mark["id"])])
        assert await extraction_rows.verdicts(session, novel.id) == []
    assert [job.status for job in latest.values()] == ["cancelled"]
    assert (await novel.ask("DELETE", f"/descriptions/{mark['id']}")).status_code == 404
    assert (await draw(novel)).status_code == 201
    anna = (await novel.described())[ANNA]
    found = await novel.ask("DELETE", f"/descriptions/{anna.id}")
    assert (found.status_code, found.json()["code"]) == (409, "not_your_passage")


async def test_a_mark_that_stands_there_already_is_given_back(novel: Novel) -> None:
    await novel.read_to(2)
    anna = (await novel.described())[ANNA]
    answer = await draw(novel, ANNA[:-3])
    assert (answer.status_code, answer.json()["id"]) == (200, str(anna.id))
    assert (await draw(novel, ANNA[:30])).status_code == 201
    await novel.ask("POST", f"/descriptions/{anna.id}/dismissal")
    assert (await draw(novel, ANNA)).status_code == 201


@pytest.mark.parametrize(
    ("start", "end", "status", "code"),
    [
        (0, 19, 422, "passage_too_short"),
        (10, 10, 422, "passage_outside"),
        (30, 10, 422, "passage_outside"),
        (len(TEXTS[2]) - 30, len(TEXTS[2]) + 1, 409, "not_reached"),
        (0, 2**31, 422, "invalid_input"),
        (-1, 40, 422, "invalid_input"),
    ],
)
async def test_impossible_passages_are_refused(
    novel: Novel, start: int, end: int, status: int, code: str
) -> None:
    await novel.read_to(2)
    body = {"start": start, "end": end}
    answer = await novel.ask("POST", "/chapters/c2/descriptions", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_nothing_beyond_the_reader_can_be_drawn(novel: Novel) -> None:
    await novel.read_to(0, 60)
    for chapter, end, code in (("c0", 61, "not_reached"), ("c2", 40, "not_reached")):
        body = {"start": 0, "end": end}
        answer = await novel.ask("POST", f"/chapters/{chapter}/descriptions", json=body)
        assert (answer.status_code, answer.json()["code"]) == (409, code)
    body = {"start": 0, "end": 60}
    assert (await novel.ask("POST", "/chapters/c0/descriptions", json=body)).status_code == 201
    body = {"start": 0, "end": 30}
    assert (await novel.ask("POST", "/chapters/c9/descriptions", json=body)).status_code == 404


async def test_a_passage_too_long_to_paint_is_refused(tmp_path: Path, database_url: str) -> None:
    texts = ("Снег лежал на крышах. " * 100, "Конец.")
    async with opened_novel(tmp_path / "data", database_url, texts) as novel:
        await novel.lift(lifted=True)
        for end, status in ((1500, 201), (1501, 422)):
            body = {"start": 0, "end": end}
            answer = await novel.ask("POST", "/chapters/c0/descriptions", json=body)
            assert answer.status_code == status, answer.text
        assert answer.json()["code"] == "passage_too_long"


async def test_the_readers_word_follows_the_passage_into_another_text(
    novel: Novel, monkeypatch: pytest.MonkeyPatch
) -> None:
    await novel.read_to(2)
    await novel.ask("POST", f"/descriptions/{(await novel.described())[SNOW].id}/dismissal")
    mark = (await draw(novel)).json()
    lost = (await draw(novel, "Пётр Громов смотрел в окно")).json()
    await novel.work()
    # Another reading of the file: a title page comes first, a line is gone, spaces are otherwise.
    newer = tuple(t.replace("Пётр Громов смотрел в окно. ", "") for t in TEXTS)
    texts = ("Роман в трёх главах", *(t.replace("закрыл дверь", "закрыл  дверь") for t in newer))
    novel.cpu.parsed = parsed_novel(texts) | {"normaliser_version": 99}
    for number, chapter in enumerate(novel.cpu.parsed["chapters"]):
        chapter["id"] = f"n{number}"
    for module in ("library", "extraction"):
        monkeypatch.setattr(f"bookreader.{module}.tasks.NORMALISER_VERSION", 99)
    await novel.start_again()
    await novel.lift(lifted=True)
    found = {}
    for number, text in enumerate(texts):
        for one in (await novel.get(f"/chapters/n{number}/marks"))["marks"]:
            words = text[one["start"] : one["start"] + one["length"]]
            found[" ".join(words.split())] = (number, one["own"], one["id"])
    assert SNOW not in found
    assert found[OWN] == (3, True, mark["id"])
    assert [d["text"] for d in (await novel.get("/dismissals"))["items"]] == [SNOW]
    assert (await novel.get(f"/descriptions/{mark['id']}"))["picture"]["state"] == "ready"
    # What this text does not have rests, and stands again when a later reading has it.
    assert (await novel.ask("GET", f"/descriptions/{lost['id']}")).status_code == 404
    novel.cpu.parsed = parsed_novel() | {"normaliser_version": 100}
    for module in ("library", "extraction"):
        monkeypatch.setattr(f"bookreader.{module}.tasks.NORMALISER_VERSION", 100)
    await novel.start_again()
    again = await novel.get(f"/descriptions/{lost['id']}")
    assert (again["chapter"], again["text"]) == ("c0", "Пётр Громов смотрел в окно")


async def test_another_readers_corrections_are_not_there(novel: Novel) -> None:
    await novel.read_to(2)
    anna = (await novel.described())[ANNA].id
    own = (await draw(novel)).json()["id"]
    stranger = await novel.stranger()
    for method, path, body in (
        ("PUT", "/marks", {"marks": "few"}),
        ("GET", "/dismissals", None),
        ("POST", f"/descriptions/{anna}/dismissal", None),
        ("DELETE", f"/descriptions/{anna}/dismissal", None),
        ("POST", "/chapters/c0/descriptions", {"start": 0, "end": 40}),
        ("DELETE", f"/descriptions/{own}", None),
    ):
        answer = await stranger.ask(method, f"/api/books/{novel.id}{path}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "book_not_found"), path
    assert {ANNA, OWN} < set(await shown(novel))


async def test_a_deleted_book_takes_all_of_it_along(novel: Novel) -> None:
    await novel.read_to(2)
    await draw(novel)
    body = {"kind": "hide", "entities": [(await novel.get("/entities"))["items"][0]["id"]]}
    await novel.ask("POST", "/entities/edits", json=body)
    tables = (BookCast, EntityEdit, DescribedChapter, Description, Verdict)

    async def counted() -> list[int]:
        async with novel.browser.context.database.read() as session:
            return [
                await session.scalar(select(func.count()).select_from(table)) or 0
                for table in tables
            ]

    assert min(await counted()) > 0
    assert (await novel.ask("DELETE", "")).status_code == 204
    assert await counted() == [0] * len(tables)
