"""Redis going away is no error of ours."""

from __future__ import annotations

import time
from uuid import uuid4

from bookreader.adapters.wakeups_redis import RedisWakeUps


async def test_an_absent_server_only_means_waiting_the_whole_time() -> None:
    wakeups = RedisWakeUps("redis://127.0.0.1:9")
    user = uuid4()
    await wakeups.notify(user)
    begin = time.monotonic()
    await wakeups.wait(user, 0.5)
    assert time.monotonic() - begin >= 0.45
    await wakeups.close()
