"""Image providers: their settings and keys, whether one may be asked now, and how asking ended."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from bookreader.kit.db import WriteSession
from bookreader.kit.sealing import CannotUnseal
from bookreader.metrics import service as metrics
from bookreader.ports.context import TaskContext
from bookreader.ports.providers import (
    AuthError,
    BadRequest,
    Capabilities,
    ImageProvider,
    ProviderError,
    ProviderKind,
    ProviderSettings,
    QuotaError,
    RateLimited,
    Refused,
)
from bookreader.providers import repository
from bookreader.providers.errors import (
    DISABLED,
    GONE,
    KEY_MISSING,
    KEY_UNREADABLE,
    KIND_UNKNOWN,
    SETTINGS_INVALID,
    ProviderUnusable,
)
from bookreader.providers.models import Provider, ProviderCall

log = logging.getLogger(__name__)
Outcome = Literal["ok", "failed", "neutral"]
CANCELLED = "cancelled"

MOST_FAILURES = 5
FAILURE_WINDOW = timedelta(minutes=5)
OPEN_FOR = timedelta(minutes=2)
# What a call may take beyond its deadline before it counts as left behind by a dead worker.
_GRACE = timedelta(seconds=30)
_POLL_SECONDS = 2.0
_FIRST_PAUSE, _LONGEST_PAUSE, _LONGEST_TOLD_PAUSE = 15.0, 900.0, 3600.0
_LONGEST_ERROR = 300


@dataclass(frozen=True, slots=True)
class Admission:
    """Leave to ask: at once when `wait` is 0, else to be sought again after so many seconds."""

    wait: float
    call_id: UUID | None = None


async def listed(session: repository.AnySession) -> list[Provider]:
    """All providers in the administrator's order."""
    return await repository.listed(session)


async def get(session: repository.AnySession, provider_id: UUID) -> Provider | None:
    """A provider by its id."""
    return await session.get(Provider, provider_id)


def kind_of(context: TaskContext, provider: Provider) -> ProviderKind | None:
    """What is known of the provider's wire format; None when this program speaks it no more."""
    return next((kind for kind in context.providers.kinds() if kind.id == provider.kind), None)


async def locked(session: WriteSession, provider_id: UUID) -> Provider | None:
    """A provider freshly read, held against other writers until the transaction ends."""
    return await repository.locked(session, provider_id)


async def next_position(session: WriteSession) -> int:
    """The place after the last provider."""
    return await repository.next_position(session)


async def remove(session: WriteSession, provider_id: UUID) -> bool:
    """Forget a provider and its key; its pictures and charges stay. False when there is none."""
    row = await repository.locked(session, provider_id)
    if row is None:
        return False
    await repository.end_calls(session, provider_id)
    await session.delete(row)
    return True


def mend(row: Provider) -> None:
    """Forget a fault and the circuit: the administrator has seen to it."""
    row.fault = ""
    row.failures, row.failed_since, row.open_until, row.next_call_at = 0, None, None, None


def note_error(row: Provider, message: str, now: datetime) -> None:
    """Keep what went wrong last."""
    told = "".join(c if c.isprintable() else " " for c in message[:_LONGEST_ERROR])
    row.last_error, row.last_error_at = told, now


def keep_key(context: TaskContext, row: Provider, key: str) -> None:
    """Seal a key into its row; an empty one takes it away."""
    row.sealed_key = context.sealer.seal(key, _purpose(row.id)) if key else ""


def _purpose(provider_id: UUID) -> str:
    # A key that is copied into another provider's row does not open there.
    return f"provider {provider_id.hex}"


def key_of(context: TaskContext, provider: Provider) -> str:
    """The key in the clear, empty when there is none; raises ProviderUnusable."""
    if not provider.sealed_key:
        return ""
    try:
        return context.sealer.unseal(provider.sealed_key, _purpose(provider.id))
    except CannotUnseal:
        raise ProviderUnusable(
            KEY_UNREADABLE,
            "The key was kept with another SECRET_KEY and cannot be read; give it again.",
        ) from None


def reason(context: TaskContext, provider: Provider) -> str | None:
    """Why the provider cannot be asked at all, as a code; None when it can."""
    if not provider.enabled:
        return DISABLED
    if provider.fault:
        return provider.fault
    try:
        built(context, provider)
    except ProviderUnusable as error:
        return error.reason
    return None


def ready(context: TaskContext, provider: Provider) -> ImageProvider:
    """The provider with its key, ready to be asked; raises ProviderUnusable."""
    if not provider.enabled or provider.fault:
        raise ProviderUnusable(provider.fault if provider.enabled else DISABLED)
    return built(context, provider)


def built(context: TaskContext, provider: Provider) -> ImageProvider:
    """The same also for one that is off or has a fault; raises ProviderUnusable."""
    kind = kind_of(context, provider)
    if kind is None:
        raise ProviderUnusable(KIND_UNKNOWN)
    key = key_of(context, provider)
    if kind.needs_key and not key:
        raise ProviderUnusable(KEY_MISSING)
    return made(context, provider, key)


def made(context: TaskContext, provider: Provider, key: str) -> ImageProvider:
    """The adapter of these settings; raises ProviderUnusable in plain words."""
    settings = ProviderSettings(
        provider.kind, provider.base_url, provider.model, dict(provider.options), key
    )
    try:
        return context.providers.make(settings)
    except ValueError as error:
        raise ProviderUnusable(SETTINGS_INVALID, scrubbed(str(error), key)) from None


