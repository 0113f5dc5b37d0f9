"""What every route may ask for: sessions of the request, and the header of a download."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, cast
from urllib.parse import quote

from fastapi import Depends, Request

from bookreader.kit.clock import Clock
from bookreader.kit.db import Database, ReadSession, WriteSession


def attachment(name: str) -> str:
    """The header that has a download saved under a name, in any letters."""
    plain = "".join(c if (c.isascii() and c.isalnum()) or c in "._-" else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _database(request: Request) -> Database:
    return cast(Database, request.app.state.database)


def _clock(request: Request) -> Clock:
    return cast(Clock, request.app.state.clock)


# Scope "function" ends the transaction before the answer leaves: a client that was told "saved"
# must find it saved, and a long download must not hold a connection.
async def _reading(request: Request) -> AsyncIterator[ReadSession]:
    async with _database(request).read() as session:
        yield session


async def _writing(request: Request) -> AsyncIterator[WriteSession]:
    async with _database(request).write() as session:
        yield session


Db = Annotated[Database, Depends(_database)]
Now = Annotated[Clock, Depends(_clock)]
Reading = Annotated[ReadSession, Depends(_reading, scope="function")]
Writing = Annotated[WriteSession, Depends(_writing, scope="function")]
