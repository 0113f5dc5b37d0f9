"""HTTP for administrators: providers, what they may spend and what they spent."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from bookreader.accounts.dependencies import Admin
from bookreader.accounts.errors import AdminOnly
from bookreader.administration import service
from bookreader.administration.errors import (
    CapsInvalid,
    KeyNeededAgain,
    ProviderInvalid,
    ProviderNotFound,
    SpanInvalid,
)
from bookreader.administration.schemas import (
    CapsChange,
    CapsOut,
    CheckOut,
    NewProvider,
    ProviderChange,
    ProviderList,
    ProviderOut,
    ReaderList,
    Spending,
)
from bookreader.kit.http import Now, Reading, Writing
from bookreader.kit.problem import problems
from bookreader.ports.http import Toolbox

router = APIRouter(prefix="/api/admin", tags=["administration"])


@router.get("/providers", responses=problems(AdminOnly))
async def provider_list(
    _admin: Admin, session: Reading, context: Toolbox, clock: Now
) -> ProviderList:
    """The configured providers in their order, and the kinds that can be configured."""
    return await service.provider_list(context, session, clock())


@router.post("/providers", status_code=201, responses=problems(AdminOnly, ProviderInvalid))
async def add_provider(
    body: NewProvider, _admin: Admin, session: Writing, context: Toolbox, clock: Now
) -> ProviderOut:
    """Configure a provider; its key is kept encrypted and never given out again."""
    added = await service.add_provider(context, session, body, clock())
    return await service.provider_out(context, session, added, clock())


@router.patch(
    "/providers/{provider_id}",
    responses=problems(AdminOnly, ProviderNotFound, ProviderInvalid, KeyNeededAgain),
)
async def change_provider(
    provider_id: UUID,
    body: ProviderChange,
    _admin: Admin,
    session: Writing,
    context: Toolbox,
    clock: Now,
) -> ProviderOut:
    """Change only what is named; an empty key takes the key away, options are given whole."""
    changed = await service.change_provider(context, session, provider_id, body, clock())
    return await service.provider_out(context, session, changed, clock())


@router.delete(
    "/providers/{provider_id}", status_code=204, responses=problems(AdminOnly, ProviderNotFound)
)
async def remove_provider(provider_id: UUID, _admin: Admin, session: Writing) -> None:
    """Forget a provider, its key and its limits; its pictures and what they cost stay."""
    await service.remove_provider(session, provider_id)


@router.post("/providers/{provider_id}/check", responses=problems(AdminOnly, ProviderNotFound))
async def check_provider(provider_id: UUID, _admin: Admin, context: Toolbox) -> CheckOut:
    """Ask a provider something that costs nothing; when it answers, a fault is mended."""
    return await service.check_provider(context, provider_id)


@router.get("/users", responses=problems(AdminOnly))
async def readers(_admin: Admin, session: Reading) -> ReaderList:
    """The accounts of this server by name, so that one can be given a limit of its own."""
    return await service.readers(session)


@router.get("/caps", responses=problems(AdminOnly))
async def caps(_admin: Admin, session: Reading) -> CapsOut:
    """The limits that hold."""
    return await service.caps_out(session)


@router.put("/caps", responses=problems(AdminOnly, CapsInvalid))
async def set_caps(body: CapsChange, _admin: Admin, session: Writing) -> CapsOut:
    """Keep these limits in place of all others."""
    return await service.set_caps(session, body)


@router.get("/spending", responses=problems(AdminOnly, SpanInvalid))
async def spending(
    _admin: Admin,
    session: Reading,
    clock: Now,
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
) -> Spending:
    """What was spent from one UTC day to another, by day, provider and reader.

    Without days it is the present month.
    """
    return await service.spending(session, clock(), first, last)
