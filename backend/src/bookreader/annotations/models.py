"""The table of bookmarks, highlights and notes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bookreader.kit.db import Base


class Annotation(Base):
    """A bookmark, or a highlight with or without a note, anchored by locator and quote.

    `id` is of the device's making, so that one made without a network is sent once. A deleted one
    stays as a tombstone: other devices must hear of it, and it can be brought back. `revision` is
    the account's own count of changes.
    """

    __tablename__ = "annotations"
    __table_args__ = (
        Index("ix_annotations_user_id_revision", "user_id", "revision"),
        Index("ix_annotations_book_id_chapter_number_start", "book_id", "chapter_number", "start"),
    )

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    book_id: Mapped[UUID] = mapped_column(ForeignKey("books.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(10))
    colour: Mapped[str] = mapped_column(String(10), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    chapter_number: Mapped[int]
    chapter_key: Mapped[str] = mapped_column(String(255))
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str] = mapped_column(Text, default="")
    before: Mapped[str] = mapped_column(String(64), default="")
    after: Mapped[str] = mapped_column(String(64), default="")
    progression: Mapped[float]
    normaliser_version: Mapped[int]
    search_key: Mapped[str] = mapped_column(Text, default="")
    revision: Mapped[int] = mapped_column(BigInteger)
    device_id: Mapped[UUID | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
