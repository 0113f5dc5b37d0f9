"""Tables of image providers."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from bookreader.kit.db import Base


class Provider(Base):
    """One configured provider; `sealed_key` is encrypted, and nothing gives it out.

    `failures` since `failed_since` open the circuit until `open_until`; `next_call_at` spaces
    requests out; `fault` is a code that only an administrator's change takes away.
    """

    __tablename__ = "providers"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kind: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(80))
    base_url: Mapped[str] = mapped_column(String(500), default="")
    model: Mapped[str] = mapped_column(String(120), default="")
    options: Mapped[dict[str, Any]] = mapped_column(default=dict)
    sealed_key: Mapped[str] = mapped_column(String(4000), default="")
    price_micros: Mapped[int | None] = mapped_column(BigInteger)
    enabled: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str] = mapped_column(String(64), default="")
    failures: Mapped[int] = mapped_column(default=0)
    failed_since: Mapped[datetime | None]
    open_until: Mapped[datetime | None]
    next_call_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(String(300), default="")
    last_error_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class ProviderCall(Base):
    """A request that is under way; a row left behind by a dead worker ends at `ends_at`."""

    __tablename__ = "provider_calls"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    provider_id: Mapped[UUID] = mapped_column(index=True)
    ends_at: Mapped[datetime]
