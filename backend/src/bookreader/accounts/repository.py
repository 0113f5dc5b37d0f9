"""Queries over accounts and sessions."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update

from bookreader.accounts.models import (
    LoginFailure,
    LoginSession,
    RefreshToken,
    ServerSetting,
    User,
)
from bookreader.kit.db import ReadSession, WriteSession

AnySession = ReadSession | WriteSession


async def count_users(session: AnySession) -> int:
    """How many accounts there are."""
    return await session.scalar(select(func.count()).select_from(User)) or 0


async def lock_accounts(session: WriteSession) -> None:
    """Serialise the opening of accounts, so that two first ones cannot both be first."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(select(func.pg_advisory_xact_lock(711_001)))


async def lock_name(session: WriteSession, name_key: str) -> None:
    """Serialise sign-ins to one account name."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(select(func.pg_advisory_xact_lock(func.hashtext(name_key))))


async def user_by_key(session: AnySession, name_key: str) -> User | None:
    """The account with this case-folded name."""
    found: User | None = await session.scalar(select(User).where(User.name_key == name_key))
    return found


async def list_users(session: AnySession) -> list[User]:
    """All accounts, oldest first."""
    return list(await session.scalars(select(User).order_by(User.created_at)))


async def count_active_admins(session: AnySession) -> int:
    """How many administrators can sign in."""
    query = select(func.count()).select_from(User).where(User.is_admin, User.is_active)
    return await session.scalar(query) or 0


async def user_of_session(session: AnySession, sid: UUID) -> tuple[User, LoginSession] | None:
    """The account and the sign-in of a session id."""
    query = (
        select(User, LoginSession)
        .join(LoginSession, LoginSession.user_id == User.id)
        .where(LoginSession.id == sid)
    )
    row = (await session.execute(query)).first()
    return None if row is None else (row[0], row[1])


async def refresh_token(session: WriteSession, token_hash: str) -> RefreshToken | None:
    """A refresh token's row, locked until the transaction ends."""
    query = select(RefreshToken).where(RefreshToken.token_hash == token_hash).with_for_update()
    found: RefreshToken | None = await session.scalar(query)
    return found


async def end_session(session: WriteSession, sid: UUID, at: datetime) -> None:
    """End one sign-in."""
    await session.execute(
        update(LoginSession)
        .where(LoginSession.id == sid, LoginSession.ended_at.is_(None))
        .values(ended_at=at)
    )


async def end_sessions_of(
    session: WriteSession, user_id: UUID, at: datetime, *, but: UUID | None = None
) -> None:
    """End all sign-ins of an account, perhaps except the present one."""
    query = update(LoginSession).where(
        LoginSession.user_id == user_id, LoginSession.ended_at.is_(None)
    )
    if but is not None:
        query = query.where(LoginSession.id != but)
    await session.execute(query.values(ended_at=at))


async def failures_since(
    session: AnySession, name_key: str, since: datetime
) -> tuple[int, datetime | None]:
    """How many wrong passwords an account name saw since a moment, and the first of them."""
    query = select(func.count(), func.min(LoginFailure.at)).where(
        LoginFailure.name_key == name_key, LoginFailure.at > since
    )
    count, first = (await session.execute(query)).one()
    return int(count), first


async def forget_failures(
    session: WriteSession, *, name_key: str | None = None, before: datetime | None = None
) -> None:
    """Forget wrong passwords of one name, or all those before a moment."""
    query = delete(LoginFailure)
    if name_key is not None:
        query = query.where(LoginFailure.name_key == name_key)
    if before is not None:
        query = query.where(LoginFailure.at < before)
    await session.execute(query)


async def setting(session: AnySession, key: str) -> dict[str, Any] | None:
    """One decision of the administrator."""
    row = await session.get(ServerSetting, key)
    return None if row is None else dict(row.value)


async def set_setting(session: WriteSession, key: str, value: dict[str, Any]) -> None:
    """Keep one decision of the administrator."""
    await session.merge(ServerSetting(key=key, value=value))
