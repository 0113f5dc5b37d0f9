"""The drill of pictures that cost: one book in one order, killed in the middle, nothing paid twice.

`drill_pictures.py [BOOK] [--pictures N] [--kinds a,b]` starts the provider simulator of the tests
and the real server on loopback, sets a cap of N pictures, orders the whole book, kills the server
and its worker with SIGKILL in the middle, starts it again, and compares what the simulator says
was charged with what the server says it has and has spent. Exit 1 when anything does not fit. Reads
/proc, so it needs Linux; speaks to nobody but itself.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

BACKEND = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PRICE_MICROS = 10_000
SECONDS_TO_WAIT = 600.0
MAKERS: dict[str, dict[str, Any]] = {
    "openai": {"path": "/v1", "model": "gpt-image-2", "key": "sk-drill"},
    "pollinations": {"path": "", "model": "flux", "key": "sk-drill"},
    "a1111": {"path": "", "model": "", "key": ""},
}


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(look: Callable[[], Any], seconds: float, what: str) -> Any:
    """What `look` gives once it gives something; raises TimeoutError."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            found = look()
        except httpx.TransportError:
            found = None
        if found:
            return found
        time.sleep(0.1)  # another process: there is nothing to wait on
    raise TimeoutError(f"waited {seconds:g} s for {what}")


class Process:
    """A program with all its children, ended together."""

    def __init__(self, *command: object, cwd: Path, **environment: str) -> None:
        self.process = subprocess.Popen(
            [str(word) for word in command],
            cwd=cwd,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Send a signal to the process and all that it started, and wait for it."""
        family = [self.process.pid, *_descendants(self.process.pid)]
        for pid in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, how)
        self.process.wait(30)


def _descendants(pid: int) -> list[int]:
    """All processes below one; a worker has a session of its own and hears no signal of the group."""
    found: list[int] = []
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in file.read_text().split():
            found += [int(child), *_descendants(int(child))]
    return found


class Server:
    """The real server over one data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=60)
        self.start()

    def start(self) -> None:
        """Start it and wait until it is ready."""
        self.process = Process(
            BIN / "bookreader", "serve", cwd=self.folder,
            DATA_DIR=str(self.folder / "data"), PORT=str(self.port), JOB_LEASE_SECONDS="6",
            SWEEP_SECONDS="1", ACCESS_MINUTES="600",
        )  # fmt: skip
        until(lambda: self.http.get("/readyz").status_code == 200, 60, "the server")

    def ask(self, method: str, path: str, body: Any = None, *, data: bytes | None = None) -> Any:
        """One request; its JSON, or the whole answer's text as an error."""
        answer = self.http.request(method, f"/api{path}", json=body, content=data)
        if answer.status_code >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
        return answer.json() if answer.content else None

    def sign_in(self, *, first: bool = False) -> None:
        """Make the first account, or sign in again after a restart."""
        body = {"name": "drill", "password": "a long password of the drill"}
        if first:
            body["language"] = "ru"
        told = self.ask("POST", "/accounts" if first else "/session", body)
        self.http.headers["authorization"] = f"Bearer {told['access_token']}"


def drill(kind: str, book: Path | None, pictures: int) -> list[tuple[str, bool, str]]:
    """One kind of provider; lines of what was looked at, whether it holds, and the figures."""
    lines: list[tuple[str, bool, str]] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        port = free_port()
        simulator = Process(
            sys.executable, "-m", "tests.simulator", "--port", port, "--latency", "0.5", "--paint", "pattern",
            cwd=BACKEND,
        )  # fmt: skip
        told = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30)
        server = Server(folder)
        try:
            until(lambda: told.get("/__sim/log").status_code == 200, 60, "the simulator")
            lines += _run(kind, server, told, port, book, pictures)
        finally:
            server.process.end(signal.SIGKILL)
            simulator.end()
    return lines


