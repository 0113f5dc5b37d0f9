"""Asks one address over and over by kept-alive connections, as cheaply as Python can.

The parts that measure share it: what it takes of the machine itself is told beside every figure.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Target:
    """Where to ask, and for what; the paths are taken in turn."""

    port: int
    paths: Sequence[str]
    headers: str = ""

    def requests(self) -> list[bytes]:
        """The bytes of each request."""
        return [
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{self.headers}\r\n".encode()
            for path in self.paths
        ]


@dataclass(slots=True)
class Seen:
    """Seconds of each answer, answers that were no 200, and the share of a core we took ourselves."""

    seconds: list[float] = field(default_factory=list)
    failed: int = 0
    took: float = 0.0
    own_cpu: float = 0.0
    bytes: int = 0

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return len(self.seconds) / self.took if self.took else 0.0

    def ms(self, share: float) -> float:
        """A quantile in milliseconds."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000 if ordered else 0.0


async def _body(reader: asyncio.StreamReader, head: bytes) -> int:
    lines = head.lower().split(b"\r\n")
    for line in lines:
        if line.startswith(b"content-length:"):
            length = int(line.split(b":", 1)[1])
            await reader.readexactly(length)
            return length
    if b"transfer-encoding: chunked" in lines:
        total = 0
        while size := int((await reader.readline()).split(b";")[0], 16):
            await reader.readexactly(size + 2)
            total += size
        await reader.readline()
        return total
    raise ConnectionError("an answer whose end cannot be known")


async def _connection(target: Target, seen: Seen, until: float, first: int) -> None:
    requests = target.requests()
    turn = first
    while time.perf_counter() < until:
        reader, writer = await asyncio.open_connection("127.0.0.1", target.port, limit=2**22)
        try:
            while time.perf_counter() < until:
                begun = time.perf_counter()
                writer.write(requests[turn % len(requests)])
                turn += 1
                head = await reader.readuntil(b"\r\n\r\n")
                seen.bytes += await _body(reader, head)
                if b" 200 " in head[:16]:
                    seen.seconds.append(time.perf_counter() - begun)
                else:
                    seen.failed += 1
                if b"connection: close" in head.lower():
                    break
        except (ConnectionError, asyncio.IncompleteReadError):
            seen.failed += 1
        finally:
            writer.close()


async def _ask(target: Target, connections: int, seconds: float) -> Seen:
    seen, begun, cpu = Seen(), time.perf_counter(), time.process_time()
    until = begun + seconds
    await asyncio.gather(*(_connection(target, seen, until, n) for n in range(connections)))
    seen.took = time.perf_counter() - begun
    seen.own_cpu = (time.process_time() - cpu) / seen.took
    return seen


def saturate(target: Target, connections: int, seconds: float, warm: float = 2.0) -> Seen:
    """As many requests as so many connections get answered; those of the first seconds not counted."""
    if warm:
        asyncio.run(_ask(target, connections, warm))
    return asyncio.run(_ask(target, connections, seconds))


def tree(pid: int) -> list[int]:
    """A process and all below it."""
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in below for one in tree(int(child)))]


def cpu_seconds(*pids: int) -> float:
    """What processes and all below them have used so far; a busy machine makes it no longer."""
    total = 0
    for one in (inner for pid in pids for inner in tree(pid)):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / _TICKS
