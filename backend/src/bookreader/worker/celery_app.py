"""The Celery application: two tasks, each a doorbell for the jobs table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from celery import Celery

from bookreader.kit.queue import RUN_JOB, SWEEP, TIDY, broker_config
from bookreader.settings import Settings

if TYPE_CHECKING:
    from bookreader.worker.portal import WorkerPortal

_HOUR = 3600.0


class Desk:
    """Where the tasks of one process find its portal, which exists only after the fork."""

    portal: WorkerPortal | None = None

    def require(self) -> WorkerPortal:
        """The portal of this process."""
        if self.portal is None:
            raise RuntimeError("no worker was started in this process")
        return self.portal


def build_celery(settings: Settings, desk: Desk) -> Celery:
    """The application that workers and beat run; the schedule is a plain interval."""
    app = Celery("bookreader")
    # Without this, threads other than the main one would talk to amqp://localhost.
    app.set_default()
    app.conf.update(broker_config(settings.resolved_redis_url, settings.data_dir))
    every = float(settings.sweep_seconds)
    app.conf.update(
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        worker_proc_alive_timeout=60.0,
        # In memory: an interval needs no diary, and a damaged one would stop the beat.
        beat_scheduler="celery.beat:Scheduler",
        beat_schedule={
            "sweep": {"task": SWEEP, "schedule": every, "options": {"expires": every * 2}},
            "tidy": {"task": TIDY, "schedule": _HOUR, "options": {"expires": _HOUR}},
        },
    )
    _register(app, desk)
    return app


def _register(app: Celery, desk: Desk) -> None:
    def run_job(job_id: int) -> None:
        """Run what is due."""
        desk.require().run_jobs(job_id)

    def sweep() -> None:
        """Ring for what was forgotten."""
        desk.require().sweep()

    def tidy() -> None:
        """Forget bytes that nothing names any more."""
        desk.require().tidy()

    register: Any = app.task  # its types know only the decorator's plain form
    register(name=RUN_JOB, ignore_result=True)(run_job)
    register(name=SWEEP, ignore_result=True)(sweep)
    register(name=TIDY, ignore_result=True)(tidy)
