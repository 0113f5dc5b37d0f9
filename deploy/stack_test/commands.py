"""The audit's operational commands, each line as it stands there, with `docker compose`.

What a test needs to be apart (names, ports, secrets) comes by the environment, so that not a word
of the lines is another one.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from promises import files_whole
from reader import Reader
from report import Report, holds, until
from stack import ROOT, Stack, free_port

_PRODUCTION = "docker compose -f docker-compose.production.yml"
_PAGE = ROOT / "docs" / "operate" / "production.md"
_SAVE = (
    "$C exec -T postgres pg_dump bookreader > bookreader.sql",
    # Names of files alone: folders change while they are read, finished files never do.
    """$C exec -T backend sh -c 'cd /data && find blobs -type f -not -path "*/incoming/*" -print0"""
    " | tar --null -T - -cf -' > bookreader-files.tar",
)
_RESTORE = (
    "$C up -d --wait postgres",
    "$C exec -T postgres psql -q -v ON_ERROR_STOP=1 bookreader < bookreader.sql",
    "$C run --rm --no-deps -T backend tar -C /data -xf - < bookreader-files.tar",
    "$C up -d --wait",
)


class Shell:
    """Runs lines in the checkout as a person would, in a folder of their own for what they write."""

    def __init__(self, folder: Path, env: Mapping[str, str]) -> None:
        self._folder, self._env = folder, {**os.environ, **env}

    def line(self, line: str, timeout: float = 1800) -> str:
        """One line; its output. `> file` and `< file` mean the folder."""
        for sign in (" > ", " < "):
            if sign in line:
                head, name = line.split(sign)
                line = f"{head}{sign}{shlex.quote(str(self._folder / name))}"
        done = subprocess.run(
            ["bash", "-c", line], capture_output=True, text=True, check=False, cwd=ROOT,
            env=self._env, timeout=timeout, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        holds(done.returncode == 0, f"{line}: {(done.stderr or done.stdout).strip()[-800:]}")
        return done.stdout

    def follows(self, line: str, wanted: str) -> None:
        """A line that never ends by itself: it must go on, and show this."""
        with subprocess.Popen(
            ["bash", "-c", f"exec {line}"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, cwd=ROOT, env=self._env, stdin=subprocess.DEVNULL,
        ) as running:  # fmt: skip
            assert running.stdout is not None
            end = time.monotonic() + 60
            try:
                for text in running.stdout:
                    if wanted in text:
                        break
                    holds(time.monotonic() < end, f"{line}: never showed {wanted!r}")
                holds(running.poll() is None, f"{line}: it ended by itself")
            finally:
                running.terminate()


def _shell(stack: Stack) -> Shell:
    return Shell(stack.folder, {
        "COMPOSE_PROJECT_NAME": stack.project, "COMPOSE_ENV_FILES": str(stack.env_file),
        "COMPOSE_IGNORE_ORPHANS": "true", "C": _PRODUCTION,
    })  # fmt: skip


def production(report: Report, stack: Stack) -> None:
    """The lines for production, on the running stack."""
    shell = _shell(stack)

    def up() -> None:
        before = {name: one["ID"] for name, one in stack.services().items()}
        shell.line(f"{_PRODUCTION} up -d")
        after = {name: one["ID"] for name, one in stack.services().items()}
        changed = [n for n, one in before.items() if after.get(n) != one and n != "migrate"]
        holds(not changed, f"made anew though nothing changed: {changed}")

    def upgraded() -> None:
        shell.line(f"{_PRODUCTION} exec backend alembic upgrade head")
        holds("(head)" in stack.run("backend", "alembic", "current"), "not at the head")

    report.check(f"command: {_PRODUCTION} up -d", up)
    report.check(f"command: {_PRODUCTION} logs -f",
                 lambda: shell.follows(f"{_PRODUCTION} logs -f", "database system is ready"))  # fmt: skip
    report.check(f"command: {_PRODUCTION} exec backend alembic upgrade head", upgraded)
    report.check("command: docker stats", lambda: shell.follows("docker stats", stack.project))
    name = stack.services()["backend"]["Name"]
    report.check("command: docker logs <container> --tail=100",
                 lambda: holds(shell.line(f"docker logs {name} --tail=100")))  # fmt: skip


def restored(stack: Stack, reader: Reader, book: str) -> str:
    """The page's way to save and to restore: everything is destroyed, and there again."""
    shell, page = _shell(stack), _PAGE.read_text()
    for line in (*_SAVE, *_RESTORE):
        holds(line in page, f"{_PAGE.name} does not say: {line}")
    before = reader.ask("GET", "/books")["total"]
    file = reader.http.get(f"/api/books/{book}/file").content
    for line in _SAVE:
        shell.line(line)
    stack.compose("down", "-v", "-t", "10")
    for line in _RESTORE:
        shell.line(line)
    reader.enter("Анна")
    holds(reader.ask("GET", "/books")["total"] == before, "books are missing")
    holds(reader.http.get(f"/api/books/{book}/file").content == file, "the book has other bytes")
    chapter = reader.ask("GET", f"/books/{book}")["chapters"][0]["id"]
    holds("елового" in reader.ask("GET", f"/books/{book}/chapters/{chapter}")["html"], "the text")
    return f"{before} books, {files_whole(stack)}"


def development(report: Report, folder: Path, *, full: bool) -> None:
    """The lines for development: up, logs, tests, dump and restore, down."""
    ports = ("BACKEND_PORT", "FRONTEND_PORT", "POSTGRES_PORT", "REDIS_PORT")
    env = {name: str(free_port()) for name in ports}
    env["COMPOSE_PROJECT_NAME"] = "bookreader-dev-test"
    shell = Shell(folder, env)
    begun = time.monotonic()

    def up() -> str:
        shell.line("docker compose up -d")

        def well() -> bool:
            told = shell.line("docker compose ps --format '{{.Service}} {{.Health}}'").split()
            return len(told) == 12 and set(told[1::2]) == {"healthy"}

        until(well, 300, "six healthy services")
        pages = shell.line(f"curl -fsS http://127.0.0.1:{env['FRONTEND_PORT']}/")
        holds("<div id=" in pages, "no page from Vite")
        shell.line(f"curl -fsS http://127.0.0.1:{env['FRONTEND_PORT']}/readyz")
        return "with building the development images"

    def tested() -> str:
        # The suite as a whole takes minutes that only the full drill has.
        line = "docker compose exec backend pytest"
        told = shell.line(line if full else f"{line} tests/bookcore/scene", timeout=3600)
        last = told.strip().splitlines()[-1].strip("= ")
        holds(" passed" in last and "failed" not in last, last)
        return last

    def dumped() -> str:
        shell.line("docker compose exec postgres pg_dump bookreader_dev > backup.sql")
        text = (folder / "backup.sql").read_text()
        holds("CREATE TABLE public.books" in text, "no table of books in the dump")
        holds("PostgreSQL database dump complete" in text, "the dump ends early")
        return f"{len(text) // 1024} KB"

    def tables() -> str:
        ask = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
        told = shell.line(f'docker compose exec postgres psql -At bookreader_dev -c "{ask}"')
        return told.strip()

    def restored() -> str:
        before = tables()
        shell.line("docker compose stop backend celery-worker celery-beat frontend")
        shell.line("docker compose exec postgres dropdb bookreader_dev --force")
        shell.line("docker compose exec postgres createdb bookreader_dev")
        shell.line("docker compose exec postgres psql bookreader_dev < backup.sql")
        holds(tables() == before, f"{tables()} tables, there were {before}")
        shell.line("docker compose start backend")
        ready = "docker compose exec backend bookreader probe web"
        until(lambda: shell.line(ready), 60, "the back end on the restored database")
        return f"{before} tables"

    def down() -> None:
        shell.line("docker compose down -v")
        left = shell.line("docker volume ls -q --filter name=bookreader-dev-test")
        holds(not left.strip(), f"left: {left}")

    try:
        report.check("command: docker compose up -d", up)
        report.check("command: docker compose logs -f backend",
                     lambda: shell.follows("docker compose logs -f backend", "BookReader AI is at"))  # fmt: skip
        report.check("command: docker compose exec backend pytest", tested)
        report.check("command: docker compose exec postgres pg_dump", dumped)
        report.check("command: docker compose exec postgres psql", restored)
    finally:
        report.check("command: docker compose down -v", down)
    report.figure("the development stack, built, tested and gone", "",
                  f"{time.monotonic() - begun:.0f} s")  # fmt: skip
