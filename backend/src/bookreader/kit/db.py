"""Database engine, sessions and portable column types.

A session is opened at the edge (request, job stage, command) and committed there; whatever must
leave the process (a bell, a wake-up) is sent after the commit and never on rollback.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, MetaData, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from bookreader.kit.pools import WatchedPool, watch

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC on both databases; SQLite itself keeps none."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Refuse naive moments, which would mean another hour on another machine."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give SQLite's naive moments their zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


JsonValue = JSON().with_variant(JSONB(), "postgresql")
BigKey = BigInteger().with_variant(Integer(), "sqlite")


class Base(DeclarativeBase):
    """All tables; names of constraints are fixed so that both databases migrate alike."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        dict[str, Any]: JsonValue,
        list[Any]: JsonValue,
    }


class WriteSession(AsyncSession):
    """A session that may change rows; holds SQLite's write lock from its first statement."""

    def after_commit(self, send: Callable[[], None]) -> None:
        """Call `send` once this transaction is durable, and never when it is rolled back."""
        self.info.setdefault("after_commit", []).append(send)


class ReadSession(AsyncSession):
    """A session that only looks."""


def is_sqlite(url: str) -> bool:
    """Whether the address names the embedded database."""
    return url.startswith("sqlite")


def _prepare_sqlite(engine: AsyncEngine, begin: str) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:
        # The driver must not open transactions by itself: a read that later writes would then
        # fail with "database is locked" no matter how long it may wait.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "foreign_keys=ON",
            "busy_timeout=15000",
            "synchronous=NORMAL",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)


_SERVER_LIMITS = {
    "application_name": "bookreader",
    "statement_timeout": "30s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
}


class Database:
    """The engines and session factories of one process."""

    def __init__(self, url: str, *, pool_size: int = 5) -> None:
        self.url = url
        self.sqlite = is_sqlite(url)
        if self.sqlite:
            self.read_engine = create_async_engine(url, poolclass=WatchedPool, hide_parameters=True)
            self.write_engine = create_async_engine(
                url, poolclass=WatchedPool, pool_size=1, max_overflow=0, hide_parameters=True
            )
            _prepare_sqlite(self.read_engine, "BEGIN")
            _prepare_sqlite(self.write_engine, "BEGIN IMMEDIATE")
        else:
            self.read_engine = self.write_engine = create_async_engine(
                url,
                poolclass=WatchedPool,
                # Parameters are readers' words and hashes of passwords: not for the log.
                hide_parameters=True,
                pool_size=pool_size,
                max_overflow=0,
                pool_pre_ping=True,
                # A stuck statement or lock must not hold a worker or a request for ever.
                connect_args={"server_settings": _SERVER_LIMITS},
            )
        watch(self.read_engine, "read" if self.sqlite else "all")
        if self.write_engine is not self.read_engine:
            watch(self.write_engine, "write")
        self._read = async_sessionmaker(
            self.read_engine, class_=ReadSession, expire_on_commit=False, autoflush=False
        )
        self._write = async_sessionmaker(
            self.write_engine, class_=WriteSession, expire_on_commit=False
        )

    @asynccontextmanager
    async def read(self) -> AsyncIterator[ReadSession]:
        """A session over one consistent view; nothing in it is ever committed."""
        async with self._read() as session:
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncIterator[WriteSession]:
        """One transaction: committed when the block ends, rolled back when it raises."""
        async with self._write() as session:
            try:
                yield session
            except BaseException:
                await session.rollback()
                raise
            await session.commit()
            for send in session.info.pop("after_commit", []):
                send()

    async def close(self) -> None:
        """Give all connections back."""
        await self.read_engine.dispose()
        if self.write_engine is not self.read_engine:
            await self.write_engine.dispose()
