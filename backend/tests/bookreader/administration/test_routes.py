"""Providers, limits and spending as an administrator meets them; keys go in and never out."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import select, text

from bookcore.prices import read_price_book
from bookreader.accounts.models import User
from bookreader.kit.sealing import Sealer
from bookreader.ports.providers import (
    AuthError,
    Capabilities,
    Checked,
    QuotaError,
    RateLimited,
    Transient,
)
from bookreader.providers import service as providers
from bookreader.spending import service as ledger
from bookreader.spending.models import Cap
from tests.bookreader.providers.fakes import FakeProviders
from tests.bookreader.spending.ledger import book
from tests.bookreader.webapp import Browser, served

KEY = "sk-1234567890-secret"
WISH = {"kind": "brush", "name": "Brush", "key": KEY}
AT = "/api/admin/providers"


@pytest.fixture
async def browser(tmp_path: Path, database_url: str) -> AsyncIterator[Browser]:
    async with served(tmp_path / "data", database_url) as made:
        made.app.state.context = replace(
            made.context, providers=FakeProviders(), clock=made.app.state.clock
        )
        await made.open_account()
        yield made


@pytest.fixture
def fakes(browser: Browser) -> FakeProviders:
    made = browser.context.providers
    assert isinstance(made, FakeProviders)
    return made


async def added(browser: Browser, **more: Any) -> dict[str, Any]:
    answer = await browser.ask("POST", AT, json={**WISH, **more})
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def change(browser: Browser, told: dict[str, Any], **what: Any) -> httpx.Response:
    return await browser.ask("PATCH", f"{AT}/{told['id']}", json=what)


async def key_of(browser: Browser, told: dict[str, Any]) -> str:
    async with browser.context.database.read() as session:
        row = await providers.get(session, UUID(told["id"]))
        assert row is not None
        return providers.key_of(browser.context, row)


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def test_only_administrators_come_in(browser: Browser) -> None:
    told = await added(browser)
    await browser.ask("PATCH", "/api/admin/server", json={"registration_open": True})
    reader, stranger = browser.another(), browser.another()
    await reader.open_account("Борис")
    caps = {"items": [], "stopped": False, "everybody": True}
    for method, path, body in (
        ("GET", AT, None),
        ("POST", AT, WISH),
        ("PATCH", f"{AT}/{told['id']}", {"name": "Mine"}),
        ("DELETE", f"{AT}/{told['id']}", None),
        ("POST", f"{AT}/{told['id']}/check", None),
        ("GET", "/api/admin/caps", None),
        ("PUT", "/api/admin/caps", caps),
        ("GET", "/api/admin/spending", None),
        ("GET", "/api/admin/users", None),
    ):
        assert code(await reader.ask(method, path, json=body)) == (403, "admin_only"), path
        assert code(await stranger.ask(method, path, json=body)) == (401, "not_signed_in"), path
    items = (await browser.ask("GET", AT)).json()["items"]
    assert [item["name"] for item in items] == ["Brush"]


async def test_those_who_read_here_are_listed_by_name_and_by_nothing_else(browser: Browser) -> None:
    await browser.ask("PATCH", "/api/admin/server", json={"registration_open": True})
    await browser.another().open_account("Борис")
    first, second = (await browser.ask("GET", "/api/admin/users")).json()["items"]
    assert (set(first), second["name"]) == ({"id", "name"}, "Борис")
    # The id is what a limit of their own asks for.
    limit = {"scope": "user", "period": "month", "subject_id": second["id"], "micros": 5_000_000}
    caps = {"items": [limit], "stopped": False, "everybody": True}
    kept = await browser.ask("PUT", "/api/admin/caps", json=caps)
    assert kept.status_code == 200
    assert second["id"] in {item["subject_id"] for item in kept.json()["items"]}


async def test_a_provider_is_configured_and_shown(browser: Browser) -> None:
    told = await added(browser, options={"steps": 20})
    assert told["has_key"] is True
    assert (told["enabled"], told["usable"], told["reason"]) == (True, True, None)
    # The model and the settings are kept as they are today.
    assert told["model"] == "brush-1"
    assert told["options"] == {"quality": "low", "steps": 20, "private": True, "note": ""}
    assert told["price"] is None
    assert told["capabilities"]["max_concurrency"] == 2
    second = await added(browser, name="Another", price_micros=2_500, key="")
    assert (second["usable"], second["reason"], second["has_key"]) == (False, "key_missing", False)
    assert second["price"] == {
        "low": 2500, "high": 2500, "checked_on": None, "source": "set here", "stale": False,
    }  # fmt: skip
    pencil = await added(browser, kind="pencil", key="", base_url="http://192.168.1.20:7860/")
    assert pencil["base_url"] == "http://192.168.1.20:7860"
    assert pencil["usable"] is True
    listed = (await browser.ask("GET", AT)).json()
    assert [(p["id"], p["position"]) for p in listed["items"]] == [
        (told["id"], 0), (second["id"], 1), (pencil["id"], 2),
    ]  # fmt: skip
    assert [kind["id"] for kind in listed["kinds"]] == ["brush", "pencil"]
    assert listed["kinds"][0]["options"][0] == {
        "name": "quality", "type": "choice", "default": "low", "choices": ["low", "high"],
        "minimum": None, "maximum": None,
    }  # fmt: skip


async def test_listed_prices_grow_stale(
    browser: Browser, fakes: FakeProviders, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = """
