"""A provider's bytes looked at before anybody sees them; what may be shown comes out re-encoded."""

from __future__ import annotations

import asyncio
import base64
import binascii
import logging
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bookcore.errors import BookError
from bookreader.ports.blobs import StoredBlob
from bookreader.ports.context import TaskContext

log = logging.getLogger(__name__)
_ATTEMPTS = 2
_DELIVERED_MIME = "image/webp"
# A child that died or was stopped over these bytes: the bytes are at fault.
_PICTURES_FAULT = frozenset({"parser_died", "too_slow", "bad_request"})


class CannotLook(Exception):
    """The operator's safety model gave no answer: nothing is shown unseen."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a picture is not shown."""

    code: str
    detail: str = ""

    def to_json(self) -> dict[str, str]:
        """As rows keep it."""
        return {"code": self.code, "detail": self.detail[:200]}


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found, and the delivered form, which is stored only when nothing is wrong."""

    faults: tuple[Fault, ...]
    mime: str = ""
    phash: str = ""
    thumbhash: str = ""
    colour: str = ""
    width: int = 0
    height: int = 0
    delivered: StoredBlob | None = field(default=None)


async def look(
    context: TaskContext,
    sha256: str,
    size: tuple[int, int],
    placeholders: Sequence[str] = (),
    creator: str = "",
) -> Seen:
    """Look at stored bytes; raises CannotLook, BlobMissing, and BookError for our own troubles."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return await _look_once(context, sha256, size, placeholders, creator)
        except BookError as error:
            if error.code not in _PICTURES_FAULT:
                raise
            log.info("a picture broke the child that looked at it: %s", error.code)
            if attempt == _ATTEMPTS:
                return Seen((Fault("unreadable", error.message),))
    raise AssertionError("the loop returns or raises")


async def _look_once(
    context: TaskContext,
    sha256: str,
    size: tuple[int, int],
    placeholders: Sequence[str],
    creator: str,
) -> Seen:
    async with context.cpu.child("inspect") as child:
        source, out = child.folder / "picture", child.folder / "delivered.webp"
        async with context.blobs.as_file(sha256) as stored:
            await asyncio.to_thread(shutil.copyfile, stored, source)
        answer: dict[str, Any] = {}
        request = {
            "op": "inspect",
            "source": str(source),
            "width": size[0],
            "height": size[1],
            "out": str(out),
            "placeholders": list(placeholders),
            "creator": creator,
            "created": context.clock().isoformat(timespec="seconds"),
        }
        async for one in child.ask(request):
            answer = one
        faults = [Fault(one["code"], one.get("detail", "")) for one in answer.get("faults", ())]
        if not answer.get("ok") and not faults:
            faults = [Fault("unreadable")]
        if faults:
            return Seen(tuple(faults), phash=answer.get("phash") or "")
        # What is shown is looked at, and not what a decoder made of hostile bytes elsewhere.
        delivered = await asyncio.to_thread(out.read_bytes)
        faults = await _safety(context, delivered, _DELIVERED_MIME)
        if faults:
            return Seen(tuple(faults), phash=answer.get("phash") or "")
        return await _delivered(context, answer, out)


async def _delivered(context: TaskContext, answer: dict[str, Any], out: Path) -> Seen:
    return Seen(
        (),
        mime=str(answer["mime"]),
        phash=str(answer["phash"]),
        thumbhash=_checked_hash(answer.get("thumbhash")),
        colour=str(answer.get("colour") or "")[:7],
        width=int(answer["out_width"]),
        height=int(answer["out_height"]),
        delivered=await context.blobs.put_file(out),
    )


def _checked_hash(told: object) -> str:
    """A thumbhash that fits its column and is Base64, else none."""
    if not isinstance(told, str) or len(told) > 64:
        return ""
    try:
        base64.b64decode(told, validate=True)
    except (binascii.Error, ValueError):
        return ""
    return told


async def _safety(context: TaskContext, data: bytes, mime: str) -> list[Fault]:
    if context.safety is None:
        return []
    try:
        wrong = await context.safety.look(data, mime)
    except Exception as error:
        # Whatever it was, the model did not say that the picture is fit to be shown.
        log.warning("the safety model %s gave no answer", context.safety.name, exc_info=True)
        raise CannotLook from error
    return [Fault("unsafe", ", ".join(wrong)[:200])] if wrong else []
