"""Switches the production stack to the other slot, without a failed request.

`python3 deploy/switch.py [--env-file .env.production] [--slot-only] [--to a|b] [FILE…]`

A slot is a back end and the pages that go with it: a is backend and frontend, b is backend-b and
frontend-b. The slot without traffic is started with the images as they are now; when it is ready,
and answers through the edge, the edge's include is written with it and nginx reloaded; when the
last worker of the old configuration is gone, the old slot is stopped. Then worker and beat follow,
unless `--slot-only`. Running it again switches back. Whatever fails before readers are moved leaves
everything as it was; a new slot that then does not answer is left again.

Exit: 0 switched, 1 refused and nothing changed, 2 switched back, 3 switched but not tidied up.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SLOTS: Mapping[str, tuple[str, str]] = {
    "a": ("backend", "frontend"),
    "b": ("backend-b", "frontend-b"),
}
IN_A_ROW = 5
# Without a child of its own, so that only nginx has any.
_STATS = 'for p in /proc/[0-9]*/stat; do read -r line <"$p" && echo "$line"; done 2>/dev/null; true'


class Refused(Exception):
    """The switch cannot be done; the message says why, and that nothing changed."""


class Unfinished(Exception):
    """The new slot has the traffic, but something after that is left to do."""


class Compose:
    """`docker compose` over the production files."""

    def __init__(self, words: Sequence[str]) -> None:
        self._base = ["docker", "compose", *words, "--profile", "slot-b"]

    def __call__(self, *words: str) -> str:
        """One command; its output, or Refused with the end of it."""
        done = subprocess.run(
            [*self._base, *words], capture_output=True, text=True, check=False, cwd=ROOT
        )
        if done.returncode:
            said = (done.stderr or done.stdout).strip()[-1500:]
            raise Refused(f"docker compose {' '.join(words)}: {said}")
        return done.stdout

    def works(self, *words: str) -> bool:
        """Whether a command ends well."""
        try:
            self(*words)
        except Refused:
            return False
        return True

    def start(self, *services: str) -> None:
        """Start services with the images as they are now, and wait until they are well."""
        self("up", "-d", "--no-deps", "--no-build", "--wait", "--wait-timeout", "180", *services)


def active_slot(include: Path) -> str:
    """The slot that the edge's include names."""
    found = re.search(r"default (backend(?:-b)?);", include.read_text())
    if found is None:
        raise Refused(f"{include} names no slot; copy deploy/nginx/upstream.d/active.conf there")
    return next(name for name, services in SLOTS.items() if services[0] == found[1])


def include_for(active: str, *known: str) -> str:
    """The edge's include: readers go to `active`; the slots in `known` can be asked as well.

    A server's name is resolved only after a reload, unless it was known before: so the new slot
    is made known first, and readers are sent there by a second reload.
    """
    template = (ROOT / "deploy" / "nginx" / "upstream.d" / "active.conf").read_text()
    upstream = re.compile(r"^upstream (\S+) \{\n.*?^\}\n", re.MULTILINE | re.DOTALL)
    blocks = {found[1]: found[0] for found in upstream.finditer(template)}
    head = upstream.sub("", template)
    for name, own in zip(SLOTS["a"], SLOTS[active], strict=True):
        head = head.replace(f"default {name};", f"default {own};")
    for slot in (active, *known):
        for name, own in zip(SLOTS["a"], SLOTS[slot], strict=True):
            head += re.sub(rf"\b{name}\b(?=[ :])", own, blocks[name])
    return head


def write(include: Path, text: str) -> None:
    """Replace the include in one step: nginx sees the old one or the new one."""
    fresh = include.with_name(f".{include.name}.new")
    with fresh.open("w") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    fresh.chmod(0o644)
    fresh.replace(include)


def until(look: Callable[[], bool], seconds: float, what: str, times: int = 1) -> None:
    """Wait until something holds so many times in a row; Refused when it does not in time."""
    end, row = time.monotonic() + seconds, 0
    while row < times:
        row = row + 1 if look() else 0
        if row < times:
            if time.monotonic() > end:
                raise Refused(f"waited {seconds:g} s for {what}")
            time.sleep(0.3)  # another machine's state: there is nothing to wait on


