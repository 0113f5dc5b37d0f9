"""Two hundred readers at once through nginx, and books coming in meanwhile."""

from __future__ import annotations

import asyncio
import json
import os
import random
import subprocess
import time
from dataclasses import dataclass, field

import httpx

from reader import PASSWORD, Reader
from report import Report, holds
from stack import Stack
from walk import book_of

READERS = 200
_PAUSE = (20.0, 60.0)
_SEARCH_SHARE = 0.05
_UPLOAD_EVERY = 60.0
_TOKEN_SECONDS = 300.0


@dataclass(slots=True)
class Seen:
    """What the readers met."""

    chapters: list[float] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)
    lists: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    queue: list[float] = field(default_factory=list)


def share(values: list[float], part: float) -> float:
    """A quantile in milliseconds."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] * 1000


async def _timed(
    client: httpx.AsyncClient,
    seen: Seen,
    into: list[float],
    method: str,
    path: str,
    body: object = None,
) -> None:
    begun = time.perf_counter()
    try:
        answer = await client.request(method, path, json=body)
    except httpx.HTTPError as error:
        seen.errors.append(f"{method} {path.split('/')[-1][:20]}: {type(error).__name__}")
        return
    into.append(time.perf_counter() - begun)
    if answer.status_code >= 400:
        seen.errors.append(f"{method} {path.split('?')[0][-40:]}: {answer.status_code}")


async def _reader(
    client: httpx.AsyncClient,
    seen: Seen,
    book: str,
    chapters: list[str],
    chars: int,
    end: float,
    seed: int,
) -> None:
    turn = random.Random(seed)
    # They arrive one by one: two hundred at the same moment are no readers.
    await asyncio.sleep(turn.uniform(0, min(_PAUSE[1], (end - time.monotonic()) / 2)))
    while time.monotonic() < end:
        chapter = turn.choice(chapters)
        if turn.random() < _SEARCH_SHARE:
            await _timed(client, seen, seen.lists, "GET", "/api/books?q=%D0%B4%D0%BE%D0%BC")
        await _timed(client, seen, seen.chapters, "GET", f"/api/books/{book}/chapters/{chapter}")
        await _timed(client, seen, seen.saves, "PUT", f"/api/books/{book}/position", {
            "chapter": chapter, "offset": 0, "page_end": min(900, chars), "reached": False, "quote": "",
        })  # fmt: skip
        await asyncio.sleep(min(turn.uniform(*_PAUSE), max(0.0, end - time.monotonic())))


async def _uploads(client: httpx.AsyncClient, seen: Seen, end: float) -> None:
    number = 0
    while time.monotonic() < end:
        number += 1
        # About 300 KB, another text each time.
        data = book_of(460, f"Нагрузка {number}")
        try:
            answer = await client.post(f"/api/books?filename=load{number}.fb2", content=data)
            if answer.status_code >= 400:
                seen.errors.append(f"upload: {answer.status_code}")
        except httpx.HTTPError as error:
            seen.errors.append(f"upload: {type(error).__name__}")
        await asyncio.sleep(min(_UPLOAD_EVERY, max(0.0, end - time.monotonic())))


async def _signed_in(client: httpx.AsyncClient, seen: Seen, end: float) -> None:
    """A token lives ten minutes: whoever reads longer gets another in time."""
    while (left := end - time.monotonic()) > _TOKEN_SECONDS:
        await asyncio.sleep(min(_TOKEN_SECONDS, left))
        answer = await client.post("/api/session", json={"name": "Анна", "password": PASSWORD})
        if answer.status_code >= 400:
            seen.errors.append(f"signing in: {answer.status_code}")
            continue
        client.headers["authorization"] = f"Bearer {answer.json()['access_token']}"


async def _queue(stack: Stack, seen: Seen, end: float) -> None:
    async with httpx.AsyncClient(timeout=10) as client:
        while time.monotonic() < end:
            answer = await client.get(
                f"http://127.0.0.1:{stack.prometheus}/api/v1/query",
                params={"query": "max(bookreader_queue_oldest_seconds)"},
            )
            for one in answer.json()["data"]["result"]:
                seen.queue.append(float(one["value"][1]))
            await asyncio.sleep(min(5.0, max(0.0, end - time.monotonic())))


async def _run(
    stack: Stack, token: str, book: str, chapters: list[str], chars: int, seconds: float
) -> Seen:
    seen, end = Seen(), time.monotonic() + seconds
    limits = httpx.Limits(max_connections=READERS, max_keepalive_connections=READERS)
    async with httpx.AsyncClient(
        base_url=f"https://127.0.0.1:{stack.https}", verify=False, timeout=30, limits=limits,
        headers={"authorization": f"Bearer {token}"},
    ) as client:  # fmt: skip
        await asyncio.gather(
            *(_reader(client, seen, book, chapters, chars, end, n) for n in range(READERS)),
            _uploads(client, seen, end),
            _queue(stack, seen, end),
            _signed_in(client, seen, end),
        )
    return seen


def looked_at(report: Report, stack: Stack, reader: Reader, book: str, seconds: float) -> None:
    """No error, and a chapter stays quick while books are read in."""

    def many() -> str:
        detail = reader.ask("GET", f"/books/{book}")
        chapters = [c["id"] for c in detail["chapters"]][:40]
        before = os.times()
        begun = time.monotonic()
        seen = asyncio.run(_run(stack, reader.token, book, chapters, detail["chars"], seconds))
        took = time.monotonic() - begun
        after = os.times()
        own = (after.user + after.system - before.user - before.system) / took
        p95, p99 = share(seen.chapters, 0.95), share(seen.chapters, 0.99)
        report.figure(
            "a chapter, p95 with 200 readers", "100 ms", f"{p95:.0f} ms of {len(seen.chapters)}"
        )
        report.figure("a chapter, p99", "300 ms", f"{p99:.0f} ms")
        report.figure("a place saved, p95", "", f"{share(seen.saves, 0.95):.0f} ms")
        if seen.lists:
            report.figure(
                "a search of the list, p95",
                "100 ms",
                f"{share(seen.lists, 0.95):.0f} ms of {len(seen.lists)}",
            )
        if seen.queue:
            report.figure("the oldest job waited at most", "", f"{max(seen.queue):.0f} s")
        report.figure("the load generator itself", "", f"{own * 100:.0f} % of a core")
        holds(not seen.errors, f"{len(seen.errors)} errors: {seen.errors[:3]}")
        holds(seen.queue, "the queue's age was never told")
        return f"{len(seen.chapters)} chapters in {took:.0f} s"

    report.check("two hundred readers, and not one error", many)


def memory(report: Report, stack: Stack) -> None:
    """Resident memory of the product at rest, and of what watches it apart."""
    out = subprocess.run(
        ["docker", "stats", "--no-stream", "--format", "{{json .}}"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    product = watching = 0.0
    for line in out.splitlines():
        one = json.loads(line)
        if not one["Name"].startswith(stack.project):
            continue
        used = one["MemUsage"].split("/")[0].strip()
        number = float("".join(c for c in used if c.isdigit() or c == "."))
        mb = number * {"GiB": 1024, "MiB": 1, "KiB": 1 / 1024}.get(used.lstrip("0123456789."), 0)
        if any(word in one["Name"] for word in ("prometheus", "alertmanager", "exporter")):
            watching += mb
        else:
            product += mb
    report.figure("memory at rest, one slot, before the first book", "1229 MB", f"{product:.0f} MB")
    report.figure("— of what watches it", "", f"{watching:.0f} MB")
    report.check(
        "memory at rest is at most 1.2 GB", lambda: holds(product <= 1229, f"{product:.0f} MB")
    )
