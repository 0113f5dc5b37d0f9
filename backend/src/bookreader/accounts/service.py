"""Accounts, sign-in, refresh rotation with reuse detection, and the limit on wrong passwords."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID, uuid4

import jwt

from bookreader.accounts import repository
from bookreader.accounts.errors import (
    BadName,
    LastAdmin,
    NameTaken,
    NotSignedIn,
    PreferencesTooLarge,
    RegistrationClosed,
    SessionEnded,
    SessionReused,
    TooManyAttempts,
    WeakPassword,
    WrongCredentials,
    WrongSetupCode,
)
from bookreader.accounts.models import LoginFailure, LoginSession, RefreshToken, User
from bookreader.kit.db import Database, WriteSession
from bookreader.kit.passwords import hash_password, needs_rehash, password_matches
from bookreader.kit.problem import NotFound

MIN_PASSWORD = 12
MAX_FAILURES = 10
FAILURE_WINDOW = timedelta(minutes=15)
REUSE_GRACE = timedelta(seconds=10)
IDLE_END = timedelta(days=14)
MAX_PREFERENCES_BYTES = 32_768
_ISSUER = "bookreader"
Audience = Literal["access", "media"]


@dataclass(frozen=True, slots=True)
class TokenPolicy:
    """Keys and lifetimes of tokens."""

    secret: bytes
    access_life: timedelta
    session_life: timedelta


@dataclass(frozen=True, slots=True)
class SignedIn:
    """All a browser gets at sign-in or refresh."""

    user: User
    session_id: UUID
    access_token: str
    media_token: str
    refresh_token: str
    expires_in: int


def name_key(name: str) -> str:
    """Two names that look alike to a reader are one account."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _clean_name(name: str) -> str:
    clean = unicodedata.normalize("NFC", name).strip()
    hidden = any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for c in clean)
    if not clean or len(clean) > 64 or hidden:
        raise BadName
    return clean


def _require_strength(password: str) -> None:
    if len(password) < MIN_PASSWORD or len(set(password)) < 4:
        raise WeakPassword


async def open_account(
    database: Database,
    *,
    name: str,
    password: str,
    language: str,
    now: datetime,
    setup_code: str | None = None,
    expected_code: str | None = None,
    by_administrator: bool = False,
) -> User:
    """Open an account; the first one administers the server and may need the printed code."""
    clean = _clean_name(name)
    _require_strength(password)
    async with database.read() as look:
        await _check_may_open(look, setup_code, expected_code, by_administrator)
    hashed = await hash_password(password)
    async with database.write() as session:
        await repository.lock_accounts(session)
        first = await _check_may_open(session, setup_code, expected_code, by_administrator)
        if await repository.user_by_key(session, name_key(clean)) is not None:
            raise NameTaken
        user = User(
            id=uuid4(),
            name=clean,
            name_key=name_key(clean),
            password_hash=hashed,
            is_admin=first,
            is_active=True,
            language=language,
            preferences={},
            created_at=now,
        )
        session.add(user)
    return user


async def _check_may_open(
    session: repository.AnySession,
    setup_code: str | None,
    expected_code: str | None,
    by_administrator: bool,
) -> bool:
    first = await repository.count_users(session) == 0
    if by_administrator:
        return first
    if first:
        given = (setup_code or "").strip().upper()
        if expected_code is not None and not hmac.compare_digest(
            given.encode(), expected_code.encode()
        ):
            raise WrongSetupCode
    elif not await registration_open(session):
        raise RegistrationClosed
    return first


async def registration_open(session: repository.AnySession) -> bool:
    """Whether strangers may open accounts; closed until the administrator opens it."""
    value = await repository.setting(session, "registration")
    return bool(value and value.get("open"))


async def set_registration(session: WriteSession, *, is_open: bool) -> None:
    """Open or close registration."""
    await repository.set_setting(session, "registration", {"open": is_open})


async def decision(session: repository.AnySession, name: str) -> dict[str, Any] | None:
    """What the administrator decided for the whole server under a name."""
    return await repository.setting(session, name)


async def decide(session: WriteSession, name: str, value: dict[str, Any]) -> None:
    """Keep a decision of the administrator's."""
    await repository.set_setting(session, name, value)


