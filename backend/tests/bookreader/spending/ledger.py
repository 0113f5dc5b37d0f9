"""A book, a provider and a reader that may spend, and short words for the ledger's functions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from bookreader.accounts.models import User
from bookreader.kit.db import Database, WriteSession
from bookreader.library.models import Book
from bookreader.providers.models import Provider
from bookreader.spending import service
from bookreader.spending.models import Cap, Charge


@dataclass(frozen=True, slots=True)
class Scene:
    """Who spends on what."""

    user_id: UUID
    book_id: UUID
    provider_id: UUID

    async def reserve(
        self, session: WriteSession, now: datetime, micros: int = 100, **more: Any
    ) -> Charge:
        """Set money aside for a picture nobody drew before."""
        wanted: dict[str, Any] = {
            "user_id": self.user_id,
            "book_id": self.book_id,
            "provider_id": self.provider_id,
            "picture_id": uuid4(),
            **more,
        }
        return await service.reserve(session, now=now, estimate_micros=micros, **wanted)


def user(name: str, now: datetime, **more: Any) -> User:
    """An account."""
    values: dict[str, Any] = {"is_admin": False, "is_active": True, **more}
    return User(
        name=name, name_key=name, password_hash="x", language="en", preferences={}, created_at=now,
        **values,
    )  # fmt: skip


def book(user_id: UUID, now: datetime, sha256: str = "0" * 64) -> Book:
    """A book of somebody's."""
    return Book(
        user_id=user_id, sha256=sha256, size_bytes=1, filename="b.fb2", format="fb2", title="B",
        title_key="b", added_at=now,
    )  # fmt: skip


def provider(now: datetime, name: str = "Brush", **more: Any) -> Provider:
    """A configured provider."""
    values: dict[str, Any] = {"kind": "brush", "name": name, **more}
    return Provider(created_at=now, updated_at=now, **values)


async def set_scene(database: Database, now: datetime) -> Scene:
    """An administrator with a book, and a provider."""
    async with database.write() as session:
        reader, maker = user("admin", now, is_admin=True), provider(now)
        session.add_all([reader, maker])
        await session.flush()
        novel = book(reader.id, now)
        session.add(novel)
        await session.flush()
        return Scene(reader.id, novel.id, maker.id)


async def limit(database: Database, *caps: Cap, **switches: bool) -> None:
    """Keep these caps and switches."""
    async with database.write() as session:
        await service.set_caps(session, caps, service.Switches(**switches, chosen=True))
