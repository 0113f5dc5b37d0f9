"""Queries over renditions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from bookreader.delivery.models import Rendition
from bookreader.kit.db import ReadSession, WriteSession

AnySession = ReadSession | WriteSession


async def get(session: AnySession, source_sha256: str, width: int, format: str) -> Rendition | None:
    """A rendition, freshly read."""
    key = {"source_sha256": source_sha256, "width": width, "format": format}
    return await session.get(Rendition, key, populate_existing=True)


async def put(session: WriteSession, values: dict[str, Any]) -> None:
    """Keep a rendition; of two made at once the later one's name stays, and both show the same."""
    changed = {"sha256": values["sha256"], "size": values["size"]}
    columns = ["source_sha256", "width", "format"]
    if session.get_bind().dialect.name == "sqlite":
        lite = sqlite.insert(Rendition).values(values)
        statement: Any = lite.on_conflict_do_update(index_elements=columns, set_=changed)
    else:
        big = postgresql.insert(Rendition).values(values)
        statement = big.on_conflict_do_update(index_elements=columns, set_=changed)
    await session.execute(statement)


async def sources_of(session: AnySession, hashes: Sequence[str]) -> dict[str, set[str]]:
    """Which of these blobs are renditions, and of what."""
    rows = await session.execute(
        select(Rendition.sha256, Rendition.source_sha256).where(Rendition.sha256.in_(hashes))
    )
    found: dict[str, set[str]] = {}
    for sha256, source in rows:
        found.setdefault(sha256, set()).add(source)
    return found


async def sources_after(session: AnySession, last: str, limit: int) -> list[str]:
    """The next sources of renditions in the order of their hashes."""
    rows = await session.scalars(
        select(Rendition.source_sha256)
        .where(Rendition.source_sha256 > last)
        .distinct()
        .order_by(Rendition.source_sha256)
        .limit(limit)
    )
    return list(rows)


async def forget(session: WriteSession, sources: Collection[str]) -> None:
    """Delete all renditions of these sources."""
    await session.execute(delete(Rendition).where(Rendition.source_sha256.in_(sources)))
