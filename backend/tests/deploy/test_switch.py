"""The switch between two slots: what it does in which order, and what it leaves when it fails."""

from __future__ import annotations

import fcntl
import importlib.util
import os
import re
import stat
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]
TEMPLATE = (ROOT / "deploy" / "nginx" / "upstream.d" / "active.conf").read_text()
_MAPPED = re.compile(r"default (backend(?:-b)?);")

# Stands for the engine: keeps a diary of what it was asked, and fails where it is told to.
_DOCKER = """#!{python}
import json, os, re, sys
words = sys.argv[1:]
words = words[words.index("slot-b") + 1:] if "slot-b" in words else words
line = " ".join(words)
folder = os.environ["STAND_IN"]
include = open(folder + "/upstream.d/active.conf").read()
edge = folder + "/edge"
reloads, looks = json.load(open(edge)) if os.path.exists(edge) else (0, 0)
slot = (re.findall("default (backend(?:-b)?);", include) or ["none"])[0]
with open(folder + "/diary", "a") as diary:
    diary.write(line + " | " + slot + "\\n")
broken = os.environ.get("BROKEN")
if broken and re.search(broken, line):
    sys.exit("it is broken")
if line.startswith("config"):
    mount = dict(target="/etc/nginx/upstream.d", source=folder + "/upstream.d")
    print(json.dumps(dict(services=dict(nginx=dict(volumes=[mount])))))
elif "8081/slot" in line:
    print(slot)
elif line.endswith("-s reload"):
    json.dump([reloads + 1, 0], open(folder + "/edge", "w"))
elif "/proc/" in line:
    json.dump([reloads, looks + 1], open(folder + "/edge", "w"))
    # The shell that looks, the master, its worker, and before that is done the worker of before.
    processes = ["40 (sh) R 0 40", "1 (nginx) S 0 1", "%d (nginx) S 1 1" % (10 + reloads)]
    if reloads and looks < int(os.environ.get("DRAINS_AFTER", "0")):
        processes.append("%d (nginx) S 1 1" % (9 + reloads))
    print("\\n".join(processes[: int(os.environ.get("SEEN", "9"))]))
"""


@pytest.fixture
def switch() -> ModuleType:
    """The tool as a module; it stands outside the packages."""
    spec = importlib.util.spec_from_file_location("switch", ROOT / "deploy" / "switch.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an include, and an engine that only keeps a diary."""
    folder = tmp_path / "upstream.d"
    folder.mkdir()
    (folder / "active.conf").write_text(TEMPLATE)
    docker = tmp_path / "bin" / "docker"
    docker.parent.mkdir()
    docker.write_text(_DOCKER.replace("{python}", sys.executable))
    docker.chmod(docker.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{docker.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("STAND_IN", str(tmp_path))
    return tmp_path


def _diary(installation: Path) -> list[str]:
    return (installation / "diary").read_text().splitlines()


def _include(installation: Path) -> str:
    return (installation / "upstream.d" / "active.conf").read_text()


def _impatient(switch: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    patient = switch.until
    monkeypatch.setattr(
        switch,
        "until",
        lambda look, _seconds, what, times=1: patient(look, 1.5, what, min(times, 1)),
    )


def test_the_includes(switch: ModuleType) -> None:
    assert switch.include_for("a") == TEMPLATE
    other = switch.include_for("b")
    assert "default backend-b;" in other
    assert "default frontend-b;" in other
    assert re.findall(r"^upstream (\S+)", other, re.MULTILINE) == ["backend-b", "frontend-b"]
    assert "server backend-b:8000 resolve" in other
    assert "zone frontend-b 64k" in other
    both = switch.include_for("a", "b")
    assert both.startswith(TEMPLATE)
    assert "server frontend-b:8080 resolve" in both


def test_readers_move_after_the_new_slot_is_known_and_before_the_old_one_stops(
    switch: ModuleType, installation: Path
) -> None:
    assert switch.main([]) == 0
    assert _include(installation) == switch.include_for("b")
    said = _diary(installation)

    def at(words: str) -> int:
        return next(n for n, line in enumerate(said) if words in line)

    moved = next(n for n, line in enumerate(said) if line.endswith("| backend-b"))
    assert at("migrate") < at("up -d") < at("nginx -s reload") < at("through/backend-b")
    assert at("through/frontend-b") < moved < at("stop backend frontend")
    assert at("stop backend frontend") < at("celery-worker celery-beat")
    assert switch.main(["--slot-only"]) == 0
    assert _include(installation) == TEMPLATE
    assert sum("celery" in line for line in _diary(installation)) == 1


@pytest.mark.parametrize(
    "broken",
    [
        "run --rm .*migrate",
        "up -d .*backend-b",
        "nginx -t",
        "nginx -s reload",
        "through/frontend-b",
    ],
)
def test_what_fails_before_readers_move_leaves_everything_as_it_was(
    switch: ModuleType,
    installation: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    broken: str,
) -> None:
    _impatient(switch, monkeypatch)
    monkeypatch.setenv("BROKEN", broken)
    assert switch.main([]) == 1
    told = capsys.readouterr().err
    assert "nothing changed" in told
    assert _MAPPED.findall(_include(installation)) == ["backend"]
    assert not any(line.endswith("| backend-b") for line in _diary(installation))
    assert not any("stop backend frontend " in line for line in _diary(installation))


def test_a_slot_that_does_not_answer_readers_is_left_again(
    switch: ModuleType, installation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _impatient(switch, monkeypatch)
    monkeypatch.setenv("BROKEN", "8443/readyz")
    assert switch.main([]) == 2
    assert _include(installation) == TEMPLATE
    assert _diary(installation)[-1].startswith("stop backend-b frontend-b")


def test_an_old_slot_that_does_not_stop_is_told(
    switch: ModuleType,
    installation: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("BROKEN", "^stop backend ")
    assert switch.main([]) == 3
    assert _MAPPED.findall(_include(installation)) == ["backend-b"]
    assert "slot a still runs" in capsys.readouterr().err


def test_the_old_slot_stops_only_when_the_edge_has_let_go_of_it(
    switch: ModuleType, installation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAINS_AFTER", "2")
    assert switch.main([]) == 0
    said = _diary(installation)
    looks = [n for n, line in enumerate(said) if "/proc/" in line]
    stopped = next(n for n, line in enumerate(said) if line.startswith("stop backend "))
    # One before each of three reloads, and then until the worker of before is gone.
    assert len([n for n in looks if n < stopped]) == 3 + 3


def test_an_edge_whose_processes_cannot_be_seen_keeps_the_old_slot(
    switch: ModuleType,
    installation: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _impatient(switch, monkeypatch)
    monkeypatch.setenv("SEEN", "1")
    assert switch.main([]) == 1
    assert "cannot be seen" in capsys.readouterr().err
    assert (installation / "upstream.d" / "active.conf").read_text() == TEMPLATE
    assert not any(line.startswith("stop backend ") for line in _diary(installation))


def test_one_at_a_time(
    switch: ModuleType, installation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (installation / "upstream.d" / ".switch.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert switch.main([]) == 1
    assert "another switch" in capsys.readouterr().err


def test_the_slot_can_be_asked_for_and_named(
    switch: ModuleType, installation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert switch.main(["--which"]) == 0
    assert capsys.readouterr().out == "a\n"
    assert switch.main(["--to", "a"]) == 1
    assert "has the traffic already" in capsys.readouterr().err
    (installation / "upstream.d" / "active.conf").write_text("# nothing\n")
    assert switch.main(["--which"]) == 1
    assert "names no slot" in capsys.readouterr().err
