"""A program of the operator's that looks at pictures before readers do.

It gets the path of a picture as its last argument and prints `{"unsafe": ["label", …]}`. Whatever
else it does is no answer, and a picture without an answer is not shown.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shlex
import shutil
import signal
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from pathlib import Path

from bookreader.settings import Settings

_LONGEST_ANSWER = 64 * 1024
_MOST_LABELS = 20
_GOODBYE_SECONDS = 10.0
_LONGEST_LABEL = 60
_ENDINGS = {
    "image/webp": "webp",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/avif": "avif",
    "image/gif": "gif",
}


class SafetyFailed(Exception):
    """The program gave no answer; the message says how, and nothing of what it printed."""


class SafetyCommand:
    """Runs the program once for each picture, in a folder that goes with it."""

    def __init__(self, command: str, seconds: float) -> None:
        self._words = shlex.split(command)
        if not self._words:
            raise ValueError("SAFETY_COMMAND names no program")
        if shutil.which(self._words[0]) is None:
            raise ValueError("the program of SAFETY_COMMAND is not there or cannot be run")
        self._seconds = seconds
        self.name = Path(self._words[0]).name

    async def look(self, data: bytes, mime: str) -> Sequence[str]:
        """The labels the program gives; raises SafetyFailed."""
        with tempfile.TemporaryDirectory(prefix="bookreader-safety-") as folder:
            picture = Path(folder) / f"picture.{_ENDINGS.get(mime, 'bin')}"
            await asyncio.to_thread(picture.write_bytes, data)
            return _labels(await self._run(picture))

    async def _run(self, picture: Path) -> bytes:
        try:
            process = await asyncio.create_subprocess_exec(
                *self._words,
                str(picture),
                stdin=DEVNULL,
                stdout=PIPE,
                stderr=DEVNULL,
                cwd=picture.parent,
                env=_environment(),
                start_new_session=True,
            )
        except OSError as error:
            raise SafetyFailed(f"it could not be started: {error.strerror}") from None
        try:
            async with asyncio.timeout(self._seconds):
                answer = await _read(process)
                status = await process.wait()
        except TimeoutError:
            raise SafetyFailed(f"no answer within {self._seconds:g} seconds") from None
        finally:
            await _end(process)
        if status != 0:
            raise SafetyFailed(f"it ended with status {status}")
        return answer


async def _read(process: Process) -> bytes:
    assert process.stdout is not None
    answer = bytearray()
    while piece := await process.stdout.read(8192):
        answer += piece
        if len(answer) > _LONGEST_ANSWER:
            raise SafetyFailed("its answer has no end")
    return bytes(answer)


async def _end(process: Process) -> None:
    """Nothing that the program has started outlives its answer."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    assert process.stdout is not None
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_GOODBYE_SECONDS):
            # The loop stops listening to a pipe that nobody empties, and would never see its end.
            while await process.stdout.read(8192):
                pass
            await process.wait()


def _environment() -> dict[str, str]:
    """The server's own without its settings, among which are keys."""
    ours = {name.upper() for name in Settings.model_fields}
    return {name: value for name, value in os.environ.items() if name.upper() not in ours}


def _labels(answer: bytes) -> list[str]:
    try:
        found = json.loads(answer)["unsafe"]
    except (ValueError, KeyError, TypeError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise SafetyFailed('its answer is not {"unsafe": [labels]}')
    return [one[:_LONGEST_LABEL] for one in found[:_MOST_LABELS]]