async def sign_in(
    database: Database, policy: TokenPolicy, *, name: str, password: str, now: datetime
) -> SignedIn:
    """Check a password and start a session; counts failures per account name.

    Raises TooManyAttempts, WrongCredentials.
    """
    key = name_key(name)[:192]
    user = await _reserve_attempt(database, key, now)
    usable = user is not None and user.is_active
    matches = await password_matches(password, user.password_hash if user and usable else None)
    if user is None or not matches:
        raise WrongCredentials
    stronger = await hash_password(password) if needs_rehash(user.password_hash) else None
    async with database.write() as session:
        await repository.forget_failures(session, name_key=key)
        await repository.forget_failures(session, before=now - FAILURE_WINDOW)
        fresh = await session.get(User, user.id)
        if fresh is None or not fresh.is_active:
            raise WrongCredentials
        if stronger:
            fresh.password_hash = stronger
        return await start_session(session, policy, fresh, now)


async def _reserve_attempt(database: Database, key: str, now: datetime) -> User | None:
    """Count the attempt as failed before the password is looked at.

    Counting afterwards would let any number of guesses through that arrive together.
    """
    async with database.write() as session:
        await repository.lock_name(session, key)
        count, first = await repository.failures_since(session, key, now - FAILURE_WINDOW)
        if count >= MAX_FAILURES and first is not None:
            wait = max(1, int((first + FAILURE_WINDOW - now).total_seconds()) + 1)
            raise TooManyAttempts(headers={"Retry-After": str(wait)})
        session.add(LoginFailure(name_key=key, at=now))
        return await repository.user_by_key(session, key)


async def start_session(
    session: WriteSession, policy: TokenPolicy, user: User, now: datetime
) -> SignedIn:
    """A new sign-in with the first refresh token of its chain."""
    login = LoginSession(
        id=uuid4(),
        user_id=user.id,
        created_at=now,
        last_used_at=now,
        ends_at=now + policy.session_life,
    )
    session.add(login)
    await session.flush()
    token = secrets.token_urlsafe(32)
    session.add(RefreshToken(token_hash=_hash(token), session_id=login.id, created_at=now))
    return _signed_in(policy, user, login.id, token, now)


async def refresh(
    database: Database, policy: TokenPolicy, token: str | None, now: datetime
) -> SignedIn:
    """Rotate a refresh token; a spent one ends the whole session.

    Within ten seconds the spent token gives the same successor again, so that two tabs waking
    together do not sign their reader out. Raises SessionEnded, SessionReused.
    """
    if not token:
        raise SessionEnded
    reused = False
    async with database.write() as session:
        row = await repository.refresh_token(session, _hash(token))
        found = None if row is None else await repository.user_of_session(session, row.session_id)
        if row is None or found is None:
            raise SessionEnded
        user, login = found
        idle = now - login.last_used_at > IDLE_END
        if login.ended_at is not None or login.ends_at <= now or idle or not user.is_active:
            raise SessionEnded
        # The successor is a keyed function of its parent: the grace period can repeat it
        # without any token being kept in the clear.
        successor = _successor(policy, token)
        if row.spent_at is not None and now - row.spent_at > REUSE_GRACE:
            await repository.end_session(session, login.id, now)
            reused = True
        elif row.spent_at is None:
            row.spent_at = now
            login.last_used_at = now
            session.add(
                RefreshToken(token_hash=_hash(successor), session_id=login.id, created_at=now)
            )
    if reused:
        raise SessionReused
    return _signed_in(policy, user, login.id, successor, now)


async def sign_out(session: WriteSession, token: str | None, now: datetime) -> None:
    """End the session a refresh token belongs to; silent when there is none."""
    if token:
        row = await repository.refresh_token(session, _hash(token))
        if row is not None:
            await repository.end_session(session, row.session_id, now)


