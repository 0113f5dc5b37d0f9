"""Stand-ins for the parts that lie outside the process; each keeps its port's promises."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from bookcore import child_ops
from bookcore.errors import BookError
from bookreader.ports.painter import SketchRequest, SketchResult


class RecordingBell:
    """Remembers what was rung."""

    def __init__(self) -> None:
        self.rung: list[int] = []

    def ring(self, job_id: int) -> None:
        self.rung.append(job_id)


class RecordingWakeUps:
    """Remembers who was notified; waits for nobody."""

    def __init__(self) -> None:
        self.notified: list[UUID] = []
        self.closed = False
        self.on_wait: Callable[[], Any] | None = None

    async def notify(self, user_id: UUID) -> None:
        self.notified.append(user_id)

    async def wait(self, user_id: UUID, timeout_seconds: float) -> None:
        if self.on_wait is not None:
            await self.on_wait()

    async def close(self) -> None:
        self.closed = True


class FakePainter:
    """Paints the seed as text, so that equal scenes give equal pictures."""

    def __init__(self) -> None:
        self.name = "sketch"
        self.version = "painter-1"
        self.label: Literal["sketch", "ai"] = "sketch"
        self.painted: list[SketchRequest] = []
        self.before: Callable[[], Any] | None = None

    async def generate(self, request: SketchRequest) -> SketchResult:
        if self.before is not None:
            await self.before()
        self.painted.append(request)
        data = f"{self.version} {json.dumps(request.scene.to_json())}".encode()
        return SketchResult(
            data, "image/webp", request.width, request.height, "aGFzaA==", "#aabbcc"
        )


def _no_names(chapter: dict[str, Any]) -> dict[str, Any]:
    return {"chapter": chapter["id"], "length": len(chapter["text"]), "runs": {}, "lower": {}}


class FakeCpu:
    """Answers the children's requests in this process with a book of the test's choice."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.parsed: dict[str, Any] = {}
        self.images: dict[str, bytes] = {}
        self.asked: Counter[str] = Counter()
        self.described: list[str] = []
        self.found: Callable[[dict[str, Any]], list[dict[str, Any]]] = lambda _chapter: []
        self.names: Callable[[dict[str, Any]], dict[str, Any]] = _no_names
        self.engine: Callable[[dict[str, Any]], dict[str, str]] = _built_in
        self.looked: Callable[[bytes], list[dict[str, str]]] = lambda _data: []
        self.errors: list[BookError] = []
        self.before: Callable[[dict[str, Any]], Any] | None = None
        self._children = count()

    @asynccontextmanager
    async def child(self, purpose: str) -> AsyncIterator[FakeHelper]:
        # As in the real pool nobody else writes into a child's folder while it is held.
        folder = self.folder / f"{purpose}-{next(self._children)}"
        folder.mkdir(parents=True)
        yield FakeHelper(self, folder)

    async def close(self) -> None:
        pass


def _built_in(_request: dict[str, Any]) -> dict[str, str]:
    return {"name": "built-in", "version": "", "failure": ""}


class FakeHelper:
    """One child of the fake pool."""

    def __init__(self, pool: FakeCpu, folder: Path) -> None:
        self.pool = pool
        self.folder = folder

    async def ask(self, request: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        pool = self.pool
        pool.asked[request["op"]] += 1
        if pool.before is not None:
            await pool.before(request)
        if pool.errors:
            raise pool.errors.pop(0)
        for answer in _answers(pool, request):
            yield answer


def _asked(chapter: dict[str, Any], start: int, end: int) -> dict[str, Any]:
    return {
        "chapter": chapter["id"],
        "start": start,
        "end": end,
        "type": "object",
        "also": [],
        "score": 0.4,
        "text": chapter["text"][start:end],
        "attributes": ["own"],
        "caption": "what the reader chose",
        "scene": {"kind": "object", "seed": 0},
        "level": "few",
    }


def _inspected(pool: FakeCpu, request: dict[str, Any]) -> dict[str, Any]:
    """What the child that looks at pictures says; the fingerprint is of the bytes' first word."""
    data = Path(request["source"]).read_bytes()
    faults = pool.looked(data)
    if not faults:
        Path(request["out"]).write_bytes(b"delivered " + data)
    return {
        "ok": not faults,
        "faults": faults,
        "mime": "image/png",
        "width": request["width"],
        "height": request["height"],
        "sha256": hashlib.sha256(data).hexdigest(),
        "phash": hashlib.sha256(data.split(b" ")[0]).hexdigest()[:16],
        "thumbhash": "aGFzaA==",
        "colour": "#102030",
        "out_width": request["width"],
        "out_height": request["height"],
    }


def _answers(pool: FakeCpu, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if request["op"] == "parse":
        out = Path(request["out"])
        (out / "images").mkdir(parents=True)
        (out / "book.json").write_text(json.dumps(pool.parsed), "utf-8")
        for name, data in pool.images.items():
            (out / "images" / name).write_bytes(data)
    elif request["op"] == "describe":
        for chapter in json.loads(Path(request["chapters"]).read_text("utf-8")):
            asked = [_asked(chapter, *span) for span in chapter.get("passages", ())]
            answer = {"chapter": chapter["id"], "passages": asked}
            if request.get("find", True):
                pool.described.append(chapter["id"])
                answer |= {"descriptions": pool.found(chapter), "names": pool.names(chapter)}
                answer["engine"] = pool.engine(request)
            yield answer
    elif request["op"] == "accept":
        yield from child_ops.accept(request)
        return
    elif request["op"] == "edition":
        yield from child_ops.edition(request)
        return
    elif request["op"] == "inspect":
        yield _inspected(pool, request)
        return
    elif request["op"] == "cast":
        # The real one: it is pure and small, and a made-up cast would prove nothing.
        yield from child_ops.cast(request)
        return
    else:
        Path(request["out"]).write_bytes(request["op"].encode())
    yield {"done": True, "mime": "image/webp", "width": 600, "height": 900}
