"""Tables of jobs and events."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from bookreader.kit.db import Base, BigKey

QUEUED, RUNNING, DONE, FAILED, CANCELLED = "queued", "running", "done", "failed", "cancelled"
_LIVE = "status IN ('queued', 'running')"


class Job(Base):
    """What must be done; the truth of the queue.

    A worker owns a running job while `lease_until` is ahead and `fence` is the number it got.
    `request_id` and `traceparent` tell whose request had it begun, as logs and traces know it.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        Index(
            "uq_jobs_live_kind_subject",
            "kind",
            "subject_id",
            unique=True,
            sqlite_where=text(_LIVE),
            postgresql_where=text(_LIVE),
        ),
        Index("ix_jobs_status_run_after", "status", "run_after"),
        Index("ix_jobs_subject_id_kind", "subject_id", "kind"),
        Index("ix_jobs_kind_status_updated_at", "kind", "status", "updated_at"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[UUID]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    status: Mapped[str] = mapped_column(String(16), default=QUEUED)
    stage: Mapped[str] = mapped_column(String(32), default="")
    priority: Mapped[int] = mapped_column(default=0)
    attempt: Mapped[int] = mapped_column(default=0)
    fence: Mapped[int] = mapped_column(default=0)
    run_after: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    error_code: Mapped[str | None] = mapped_column(String(64))
    error_message: Mapped[str | None] = mapped_column(String(500))
    request_id: Mapped[str] = mapped_column(String(64), default="", server_default=text("''"))
    traceparent: Mapped[str] = mapped_column(String(55), default="", server_default=text("''"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class Event(Base):
    """Something changed: a hint to look again, never the data itself."""

    __tablename__ = "events"
    # Listeners resume after the last id they saw: an id must never be given twice, and SQLite
    # gives the id of a deleted last row again unless it is told not to.
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    data: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(index=True)


class WorkerBeat(Base):
    """When a host's worker last looked for work; silence says more than any connection."""

    __tablename__ = "worker_beats"

    host: Mapped[str] = mapped_column(String(255), primary_key=True)
    at: Mapped[datetime]
