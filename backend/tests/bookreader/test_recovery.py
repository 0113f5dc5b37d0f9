"""The notes on backups: each kept beside the other, and nothing read out of nonsense."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bookreader import recovery

NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)


def test_one_note_leaves_the_other(tmp_path: Path) -> None:
    recovery.note(tmp_path, recovery.BACKUP, NOW)
    recovery.note(tmp_path, recovery.RESTORE, NOW + timedelta(hours=1))
    recovery.note(tmp_path, recovery.BACKUP, NOW + timedelta(hours=2))
    assert recovery.read(tmp_path) == recovery.Recovery(
        NOW + timedelta(hours=2), NOW + timedelta(hours=1)
    )
    assert [p.name for p in tmp_path.iterdir()] == ["recovery.json"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"backup": 5}', '{"backup": "yesterday", "restore": null}']
)
def test_nonsense_says_never(tmp_path: Path, text: str) -> None:
    (tmp_path / "recovery.json").write_text(text)
    assert recovery.read(tmp_path) == recovery.Recovery()
    recovery.note(tmp_path, recovery.RESTORE, NOW)
    assert recovery.read(tmp_path).restore == NOW


def test_a_moment_without_a_zone_is_utc(tmp_path: Path) -> None:
    (tmp_path / "recovery.json").write_text('{"backup": "2026-05-03T12:00:00"}')
    assert recovery.read(tmp_path).backup == NOW
