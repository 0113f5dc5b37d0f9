"""What was looked at, whether it held, and how long each part took."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Every deadline is multiplied by it: machines differ, and so do those who wait.
patience = 1.0


class Report:
    """Collects the checks; each is one line on the terminal as soon as it is known."""

    def __init__(self, matching: str = "") -> None:
        self.passed = 0
        self.failed: list[str] = []
        self.figures: list[tuple[str, str, str]] = []
        self.parts: list[tuple[str, float]] = []
        self._matching = matching

    def check(self, name: str, look: Callable[[], object], *, always: bool = False) -> None:
        """Run one check: it holds unless it raises; what it returns is told as a figure."""
        if not always and self._matching not in name:
            return
        begun = time.monotonic()
        try:
            told = look()
        except Exception as error:
            self.failed.append(name)
            lines = str(error).strip().splitlines() or [""]
            print(f"FAIL {name}: {type(error).__name__}: {lines[0]}", flush=True)
            if len(lines) > 1:
                print(f"     … {lines[-1][:400]}", flush=True)
            if not isinstance(error, AssertionError):
                traceback.print_exc(limit=3)
            return
        self.passed += 1
        seconds = time.monotonic() - begun
        tail = f" ({told})" if isinstance(told, str) and told else ""
        print(f"ok   {name}{tail} [{seconds:.1f} s]", flush=True)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Times one part of the test."""
        print(f"--- {name}", flush=True)
        begun = time.monotonic()
        try:
            yield
        finally:
            self.parts.append((name, time.monotonic() - begun))

    def figure(self, name: str, goal: str, value: str) -> None:
        """A measured number for the table at the end; with its goal, which fails nothing."""
        self.figures.append((name, goal, value))

    def end(self) -> int:
        """Print the figures, the times and the sum; 1 when anything failed."""
        print("--- figures of this machine, as busy as it was")
        for name, goal, value in self.figures:
            print(f"     {name}: {value}" + (f" (goal {goal})" if goal else ""))
        print("--- seconds of each part")
        for name, seconds in self.parts:
            print(f"{seconds:6.0f} s  {name}")
        print(f"{sum(seconds for _, seconds in self.parts):6.0f} s  together")
        for name in self.failed:
            print(f"FAILED: {name}")
        print(f"{self.passed} passed, {len(self.failed)} failed", flush=True)
        return 1 if self.failed else 0


def holds(value: object, words: str = "") -> None:
    """Raise AssertionError unless the value is true; also where asserts are switched off."""
    if not value:
        raise AssertionError(words or repr(value))


def until(look: Callable[[], object], seconds: float, what: str) -> object:
    """What `look` gives once it is true; raises AssertionError after so many patient seconds."""
    seconds *= patience
    end = time.monotonic() + seconds
    last = ""
    while time.monotonic() < end:
        try:
            found = look()
        except (OSError, AssertionError, RuntimeError, ValueError) as error:
            found, last = None, f" ({error})"
        if found:
            return found
        time.sleep(0.5)  # other processes: there is nothing to wait on
    raise AssertionError(f"waited {seconds:g} s for {what}{last}")
