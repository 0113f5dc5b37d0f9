"""A restored library is searched like the one that was saved."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from bookreader.backup import back_up, restore
from tests.bookreader.novel import opened_novel
from tests.bookreader.search.conftest import TEXTS, Searched
from tests.bookreader.webapp import served


async def test_the_index_comes_back_with_its_books(tmp_path: Path) -> None:
    saved, elsewhere = tmp_path / "saved.tar", tmp_path / "elsewhere"
    (tmp_path / "data").mkdir()
    async with opened_novel(tmp_path / "data", "", TEXTS) as novel:
        before = await Searched(novel).book("шинелью", ahead=True)
        # Beside the running server, as an operator would.
        back_up(tmp_path / "data", saved, datetime(2026, 5, 3, tzinfo=UTC))
    restore(saved, elsewhere)
    with sqlite3.connect(elsewhere / "bookreader.db") as connection:
        connection.execute(
            "INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)"
        )
    async with served(elsewhere) as browser:
        await browser.sign_in()
        path = f"/api/books/{novel.id}/search"
        answer = await browser.ask("GET", path, params={"q": "шинелью", "ahead": "true"})
        assert answer.json() == before
        assert before["total"] == 5
