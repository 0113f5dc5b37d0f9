"""Tables of visual bibles."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bookreader.kit.db import Base, BigKey


class BibleVersion(Base):
    """One state of a book's visual bible; the highest version is the one in force."""

    __tablename__ = "bible_versions"
    __table_args__ = (
        Index("uq_bible_versions_book_id_version", "book_id", "version", unique=True),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    book_id: Mapped[UUID] = mapped_column(ForeignKey("books.id", ondelete="CASCADE"))
    version: Mapped[int]
    document: Mapped[dict[str, Any]]
    note: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime]
