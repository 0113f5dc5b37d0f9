"""Several web processes on one socket: they share the work, outlive each other, and end together."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookreader.cli import main
from bookreader.settings import Settings

REDIS = os.environ.get("TEST_REDIS_URL", "")


def _get(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return str(answer.read().decode())


def _until(what: str, seconds: float, well: object) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if well():  # type: ignore[operator]
                return
        except OSError:
            pass
        time.sleep(0.05)  # polling a foreign process: there is nothing to wait on
    raise AssertionError(f"not within {seconds} s: {what}")


def _children(pid: int) -> set[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {int(one) for one in told}


def _lives(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.fixture
def many(database_url: str, tmp_path: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """`bookreader serve` with two processes over PostgreSQL and Redis."""
    if not database_url.startswith("postgresql") or not REDIS:
        pytest.skip("several processes are for servers")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {
        **os.environ, "DATABASE_URL": database_url, "REDIS_URL": REDIS, "PORT": str(port),
        "EMBEDDED_WORKER": "0", "WEB_PROCESSES": "2", "DATA_DIR": str(tmp_path / "data"),
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "bookreader.cli", "serve"], env=environment, cwd=tmp_path
    )
    try:
        _until("ready", 60, lambda: '"ready"' in _get(port, "/readyz"))
        _until("two processes", 20, lambda: len(_children(process.pid)) == 2)
        yield port, process
    finally:
        process.kill()
        process.wait(timeout=20)


@pytest.mark.postgres
def test_they_count_together_and_one_that_dies_is_replaced(
    many: tuple[int, subprocess.Popen[bytes]],
) -> None:
    port, process = many
    for _ in range(40):
        _get(port, "/livez")
    told = _get(port, "/metrics")
    counted = re.findall(r'requests_total\{[^}]*route="/livez"[^}]*\} ([0-9.]+)', told)
    assert sum(map(float, counted)) == 40
    first = _children(process.pid)
    killed = min(first)
    os.kill(killed, signal.SIGKILL)
    _until("another in its place", 20, lambda: len(_children(process.pid) - {killed}) == 2)
    assert '"ready"' in _get(port, "/readyz")


@pytest.mark.postgres
def test_they_end_at_a_word(many: tuple[int, subprocess.Popen[bytes]]) -> None:
    _port, process = many
    children = _children(process.pid)
    process.terminate()
    assert process.wait(timeout=20) == 0
    assert not any(_lives(one) for one in children)


@pytest.mark.postgres
def test_they_do_not_outlive_what_watches_over_them(
    many: tuple[int, subprocess.Popen[bytes]],
) -> None:
    _port, process = many
    children = _children(process.pid)
    process.kill()
    process.wait(timeout=20)
    _until("their end", 20, lambda: not any(_lives(one) for one in children))


def test_the_embedded_mode_has_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("WEB_PROCESSES", "2")
    assert main(["serve"]) == 2
    assert "WEB_PROCESSES" in capsys.readouterr().err
    assert Settings(_env_file=None).web_processes == 2
