"""Whose request is being served: its id, and the span that further work hangs below.

Both travel by themselves through coroutines, and through a job's row to the worker that takes it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Literal, Protocol

Kind = Literal["server", "consumer", "client"]
_request: ContextVar[str] = ContextVar("request_id", default="")
_parent: ContextVar[str] = ContextVar("traceparent", default="")
_PARENT = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


def new_id() -> str:
    """An id for work that no request asked for."""
    return secrets.token_hex(8)


def request_id() -> str:
    """The id of the request that is served here, empty outside of any."""
    return _request.get()


def traceparent() -> str:
    """The span that is open here, as W3C writes it; empty when nothing is traced."""
    return _parent.get()


def trace_id() -> str:
    """The trace of the open span, empty when nothing is traced."""
    return _parent.get()[3:35]


def valid(parent: str) -> bool:
    """Whether this is a span's address as W3C writes it."""
    return _PARENT.fullmatch(parent) is not None


@contextmanager
def within(request: str, parent: str = "") -> Iterator[None]:
    """Serve this request, below this span, in what is done inside."""
    was_request = _request.set(request)
    was_parent = _parent.set(parent if valid(parent) else "")
    try:
        yield
    finally:
        _request.reset(was_request)
        _parent.reset(was_parent)


@contextmanager
def below(parent: str) -> Iterator[None]:
    """Hang what is done inside below this span."""
    was = _parent.set(parent)
    try:
        yield
    finally:
        _parent.reset(was)


class Span(Protocol):
    """A piece of work that is being timed."""

    def rename(self, name: str) -> None:
        """Call it by what was found out since it began."""
        ...

    def set(self, name: str, value: str | int | float) -> None:
        """Say more of it: never words of a book, keys or addresses."""
        ...

    def fail(self, code: str) -> None:
        """Say that it went wrong, by a code."""
        ...


class Tracer(Protocol):
    """Where spans go."""

    def span(
        self, name: str, kind: Kind, **attributes: str | int | float
    ) -> AbstractContextManager[Span]:
        """Time what is done inside, below the span that is open here."""
        ...

    async def close(self) -> None:
        """Send what is left."""
        ...


class _NoSpan:
    def rename(self, name: str) -> None:
        pass

    def set(self, name: str, value: str | int | float) -> None:
        pass

    def fail(self, code: str) -> None:
        pass


class _Nothing(AbstractContextManager[Span]):
    def __enter__(self) -> Span:
        return NO_SPAN

    def __exit__(self, *_: object) -> None:
        return None


NO_SPAN: Span = _NoSpan()
_NOTHING = _Nothing()


class NoTracer:
    """Where nobody collects traces."""

    def span(self, *_: object, **__: object) -> AbstractContextManager[Span]:
        """Nothing is timed."""
        return _NOTHING

    async def close(self) -> None:
        """Nothing is left."""