def capabilities(context: TaskContext, provider: Provider) -> Capabilities:
    """What the provider can do with its settings, also while it is off. Raises ProviderUnusable."""
    if kind_of(context, provider) is None:
        raise ProviderUnusable(KIND_UNKNOWN)
    try:
        key = key_of(context, provider)  # some tell by the kind of key how fast they may be asked
    except ProviderUnusable:
        key = ""
    return made(context, provider, key).capabilities()


def scrubbed(text: str, key: str) -> str:
    """The text without the key, should somebody have put it there."""
    return text.replace(key, "…") if key else text


async def admit(
    session: WriteSession, provider: Provider, now: datetime, able: Capabilities
) -> Admission:
    """Leave for one request, by the circuit, the spacing and the number of calls under way.

    With `wait` 0 the request counts as under way until `ended`; a call whose worker died ends by
    itself. Raises ProviderUnusable. In one transaction with `spending.reserve`, reserve first.
    """
    row = await repository.locked(session, provider.id)
    if row is None:
        raise ProviderUnusable(GONE)
    if not row.enabled or row.fault:
        raise ProviderUnusable(row.fault if row.enabled else DISABLED)
    under_way = await repository.calls(session, row.id, now)
    waits = [0.0]
    most = max(1, able.max_concurrency)
    if row.open_until is not None:
        waits.append((row.open_until - now).total_seconds())
        most = 1  # the probe after an open circuit goes alone
    if row.next_call_at is not None:
        waits.append((row.next_call_at - now).total_seconds())
    if len(under_way) >= most:
        first = (under_way[0].ends_at - now).total_seconds()
        waits.append(min(first, _POLL_SECONDS))
    if max(waits) > 0:
        return Admission(max(waits))
    call = ProviderCall(provider_id=row.id, ends_at=now + timedelta(seconds=able.deadline) + _GRACE)
    session.add(call)
    if able.min_interval > 0:
        row.next_call_at = now + timedelta(seconds=able.min_interval)
    await session.flush()
    return Admission(0.0, call.id)


def ended_as(error: ProviderError | None) -> str:
    """One word for how an attempt ended, for counts and logs."""
    return error.code.removeprefix("provider_") if error is not None else "ok"


def outcome_of(error: ProviderError) -> Outcome:
    """What an attempt's end says about the provider's health, not about the picture's."""
    if isinstance(error, Refused | BadRequest):
        return "ok"  # it is there and answers
    if isinstance(error, AuthError | QuotaError):
        return "neutral"  # a fault of the account: the circuit has nothing to wait for
    if isinstance(error, RateLimited) and error.retry_after is not None:
        return "neutral"
    return "failed"


async def ended(
    session: WriteSession,
    provider_id: UUID,
    now: datetime,
    outcome: Outcome = "ok",
    message: str = "",
    *,
    error: ProviderError | None = None,
    call_id: UUID | None = None,
    seconds: float | None = None,
) -> None:
    """A request is over. With `error` the outcome, the message, pauses and faults follow from it.

    Five failures in a row within five minutes open the circuit for two; then one probe decides.
    A refused key or an empty account is a fault that only an administrator takes away.
    Without `call_id` the call that began first is taken for the one that ended. With `seconds`,
    what it took, the attempt is counted.
    """
    row = await repository.locked(session, provider_id)
    under_way = await repository.calls(session, provider_id, now)
    if call_id is None and under_way:
        call_id = under_way[0].id
    if call_id is not None:
        await repository.end_call(session, call_id)
    if row is None:
        return
    if seconds is not None:
        told = ended_as(error) if outcome != "neutral" else CANCELLED
        metrics.count(session, metrics.PROVIDER_ATTEMPTS, row.id.hex, told)
        metrics.took(session, metrics.PROVIDER_SECONDS, row.id.hex, seconds=seconds)
    if error is not None:
        outcome, message = outcome_of(error), message or str(error)
        if isinstance(error, AuthError | QuotaError):
            row.fault = error.code
        if isinstance(error, RateLimited):
            _pause(row, now, error.retry_after)
        if isinstance(error, Refused):
            message = ""  # says something of the prompt, nothing of the provider
    if message:
        note_error(row, message, now)
    if outcome == "ok":
        row.failures, row.failed_since, row.open_until = 0, None, None
    elif outcome == "failed":
        _count_failure(row, now)


def _pause(row: Provider, now: datetime, told: float | None) -> None:
    own = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(row.failures, 10))
    seconds = own if told is None else min(_LONGEST_TOLD_PAUSE, max(0.0, told))
    until = now + timedelta(seconds=seconds)
    if row.next_call_at is None or row.next_call_at < until:
        row.next_call_at = until


def _count_failure(row: Provider, now: datetime) -> None:
    probed = row.open_until is not None and row.open_until <= now
    if row.failed_since is None or now - row.failed_since > FAILURE_WINDOW:
        row.failures, row.failed_since = 0, now
    row.failures += 1
    if probed or row.failures >= MOST_FAILURES:
        row.open_until = now + OPEN_FOR
        row.failures, row.failed_since = 0, None
        log.warning("provider %s fails again and again; it is left alone for a while", row.id)


async def end_all_calls(session: WriteSession) -> None:
    """Forget calls under way: for the start of a worker that knows it is the only one."""
    await repository.end_calls(session)
