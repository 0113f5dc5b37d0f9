"""Limits as readers are told of them."""

from __future__ import annotations

from typing import Literal, Self

from bookreader.kit.schemas import Schema
from bookreader.spending.errors import CAP_REACHED


class ReachedCap(Schema):
    """Whose limit is reached and over what time.

    `order` is the reader's own for an order; `stopped` says that all spending is halted, and
    `forbidden` that only administrators may spend.
    """

    scope: Literal["server", "provider", "user", "book", "order"]
    period: Literal["day", "month", "total", "stopped", "forbidden"]

    @classmethod
    def of(cls, reason: str) -> Self | None:
        """The limit that a row's reason names; None for another reason, or one without a name."""
        code, _, limit = reason.partition(":")
        scope, _, period = limit.partition("/")
        if code != CAP_REACHED or not period:
            return None
        return cls.model_validate({"scope": scope, "period": period})


def code_of(reason: str) -> str | None:
    """The code alone of a row's reason."""
    return reason.partition(":")[0] or None
