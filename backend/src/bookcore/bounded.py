"""The parent's side of a bounded child: start it, ask it, and end it when it takes too much.

A child is a fresh interpreter with an empty environment, its own session and its own folder;
what it may not do is decided in `bookcore.confine`, what it can do in `bookcore.child`.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from bookcore.errors import BookError

MEBIBYTE = 1024 * 1024

# One thread for the linear algebra: the machine's processors are shared out by the caller.
_ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}
_LONGEST_ANSWER = 256 * MEBIBYTE
_LONGEST_COMPLAINT = 16 * 1024
_GRACE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one child may take; `cpu_seconds` and `wall_seconds` are counted per request."""

    memory_bytes: int = 1024 * MEBIBYTE
    cpu_seconds: int = 60
    wall_seconds: float = 120.0
    file_bytes: int = 512 * MEBIBYTE
    open_files: int = 64


PARSE_BOUNDS = Bounds()
DESCRIBE_BOUNDS = Bounds(memory_bytes=2048 * MEBIBYTE, cpu_seconds=1800, wall_seconds=3600.0)
PAINT_BOUNDS = Bounds(cpu_seconds=30, wall_seconds=120.0)
# A picture of forty megapixels is held twice while its colours are turned.
INSPECT_BOUNDS = Bounds(memory_bytes=1536 * MEBIBYTE, cpu_seconds=30, wall_seconds=90.0)
EDITION_BOUNDS = Bounds(cpu_seconds=900, wall_seconds=1800.0)


