"""One request to a provider, as logs, traces and counts see it."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from bookreader.attempts.steps.work import Work
from bookreader.kit.db import WriteSession
from bookreader.ports.providers import ProviderError
from bookreader.providers import service as providers

lines = logging.getLogger("bookreader.provider")


class Call:
    """One request under way: what it took, told to the log, the trace and the provider's row."""

    def __init__(self, work: Work, call_id: UUID | None) -> None:
        self._work, self._call_id = work, call_id
        self._seconds = 0.0

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Time what is asked inside."""
        row, begun, outcome = self._work.asked.row, time.monotonic(), providers.CANCELLED
        told = {"bookreader.provider": row.id.hex, "bookreader.provider_kind": row.kind}
        with self._work.context.tracer.span("ask provider", "client", **told) as span:
            try:
                yield
                outcome = providers.ended_as(None)
            except ProviderError as error:
                outcome = providers.ended_as(error)
                span.fail(error.code)
                raise
            finally:
                self._seconds = time.monotonic() - begun
                span.set("bookreader.outcome", outcome)
                ms = round(self._seconds * 1000, 1)
                lines.info(
                    "provider asked", extra={"provider": row.id.hex, "outcome": outcome, "ms": ms}
                )

    async def ended(
        self,
        session: WriteSession,
        error: ProviderError | None = None,
        outcome: providers.Outcome = "ok",
    ) -> None:
        """Say in the provider's row how it ended."""
        await providers.ended(
            session,
            self._work.asked.row.id,
            self._work.context.clock(),
            outcome,
            error=error,
            call_id=self._call_id,
            seconds=self._seconds,
        )
