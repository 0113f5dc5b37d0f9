"""The application's outer walls: headers, hosts, health, pages, every route's lock."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bookreader.webapp import Browser, served

OPEN_TO_ALL = {
    "server_state", "open_account", "sign_in", "refresh_session", "sign_out",
}  # fmt: skip


@pytest.fixture
async def browser(tmp_path: Path, database_url: str) -> AsyncIterator[Browser]:
    pages = tmp_path / "pages"
    (pages / "assets").mkdir(parents=True)
    (pages / "index.html").write_text("<!doctype html><title>pages</title>")
    (pages / "assets" / "app-1a2b.js").write_text("1")
    (pages / "assets" / "long-3c4d.js").write_text("long();\n" * 1_000)
    (pages / "sw.js").write_text("1")
    (pages / "manifest.ru.webmanifest").write_text("{}")
    (tmp_path / "secret.txt").write_text("do not show")
    async with served(tmp_path / "data", database_url, front_end_dir=pages) as made:
        yield made


async def test_every_answer_carries_the_security_headers(browser: Browser) -> None:
    for path in ("/", "/api/server", "/api/books", "/nowhere", "/assets/app-1a2b.js", "/livez"):
        headers = (await browser.ask("GET", path)).headers
        policy = headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe-eval" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-request-id"]


async def test_pages_and_assets(browser: Browser) -> None:
    for path in ("/", "/read/1", "/settings"):
        answer = await browser.ask("GET", path)
        assert "<title>pages" in answer.text
        assert answer.headers["cache-control"] == "no-cache"
    asset = await browser.ask("GET", "/assets/app-1a2b.js")
    assert "immutable" in asset.headers["cache-control"]
    assert (await browser.ask("GET", "/sw.js")).headers["cache-control"] == "no-store"
    manifest = await browser.ask("GET", "/manifest.ru.webmanifest")
    assert manifest.headers["content-type"] == "application/manifest+json"
    assert manifest.headers["cache-control"] == "no-cache"
    assert (await browser.ask("GET", "/assets/gone.js")).status_code == 404
    assert (await browser.ask("GET", "/api/nothing")).json()["code"] == "not_found"


async def test_what_is_long_is_compressed_for_who_can_read_it(
    browser: Browser, tmp_path: Path
) -> None:
    path, file = "/assets/long-3c4d.js", tmp_path / "pages" / "assets" / "long-3c4d.js"
    packed = await browser.ask("GET", path, headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < 200
    assert packed.text == file.read_text()
    assert packed.headers["content-type"].startswith("text/javascript")
    plain = await browser.ask("GET", path, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == packed.text
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    known = {"accept-encoding": "gzip", "if-none-match": packed.headers["etag"]}
    assert (await browser.ask("GET", path, headers=known)).status_code == 304
    file.write_text("another();\n" * 1_000)
    again = await browser.ask("GET", path, headers=known)
    assert (again.status_code, again.text) == (200, file.read_text())


@pytest.mark.parametrize(
    "path",
    ["/..%2fsecret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "/..%5csecret.txt",
     "/%2fetc%2fpasswd", "/assets/%00"],
)  # fmt: skip
async def test_no_path_leaves_the_pages(browser: Browser, path: str) -> None:
    answer = await browser.ask("GET", path)
    assert "do not show" not in answer.text
    assert "root:" not in answer.text
    assert answer.status_code < 500


async def test_health(browser: Browser) -> None:
    assert (await browser.ask("GET", "/livez")).json() == {"status": "alive"}
    ready = await browser.ask("GET", "/readyz")
    assert ready.status_code == 200, ready.text
    assert ready.json()["schema"] == "ready"
    browser.app.state.application.draining = True
    assert (await browser.ask("GET", "/readyz")).status_code == 503
    counted = await browser.ask("GET", "/metrics")
    assert (
        'bookreader_http_requests_total{method="GET",route="/livez",status="200"}' in counted.text
    )


async def test_foreign_host_names_are_turned_away(browser: Browser) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example", ""):
        assert (await browser.ask("GET", "/api/server", headers={"host": host})).status_code == 421
    for host in ("127.0.0.1:8000", "localhost", "[::1]:8000"):
        assert (await browser.ask("GET", "/api/server", headers={"host": host})).status_code == 200


async def test_problem_pages(browser: Browser) -> None:
    page = await browser.ask("GET", "/problems/too_large")
    assert page.status_code == 200
    assert "413" in page.text
    assert (await browser.ask("GET", "/problems/nonsense")).status_code == 404


async def test_every_other_route_asks_who_you_are(browser: Browser) -> None:
    some = "6f6cbf6e-0000-4000-8000-000000000000"
    locked = 0
    for template, operations in browser.app.openapi()["paths"].items():
        path = re.sub(r"\{\w+\}", some, template)
        for method, operation in operations.items():
            if operation["operationId"] in OPEN_TO_ALL:
                continue
            answer = await browser.ask(method.upper(), path, json={})
            assert answer.status_code == 401, f"{method} {template}: {answer.status_code}"
            locked += 1
    assert locked >= 20


async def test_ids_of_requests_are_ours_or_harmless(browser: Browser) -> None:
    kept = await browser.ask("GET", "/livez", headers={"x-request-id": "abcdef-123456"})
    assert kept.headers["x-request-id"] == "abcdef-123456"
    made = await browser.ask("GET", "/livez", headers={"x-request-id": "x" * 500})
    assert len(made.headers["x-request-id"]) == 16
