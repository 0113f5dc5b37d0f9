"""Builds the production stack, walks the user's way through it, breaks it, and says what held.

`stack_test [--keep] [--minutes N] [--only PART,…]`; FULL=1 in the environment drills the alerts
with their real windows and lets the two hundred readers read for 15 minutes. Parts: edge, walk,
hardening, load, drills, alerts, commands. Exit 1 when a check failed, 77 when there is no engine.
"""

from __future__ import annotations

import argparse
import os
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
import walk
from reader import Reader
from report import Report, holds, until
from stack import ROOT, Stack, start_engine

FILES = ("docker-compose.production.yml", "docker-compose.monitoring.yml")
PARTS = ("edge", "walk", "hardening", "load", "drills", "alerts", "commands")
NO_ENGINE = 77
CORE = (
    "nginx",
    "frontend",
    "backend",
    "celery-worker",
    "celery-beat",
    "postgres",
    "redis",
    "redis-cache",
)


def main() -> int:
    """Run the parts that were asked for."""
    asks = argparse.ArgumentParser(prog="stack_test", description=__doc__)
    asks.add_argument("--keep", action="store_true", help="leave the stack running")
    asks.add_argument(
        "--minutes", type=float, help="of two hundred readers; default 3, 15 with FULL=1"
    )
    asks.add_argument("--only", default=",".join(PARTS), help="parts to run")
    asked = asks.parse_args()
    full = os.environ.get("FULL") == "1"
    parts = asked.only.split(",")
    if not start_engine():
        print("no Docker engine with Compose, and no stand-ins beside the checkout: NOT run")
        return NO_ENGINE
    report = Report()
    with tempfile.TemporaryDirectory(prefix="stack-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        subprocess.run(
            [sys.executable, ROOT / "backend" / "tools" / "make_secrets.py", folder / "secrets",
             "--host", "127.0.0.1"], check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        alerts.short_windows(folder, full=full)
        stack = Stack(folder, FILES, ("monitoring",))
        try:
            _run(report, stack, parts, asked.minutes or (15.0 if full else 3.0), full=full)
        finally:
            if asked.keep:
                print(f"left running: https://127.0.0.1:{stack.https} (project {stack.project})")
            else:
                stack.compose("down", "-v", "--remove-orphans", "-t", "5", check=False)
    return report.end()


def _run(report: Report, stack: Stack, parts: list[str], minutes: float, *, full: bool) -> None:
    stack.compose("down", "-v", "--remove-orphans", "-t", "5", check=False)
    begun = time.monotonic()
    report.check("images: built", lambda: stack.compose("build", timeout=1800) and None)
    report.figure("building the images", "", f"{time.monotonic() - begun:.0f} s")
    report.check("images: the back end is at most 300 MB compressed", lambda: _size(report))
    begun = time.monotonic()
    report.check("services: all healthy", lambda: _up(stack))
    report.figure("starting everything", "", f"{time.monotonic() - begun:.0f} s")
    if report.failed:
        print(stack.compose("ps", "-a", check=False))
        print(stack.compose("logs", "--tail", "20", check=False)[-6000:])
        return
    load.memory(report, stack)
    reader = Reader(stack.https)
    report.check("first account", lambda: walk.first_account(stack, reader))
    book = walk.import_book(reader, walk.book_of(5))
    if "walk" in parts:
        report.check(
            "a book is imported, read, and its sketch shown", lambda: walk.read(reader, book)
        )
        report.check("events arrive at once", lambda: walk.events_flow(reader, book))
        corpus = walk.corpus_book()
        if corpus is not None:
            report.check(
                "a real novel is imported",
                lambda: walk.import_book(reader, corpus, "taras.epub") and None,
            )
    if "edge" in parts:
        walk.edge(report, stack, reader)
    if "hardening" in parts:
        hardening.looked_at(report, stack)
        report.check("no secret in sight (P30)", lambda: hardening.no_secret_in_sight(stack))
        report.check("logs: lines of JSON with one id, no words of books",
                     lambda: hardening.logs_are_lines(stack, "елового леса"))  # fmt: skip
    if "load" in parts:
        load.looked_at(report, stack, reader, book, minutes * 60)
    if "alerts" in parts:
        report.check("monitoring: all targets answer", lambda: alerts.targets(stack))
        report.check(
            "monitoring: rules, their unit tests and routes", lambda: alerts.rules_hold(stack)
        )
        report.check("dashboards: they parse and fit together", dashboards.fit)
        report.check(
            "dashboards: each query is answered",
            lambda: alerts.queries(stack, dashboards.queries()),
        )
    if "drills" in parts:
        reader.enter("Анна")
        drills.looked_at(report, stack, reader, book)
    if "alerts" in parts:
        alerts.looked_at(report, stack, full=full)
    if "commands" in parts:
        commands.production(report, stack)
        stack.compose("stop", "-t", "5")
        commands.development(report, stack.folder)


def _up(stack: Stack) -> None:
    stack.compose("up", "-d", "--wait", "--wait-timeout", "180", "--no-build")
    for service in CORE:
        until(lambda service=service: stack.healthy(service), 60, service)


def _size(report: Report) -> str:
    save = subprocess.Popen(["docker", "save", "bookreader-backend:test"], stdout=subprocess.PIPE)
    packed = subprocess.run(
        ["gzip", "-6", "-c"], stdin=save.stdout, capture_output=True, check=True
    ).stdout
    save.wait()
    mb = len(packed) / 1024 / 1024
    report.figure("the back end's image, compressed", "300 MB", f"{mb:.0f} MB")
    holds(mb <= 300, f"{mb:.0f} MB")
    return f"{mb:.0f} MB"


if __name__ == "__main__":
    sys.exit(main())
