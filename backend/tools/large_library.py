"""A PostgreSQL with a large library in it and servers over it, for what measures and for people.

`large_library.py` fills a database of its own with 10,000 books of one reader and 2,000,000
descriptions, prints its address and waits; `large_library.py URL` fills an empty one of yours.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPO / "backend"))
sys.path.insert(0, str(REPO / "backend" / "tools"))

import asyncpg  # noqa: E402
from sqlalchemy import select  # noqa: E402
from tests.bookreader.plans.filling import filled  # noqa: E402
from tests.bookreader.plans.rows import Shape  # noqa: E402
from tests.bookreader.plans.test_plans import PLANNER  # noqa: E402
from tests.bookreader.plans.work import Library  # noqa: E402
from with_servers import _free_port, postgres, redis  # noqa: E402

from bookreader import migrations  # noqa: E402
from bookreader.accounts import service as accounts  # noqa: E402
from bookreader.accounts.models import User  # noqa: E402
from bookreader.kit.clock import utc_now  # noqa: E402
from bookreader.kit.db import Database  # noqa: E402

BIN = Path(sys.executable).parent
FULL = Shape(readers=(10_000, 1_000, 1_000), descriptions=2_000_000)
SMALL = Shape(readers=(10_000, 1_000, 1_000), descriptions=120_000)


@dataclass(slots=True)
class Large:
    """A filled database and the servers around it."""

    url: str
    redis_url: str
    library: Library
    secret: str
    folder: Path
    database_pid: int

    def token(self) -> str:
        """An access token of the reader with the most books, good for a day."""
        return asyncio.run(self._token())

    async def _token(self) -> str:
        database = Database(self.url, pool_size=1)
        policy = accounts.TokenPolicy(self.secret.encode(), timedelta(days=1), timedelta(days=1))
        try:
            async with database.write() as session:
                user = await session.scalar(select(User).where(User.id == self.library.users[0]))
                assert user is not None
                signed = await accounts.start_session(session, policy, user, utc_now())
                return signed.access_token
        finally:
            await database.close()

    @contextmanager
    def served(
        self, command: Sequence[str | Path] | None = None, **settings: str
    ) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
        """A server over this database, by `bookreader serve` or by another command; gives its port."""
        port = _free_port()
        environment = {
            **os.environ,
            "DATABASE_URL": self.url,
            "REDIS_URL": self.redis_url,
            "SECRET_KEY": self.secret,
            "DATA_DIR": str(self.folder / "data"),
            "PORT": str(port),
            "EMBEDDED_WORKER": "0",
            **settings,
        }
        words = [str(one).replace("{port}", str(port)) for one in command or ()]
        process = subprocess.Popen(
            words or [BIN / "bookreader", "serve"], env=environment, cwd=self.folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            wait_until_ready(port, process)
            yield port, process
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_until_ready(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until /readyz answers well; SystemExit when the process ends or a minute passes."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.05)  # polling a foreign process: there is nothing to wait on
    raise SystemExit("the server did not become ready")


async def fill(url: str, shape: Shape) -> Library:
    """Migrate and fill an empty database, with the planner's costs of production."""
    plain = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        name = await plain.fetchval("SELECT current_database()")
        for key, value in PLANNER.items():
            await plain.execute(f"ALTER DATABASE {name} SET {key} = '{value}'")
    finally:
        await plain.close()
    await migrations.upgrade(url)
    return await filled(url, shape)


@contextmanager
def large(shape: Shape) -> Iterator[Large]:
    """PostgreSQL and Redis of their own, filled; both gone afterwards."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bookreader-pg-")))
        rest = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = stack.enter_context(postgres(folder))
        redis_url = stack.enter_context(redis(rest))
        begun = time.perf_counter()
        library = asyncio.run(fill(url, shape))
        print(
            f"· {shape.books} books, {shape.descriptions} descriptions, "
            f"{len(library.drawn)} pictures in {time.perf_counter() - begun:.0f} s",
            file=sys.stderr,
        )
        pid = int((folder / "pg" / "postmaster.pid").read_text().split()[0])
        yield Large(url, redis_url, library, secrets.token_hex(32), rest, pid)


def main(arguments: list[str]) -> int:
    """Fill, and wait when the database is one of our own."""
    if arguments:
        asyncio.run(fill(arguments[0], FULL))
        return 0
    with large(FULL) as made:
        print(made.url, "(Ctrl-C ends it)", flush=True)
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
