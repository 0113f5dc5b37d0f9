"""The whole web application over a fresh database, spoken to as a browser would."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from bookreader import migrations
from bookreader.main import create_app
from bookreader.ports.context import TaskContext
from bookreader.settings import Settings

PASSWORD = "белый парус одинокий"
BOOK = """<?xml version="1.0" encoding="utf-8"?>
<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description><title-info>
<genre>prose</genre><author><first-name>Мы</first-name><last-name>Сами</last-name></author>
<book-title>{title}</book-title><lang>ru</lang></title-info></description><body>
<section><title><p>Глава первая</p></title><p>{text}</p></section>
<section><title><p>Глава вторая</p></title><p>Дальше была дорога и пыль над нею.</p></section>
</body></FictionBook>"""


def small_book(title: str = "Дорога", text: str = "Шёл дождь.") -> bytes:
    """A book of two chapters in our own words."""
    return BOOK.format(title=title, text=text).encode()


@dataclass
class MovableClock:
    """A clock that tests turn by hand."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 5, 3, 12, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.moment

    def turn(self, **by: float) -> None:
        self.moment += timedelta(**by)


@dataclass
class Browser:
    """One browser: its cookies, and the access token its page holds."""

    http: httpx.AsyncClient
    app: FastAPI
    clock: MovableClock
    token: str | None = None

    @property
    def context(self) -> TaskContext:
        context: TaskContext = self.app.state.context
        return context

    async def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = dict(more.pop("headers", {}))
        if self.token:
            headers.setdefault("authorization", f"Bearer {self.token}")
        return await self.http.request(method, path, headers=headers, **more)

    async def open_account(self, name: str = "Анна", **more: Any) -> httpx.Response:
        body = {"name": name, "password": PASSWORD, "language": "ru", **more}
        answer = await self.ask("POST", "/api/accounts", json=body)
        if answer.status_code == 201:
            self.token = answer.json()["access_token"]
        return answer

    async def sign_in(self, name: str = "Анна", password: str = PASSWORD) -> httpx.Response:
        answer = await self.ask("POST", "/api/session", json={"name": name, "password": password})
        if answer.status_code == 200:
            self.token = answer.json()["access_token"]
        return answer

    async def upload(self, data: bytes, filename: str = "book.fb2") -> httpx.Response:
        return await self.ask("POST", "/api/books", params={"filename": filename}, content=data)

    def another(self) -> Browser:
        """A second browser of the same server, without cookies."""
        return Browser(_client(self.app), self.app, self.clock)


def _client(app: FastAPI) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=("127.0.0.1", 1))
    return httpx.AsyncClient(transport=transport, base_url="https://localhost:8000")


@asynccontextmanager
async def served(
    data_dir: Path, database_url: str = "", *, setup_code: str | None = None, **settings: Any
) -> AsyncIterator[Browser]:
    """A running application and a browser at it; the worker stays out, tests run jobs by hand."""
    made = Settings(
        _env_file=None,
        data_dir=data_dir,
        database_url=database_url,
        embedded_worker=False,
        **settings,
    )
    await migrations.upgrade(made.resolved_database_url)
    app = create_app(made, setup_code=setup_code)
    async with app.router.lifespan_context(app):
        clock = MovableClock()
        app.state.clock = clock
        async with _client(app) as http:
            yield Browser(http, app, clock)
