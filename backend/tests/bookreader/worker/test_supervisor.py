"""Keeping a child alive, and telling how it is."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from bookreader.settings import Settings
from bookreader.worker import supervisor as module
from bookreader.worker.supervisor import Supervisor


def supervisor(tmp_path: Path, code: str) -> Supervisor:
    settings = Settings.model_validate({"data_dir": tmp_path})
    return Supervisor(settings, (sys.executable, "-c", code))


async def test_a_child_that_dies_is_started_again_later_and_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_FIRST_PAUSE", 0.01)
    kept = supervisor(tmp_path, "raise SystemExit(3)")
    await kept.start()
    for _ in range(200):
        if kept.restarts >= 3:
            break
        await asyncio.sleep(0.02)
    assert kept.restarts >= 3
    assert "ended with 3" in kept.status() or kept.status() == "running"
    await kept.stop()
    assert kept.status() == "stopped"


async def test_a_command_that_does_not_exist_is_told_and_does_no_harm(tmp_path: Path) -> None:
    kept = Supervisor(Settings.model_validate({"data_dir": tmp_path}), ("/nowhere/at/all",))
    await kept.start()
    await asyncio.sleep(0.1)
    assert "could not be started" in kept.status()
    await kept.stop()


async def test_the_child_gets_the_settings_and_a_life_line(tmp_path: Path) -> None:
    out = tmp_path / "seen"
    kept = supervisor(
        tmp_path,
        "import sys, pathlib, json\n"
        "settings = json.loads(sys.stdin.readline())\n"
        "sys.stdin.read()\n"
        f"pathlib.Path({str(out)!r}).write_text(settings['data_dir'])\n",
    )
    await kept.start()
    while kept.pid is None:  # noqa: ASYNC110 - no event tells of it
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.2)
    assert kept.status() == "running"
    assert not out.exists()
    process = kept._process
    assert process is not None
    assert process.stdin is not None
    process.stdin.close()
    for _ in range(100):
        if out.exists() and out.read_text():
            break
        await asyncio.sleep(0.02)
    assert out.read_text() == str(tmp_path)
    await kept.stop()
