"""Accounts as a browser meets them."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from pathlib import Path

import jwt
import pytest

from tests.bookreader.webapp import PASSWORD, Browser, served


@pytest.fixture
async def browser(tmp_path: Path, database_url: str) -> AsyncIterator[Browser]:
    async with served(tmp_path / "data", database_url) as made:
        yield made


async def test_the_first_account_administers_and_closes_registration(browser: Browser) -> None:
    before = (await browser.ask("GET", "/api/server")).json()
    assert before["needs_first_account"] is True
    assert before["registration_open"] is False
    answer = await browser.open_account()
    assert answer.status_code == 201
    assert answer.json()["user"]["is_admin"] is True
    assert (await browser.ask("GET", "/api/me")).json()["name"] == "Анна"
    refused = await browser.another().open_account("Борис")
    assert (refused.status_code, refused.json()["code"]) == (403, "registration_closed")


async def test_two_first_accounts_side_by_side_give_one_administrator(browser: Browser) -> None:
    answers = await asyncio.gather(
        *(browser.another().open_account(name) for name in ("Анна", "Борис", "Вера"))
    )
    assert sorted(a.status_code for a in answers) == [201, 403, 403]


async def test_registration_is_opened_by_the_administrator_only(browser: Browser) -> None:
    await browser.open_account()
    opened = await browser.ask("PATCH", "/api/admin/server", json={"registration_open": True})
    assert opened.status_code == 200
    second = browser.another()
    answer = await second.open_account("Борис")
    assert answer.status_code == 201
    assert answer.json()["user"]["is_admin"] is False
    refused = await second.ask("PATCH", "/api/admin/server", json={"registration_open": True})
    assert refused.json()["code"] == "admin_only"
    taken = await browser.another().open_account("  АННА ")
    assert (taken.status_code, taken.json()["code"]) == (409, "name_taken")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"password": "short"}, "weak_password"),
        ({"password": "aaaaaaaaaaaaaaaa"}, "weak_password"),
        ({"name": " "}, "bad_name"),
        ({"name": "a\u202eb"}, "bad_name"),
        ({"name": "x" * 65}, "bad_name"),
        ({"language": "xx"}, "invalid_input"),
        ({"surprise": 1}, "invalid_input"),
    ],
)
async def test_bad_accounts_are_refused(
    browser: Browser, change: dict[str, object], code: str
) -> None:
    answer = await browser.ask(
        "POST",
        "/api/accounts",
        json={"name": "Анна", "password": PASSWORD, "language": "ru", **change},
    )
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert PASSWORD not in answer.text


async def test_the_printed_code_guards_the_first_account(tmp_path: Path, database_url: str) -> None:
    async with served(tmp_path / "d", database_url, setup_code="KL7MNPQ2") as browser:
        assert (await browser.ask("GET", "/api/server")).json()["needs_setup_code"] is True
        for wrong in (None, "", "KL7MNPQ3"):
            answer = await browser.open_account(setup_code=wrong)
            assert answer.json()["code"] == "wrong_setup_code"
        assert (await browser.open_account(setup_code=" kl7mnpq2 ")).status_code == 201


async def test_ten_wrong_passwords_close_the_account_for_a_while(browser: Browser) -> None:
    await browser.open_account()
    other = browser.another()
    answers = [await other.sign_in("анна", f"wrong password {n}") for n in range(10)]
    assert {a.json()["code"] for a in answers} == {"wrong_credentials"}
    locked = await other.sign_in()
    assert (locked.status_code, locked.json()["code"]) == (429, "too_many_attempts")
    assert 0 < int(locked.headers["retry-after"]) <= 901
    browser.clock.turn(minutes=16)
    assert (await other.sign_in()).status_code == 200


async def test_guesses_that_arrive_together_count_each(browser: Browser) -> None:
    await browser.open_account()
    other = browser.another()
    answers = await asyncio.gather(
        *(other.sign_in(password=f"guess number {n}") for n in range(25))
    )
    assert sum(a.json()["code"] == "wrong_credentials" for a in answers) == 10


async def test_an_unknown_name_is_counted_and_answered_like_a_wrong_password(
    browser: Browser,
) -> None:
    await browser.open_account()
    answers = [await browser.another().sign_in("nobody", f"guess number {n}") for n in range(11)]
    assert [a.status_code for a in answers] == [401] * 10 + [429]


async def test_refresh_rotates_and_a_spent_token_ends_the_session(browser: Browser) -> None:
    await browser.open_account()
    spent = browser.http.cookies["bookreader_refresh"]
    first = await browser.ask("POST", "/api/session/refresh")
    assert first.status_code == 200
    fresh = browser.http.cookies["bookreader_refresh"]
    assert fresh != spent
    browser.clock.turn(seconds=11)
    thief = browser.another()
    thief.http.cookies.set("bookreader_refresh", spent)
    stolen = await thief.ask("POST", "/api/session/refresh")
    assert (stolen.status_code, stolen.json()["code"]) == (401, "session_reused")
    ended = await browser.ask("POST", "/api/session/refresh")
    assert ended.json()["code"] == "session_ended"
    assert (await browser.ask("GET", "/api/me")).json()["code"] == "session_ended"


async def test_two_tabs_waking_together_both_stay_signed_in(browser: Browser) -> None:
    await browser.open_account()
    old = browser.http.cookies["bookreader_refresh"]
    tab = browser.another()
    tab.http.cookies.set("bookreader_refresh", old)
    first, second = await asyncio.gather(
        browser.ask("POST", "/api/session/refresh"), tab.ask("POST", "/api/session/refresh")
    )
    assert (first.status_code, second.status_code) == (200, 200)
    browser.clock.turn(seconds=60)
    assert (await browser.ask("POST", "/api/session/refresh")).status_code == 200


async def test_sessions_end_by_idleness_and_by_age(browser: Browser) -> None:
    await browser.open_account()
    browser.clock.turn(days=13)
    assert (await browser.ask("POST", "/api/session/refresh")).status_code == 200
    browser.clock.turn(days=15)
    assert (await browser.ask("POST", "/api/session/refresh")).json()["code"] == "session_ended"


async def test_signing_out_ends_access_at_once(browser: Browser) -> None:
    await browser.open_account()
    assert (await browser.ask("DELETE", "/api/session")).status_code == 204
    assert (await browser.ask("GET", "/api/me")).status_code == 401
    assert "bookreader_refresh" not in browser.http.cookies


async def test_cookies_are_closed_to_scripts_and_other_sites(browser: Browser) -> None:
    answer = await browser.open_account()
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert "Secure" in cookie
    assert "Path=/api/session" in next(c for c in cookies if c.startswith("bookreader_refresh"))


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}],
)
async def test_cookie_routes_refuse_other_sites(browser: Browser, headers: dict[str, str]) -> None:
    await browser.open_account()
    for method, path in (("POST", "/api/session/refresh"), ("DELETE", "/api/session")):
        answer = await browser.ask(method, path, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "foreign_origin")


async def test_forged_tokens_are_refused(browser: Browser) -> None:
    await browser.open_account()
    assert browser.token
    claims = jwt.decode(browser.token, options={"verify_signature": False})
    policy = browser.app.state.account_policy.tokens

    def unsigned() -> str:
        parts = [{"alg": "none", "typ": "JWT"}, claims]
        raw = [base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=") for p in parts]
        return b".".join([*raw, b""]).decode()

    def signed(key: bytes = policy.secret, **change: object) -> str:
        return jwt.encode({**claims, **change}, key, algorithm="HS256")

    forged = [
        unsigned(),
        signed(b"x" * 32),
        signed(aud="media"),
        signed(exp=1),
        signed(exp="tomorrow"),
        signed(iss="other"),
        signed(sid="not-a-uuid"),
        jwt.encode({k: v for k, v in claims.items() if k != "sid"}, policy.secret),
        "x" * 100_000,
        "..",
    ]
    for token in forged:
        answer = await browser.ask("GET", "/api/me", headers={"authorization": f"Bearer {token}"})
        assert answer.status_code == 401, token[:40]


async def test_the_media_cookie_opens_pictures_and_nothing_else(browser: Browser) -> None:
    await browser.open_account()
    browser.token = None
    assert (await browser.ask("GET", "/api/me")).status_code == 401
    assert (await browser.ask("GET", "/api/books")).status_code == 401
    missing = "/api/books/6f6cbf6e-0000-4000-8000-000000000000/cover"
    assert (await browser.ask("GET", missing)).json()["code"] == "book_not_found"


async def test_a_new_password_signs_other_devices_out(browser: Browser) -> None:
    await browser.open_account()
    other = browser.another()
    await other.sign_in()
    wrong = await browser.ask(
        "PUT", "/api/me/password", json={"current": "no such one", "new": "новый длинный пароль"}
    )
    assert wrong.json()["code"] == "wrong_credentials"
    changed = await browser.ask(
        "PUT", "/api/me/password", json={"current": PASSWORD, "new": "новый длинный пароль"}
    )
    assert changed.status_code == 204
    assert (await browser.ask("GET", "/api/me")).status_code == 200
    assert (await other.ask("GET", "/api/me")).json()["code"] == "session_ended"
    assert (await other.sign_in(password="новый длинный пароль")).status_code == 200


async def test_preferences_are_kept_and_bounded(browser: Browser) -> None:
    await browser.open_account()
    kept = await browser.ask(
        "PATCH", "/api/me", json={"language": "en", "preferences": {"theme": "dark"}}
    )
    assert kept.json()["preferences"] == {"theme": "dark"}
    assert (await browser.ask("GET", "/api/me")).json()["language"] == "en"
    large = await browser.ask("PATCH", "/api/me", json={"preferences": {"x": "y" * 40_000}})
    assert (large.status_code, large.json()["code"]) == (422, "preferences_too_large")
