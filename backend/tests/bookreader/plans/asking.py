"""Asks for all that readers, workers and monitoring ask for, and keeps what the database heard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import event, select

from bookreader import pipeline
from bookreader.accounts import service as accounts
from bookreader.accounts.models import User
from bookreader.attempts import repository as attempts
from bookreader.extraction import repository as found
from bookreader.extraction import service as extraction
from bookreader.extraction import tasks as extraction_tasks
from bookreader.illustration import repository as illustration
from bookreader.illustration.models import READY, SKETCH, Picture
from bookreader.jobs import repository as jobs
from bookreader.jobs import service as queue
from bookreader.kit.db import Database
from bookreader.library import repository as library
from bookreader.library import service as books
from bookreader.orders import repository as orders
from bookreader.spending import service as spending
from tests.bookreader.plans.rows import NOW, VERSION
from tests.bookreader.plans.work import Library
from tests.bookreader.webapp import Browser

Act = Callable[[], Awaitable[object]]


@dataclass(slots=True)
class Overheard:
    """Each statement once, with the values of its first use and the act that it belongs to."""

    act: str = ""
    statements: dict[str, tuple[str, Any]] = field(default_factory=dict)

    @contextmanager
    def listening(self, database: Database) -> Iterator[None]:
        """Keep what goes to a database for the time of the block."""
        engines = {database.read_engine.sync_engine, database.write_engine.sync_engine}

        def hear(
            _connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool
        ) -> None:
            first = values[0] if many and values else values
            self.statements.setdefault(statement, (self.act, first))

        for engine in engines:
            event.listen(engine, "before_cursor_execute", hear)
        try:
            yield
        finally:
            for engine in engines:
                event.remove(engine, "before_cursor_execute", hear)


async def signed_in(browser: Browser, library_: Library, number: int = 0) -> UUID:
    """Let a browser be one of the library's readers."""
    user_id = library_.users[number]
    policy = browser.app.state.account_policy.tokens
    browser.clock.moment = NOW + timedelta(minutes=1)
    # Routes and workers alike: what is old is old by the library's own days.
    browser.app.state.context = replace(browser.context, clock=browser.clock)
    async with browser.context.database.write() as session:
        user = await session.scalar(select(User).where(User.id == user_id))
        assert user is not None
        signed = await accounts.start_session(session, policy, user, browser.clock())
    browser.token = signed.access_token
    return user_id


async def ask_everything(browser: Browser, library_: Library, heard: Overheard) -> None:
    """Every act once; an act that is refused fails here and not later."""
    user_id = await signed_in(browser, library_)
    book = library_.opened[user_id]
    requests = await _requests(browser, library_, user_id, book)
    with heard.listening(browser.context.database):
        for name, method, path, body in requests:
            heard.act = name
            answer = await browser.ask(method, path, **({"json": body} if body else {}))
            assert answer.status_code < 300, f"{name}: {answer.status_code} {answer.text[:300]}"
        for name, act in _work(browser, library_, user_id, book).items():
            heard.act = name
            await act()


async def _requests(
    browser: Browser, library_: Library, user_id: UUID, book: UUID
) -> list[tuple[str, str, str, Any]]:
    at = f"/api/books/{book}"
    wanted: list[tuple[str, str, str, Any]] = []
    for sort in ("recent", "title", "author", "added"):
        first = await browser.ask("GET", f"/api/books?sort={sort}")
        cursor = first.json()["next_cursor"]
        wanted.append((f"list by {sort}", "GET", f"/api/books?sort={sort}", None))
        wanted.append(
            (f"list by {sort}, on", "GET", f"/api/books?sort={sort}&cursor={cursor}", None)
        )
        for words in ("белый сад", "ма"):
            wanted.append((f"search by {sort}", "GET", f"/api/books?sort={sort}&q={words}", None))
    async with browser.context.database.read() as session:
        pictures = list(
            await session.scalars(
                select(Picture).where(Picture.book_id == book, Picture.state == READY).limit(1)
            )
        )
    description = f"{at}/descriptions/{pictures[0].description_id}"
    place = {"chapter": "c5", "offset": 10, "page_end": 900, "reached": True, "quote": ""}
    wanted += [
        ("book", "GET", at, None),
        ("chapter", "GET", f"{at}/chapters/c3", None),
        ("marks", "GET", f"{at}/chapters/c3/marks", None),
        ("gallery", "GET", f"{at}/gallery", None),
        ("cast", "GET", f"{at}/entities", None),
        ("cast edits", "GET", f"{at}/entities/edits", None),
        ("description", "GET", description, None),
        ("versions of a picture", "GET", f"{description}/pictures", None),
        ("why a picture", "GET", f"{at}/pictures/{pictures[0].id}/why", None),
        ("place", "GET", f"{at}/position", None),
        ("place saved", "PUT", f"{at}/position", place),
        ("moves", "GET", f"{at}/moves", None),
        ("devices", "GET", "/api/devices", None),
        ("notes of a book", "GET", f"{at}/annotations", None),
        ("notes", "GET", "/api/annotations", None),
        ("notes by words", "GET", "/api/annotations?q=река&kind=highlight", None),
        ("books with notes", "GET", "/api/annotations/books", None),
        ("search in a book", "GET", f"{at}/search?q=мельницы", None),
        ("search in all books", "GET", "/api/search?q=мельницы", None),
        ("bible", "GET", f"{at}/bible", None),
        ("orders", "GET", f"{at}/orders", None),
        ("makers", "GET", f"/api/makers?book_id={book}", None),
        ("editions", "GET", f"{at}/editions", None),
        ("dismissals", "GET", f"{at}/dismissals", None),
        ("limits", "GET", "/api/admin/caps", None),
        ("spending", "GET", "/api/admin/spending?from=2026-05-25&to=2026-06-01", None),
        ("providers", "GET", "/api/admin/providers", None),
        ("readiness", "GET", "/readyz", None),
        ("metrics", "GET", "/metrics", None),
    ]
    return wanted


