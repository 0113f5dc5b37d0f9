"""Tables of pictures."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bookreader.kit.db import Base

PLANNED, READY, FAILED = "planned", "ready", "failed"


class Picture(Base):
    """A picture of one description by one provider; bytes are a blob, or gone and paintable again."""

    __tablename__ = "pictures"
    __table_args__ = (
        Index("uq_pictures_description_provider", "description_id", "provider", unique=True),
        Index("ix_pictures_book_id_state", "book_id", "state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    book_id: Mapped[UUID] = mapped_column(ForeignKey("books.id", ondelete="CASCADE"))
    description_id: Mapped[UUID] = mapped_column(ForeignKey("descriptions.id", ondelete="CASCADE"))
    provider: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(16), default=PLANNED)
    painter_version: Mapped[str] = mapped_column(String(32), default="")
    scene_hash: Mapped[str] = mapped_column(String(64), default="")
    sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    width: Mapped[int]
    height: Mapped[int]
    painted_at: Mapped[datetime | None]
