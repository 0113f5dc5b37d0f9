"""The doorbell of the queue: a hint that may be lost, doubled or late without harm."""

from __future__ import annotations

from typing import Protocol


class JobBell(Protocol):
    """Tell the workers to look at a job; never raises, since the sweeper rings again."""

    def ring(self, job_id: int) -> None:
        """Hint that this job may be claimed."""
        ...
