"""Queries over providers and their calls under way."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select

from bookreader.kit.db import ReadSession, WriteSession
from bookreader.providers.models import Provider, ProviderCall

AnySession = ReadSession | WriteSession


async def listed(session: AnySession) -> list[Provider]:
    """All providers in the administrator's order."""
    order = (Provider.position, Provider.created_at, Provider.id)
    return list(await session.scalars(select(Provider).order_by(*order)))


async def locked(session: WriteSession, provider_id: UUID) -> Provider | None:
    """A provider freshly read, held against other writers until the transaction ends."""
    query = select(Provider).where(Provider.id == provider_id).with_for_update()
    found: Provider | None = await session.scalar(query.execution_options(populate_existing=True))
    return found


async def next_position(session: WriteSession) -> int:
    """The place after the last one."""
    last = await session.scalar(select(func.max(Provider.position)))
    return 0 if last is None else last + 1


async def calls(session: WriteSession, provider_id: UUID, now: datetime) -> list[ProviderCall]:
    """Calls under way, the one that ends first in front; those of dead workers are forgotten."""
    await session.execute(
        delete(ProviderCall).where(
            ProviderCall.provider_id == provider_id, ProviderCall.ends_at <= now
        )
    )
    query = select(ProviderCall).where(ProviderCall.provider_id == provider_id)
    return list(await session.scalars(query.order_by(ProviderCall.ends_at, ProviderCall.id)))


async def end_call(session: WriteSession, call_id: UUID) -> None:
    """Forget one call."""
    await session.execute(delete(ProviderCall).where(ProviderCall.id == call_id))


async def end_calls(session: WriteSession, provider_id: UUID | None = None) -> None:
    """Forget all calls, or those of one provider."""
    query = delete(ProviderCall)
    if provider_id is not None:
        query = query.where(ProviderCall.provider_id == provider_id)
    await session.execute(query)
