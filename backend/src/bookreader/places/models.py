"""Tables of the reader's place: devices, where a book stands, and the journal of moves."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bookreader.kit.db import Base, BigKey


class Device(Base):
    """A browser that one account reads with; it names itself by an id of its own making."""

    __tablename__ = "devices"

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), default="")
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class ReadingPosition(Base):
    """Where a reader stopped, and the furthest place they have read up to.

    `head_id` is the journal's move that the current place comes from; a device that did not know
    of it when it moved is asked, and never overruled in silence.
    """

    __tablename__ = "reading_positions"

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    book_id: Mapped[UUID] = mapped_column(
        ForeignKey("books.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    chapter_number: Mapped[int]
    offset: Mapped[int]
    quote: Mapped[str] = mapped_column(String(200), default="")
    quote_before: Mapped[str] = mapped_column(String(64), default="", server_default=text("''"))
    quote_after: Mapped[str] = mapped_column(String(64), default="", server_default=text("''"))
    normaliser_version: Mapped[int]
    furthest_chapter: Mapped[int | None]
    furthest_offset: Mapped[int | None]
    # What stands around the furthest place, to find it again in another reading of the file.
    furthest_quote: Mapped[str] = mapped_column(String(64), default="", server_default=text("''"))
    furthest_before: Mapped[str] = mapped_column(String(64), default="", server_default=text("''"))
    furthest_progression: Mapped[float | None]
    spoilers_lifted: Mapped[bool] = mapped_column(default=False)
    head_id: Mapped[UUID | None]
    head_device_id: Mapped[UUID | None]
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=text("'{}'"))
    updated_at: Mapped[datetime]


class ReadingMove(Base):
    """One line of the journal; lines are added and never changed.

    `id` is the device's own, so that a report sent twice is kept once; `seq` is the order in which
    the server heard of them. `base_id` is the head the device knew when it moved, `stood` says that
    the move became the book's current place.
    """

    __tablename__ = "reading_moves"
    __table_args__ = (
        UniqueConstraint("user_id", "id", name="uq_reading_moves_user_id_id"),
        Index("ix_reading_moves_book_id_user_id_seq", "book_id", "user_id", "seq"),
    )

    seq: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    id: Mapped[UUID]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    book_id: Mapped[UUID] = mapped_column(ForeignKey("books.id", ondelete="CASCADE"))
    device_id: Mapped[UUID | None]
    kind: Mapped[str] = mapped_column(String(8))
    chapter_number: Mapped[int]
    chapter_key: Mapped[str] = mapped_column(String(255))
    offset: Mapped[int]
    page_end: Mapped[int]
    reached: Mapped[bool]
    quote: Mapped[str] = mapped_column(String(200), default="")
    quote_before: Mapped[str] = mapped_column(String(64), default="")
    quote_after: Mapped[str] = mapped_column(String(64), default="")
    progression: Mapped[float]
    normaliser_version: Mapped[int]
    base_id: Mapped[UUID | None]
    stood: Mapped[bool]
    made_at: Mapped[datetime]
    received_at: Mapped[datetime]
