"""Wake-ups through Redis publish and subscribe, for several processes and machines."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import defaultdict
from uuid import UUID

from redis.asyncio import Redis
from redis.exceptions import RedisError

log = logging.getLogger(__name__)
_CHANNEL = "bookreader:events"
_LONGEST_PAUSE = 10.0
# Who looked just before a message and listens just after it gets a second look.
_ECHO_SECONDS, _SECOND_LOOK_SECONDS, _MOST_ECHOES = 1.0, 0.3, 10_000


class RedisWakeUps:
    """One subscription per process; messages are readers' ids and nothing else."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(url, socket_connect_timeout=2.0, socket_keepalive=True)
        self._listeners: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._heard: dict[str, float] = {}
        self._reader: asyncio.Task[None] | None = None
        self.closed = False

    async def notify(self, user_id: UUID) -> None:
        """Hint that this reader has new events; a Redis that is away is no error."""
        try:
            await self._redis.publish(_CHANNEL, str(user_id))
        except (RedisError, OSError) as error:
            log.warning("no wake-up for new events: %s", error)

    async def wait(self, user_id: UUID, timeout_seconds: float) -> None:
        """Return when this reader may have new events, at the latest after the timeout."""
        if self.closed:
            return
        event = asyncio.Event()
        self._listeners[str(user_id)].add(event)
        if self._reader is None or self._reader.done():
            self._reader = asyncio.create_task(self._listen(), name="redis wake-ups")
        heard = self._heard.get(str(user_id), 0.0)
        if heard and asyncio.get_running_loop().time() - heard < _ECHO_SECONDS:
            timeout_seconds = min(timeout_seconds, _SECOND_LOOK_SECONDS)
        try:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(event.wait(), timeout_seconds)
        finally:
            mine = self._listeners[str(user_id)]
            mine.discard(event)
            if not mine:
                del self._listeners[str(user_id)]

    async def close(self) -> None:
        """Stop listening and send every listener home."""
        self.closed = True
        self._wake_all()
        if self._reader is not None:
            self._reader.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reader
        await self._redis.aclose()

    def _wake_all(self) -> None:
        for events in self._listeners.values():
            for event in events:
                event.set()

    def _wake(self, reader: str) -> None:
        if len(self._heard) >= _MOST_ECHOES:
            self._heard.clear()
        self._heard[reader] = asyncio.get_running_loop().time()
        for event in self._listeners.get(reader, ()):
            event.set()

    async def _listen(self) -> None:
        pause = 0.5
        while True:
            try:
                async with self._redis.pubsub(ignore_subscribe_messages=False) as channel:
                    await channel.subscribe(_CHANNEL)
                    async for message in channel.listen():
                        if message["type"] == "subscribe":
                            # What was said before we listened is lost: let everybody look.
                            pause = 0.5
                            self._wake_all()
                        elif message["type"] == "message":
                            self._wake(message["data"].decode())
            except (RedisError, OSError) as error:
                log.warning("wake-ups are silent for %s s: %s", pause, error)
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
