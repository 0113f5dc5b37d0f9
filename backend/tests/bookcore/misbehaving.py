"""A child with operations no real one has: each breaks one of the walls' rules on purpose."""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bookcore import child, child_ops
from bookcore.bounded import Bounds, Child
from bookcore.errors import BookError

LIBC = ctypes.CDLL(None)
"""Bound before the walls rise."""
OPEN, SYSTEM = LIBC.open, LIBC.system


class MisbehavingChild(Child):
    """`Child`, but its process runs this file."""

    def command(self, settings: str) -> list[str]:
        return [sys.executable, "-I", "-B", "-X", "utf8", __file__, settings]


def small(**changes: Any) -> Bounds:
    return Bounds(**{"memory_bytes": 512 << 20, "cpu_seconds": 5, "wall_seconds": 20, **changes})


def _attempt(act: Any) -> Iterator[dict[str, Any]]:
    try:
        act()
    except PermissionError as error:
        yield {"done": True, "refused": str(error)}
    else:
        yield {"done": True, "refused": None}


def _allocate(request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield {"done": True, "size": len(bytes(request["bytes"]))}


def _spin(request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    end = time.process_time() + request["seconds"]
    while time.process_time() < end:
        pass
    yield {"done": True}


def _sleep(request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for number in range(request.get("answers", 0)):
        yield {"number": number}
    time.sleep(request["seconds"])
    yield {"done": True}


def _abort(_: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    os.abort()
    yield {}


def _leave(_: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    os._exit(3)
    yield {}


def _raise(request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    if request.get("code"):
        raise BookError(request["code"], "as asked", "here")
    raise ValueError("a mistake of ours")
    yield {}


def _chatter(_: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    print("not an answer")
    os.write(1, b"neither is this\n")
    yield {"done": True}


def _write(request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield from _attempt(lambda: Path(request["path"]).write_bytes(bytes(request.get("size", 1))))


def _read(request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield from _attempt(lambda: Path(request["path"]).read_bytes())


def _native(request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Goes around Python, as a broken C library would: the audit hook sees nothing of it."""
    flags = os.O_WRONLY | os.O_CREAT if request["write"] else os.O_RDONLY
    descriptor = OPEN(request["path"].encode(), flags, 0o600)
    yield {"done": True, "opened": descriptor >= 0}


def _native_run(_: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield {"done": True, "status": SYSTEM(b"exit 7")}


def _look(_: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield {"done": True, "environment": dict(os.environ), "folder": str(Path.cwd())}


ACTS: dict[str, Any] = {
    "socket": lambda: socket.socket(),
    "resolve": lambda: socket.getaddrinfo("example.com", 80),
    "spawn": lambda: subprocess.run([sys.executable, "-c", "1"], check=True),
    "shell": lambda: os.system("true"),
    "fork": lambda: os.fork(),
    "exec": lambda: os.execv(sys.executable, [sys.executable]),
    "kill": lambda: os.kill(os.getppid(), 0),
    "chdir": lambda: os.chdir("/"),
    "load": lambda: __import__("ctypes").CDLL("libc.so.6"),
    "list": lambda: list(Path("/etc").iterdir()),
    "remove": lambda: Path("/etc/nothing-of-ours").unlink(),
    "link_out": lambda: Path("link").symlink_to("/etc/passwd"),
    "remove_tree": lambda: shutil.rmtree("/nowhere"),
}


def _act(request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield from _attempt(ACTS[request["act"]])


def main() -> int:
    child_ops.OPERATIONS.update(
        {
            "allocate": _allocate,
            "spin": _spin,
            "sleep": _sleep,
            "abort": _abort,
            "leave": _leave,
            "raise": _raise,
            "chatter": _chatter,
            "write": _write,
            "read": _read,
            "look": _look,
            "native": _native,
            "native_run": _native_run,
            "act": _act,
            "echo": lambda request: iter([{"done": True, "heard": request["say"]}]),
        }
    )
    return child.main()


if __name__ == "__main__":
    sys.exit(main())
