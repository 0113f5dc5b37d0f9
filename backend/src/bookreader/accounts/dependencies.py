"""Who is asking: the two ways a request proves its reader.

A bearer token works everywhere; the media cookie only where this module's `MediaUser` is used:
pictures, covers and the event stream, whose requests cannot carry a header.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, cast
from uuid import UUID

from fastapi import Depends, Request

from bookreader.accounts import service
from bookreader.accounts.errors import AdminOnly, NotSignedIn
from bookreader.accounts.models import User
from bookreader.kit.http import Db, Now

MEDIA_COOKIE = "bookreader_media"
REFRESH_COOKIE = "bookreader_refresh"


@dataclass(frozen=True, slots=True)
class AccountPolicy:
    """What the routes of accounts must know of the settings."""

    tokens: service.TokenPolicy
    secure_cookies: bool
    setup_code: str | None
    upload_limit_bytes: int
    plain_http: bool


def account_policy(request: Request) -> AccountPolicy:
    """The policy of this server."""
    return cast(AccountPolicy, request.app.state.account_policy)


Policy = Annotated[AccountPolicy, Depends(account_policy)]


@dataclass(frozen=True, slots=True)
class Reader:
    """A signed-in reader and the session they read in."""

    user: User
    session_id: UUID


def _bearer(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" and token else None


async def current_reader(request: Request, database: Db, policy: Policy, clock: Now) -> Reader:
    """The reader of a bearer token."""
    token = _bearer(request)
    if token is None:
        raise NotSignedIn
    async with database.read() as session:
        user, sid = await service.authenticate(session, policy.tokens, token, "access", clock())
    return Reader(user, sid)


async def media_reader(request: Request, database: Db, policy: Policy, clock: Now) -> Reader:
    """The reader of a bearer token or, failing that, of the media cookie."""
    if _bearer(request) is not None:
        return await current_reader(request, database, policy, clock)
    token = request.cookies.get(MEDIA_COOKIE)
    if not token:
        raise NotSignedIn
    async with database.read() as session:
        user, sid = await service.authenticate(session, policy.tokens, token, "media", clock())
    return Reader(user, sid)


async def _current_user(reader: Annotated[Reader, Depends(current_reader)]) -> User:
    return reader.user


async def _media_user(reader: Annotated[Reader, Depends(media_reader)]) -> User:
    return reader.user


async def _admin(user: Annotated[User, Depends(_current_user)]) -> User:
    if not user.is_admin:
        raise AdminOnly
    return user


CurrentReader = Annotated[Reader, Depends(current_reader)]
MediaReader = Annotated[Reader, Depends(media_reader)]
CurrentUser = Annotated[User, Depends(_current_user)]
MediaUser = Annotated[User, Depends(_media_user)]
Admin = Annotated[User, Depends(_admin)]
