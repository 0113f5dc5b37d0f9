"""The audit's operational commands, each line as it stands there."""

from __future__ import annotations

import subprocess
from pathlib import Path

from report import Report, holds
from stack import ROOT, Stack, free_port


def production(report: Report, stack: Stack) -> None:
    """The lines for production, on the running stack."""
    report.check("command: logs", lambda: holds(stack.compose("logs", "--tail", "5")))
    report.check(
        "command: exec backend alembic upgrade head",
        lambda: stack.run("backend", "alembic", "upgrade", "head") and None,
    )
    report.check("command: docker stats", lambda: _plain("docker", "stats", "--no-stream"))
    report.check(
        "command: docker logs <container> --tail=100",
        lambda: _plain("docker", "logs", stack.services()["backend"]["Name"], "--tail=100"),
    )


def development(report: Report, folder: Path) -> None:
    """The development file: up, logs, tests, dump and restore, down."""
    ports = {
        name: str(free_port())
        for name in ("BACKEND_PORT", "FRONTEND_PORT", "POSTGRES_PORT", "REDIS_PORT")
    }
    env = folder / "development.env"
    env.write_text("".join(f"{name}={port}\n" for name, port in ports.items()))
    base = [
        "docker",
        "compose",
        "-p",
        "bookreader-dev-test",
        "--env-file",
        str(env),
        "-f",
        str(ROOT / "docker-compose.yml"),
    ]

    def compose(*words: str, text: str | None = None) -> str:
        done = subprocess.run(
            [*base, *words],
            capture_output=True,
            text=True,
            check=False,
            input=text,
            timeout=1800,
            cwd=ROOT,
        )
        holds(done.returncode == 0, f"{' '.join(words)}: {(done.stderr or done.stdout)[-600:]}")
        return done.stdout

    dump: list[str] = []

    def dumped() -> str:
        dump.append(compose("exec", "-T", "postgres", "pg_dump", "bookreader_dev"))
        holds("CREATE TABLE public.books" in dump[0], "no table of books in the dump")
        return f"{len(dump[0]) // 1024} KB"

    def restored() -> None:
        compose("stop", "backend", "celery-worker", "celery-beat", "frontend")
        compose("exec", "-T", "postgres", "dropdb", "bookreader_dev", "--force")
        compose("exec", "-T", "postgres", "createdb", "bookreader_dev")
        compose(
            "exec",
            "-T",
            "postgres",
            "psql",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "bookreader_dev",
            text=dump[0],
        )
        compose("start", "backend")

    try:
        report.check(
            "command: up -d (development)",
            lambda: compose("up", "-d", "--build", "--wait") and None,
        )
        report.check("command: logs backend", lambda: holds(compose("logs", "backend")))
        report.check(
            "command: exec backend pytest",
            lambda: holds(
                " passed"
                in compose(
                    "exec",
                    "-T",
                    "backend",
                    "pytest",
                    "-q",
                    "-n0",
                    "-p",
                    "no:cacheprovider",
                    "tests/bookcore/scene",
                )
            ),
        )
        report.check("command: pg_dump bookreader_dev > backup.sql", dumped)
        report.check("command: psql bookreader_dev < backup.sql", restored)
    finally:
        report.check("command: down -v", lambda: compose("down", "-v", "-t", "5") and None)


def _plain(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    holds(done.returncode == 0, done.stderr[-300:])
