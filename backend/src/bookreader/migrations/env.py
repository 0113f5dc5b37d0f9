"""Alembic's environment: the given connection, both databases, portable types."""

from __future__ import annotations

import asyncio
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON, BigInteger, Connection, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

import bookreader.accounts.models
import bookreader.annotations.models
import bookreader.bible.models
import bookreader.cast.models
import bookreader.delivery.models
import bookreader.editions.models
import bookreader.extraction.models
import bookreader.illustration.models
import bookreader.jobs.models
import bookreader.library.models
import bookreader.metrics.models
import bookreader.migrations.models
import bookreader.orders.models
import bookreader.places.models
import bookreader.providers.models
import bookreader.search.models
import bookreader.spending.models  # noqa: F401  # imported so that every table is known
from bookreader.kit.db import Base, UtcDateTime
from bookreader.settings import Settings

_LOCK = 711_000


def render_item(kind: str, item: Any, _autogen: AutogenContext) -> str | Literal[False]:
    """Write our column types by what they are, so that revisions import nothing of ours."""
    if kind != "type":
        return False
    if isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, JSON):
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    if isinstance(item, BigInteger) and item._variant_mapping:
        return 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")'
    return False


def include_object(_thing: Any, name: str | None, kind: str, reflected: bool, _match: Any) -> bool:
    """Leave the word index of each database to its revision: the other one has none like it."""
    if kind == "table" and reflected:
        return not (name or "").startswith("search_words")
    return not (kind == "index" and name == "ix_search_passages_words")


def run(connection: Connection) -> None:
    """Run the asked revisions in one transaction; two servers starting together take turns."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        compare_server_default=True,
        render_item=render_item,
        include_object=include_object,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET lock_timeout = '10s'"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        context.run_migrations()


async def _by_settings() -> None:
    # The `alembic` command: its database is the one the program's own settings name.
    engine = create_async_engine(Settings().resolved_database_url, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(run)
            await connection.commit()
    finally:
        await engine.dispose()


if "connection" in context.config.attributes:
    run(context.config.attributes["connection"])
else:
    asyncio.run(_by_settings())
