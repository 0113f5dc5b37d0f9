"""What administrators do: configure and check providers, set caps, look at what was spent."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from bookreader.accounts import service as accounts
from bookreader.administration.errors import (
    CapsInvalid,
    KeyNeededAgain,
    ProviderInvalid,
    ProviderNotFound,
    SpanInvalid,
)
from bookreader.administration.schemas import (
    CapabilitiesOut,
    CapItem,
    CapsChange,
    CapsOut,
    CheckOut,
    KindOut,
    NewProvider,
    PriceOut,
    ProviderChange,
    ProviderList,
    ProviderOut,
    ReaderList,
    ReaderOut,
    Spending,
    SpendingLine,
    clean_key,
    clean_model,
    clean_name,
    clean_options,
    clean_url,
)
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.ports.context import TaskContext
from bookreader.ports.providers import (
    AuthError,
    Capabilities,
    ProviderError,
    ProviderKind,
    QuotaError,
    Transient,
)
from bookreader.providers import service as providers
from bookreader.providers.errors import ProviderUnusable
from bookreader.providers.models import Provider
from bookreader.spending import service as ledger
from bookreader.spending.models import Cap
from bookreader.spending.service import Used

AnySession = ReadSession | WriteSession
_LONGEST_CHECK = 30.0
_LONGEST_MODEL, _MOST_MODELS = 200, 200
_LONGEST_SPAN = timedelta(days=366)
_USUAL_SIZE = (1152, 768)


async def add_provider(
    context: TaskContext, session: WriteSession, wish: NewProvider, now: datetime
) -> Provider:
    """Configure a provider; raises ProviderInvalid."""
    kind = next((known for known in context.providers.kinds() if known.id == wish.kind), None)
    if kind is None:
        raise ProviderInvalid("There is no such kind of provider.")
    row = Provider(
        id=uuid4(),
        kind=kind.id,
        price_micros=wish.price_micros,
        enabled=wish.enabled,
        position=await providers.next_position(session),
        created_at=now,
        updated_at=now,
    )
    key = _written(context, kind, row, wish, {"name", "base_url", "model", "options", "key"})
    _require_makeable(context, row, key or "")
    session.add(row)
    await session.flush()
    return row


async def change_provider(
    context: TaskContext,
    session: WriteSession,
    provider_id: UUID,
    wish: ProviderChange,
    now: datetime,
) -> Provider:
    """Change what the wish names. A new key, address, model or word on its use mends a fault.

    Raises ProviderNotFound, ProviderInvalid, KeyNeededAgain.
    """
    row = await providers.locked(session, provider_id)
    if row is None:
        raise ProviderNotFound
    named = wish.model_fields_set
    if "kind" in named and wish.kind != row.kind:
        raise ProviderInvalid("A provider stays of its kind; add another one instead.")
    kind = providers.kind_of(context, row)
    if kind is None and named & {"base_url", "model", "options", "key"}:
        raise ProviderInvalid("This kind of provider is no longer known here.")
    before = _origin(row, kind)
    key = _written(context, kind, row, wish, named)
    if key is None and row.sealed_key and _origin(row, kind) != before:
        # Else whoever sits at an administrator's page could have the key sent to them.
        raise KeyNeededAgain
    if kind is not None and named & {"base_url", "model", "options", "key"}:
        _require_makeable(context, row, key or "")
    for name in named & {"price_micros", "enabled", "position"}:
        setattr(row, name, getattr(wish, name))
    if named & {"key", "base_url", "model", "enabled"}:
        providers.mend(row)
    row.updated_at = now
    await session.flush()
    return row


async def check_provider(context: TaskContext, provider_id: UUID) -> CheckOut:
    """Ask a question that costs nothing; an answer mends a fault, a refusal is one.

    Works for a provider that is off, too. Raises ProviderNotFound.
    """
    async with context.database.read() as session:
        provider = await providers.get(session, provider_id)
    if provider is None:
        raise ProviderNotFound
    try:
        asked, key = providers.built(context, provider), providers.key_of(context, provider)
    except ProviderUnusable as error:
        return CheckOut(ok=False, code=error.reason, message=error.detail, models=[])
    try:
        async with asyncio.timeout(_LONGEST_CHECK):
            found = await asked.check()
    except (ProviderError, TimeoutError) as error:
        failure = error if isinstance(error, ProviderError) else Transient("no answer in time")
        message = providers.scrubbed(str(failure), key)
        await _note_check(context, provider, failure, message)
        return CheckOut(ok=False, code=failure.code, message=message, models=[])
    await _note_check(context, provider, None, "")
    names = [providers.scrubbed(name, key)[:_LONGEST_MODEL] for name in found.models[:_MOST_MODELS]]
    return CheckOut(
        ok=True,
        code=None,
        message=None,
        models=names,
        key=None if not key else "fits" if found.key_tried else "untried",
    )


async def _note_check(
    context: TaskContext, asked: Provider, failure: ProviderError | None, message: str
) -> None:
    async with context.database.write() as session:
        row = await providers.locked(session, asked.id)
        if row is None or row.updated_at != asked.updated_at:
            return  # changed meanwhile: the answer was about other settings
        if failure is None:
            providers.mend(row)
            return
        providers.note_error(row, message, context.clock())
        if isinstance(failure, AuthError | QuotaError):
            row.fault = failure.code


def _written(
    context: TaskContext,
    kind: ProviderKind | None,
    row: Provider,
    wish: NewProvider | ProviderChange,
    named: set[str],
) -> str | None:
    """Put the named fields into the row; gives the key when it is one of them."""
    try:
        if "name" in named:
            row.name = clean_name(wish.name)
        if "base_url" in named:
            row.base_url = clean_url(wish.base_url)
        if kind is None:
            return None
        if "model" in named:
            row.model = clean_model(wish.model)
        if not row.model and kind.example_models:
            # Kept as it is today, so that an upgrade does not change who draws.
            row.model = kind.example_models[0]
        if "options" in named:
            row.options = clean_options(wish.options, kind)
        if "key" not in named:
            return None
        key = clean_key(wish.key.get_secret_value(), kind)
    except ValueError as error:
        raise ProviderInvalid(str(error)) from None
    providers.keep_key(context, row, key)
    return key


def _require_makeable(context: TaskContext, row: Provider, key: str) -> None:
    try:
        providers.made(context, row, key)
    except ProviderUnusable as error:
        raise ProviderInvalid(str(error)) from None


def _origin(row: Provider, kind: ProviderKind | None) -> tuple[str, str]:
    parts = urlsplit(row.base_url or (kind.default_url if kind else ""))
    return parts.scheme, parts.netloc.lower()


async def provider_list(context: TaskContext, session: AnySession, now: datetime) -> ProviderList:
    """Everything configured and everything configurable, with this month's spending."""
    month = await ledger.used_by_provider(session, ledger.month_of(now))
    return ProviderList(
        items=[
            _provider_out(context, row, month.get(row.id, Used()), now)
            for row in await providers.listed(session)
        ],
        kinds=[KindOut.model_validate(kind) for kind in context.providers.kinds()],
    )


