"""Queries over counts; the same statements on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Insert, select
from sqlalchemy.dialects import postgresql, sqlite

from bookreader.kit.db import ReadSession, WriteSession
from bookreader.metrics.models import MetricCount

Key = tuple[str, str]


def addition(dialect: str, more: Mapping[Key, float]) -> Insert:
    """The statement that adds to these counts, and makes those that are not there.

    In one order everywhere: two transactions that count the same things wait for each other and
    never in a ring.
    """
    rows: list[dict[str, Any]] = [
        {"name": name, "labels": labels, "value": more[name, labels]}
        for name, labels in sorted(more)
    ]
    make = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = make(MetricCount).values(rows)
    return statement.on_conflict_do_update(
        index_elements=["name", "labels"],
        set_={"value": MetricCount.value + statement.excluded.value},
    )


async def all_counts(session: ReadSession | WriteSession) -> dict[Key, float]:
    """Every count there is; some hundreds."""
    rows = await session.execute(select(MetricCount.name, MetricCount.labels, MetricCount.value))
    return {(name, labels): float(value) for name, labels, value in rows}
