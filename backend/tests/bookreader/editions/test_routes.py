"""Illustrated editions: made of what the reader may see, kept a week, taken up after a stop."""

from __future__ import annotations

import asyncio
import io
import os
import re
import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from PIL import Image
from sqlalchemy import func, select

from bookcore.errors import BookError
from bookreader import pipeline
from bookreader.editions.models import Edition
from bookreader.illustration import service as illustration
from bookreader.jobs import repository as job_rows
from bookreader.jobs import service as jobs
from bookreader.ports.painter import PainterRefused, SketchRequest, SketchResult
from tests.bookreader.novel import ANNA, NYURA, SEMYON, SNOW, TEXTS, YARD, Novel, opened_novel


@pytest.fixture
async def novel(tmp_path: Path, database_url: str) -> AsyncIterator[Novel]:
    """The novel, none of its pictures in the store, with a painter of real pictures."""
    async with opened_novel(tmp_path / "data", database_url) as made:
        for picture in await pictures(made):
            await made.browser.context.blobs.delete(picture)
        made.painter.painted.clear()

        async def generate(request: SketchRequest) -> SketchResult:
            if made.painter.before is not None:
                await made.painter.before()
            made.painter.painted.append(request)
            out = io.BytesIO()
            Image.new("RGB", (1152, 768), f"#{request.scene.seed % 0xFFFFFF:06x}").save(out, "WEBP")
            return SketchResult(out.getvalue(), "image/webp", 1152, 768)

        made.painter.generate = generate  # type: ignore[method-assign]  # the fake paints text
        yield made


async def pictures(novel: Novel) -> list[str]:
    """The blobs of all pictures."""
    ids = [d.id for d in (await novel.described()).values()]
    async with novel.browser.context.database.read() as session:
        found = await illustration.shown(session, ids)
    return [one.sha256 for one in found.values() if one.sha256]


async def ask(novel: Novel, **wanted: str) -> Any:
    answer = await novel.ask("POST", "/editions", json=wanted)
    assert answer.status_code == 202, answer.text
    return answer.json()


async def known(novel: Novel) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await novel.get("/editions"))["items"]
    return found


async def opened(novel: Novel, edition: dict[str, Any]) -> zipfile.ZipFile:
    answer = await novel.ask("GET", f"/editions/{edition['id']}/file")
    assert answer.status_code == 200, answer.text
    return zipfile.ZipFile(io.BytesIO(answer.content))


async def captions(novel: Novel, edition: dict[str, Any]) -> list[str]:
    """The words under the plates of an edition, in reading order."""
    with await opened(novel, edition) as archive:
        pages = [archive.read(n).decode() for n in sorted(archive.namelist()) if "text/c0" in n]
        plates = [name for name in archive.namelist() if "/plates/" in name]
    found = re.findall(r'<figcaption><span class="quote">([^<]*)</span>', "".join(pages))
    assert len(plates) == len(found)
    return found


async def test_an_edition_shows_what_was_met_and_nothing_ahead(novel: Novel) -> None:
    await novel.read_to(0, TEXTS[0].index(ANNA) + 1)
    asked = await ask(novel, pictures="met")
    assert (asked["state"], asked["size"], asked["size_bytes"]) == ("waiting", "screen", None)
    early = await novel.ask("GET", f"/editions/{asked['id']}/file")
    assert (early.status_code, early.json()["code"]) == (409, "edition_not_ready")
    await novel.work()
    [made] = await known(novel)
    assert (made["id"], made["state"], made["done"], made["plates"]) == (asked["id"], "ready", 1, 1)
    assert await captions(novel, made) == [ANNA]
    # Nothing ahead was even painted.
    assert len(novel.painter.painted) == 1
    with await opened(novel, made) as archive:
        assert archive.read("mimetype") == b"application/epub+zip"
        text = "".join(archive.read(n).decode() for n in archive.namelist() if "text/c0" in n)
        for passage in (SNOW, SEMYON, NYURA):
            assert text.count(passage) == 1  # the author's text is whole
        assert text.count(ANNA) == 3  # under its picture and instead of it