async def provider_out(
    context: TaskContext, session: AnySession, row: Provider, now: datetime
) -> ProviderOut:
    """One provider with this month's spending."""
    month = await ledger.used_by_provider(session, ledger.month_of(now))
    return _provider_out(context, row, month.get(row.id, Used()), now)


def _provider_out(context: TaskContext, row: Provider, month: Used, now: datetime) -> ProviderOut:
    why = providers.reason(context, row)
    able: Capabilities | None = None
    with contextlib.suppress(ProviderUnusable):
        able = providers.capabilities(context, row)
    known = ledger.price(ledger.prices(), row, *_USUAL_SIZE, free=able is not None and able.free)
    told = None
    if known is not None:
        told = PriceOut(
            low=known.low,
            high=known.high,
            checked_on=known.checked_on,
            source=known.source,
            stale=known.stale(ledger.today(now)),
        )
    return ProviderOut(
        id=row.id,
        kind=row.kind,
        name=row.name,
        base_url=row.base_url,
        model=row.model,
        options=row.options,
        has_key=bool(row.sealed_key),
        enabled=row.enabled,
        usable=why is None,
        reason=why,
        last_error=row.last_error or None,
        last_error_at=row.last_error_at,
        open_until=row.open_until,
        price_micros=row.price_micros,
        price=told,
        capabilities=None if able is None else CapabilitiesOut.model_validate(able),
        spent_month_micros=month.micros,
        pictures_month=month.pictures,
        position=row.position,
    )


async def remove_provider(session: WriteSession, provider_id: UUID) -> None:
    """Forget a provider and its caps; charges keep its name. Raises ProviderNotFound."""
    if not await providers.remove(session, provider_id):
        raise ProviderNotFound
    await ledger.forget_caps_of(session, provider_id)


async def readers(session: AnySession) -> ReaderList:
    """Whom a limit may be about; what they read is their own."""
    found = await accounts.list_accounts(session)
    return ReaderList(items=[ReaderOut.model_validate(user) for user in found])


async def caps_out(session: AnySession) -> CapsOut:
    """The caps that hold and the switches."""
    now = await ledger.switches(session)
    return CapsOut(
        items=[CapItem.model_validate(cap) for cap in await ledger.caps(session)],
        stopped=now.stopped,
        everybody=now.everybody,
        chosen=now.chosen,
    )


async def set_caps(session: WriteSession, wish: CapsChange) -> CapsOut:
    """Keep these caps in place of all others; raises CapsInvalid."""
    seen: set[tuple[str, str, UUID | None]] = set()
    for item in wish.items:
        place = (item.scope, item.period, item.subject_id)
        if place in seen:
            raise CapsInvalid("Two limits are about the same.")
        seen.add(place)
        if item.scope == "server" and item.subject_id is not None:
            raise CapsInvalid("A limit of the server is about nobody else.")
        if item.pictures is None and item.micros is None:
            raise CapsInvalid("A limit names pictures, money or both.")
    found = [Cap(**item.model_dump()) for item in wish.items]
    chosen = ledger.Switches(wish.stopped, wish.everybody, chosen=True)
    await ledger.set_caps(session, found, chosen)
    return await caps_out(session)


async def spending(
    session: AnySession, now: datetime, first: date | None, last: date | None
) -> Spending:
    """What was spent from one day to another, both included; raises SpanInvalid."""
    last = last or max(ledger.today(now), first or date.min)
    first = first or last.replace(day=1)
    if not timedelta(0) <= last - first <= _LONGEST_SPAN:
        raise SpanInvalid
    rows = await ledger.by_day(session, first.isoformat(), last.isoformat())
    return Spending(
        days=[
            SpendingLine(
                day=row.day,
                provider_id=row.provider_id,
                provider=row.provider,
                user_id=row.user_id,
                user=row.user or "",
                pictures=row.pictures,
                micros=int(row.micros),
                reserved_micros=int(row.reserved_micros),
                unknown_pictures=row.unknown_pictures,
            )
            for row in rows
        ]
    )
