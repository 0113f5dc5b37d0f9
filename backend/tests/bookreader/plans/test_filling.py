"""The large library, made small: whole in both databases, and read through the application."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from tests.bookreader.plans.asking import Overheard, ask_everything, signed_in
from tests.bookreader.plans.filling import filled
from tests.bookreader.plans.rows import Shape
from tests.bookreader.webapp import served

SMALL = Shape(readers=(70, 5), descriptions=900, charges=40, events=40)


async def test_a_library_is_whole_in_both_databases(database_url: str, tmp_path: Path) -> None:
    async with served(tmp_path, database_url) as browser:
        library = await filled(database_url, SMALL)
        database = browser.context.database
        async with database.read() as session:
            if database.sqlite:
                orphans = await session.execute(text("PRAGMA foreign_key_check"))
                assert list(orphans) == []
            count = text("SELECT count(*) FROM descriptions")
            assert (await session.execute(count)).scalar_one() >= 900
        await ask_everything(browser, library, Overheard())
        await signed_in(browser, library, 1)
        listed = (await browser.ask("GET", "/api/books")).json()
        assert listed["total"] == 5
        assert len(listed["items"]) == 5
