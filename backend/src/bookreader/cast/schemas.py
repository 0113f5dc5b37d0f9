"""Words of the cast that every answer shares."""

from __future__ import annotations

from typing import Literal

EntityKind = Literal["character", "place", "thing"]
EditKind = Literal["merge", "split", "rename", "hide"]