def workers_of(stats: str) -> frozenset[int]:
    """The processes with a parent and no children, of lines as `/proc/<pid>/stat` has them.

    nginx names its workers in their titles, but not wherever it runs; who is whose child is told everywhere.
    """
    parents: dict[int, int] = {}
    for line in stats.splitlines():
        named, _, rest = line.rpartition(") ")
        if named:
            parents[int(named.split(" ", 1)[0])] = int(rest.split(" ")[1])
    having = set(parents.values())
    return frozenset(pid for pid, parent in parents.items() if parent != 0 and pid not in having)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the lock of this installation: two switches at once would undo each other."""
    with (folder / ".switch.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Refused("another switch is under way") from error
        yield


class Switch:
    """One switch from the slot that has the traffic to the other."""

    def __init__(self, compose: Compose, include: Path, to: str | None) -> None:
        self.compose, self.include = compose, include
        # Who worked at the edge before it was last reloaded.
        self.workers: frozenset[int] = frozenset()
        self.old = active_slot(include)
        self.new = to or next(one for one in SLOTS if one != self.old)
        if self.new == self.old:
            raise Refused(f"slot {self.new} has the traffic already")

    def run(self) -> int:
        """Do it."""
        try:
            self._start()
            self._load(include_for(self.old, self.new), self.old)
            until(lambda: self._answers(self.new), 60, "the new slot through the edge", IN_A_ROW)
        except Refused:
            with suppress(Refused):
                self._leave(self.new, stay=self.old)
            raise
        try:
            self._load(include_for(self.new, self.old), self.new)
            until(self._reached, 60, "an answer through the edge", IN_A_ROW)
        except Refused as error:
            say(f"{error}: back to slot {self.old}")
            self._tidy(self.new, stay=self.old)
            return 2
        say(f"slot {self.new} has the traffic; what slot {self.old} began is finished")
        self._tidy(self.old, stay=self.new)
        say(f"slot {self.old} is stopped")
        return 0

    def _start(self) -> None:
        say("the schema is brought up to date")
        self.compose("run", "--rm", "--no-deps", "-T", "migrate")
        say(f"slot {self.new} is started")
        self.compose("rm", "-f", "-s", *SLOTS[self.new])
        self.compose.start(*SLOTS[self.new])

    def _load(self, text: str, slot: str) -> None:
        """Give nginx another include, and see that it works by it."""
        before = self.include.read_text()
        self.workers = self._working()
        write(self.include, text)
        try:
            self.compose("exec", "-T", "nginx", "nginx", "-t", "-q")
            self.compose("exec", "-T", "nginx", "nginx", "-s", "reload")
        except Refused:
            write(self.include, before)
            raise
        # A reloaded nginx takes new connections with the new configuration alone.
        until(lambda: self._asked("/slot") == SLOTS[slot][0], 60, "nginx to reload", IN_A_ROW)

    def _asked(self, path: str) -> str | None:
        """What the edge says on the port that only it and its exporter ask."""
        address = f"http://127.0.0.1:8081{path}"
        try:
            return self.compose("exec", "-T", "nginx", "curl", "-fsS", "-m", "5", address).strip()
        except Refused:
            return None

    def _answers(self, slot: str) -> bool:
        return all(self._asked(f"/through/{service}") is not None for service in SLOTS[slot])

    def _reached(self) -> bool:
        """Whether pages and readiness come through the edge as a reader gets them."""
        return all(
            self.compose.works(
                "exec", "-T", "nginx", "curl", "-fsSk", "-m", "5", "-o", "/dev/null",
                f"https://127.0.0.1:8443{path}",
            )
            for path in ("/", "/readyz")
        )  # fmt: skip

    def _leave(self, slot: str, *, stay: str) -> None:
        """Take a slot out of the edge, let it finish what it began, and stop it."""
        if self.include.read_text() != include_for(stay):
            self._load(include_for(stay), stay)
        # nginx ends the last of the old workers by itself after worker_shutdown_timeout.
        until(self._drained, 60, "the edge to let go of a slot")
        self.compose("stop", *SLOTS[slot])

    def _tidy(self, slot: str, *, stay: str) -> None:
        try:
            self._leave(slot, stay=stay)
        except Refused as error:
            raise Unfinished(f"slot {slot} still runs: {error}") from error

    def _working(self) -> frozenset[int]:
        found = workers_of(self.compose("exec", "-T", "nginx", "sh", "-c", _STATS))
        # A look that sees no worker at all proves nothing about old ones.
        if not found:
            raise Refused("the edge's processes cannot be seen")
        return found

    def _drained(self) -> bool:
        return not self.workers or not self.workers & self._working()


def follow(compose: Compose) -> None:
    """Worker and beat with the images as they are now: jobs go on where they stood."""
    say("worker and beat follow")
    try:
        compose.start("celery-worker", "celery-beat")
    except Refused as error:
        raise Unfinished(str(error)) from error


def say(words: str) -> None:
    """One line for whoever looks on."""
    print(f"switch: {words}", flush=True)


def mounted_include(compose: Compose) -> Path:
    """The file on this machine that the edge includes."""
    told = json.loads(compose("config", "--format", "json"))
    for mount in told["services"]["nginx"]["volumes"]:
        if mount["target"] == "/etc/nginx/upstream.d":
            return Path(mount["source"]) / "active.conf"
    raise Refused("the edge mounts no /etc/nginx/upstream.d")


def main(argv: Sequence[str] | None = None) -> int:
    """Switch once."""
    asks = argparse.ArgumentParser(
        prog="switch.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asks.add_argument("--env-file", default=".env.production")
    asks.add_argument("--project", help="name of the Compose project, where it is not the default")
    asks.add_argument("--to", choices=sorted(SLOTS), help="the slot; default: the other one")
    asks.add_argument("--slot-only", action="store_true", help="leave worker and beat as they are")
    asks.add_argument("--which", action="store_true", help="say which slot has the traffic")
    asks.add_argument(
        "files", nargs="*", default=["docker-compose.production.yml"], help="Compose files"
    )
    asked = asks.parse_args(argv)
    words = ["--env-file", asked.env_file]
    if asked.project:
        words += ["-p", asked.project]
    for file in asked.files:
        words += ["-f", file]
    compose = Compose(words)
    try:
        include = mounted_include(compose)
        if asked.which:
            print(active_slot(include))
            return 0
        with alone(include.parent):
            code = Switch(compose, include, asked.to).run()
            if code == 0 and not asked.slot_only:
                follow(compose)
            return code
    except Unfinished as error:
        print(f"switch: the traffic is switched, the rest is not done: {error}", file=sys.stderr)
        return 3
    except (Refused, OSError) as error:
        print(f"switch: refused, and nothing changed: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
