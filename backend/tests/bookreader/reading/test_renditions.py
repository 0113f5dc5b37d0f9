"""Pictures in the width and format a page asks for, behind the reader's session and place."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from bookcore.errors import BookError
from bookcore.pictures.encoding import xmp_of
from bookreader import pipeline
from bookreader.adapters.cpu_children import CpuChildren
from bookreader.adapters.painter_sketch import SketchPainter
from bookreader.settings import Settings
from tests.bookreader.novel import ANNA, NYURA, Novel, opened_novel

FOREVER = "private, max-age=31536000, immutable"


@pytest.fixture
async def novel(tmp_path: Path, database_url: str) -> AsyncIterator[Novel]:
    """The novel, its first picture painted by the real painter in a real child."""
    async with opened_novel(tmp_path / "data", database_url) as made:
        pool = CpuChildren(Settings.model_validate({"data_dir": tmp_path, "cpu_slots": 1}))
        context = made.browser.context
        made.browser.app.state.context = replace(context, cpu=pool, painter=SketchPainter(pool))
        await made.read_to(0)
        description = (await made.described())[ANNA]
        path = f"/descriptions/{description.id}/drawings"
        answer = await made.ask("POST", path, json={"maker": "sketch"})
        assert answer.status_code == 202, answer.text
        await made.work()
        yield made
        await pool.close()


async def address(novel: Novel, quote: str = ANNA) -> str:
    description = (await novel.described())[quote]
    view = await novel.get(f"/descriptions/{description.id}")
    assert view["picture"]["state"] == "ready"
    return str(view["picture"]["url"]).removeprefix(f"/api/books/{novel.id}")


@pytest.mark.parametrize(
    ("wanted", "width", "mime"),
    [
        ("", 1152, "image/webp"),
        ("&w=480", 480, "image/webp"),
        ("&w=768&f=avif", 768, "image/avif"),
        ("&w=1152", 1152, "image/webp"),
        ("&f=avif", 1152, "image/avif"),
    ],
)
async def test_a_page_gets_what_it_asks_for(
    novel: Novel, wanted: str, width: int, mime: str
) -> None:
    path = await address(novel) + wanted
    answer = await novel.ask("GET", path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == mime
    assert answer.headers["cache-control"] == FOREVER
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "vary" not in answer.headers
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.size == (width, width * 2 // 3)
        assert b"digitalsourcetype/algorithmicMedia" in xmp_of(picture)
        assert b"BookReader sketch painter" in xmp_of(picture)
    tag = answer.headers["etag"]
    again = await novel.ask("GET", path, headers={"if-none-match": f'W/"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


async def test_each_form_has_a_tag_of_its_own(novel: Novel) -> None:
    path = await address(novel)
    forms = ["", "&w=480", "&w=768", "&w=480&f=avif"]
    tags = {(await novel.ask("GET", path + form)).headers["etag"] for form in forms}
    assert len(tags) == len(forms)


@pytest.mark.parametrize("wanted", ["w=500", "w=0", "w=-480", "w=x", "w=1e9", "f=png", "f=svg"])
async def test_other_sizes_and_formats_are_refused(novel: Novel, wanted: str) -> None:
    answer = await novel.ask("GET", f"{await address(novel)}&{wanted}")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")


async def test_a_rendition_is_no_way_around_the_readers_place(novel: Novel) -> None:
    await novel.lift(lifted=True)
    ahead = await address(novel, NYURA)
    assert (await novel.ask("GET", ahead + "&w=480")).status_code == 200
    near = await address(novel)
    await novel.lift(lifted=False)
    assert (await novel.ask("GET", ahead + "&w=480")).json()["code"] == "picture_not_found"
    assert (await novel.ask("GET", near + "&w=480")).status_code == 200
    stranger = await novel.stranger()
    answer = await stranger.ask("GET", f"/api/books/{novel.id}{near}&w=480")
    assert answer.status_code == 404


async def test_where_it_cannot_be_made_smaller_the_whole_picture_comes(
    novel: Novel, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise BookError("too_slow", "the machine is asleep")

    monkeypatch.setattr("bookreader.delivery.service._asked", broken)
    answer = await novel.ask("GET", await address(novel) + "&w=480&f=avif")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
    assert Image.open(io.BytesIO(answer.content)).width == 1152


async def test_an_evicted_picture_is_painted_again_whatever_was_asked(novel: Novel) -> None:
    path = await address(novel)
    context = novel.browser.context
    moment = novel.browser.clock.moment.replace(year=2100)
    for sha256 in [one async for one in context.blobs.older_than(moment)]:
        await context.blobs.delete(sha256)
    gone = await novel.ask("GET", path + "&w=480")
    assert (gone.status_code, gone.json()["code"]) == (404, "picture_not_found")
    await novel.work()
    assert (await novel.ask("GET", await address(novel) + "&w=480")).status_code == 200


async def test_renditions_go_with_their_picture(novel: Novel) -> None:
    path = await address(novel) + "&w=480"
    tag = (await novel.ask("GET", path)).headers["etag"].strip('"')
    context = replace(
        novel.browser.context, clock=lambda: novel.browser.clock.moment.replace(year=2100)
    )
    await pipeline.tidy(context)
    assert await context.blobs.size(tag) is not None
    assert (await novel.browser.ask("DELETE", f"/api/books/{novel.id}")).status_code in (200, 204)
    await novel.work()
    await pipeline.tidy(context)
    assert await context.blobs.size(tag) is None