def _run(
    kind: str, server: Server, told: httpx.Client, port: int, book: Path | None, pictures: int
) -> list[tuple[str, bool, str]]:
    server.sign_in(first=True)
    if book is None:
        added = server.ask("POST", "/books/sample", {"language": "ru"})
    else:
        added = server.ask("POST", f"/books?filename={book.name}", data=book.read_bytes())
    at = f"/books/{added['book']['id']}"
    until(lambda: server.ask("GET", at)["state"]["stage"] == "ready", SECONDS_TO_WAIT, "the book")
    server.sign_in()
    maker = MAKERS[kind]
    provider = server.ask("POST", "/admin/providers", {
        "kind": kind, "name": f"drill {kind}", "base_url": f"http://127.0.0.1:{port}{maker['path']}",
        "model": maker["model"], "key": maker["key"], "price_micros": PRICE_MICROS,
    })  # fmt: skip
    wanted = server.ask("GET", at)["state"]["pictures_wanted"]
    most = min(pictures, wanted - 1)
    server.ask("PUT", "/admin/caps", {
        "items": [{"scope": "server", "period": "month", "subject_id": None,
                   "pictures": most, "micros": most * PRICE_MICROS}],
        "stopped": False, "everybody": False,
    })  # fmt: skip
    name = provider["id"].replace("-", "")
    estimate = server.ask("POST", f"{at}/orders/estimate", {"maker": name, "extent": "book"})
    order = server.ask("POST", f"{at}/orders", {
        "maker": name, "extent": "book", "cap_micros": most * PRICE_MICROS,
    })  # fmt: skip

    def now() -> dict[str, Any]:
        items = server.ask("GET", f"{at}/orders")["items"]
        return next(one for one in items if one["id"] == order["id"])

    until(lambda: now()["done"] >= max(2, most // 3), SECONDS_TO_WAIT, "a third of the order")
    # With a request on its way, so that somebody's money is in the air.
    until(
        lambda: told.get("/__sim/log").json()["in_flight"], SECONDS_TO_WAIT, "a request under way"
    )
    server.process.end(signal.SIGKILL)
    server.start()
    server.sign_in()
    ended = until(lambda: (one := now())["state"] != "running" and one, SECONDS_TO_WAIT, "its end")

    billed = told.get("/__sim/billed").json()
    charged, requests = billed["count"], len(told.get("/__sim/log").json()["requests"])
    gallery = _gallery(server, at)
    drawn = [one for one in gallery if one["picture"]["label"] == "ai"]
    spending = server.ask("GET", "/admin/spending")["days"]
    counted = sum(day["pictures"] for day in spending)
    spent = sum(day["micros"] for day in spending)
    unknown = sum(day["unknown_pictures"] for day in spending)
    reserved = sum(day["reserved_micros"] for day in spending)
    return [
        ("the estimate names all the pictures", estimate["pictures"] == wanted,
         f"{estimate['pictures']} of {wanted}"),
        ("the order ended at its cap", ended["state"] == "stopped" and ended["reason"] != "",
         f"{ended['state']} {ended['reason']}"),
        ("the cap was never passed", charged <= most and counted <= most,
         f"charged {charged}, counted {counted}, cap {most}"),
        ("what was charged is there or was lost in the kill", charged - unknown <= len(drawn) <= charged,
         f"charged {charged}, drawn {len(drawn)}, unknown {unknown}"),
        ("nothing was paid twice", counted == len(drawn) + unknown,
         f"counted {counted}, drawn {len(drawn)}, unknown {unknown}, requests {requests}"),
        ("the money fits", spent == counted * PRICE_MICROS and reserved == 0,
         f"spent {spent / 1e6:.2f} USD, reserved {reserved}"),
    ]  # fmt: skip


def _gallery(server: Server, at: str) -> list[dict[str, Any]]:
    server.ask("PUT", f"{at}/spoilers", {"lifted": True})
    items: list[dict[str, Any]] = server.ask("GET", f"{at}/gallery")["items"]
    return items


def main() -> int:
    """Print what was looked at; 1 when something does not hold."""
    reader = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    reader.add_argument("book", nargs="?", type=Path, help="default: the Russian sample novella")
    reader.add_argument("--pictures", type=int, default=12, help="cap of the server")
    reader.add_argument("--kinds", default=",".join(MAKERS), help="kinds of provider")
    asked = reader.parse_args()
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, cap of {asked.pictures} pictures")
    failed = 0
    for kind in asked.kinds.split(","):
        begun = time.monotonic()
        for what, holds, figures in drill(kind, asked.book, asked.pictures):
            failed += not holds
            print(f"{'ok  ' if holds else 'FAIL'} {kind}: {what} ({figures})", flush=True)
        print(f"     {kind}: {time.monotonic() - begun:.0f} s", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
