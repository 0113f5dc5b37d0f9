"""Times of searching over HTTP, and what the index takes: a 3 MB novel in a library of many books.

Texts are made of invented words with the frequencies of real ones. SQLite always; PostgreSQL too
where TEST_DATABASE_URL names a server (`with_servers.py` starts one). Prints Markdown rows.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

from sqlalchemy import select, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bookcore.model import NORMALISER_VERSION
from bookcore.text.lookup import SEARCH_VERSION, passages
from bookreader.accounts.models import User
from bookreader.kit.db import Database
from bookreader.library.models import Book, BookChapter
from bookreader.places.models import ReadingPosition
from bookreader.search import repository
from bookreader.search.models import IndexedBook

sys.path.insert(0, str(Path(__file__).parent))
import bench

BOOKS, BOOK_CHAPTERS, NOVEL_CHAPTERS, CHAPTER_WORDS = 200, 10, 80, 2_050
GOAL = "150 ms"
_HEADS = ("сн", "вод", "лес", "дор", "гор", "пол", "руч", "бер", "окн", "сад", "гол", "нож", "св",
          "тих", "зв", "кр")  # fmt: skip
_MIDDLES = ("ов", "ин", "ат", "ел", "ич", "ор", "ун", "ав", "ыш", "ок", "еч", "у", "ал", "ир",
            "ем", "од")  # fmt: skip
_TAILS = ("а", "ы", "е", "у", "ой", "ами", "ам", "ах", "ый", "ого", "ому", "ыми", "ть", "л", "ла",
          "ли")  # fmt: skip


class Words:
    """Some 40,000 forms, the commonest much oftener than the rarest, as in a novel."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        every = itertools.product(_HEADS, _MIDDLES, _MIDDLES, _TAILS)
        self.forms = ["".join(parts) for parts in every]
        random.Random(7).shuffle(self.forms)
        self.forms = self.forms[:40_000]
        self._weights = list(itertools.accumulate(1 / rank for rank in range(2, 40_002)))

    def chapter(self) -> str:
        """Paragraphs of some sixty words."""
        words = self._random.choices(self.forms, cum_weights=self._weights, k=CHAPTER_WORDS)
        lines = (words[i : i + 60] for i in range(0, len(words), 60))
        return "\n".join(" ".join(line).capitalize() + "." for line in lines)


async def fill(url: str, user_name: str) -> tuple[UUID, str, float, float]:
    """Books with their index; gives the novel's id and a chapter of it, and the index's MB and MB a second."""
    database = Database(url)
    words = Words(1)
    try:
        async with database.read() as session:
            user_id = await session.scalar(select(User.id).where(User.name == user_name))
        assert user_id is not None
        for number in range(BOOKS):
            await add_book(database, user_id, f"Книга {number}", words, BOOK_CHAPTERS)
        before = await size(database)
        novel, sample, seconds, book_bytes = await add_book(
            database, user_id, "Роман", words, NOVEL_CHAPTERS, between=True
        )
        after = await size(database)
        return novel, sample, (after - before - book_bytes) / 2**20, seconds
    finally:
        await database.close()


async def size(database: Database) -> int:
    """Bytes of the database."""
    if not database.sqlite:
        async with database.read() as session:
            return int(
                await session.scalar(text("SELECT pg_database_size(current_database())")) or 0
            )
    async with database.read() as session:
        pages = await session.scalar(text("PRAGMA page_count"))
        page = await session.scalar(text("PRAGMA page_size"))
    return int(pages or 0) * int(page or 0)


