"""The traffic is switched between the slots under load, and no request may notice."""

from __future__ import annotations

import asyncio
import json
import os
import random
import ssl
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import Any

import httpx

from load import share
from reader import Reader
from report import Report, holds, until
from stack import ROOT, Stack
from walk import book_of

CLIENTS = 24


@dataclass(slots=True)
class Met:
    """What the clients met."""

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Strict:
    """A client that keeps its connection and never tries twice: a close without notice is an error.

    nginx says `Connection: close` when it wants to end a connection; whoever only then leaves
    sees every gap that a patient library would hide.
    """

    def __init__(self, port: int, token: str) -> None:
        self._port, self._token = port, token
        self._tls = ssl._create_unverified_context()
        self._pair: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, body: bytes = b"") -> int:
        """One request; its status."""
        if self._pair is None:
            self._pair = await asyncio.open_connection("127.0.0.1", self._port, ssl=self._tls)
        reader, writer = self._pair
        writer.write(
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n"
            f"Authorization: Bearer {self._token}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)).decode("latin-1")
        lines = head.lower().split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
        if headers.get("transfer-encoding") == "chunked":
            while size := int(await reader.readline(), 16):
                await reader.readexactly(size + 2)
            await reader.readline()
        else:
            await reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection") == "close":
            self.leave()
        return int(lines[0].split()[1])

    def leave(self) -> None:
        """Close the connection."""
        if self._pair is not None:
            self._pair[1].close()
            self._pair = None


async def _read_on(
    client: Strict, met: Met, asks: list[tuple[str, str, bytes]], stop: asyncio.Event, seed: int
) -> None:
    turn = random.Random(seed)
    while not stop.is_set():
        method, path, body = turn.choice(asks)
        begun = time.perf_counter()
        try:
            status = await client.ask(method, path, body)
            met.times.append(time.perf_counter() - begun)
            if status >= 400:
                met.errors.append(f"{method} {path[:40]}: {status}")
        except (OSError, EOFError, TimeoutError) as error:
            met.errors.append(f"{method} {path[:40]}: {type(error).__name__}")
            client.leave()
        if seed % 3 == 0:
            client.leave()  # a third comes with a new connection each time
        await asyncio.sleep(turn.uniform(0.3, 1.7))


def switched(stack: Stack, reader: Reader, book: str) -> str:
    """A to B and back to A, with readers who keep their connections and an upload on its way."""
    chapters = reader.ask("GET", f"/books/{book}")["chapters"]
    place = {
        "chapter": chapters[0]["id"],
        "offset": 0,
        "page_end": 10,
        "reached": False,
        "quote": "",
    }
    asks = [("GET", f"/api/books/{book}/chapters/{one['id']}", b"") for one in chapters]
    asks += [("GET", "/api/books", b""), ("GET", "/", b"")]
    asks += [("PUT", f"/api/books/{book}/position", json.dumps(place).encode())]
    met, token = Met(), reader.token
    first = command(stack, "--which").strip()

    async def run() -> None:
        stop = asyncio.Event()
        readers = [
            asyncio.create_task(_read_on(Strict(stack.https, token), met, asks, stop, seed))
            for seed in range(CLIENTS)
        ]
        upload = asyncio.create_task(asyncio.to_thread(_slow_upload, reader, token))
        await asyncio.sleep(3)
        for _ in range(2):
            await asyncio.to_thread(command, stack, "--slot-only")
        met.errors.extend(await upload)
        await asyncio.sleep(3)
        stop.set()
        await asyncio.gather(*readers)

    asyncio.run(run())
    holds(command(stack, "--which").strip() == first, "the traffic is not where it was")
    holds(not met.errors, f"{len(met.errors)} of {len(met.times)}: {met.errors[:4]}")
    return f"{len(met.times)} requests, p99 {share(met.times, 0.99):.0f} ms"


def _slow_upload(reader: Reader, token: str) -> list[str]:
    """A book that comes in while the slots are switched; what went wrong, if anything."""
    data = book_of(60, "Переезд")

    def pieces() -> Any:
        step = len(data) // 20 + 1
        for at in range(0, len(data), step):
            yield data[at : at + step]
            time.sleep(0.5)  # the sender's own slowness is what is tried

    try:
        answer = httpx.post(
            f"{reader.origin}/api/books?filename=move.fb2", content=pieces(), verify=False,
            timeout=60, headers={"authorization": f"Bearer {token}"},
        )  # fmt: skip
    except httpx.HTTPError as error:
        return [f"upload: {type(error).__name__}"]
    return [] if answer.status_code in (200, 201) else [f"upload: {answer.status_code}"]


def bad_release(stack: Stack) -> str:
    """P3: a slot that never gets ready gets no traffic, and the tool says so."""
    before = command(stack, "--which").strip()
    done = _run(stack, "--slot-only", env={"BACKEND_B_IMAGE": "bookreader-frontend:test"})
    holds(done.returncode == 1, f"exit {done.returncode}: {done.stdout[-300:]}")
    holds(command(stack, "--which").strip() == before, "the traffic moved")
    return done.stderr.strip().splitlines()[-1][:100]


def followed(stack: Stack) -> str:
    """A whole release and the way back: worker and beat are made anew and well."""
    for _ in range(2):
        command(stack)
    until(lambda: stack.healthy("celery-worker") and stack.healthy("celery-beat"), 120, "the rest")
    return "and back"


def command(stack: Stack, *words: str) -> str:
    """The operator's own tool on this stack."""
    done = _run(stack, *words)
    holds(done.returncode == 0, f"exit {done.returncode}: {(done.stderr or done.stdout)[-600:]}")
    return done.stdout


def _run(
    stack: Stack, *words: str, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "deploy" / "switch.py"), "--env-file", str(stack.env_file),
         "--project", stack.project, *words, "--", *stack.files],
        capture_output=True, text=True, check=False, env={**os.environ, **(env or {})}, timeout=600,
    )  # fmt: skip


def looked_at(report: Report, stack: Stack, reader: Reader, book: str) -> None:
    """Both ways under load, a release that does not start, and a whole release."""
    try:
        report.check(
            "a slot that never gets ready gets no traffic (P3)", lambda: bad_release(stack)
        )
        report.check(
            "the slots are switched under load, not one failed request (P1)",
            lambda: switched(stack, reader, book),
        )
        report.check("a release with worker and beat, and the way back", lambda: followed(stack))
    finally:
        # What comes after knows slot a alone.
        if command(stack, "--which").strip() != "a":
            command(stack, "--slot-only", "--to", "a")
