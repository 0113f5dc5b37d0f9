"""A small novel whose every word is known, read in and indexed on each database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.bookreader.novel import Novel, opened_novel

TEXTS = (
    "Серая шинель висела у двери. Дверь скрипела, и шинели никто не надевал.\n"
    "«Где моя шинель?» — спросил он. Ёлка стояла в углу; кое-что блестело на ней.",
    "Утром шёл снег. Быть или не быть — вот о чём молчали шинели на вешалке.\n"
    + "Снег, снег. " * 200,
    "В последней главе шинель нашлась. О ней вспомнили, когда зажгли ёлку.",
)


@dataclass
class Searched:
    """The novel and what is asked of it."""

    novel: Novel

    async def book(self, q: str, **more: Any) -> Any:
        answer = await self.novel.ask("GET", "/search", params={"q": q, **more})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def library(self, q: str, **more: Any) -> Any:
        answer = await self.novel.browser.ask("GET", "/api/search", params={"q": q, **more})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def read_to(self, chapter: int, offset: int | None = None) -> None:
        end = len(TEXTS[chapter]) if offset is None else offset
        body = {"chapter": f"c{chapter}", "offset": 0, "page_end": end, "reached": True}
        answer = await self.novel.ask("PUT", "/position", json=body)
        assert answer.status_code == 200, answer.text


@pytest.fixture
async def searched(tmp_path: Path, database_url: str) -> AsyncIterator[Searched]:
    async with opened_novel(tmp_path / "data", database_url, TEXTS) as novel:
        yield Searched(novel)
