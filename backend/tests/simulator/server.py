"""The simulator as a real server, in a thread of a test or in a process of its own."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from tests.simulator.app import application
from tests.simulator.endings import ReachableProtocol
from tests.simulator.state import Options, State


class Simulator:
    """A running server: its address, and its state to give orders to and read from."""

    def __init__(self, options: Options | None = None, host: str = "127.0.0.1", port: int = 0):
        self.state = State(options)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind((host, port))
        # Before anything serves, so that nobody who knows the address comes too early.
        self._socket.listen(128)
        self.port = int(self._socket.getsockname()[1])
        self.url = f"http://{host}:{self.port}"
        self._server = uvicorn.Server(
            uvicorn.Config(
                application(self.state),
                http=ReachableProtocol,
                log_level="critical",
                lifespan="off",
                timeout_graceful_shutdown=1,
            )
        )

    def serve(self) -> None:
        """Serve until the process is told to end."""
        self._server.run(sockets=[self._socket])

    @contextmanager
    def running(self) -> Iterator[Simulator]:
        """Serve for the time of the block."""
        thread = threading.Thread(target=self.serve, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.should_exit = True
            thread.join(10)
            self._socket.close()