async def authenticate(
    session: repository.AnySession,
    policy: TokenPolicy,
    token: str,
    audience: Audience,
    now: datetime,
) -> tuple[User, UUID]:
    """The reader of an access or media token; raises NotSignedIn or SessionEnded."""
    try:
        claims = jwt.decode(
            token,
            policy.secret,
            algorithms=["HS256"],
            audience=audience,
            issuer=_ISSUER,
            options={"require": ["exp", "aud", "iss", "sid"], "verify_exp": False},
        )
        sid, expires = UUID(str(claims["sid"])), float(claims["exp"])
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise NotSignedIn from error
    if expires <= now.timestamp():
        raise NotSignedIn
    found = await repository.user_of_session(session, sid)
    if found is None:
        raise SessionEnded
    user, login = found
    if login.ended_at is not None or login.ends_at <= now or not user.is_active:
        raise SessionEnded
    return user, sid


async def session_lives(session: repository.AnySession, sid: UUID, now: datetime) -> bool:
    """Whether a sign-in still holds: for streams that outlive the token they began with."""
    found = await repository.user_of_session(session, sid)
    if found is None:
        return False
    user, login = found
    return login.ended_at is None and login.ends_at > now and user.is_active


async def change_account(
    session: WriteSession,
    user_id: UUID,
    *,
    language: str | None,
    preferences: dict[str, Any] | None,
) -> User:
    """Keep an account's language and preferences (at most 32 KiB of JSON)."""
    user = await session.get(User, user_id)
    if user is None:
        raise NotSignedIn
    if language is not None:
        user.language = language
    if preferences is not None:
        if len(json.dumps(preferences)) > MAX_PREFERENCES_BYTES:
            raise PreferencesTooLarge
        user.preferences = preferences
    return user


async def change_password(
    database: Database, user: User, sid: UUID, *, current: str, new: str, now: datetime
) -> None:
    """Set a new password and end the account's other sessions."""
    if not await password_matches(current, user.password_hash):
        raise WrongCredentials
    _require_strength(new)
    hashed = await hash_password(new)
    async with database.write() as session:
        fresh = await session.get(User, user.id)
        if fresh is None:
            raise NotSignedIn
        fresh.password_hash = hashed
        await repository.end_sessions_of(session, user.id, now, but=sid)


async def list_accounts(session: repository.AnySession) -> list[User]:
    """All accounts, oldest first."""
    return await repository.list_users(session)


async def reset_password(database: Database, name: str, password: str, now: datetime) -> None:
    """Set a password from the command line; ends all sessions and lifts the login limit."""
    _require_strength(password)
    hashed = await hash_password(password)
    async with database.write() as session:
        user = await repository.user_by_key(session, name_key(name))
        if user is None:
            raise NotFound(f"there is no account named {name}")
        user.password_hash = hashed
        await repository.end_sessions_of(session, user.id, now)
        await repository.forget_failures(session, name_key=user.name_key)


async def set_active(session: WriteSession, name: str, *, active: bool, now: datetime) -> None:
    """Disable or enable an account; a disabled one loses its sessions at once."""
    await repository.lock_accounts(session)
    user = await repository.user_by_key(session, name_key(name))
    if user is None:
        raise NotFound(f"there is no account named {name}")
    losing_admin = not active and user.is_admin and user.is_active
    if losing_admin and await repository.count_active_admins(session) <= 1:
        raise LastAdmin
    user.is_active = active
    if not active:
        await repository.end_sessions_of(session, user.id, now)


async def has_accounts(session: repository.AnySession) -> bool:
    """Whether anybody reads here yet."""
    return await repository.count_users(session) > 0


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _successor(policy: TokenPolicy, token: str) -> str:
    return hmac.new(policy.secret, b"refresh:" + token.encode(), hashlib.sha256).hexdigest()


def _token(policy: TokenPolicy, sid: UUID, audience: Audience, now: datetime) -> str:
    claims = {
        "iss": _ISSUER,
        "aud": audience,
        "sid": str(sid),
        "iat": int(now.timestamp()),
        "exp": int((now + policy.access_life).timestamp()),
        "jti": secrets.token_hex(8),
    }
    return jwt.encode(claims, policy.secret, algorithm="HS256")


def _signed_in(
    policy: TokenPolicy, user: User, sid: UUID, refresh_token: str, now: datetime
) -> SignedIn:
    return SignedIn(
        user=user,
        session_id=sid,
        access_token=_token(policy, sid, "access", now),
        media_token=_token(policy, sid, "media", now),
        refresh_token=refresh_token,
        expires_in=int(policy.access_life.total_seconds()),
    )
