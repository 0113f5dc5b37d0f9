"""What the simulator was told and what it has seen: plans, requests and bills."""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from starlette.requests import Request

from tests.simulator.faults import OK, Plan, Step

# The routes that draw and may be charged; a plan for "draw" is for all of them.
DRAWING = frozenset((
    "openai.generations", "openai.edits", "pollinations.image", "pollinations.legacy",
    "a1111.txt2img", "a1111.img2img", "gemini.generate", "comfyui.prompt",
))  # fmt: skip
_SECRET_HEADERS = ("authorization", "x-goog-api-key", "x-api-key", "api-key")


@dataclass(slots=True)
class Seen:
    """One request; of a key only its hash is kept, by the header it came in."""

    number: int
    at: float
    route: str
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    keys: dict[str, str]
    body: Any = None
    fault: str = "ok"
    prompt: str = ""
    ended: Literal["", "answered", "gone"] = ""
    billed: bool = False


@dataclass(frozen=True, slots=True)
class Bill:
    """One picture charged."""

    number: int
    route: str
    model: str
    idempotency_key: str


@dataclass(slots=True)
class Options:
    """`paint`: sketch or pattern; `keys`: those let in, any when empty; times in seconds."""

    paint: Literal["sketch", "pattern"] = "sketch"
    latency: float = 0.0
    keys: list[str] = field(default_factory=list)


class State:
    """All of it; one per server, changed by its one event loop and read by tests."""

    def __init__(self, options: Options | None = None) -> None:
        self.first = options or Options()
        self.reset()

    def reset(self) -> None:
        """As it began."""
        self.options = Options(**asdict(self.first))
        self.plans: dict[str, Plan] = {}
        self.log: list[Seen] = []
        self.bills: list[Bill] = []
        self.paid: dict[str, asyncio.Future[bytes]] = {}
        self.drawn: dict[str, int] = {}
        self.files: dict[str, tuple[bytes, str, Step]] = {}
        self.jobs: dict[str, Any] = {}
        self.begun = time.monotonic()

    def plan(self, steps: Iterable[str | Mapping[str, Any]], route: str = "draw") -> None:
        """What becomes of the next requests to a route, a family of routes, or all that draw."""
        self.plans[route] = Plan(steps)

    def step(self, route: str) -> Step:
        """What becomes of a request that just came, by the plan that names its route most nearly."""
        draws = route in DRAWING
        family = route.partition(".")[0] if draws else ""
        for name in (route, family, "draw" if draws else "", "all"):
            if name in self.plans:
                return self.plans[name].next()
        return OK

    def see(self, request: Request, route: str, body: Any) -> Seen:
        """Note a request."""
        headers = dict(request.headers)
        keys = {}
        for name in _SECRET_HEADERS:
            if name in headers:
                keys[name] = hashlib.sha256(headers.pop(name).encode()).hexdigest()
        raw = request.scope.get("raw_path") or request.url.path.encode()
        seen = Seen(
            len(self.log) + 1, round(time.monotonic() - self.begun, 4), route, request.method,
            raw.decode("latin-1"), dict(request.query_params), headers, keys, body,
        )  # fmt: skip
        self.log.append(seen)
        return seen

    def bill(self, seen: Seen, model: str, key: str) -> None:
        """Charge a picture, once for each idempotency key."""
        if key and any(bill.idempotency_key == key for bill in self.bills):
            return
        seen.billed = True
        self.bills.append(Bill(seen.number, seen.route, model, key))

    def told(self) -> dict[str, Any]:
        """The log as JSON."""
        return {
            "requests": [asdict(seen) for seen in self.log],
            "in_flight": sum(not seen.ended for seen in self.log),
        }


def fields_of(data: bytes, content_type: str) -> list[dict[str, Any]]:
    """The fields of a form; of a file its name, type, size and hash, and its bytes as `data`."""
    boundary = content_type.partition("boundary=")[2].strip('"').encode()
    found = []
    for piece in data.split(b"--" + boundary)[1:-1]:
        head, _, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        content = content.removesuffix(b"\r\n")
        told = {
            name.lower(): value.strip()
            for name, _, value in (
                line.partition(":") for line in head.decode("utf-8", "replace").split("\r\n")
            )
        }
        names = dict(
            part.strip().partition("=")[::2]
            for part in told.get("content-disposition", "").split(";")[1:]
        )
        entry: dict[str, Any] = {"name": names.get("name", "").strip('"')}
        if "filename" in names:
            entry |= {
                "filename": names["filename"].strip('"'),
                "type": told.get("content-type", ""),
                "size": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
                "data": content,
            }
        else:
            entry["text"] = content.decode("utf-8", "replace")
        found.append(entry)
    return found


def shortened(value: Any) -> Any:
    """A body fit for the log: long strings, which hold pictures, by their length and hash."""
    if isinstance(value, dict):
        return {name: shortened(inner) for name, inner in value.items() if name != "data"} | (
            {"data": shortened(value["data"])} if isinstance(value.get("data"), str) else {}
        )
    if isinstance(value, list):
        return [shortened(inner) for inner in value]
    if isinstance(value, str) and len(value) > 6000:
        return f"{len(value)} letters, sha256 {hashlib.sha256(value.encode()).hexdigest()}"
    return value


def json_body(data: bytes) -> Any:
    """The JSON of a request, None for anything else."""
    try:
        return json.loads(data)
    except ValueError:
        return None