async def add_book(
    database: Database,
    user_id: UUID,
    title: str,
    words: Words,
    chapters: int,
    *,
    between: bool = False,
) -> tuple[UUID, str, float, int]:
    """A book read to its end, then its index; gives id, a text, the index's seconds, the book's bytes."""
    book_id, now = uuid4(), datetime.now(UTC)
    texts = [words.chapter() for _ in range(chapters)]
    before = await size(database) if between else 0
    async with database.write() as session:
        session.add(
            Book(
                id=book_id, user_id=user_id, sha256=uuid4().hex * 2, size_bytes=1, filename="b.fb2",
                format="fb2", title=title, title_key=title.casefold(), authors=["Мы"],
                search_key=title.casefold(), language="ru", added_at=now, readable_at=now,
                normaliser_version=NORMALISER_VERSION, chapter_count=chapters,
                chars=sum(map(len, texts)),
            )
        )  # fmt: skip
        await session.flush()
        session.add_all(
            BookChapter(
                book_id=book_id, number=n, key=f"c{n}", title=f"Глава {n}", level=1, kind="chapter",
                lang="ru", html="", text=one, chars=len(one), chars_before=0, astral=False,
                blocks=[], notes=[], note_marks=[],
            )
            for n, one in enumerate(texts)
        )  # fmt: skip
        session.add(
            ReadingPosition(
                user_id=user_id, book_id=book_id, chapter_number=0, offset=0, updated_at=now,
                normaliser_version=NORMALISER_VERSION, spoilers_lifted=True,
            )
        )  # fmt: skip
    own = await size(database) - before if between else 0
    begun = time.perf_counter()
    async with database.write() as session:
        line = IndexedBook(
            book_id=book_id, search_version=SEARCH_VERSION, normaliser_version=NORMALISER_VERSION,
            stemmed=True, chapters_done=0, passages=0, indexed_at=now,
        )  # fmt: skip
        await repository.begin(session, line)
    for first in range(0, chapters, 10):
        found = [
            (n, passage)
            for n in range(first, min(first + 10, chapters))
            for passage in passages(texts[n], stemmed=True)
        ]
        async with database.write() as session:
            await repository.add(session, book_id, found, min(first + 10, chapters), now)
    return book_id, texts[chapters // 2], time.perf_counter() - begun, own


def questions(words: Words, sample: str) -> list[str]:
    """Common and rare words, pairs, phrases that are there, beginnings, and what is nowhere."""
    ranks = [0, 1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000]
    said = sample.replace(".", "").replace("\n", " ").split()
    return [
        *(words.forms[rank] for rank in ranks),
        *(f"{words.forms[a]} {words.forms[b]}" for a, b in itertools.pairwise(ranks)),
        *(f'"{said[at]} {said[at + 1]}"' for at in range(0, 200, 20)),
        *(words.forms[rank][:4] for rank in (50, 500, 5_000)),
        "нигдеслова", "нигде никогда",
    ]  # fmt: skip


def asked(at: bench.Server, path: str, every: Sequence[str]) -> list[float]:
    """Milliseconds of each question, asked three times in another order."""
    found = []
    for turn in range(4):
        for query in random.Random(turn).sample(every, len(every)):
            begun = time.perf_counter()
            at.ask("GET", f"{path}q={quote(query)}")
            if turn:
                found.append((time.perf_counter() - begun) * 1000)
    return found


def p95(values: Sequence[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def measure(kind: str, url: str, folder: Path) -> None:
    """Fill one database and ask the server over it."""
    at = bench.Server(folder, {"DATABASE_URL": url} if not url.startswith("sqlite") else {})
    try:
        account = json.dumps({"name": "bench", "password": "a long enough word", "language": "ru"})
        opened: Any = at.ask("POST", "/api/accounts", account.encode(), "application/json")
        at.token = opened["access_token"]
        novel, sample, megabytes, seconds = asyncio.run(fill(url, "bench"))
        every = questions(Words(1), sample)
        megabyte = len(sample.encode()) * NOVEL_CHAPTERS / 2**20
        own = asked(at, f"/api/books/{novel}/search?ahead=true&", every)
        bench.row(
            f"search in a novel of {megabyte:.1f} MB, {kind}: p95", GOAL, f"{p95(own):.0f} ms"
        )
        bench.row("— median", "", bench.spread(own, "ms"))
        whole = asked(at, "/api/search?", every)
        bench.row(
            f"search in a library of {BOOKS + 1} books, {kind}: p95", GOAL, f"{p95(whole):.0f} ms"
        )
        bench.row("— median", "", bench.spread(whole, "ms"))
        bench.row(f"— the novel's index takes, {kind}", "", f"{megabytes:.1f} MB")
        bench.row("— and is made in", "", f"{seconds:.1f} s")
    finally:
        at.stop()


@contextmanager
def new_database(server: str) -> Iterator[str]:
    """An empty database of a PostgreSQL server, gone afterwards."""
    name = f"bench_{uuid4().hex}"

    async def tell(statement: str) -> None:
        admin = create_async_engine(server, isolation_level="AUTOCOMMIT")
        async with admin.connect() as connection:
            await connection.execute(text(statement))
        await admin.dispose()

    asyncio.run(tell(f'CREATE DATABASE "{name}"'))
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        asyncio.run(tell(f'DROP DATABASE "{name}" WITH (FORCE)'))


def searching() -> None:
    """Both databases, as far as they are there."""
    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", f"sqlite+aiosqlite:///{folder}/bookreader.db", Path(folder))
    server = os.environ.get("TEST_DATABASE_URL")
    if server:
        with tempfile.TemporaryDirectory() as folder, new_database(server) as url:
            measure("PostgreSQL", url, Path(folder))


if __name__ == "__main__":
    searching()
    print("| what | goal | measured: median (least–most, runs) |\n|---|---|---|")
    for what, goal, figure in bench.ROWS:
        print(f"| {what} | {goal} | {figure} |")
