"""Puts a large library into an empty, migrated database as fast as the database takes it."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import JSON, Table
from sqlalchemy.engine import make_url

import bookreader.main  # noqa: F401 - it knows the tables of every domain
from bookcore.text.lookup import SEARCH_VERSION
from bookreader.kit.db import Base, is_sqlite
from tests.bookreader.plans.rows import Row, Shape
from tests.bookreader.plans.work import Library

# The index of the books' words, made of the chapters by the database: a passage for each of them.
_INDEX_BOOKS = (
    "INSERT INTO search_books (book_id, search_version, normaliser_version, stemmed, chapters_done,"
    f" passages, indexed_at) SELECT id, {SEARCH_VERSION}, normaliser_version, 1 = 1, chapter_count,"
    " chapter_count, added_at FROM books"
)
_INDEX_PASSAGES = (
    'INSERT INTO search_passages (book_id, chapter_number, start, "end", words)'
    " SELECT book_id, number, 0, chars, {} FROM book_chapters"
)


async def filled(url: str, shape: Shape) -> Library:
    """Fill a database whose tables are there and empty; gives what is in it."""
    library = Library(shape)
    if is_sqlite(url):
        _into_sqlite(url, library)
    else:
        await _into_postgres(url, library)
    return library


def known_tables() -> dict[str, Table]:
    """All tables of the program by name."""
    return dict(Base.metadata.tables)


def _defaults(table: Table) -> dict[str, Any]:
    """What the program itself would put into a column that a row leaves out."""
    found: dict[str, Any] = {}
    for column in table.columns:
        default = column.default
        if default is None:
            found[column.name] = None
        elif default.is_scalar:
            found[column.name] = default.arg
        elif default.is_callable and isinstance(column.type, JSON):
            found[column.name] = json.dumps(default.arg(None))
    return found


def _records(
    table: Table, rows: Iterator[Row], convert: dict[type, Callable[[Any], Any]]
) -> Iterator[tuple[Any, ...]]:
    first = next(rows, None)
    if first is None:
        return
    ready = _defaults(table)
    for row in itertools.chain((first,), rows):
        whole = ready | row
        yield tuple(
            convert[type(value)](value) if type(value) in convert else value
            for value in map(whole.__getitem__, table.columns.keys())
        )


async def _into_postgres(url: str, library: Library) -> None:
    tables = known_tables()
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(plain)
    try:
        # The rows are whole by their making: two million look-ups of parents would prove nothing.
        await connection.execute("SET session_replication_role = replica")
        for name, rows in library.tables():
            table = tables[name]
            columns = list(table.columns.keys())
            if name == "bible_versions":
                rows = ({"id": n, **row} for n, row in enumerate(rows, 1))
            await connection.copy_records_to_table(
                name, records=_records(table, rows, {}), columns=columns, timeout=600
            )
        await connection.execute(_INDEX_BOOKS)
        await connection.execute(_INDEX_PASSAGES.format("to_tsvector('simple', text)"))
        for name, table in tables.items():
            key = next(iter(table.primary_key.columns), None)
            if key is not None and key.autoincrement is True:
                await connection.execute(
                    f"SELECT setval(pg_get_serial_sequence('{name}', '{key.name}'),"
                    f" (SELECT coalesce(max({key.name}), 0) + 1 FROM {name}), false)"
                )
        await connection.execute("VACUUM (ANALYZE)")
    finally:
        await connection.close()


def _into_sqlite(url: str, library: Library) -> None:
    tables = known_tables()
    convert: dict[type, Callable[[Any], Any]] = {
        UUID: lambda one: one.hex,
        datetime: lambda one: one.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f"),
    }
    connection = sqlite3.connect(make_url(url).database or "")
    try:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        for name, rows in library.tables():
            table = tables[name]
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            holes = ", ".join("?" * len(table.columns))
            statement = f'INSERT INTO "{name}" ({names}) VALUES ({holes})'
            with connection:
                connection.executemany(statement, _records(table, rows, convert))
        connection.execute(_INDEX_BOOKS)
        connection.execute(_INDEX_PASSAGES.format("lower(text)"))
        connection.execute("ANALYZE")
        connection.commit()
    finally:
        connection.close()
