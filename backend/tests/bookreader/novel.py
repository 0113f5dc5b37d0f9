"""A small book with people in it, read in by the real stages over fake children."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx

from bookcore.describe import ChapterText
from bookcore.entities import read_names
from bookcore.model import Block
from bookreader import pipeline
from bookreader.extraction import service as extraction
from bookreader.extraction.models import Description
from bookreader.jobs import tasks
from tests.bookreader.books import parsed_book
from tests.bookreader.fakes import FakeCpu, FakePainter
from tests.bookreader.webapp import Browser, served, small_book

TEXTS = (
    "В комнате сидела Анна Ельцова. У Анны были рыжие волосы и серые глаза, она носила зелёное"
    " платье. Рядом стоял Пётр Громов. Анна молчала, а Пётр Громов смотрел в окно. Анна Ельцова"
    " встала. За окном лежал снег, и крыши были белы до самой реки.",
    "Утром приехал Семён Лаптев. Семён Лаптев был седой старик с длинной бородой, в овчинном"
    " тулупе. Анна вышла к нему. Анна улыбнулась Семёну Лаптеву. Двор был пуст и тёмен.",
    "Анна Ельцова и Семён Лаптев уехали. Пётр Громов остался один. Пётр Громов закрыл дверь, а"
    " Нюра Светлова смотрела ему вслед. Нюра Светлова вздохнула, и Нюра ушла в серую степь.",
)
ANNA = "У Анны были рыжие волосы и серые глаза, она носила зелёное платье."
SNOW = "За окном лежал снег, и крыши были белы до самой реки."
SEMYON = "Семён Лаптев был седой старик с длинной бородой, в овчинном тулупе."
YARD = "Двор был пуст и тёмен."
NYURA = "Нюра Светлова вздохнула, и Нюра ушла в серую степь."
LEVELS = {ANNA: "few", SNOW: "normal", SEMYON: "few", YARD: "many", NYURA: "normal"}


def parsed_novel(texts: tuple[str, ...] = TEXTS) -> dict[str, Any]:
    """The parser's answer for these chapters."""
    parsed = parsed_book(chapters=len(texts))
    for chapter, text in zip(parsed["chapters"], texts, strict=True):
        block = {"kind": "paragraph", "start": 0, "end": len(text), "source": "0:/4", "level": 0}
        chapter |= {"text": text, "html": f"<p data-o='0'>{text}</p>", "blocks": [block]}
    return parsed


def find_passages(chapter: dict[str, Any]) -> list[dict[str, Any]]:
    """A finder that knows the described passages by heart."""
    return [
        found_at(chapter, chapter["text"].index(quote), len(quote), level)
        for quote, level in LEVELS.items()
        if quote in chapter["text"]
    ]


def found_at(chapter: dict[str, Any], start: int, length: int, level: str) -> dict[str, Any]:
    """One passage of a chapter as the finding child tells it."""
    text = chapter["text"][start : start + length]
    kind = "location" if text in (SNOW, YARD) else "character"
    people = [] if kind == "location" else [{"sex": "male" if text == SEMYON else "female"}]
    return {
        "chapter": chapter["id"],
        "start": start,
        "end": start + length,
        "type": kind,
        "also": [],
        "score": 0.9,
        "text": text,
        "attributes": ["secret look"],
        "caption": "a secret look",
        "scene": {"kind": kind, "people": people, "seed": 0},
        "level": level,
    }


def read_chapter_names(chapter: dict[str, Any]) -> dict[str, Any]:
    """The names of a chapter by the real reading."""
    blocks = tuple(Block(kind, start, end, "") for kind, start, end in chapter["blocks"])
    text = ChapterText(chapter["id"], chapter["text"], blocks, chapter["kind"])
    return read_names(text, "ru").to_json()


@dataclass
class Novel:
    """The book, its reader's browser, and what stands in for children and painter."""

    browser: Browser
    id: UUID
    cpu: FakeCpu
    painter: FakePainter

    async def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        return await self.browser.ask(method, f"/api/books/{self.id}{path}", **more)

    async def get(self, path: str) -> Any:
        answer = await self.ask("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def read_to(self, chapter: int, offset: int | None = None) -> None:
        """Turn a page that ends at an offset, or at the end of a chapter."""
        end = len(TEXTS[chapter]) if offset is None else offset
        body = {"chapter": f"c{chapter}", "offset": 0, "page_end": end, "reached": True}
        answer = await self.ask("PUT", "/position", json=body)
        assert answer.status_code == 200, answer.text

    async def lift(self, *, lifted: bool) -> None:
        await self.ask("PUT", "/spoilers", json={"lifted": lifted})

    async def work(self) -> None:
        """Run all jobs that are due."""
        while await tasks.run(self.browser.context, pipeline.STAGES):
            pass

    async def described(self) -> dict[str, Description]:
        """All description rows by their words."""
        async with self.browser.context.database.read() as session:
            rows = await extraction.for_book(session, self.id)
        return {TEXTS[d.chapter_number][d.start : d.end]: d for d in rows}

    async def start_again(self) -> None:
        """Ask for the book's job once more, and run it."""
        await self.ask("POST", "/retry")
        await self.work()

    async def stranger(self) -> Browser:
        await self.browser.ask("PATCH", "/api/admin/server", json={"registration_open": True})
        other = self.browser.another()
        await other.open_account("Борис")
        return other


@asynccontextmanager
async def opened_novel(
    data_dir: Path, database_url: str, texts: tuple[str, ...] = TEXTS
) -> AsyncIterator[Novel]:
    """The novel in a running application, read in by its job, with nothing read by its reader."""
    async with served(data_dir, database_url) as browser:
        await browser.open_account()
        cpu, painter = FakeCpu(data_dir / "children"), FakePainter()
        cpu.parsed, cpu.found, cpu.names = parsed_novel(texts), find_passages, read_chapter_names
        browser.app.state.context = replace(browser.context, cpu=cpu, painter=painter)
        book_id = UUID((await browser.upload(small_book())).json()["book"]["id"])
        novel = Novel(browser, book_id, cpu, painter)
        await novel.work()
        yield novel