async def test_the_file_is_saved_under_the_books_name(novel: Novel) -> None:
    await novel.read_to(0)
    await ask(novel)
    await novel.work()
    [made] = await known(novel)
    assert made["filename"] == "Анна Мария Ёлкина - Зимняя Дорога (с картинками).epub"
    answer = await novel.ask("GET", f"/editions/{made['id']}/file")
    assert answer.headers["content-type"] == "application/epub+zip"
    assert answer.headers["cache-control"] == "private, no-store"
    assert int(answer.headers["content-length"]) == made["size_bytes"] == len(answer.content)
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith("attachment; ")
    assert "filename*=UTF-8''%D0%90%D0%BD%D0%BD%D0%B0%20" in disposition


@pytest.mark.parametrize(("size", "width"), [("e-ink", 800), ("pocket", 600)])
async def test_pictures_for_e_ink_are_small_and_grey(novel: Novel, size: str, width: int) -> None:
    await novel.read_to(0)
    await ask(novel, size=size)
    await novel.work()
    [made] = await known(novel)
    with await opened(novel, made) as archive:
        data = archive.read("EPUB/plates/p0001.jpg")
    with Image.open(io.BytesIO(data)) as image:
        assert (image.mode, image.width) == ("L", width)
    assert (await novel.ask("POST", "/editions", json={"size": "wall"})).status_code == 422


async def test_pictures_ahead_need_the_end_or_the_readers_leave(novel: Novel) -> None:
    await novel.read_to(0)
    refused = await novel.ask("POST", "/editions", json={"pictures": "all"})
    assert (refused.status_code, refused.json()["code"]) == (409, "pictures_ahead")
    assert await novel.get("/editions") == {"items": [], "all_allowed": False}
    await novel.lift(lifted=True)
    assert (await novel.get("/editions"))["all_allowed"]
    # "Up to my page" stays up to the page, whatever may be seen.
    met = await ask(novel, pictures="met")
    await novel.work()
    assert await captions(novel, met) == [ANNA, SNOW]
    whole = await ask(novel, pictures="all")
    # What was asked for while it was allowed is made, and nothing more is allowed afterwards.
    await novel.lift(lifted=False)
    await novel.work()
    assert await captions(novel, whole) == [ANNA, SNOW, SEMYON, NYURA]
    assert not (await novel.get("/editions"))["all_allowed"]
    await novel.read_to(2, len(TEXTS[2]) - 1)
    assert not (await novel.get("/editions"))["all_allowed"]
    await novel.read_to(2)
    assert (await novel.get("/editions"))["all_allowed"]


async def test_pages_read_after_asking_are_not_in_it(novel: Novel) -> None:
    await novel.read_to(0)
    asked = await ask(novel)
    await novel.read_to(2)
    await novel.work()
    assert await captions(novel, asked) == [ANNA, SNOW]


@pytest.mark.parametrize(("marks", "words"), [("few", [ANNA]), ("many", [ANNA, SNOW])])
async def test_the_marks_setting_says_which(novel: Novel, marks: str, words: list[str]) -> None:
    await novel.ask("PUT", "/marks", json={"marks": marks})
    await novel.work()
    await novel.read_to(0)
    asked = await ask(novel)
    await novel.work()
    assert await captions(novel, asked) == words


async def test_a_book_without_met_pictures_is_given_back_all_the_same(novel: Novel) -> None:
    asked = await ask(novel)
    await novel.work()
    [made] = await known(novel)
    assert (made["state"], made["plates"]) == ("ready", 0)
    assert await captions(novel, asked) == []


