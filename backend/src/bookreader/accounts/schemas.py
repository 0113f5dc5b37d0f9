"""Bodies of account requests and answers."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from bookreader.kit.schemas import Schema

Language = Literal["ru", "en"]


class ServerState(Schema):
    """What a page must know before anybody has signed in."""

    version: str
    needs_first_account: bool
    needs_setup_code: bool
    registration_open: bool
    upload_limit_bytes: int
    plain_http: bool


class UserOut(Schema):
    """An account as its owner sees it."""

    id: UUID
    name: str
    is_admin: bool
    language: Language
    preferences: dict[str, Any]


class SessionOut(Schema):
    """A fresh access token and whose it is; the refresh token travels as a cookie."""

    access_token: str
    expires_in: int
    user: UserOut


class NewAccount(Schema):
    name: str = Field(max_length=200)
    password: str = Field(max_length=1000)
    language: Language
    setup_code: str | None = Field(None, max_length=64)


class Credentials(Schema):
    name: str = Field(max_length=200)
    password: str = Field(max_length=1000)


class AccountChange(Schema):
    language: Language | None = None
    preferences: dict[str, Any] | None = None


class PasswordChange(Schema):
    current: str = Field(max_length=1000)
    new: str = Field(max_length=1000)


class AnalyserOut(Schema):
    """One part that reads books here; `used_for` is empty when nothing asks for it."""

    name: str
    version: str
    status: Literal["ready", "not installed", "model missing", "failed"]
    detail: str
    used_for: str


class AdminServer(Schema):
    """What the administrator decides, and how the server is doing."""

    registration_open: bool
    analysers: list[AnalyserOut]


class AdminServerChange(Schema):
    registration_open: bool
