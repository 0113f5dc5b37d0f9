"""The bell as a Celery message that carries one job's number."""

from __future__ import annotations

import logging
import threading
from queue import Full, Queue

from bookreader.kit.queue import RUN_JOB, broker_config
from bookreader.settings import Settings

log = logging.getLogger(__name__)
_MOST_WAITING = 1000


class CeleryBell:
    """Rings through the broker from a thread of its own, so that a slow broker delays nobody."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._waiting: Queue[int] = Queue(_MOST_WAITING)
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def ring(self, job_id: int) -> None:
        """Send the number; when the broker cannot take it, the sweeper rings again."""
        try:
            self._waiting.put_nowait(job_id)
        except Full:
            log.warning("the bell is jammed; job %s waits for the sweeper", job_id)
        with self._starting:
            if self._thread is None:
                # Begun at the first ring: threads do not survive the fork of a worker.
                self._thread = threading.Thread(target=self._send, name="bell", daemon=True)
                self._thread.start()

    def _send(self) -> None:
        # Late, and in this thread: a process that only serves pages may never ring.
        from celery import Celery

        app = Celery("bell", set_as_current=False)
        app.conf.update(broker_config(self._settings.resolved_redis_url, self._settings.data_dir))
        while True:
            job_id = self._waiting.get()
            try:
                app.send_task(RUN_JOB, args=[job_id], retry=False, ignore_result=True)
            except Exception as error:
                log.warning("could not ring for job %s: %s", job_id, error)
