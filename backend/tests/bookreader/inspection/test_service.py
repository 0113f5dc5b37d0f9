"""What becomes of bytes that break the child, and of answers that are no answers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bookcore.errors import BookError
from bookreader.inspection import service as inspection
from bookreader.ports.blobs import BlobMissing
from bookreader.ports.context import TaskContext
from tests.bookreader.fakes import FakeCpu


async def stored(context: TaskContext, data: bytes = b"a picture") -> str:
    async def once() -> AsyncIterator[bytes]:
        yield data

    return (await context.blobs.put(once())).sha256


def cpu_of(context: TaskContext) -> FakeCpu:
    assert isinstance(context.cpu, FakeCpu)
    return context.cpu


async def test_what_is_right_comes_out_in_its_delivered_form(context: TaskContext) -> None:
    seen = await inspection.look(context, await stored(context), (30, 20))
    assert seen.faults == ()
    assert seen.delivered is not None
    assert (seen.width, seen.height, seen.colour) == (30, 20, "#102030")
    data = b"".join([c async for c in context.blobs.read(seen.delivered.sha256)])
    assert data == b"delivered a picture"


async def test_bytes_that_break_the_child_twice_are_no_picture(context: TaskContext) -> None:
    cpu = cpu_of(context)
    cpu.errors = [BookError("parser_died", "killed")]
    assert (await inspection.look(context, await stored(context), (30, 20))).faults == ()
    cpu.errors = [BookError("parser_died", "killed"), BookError("too_slow", "stopped")]
    seen = await inspection.look(context, await stored(context), (30, 20))
    assert [fault.code for fault in seen.faults] == ["unreadable"]
    assert seen.delivered is None


@pytest.mark.parametrize("code", ["disk_full", "cancelled"])
async def test_our_own_troubles_are_not_the_picture_s(context: TaskContext, code: str) -> None:
    cpu_of(context).errors = [BookError(code, "no room")]
    with pytest.raises(BookError):
        await inspection.look(context, await stored(context), (30, 20))


async def test_bytes_that_are_gone_are_told_so(context: TaskContext) -> None:
    with pytest.raises(BlobMissing):
        await inspection.look(context, "0" * 64, (30, 20))


async def test_the_known_stand_ins_and_the_model_s_name_go_to_the_child(
    context: TaskContext,
) -> None:
    asked: list[dict[str, Any]] = []

    async def note(request: dict[str, Any]) -> None:
        asked.append(request)

    cpu_of(context).before = note
    await inspection.look(context, await stored(context), (30, 20), ["f" * 64], "m-1")
    assert (asked[0]["placeholders"], asked[0]["creator"]) == (["f" * 64], "m-1")
    assert asked[0]["created"].startswith("2026-01-01T12")
