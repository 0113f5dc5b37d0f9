"""One beat at a time: the lock in the database."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time

import pytest

from bookreader.worker.only_one import OnlyOne

URL = os.environ.get("TEST_DATABASE_URL", "")
needs_server = pytest.mark.skipif(not URL, reason="needs PostgreSQL: make test-servers")


def test_an_embedded_database_needs_no_lock() -> None:
    with OnlyOne("sqlite+aiosqlite:///nowhere.db"), OnlyOne("sqlite+aiosqlite:///nowhere.db"):
        pass


@needs_server
def test_the_second_waits_until_the_first_is_gone() -> None:
    entered = threading.Event()

    def second() -> None:
        with OnlyOne(URL, wait_seconds=0.1):
            entered.set()

    with OnlyOne(URL, wait_seconds=0.1):
        thread = threading.Thread(target=second)
        thread.start()
        assert not entered.wait(1.0)
    assert entered.wait(10)
    thread.join(10)


@needs_server
def test_a_holder_whose_connection_is_cut_ends_itself() -> None:
    code = (
        "import sys, time\n"
        "from bookreader.worker.only_one import OnlyOne\n"
        "with OnlyOne(sys.argv[1], wait_seconds=0.2):\n"
        "    print('held', flush=True)\n"
        "    time.sleep(30)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code, URL], stdout=subprocess.PIPE, text=True)
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        cut = (
            "import asyncio, sys\nfrom sqlalchemy import text\n"
            "from sqlalchemy.ext.asyncio import create_async_engine\n"
            "async def main():\n"
            "    engine = create_async_engine(sys.argv[1], isolation_level='AUTOCOMMIT')\n"
            "    async with engine.connect() as c:\n"
            '        await c.execute(text("SELECT pg_terminate_backend(pid) FROM pg_locks "\n'
            "            \"WHERE locktype = 'advisory' AND objid = 711100\"))\n"
            "    await engine.dispose()\n"
            "asyncio.run(main())\n"
        )
        subprocess.run([sys.executable, "-c", cut, URL], check=True)
        begun = time.monotonic()
        assert child.wait(20) == 75
        assert time.monotonic() - begun < 20
    finally:
        child.kill()
