"""The library as a browser meets it, up to the moment the worker takes over."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bookreader.library.service import display_filename
from bookreader.ports.blobs import BlobStoreFull, StoredBlob
from tests.bookreader.webapp import Browser, served, small_book


@pytest.fixture
async def browser(tmp_path: Path, database_url: str) -> AsyncIterator[Browser]:
    async with served(tmp_path / "data", database_url, upload_limit_bytes=200_000) as made:
        await made.open_account()
        yield made


def stored_files(folder: Path) -> list[Path]:
    return [p for p in (folder / "data" / "blobs").rglob("*") if p.is_file()]


async def test_an_upload_is_a_waiting_book_and_can_be_downloaded(
    browser: Browser, tmp_path: Path
) -> None:
    data = small_book()
    answer = await browser.upload(data, "Дорога.fb2")
    assert answer.status_code == 201
    card = answer.json()["book"]
    assert card["title"] == "Дорога"
    assert card["state"]["stage"] == "waiting"
    assert card["state"]["readable"] is False
    assert [b["id"] for b in (await browser.ask("GET", "/api/books")).json()["items"]] == [
        card["id"]
    ]
    original = await browser.ask("GET", f"/api/books/{card['id']}/file")
    assert original.content == data
    assert original.headers["content-disposition"].startswith('attachment; filename="')
    assert "filename*=UTF-8''%D0%94" in original.headers["content-disposition"]
    assert original.headers["x-content-type-options"] == "nosniff"
    assert len(stored_files(tmp_path)) == 1


async def test_a_duplicate_is_told_with_the_same_id(browser: Browser) -> None:
    first = (await browser.upload(small_book(), "a.fb2")).json()
    again = await browser.upload(small_book(), "another name.fb2")
    assert again.status_code == 200
    assert again.json()["duplicate"] is True
    assert again.json()["book"]["id"] == first["book"]["id"]


async def test_the_same_file_twice_at_once_is_one_book(browser: Browser) -> None:
    answers = await asyncio.gather(*(browser.upload(small_book()) for _ in range(5)))
    assert sorted(a.status_code for a in answers) == [200, 200, 200, 200, 201]
    assert len({a.json()["book"]["id"] for a in answers}) == 1
    assert (await browser.ask("GET", "/api/books")).json()["total"] == 1


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"", 422, "empty_file"),
        (b"%PDF-1.7 something", 415, "type_mismatch"),
        (b"MZ\x90\x00" + b"\x00" * 600, 415, "type_mismatch"),
        (b"<html><body>not a book", 415, "type_mismatch"),
        (b"<?xml version='1.0'?><x>" + b"y" * 200_001, 413, "too_large"),
    ],
)
async def test_what_is_no_book_is_refused_and_leaves_nothing(
    browser: Browser, tmp_path: Path, data: bytes, status: int, code: str
) -> None:
    answer = await browser.upload(data, "book.epub")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (await browser.ask("GET", "/api/books")).json()["total"] == 0
    assert stored_files(tmp_path) == []


async def test_the_limit_holds_for_a_stream_without_a_length(
    browser: Browser, tmp_path: Path
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b"<?xml version='1.0'?>"
        for _ in range(100):
            yield b"z" * 65_536

    answer = await browser.ask(
        "POST", "/api/books", params={"filename": "x.fb2"}, content=endless()
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert stored_files(tmp_path) == []


async def test_one_byte_over_the_limit_is_too_large(browser: Browser) -> None:
    head = b"<?xml version='1.0'?>"
    fits = await browser.upload(head + b" " * (200_000 - len(head)))
    assert fits.status_code == 201
    over = await browser.upload(head + b"\n" * (200_001 - len(head)))
    assert over.status_code == 413


async def test_a_full_disk_is_said(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(self: object, chunks: AsyncIterator[bytes], limit: int) -> StoredBlob:
        async for _ in chunks:
            raise BlobStoreFull
        raise AssertionError

    monkeypatch.setattr(type(browser.context.blobs), "put", full)
    answer = await browser.upload(small_book())
    assert (answer.status_code, answer.json()["code"]) == (507, "disk_full")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../a.epub", "a.epub"),
        ("..\\..\\b.fb2", "b.fb2"),
        ("a\r\nSet-Cookie: x=1.epub", "aSet-Cookie: x=1.epub"),
        ('"; filename=x.epub', '"; filename=x.epub'),
        ("", "book"),
        ("...", "book"),
        ("📚.fb2", "📚.fb2"),
    ],
)
async def test_names_of_files_are_harmless(browser: Browser, given: str, kept: str) -> None:
    assert display_filename(given) == kept
    answer = await browser.upload(small_book(), given or "?")
    book = answer.json()["book"]["id"]
    header = (await browser.ask("GET", f"/api/books/{book}/file")).headers["content-disposition"]
    assert header.count('"') == 2
    assert "\r" not in header
    assert "\n" not in header


def test_a_long_name_keeps_its_ending() -> None:
    kept = display_filename("щ" * 4000 + ".fb2.zip")
    assert len(kept) == 255
    assert kept.endswith(".zip")


async def test_search_and_sort(browser: Browser) -> None:
    for title in ("Ёлка", "100% шерсть", "Берёза", "Арка_1"):
        browser.clock.turn(minutes=1)
        await browser.upload(small_book(text=title), f"{title}.fb2")

    async def titles(**query: str) -> list[str]:
        answer = await browser.ask("GET", "/api/books", params=query)
        return [b["title"] for b in answer.json()["items"]]

    assert await titles(q="елк") == ["Ёлка"]
    assert await titles(q="БЕРЕЗА") == ["Берёза"]
    assert await titles(q="%") == ["100% шерсть"]
    assert await titles(q="_") == ["Арка_1"]
    assert await titles(q="нет такой") == []
    assert sorted(await titles(sort="title")) == sorted(await titles(sort="added"))
    assert (await titles(sort="title"))[0] == "100% шерсть"


async def test_pages_of_a_list_hold_each_book_once(browser: Browser) -> None:
    for n in range(7):
        await browser.upload(small_book(text=f"книга {n}"), f"{n}.fb2")
    for sort in ("recent", "added", "title", "author"):
        seen: list[str] = []
        cursor = ""
        while True:
            query = {"limit": "3", "sort": sort, "cursor": cursor}
            page = (await browser.ask("GET", "/api/books", params=query)).json()
            seen += [b["id"] for b in page["items"]]
            cursor = page["next_cursor"]
            if not cursor:
                break
        assert len(seen) == len(set(seen)) == 7
    forged = await browser.ask("GET", "/api/books", params={"cursor": "bm9uc2Vuc2U="})
    assert forged.status_code == 200


async def test_a_library_is_its_owners_only(browser: Browser) -> None:
    book = (await browser.upload(small_book())).json()["book"]["id"]
    await browser.ask("PATCH", "/api/admin/server", json={"registration_open": True})
    stranger = browser.another()
    await stranger.open_account("Борис")
    assert (await stranger.ask("GET", "/api/books")).json()["total"] == 0
    for method, path in (
        ("GET", f"/api/books/{book}"),
        ("GET", f"/api/books/{book}/file"),
        ("GET", f"/api/books/{book}/cover"),
        ("GET", f"/api/books/{book}/position"),
        ("GET", f"/api/books/{book}/gallery"),
        ("DELETE", f"/api/books/{book}"),
        ("POST", f"/api/books/{book}/retry"),
    ):
        answer = await stranger.ask(method, path)
        assert (answer.status_code, answer.json()["code"]) == (404, "book_not_found"), path
    mine = await stranger.upload(small_book())
    assert mine.status_code == 201


async def test_a_deleted_book_is_gone_with_its_job(browser: Browser) -> None:
    book = (await browser.upload(small_book())).json()["book"]["id"]
    assert (await browser.ask("DELETE", f"/api/books/{book}")).status_code == 204
    assert (await browser.ask("GET", f"/api/books/{book}")).status_code == 404
    again = await browser.upload(small_book())
    assert again.status_code == 201


async def test_the_sample_book_is_one_click_away(browser: Browser) -> None:
    for language in ("ru", "en"):
        first = await browser.ask("POST", "/api/books/sample", json={"language": language})
        assert first.status_code == 201
    again = await browser.ask("POST", "/api/books/sample", json={"language": "en"})
    assert again.status_code == 200


@pytest.mark.parametrize("bad", ["0", "1 OR 1=1", "-1", "٣", "9" * 40])
async def test_ids_of_another_kind_are_refused(browser: Browser, bad: str) -> None:
    assert (await browser.ask("GET", f"/api/books/{bad}")).status_code == 422
