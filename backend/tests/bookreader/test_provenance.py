"""Each way a picture leaves the server, with real painters and children: the file says how it was made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bookcore.pictures import SOURCE_TYPES
from bookcore.pictures.encoding import xmp_of
from bookcore.scene.spec import SceneSpec
from bookcore.sketch import paint
from bookreader import pipeline
from bookreader.jobs import tasks
from bookreader.ports.context import TaskContext
from bookreader.ports.providers import ImageRequest, ImageResult
from tests.bookreader.makers import FakeProviders, add_provider
from tests.bookreader.novel import TEXTS
from tests.bookreader.webapp import Browser, served
from tests.bookreader.worker.test_drawing_killed import PASSAGES
from tests.bookreader.worker.test_embedded import book_bytes

SKETCH, MODEL = (SOURCE_TYPES[made].encode() for made in ("algorithmic", "model"))
FORMS = ("", "&w=480", "&w=768&f=avif", "&w=1152&f=webp", "&f=avif")


def two_chapters() -> bytes:
    """People to meet and places to see, in our own words."""
    sections = "".join(
        f"<section><title><p>Глава</p></title>{''.join(f'<p>{p}</p>' for p in paragraphs)}</section>"
        for paragraphs in (TEXTS[:2], PASSAGES[:4])
    )
    return book_bytes(1).split(b"<body>")[0] + f"<body>{sections}</body></FictionBook>".encode()


def made_of(data: bytes) -> bytes:
    """The source type a file tells."""
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        xmp = xmp_of(picture)
    found = [code.encode() for code in SOURCE_TYPES.values() if f'"{code}"'.encode() in xmp]
    assert len(found) == 1, xmp
    return found[0]


async def work(context: TaskContext) -> None:
    while await tasks.run(context, pipeline.STAGES):
        pass


class Shelf:
    """One book, read to its end, in a browser."""

    def __init__(self, browser: Browser, book: str) -> None:
        self.browser, self.at = browser, f"/api/books/{book}"

    async def bytes(self, path: str) -> bytes:
        answer = await self.browser.ask("GET", path if path.startswith("/api") else self.at + path)
        assert answer.status_code == 200, answer.text
        return answer.content

    async def get(self, path: str) -> Any:
        return (await self.browser.ask("GET", self.at + path)).json()

    async def post(self, path: str, body: Any) -> Any:
        answer = await self.browser.ask("POST", self.at + path, json=body)
        assert answer.status_code < 300, answer.text
        return answer.json()


@pytest.fixture
async def shelf(tmp_path: Path, database_url: str) -> AsyncIterator[Shelf]:
    async with served(tmp_path / "data", database_url, cpu_slots=1) as browser:
        await browser.open_account()
        book = (await browser.upload(two_chapters())).json()["book"]["id"]
        await work(browser.context)
        made = Shelf(browser, book)
        await browser.ask("PUT", f"{made.at}/spoilers", json={"lifted": True})
        yield made


async def test_every_file_that_leaves_says_how_it_was_made(shelf: Shelf) -> None:
    sent: list[bytes] = []

    async def drawn(request: ImageRequest) -> ImageResult:
        spec = SceneSpec(kind="location", place_type="river", time="evening", seed=len(sent))
        out = io.BytesIO()
        # A provider's file without a word of where it is from.
        paint(spec, request.width, request.height).save(out, "PNG")
        sent.append(out.getvalue())
        return ImageResult(data=sent[-1], mime="image/png", model_requested="m-1")

    app = shelf.browser.app
    app.state.context = replace(shelf.browser.context, providers=FakeProviders(steps=[drawn] * 4))
    maker = (await add_provider(shelf.browser.context)).id.hex
    gallery = (await shelf.get("/gallery"))["items"]
    assert len(gallery) >= 3
    first = gallery[0]["description_id"]
    ai = (await shelf.post(f"/descriptions/{first}/drawings", {"maker": maker}))["picture"]["id"]
    [anna] = [one for one in (await shelf.get("/entities"))["items"] if "Анна" in one["name"]]
    card = await shelf.post(f"/bible/entities/{anna['id']}/cards", {"maker": maker})
    await work(shelf.browser.context)

    # The routes of pictures, in every form, and what is saved from there.
    versions = (await shelf.get(f"/descriptions/{first}/pictures"))["items"]
    assert [one["picture"]["label"] for one in versions] == ["ai", "sketch"]
    for picture, made in (
        (versions[0]["picture"], MODEL), (versions[1]["picture"], SKETCH),
        (card["picture"] | {"url": f"{shelf.at}/pictures/{card['picture']['id']}?"}, MODEL),
    ):  # fmt: skip
        for form in FORMS:
            assert made_of(await shelf.bytes(picture["url"] + form)) == made, form
        assert made_of(await shelf.bytes(f"/pictures/{picture['id']}/file")) == made
    # The provider's own file stays as it came.
    assert await shelf.bytes(f"/pictures/{ai}/file?original=true") in sent

    # Painted for the shelf and for the sheet of a person.
    assert made_of(await shelf.bytes("/cover")) == SKETCH
    assert made_of(await shelf.bytes(f"/entities/{anna['id']}/cameo")) == SKETCH

    # All of them at once.
    with zipfile.ZipFile(io.BytesIO(await shelf.bytes("/gallery/archive"))) as archive:
        files = [archive.read(name) for name in archive.namelist() if name.endswith(".webp")]
    assert len(files) == len(gallery)
    assert [made_of(data) for data in files].count(MODEL) == 1

    for size in ("screen", "e-ink", "pocket"):
        edition = await shelf.post("/editions", {"pictures": "all", "size": size})
        await work(shelf.browser.context)
        data = await shelf.bytes(f"/editions/{edition['id']}/file")
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            names = [name for name in book.namelist() if name.endswith((".jpg", ".png", ".webp"))]
            told = {name: made_of(book.read(name)) for name in names}
        plates = [made for name, made in told.items() if "/plates/" in name]
        assert len(plates) == len(gallery), size
        assert plates.count(MODEL) == 1, size
        # The painted cover, too.
        assert len(told) > len(plates), size
