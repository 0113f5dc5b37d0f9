"""The base of all request and answer bodies."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Schema(BaseModel):
    """Answers are read from rows; requests may not carry unknown fields."""

    model_config = ConfigDict(from_attributes=True, extra="forbid")
