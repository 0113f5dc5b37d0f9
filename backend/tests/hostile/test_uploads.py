"""The catalogue at the upload route: answers of the 4xx kind or a waiting book, never a 5xx."""

from __future__ import annotations

from collections.abc import AsyncIterator, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from httpx import Response

from tests.bookreader.webapp import Browser, served

from .case import Case, Lure
from .metadata import FILE_NAMES
from .table import CASES
from .zips import FILE_LIMIT, cut_upload, plain

_CHUNK = 1 << 20
_AT_ONCE = {"empty_file": 422, "type_mismatch": 415, "too_large": 413}
_PER_ITEM = 2
"""The route only sniffs: a few files of each item meet everything it does."""


def _few() -> list[Case]:
    chosen: dict[int, list[Case]] = {}
    for case in CASES:
        if case.limits:
            continue  # lowered for the parser alone
        chosen.setdefault(case.item, []).append(case)
    return [case for cases in chosen.values() for case in cases[:_PER_ITEM]]


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Browser]:
    (tmp_path / "data").mkdir()
    async with served(tmp_path / "data", upload_limit_bytes=FILE_LIMIT) as made:
        await made.open_account()
        yield made


def _stored(folder: Path) -> list[Path]:
    return [path for path in (folder / "data" / "blobs").rglob("*") if path.is_file()]


def _outside(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if folder / "data" not in path.parents}


async def _stream(data: bytes, zeros: int) -> AsyncIterator[bytes]:
    for start in range(0, len(data), _CHUNK):
        yield data[start : start + _CHUNK]
    for start in range(0, zeros, _CHUNK):
        yield bytes(min(_CHUNK, zeros - start))


async def _ids(browser: Browser) -> list[str]:
    answer = await browser.ask("GET", "/api/books")
    return [book["id"] for book in answer.json()["items"]]


async def test_no_file_of_the_catalogue_upsets_the_route(browser: Browser, tmp_path: Path) -> None:
    lure = Lure(tmp_path / "secret.txt", 9)
    for case in _few():
        answer = await browser.ask(
            "POST",
            f"/api/books?filename=book{quote(case.suffix)}",
            content=_stream(case.make(lure), case.sparse),
        )
        if answer.status_code in (200, 201):
            assert case.refused not in ("empty_file", "too_large"), case.id
            await browser.ask("DELETE", f"/api/books/{answer.json()['book']['id']}")
        else:
            said = answer.json()
            assert answer.headers["content-type"].startswith("application/problem+json")
            assert answer.status_code == _AT_ONCE[said["code"]], case.id
            assert said["code"] == case.refused, case.id
        assert "Traceback" not in answer.text
        assert str(tmp_path) not in answer.text
    assert await _ids(browser) == []


async def test_no_file_name_upsets_the_route(browser: Browser, tmp_path: Path) -> None:
    before = _outside(tmp_path)
    for name in FILE_NAMES:
        encoded = quote(name, safe="", errors="surrogatepass")
        answer = await browser.ask(
            "POST", f"/api/books?filename={encoded}", content=plain().build()
        )
        assert answer.status_code in (201, 422), f"{name!r}: {answer.text}"
        if answer.status_code == 201:
            book = answer.json()["book"]["id"]
            _is_harmless(await browser.ask("GET", f"/api/books/{book}/file"), name)
            for stored in _stored(tmp_path):
                parts = stored.relative_to(tmp_path / "data").parts
                assert all(part.isalnum() for part in parts), f"{name!r} became {stored}"
            await browser.ask("DELETE", f"/api/books/{book}")
    assert _outside(tmp_path) == before


def _is_harmless(download: Response, name: str) -> None:
    header = download.headers["content-disposition"]
    assert download.status_code == 200, repr(name)
    assert header.startswith("attachment;"), repr(name)
    assert header.isascii(), repr(name)
    assert header.isprintable(), repr(name)
    assert header.count('"') == 2, repr(name)
    assert "set-cookie" not in download.headers, repr(name)


async def test_a_client_that_drops_at_99_percent_leaves_nothing(
    browser: Browser, tmp_path: Path
) -> None:
    messages: list[MutableMapping[str, Any]] = [
        {"type": "http.request", "body": cut_upload(Lure(tmp_path, 0)), "more_body": True},
        {"type": "http.disconnect"},
    ]
    answers: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return messages.pop(0)

    async def send(message: MutableMapping[str, Any]) -> None:
        answers.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "https",
        "path": "/api/books",
        "raw_path": b"/api/books",
        "query_string": b"filename=a.epub",
        "root_path": "",
        "headers": [
            (b"host", b"localhost:8000"),
            (b"authorization", f"Bearer {browser.token}".encode()),
            (b"content-length", b"1000000"),
        ],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 8000),
    }
    await browser.app(scope, receive, send)
    statuses = [one["status"] for one in answers if one["type"] == "http.response.start"]
    assert all(400 <= status < 500 for status in statuses), statuses
    assert await _ids(browser) == []
    assert _stored(tmp_path) == []
