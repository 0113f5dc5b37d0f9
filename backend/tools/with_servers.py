"""Run a command beside a PostgreSQL and a Redis of its own, both gone afterwards.

`with_servers.py COMMAND ...` sets TEST_DATABASE_URL and TEST_REDIS_URL; it fails, and never
skips, when one of the servers is not installed.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, name: str, process: subprocess.Popen[bytes] | None = None) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if process is not None and process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)  # polling a foreign process: there is nothing to wait on
    raise SystemExit(f"{name} did not start")


def _postgres_bin() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if found:
        return found[-1].parent
    on_path = shutil.which("postgres")
    if on_path:
        return Path(on_path).parent
    raise SystemExit("PostgreSQL is not installed (Debian: apt install postgresql)")


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """A new cluster on a free port; as root it runs as the user `postgres`, which it insists on."""
    binaries, data, port = _postgres_bin(), folder / "pg", _free_port()
    runner: list[str] = []
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        runner = ["runuser", "-u", "postgres", "--"]
    subprocess.run(
        [*runner, binaries / "initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8",
         "--locale=C.UTF-8", "--no-sync"],
        check=True, stdout=subprocess.DEVNULL, cwd=folder,
    )  # fmt: skip
    server = subprocess.Popen(
        [*runner, binaries / "postgres", "-D", data, "-p", str(port), "-h", "127.0.0.1",
         "-k", str(folder), "-c", "fsync=off", "-c", "log_min_messages=fatal"],
        cwd=folder, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(port, "PostgreSQL", server)
        yield f"postgresql+asyncpg://tests@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run(
            [*runner, binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"],
            stdout=subprocess.DEVNULL, cwd=folder, check=False,
        )  # fmt: skip
        server.wait(timeout=20)


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """A Redis that keeps nothing."""
    binary = shutil.which("redis-server")
    if binary is None:
        raise SystemExit("Redis is not installed (Debian: apt install redis-server)")
    port = _free_port()
    server = subprocess.Popen(
        [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder],
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, "Redis", server)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(timeout=20)


def main(command: list[str]) -> int:
    """Start both, run the command, stop both; gives the command's exit code."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bookreader-pg-")))
        redis_folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        environment = {
            **os.environ,
            "TEST_DATABASE_URL": stack.enter_context(postgres(folder)),
            "TEST_REDIS_URL": stack.enter_context(redis(redis_folder)),
        }
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
