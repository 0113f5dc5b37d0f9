"""The one history goes up, agrees with the models, and comes down again on both databases."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import JSON, Column, Connection, MetaData, Table, inspect
from sqlalchemy.ext.asyncio import create_async_engine

from bookreader import migrations
from bookreader.extraction.models import Description
from bookreader.extraction.service import scene_hash
from bookreader.illustration.models import Picture
from bookreader.kit.db import Base, Database
from bookreader.library.models import Book
from bookreader.places.models import ReadingPosition


async def tables(url: str) -> set[str]:
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        names = await connection.run_sync(lambda c: set(inspect(c).get_table_names()))
    await engine.dispose()
    # SQLite's word index is a table with tables of its own, and no model.
    return {n for n in names if not n.startswith("search_words")} - {"alembic_version"}


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


async def test_what_was_found_before_levels_is_shown_as_before(database_url: str) -> None:
    await migrations.upgrade(database_url, "0001")
    engine = create_async_engine(database_url)
    user, book, one, other, picture = (uuid4() for _ in range(5))
    scene = {"kind": "location", "people": [], "seed": 5, "era": "зима"}
    async with engine.begin() as connection:
        old = await connection.run_sync(lambda c: _reflected(c))
        await connection.execute(old["users"].insert().values(**_filled(old["users"], id=user)))
        await connection.execute(
            old["books"].insert().values(**_filled(old["books"], id=book, user_id=user))
        )
        for key, number in ((one, 0), (other, 1)):
            values = _filled(
                old["descriptions"], id=key, book_id=book, chapter_number=number, scene=scene
            )
            await connection.execute(old["descriptions"].insert().values(**values))
        values = _filled(
            old["pictures"], id=picture, book_id=book, description_id=one, state="ready"
        )
        await connection.execute(old["pictures"].insert().values(**values))
    await engine.dispose()
    await migrations.upgrade(database_url)
    database = Database(database_url)
    async with database.read() as session:
        kept = await session.get(Description, one)
        shown = await session.get(Picture, picture)
        owner = await session.get(Book, book)
    await database.close()
    assert kept is not None
    assert shown is not None
    assert owner is not None
    assert (owner.marks, kept.level, kept.standing) == ("normal", "normal", "found")
    assert kept.found_scene == kept.scene == scene
    # The picture shows this very scene: it need not be painted again.
    assert kept.scene_hash == shown.scene_hash == scene_hash(scene)
    await migrations.downgrade(database_url, "0001")
    assert await tables(database_url) == set(old)


async def test_the_furthest_place_takes_its_words_from_the_text_it_was_counted_in(
    database_url: str,
) -> None:
    await migrations.upgrade(database_url, "0005")
    engine = create_async_engine(database_url)
    user = uuid4()
    # Far into the text, near its beginning, at its very end, and nowhere.
    text = "".join(f"слово{n} " for n in range(100))
    furthest: list[int | None] = [400, 10, len(text), None]
    books = [uuid4() for _ in furthest]
    async with engine.begin() as connection:
        old = await connection.run_sync(lambda c: _reflected(c))
        await connection.execute(old["users"].insert().values(**_filled(old["users"], id=user)))
        for n, (book, at) in enumerate(zip(books, furthest, strict=True)):
            rows = {
                "books": {"id": book, "user_id": user, "sha256": f"{n}", "chars": 2 * len(text)},
                "book_chapters": {
                    "book_id": book, "number": 1, "key": "c1", "text": text,
                    "chars": len(text), "chars_before": len(text),
                },
                "reading_positions": {
                    "user_id": user, "book_id": book,
                    "furthest_chapter": None if at is None else 1, "furthest_offset": at,
                },
            }  # fmt: skip
            for name, values in rows.items():
                row = _filled(old[name], **values)
                await connection.execute(old[name].insert().values(**row))
    await engine.dispose()
    await migrations.upgrade(database_url)
    database = Database(database_url)
    async with database.read() as session:
        for book, at in zip(books, furthest, strict=True):
            kept = await session.get(ReadingPosition, (user, book))
            assert kept is not None
            if at is None:
                assert (kept.furthest_quote, kept.furthest_progression) == ("", None)
                continue
            assert kept.furthest_quote == text[at : at + 64]
            assert kept.furthest_before == text[max(0, at - 64) : at]
            share = (len(text) + at) / (2 * len(text))
            assert kept.furthest_progression == pytest.approx(share)
    await database.close()


def _reflected(connection: Connection) -> dict[str, Table]:
    """The tables of an older revision, with the column types of today's models."""
    names = set(inspect(connection).get_table_names()) - {"alembic_version"}
    found = {}
    for name in names:
        has = {column["name"] for column in inspect(connection).get_columns(name)}
        kept = [c for c in Base.metadata.tables[name].columns if c.name in has]
        found[name] = Table(name, MetaData(), *(Column(c.name, c.type) for c in kept))
    return found


def _filled(table: Table, **values: Any) -> dict[str, Any]:
    """A row with something in every column."""
    kinds: dict[type, Any] = {
        str: "x", int: 0, bool: False, float: 0.0, object: datetime(2026, 1, 1, tzinfo=UTC),
        dict: {}, list: [],
    }  # fmt: skip
    row = {}
    for column in table.columns:
        kind = dict if isinstance(column.type, JSON) else column.type.python_type
        row[column.name] = None if kind is UUID else kinds[kind]
    return {**row, **values}
