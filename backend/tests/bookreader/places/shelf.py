"""A book with words enough to lose one's place in, and devices that read it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from bookcore.model import NORMALISER_VERSION
from tests.bookreader.novel import Novel, opened_novel, parsed_novel

CHAPTERS, SENTENCES = 4, 120
_SEEN = ("снег", "дождь", "дорогу", "огонь", "реку", "лес", "берег", "сад", "город", "мост", "дым")
_DONE = ("запомнил", "увидел", "услышал", "забыл", "назвал", "искал", "нашёл")


def sentence(chapter: int, number: int) -> str:
    """One sentence that stands nowhere else in the book."""
    return (
        f"— Глава {chapter}, слово {number}: он {_DONE[number % 7]} {_SEEN[number % 11]} за домом"
        f" под номером {chapter * 1000 + number}. "
    )


def texts() -> tuple[str, ...]:
    """The chapters of the book."""
    return tuple(
        "".join(sentence(c, n) for n in range(SENTENCES)).rstrip() for c in range(CHAPTERS)
    )


@dataclass
class Reader:
    """One device in a reader's hand: it knows the head it saw last."""

    novel: Novel
    name: str
    text: tuple[str, ...]
    id: str = field(default_factory=lambda: str(uuid4()))
    base: str | None = None
    version: int = NORMALISER_VERSION

    def move(self, chapter: int, offset: int, kind: str = "turn", **more: Any) -> dict[str, Any]:
        """A move to a place, as this device's text has it."""
        text = self.text[chapter]
        return {
            "id": str(uuid4()), "kind": kind, "chapter": f"c{chapter}", "offset": offset,
            "page_end": offset + 500, "reached": kind in ("turn", "read"),
            "quote": text[offset : offset + 64], "quote_before": text[max(0, offset - 32) : offset],
            "quote_after": text[offset + 64 : offset + 96], "normaliser_version": self.version,
            "made_at": self.novel.browser.clock().isoformat(), **more,
        }  # fmt: skip

    async def post(self, *moves: dict[str, Any], **more: Any) -> Any:
        """Send moves; the answer's body, and nothing learnt of it."""
        body = {"device": {"id": self.id, "name": self.name}, "base": self.base}
        answer = await self.novel.ask("POST", "/moves", json={**body, "moves": moves, **more})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def send(self, *moves: dict[str, Any]) -> Any:
        """Send moves and take the head of the answer for the new base, unless it is in question."""
        told = await self.post(*moves)
        if told["conflict"] is None:
            self.base = told["position"]["head"]
        return told

    async def go(self, chapter: int, offset: int, kind: str = "turn", **more: Any) -> Any:
        """One move, sent."""
        return await self.send(self.move(chapter, offset, kind, **more))


@asynccontextmanager
async def opened(data_dir: Path, database_url: str) -> AsyncIterator[Novel]:
    """The book in a running application, with nothing read of it."""
    async with opened_novel(data_dir, database_url, texts()) as novel:
        browser = novel.browser
        browser.app.state.context = replace(browser.context, clock=browser.clock)
        yield novel


def device(novel: Novel, name: str, text: tuple[str, ...] | None = None) -> Reader:
    """A device that has just opened the book."""
    return Reader(novel, name, text or texts())


async def read_in_anew(
    novel: Novel, monkeypatch: Any, chapters: tuple[str, ...], version: int = NORMALISER_VERSION + 1
) -> None:
    """What a release with other rules of text does to a book: its chapters are replaced."""
    monkeypatch.setattr("bookreader.library.tasks.NORMALISER_VERSION", version)
    novel.cpu.parsed = {**parsed_novel(chapters), "normaliser_version": version}
    await novel.start_again()
