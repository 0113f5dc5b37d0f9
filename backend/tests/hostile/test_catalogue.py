"""Every hostile file of the catalogue through the bounded child, the way the server reads it."""

from __future__ import annotations

import re
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookcore.bounded import PARSE_BOUNDS, Child
from bookcore.errors import BookError
from bookcore.formats.store import read_parsed_json

from .case import SECRET_TEXT, Case, Lure, Reading
from .listing import PAGE, listing
from .table import CASES, ITEMS
from .vocabulary import violations


class Listener:
    """A port that nothing may ever connect to."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.visits = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                visitor, _ = self._socket.accept()
            except OSError:
                return
            self.visits += 1
            visitor.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    one = Listener()
    yield one
    one.close()


def test_every_item_has_a_case_and_every_case_a_name_of_its_own() -> None:
    assert {case.item for case in CASES} >= ITEMS
    assert len({case.id for case in CASES}) == len(CASES)


def test_the_documentation_lists_exactly_these() -> None:
    assert PAGE.read_text("utf-8") == listing(), "run: python -m tests.hostile.listing"


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_answer(case: Case, tmp_path: Path, listener: Listener) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET_TEXT)
    upload = tmp_path / "upload"
    upload.mkdir()
    source = upload / (case.suffix if case.item == 40 else f"book{case.suffix}")
    with source.open("wb") as file:
        file.write(case.make(Lure(secret, listener.port)))
        if case.sparse:
            file.truncate(file.tell() + case.sparse)
    work = tmp_path / "work"
    before = _listing(tmp_path)
    visits = listener.visits

    error: BookError | None = None
    with Child(PARSE_BOUNDS, work, one_source=True) as child:
        started = time.monotonic()
        try:
            child.call(
                {
                    "op": "parse",
                    "source": str(source),
                    "out": str(work / "out"),
                    "limits": dict(case.limits),
                }
            )
        except BookError as refusal:
            error = refusal
        took = time.monotonic() - started
        peak = _peak_mebibytes(child.pid)
        complaints = child.complaints

    assert complaints == "", "the child complained"
    assert error is None or error.code == case.refused, f"{error.code}: {error.message}"
    assert took <= case.seconds * _PATIENCE, f"took {took:.1f} s"
    assert peak is None or peak <= case.memory_mebibytes, f"took {peak} MiB"
    assert listener.visits == visits, "somebody called"
    after = {path: size for path, size in _listing(tmp_path).items() if not path.startswith("work")}
    assert after == before, "something was written outside the work folder"
    if case.refused is not None:
        assert error is not None, f"read, though it should be refused as {case.refused}"
        if case.where is not None:
            assert case.where in error.where + error.message
        _has_no_machine_path(error, tmp_path)
    else:
        _accepted(case, work / "out")


_PATIENCE = 3.0
"""The catalogue's times are a quiet machine's; tests run beside others."""


def _accepted(case: Case, out: Path) -> None:
    reading = Reading(read_parsed_json(out), out)
    if case.keeps is not None:
        assert case.keeps in reading.text
    if case.warns is not None:
        assert case.warns in reading.warnings
    assert violations(reading.html) == []
    assert SECRET_TEXT not in (out / "book.json").read_text("utf-8")
    for check in case.checks:
        check(reading)


def _has_no_machine_path(error: BookError, folder: Path) -> None:
    assert str(folder) not in error.message + error.where, "a path of the server is told"


def _listing(folder: Path) -> dict[str, int]:
    return {
        str(path.relative_to(folder)): path.lstat().st_size
        for path in sorted(folder.rglob("*"))
        if not path.is_dir()
    }


def _peak_mebibytes(pid: int | None) -> int | None:
    if sys.platform != "linux" or pid is None:
        return None
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii")
    except OSError:
        return None
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) // 1024 if found else None


def test_the_same_file_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    case = next(case for case in CASES if case.item == 4)
    source = tmp_path / "book.epub"
    source.write_bytes(case.make(Lure(tmp_path / "none", 0)))
    with Child(PARSE_BOUNDS, tmp_path / "work") as child:
        for name in ("one", "two"):
            child.call({"op": "parse", "source": str(source), "out": str(child.folder / name)})
    one, two = ((tmp_path / "work" / name / "book.json").read_bytes() for name in ("one", "two"))
    assert one == two
