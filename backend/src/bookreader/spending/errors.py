"""Ends of the ledger's words; drawing says them to readers in its own way."""

from __future__ import annotations

from bookreader.kit.problem import AppError


class CapReached(Exception):
    """A limit leaves no room: `scope` and `period` name it.

    Besides those of caps: scope `order`, period `total`; `server` and `stopped` when everything is
    halted; `user` and `forbidden` when only administrators may spend.
    """

    def __init__(self, scope: str, period: str) -> None:
        super().__init__(f"{scope}/{period}")
        self.scope, self.period = scope, period


class ChargeEnded(Exception):
    """The reservation is no longer there: nothing may be sent in its name."""


class CapsInvalid(AppError):
    code, title, status = "caps_invalid", "These limits cannot be kept", 422


class SpanInvalid(AppError):
    code, title, status = "span_invalid", "From a day to a later one, at most a year", 422
