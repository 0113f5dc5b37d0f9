"""Ends of the ledger's words; drawing says them to readers in its own way."""

from __future__ import annotations

CAP_REACHED = "cap_reached"


class CapReached(Exception):
    """A limit leaves no room: `scope` and `period` name it.

    Besides those of caps: scope `order`, period `total`; `server` and `stopped` when everything is
    halted; `user` and `forbidden` when only administrators may spend.
    """

    def __init__(self, scope: str, period: str) -> None:
        super().__init__(f"{scope}/{period}")
        self.scope, self.period = scope, period

    @property
    def reason(self) -> str:
        """As rows keep it: the code, then whose limit over what time."""
        return f"{CAP_REACHED}:{self.scope}/{self.period}"


class ChargeEnded(Exception):
    """The reservation is no longer there: nothing may be sent in its name."""
