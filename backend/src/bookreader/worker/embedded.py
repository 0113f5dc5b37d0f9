"""The embedded worker: a child of `serve` that dies with it.

Settings come as one line of JSON on standard input, which then stays open as a life-line: when
it ends, the parent is gone. `python -m bookreader.worker.embedded` by hand needs an empty line.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import threading
import time
from typing import Any

from celery import Celery, signals
from celery.apps.worker import Worker
from celery.beat import EmbeddedService

from bookreader.kit.observe import set_up_logging
from bookreader.kit.queue import SWEEP
from bookreader.settings import Settings
from bookreader.worker.celery_app import Desk, build_celery
from bookreader.worker.portal import StopLine, WorkerPortal

log = logging.getLogger(__name__)
_LONGEST_GOODBYE_SECONDS = 20.0


def main() -> int:
    """Work until the parent is gone or says stop."""
    greeting = sys.stdin.buffer.readline()
    settings = Settings.model_validate(json.loads(greeting) if greeting.strip() else {})
    set_up_logging(as_json=settings.log_json)
    _hold_life_line()
    desk = Desk()
    app = build_celery(settings, desk)
    portal = desk.portal = WorkerPortal(settings)
    portal.expire_leases()
    line = StopLine()
    line.follow(portal)
    signals.worker_shutting_down.connect(lambda **_: line.tell(), weak=False)
    signals.worker_ready.connect(lambda **_: _ring_once(app), weak=False)
    # A thread: beat's own process would outlive a killed worker and go on ringing.
    beat: Any = EmbeddedService(app, thread=True)  # its types know not its own service
    beat.start()
    try:
        worker = Worker(
            app=app,
            pool="threads",
            concurrency=settings.worker_threads,
            hostname=f"embedded@{os.getpid()}",
            loglevel="WARNING",
            without_gossip=True,
            without_mingle=True,
            without_heartbeat=True,
            quiet=True,
        )
        worker.start()
        return int(worker.exitcode or 0)
    finally:
        # Without waiting: beat sleeps until its next sweep, and its thread ends with us.
        beat.service.stop(wait=False)
        portal.close()


def _ring_once(app: Celery) -> None:
    # What the last worker left behind waits for no beat.
    app.send_task(SWEEP, ignore_result=True)


def _hold_life_line() -> None:
    def watch() -> None:
        while sys.stdin.buffer.readline():
            pass
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_LONGEST_GOODBYE_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, name="life-line", daemon=True).start()


if __name__ == "__main__":
    sys.exit(main())
