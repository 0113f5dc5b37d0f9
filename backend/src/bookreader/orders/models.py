"""Tables of orders."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bookreader.kit.db import Base

RUNNING, PAUSED, DONE, CANCELLED, STOPPED = "running", "paused", "done", "cancelled", "stopped"


class Order(Base):
    """Many pictures of one book by one provider, inside a cap; its pictures name it.

    `stopped` carries a reason in `reason`: a cap that is reached, a provider that is away.
    """

    __tablename__ = "orders"
    __table_args__ = (
        Index("ix_orders_book_id_created_at", "book_id", "created_at"),
        Index("ix_orders_state", "state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    book_id: Mapped[UUID] = mapped_column(ForeignKey("books.id", ondelete="CASCADE"))
    provider_id: Mapped[UUID]
    provider_name: Mapped[str] = mapped_column(String(80), default="")
    extent: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16), default=RUNNING)
    reason: Mapped[str] = mapped_column(String(64), default="")
    cap_micros: Mapped[int] = mapped_column(BigInteger)
    cap_pictures: Mapped[int | None]
    estimate_low: Mapped[int] = mapped_column(BigInteger, default=0)
    estimate_high: Mapped[int] = mapped_column(BigInteger, default=0)
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
