"""Tables of found descriptions."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bookreader.kit.db import Base


class DescribedChapter(Base):
    """That a chapter was searched, and by which version of the finder."""

    __tablename__ = "described_chapters"

    book_id: Mapped[UUID] = mapped_column(
        ForeignKey("books.id", ondelete="CASCADE"), primary_key=True
    )
    chapter_number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    extractor_version: Mapped[str] = mapped_column(String(32))
    described_at: Mapped[datetime]


class Description(Base):
    """A stretch of a chapter that says how something looks."""

    __tablename__ = "descriptions"
    __table_args__ = (
        Index("ix_descriptions_book_chapter_start", "book_id", "chapter_number", "start"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    book_id: Mapped[UUID] = mapped_column(ForeignKey("books.id", ondelete="CASCADE"))
    chapter_number: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    type: Mapped[str] = mapped_column(String(16))
    also: Mapped[list[Any]]
    score: Mapped[float]
    caption: Mapped[str] = mapped_column(String(500))
    attributes: Mapped[list[Any]]
    scene: Mapped[dict[str, Any]]
