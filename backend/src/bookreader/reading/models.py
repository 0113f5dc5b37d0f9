"""Tables of the reader's place."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bookreader.kit.db import Base


class ReadingPosition(Base):
    """Where a reader stopped, and the furthest place they have read up to."""

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
    normaliser_version: Mapped[int]
    furthest_chapter: Mapped[int | None]
    furthest_offset: Mapped[int | None]
    spoilers_lifted: Mapped[bool] = mapped_column(default=False)
    updated_at: Mapped[datetime]
