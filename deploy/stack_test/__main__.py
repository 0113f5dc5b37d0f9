"""Builds the production stack, walks the user's way through it, breaks it, and says what held.

`stack_test [--keep | --reuse FOLDER] [--minutes N] [--only PART,…] [--match WORDS]
[--patience FACTOR]`

FULL=1 in the environment drills the alerts with their real windows, lets the two hundred readers
read for 15 minutes, and the drills last as long as their promises say. Exit 1 when a check failed,
77 when there is no engine. Times are printed with their goals and fail nothing: machines differ.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import alerts
import commands
import dashboards
import drills
import hardening
import load
import promises
import report as report_module
import switching
import walk
from reader import Reader
from report import Report, holds, until
from stack import ROOT, Stack, base_images, start_engine

FILES = ("docker-compose.production.yml", "docker-compose.monitoring.yml")
PARTS = (
    "walk", "edge", "hardening", "load", "monitoring", "switching", "drills", "promises", "alerts",
    "commands",
)  # fmt: skip
NO_ENGINE = 77
CORE = (
    "nginx", "frontend", "backend", "celery-worker", "celery-beat", "postgres", "redis",
    "redis-cache",
)  # fmt: skip


def main() -> int:
    """Run the parts that were asked for."""
    asks = argparse.ArgumentParser(
        prog="stack_test", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asks.add_argument("--keep", action="store_true", help="leave the stack running")
    asks.add_argument("--reuse", type=Path, help="folder of a stack that --keep left running")
    asks.add_argument(
        "--minutes", type=float, help="of two hundred readers; default 3, 15 with FULL=1"
    )
    asks.add_argument("--only", default=",".join(PARTS), help=f"of {', '.join(PARTS)}")
    asks.add_argument("--match", default="", help="only checks with these words in their names")
    asks.add_argument("--patience", type=float, default=1.0, help="multiplies every deadline")
    asked = asks.parse_args()
    report_module.patience = asked.patience
    full = os.environ.get("FULL") == "1"
    parts = asked.only.split(",")
    if unknown := set(parts) - set(PARTS):
        asks.error(f"no such part: {', '.join(sorted(unknown))}")
    report = Report(asked.match)
    with report.part("engine and base images"):
        if not start_engine():
            print("no Docker engine with Compose, and no stand-ins beside the checkout: NOT run")
            return NO_ENGINE
        base_images()
    # An end from outside takes the stack down as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = asked.reuse or Path(tempfile.mkdtemp(prefix="stack-"))
    stack = Stack(folder, FILES, ("monitoring",))
    try:
        if not asked.reuse:
            _prepare(stack, full=full)
        if asked.reuse or _start(report, stack):
            _run(report, stack, parts, asked.minutes or (15.0 if full else 3.0), full=full)
        if report.failed:
            _keep_logs(stack)
    finally:
        if asked.keep or asked.reuse:
            print(f"left running: https://127.0.0.1:{stack.https}, --reuse {folder}")
        else:
            stack.compose("down", "-v", "--remove-orphans", "-t", "5", check=False)
            shutil.rmtree(folder, ignore_errors=True)
    return report.end()


def _prepare(stack: Stack, *, full: bool) -> None:
    stack.folder.chmod(0o755)
    subprocess.run(
        [sys.executable, ROOT / "backend" / "tools" / "make_secrets.py", stack.secrets,
         "--host", "127.0.0.1"], check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    alerts.short_windows(stack.folder, full=full)
    stack.compose("down", "-v", "--remove-orphans", "-t", "5", check=False)


def _start(report: Report, stack: Stack) -> bool:
    """Build and start everything; whether it stands."""
    with report.part("images"):
        begun = time.monotonic()
        report.check(
            "images: built", lambda: stack.compose("build", timeout=2400) and None, always=True
        )
        report.figure("building the images", "", f"{time.monotonic() - begun:.0f} s")
        report.check("images: the back end is at most 300 MB compressed", lambda: _size(report))
    with report.part("start"):
        begun = time.monotonic()
        report.check("services: all healthy", lambda: _up(stack), always=True)
        report.figure("starting everything", "", f"{time.monotonic() - begun:.0f} s")
        if report.failed:
            print(stack.compose("ps", "-a", check=False))
            print(stack.compose("logs", "--tail", "20", check=False)[-6000:])
            return False
        load.memory(report, stack)
        report.check(
            "first account", lambda: walk.first_account(stack, Reader(stack.https)), always=True
        )
    return not report.failed


def _run(report: Report, stack: Stack, parts: list[str], minutes: float, *, full: bool) -> None:
    reader = Reader(stack.https)
    reader.enter("Анна")
    book = walk.import_book(reader, walk.book_of(5))

    def walked() -> None:
        walk.looked_at(report, reader, book)

    def watched() -> None:
        report.check("monitoring: all targets answer", lambda: alerts.targets(stack))
        report.check(
            "monitoring: rules, their unit tests and routes", lambda: alerts.rules_hold(stack)
        )
        report.check("dashboards: they parse and fit together", dashboards.fit)
        report.check(
            "dashboards: each query is answered",
            lambda: alerts.queries(stack, dashboards.queries()),
        )

    def commanded() -> None:
        commands.production(report, stack)
        report.check("saved, destroyed, and restored as the operator's page says",
                     lambda: commands.restored(stack, reader, book))  # fmt: skip
        stack.compose("stop", "-t", "5")
        commands.development(report, stack.folder, full=full)

    work = {
        "walk": walked,
        "edge": lambda: walk.edge(report, stack, reader),
        "hardening": lambda: hardening.looked_at(report, stack),
        "load": lambda: load.looked_at(report, stack, reader, book, minutes * 60),
        "monitoring": watched,
        "switching": lambda: switching.looked_at(report, stack, reader, book),
        "drills": lambda: drills.looked_at(report, stack, reader, book),
        "promises": lambda: promises.looked_at(report, stack, reader, full=full),
        "alerts": lambda: alerts.looked_at(report, stack, full=full),
        "commands": commanded,
    }
    for name in PARTS:
        if name in parts:
            # A part that breaks off altogether fails, and the others are still looked at.
            with report.part(name):
                broken: list[str] = []
                try:
                    # The edge's own limit may be spent by what was tried before.
                    until(lambda: reader.enter("Анна") or True, 90, "a sign-in")
                    work[name]()
                except Exception as error:
                    broken.append(f"{type(error).__name__}: {error}")
                if broken:
                    report.check(f"{name}: looked at to its end",
                                 lambda broken=broken: holds(not broken, broken[0]), always=True)  # fmt: skip


def _up(stack: Stack) -> None:
    stack.compose("up", "-d", "--wait", "--wait-timeout", "300", "--no-build")
    for service in CORE:
        until(lambda service=service: stack.healthy(service), 120, service)


def _keep_logs(stack: Stack) -> None:
    """The logs of every container, for whoever looks why a check failed."""
    kept = ROOT / "test-results" / "stack"
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    (kept / "ps.txt").write_text(stack.compose("ps", "-a", check=False))
    for service in stack.services():
        told = stack.compose("logs", "--no-color", "--no-log-prefix", service, check=False)
        (kept / f"{service}.log").write_text(told)
    print(f"logs of all containers: {kept.relative_to(ROOT)}")


def _size(report: Report) -> str:
    save = subprocess.Popen(["docker", "save", "bookreader-backend:test"], stdout=subprocess.PIPE)
    packed = subprocess.run(
        ["gzip", "-6", "-c"], stdin=save.stdout, capture_output=True, check=True
    ).stdout
    save.wait()
    mb = len(packed) / 1024 / 1024
    report.figure("the back end's image, compressed", "300 MB", f"{mb:.0f} MB")
    for image in ("backend", "frontend", "nginx"):
        told = subprocess.run(
            ["docker", "image", "inspect", "-f", "{{.Size}}", f"bookreader-{image}:test"],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        report.figure(f"image {image}, on disk", "", f"{int(told) / 1024 / 1024:.0f} MB")
    holds(mb <= 300, f"{mb:.0f} MB")
    return f"{mb:.0f} MB"


if __name__ == "__main__":
    sys.exit(main())
