"""The walls hold: memory, time, files, network, processes, parent's death."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookcore.bounded import Child
from bookcore.errors import BookError
from bookcore.landlock import supported

from .misbehaving import ACTS, MisbehavingChild, small

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def child(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MisbehavingChild]:
    with MisbehavingChild(small(), tmp_path_factory.mktemp("work")) as one:
        yield one


def refusal(child: Child, request: dict[str, object]) -> BookError:
    with pytest.raises(BookError) as caught:
        child.call(request)
    return caught.value


def test_one_child_serves_many_requests(child: MisbehavingChild) -> None:
    pid = child.pid
    for word in ("один", "two\nlines", "\U0001f9ff \ud800"):
        assert child.call({"op": "echo", "say": word})["heard"] == word
    assert child.pid == pid


def test_environment_is_empty_and_folder_its_own(
    child: MisbehavingChild, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "canary")
    with MisbehavingChild(small()) as other:
        seen = other.call({"op": "look"})
        folder = other.folder
        assert folder.is_dir()
    names = set(seen["environment"])
    assert names <= {"OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "LC_CTYPE"}
    assert seen["folder"] == str(folder)
    assert not folder.exists(), "a folder made for the child goes with it"


def test_stray_prints_do_not_spoil_the_protocol(child: MisbehavingChild) -> None:
    assert child.call({"op": "chatter"}) == {"done": True}
    assert child.call({"op": "echo", "say": "still here"})["heard"] == "still here"


def test_a_refusal_keeps_its_code_and_place(child: MisbehavingChild) -> None:
    error = refusal(child, {"op": "raise", "code": "drm"})
    assert (error.code, error.message, error.where) == ("drm", "as asked", "here")
    assert child.call({"op": "echo", "say": 1})["heard"] == 1


def test_our_own_mistake_is_an_answer_with_a_trace_for_the_log(child: MisbehavingChild) -> None:
    error = refusal(child, {"op": "raise"})
    assert error.code == "parser_died"
    assert "Traceback" not in error.message
    assert any("a mistake of ours" in note for note in error.__notes__)
    assert child.call({"op": "echo", "say": 1})["heard"] == 1


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ({"op": "unheard"}, "bad_request"),
        ({}, "bad_request"),
        ({"op": "parse"}, "bad_request"),
        ({"op": "parse", "source": 5, "out": "x"}, "bad_request"),
        ({"op": "paint", "spec": {}, "out": "x.png", "width": 10**9}, "bad_request"),
        ({"op": "paint", "spec": [], "out": "x.png"}, "bad_request"),
    ],
)
def test_a_wrong_request_is_told_and_survived(
    child: MisbehavingChild, request_: dict[str, object], expected: str
) -> None:
    assert refusal(child, request_).code == expected
    assert child.call({"op": "echo", "say": 1})["heard"] == 1


@pytest.mark.parametrize("act", sorted(ACTS))
def test_forbidden_acts_are_refused(child: MisbehavingChild, act: str) -> None:
    answer = child.call({"op": "act", "act": act})
    assert answer["refused"], f"{act} went through"


def test_writing_only_inside_the_work_folder(child: MisbehavingChild, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    assert child.call({"op": "write", "path": str(outside)})["refused"]
    assert child.call({"op": "write", "path": "../outside"})["refused"]
    assert not outside.exists()
    assert not (child.folder.parent / "outside").exists()
    assert child.call({"op": "write", "path": "inside"})["refused"] is None
    assert (child.folder / "inside").exists()


def test_a_link_planted_in_the_work_folder_leads_nowhere(
    child: MisbehavingChild, tmp_path: Path
) -> None:
    target = tmp_path / "target"
    target.write_text("before")
    (child.folder / "door").symlink_to(target)
    assert child.call({"op": "write", "path": "door"})["refused"]
    assert child.call({"op": "read", "path": "door"})["refused"]
    assert target.read_text() == "before"


def test_reading_outside_is_refused(child: MisbehavingChild, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x")
    assert child.call({"op": "read", "path": str(secret)})["refused"]
    assert child.call({"op": "read", "path": "/etc/hostname"})["refused"]


@pytest.fixture
def landlocked() -> None:
    if not supported():
        pytest.skip("this kernel has no Landlock")


@pytest.mark.usefixtures("landlocked")
def test_the_kernel_stops_what_goes_around_python(tmp_path: Path) -> None:
    known, secret = tmp_path / "known", tmp_path / "secret"
    known.write_text("x")
    secret.write_text("x")

    def native(child: MisbehavingChild, path: Path, write: bool) -> bool:
        opened = child.call({"op": "native", "path": str(path), "write": write})["opened"]
        return bool(opened)

    with MisbehavingChild(small(), tmp_path / "work", one_source=True) as one:
        assert native(one, one.folder / "inside", write=True)
        assert not native(one, secret, write=True)
        assert not native(one, tmp_path / "new", write=True)
        assert one.call({"op": "native_run"})["status"] >> 8 != 7
        # Which file may be read is known with the first request that names one.
        assert native(one, secret, write=False)
        assert refusal(one, {"op": "parse", "source": str(known), "out": "out"}).code
        assert native(one, known, write=False)
        assert native(one, one.folder / "inside", write=False)
        assert not native(one, secret, write=False)
    assert not (tmp_path / "new").exists()


def test_memory_is_limited_and_the_child_survives_a_polite_refusal() -> None:
    with MisbehavingChild(small()) as one:
        error = refusal(one, {"op": "allocate", "bytes": 1 << 30})
        assert error.code == "parser_died"
        assert "memory" in error.message
        assert one.call({"op": "allocate", "bytes": 1 << 20})["size"] == 1 << 20


def test_processor_time_is_limited_per_request() -> None:
    with MisbehavingChild(small(cpu_seconds=2)) as one:
        # Together more than the limit, each less: a child serves many requests.
        for _ in range(3):
            one.call({"op": "spin", "seconds": 0.9})
        error = refusal(one, {"op": "spin", "seconds": 60})
        assert error.code == "too_slow"
        assert refusal(one, {"op": "echo", "say": 1}).code in ("too_slow", "parser_died")


def test_wall_clock_is_limited_and_the_process_is_gone() -> None:
    with MisbehavingChild(small(wall_seconds=1)) as one:
        started = time.monotonic()
        assert refusal(one, {"op": "sleep", "seconds": 60}).code == "too_slow"
        assert time.monotonic() - started < 5
        assert one.pid is not None
        assert _gone(one.pid)


def test_file_size_is_limited() -> None:
    with MisbehavingChild(small(file_bytes=1 << 20)) as one:
        assert refusal(one, {"op": "write", "path": "big", "size": 4 << 20}).code == "parser_died"
        assert (one.folder / "big").stat().st_size <= 1 << 20


@pytest.mark.parametrize("how", ["abort", "leave"])
def test_a_crash_is_a_refusal(how: str) -> None:
    with MisbehavingChild(small()) as one:
        assert refusal(one, {"op": how}).code == "parser_died"
        assert refusal(one, {"op": "echo", "say": 1}).code == "parser_died"
        assert not list(one.folder.glob("core*"))


def test_cancel_from_another_thread() -> None:
    with MisbehavingChild(small()) as one:
        threading.Timer(0.3, one.cancel).start()
        started = time.monotonic()
        assert refusal(one, {"op": "sleep", "seconds": 60}).code == "cancelled"
        assert time.monotonic() - started < 5


def test_answers_arrive_one_by_one_and_a_broken_off_request_ends_the_child() -> None:
    with MisbehavingChild(small()) as one:
        answers = one.ask({"op": "sleep", "seconds": 5, "answers": 3})
        started = time.monotonic()
        assert [next(answers)["number"] for _ in range(3)] == [0, 1, 2]
        assert time.monotonic() - started < 4
        answers.close()  # type: ignore[attr-defined]  # a generator, promised as an iterator
        assert refusal(one, {"op": "echo", "say": 1}).code == "parser_died"


def test_it_outlives_the_thread_that_asked_first() -> None:
    with MisbehavingChild(small()) as one:
        first = threading.Thread(target=lambda: one.call({"op": "echo", "say": 1}))
        first.start()
        first.join()
        assert one.call({"op": "echo", "say": 2})["heard"] == 2


def test_started_in_a_thread_that_ends_it_lives_on(tmp_path: Path) -> None:
    one = MisbehavingChild(small(), tmp_path)
    starter = threading.Thread(target=one.start)
    starter.start()
    starter.join()
    time.sleep(0.2)
    assert one.call({"op": "echo", "say": 2})["heard"] == 2
    one.close()


def test_it_dies_with_its_parent(tmp_path: Path) -> None:
    script = (
        "import sys, time; sys.path.insert(0, sys.argv[1])\n"
        "from tests.bookcore.misbehaving import MisbehavingChild, small\n"
        "c = MisbehavingChild(small(wall_seconds=100)); c.start(); print(c.pid, flush=True)\n"
        "c.call({'op': 'sleep', 'seconds': 90})\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script, str(HERE.parents[1])], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    time.sleep(0.3)
    os.kill(pid, 0)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 5
    while not _gone(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _gone(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="network namespaces are Linux's")
def test_the_network_is_left_where_the_kernel_allows(child: MisbehavingChild) -> None:
    probe = subprocess.run(["unshare", "-Urn", "true"], capture_output=True, check=False)
    if probe.returncode != 0:
        pytest.skip("this kernel gives no user namespaces")
    # An answer is the proof that the child has put up its walls: starting it alone is not.
    child.call({"op": "echo", "say": "ready"})
    ours = Path("/proc/self/ns/net").readlink()
    assert Path(f"/proc/{child.pid}/ns/net").readlink() != ours


def _gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z"
