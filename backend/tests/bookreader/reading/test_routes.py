"""The reader's place and the spoiler rule, over a book whose pictures are put there by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from bookreader.extraction.models import DescribedChapter, Description
from bookreader.illustration.models import READY, Picture
from bookreader.library.models import Book, BookChapter
from tests.bookreader.webapp import Browser, served, small_book

PAINTING = b"RIFF....WEBPVP8 painted"


@dataclass
class Shelf:
    """A readable book of two chapters with a described passage in three places."""

    browser: Browser
    book: str
    marks: dict[str, tuple[UUID, UUID]]

    async def get(self, path: str) -> dict[str, object]:
        answer = await self.browser.ask("GET", f"/api/books/{self.book}{path}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def report(
        self, chapter: str, offset: int, page_end: int, *, reached: bool
    ) -> dict[str, object]:
        answer = await self.browser.ask(
            "PUT",
            f"/api/books/{self.book}/position",
            json={"chapter": chapter, "offset": offset, "page_end": page_end, "reached": reached},
        )
        assert answer.status_code == 200, answer.text
        return dict(answer.json())


@pytest.fixture
async def shelf(tmp_path: Path, database_url: str) -> AsyncIterator[Shelf]:
    async with served(tmp_path / "data", database_url) as browser:
        await browser.open_account()
        book_id = UUID((await browser.upload(small_book())).json()["book"]["id"])
        marks: dict[str, tuple[UUID, UUID]] = {}

        async def painting() -> AsyncIterator[bytes]:
            yield PAINTING

        blob = await browser.context.blobs.put(painting())
        async with browser.context.database.write() as session:
            book = await session.get(Book, book_id)
            assert book is not None
            book.readable_at = browser.clock()
            book.chars, book.chapter_count, book.language = 200, 2, "ru"
            for number, key in enumerate(("one", "two")):
                session.add(
                    BookChapter(
                        book_id=book_id, number=number, key=key, title=key, level=1,
                        kind="chapter", lang="ru", html="<p data-o='0'></p>", text="я" * 100,
                        chars=100, chars_before=number * 100, astral=False, blocks=[], notes=[],
                        note_marks=[],
                    )
                )  # fmt: skip
                session.add(
                    DescribedChapter(
                        book_id=book_id, chapter_number=number, extractor_version="1",
                        described_at=browser.clock(),
                    )
                )  # fmt: skip
            for name, chapter, start in (("first", 0, 10), ("later", 0, 70), ("far", 1, 5)):
                description = Description(
                    id=uuid4(), book_id=book_id, chapter_number=chapter, start=start,
                    end=start + 20, type="location", also=[], score=0.9, caption="a secret castle",
                    attributes=["secret castle"], scene={"kind": "location", "seed": 1},
                )  # fmt: skip
                session.add(description)
                await session.flush()
                picture = Picture(
                    id=uuid4(), book_id=book_id, description_id=description.id, provider="sketch",
                    state=READY, painter_version="1", sha256=blob.sha256, width=1152, height=768,
                    painted_at=browser.clock(),
                )  # fmt: skip
                session.add(picture)
                marks[name] = (description.id, picture.id)
        yield Shelf(browser, str(book_id), marks)


async def statuses(shelf: Shelf) -> dict[str, tuple[int, int, int]]:
    """Answers for each passage: its description, asking for its picture, the picture's bytes."""
    base = f"/api/books/{shelf.book}"
    found = {}
    for name, (description, picture) in shelf.marks.items():
        found[name] = (
            (await shelf.browser.ask("GET", f"{base}/descriptions/{description}")).status_code,
            (
                await shelf.browser.ask("POST", f"{base}/descriptions/{description}/picture")
            ).status_code,
            (await shelf.browser.ask("GET", f"{base}/pictures/{picture}")).status_code,
        )
    return found


HIDDEN, SHOWN = (404, 404, 404), (200, 200, 200)


async def test_a_fresh_reader_sees_bare_marks_and_no_picture(shelf: Shelf) -> None:
    view = await shelf.get("/chapters/one")
    assert [set(m.items()) for m in view["marks"]] == [  # type: ignore[attr-defined]
        {
            ("start", s),
            ("length", 20),
            ("type", "location"),
            ("id", None),
            ("strength", None),
            ("level", None),
            ("own", False),
            ("picture", None),
            ("coming", False),
        }
        for s in (10, 70)
    ]
    assert "secret" not in str(view)
    assert await statuses(shelf) == {"first": HIDDEN, "later": HIDDEN, "far": HIDDEN}
    assert (await shelf.get("/gallery"))["items"] == []


