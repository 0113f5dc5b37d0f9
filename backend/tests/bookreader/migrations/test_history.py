"""The one history goes up, agrees with the models, and comes down again on both databases."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.ext.asyncio import create_async_engine

from bookreader import migrations
from bookreader.kit.db import Base


async def tables(url: str) -> set[str]:
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        names = await connection.run_sync(lambda c: set(inspect(c).get_table_names()))
    await engine.dispose()
    return names - {"alembic_version"}


async def test_up_check_down_and_up_again(database_url: str) -> None:
    await migrations.upgrade(database_url)
    await migrations.check(database_url)
    assert await tables(database_url) == set(Base.metadata.tables)
    engine = create_async_engine(database_url)
    assert await migrations.current_revision(engine) == migrations.head_revision()
    await engine.dispose()
    await migrations.downgrade(database_url, "base")
    assert await tables(database_url) == set()
    await migrations.upgrade(database_url)
    await migrations.check(database_url)


def test_history_is_one_line() -> None:
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(migrations.config())
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1


def test_a_database_is_copied_before_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "bookreader.db"
    assert migrations.copy_before_upgrade(file, None) is None
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE kept (word TEXT)")
        connection.execute("INSERT INTO kept VALUES ('слово')")
    copy = migrations.copy_before_upgrade(file, "0001")
    assert copy is not None
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("слово",)
