"""A novel in a running application, and words for what is asked of its annotations."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.bookreader.novel import TEXTS, Novel, opened_novel

PHONE = {"id": "00000000-0000-4000-8000-000000000001", "name": "Телефон"}
DESK = {"id": "00000000-0000-4000-8000-000000000002", "name": "Стол"}


@dataclass
class Notebook:
    """The annotations of the novel's reader."""

    novel: Novel

    async def put(self, words: str, aid: str | None = None, **more: Any) -> Any:
        """Highlight words of the novel."""
        number = next(n for n, text in enumerate(TEXTS) if words in text)
        start = TEXTS[number].index(words)
        body = {
            "kind": "highlight",
            "chapter": f"c{number}",
            "start": start,
            "end": start + len(words),
            **more,
        }
        answer = await self.novel.ask("PUT", f"/annotations/{aid or uuid4()}", json=body)
        return answer if answer.status_code >= 400 else answer.json()

    async def made(self, words: str, **more: Any) -> Any:
        """The same, and only what is kept."""
        return (await self.put(words, **more))["annotation"]

    async def delete(self, aid: str, **query: Any) -> Any:
        return await self.novel.ask("DELETE", f"/annotations/{aid}", params=query)

    async def all(self, since: int | None = None) -> list[Any]:
        asked = "/annotations" if since is None else f"/annotations?since={since}"
        found: list[Any] = (await self.novel.get(asked))["annotations"]
        return found

    async def listed(self, **query: Any) -> Any:
        answer = await self.novel.browser.ask("GET", "/api/annotations", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def export(self, format: str, **query: Any) -> str:
        answer = await self.novel.browser.ask(
            "GET", "/api/annotations/export", params={"format": format, **query}
        )
        assert answer.status_code == 200, answer.text
        return answer.text

    async def take_in(self, data: str | bytes) -> Any:
        sent = data.encode() if isinstance(data, str) else data
        return await self.novel.browser.ask("POST", "/api/annotations/import", content=sent)


@pytest.fixture
async def notebook(tmp_path: Path, database_url: str) -> AsyncIterator[Notebook]:
    async with opened_novel(tmp_path / "data", database_url) as novel:
        yield Notebook(novel)