async def test_a_page_that_was_read_shows_its_pictures_only(shelf: Shelf) -> None:
    await shelf.report("one", 0, 50, reached=True)
    assert await statuses(shelf) == {"first": SHOWN, "later": HIDDEN, "far": HIDDEN}
    marks = (await shelf.get("/chapters/one/marks"))["marks"]
    assert marks[0]["picture"]["state"] == "ready"  # type: ignore[index]
    assert marks[1]["picture"] is None  # type: ignore[index]
    address = marks[0]["picture"]["url"]  # type: ignore[index]
    picture = await shelf.browser.ask("GET", address)
    assert picture.content == PAINTING
    assert picture.headers["cache-control"].startswith("private")
    shelf.browser.token = None
    assert (await shelf.browser.ask("GET", address)).content == PAINTING
    gallery_closed = await shelf.browser.ask("GET", f"/api/books/{shelf.book}/gallery")
    assert gallery_closed.status_code == 401


async def test_a_jump_lifts_nothing(shelf: Shelf) -> None:
    await shelf.report("one", 0, 50, reached=True)
    place = await shelf.report("two", 40, 90, reached=False)
    assert place["chapter"] == "two"
    assert place["furthest"] == {"chapter": "one", "offset": 50}
    assert await statuses(shelf) == {"first": SHOWN, "later": HIDDEN, "far": HIDDEN}


async def test_rereading_never_lowers_the_furthest_place(shelf: Shelf) -> None:
    await shelf.report("two", 0, 30, reached=True)
    place = await shelf.report("one", 0, 20, reached=True)
    assert place["furthest"] == {"chapter": "two", "offset": 30}
    assert await statuses(shelf) == {"first": SHOWN, "later": SHOWN, "far": SHOWN}


async def test_the_rule_can_be_lifted_and_restored(shelf: Shelf) -> None:
    path = f"/api/books/{shelf.book}/spoilers"
    assert (await shelf.browser.ask("PUT", path, json={"lifted": True})).json()["spoilers_lifted"]
    assert await statuses(shelf) == {"first": SHOWN, "later": SHOWN, "far": SHOWN}
    await shelf.browser.ask("PUT", path, json={"lifted": False})
    assert await statuses(shelf) == {"first": HIDDEN, "later": HIDDEN, "far": HIDDEN}


async def test_another_readers_pictures_are_not_there(shelf: Shelf) -> None:
    await shelf.report("two", 0, 100, reached=True)
    await shelf.browser.ask("PATCH", "/api/admin/server", json={"registration_open": True})
    stranger = shelf.browser.another()
    await stranger.open_account("Борис")
    description, picture = shelf.marks["first"]
    for path in (f"descriptions/{description}", f"pictures/{picture}", "chapters/one", "gallery"):
        answer = await stranger.ask("GET", f"/api/books/{shelf.book}/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "book_not_found")


async def test_the_place_is_kept_clamped_and_counted(shelf: Shelf) -> None:
    place = await shelf.report("one", 50, 80, reached=True)
    assert place["progress"] == pytest.approx(0.25)
    place = await shelf.report("two", 5000, 9000, reached=True)
    assert place["offset"] == 100
    assert place["furthest"] == {"chapter": "two", "offset": 100}
    assert place["progress"] == 1.0
    detail = await shelf.get("")
    assert detail["position"] == place
    assert detail["progress"] == 1.0
    assert detail["opened_at"] is not None


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"chapter": "none"}, 404),
        ({"offset": -1}, 422),
        ({"offset": 2**63}, 422),
        ({"quote": "x" * 501}, 422),
        ({"chapter": "one\x00"}, 404),
    ],
)
async def test_impossible_places_are_refused(
    shelf: Shelf, change: dict[str, object], status: int
) -> None:
    body = {"chapter": "one", "offset": 0, "page_end": 10, "reached": True, **change}
    answer = await shelf.browser.ask("PUT", f"/api/books/{shelf.book}/position", json=body)
    assert answer.status_code == status


async def test_an_evicted_sketch_is_painted_again(shelf: Shelf) -> None:
    await shelf.report("one", 0, 50, reached=True)
    description, picture = shelf.marks["first"]
    async for sha in shelf.browser.context.blobs.older_than(
        shelf.browser.clock.moment.replace(year=2100)
    ):
        await shelf.browser.context.blobs.delete(sha)
    base = f"/api/books/{shelf.book}"
    gone = await shelf.browser.ask("GET", f"{base}/pictures/{picture}")
    assert (gone.status_code, gone.json()["code"]) == (404, "picture_not_found")
    asked = await shelf.browser.ask("POST", f"{base}/descriptions/{description}/picture")
    assert (asked.status_code, asked.json()["state"]) == (202, "painting")


async def test_a_chapter_that_is_not_there(shelf: Shelf) -> None:
    answer = await shelf.browser.ask("GET", f"/api/books/{shelf.book}/chapters/three")
    assert (answer.status_code, answer.json()["code"]) == (404, "chapter_not_found")
