"""A reader who speaks to the stack through nginx over TLS."""

from __future__ import annotations

import http.client
import json
import ssl
from typing import Any

import httpx

PASSWORD = "белый парус одинокий"


class Reader:
    """One signed-in person; `http` keeps connections and cookies as a browser does."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.token = ""
        self.origin = f"https://127.0.0.1:{port}"
        self.http = httpx.Client(base_url=self.origin, verify=False, timeout=60, http2=False)

    def ask(self, method: str, path: str, body: Any = None, *, data: bytes | None = None) -> Any:
        """One request of the API; raises RuntimeError for anything but success."""
        answer = self.http.request(method, f"/api{path}", json=body, content=data)
        if answer.status_code >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text[:200]}")
        return answer.json() if answer.content else None

    def enter(self, name: str, *, code: str | None = None) -> None:
        """Make the first account with its code, or sign in."""
        body = {"name": name, "password": PASSWORD}
        if code is not None:
            told = self.ask("POST", "/accounts", {**body, "language": "ru", "setup_code": code})
        else:
            told = self.ask("POST", "/session", body)
        self.token = told["access_token"]
        self.http.headers["authorization"] = f"Bearer {self.token}"

    def events(self, seconds: float) -> http.client.HTTPResponse:
        """The open stream of events, read line by line by the caller."""
        context = ssl._create_unverified_context()
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.port, timeout=seconds, context=context
        )
        headers = {
            "Authorization": self.http.headers["authorization"],
            "Accept": "text/event-stream",
        }
        connection.request("GET", "/api/events", headers=headers)
        return connection.getresponse()


def line_of(stream: http.client.HTTPResponse, wanted: str) -> str:
    """The first line of a stream that has these words."""
    while line := stream.readline():
        text = line.decode()
        if wanted in text:
            return text.strip()
    raise AssertionError(f"the stream ended without {wanted!r}")


def as_json(text: str) -> Any:
    """The JSON of a text."""
    return json.loads(text)
