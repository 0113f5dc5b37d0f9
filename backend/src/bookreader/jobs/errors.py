"""How a job's work may end early; none of these is an error of the program."""

from __future__ import annotations

from datetime import datetime


class LeaseLost(Exception):
    """The job is another worker's by now, or was cancelled: nothing may be written any more."""


class SubjectGone(Exception):
    """What the job is about no longer exists; there is nothing left to do."""


class Yielded(Exception):
    """More urgent work waits: the job goes back into the queue and loses nothing."""


class PutOff(Exception):
    """The work can go on from a moment on and not before: it loses nothing by waiting."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until
