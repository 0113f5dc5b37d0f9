"""A small server that speaks OpenAI's chat completions, with faults to order."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class LlmServer:
    """Gives the planned answers in order, the last one for ever; remembers what it was sent."""

    def __init__(self) -> None:
        self.plan: list[Any] = []
        self.seen: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.paths: list[str] = []
        self.released = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                size = int(self.headers["Content-Length"])
                outer.seen.append(json.loads(self.rfile.read(size)))
                outer.keys.append(self.headers.get("Authorization"))
                outer.paths.append(self.path)
                step = outer.plan.pop(0) if len(outer.plan) > 1 else outer.plan[0]
                if callable(step):
                    step(self)
                else:
                    reply(self, 200, completion(step))

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def hang(self, handler: BaseHTTPRequestHandler) -> None:
        """Say nothing until the test is over."""
        self.released.wait(20)
        handler.close_connection = True

    def drip(self, handler: BaseHTTPRequestHandler) -> None:
        """One byte at a time, each of them in time."""
        handler.send_response(200)
        handler.end_headers()
        handler.close_connection = True
        try:
            while not self.released.is_set():
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    @contextmanager
    def running(self) -> Iterator[LlmServer]:
        """Listen for the time of the block."""
        self._thread.start()
        try:
            yield self
        finally:
            self.released.set()
            self._server.shutdown()
            self._server.server_close()


def completion(content: Any, finish: str = "stop") -> bytes:
    """The body of a chat completion."""
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return json.dumps({"id": "x", "object": "chat.completion", "choices": [choice]}).encode()


def reply(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    """Send one whole answer."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def fault(status: int, **headers: str) -> Any:
    """An answer of that status."""
    return lambda handler: reply(handler, status, b'{"error": {"message": "no"}}', **headers)