async def test_one_at_a_time_and_five_in_all(novel: Novel) -> None:
    await novel.read_to(0)
    first = await ask(novel)
    assert (await ask(novel, size="e-ink"))["id"] == first["id"]
    ids = []
    for _ in range(7):
        ids.append((await ask(novel))["id"])
        await novel.work()
    assert [one["id"] for one in await known(novel)] == ids[:1:-1]
    assert {one["state"] for one in await known(novel)} == {"ready"}


async def test_two_asking_at_once_get_the_same(novel: Novel) -> None:
    await novel.read_to(0)
    asked = await asyncio.gather(*(ask(novel) for _ in range(4)))
    assert len({one["id"] for one in asked}) == 1


async def test_a_stranger_finds_nothing(novel: Novel) -> None:
    await novel.read_to(0)
    asked = await ask(novel)
    await novel.work()
    other = await novel.stranger()
    path = f"/api/books/{novel.id}/editions"
    for method, rest in (
        ("GET", ""), ("POST", ""), ("GET", f"/{asked['id']}/file"), ("DELETE", f"/{asked['id']}"),
    ):  # fmt: skip
        more = {"json": {}} if method == "POST" else {}
        answer = await other.ask(method, path + rest, **more)
        assert (answer.status_code, answer.json()["code"]) == (404, "book_not_found")
    for method, rest in (("GET", "/file"), ("DELETE", "")):
        answer = await novel.ask(method, f"/editions/{uuid4()}{rest}")
        assert (answer.status_code, answer.json()["code"]) == (404, "edition_not_found")


async def test_an_edition_belongs_to_its_book_alone(novel: Novel) -> None:
    await novel.read_to(0)
    asked = await ask(novel)
    added = await novel.browser.ask("POST", "/api/books/sample", json={"language": "ru"})
    path = f"/api/books/{added.json()['book']['id']}/editions/{asked['id']}"
    assert (await novel.browser.ask("GET", f"{path}/file")).status_code == 404
    assert (await novel.browser.ask("DELETE", path)).status_code == 404
    unread = await novel.browser.ask("POST", path.rsplit("/", 1)[0], json={})
    assert unread.json()["code"] == "book_not_readable"


async def test_what_was_painted_before_a_stop_stays_painted(novel: Novel) -> None:
    await novel.read_to(2)
    asked = await ask(novel)
    halted = asyncio.Event()

    async def halt() -> None:
        if len(novel.painter.painted) == 2:
            halted.set()
            await asyncio.sleep(60)

    novel.painter.before = halt
    work = asyncio.create_task(novel.work())
    await halted.wait()
    [half] = await known(novel)
    assert (half["state"], half["done"], half["plates"]) == ("painting", 2, 4)
    work.cancel()
    await asyncio.wait([work])
    assert [one["state"] for one in await known(novel)] == ["painting"]
    novel.painter.before = None
    await novel.work()
    assert len(novel.painter.painted) == 4
    assert await captions(novel, asked) == [ANNA, SNOW, SEMYON, NYURA]


async def test_a_worker_that_died_while_printing_is_followed_by_another(novel: Novel) -> None:
    await novel.read_to(0)
    asked = await ask(novel)
    halted = asyncio.Event()

    async def halt(request: dict[str, Any]) -> None:
        if request["op"] == "edition":
            halted.set()
            await asyncio.sleep(60)

    novel.cpu.before = halt
    dead = asyncio.create_task(novel.work())
    await halted.wait()
    assert [(one["state"], one["done"]) for one in await known(novel)] == [("making", 0)]
    async with novel.browser.context.database.write() as session:
        assert await jobs.expire_leases(session, novel.browser.context.clock) == 1
    novel.cpu.before = None
    await novel.work()
    assert await captions(novel, asked) == [ANNA, SNOW]
    dead.cancel()
    await asyncio.wait([dead])
    assert [one["state"] for one in await known(novel)] == ["ready"]


