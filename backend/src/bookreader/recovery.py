"""When a backup was last made, and when one was last proven by restoring it.

A file in DATA_DIR and not a row: a restored database would tell of the day it was saved.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

BACKUP: Literal["backup"] = "backup"
RESTORE: Literal["restore"] = "restore"
_FILE = "recovery.json"


@dataclass(frozen=True, slots=True)
class Recovery:
    """The last of each, None for never."""

    backup: datetime | None = None
    restore: datetime | None = None


def read(data_dir: Path) -> Recovery:
    """What is noted; a file that cannot be read says nothing."""
    try:
        told = json.loads((data_dir / _FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return Recovery()
    if not isinstance(told, dict):
        return Recovery()
    return Recovery(_moment(told.get(BACKUP)), _moment(told.get(RESTORE)))


def note(data_dir: Path, what: Literal["backup", "restore"], now: datetime) -> None:
    """Note that one was made or proven just now; raises OSError."""
    kept = read(data_dir)
    told = {BACKUP: kept.backup, RESTORE: kept.restore, what: now}
    text = json.dumps({name: at.isoformat() for name, at in told.items() if at is not None})
    part = data_dir / f"{_FILE}.{os.getpid()}.part"
    part.write_text(text, "utf-8")
    part.replace(data_dir / _FILE)


def _moment(told: object) -> datetime | None:
    if not isinstance(told, str):
        return None
    try:
        found = datetime.fromisoformat(told)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
