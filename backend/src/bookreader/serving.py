"""Serving HTTP: in this process, or by several of them on one socket.

`python -m bookreader.serving` is what `bookreader serve` becomes with several processes: what
watches over them holds neither the application nor a connection.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from typing import TYPE_CHECKING, Any

from bookreader.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

log = logging.getLogger(__name__)
SETUP_CODE = "BOOKREADER_SETUP_CODE"
_COUNTS = "PROMETHEUS_MULTIPROC_DIR"
_BACKLOG = 2048
_PROVEN_SECONDS, _PAUSE_SECONDS = 10.0, 1.0


def serve_here(settings: Settings, app: FastAPI, listening: socket.socket | None = None) -> None:
    """Serve in this process until told to stop."""
    import uvicorn

    class Server(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            # Event streams never end by themselves, and the server waits for them first.
            await app.state.context.wakeups.close()
            await super().shutdown(sockets)

    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        # Longer than any proxy's own, so that a proxy never reuses a closed connection.
        timeout_keep_alive=75,
        timeout_graceful_shutdown=5,
        server_header=False,
        proxy_headers=False,
    )
    Server(config).run(None if listening is None else [listening])


def become_many(code: str | None) -> None:
    """Become the process that watches over those that serve."""
    environment = {**os.environ, SETUP_CODE: code or ""}
    # Fresh for every start: what dead processes counted would be counted again.
    environment[_COUNTS] = tempfile.mkdtemp(prefix="bookreader-counts-")
    sys.stdout.flush()
    command = [sys.executable, "-m", "bookreader.serving"]
    os.execve(sys.executable, command, environment)  # noqa: S606 - it is ourselves


class Watch:
    """Keeps a number of serving processes alive on one listening socket."""

    def __init__(self, listening: socket.socket, count: int) -> None:
        self._listening, self._count = listening, count
        self._children: dict[int, tuple[subprocess.Popen[bytes], float]] = {}
        self._stopping = False

    def stop(self, *_: Any) -> None:
        """Have all of them end; safe in a signal handler."""
        self._stopping = True
        for child, _since in list(self._children.values()):
            child.terminate()

    def run(self) -> int:
        """Until all have ended after a word to stop; one that dies before is started again."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        for _ in range(self._count):
            self._start()
        while self._children:
            pid, status = os.wait()
            if pid not in self._children:
                continue
            child, born = self._children.pop(pid)
            child.returncode = os.waitstatus_to_exitcode(status)
            if self._stopping:
                continue
            log.error("a web process ended with %s; starting another", child.returncode)
            if time.monotonic() - born < _PROVEN_SECONDS:
                time.sleep(_PAUSE_SECONDS)
            self._start()
        return 0

    def _start(self) -> None:
        if self._stopping:
            return
        handle = self._listening.fileno()
        # Its standard input is its life-line: it ends when we are gone, however that came.
        child = subprocess.Popen(  # noqa: S603 - it is ourselves
            [sys.executable, "-m", "bookreader.serving", str(handle)],
            stdin=subprocess.PIPE,
            pass_fds=[handle],
        )
        self._children[child.pid] = child, time.monotonic()
        if self._stopping:
            child.terminate()


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((settings.host, settings.port))
    listening.listen(_BACKLOG)
    return listening


def _hold_life_line() -> None:
    def watch() -> None:
        while sys.stdin.buffer.read(1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="life-line", daemon=True).start()


def _one_of_many(settings: Settings, handle: int) -> int:
    from bookreader.kit.observe import set_up_logging
    from bookreader.main import create_app

    set_up_logging(as_json=settings.log_json)
    app = create_app(settings, setup_code=os.environ.get(SETUP_CODE) or None)
    _hold_life_line()
    serve_here(settings, app, socket.socket(fileno=handle))
    return 0


def main(arguments: list[str]) -> int:
    """Watch over the processes, or be one of them: then the argument is the listening socket."""
    settings = Settings()
    if arguments:
        return _one_of_many(settings, int(arguments[0]))
    logging.basicConfig(level=logging.INFO)
    return Watch(_listen(settings), settings.web_processes).run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