async def test_removing_stops_the_work(novel: Novel) -> None:
    await novel.read_to(0)
    asked = await ask(novel)
    removed: list[int] = []

    async def remove() -> None:
        answer = await novel.ask("DELETE", f"/editions/{asked['id']}")
        removed.append(answer.status_code)

    novel.painter.before = remove
    await novel.work()
    assert removed == [204]
    assert await known(novel) == []
    assert novel.cpu.asked["edition"] == 0
    async with novel.browser.context.database.read() as session:
        latest = await jobs.latest_for(session, "edition", [UUID(asked["id"])])
    assert latest[UUID(asked["id"])].status == "cancelled"
    # The way is free for another.
    novel.painter.before = None
    assert (await ask(novel))["id"] != asked["id"]


async def test_a_failure_is_told_and_the_next_try_takes_its_place(novel: Novel) -> None:
    await novel.read_to(0)
    await ask(novel)

    async def fail(request: dict[str, Any]) -> None:
        if request["op"] == "edition":
            raise BookError("nonsense", "It cannot be printed.")

    novel.cpu.before = fail
    await novel.work()
    [failed] = await known(novel)
    assert failed["state"] == "failed"
    assert failed["error"] == {"code": "nonsense", "message": "It cannot be printed."}
    novel.cpu.before = None
    await ask(novel)
    await novel.work()
    assert [one["state"] for one in await known(novel)] == ["ready"]


async def test_a_picture_that_is_refused_is_left_out(novel: Novel) -> None:
    await novel.read_to(0)
    paint = novel.painter.generate

    async def refuse_first(request: SketchRequest) -> SketchResult:
        novel.painter.generate = paint  # type: ignore[method-assign]  # one refusal
        raise PainterRefused("no")

    novel.painter.generate = refuse_first  # type: ignore[method-assign]  # one refusal
    asked = await ask(novel)
    await novel.work()
    assert await captions(novel, asked) == [SNOW]


async def test_open_pages_are_told(novel: Novel) -> None:
    await novel.read_to(0)
    asked = await ask(novel)
    await novel.work()
    me = UUID((await novel.browser.ask("GET", "/api/me")).json()["id"])
    async with novel.browser.context.database.read() as session:
        events = await job_rows.events_after(session, me, 0, 1000)
    told = [e.data for e in events if e.kind == "edition"]
    assert len(told) >= 4  # asked, painting, printing, done
    assert all(one == {"edition_id": asked["id"]} for one in told)


async def rows(novel: Novel) -> int:
    async with novel.browser.context.database.read() as session:
        return int(await session.scalar(select(func.count()).select_from(Edition)) or 0)


async def test_editions_go_after_a_week_and_with_their_book(novel: Novel, tmp_path: Path) -> None:
    await novel.read_to(0)
    await ask(novel)
    await novel.work()
    context = novel.browser.context
    async with context.database.read() as session:
        [sha256] = await session.scalars(select(Edition.sha256))
    [file] = (tmp_path / "data" / "blobs").rglob(sha256)
    os.utime(file, (0, 0))
    for days, left in ((6, 1), (8, 0)):
        later = context.clock() + timedelta(days=days)
        await pipeline.tidy(replace(context, clock=lambda later=later: later))
        assert (await rows(novel), file.exists()) == (left, bool(left))
    await ask(novel)
    assert await rows(novel) == 1
    await novel.browser.ask("DELETE", f"/api/books/{novel.id}")
    assert await rows(novel) == 0
    await novel.work()


async def test_own_and_undescribed_passages(novel: Novel) -> None:
    await novel.read_to(1)
    words = "Анна вышла к нему. Анна улыбнулась"
    start = TEXTS[1].index(words)
    body = {"start": start, "end": start + len(words)}
    await novel.ask("POST", "/chapters/c1/descriptions", json=body)
    asked = await ask(novel)
    await novel.work()
    assert await captions(novel, asked) == [ANNA, SNOW, SEMYON, words]
    assert YARD not in await captions(novel, asked)