class Child:
    """A confined interpreter that serves requests one after another; use as a context manager.

    Every method may be called from any thread; one request runs at a time. With `one_source`
    the first file that a request names is the last: where the kernel can, it hides all others.
    `readable` folders may be read beside the installation; `preload` names packages whose own
    loaders no wall would let pass, imported before the walls are raised.
    """

    def __init__(
        self,
        bounds: Bounds = PARSE_BOUNDS,
        folder: Path | None = None,
        one_source: bool = False,
        readable: Sequence[str] = (),
        preload: Sequence[str] = (),
    ) -> None:
        self.bounds = bounds
        self._one_source = one_source
        self._readable = list(readable)
        self._preload = list(preload)
        self._own_folder: tempfile.TemporaryDirectory[str] | None = None
        if folder is None:
            self._own_folder = tempfile.TemporaryDirectory(prefix="bookcore-")
            folder = Path(self._own_folder.name)
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder.resolve()
        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in close()
        self._process: subprocess.Popen[bytes] | None = None
        self._failure: BaseException | None = None
        self._started = threading.Event()
        self._busy = threading.Lock()
        self._cancelled = False
        self._pending = b""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the process, unless it runs already."""
        if self._process is not None:
            return
        # The kernel's parent-death signal follows the thread that made the child, not the
        # process: so a thread of the child's own makes it and lives exactly as long.
        keeper = threading.Thread(target=self._keep, name="bookcore-child-keeper", daemon=True)
        keeper.start()
        self._started.wait()
        if self._failure is not None:
            raise self._failure

    def command(self, settings: str) -> list[str]:
        """The child's argument vector; `-I` shuts out every setting and path of the user."""
        return [sys.executable, "-I", "-B", "-X", "utf8", "-m", "bookcore.child", settings]

    def _keep(self) -> None:
        settings = {
            "bounds": asdict(self.bounds),
            "parent": os.getpid(),
            "one_source": self._one_source,
            "readable": self._readable,
            "preload": self._preload,
        }
        try:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
                self.command(json.dumps(settings)),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
                cwd=self.folder,
                env=_ENVIRONMENT,
                start_new_session=True,
            )
        except OSError as error:
            self._failure = error
            self._started.set()
            return
        self._process = process
        self._started.set()
        process.wait()

    def ask(self, request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Send one request and yield its answers as they come; the last one has `done` set.

        A refusal by the child, its death and its slowness are all a `BookError`.
        """
        with self._busy:
            process = self._process
            if process is None:
                raise BookError("parser_died", "the child was never started")
            deadline = time.monotonic() + self.bounds.wall_seconds
            finished = False
            try:
                self._send(process, request)
                while not finished:
                    answer = self._receive(process, deadline)
                    error = answer.get("error")
                    finished = bool(answer.get("done")) or error is not None
                    if isinstance(error, dict):
                        raise self._annotate(
                            BookError(error["code"], error["message"], error.get("where", ""))
                        )
                    yield answer
            finally:
                # A request left in the middle would give its answers to the next one.
                if not finished:
                    self._kill()

    def call(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Send one request and return its last answer."""
        answer: dict[str, Any] = {}
        for answer in self.ask(request):  # noqa: B007 - the last one is wanted
            pass
        return answer

    def cancel(self) -> None:
        """End the child at once, from any thread; a request under way gets code `cancelled`."""
        self._cancelled = True
        self._kill()

    def close(self) -> None:
        """End the child, and remove its folder when it was made for it."""
        process = self._process
        if process is not None:
            if process.stdin is not None:
                with contextlib.suppress(OSError):
                    process.stdin.close()
            try:
                if not self._busy.locked():
                    process.wait(_GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                pass
            self._kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
        self._complaints.close()
        if self._own_folder is not None:
            self._own_folder.cleanup()

    @property
    def complaints(self) -> str:
        """The end of what the child wrote to its error stream: for logs, never for a reader."""
        if self._complaints.closed:
            return ""
        # The child writes through the same open file, so its place must not be moved.
        descriptor = self._complaints.fileno()
        size = os.fstat(descriptor).st_size
        start = max(0, size - _LONGEST_COMPLAINT)
        return os.pread(descriptor, _LONGEST_COMPLAINT, start).decode("utf-8", "replace")

    @property
    def pid(self) -> int | None:
        """The process id while there is one."""
        return self._process.pid if self._process is not None else None

    @property
    def alive(self) -> bool:
        """Whether the process is there to be asked."""
        return self._process is not None and self._process.poll() is None

    def _kill(self) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE_SECONDS)

    def _send(self, process: subprocess.Popen[bytes], request: Mapping[str, Any]) -> None:
        line = json.dumps(dict(request)).encode("ascii") + b"\n"
        assert process.stdin is not None
        try:
            process.stdin.write(line)
            process.stdin.flush()
        except (OSError, ValueError):
            raise self._death(process) from None

    def _receive(self, process: subprocess.Popen[bytes], deadline: float) -> dict[str, Any]:
        assert process.stdout is not None
        descriptor = process.stdout.fileno()
        waiting = select.poll()
        waiting.register(descriptor, select.POLLIN | select.POLLHUP)
        pieces = [self._pending]
        size = len(self._pending)
        while b"\n" not in pieces[-1]:
            left = deadline - time.monotonic()
            if left <= 0:
                self._kill()
                raise self._annotate(
                    BookError(
                        "too_slow", f"not finished after {self.bounds.wall_seconds:g} seconds"
                    )
                )
            if not waiting.poll(min(left, 1.0) * 1000):
                continue
            piece = os.read(descriptor, 1 << 16)
            if not piece:
                raise self._death(process)
            pieces.append(piece)
            size += len(piece)
            if size > _LONGEST_ANSWER:
                self._kill()
                raise self._annotate(BookError("parser_died", "the child's answer has no end"))
        line, _, self._pending = b"".join(pieces).partition(b"\n")
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            self._kill()
            raise self._annotate(BookError("parser_died", "the child answered nonsense"))
        return answer

    def _death(self, process: subprocess.Popen[bytes]) -> BookError:
        try:
            process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._kill()
            process.wait()
        if self._cancelled:
            return BookError("cancelled", "the work was stopped on request")
        if process.returncode == -signal.SIGXCPU:
            return self._annotate(
                BookError("too_slow", f"took more than {self.bounds.cpu_seconds} processor seconds")
            )
        if process.returncode < 0:
            how = signal.strsignal(-process.returncode) or f"signal {-process.returncode}"
        else:
            how = f"exit {process.returncode}"
        return self._annotate(BookError("parser_died", f"the child ended in the middle: {how}"))

    def _annotate(self, error: BookError) -> BookError:
        complaints = self.complaints
        if complaints:
            error.add_note(complaints)
        return error