def _work(browser: Browser, library_: Library, user_id: UUID, book: UUID) -> dict[str, Act]:
    context, database = browser.context, browser.context.database
    now, (order, order_book, _) = browser.clock(), library_.orders[0]
    clock = browser.clock

    async def stream() -> None:
        async with database.read() as session:
            await jobs.event_range(session)
            await jobs.events_after(session, user_id, 10, 200)
            await accounts.session_lives(session, uuid4(), now)

    async def claims() -> None:
        async with database.write() as session:
            taken = await jobs.claim(session, now, now + timedelta(seconds=30))
            assert taken is not None
            assert await jobs.owns(session, taken.id, taken.fence)
            await jobs.set_owned(session, taken.id, taken.fence, {"stage": "parse"})
            await jobs.more_urgent_waits(session, 1, now, now)
            await queue.beat(session, clock, "host")
            await jobs.waits(session, "order", now)
            await session.rollback()

    async def sweeps() -> None:
        await pipeline.sweep(context)
        await extraction_tasks.renew(context)
        async with database.write() as session:
            await spending.recover(session, now)

    async def blobs() -> None:
        named = ["0" * 64, "1" * 64]
        async with database.read() as session:
            await library.referenced(session, named)
            await pipeline._named_blobs(session, named)
        await pipeline.tidy(context)

    async def finding() -> None:
        async with database.read() as session:
            lines = await books.chapters(session, book)
            assert lines
            await extraction.outline(session, book)
            await extraction.searched(session, book)
            await found.described(session, book)
            await found.count_described(session, book, VERSION)
            await found.verdicts(session, book)
            await found.names(session, book)

    async def painting() -> None:
        async with database.write() as session:
            await illustration.is_unplanned(session, book, SKETCH, "normal", [1, 2])
            await illustration.next_to_paint(
                session, book, SKETCH, "1", "normal", [1, 2], 3, only_first=False
            )
            await illustration.counts(session, book, "normal")
            await illustration.sketches(session, book)
            await session.rollback()

    async def drawing() -> None:
        async with database.write() as session:
            picture = await session.scalar(
                select(Picture).where(Picture.order_id == order, Picture.request_key != "").limit(1)
            )
            assert picture is not None
            await attempts.latest_charge(session, picture.id)
            await attempts.spent(session, picture.id)
            await attempts.charge_states(session, [picture.id])
            await attempts.drawn_alike(session, picture.request_key, picture.id, user_id)
            await attempts.is_being_drawn(session, picture.request_key, picture.id, user_id)
            await attempts.ready_keys(session, user_id, [picture.request_key])
            await attempts.look_alikes(session, picture, picture.phash)
            await session.rollback()

    async def ordering() -> None:
        async with database.read() as session:
            await orders.of_book(session, order_book)
            await orders.is_under_way(session, order_book)
            await orders.still_planned(session, order)
            await orders.counts(session, order)
            await orders.spent(session, [order])
            await orders.running(session)

    async def money() -> None:
        provider = library_.providers[0]
        async with database.write() as session:
            await spending.left(session, now, user_id, book, provider)
            await spending.reserve(
                session, now=now, user_id=user_id, book_id=book, provider_id=provider,
                picture_id=uuid4(), estimate_micros=1, order_id=order, order_cap_micros=10**12,
            )  # fmt: skip
            await spending.used_by_provider(session, "2026-05-01")
            await session.rollback()

    async def sign_in() -> None:
        async with database.read() as session:
            await accounts.list_accounts(session)

    async def upload() -> None:
        async with database.read() as session:
            await library.by_hash(session, user_id, "0" * 64)

    return {
        "events": stream, "claim of a job": claims, "sweep": sweeps, "blobs that nothing names": blobs,
        "finding": finding, "painting": painting, "drawing": drawing, "order": ordering,
        "money": money, "accounts": sign_in, "upload": upload,
    }  # fmt: skip
