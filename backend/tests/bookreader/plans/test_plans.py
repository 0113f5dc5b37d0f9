"""No hot query walks through a big table: asked of PostgreSQL itself, at the size of a large library.

The library is a tenth of the largest by default, which is enough for the planner to choose as it
does there; `make bench-queries` runs the same at 10,000 books and 2,000,000 descriptions.
"""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bookreader.kit.db import Database
from tests.bookreader.plans.asking import Overheard, ask_everything
from tests.bookreader.plans.filling import filled, known_tables
from tests.bookreader.plans.rows import Shape
from tests.bookreader.webapp import served
from tests.conftest import REPO

POSTGRES = os.environ.get("TEST_DATABASE_URL", "")
DESCRIPTIONS = int(os.environ.get("PLANS_DESCRIPTIONS", "200000"))
READERS = (2_000, *[500] * 16)
# The planner's costs as production has them (deploy/postgres/postgresql.conf).
PLANNER = {"random_page_cost": "1.1", "effective_cache_size": "1GB", "work_mem": "4MB"}
# Indexes that hold only the few rows of a table that are alive.
OF_FEW_ROWS = {"uq_jobs_live_kind_subject"}
# From this many rows on a table is not to be walked through for one reader's question.
BIG = 5_000


@dataclass(frozen=True, slots=True)
class Walk:
    """A place in a plan where a big table, or a whole index of one, is walked through."""

    act: str
    table: str
    how: str
    statement: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the database itself says of its tables and indexes."""

    big: set[str]
    indexes: dict[str, tuple[str, str]]
    """Table and first column of every index."""


def walks(plan: dict[str, Any], known: Known) -> Iterator[tuple[str, str]]:
    """The walks in a plan: no index, or one whose first column has no condition."""
    kind = plan["Node Type"]
    if kind == "Seq Scan" and plan["Relation Name"] in known.big:
        yield plan["Relation Name"], kind
    index = plan.get("Index Name", "")
    if index and index not in OF_FEW_ROWS:
        table, first = known.indexes[index]
        if table in known.big and first not in plan.get("Index Cond", ""):
            yield table, f"whole {index}"
    for inner in plan.get("Plans", ()):
        # A limit over an index in the wanted order reads no more than it gives.
        ordered = kind == "Limit" and inner["Node Type"] in ("Index Scan", "Index Only Scan")
        if not (ordered and "Filter" not in inner and "Index Cond" not in inner):
            yield from walks(inner, known)


async def plans_of(database: Database, heard: Overheard) -> list[tuple[str, str, dict[str, Any]]]:
    """Act, statement and plan of everything that was asked."""
    found = []
    async with database.read_engine.connect() as connection:
        for statement, (act, values) in heard.statements.items():
            if (
                not statement.lstrip()
                .upper()
                .startswith(("SELECT", "UPDATE", "DELETE", "INSERT", "WITH"))
            ):
                continue
            rows = await connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", values)
            told = rows.scalar_one()
            whole = json.loads(told) if isinstance(told, str) else told
            found.append((act, statement, whole[0]["Plan"]))
        await connection.rollback()
    return found


async def known_to(database: Database) -> Known:
    """Big tables by the database's own statistics, and where its indexes begin."""
    big = text("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples >= :big")
    indexes = text(
        "SELECT i.relname, t.relname, pg_get_indexdef(x.indexrelid, 1, true) FROM pg_index x"
        " JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid"
    )
    async with database.read_engine.connect() as connection:
        tables = set((await connection.execute(big, {"big": BIG})).scalars())
        rows = await connection.execute(indexes)
        return Known(tables, {index: (table, first) for index, table, first in rows})


@pytest.fixture
async def big_url() -> AsyncIterator[str]:
    """An empty PostgreSQL database for the large library."""
    if not POSTGRES:
        pytest.skip("TEST_DATABASE_URL names no PostgreSQL server")
    admin = create_async_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    async with admin.connect() as connection:
        await connection.execute(text("CREATE DATABASE plans"))
        for name, value in PLANNER.items():
            await connection.execute(text(f"ALTER DATABASE plans SET {name} = '{value}'"))
    try:
        yield make_url(POSTGRES).set(database="plans").render_as_string(hide_password=False)
    finally:
        async with admin.connect() as connection:
            await connection.execute(text("DROP DATABASE plans WITH (FORCE)"))
        await admin.dispose()


# What has to see every row, and reads an index or a table of short rows to do so.
WHOLE_ON_PURPOSE = {
    ("metrics", "books", "Seq Scan"),
    ("metrics", "jobs", "whole ix_jobs_kind_status_updated_at"),
    # A short row for each book: joined with a reader's thousands of books it is read as a whole.
    ("search in all books", "search_books", "Seq Scan"),
    # Told anew only every few minutes (bookreader/exposition).
    ("metrics", "described_chapters", "Seq Scan"),
    ("metrics", "verdicts", "Seq Scan"),
    # A limit of all that the server ever spends is the sum of all charges.
    ("makers", "charges", "whole ix_charges_user_id_counted"),
    ("money", "charges", "whole ix_charges_user_id_counted"),
}


@pytest.mark.postgres
@pytest.mark.timeout(1800)
async def test_no_hot_query_walks_through_a_big_table(big_url: str, tmp_path: Path) -> None:
    async with served(tmp_path, big_url) as browser:
        library = await filled(big_url, Shape(READERS, DESCRIPTIONS))
        database = browser.context.database
        known = await known_to(database)
        big = {"books", "book_chapters", "descriptions", "pictures", "charges", "events", "jobs"}
        assert big <= known.big
        heard = Overheard()
        await ask_everything(browser, library, heard)
        plans = await plans_of(database, heard)
    assert len(plans) > 60
    bad = [
        Walk(act, table, how, " ".join(statement.split()))
        for act, statement, plan in plans
        for table, how in walks(plan, known)
        if (act, table, how) not in WHOLE_ON_PURPOSE
    ]
    for one in bad:
        print(f"{one.act}: {one.how} of {one.table}\n    {one.statement}")
    assert not bad, f"{len(bad)} walks: {sorted({(b.act, b.table, b.how) for b in bad})}"


def test_what_goes_with_a_row_is_found_by_an_index() -> None:
    """A deleted book or account takes its rows along: without an index each would be a walk."""
    missing = []
    for table in known_tables().values():
        leading = {next(iter(index.columns)).name for index in table.indexes}
        leading |= {
            next(iter(one.columns)).name
            for one in table.constraints
            if isinstance(one, PrimaryKeyConstraint | UniqueConstraint)
        }
        missing += [
            f"{table.name}.{column.name}"
            for column in table.columns
            if column.foreign_keys and column.name not in leading
        ]
    assert not missing


def test_the_planner_is_asked_as_production_asks_it() -> None:
    conf = REPO / "deploy" / "postgres" / "postgresql.conf"
    if not conf.is_file():
        pytest.skip("what is deployed is not beside the tests")
    lines = [line.partition("=") for line in conf.read_text().splitlines()]
    told = {name.strip(): value.strip() for name, equals, value in lines if equals}
    assert {name: told.get(name) for name in PLANNER} == PLANNER