[[price]]
kinds = ["brush"]
hosts = ["default"]
models = ["{model}"]
unit = "image"
tiers = {{ low = [0.01, 0.02] }}
checked_on = {day}
source = "a page"
"""
    days = {"brush-1": "2025-11-04", "brush-2": "2025-11-03"}  # it is the 3rd of May 2026
    text = "".join(line.format(model=model, day=day) for model, day in days.items())
    monkeypatch.setattr(ledger, "prices", lambda: read_price_book(text))
    for model, day in days.items():
        price = (await added(browser, model=model))["price"]
        assert price == {
            "low": 10_000, "high": 20_000, "checked_on": day, "source": "a page",
            "stale": model == "brush-2",
        }  # fmt: skip
    fakes.able = Capabilities(free=True)
    free = (await added(browser))["price"]
    assert (free["high"], free["checked_on"], free["stale"]) == (0, None, False)


async def test_only_what_is_named_changes(browser: Browser, fakes: FakeProviders) -> None:
    told = await added(browser, price_micros=500, options={"quality": "high", "note": "mine"})
    renamed = (await change(browser, told, name=" Кисть ")).json()
    assert renamed == {**told, "name": "Кисть"}
    unpriced = (await change(browser, told, price_micros=None)).json()
    assert (unpriced["price_micros"], unpriced["price"]) == (None, None)
    # Options are given whole.
    steps = (await change(browser, told, options={"steps": 9})).json()
    assert steps["options"] == {"quality": "low", "private": True, "note": "", "steps": 9}
    assert await key_of(browser, told) == KEY
    rekeyed = (await change(browser, told, key=" sk-other ")).json()
    assert rekeyed["has_key"] is True
    assert await key_of(browser, told) == "sk-other"
    keyless = (await change(browser, told, key="")).json()
    assert (keyless["has_key"], keyless["reason"]) == (False, "key_missing")
    off = (await change(browser, told, enabled=False, position=7)).json()
    assert (off["enabled"], off["reason"], off["position"]) == (False, "provider_disabled", 7)
    assert (await change(browser, told, kind="brush", model="")).json()["model"] == "brush-1"
    for wrong in ({"kind": "pencil"}, {"name": ""}, {"options": {"quality": "none"}}):
        assert code(await change(browser, told, **wrong)) == (422, "provider_invalid")
    for wrong in ({"name": None}, {"enabled": None}, {"id": str(uuid4())}, {"fault": ""}):
        assert code(await change(browser, told, **wrong)) == (422, "invalid_input")
    assert (await browser.ask("GET", AT)).json()["items"][0]["name"] == "Кисть"


async def test_a_key_is_not_sent_to_another_address_than_it_was_given_for(
    browser: Browser,
) -> None:
    told = await added(browser, base_url="https://brush.example/v1")
    # The same server in other words is the same server.
    assert (await change(browser, told, base_url="https://BRUSH.example/v2/")).status_code == 200
    assert (await change(browser, told, base_url="")).status_code == 200
    for elsewhere in (
        "https://evil.example/v1", "http://brush.example/v1", "https://brush.example:8443",
    ):  # fmt: skip
        answer = await change(browser, told, base_url=elsewhere)
        assert code(answer) == (422, "provider_key_again"), elsewhere
    assert (await browser.ask("GET", AT)).json()["items"][0]["base_url"] == ""
    moved = await change(browser, told, base_url="https://other.example", key="sk-new")
    assert moved.status_code == 200
    assert await key_of(browser, told) == "sk-new"
    dropped = (await change(browser, told, base_url="https://third.example", key="")).json()
    assert dropped["has_key"] is False
    assert (await change(browser, told, base_url="https://fourth.example")).status_code == 200


REFUSED: list[dict[str, Any]] = [
    {"kind": "crayon"},
    {"name": ""},
    {"name": "a\u202eb"},
    {"name": "a\x00b"},
    {"name": "x" * 81},
    {"model": "brush\x00one"},
    {"base_url": "ftp://brush.example"},
    {"base_url": "brush.example/v1"},
    {"base_url": "https://"},
    {"base_url": "https://user:secret@brush.example"},
    {"base_url": "https://@brush.example"},
    {"base_url": "https://brush.example/?key=secret"},
    {"base_url": "https://brush.example/#there"},
    {"base_url": "https://brush.example/a b"},
    {"base_url": "https://brush.example\\@evil.example"},
    {"base_url": "https://brush.example\r\nHost: evil"},
    {"base_url": "https://кисть.example"},
    {"base_url": "https://brush.example:99999"},
    {"base_url": "http://[::1"},
    {"base_url": "http://169.254.169.254/latest"},
    {"base_url": "http://[fe80::1%25eth0]/"},
    {"base_url": "http://0.0.0.0:80"},
    {"base_url": "javascript:alert(1)"},
    {"options": {"surprise": 1}},
    {"options": {"quality": 1}},
    {"options": {"quality": ["low"]}},
    {"options": {"steps": "20"}},
    {"options": {"steps": True}},
    {"options": {"steps": 0}},
    {"options": {"steps": 10**400}},
    {"options": {"private": "yes"}},
    {"options": {"note": "two\nlines"}},
    {"options": {"note": "x" * 201}},
    {"options": {"note": "\ud800"}},
    {"options": {"note": {"deep": []}}},
    {"key": "ключ"},
    {"key": "sk-1\r\nX-Other: 1"},
    {"key": "sk\x7f"},
    {"kind": "pencil", "base_url": "http://127.0.0.1:1"},
]
MALFORMED: list[dict[str, Any]] = [
    {"key": "s" * 1001},
    {"key": 5},
    {"base_url": "https://brush.example/" + "x" * 500},
    {"model": "x" * 121},
    {"options": []},
    {"options": {str(n): n for n in range(51)}},
    {"price_micros": -1},
    {"price_micros": 10**12},
    {"price_micros": 1.5},
    {"sealed_key": "1:abc"},
    {"fault": "x"},
]


async def test_what_cannot_be_kept_is_refused_in_words(browser: Browser) -> None:
    for wish in REFUSED:
        body = json.dumps({**WISH, **wish}).encode()  # lone surrogates travel as escapes
        answer = await browser.ask(
            "POST", AT, content=body, headers={"content-type": "application/json"}
        )
        assert code(answer) == (422, "provider_invalid"), wish
        assert answer.json()["detail"].endswith("."), wish
        assert "secret" not in answer.text, wish
    assert (await browser.ask("GET", AT)).json()["items"] == []


async def test_malformed_wishes_show_nothing_of_the_key(browser: Browser) -> None:
    for wish in MALFORMED:
        answer = await browser.ask("POST", AT, json={**WISH, **wish})
        assert code(answer) == (422, "invalid_input"), wish
        assert KEY not in answer.text
    assert (await browser.ask("GET", AT)).json()["items"] == []


async def test_no_answer_no_log_and_no_row_holds_the_key(
    browser: Browser, fakes: FakeProviders, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fakes.wrong = lambda settings: f"no {settings.key}" if settings.model == "bad" else ""
    refused = await browser.ask("POST", AT, json={**WISH, "model": "bad"})
    assert code(refused) == (422, "provider_invalid")
    told = await browser.ask("POST", AT, json=WISH)
    at = f"{AT}/{told.json()['id']}"
    heard = [refused, told, await browser.ask("GET", AT)]
    for trouble in (
        AuthError(f"Incorrect API key provided: {KEY}"),
        Transient(f"no answer from https://brush.example/?key={KEY}"),
        Checked((f"model-{KEY}",)),
    ):
        fakes.answer = trouble
        heard.append(await browser.ask("POST", f"{at}/check"))
    fakes.answer = RuntimeError("a mistake of the adapter's")
    heard.append(await browser.ask("POST", f"{at}/check"))
    heard.append(await browser.ask("GET", AT))
    heard.append(await browser.ask("PATCH", at, json={"key": KEY, "options": {"x": 1}}))
    for answer in heard:
        assert KEY not in answer.text
        assert "1:" not in answer.text.replace("T12:", "")  # the mark of a sealed text
    assert KEY not in caplog.text
    async with browser.context.database.read() as session:
        for table in ("providers", "events", "server_settings"):
            rows = (await session.execute(text(f"SELECT * FROM {table}"))).all()
            assert KEY not in repr(rows)
    assert fakes.checked[0].key == KEY  # while the provider itself does get it


async def test_a_key_kept_with_another_secret_is_told_and_mended_by_giving_it_again(
    browser: Browser,
) -> None:
    told = await added(browser)
    browser.app.state.context = replace(browser.context, sealer=Sealer(b"another secret" * 3))
    item = (await browser.ask("GET", AT)).json()["items"][0]
    assert (item["has_key"], item["usable"], item["reason"]) == (True, False, "key_unreadable")
    checked = (await browser.ask("POST", f"{AT}/{told['id']}/check")).json()
    assert (checked["ok"], checked["code"]) == (False, "key_unreadable")
    assert "SECRET_KEY" in checked["message"]
    assert (await change(browser, told, key=KEY)).json()["usable"] is True


async def test_a_check_tells_and_mends(browser: Browser, fakes: FakeProviders) -> None:
    told = await added(browser)

    async def check() -> dict[str, Any]:
        answer = await browser.ask("POST", f"{AT}/{told['id']}/check")
        assert answer.status_code == 200
        found: dict[str, Any] = answer.json()
        return found

    async def shown() -> dict[str, Any]:
        found: dict[str, Any] = (await browser.ask("GET", AT)).json()["items"][0]
        return found

    assert await check() == {
        "ok": True, "code": None, "message": None, "models": ["brush-1", "brush-2"], "key": "fits",
    }  # fmt: skip
    fakes.answer = Transient("no answer")
    assert (await check())["code"] == "provider_away"
    item = await shown()
    assert (item["usable"], item["last_error"]) == (True, "no answer")
    assert item["last_error_at"] is not None
    for error in (AuthError("the key is not accepted"), QuotaError("no credit")):
        fakes.answer = error
        assert (await check())["code"] == error.code
        assert (await shown())["reason"] == error.code
    fakes.answer = RateLimited("busy", 3.0)
    assert (await check())["code"] == "provider_busy"
    assert (await shown())["reason"] == "provider_credit"  # nothing was mended by that
    fakes.answer = Checked()
    assert (await check())["ok"] is True
    assert (await shown())["usable"] is True
    await change(browser, told, enabled=False)
    assert (await check())["ok"] is True  # one may look before turning it on


async def test_a_check_that_was_overtaken_by_a_change_marks_nothing(
    browser: Browser, fakes: FakeProviders
) -> None:
    told = await added(browser)

    async def meanwhile() -> None:
        browser.clock.turn(seconds=1)
        await change(browser, told, key="sk-right")

    fakes.before, fakes.answer = meanwhile, AuthError("the old key is not accepted")
    assert (await browser.ask("POST", f"{AT}/{told['id']}/check")).json()["ok"] is False
    assert (await browser.ask("GET", AT)).json()["items"][0]["usable"] is True


async def test_a_check_ends_in_time(
    browser: Browser, fakes: FakeProviders, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bookreader.administration import service

    monkeypatch.setattr(service, "_LONGEST_CHECK", 0.05)
    told = await added(browser)
    fakes.before = lambda: asyncio.sleep(30)
    checked = (await browser.ask("POST", f"{AT}/{told['id']}/check")).json()
    assert (checked["ok"], checked["code"]) == (False, "provider_away")


async def test_an_administrators_change_mends_a_fault_and_the_circuit(browser: Browser) -> None:
    for what in ({"key": KEY}, {"model": "brush-2"}, {"base_url": ""}, {"enabled": True}):
        told = await added(browser)
        async with browser.context.database.write() as session:
            for error in [Transient("away")] * 5 + [AuthError("wrong")]:
                await providers.ended(session, UUID(told["id"]), browser.clock(), error=error)
        broken = (await browser.ask("GET", AT)).json()["items"][-1]
        assert broken["reason"] == "provider_key"
        assert broken["open_until"] is not None
        for idle in ({"name": "B"}, {"price_micros": 1}, {"options": {}}):
            assert (await change(browser, told, **idle)).json()["reason"] == "provider_key"
        mended = (await change(browser, told, **what)).json()
        assert (mended["usable"], mended["open_until"]) == (True, None), what


async def test_a_removed_provider_takes_its_key_and_limits_along_but_not_the_bill(
    browser: Browser,
) -> None:
    told = await added(browser)
    await spend(browser, told, 700)
    limits = [{"scope": "provider", "period": "day", "subject_id": told["id"], "pictures": 5}]
    await put_caps(browser, limits)
    assert (await browser.ask("DELETE", f"{AT}/{told['id']}")).status_code == 204
    assert code(await browser.ask("DELETE", f"{AT}/{told['id']}")) == (404, "provider_not_found")
    assert code(await change(browser, told, name="x")) == (404, "provider_not_found")
    gone = await browser.ask("POST", f"{AT}/{told['id']}/check")
    assert code(gone) == (404, "provider_not_found")
    scopes = {cap["scope"] for cap in (await browser.ask("GET", "/api/admin/caps")).json()["items"]}
    assert scopes == {"server"}
    days = (await browser.ask("GET", "/api/admin/spending")).json()["days"]
    assert [(day["provider"], day["micros"]) for day in days] == [("Brush", 700)]


async def put_caps(browser: Browser, items: list[dict[str, Any]], **more: bool) -> httpx.Response:
    switches = {"stopped": False, "everybody": False, **more}
    return await browser.ask("PUT", "/api/admin/caps", json={"items": items, **switches})


async def spend(
    browser: Browser, told: dict[str, Any], micros: int, end: str = "settle", sha256: str = "0" * 64
) -> None:
    now = browser.clock()
    async with browser.context.database.write() as session:
        user = (await session.scalars(select(User))).first()
        assert user is not None
        novel = book(user.id, now, sha256)
        session.add(novel)
        await session.flush()
        charge = await ledger.reserve(
            session, now=now, user_id=user.id, book_id=novel.id, provider_id=UUID(told["id"]),
            picture_id=None, estimate_micros=micros,
        )  # fmt: skip
        if end == "settle":
            await ledger.settle(session, charge.id, now, micros, True)
        elif end == "unknown":
            await ledger.unknown(session, charge.id, now)
        elif end == "release":
            await ledger.release(session, charge.id, now)


async def test_limits_are_those_of_the_program_until_they_are_chosen(browser: Browser) -> None:
    default = {
        "scope": "server", "period": "month", "subject_id": None, "pictures": None,
        "micros": 5_000_000,
    }  # fmt: skip
    told = (await browser.ask("GET", "/api/admin/caps")).json()
    assert told == {"items": [default], "stopped": False, "everybody": False, "chosen": False}
    kept = (await put_caps(browser, [], everybody=True)).json()
    assert kept == {"items": [default], "stopped": False, "everybody": True, "chosen": True}
    mine = [
        {"scope": "server", "period": "day", "subject_id": None, "pictures": 9, "micros": 0},
        {"scope": "user", "period": "month", "subject_id": None, "pictures": 3, "micros": None},
        {"scope": "user", "period": "month", "subject_id": str(uuid4()), "pictures": 4,
         "micros": None},
    ]  # fmt: skip
    kept = (await put_caps(browser, mine, stopped=True)).json()
    assert sorted(kept["items"], key=str) == sorted(mine, key=str)
    assert (await browser.ask("GET", "/api/admin/caps")).json() == kept


WRONG_LIMITS: list[tuple[list[dict[str, Any]], str]] = [
    ([{"scope": "server", "period": "day"}], "caps_invalid"),
    ([{"scope": "server", "period": "day", "subject_id": str(uuid4()), "micros": 1}],
     "caps_invalid"),
    ([{"scope": "user", "period": "day", "micros": 1}] * 2, "caps_invalid"),
    ([{"scope": "planet", "period": "day", "micros": 1}], "invalid_input"),
    ([{"scope": "user", "period": "year", "micros": 1}], "invalid_input"),
    ([{"scope": "user", "period": "day", "micros": -1}], "invalid_input"),
    ([{"scope": "user", "period": "day", "micros": 10**15}], "invalid_input"),
    ([{"scope": "user", "period": "day", "pictures": 10**9}], "invalid_input"),
    ([{"scope": "user", "period": "day", "pictures": 1, "id": 1}], "invalid_input"),
    ([{"scope": "user", "period": "day", "pictures": 1, "subject_id": "me"}], "invalid_input"),
    ([{"scope": "user", "period": "day", "pictures": 1}] * 301, "invalid_input"),
]  # fmt: skip


async def test_limits_that_cannot_be_kept_leave_the_old_ones(browser: Browser) -> None:
    before = (await put_caps(browser, [{"scope": "server", "period": "day", "micros": 7}])).json()
    for items, problem in WRONG_LIMITS:
        assert code(await put_caps(browser, items)) == (422, problem), items
    assert (await browser.ask("GET", "/api/admin/caps")).json() == before


async def test_spending_by_day_provider_and_reader(browser: Browser) -> None:
    async with browser.context.database.write() as session:
        plenty = Cap(scope="server", period="month", micros=10**9)
        await ledger.set_caps(session, [plenty], ledger.Switches())
    first = await added(browser)
    second = await added(browser, name="Pen")
    for number, (told, micros, end) in enumerate(
        [(first, 100, "settle"), (first, 200, "unknown"), (first, 400, "reserve"),
         (first, 800, "release"), (second, 1_600, "settle")]
    ):  # fmt: skip
        await spend(browser, told, micros, end, f"{number:064}")
    browser.clock.turn(days=1)
    await browser.sign_in()
    await spend(browser, first, 3_200, "settle", "9" * 64)

    async def days(span: str = "") -> list[tuple[Any, ...]]:
        answer = await browser.ask("GET", f"/api/admin/spending{span}")
        assert answer.status_code == 200, answer.text
        return [
            (d["day"], d["provider"], d["user"], d["pictures"], d["micros"], d["reserved_micros"],
             d["unknown_pictures"])
            for d in answer.json()["days"]
        ]  # fmt: skip

    old = [
        ("2026-05-03", "Brush", "Анна", 3, 300, 400, 1),
        ("2026-05-03", "Pen", "Анна", 1, 1_600, 0, 0),
    ]
    new = [("2026-05-04", "Brush", "Анна", 1, 3_200, 0, 0)]
    assert await days() == new + old
    assert await days("?from=2026-05-04") == new
    assert await days("?to=2026-05-03") == old
    assert await days("?from=2026-05-03&to=2026-05-03") == old
    assert await days("?from=2027-01-01") == []
    for span in ("?from=2026-05-04&to=2026-05-03", "?from=2025-01-01&to=2026-05-03"):
        refused = await browser.ask("GET", f"/api/admin/spending{span}")
        assert code(refused) == (422, "span_invalid")
    wrong = await browser.ask("GET", "/api/admin/spending?from=yesterday")
    assert code(wrong) == (422, "invalid_input")
    shown = {p["name"]: p for p in (await browser.ask("GET", AT)).json()["items"]}
    assert (shown["Brush"]["pictures_month"], shown["Brush"]["spent_month_micros"]) == (4, 3_900)
    assert (shown["Pen"]["pictures_month"], shown["Pen"]["spent_month_micros"]) == (1, 1_600)
    browser.clock.turn(days=40)
    await browser.sign_in()
    assert (await browser.ask("GET", AT)).json()["items"][0]["pictures_month"] == 0
