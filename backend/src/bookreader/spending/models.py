"""Tables of charges and caps; money is in millionths of a US dollar."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bookreader.kit.db import Base

RESERVED, SENT, SETTLED, RELEASED, UNKNOWN = "reserved", "sent", "settled", "released", "unknown"
_MONEY = ("estimate_micros", "amount_micros")


class Charge(Base):
    """One picture's money: reserved before the request, settled or released after it.

    `day` is the UTC day of the reservation (YYYY-MM-DD). Accounts, books, providers and pictures
    may go; what was spent stays counted.
    """

    __tablename__ = "charges"
    __table_args__ = (
        # Whole answers to what caps ask: a reservation waits for each of them under a lock.
        Index(
            "ix_charges_day_counted",
            "day",
            "state",
            "provider_id",
            "user_id",
            "book_id",
            "order_id",
            "estimate_micros",
            "amount_micros",
        ),
        Index("ix_charges_user_id_counted", "user_id", "day", "state", *_MONEY),
        Index("ix_charges_book_id_counted", "book_id", "day", "state", *_MONEY),
        Index("ix_charges_provider_id_counted", "provider_id", "day", "state", *_MONEY),
        Index("ix_charges_picture_id", "picture_id"),
        Index("ix_charges_order_id", "order_id"),
        Index("ix_charges_state_created_at", "state", "created_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    book_id: Mapped[UUID | None] = mapped_column(ForeignKey("books.id", ondelete="SET NULL"))
    provider_id: Mapped[UUID]
    provider_name: Mapped[str] = mapped_column(String(80), default="")
    picture_id: Mapped[UUID | None]
    order_id: Mapped[UUID | None]
    state: Mapped[str] = mapped_column(String(16), default=RESERVED)
    estimate_micros: Mapped[int] = mapped_column(BigInteger)
    amount_micros: Mapped[int | None] = mapped_column(BigInteger)
    exact: Mapped[bool] = mapped_column(default=False)
    day: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class Cap(Base):
    """A limit of pictures, money or both; without a subject it holds for each of its scope.

    Scopes: server, provider, user, book. Periods: day, month (UTC), total.
    """

    __tablename__ = "caps"
    __table_args__ = (Index("ix_caps_scope", "scope"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    scope: Mapped[str] = mapped_column(String(16))
    period: Mapped[str] = mapped_column(String(8))
    subject_id: Mapped[UUID | None]
    pictures: Mapped[int | None]
    micros: Mapped[int | None] = mapped_column(BigInteger)
