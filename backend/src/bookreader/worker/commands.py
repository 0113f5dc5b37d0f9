"""The production commands: a prefork worker, and the beat that rings forgotten jobs."""

from __future__ import annotations

from typing import Any

from celery import signals

from bookreader.kit.observe import set_up_logging
from bookreader.settings import Settings
from bookreader.worker.celery_app import Desk, build_celery
from bookreader.worker.only_one import OnlyOne


def run_worker(settings: Settings) -> int:
    """Run jobs in forked processes until told to stop."""
    # Here, and not above: the beat knows nothing of jobs, and holds none of what does them.
    from celery.apps.worker import Worker

    from bookreader.worker.portal import StopLine, WorkerPortal

    set_up_logging(as_json=settings.log_json)
    desk = Desk()
    app = build_celery(settings, desk)
    # The main process alone hears the signal to stop, the forked ones do the work.
    line = StopLine()

    def open_portal(**_: Any) -> None:
        desk.portal = WorkerPortal(settings)
        line.follow(desk.portal)

    def close_portal(**_: Any) -> None:
        if desk.portal is not None:
            desk.portal.close()

    signals.worker_process_init.connect(open_portal, weak=False)
    signals.worker_process_shutdown.connect(close_portal, weak=False)
    signals.worker_shutting_down.connect(lambda **_: line.tell(), weak=False)
    worker = Worker(
        app=app,
        pool="prefork",
        concurrency=settings.worker_threads,
        loglevel="INFO",
        without_gossip=True,
        without_mingle=True,
    )
    worker.start()
    return int(worker.exitcode or 0)


def run_beat(settings: Settings) -> int:
    """Send the sweeps until told to stop."""
    from celery.apps.beat import Beat

    set_up_logging(as_json=settings.log_json)
    with OnlyOne(settings.resolved_database_url):
        app = build_celery(settings, Desk())
        Beat(app=app, loglevel="INFO", quiet=True).run()
    return 0
