"""HTTP of events: one stream per open page, resumable, saying only what to look at again."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Query
from fastapi.responses import StreamingResponse

from bookreader.accounts import service as accounts
from bookreader.accounts.dependencies import MediaReader
from bookreader.accounts.errors import NotSignedIn, SessionEnded
from bookreader.jobs import repository
from bookreader.jobs.models import Event
from bookreader.kit.problem import problems
from bookreader.ports.context import TaskContext
from bookreader.ports.http import Toolbox

router = APIRouter(prefix="/api", tags=["events"])

_HEARTBEAT_SECONDS = 15.0
_SESSION_CHECK_SECONDS = 60.0
_BATCH = 200
# PostgreSQL gives numbers before the commit: a lower one may become visible after a higher one.
_OVERLAP = 100


@router.get(
    "/events",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}},
        **problems(NotSignedIn, SessionEnded),
    },
)
async def events(
    reader: MediaReader,
    context: Toolbox,
    after: Annotated[int | None, Query(ge=0, le=2**62)] = None,
    last_event_id: Annotated[str, Header(max_length=40)] = "",
) -> StreamingResponse:
    """Stream of hints (`book`, `library`, `marks`, `picture`, `entities`, `edition`, `order`, `bible`, `place.moved`); `Last-Event-ID` resumes it."""
    start = int(last_event_id) if last_event_id.isascii() and last_event_id.isdigit() else after
    stream = event_stream(context, reader.user.id, reader.session_id, start)
    return StreamingResponse(
        stream,
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def event_stream(
    context: TaskContext, user_id: UUID, session_id: UUID, after: int | None
) -> AsyncIterator[str]:
    """The text of one stream; ends when the server stops or the reader's session has ended."""
    async with context.database.read() as session:
        lowest, highest = await repository.event_range(session)
    # An id we never gave (another database, another server) must not silence the stream.
    last = highest if after is None or after > highest else after
    yield f"retry: 2000\nid: {last}\n\n"
    if after is not None and after + 1 < lowest:
        # Some of what this page missed is forgotten by now: let it look at everything.
        yield "event: library\ndata: {}\n\n"
    overlap = 0 if context.database.sqlite else _OVERLAP
    seen: set[int] = set()
    if overlap:
        async with context.database.read() as session:
            rows = await repository.events_after(session, user_id, last - overlap, _BATCH)
        seen = {row.id for row in rows if row.id <= last}
    checked = context.clock()
    while not context.wakeups.closed:
        async with context.database.read() as session:
            rows = await repository.events_after(session, user_id, last - overlap, _BATCH)
        fresh = [row for row in rows if row.id not in seen and row.id > last - overlap]
        for row in fresh:
            yield _frame(row, max(last, row.id))
            last = max(last, row.id)
        if overlap:
            seen = {number for number in (*seen, *(r.id for r in fresh)) if number > last - overlap}
        if fresh:
            continue
        if (context.clock() - checked).total_seconds() >= _SESSION_CHECK_SECONDS:
            checked = context.clock()
            async with context.database.read() as session:
                if not await accounts.session_lives(session, session_id, checked):
                    return
        if not await _woken(context, user_id):
            yield ": still here\n\n"


async def _woken(context: TaskContext, user_id: UUID) -> bool:
    before = context.clock()
    await context.wakeups.wait(user_id, _HEARTBEAT_SECONDS)
    return (context.clock() - before).total_seconds() < _HEARTBEAT_SECONDS - 0.5


def _frame(event: Event, resume_from: int) -> str:
    data = json.dumps(event.data, ensure_ascii=False, separators=(",", ":"))
    return f"id: {resume_from}\nevent: {event.kind}\ndata: {data}\n\n"
