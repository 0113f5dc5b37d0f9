"""Tables of illustrated editions."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bookreader.kit.db import Base

Extent = Literal["met", "all"]
Size = Literal["screen", "e-ink", "pocket"]


class Edition(Base):
    """An EPUB asked for by a reader; it is there once `sha256` is, until then its job tells.

    Pictures stand in it up to `until_chapter` and `until_offset`, the reader's furthest place when
    they asked; everywhere when there is no such chapter. `done` counts what the stage at work has
    finished of `plates`.
    """

    __tablename__ = "editions"
    __table_args__ = (Index("ix_editions_book_id_created_at", "book_id", "created_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    book_id: Mapped[UUID] = mapped_column(ForeignKey("books.id", ondelete="CASCADE"))
    extent: Mapped[str] = mapped_column(String(8))
    size: Mapped[str] = mapped_column(String(8))
    until_chapter: Mapped[int | None]
    until_offset: Mapped[int | None]
    plates: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    size_bytes: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(index=True)
    ready_at: Mapped[datetime | None]
