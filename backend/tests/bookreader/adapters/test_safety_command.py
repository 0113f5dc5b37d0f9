"""A program that looks at pictures: every way of not answering withholds the picture."""

from __future__ import annotations

import asyncio
import json
import os
import shlex
import sys
import time
from pathlib import Path

import pytest

from bookreader import doctor
from bookreader.adapters.safety_command import SafetyCommand, SafetyFailed
from bookreader.settings import Settings
from bookreader.wiring import safety_of

ECHO = "import json,sys; print(json.dumps({'unsafe': []}))"


def command(tmp_path: Path, code: str, *words: str) -> str:
    """A program of the operator's that runs this code."""
    program = tmp_path / "look at it.py"
    program.write_text(code, "utf-8")
    return shlex.join([sys.executable, str(program), *words])


async def look(tmp_path: Path, code: str, seconds: float = 10) -> list[str]:
    safety = SafetyCommand(command(tmp_path, code), seconds)
    return list(await safety.look(b"a picture", "image/webp"))


async def test_it_is_given_the_picture_and_its_labels_are_told(tmp_path: Path) -> None:
    code = (
        "import json, pathlib, sys\n"
        "picture = pathlib.Path(sys.argv[-1])\n"
        "assert sys.argv[1:-1] == ['--level', '$HOME; rm'], sys.argv\n"
        "assert picture.read_bytes() == b'a picture' and picture.suffix == '.webp'\n"
        "pathlib.Path(picture.parent / 'left').write_text('over')\n"
        "print(json.dumps({'unsafe': ['nudity', 'кровь'], 'more': 1}))\n"
    )
    safety = SafetyCommand(command(tmp_path, code, "--level", "$HOME; rm"), 10)
    assert list(await safety.look(b"a picture", "image/webp")) == ["nudity", "кровь"]
    assert await look(tmp_path, ECHO) == []


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("", "not"),
        ("print('safe')", "not"),
        ("print('[]')", "not"),
        ("print('{}')", "not"),
        ('print(\'{"unsafe": "nudity"}\')', "not"),
        ("print('{\"unsafe\": [1]}')", "not"),
        ("print('[' * 60000)", "not"),
        (ECHO + "; sys.exit(3)", "status 3"),
        (ECHO + "; import os; sys.stdout.flush(); os.abort()", "status -6"),
        ("while True: print('x' * 9999)", "no end"),
        ("raise SystemExit('no model')", "status 1"),
    ],
)
async def test_anything_else_is_no_answer(tmp_path: Path, code: str, told: str) -> None:
    with pytest.raises(SafetyFailed, match=told):
        await look(tmp_path, code)


async def test_an_endless_answer_is_left_behind_every_time(tmp_path: Path) -> None:
    # Left in a full pipe, its end was sometimes never seen, and the worker waited for ever.
    for _ in range(25):
        with pytest.raises(SafetyFailed, match="no end"):
            await asyncio.wait_for(look(tmp_path, "while True: print('x' * 9999)"), 60)


async def test_one_that_hangs_is_ended_with_all_it_has_started(tmp_path: Path) -> None:
    code = (
        "import os, pathlib, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(tmp_path / 'pid')!r}).write_text(str(child.pid))\n"
        "time.sleep(60)\n"
    )
    begun = time.monotonic()
    with pytest.raises(SafetyFailed, match="within 3 seconds"):
        await look(tmp_path, code, 3)
    assert time.monotonic() - begun < 20
    await _gone(int((tmp_path / "pid").read_text()))


async def test_one_that_answers_and_stays_in_the_background_is_ended(tmp_path: Path) -> None:
    code = (
        "import pathlib, subprocess, sys\n"
        "words = [sys.executable, '-c', 'import time; time.sleep(60)']\n"
        "child = subprocess.Popen(words, stdout=subprocess.DEVNULL)\n"
        f"pathlib.Path({str(tmp_path / 'pid')!r}).write_text(str(child.pid))\n" + ECHO
    )
    assert await look(tmp_path, code) == []
    await _gone(int((tmp_path / "pid").read_text()))


async def _gone(pid: int) -> None:
    for _ in range(100):
        try:
            status = Path(f"/proc/{pid}/stat").read_text()
        except FileNotFoundError:
            return
        if status.rpartition(")")[2].split()[0] == "Z":
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it lives on")


async def test_cancelling_ends_it(tmp_path: Path) -> None:
    task = asyncio.create_task(look(tmp_path, "import time; time.sleep(60)", 60))
    await asyncio.sleep(0.3)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 5)


async def test_the_servers_keys_are_not_shown_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "a long secret")
    monkeypatch.setenv("LLM_KEY", "another")
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "0")
    code = (
        "import json, os\n"
        "print(json.dumps({'unsafe': [n for n in os.environ if 'KEY' in n or 'CUDA' in n]}))\n"
    )
    assert await look(tmp_path, code) == ["CUDA_VISIBLE_DEVICES"]


async def test_labels_are_cut_to_what_a_row_holds(tmp_path: Path) -> None:
    code = "import json; print(json.dumps({'unsafe': ['x' * 500] * 50}))"
    found = await look(tmp_path, code)
    assert len(found) == 20
    assert {len(label) for label in found} == {60}


@pytest.mark.parametrize("words", ["no-such-program-here --x", "'unfinished", '""'])
def test_a_wrong_setting_is_told_at_the_start(words: str) -> None:
    with pytest.raises(ValueError):
        safety_of(Settings(_env_file=None, safety_command=words))


def test_without_a_setting_there_is_none(tmp_path: Path) -> None:
    assert safety_of(Settings(_env_file=None, safety_command="  ")) is None
    assert list(doctor._safety(Settings(_env_file=None))) == []


def test_the_doctor_has_it_look_at_a_white_picture(tmp_path: Path) -> None:
    def finding(code: str) -> doctor.Finding:
        words = command(tmp_path, code)
        [found] = doctor._safety(Settings(_env_file=None, safety_command=words))
        return found

    assert finding(ECHO).well
    strict = finding(f"print({json.dumps(json.dumps({'unsafe': ['whiteness']}))})")
    assert (strict.well, "whiteness" in strict.says) == (False, True)
    assert not finding("raise SystemExit(1)").well
    [missing] = doctor._safety(Settings(_env_file=None, safety_command=os.devnull))
    assert not missing.well
