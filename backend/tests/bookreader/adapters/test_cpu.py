"""Slots shared between processes, and children that stay warm without staying for ever."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bookcore.errors import BookError
from bookcore.scene.spec import SceneSpec
from bookreader.adapters import cpu_children
from bookreader.adapters.cpu_children import CpuChildren
from bookreader.adapters.host_slots import HostSlots
from bookreader.adapters.painter_sketch import SketchPainter
from bookreader.ports.painter import SketchRequest
from bookreader.settings import Settings

HOLDER = """
import asyncio, sys
from pathlib import Path
from bookreader.adapters.host_slots import HostSlots
async def main():
    async with HostSlots(Path(sys.argv[1]), 1).hold(0):
        print("held", flush=True)
        await asyncio.sleep(60)
asyncio.run(main())
"""


def settings(tmp_path: Path) -> Settings:
    return Settings.model_validate({"data_dir": tmp_path, "cpu_slots": 1})


async def test_never_more_holders_than_slots(tmp_path: Path) -> None:
    pools = [HostSlots(tmp_path / "cpu", 2) for _ in range(3)]
    now = most = 0

    async def work(pool: HostSlots) -> None:
        nonlocal now, most
        async with pool.hold(0):
            now += 1
            most = max(most, now)
            await asyncio.sleep(0.01)
            now -= 1

    await asyncio.gather(*(work(pools[n % 3]) for n in range(12)))
    assert most == 2


async def test_the_urgent_goes_before_those_who_came_earlier(tmp_path: Path) -> None:
    pool = HostSlots(tmp_path / "cpu", 1)
    order: list[int] = []

    async def work(urgency: int) -> None:
        async with pool.hold(urgency):
            order.append(urgency)
            await asyncio.sleep(0.01)

    async with pool.hold(0):
        waiting = [asyncio.create_task(work(n)) for n in (0, 5, 20, 10)]
        await asyncio.sleep(0.05)
    await asyncio.gather(*waiting)
    assert order == [20, 10, 5, 0]


async def test_a_killed_process_leaves_its_slot_free(tmp_path: Path) -> None:
    holder = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDER, str(tmp_path / "cpu"), stdout=asyncio.subprocess.PIPE
    )
    assert holder.stdout is not None
    await holder.stdout.readline()
    pool = HostSlots(tmp_path / "cpu", 1)

    async def get() -> None:
        async with pool.hold(0):
            pass

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(get(), 0.3)
    holder.kill()
    await holder.wait()
    await asyncio.wait_for(get(), 2)


async def test_a_painter_stays_warm_and_a_parser_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cpu_children, "_WARM_SECONDS", 0.4)
    pool = CpuChildren(settings(tmp_path))
    pids: dict[str, list[int | None]] = {"paint": [], "parse": []}
    for purpose in ("paint", "paint", "parse", "parse"):
        async with pool.child(purpose) as child:
            pids[purpose].append(child._child.pid)
            (child.folder / "left").write_text("over")
    assert pids["paint"][0] == pids["paint"][1]
    assert pids["parse"][0] != pids["parse"][1]
    async with pool.child("paint") as child:
        assert list(child.folder.iterdir()) == []
        kept = child._child
    await asyncio.sleep(1)
    assert not kept.alive
    await pool.close()


async def test_a_broken_child_is_not_kept(tmp_path: Path) -> None:
    pool = CpuChildren(settings(tmp_path))
    used = []

    async def ask_nonsense() -> None:
        async with pool.child("paint") as child:
            used.append(child._child)
            async for _ in child.ask({"op": "nothing"}):
                pass

    with pytest.raises(BookError):
        await ask_nonsense()
    assert not used[0].alive
    await pool.close()


async def test_cancelling_ends_a_child_in_the_middle_of_a_request(tmp_path: Path) -> None:
    pool = CpuChildren(settings(tmp_path))
    begun = asyncio.Event()

    async def ask() -> None:
        async with pool.child("describe") as child:
            begun.set()
            # A named pipe that nobody writes to: the child waits for ever.
            request = {"op": "describe", "chapters": str(tmp_path / "pipe"), "language": "ru"}
            async for _ in child.ask(request):
                pass

    os.mkfifo(tmp_path / "pipe")
    task = asyncio.create_task(ask())
    await begun.wait()
    await asyncio.sleep(0.5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 5)
    # The slot is free again.
    async with pool._slots.hold(0):
        pass


async def test_the_sketch_painter_paints_the_same_for_the_same_seed(tmp_path: Path) -> None:
    pool = CpuChildren(settings(tmp_path))
    painter = SketchPainter(pool)
    scene = SceneSpec(kind="location", place_type="forest", season="winter", seed=7)
    first, second = [await painter.generate(SketchRequest(scene, 1152, 768)) for _ in range(2)]
    assert first.data == second.data
    assert first.data[:4] == b"RIFF"
    assert (first.mime, first.width, first.height) == ("image/webp", 1152, 768)
    assert (len(first.colour), first.thumbhash) == (7, second.thumbhash)
    assert 20 <= len(first.thumbhash) <= 44
    await pool.close()


async def test_a_child_that_looked_at_a_strangers_picture_serves_nobody_else(
    tmp_path: Path,
) -> None:
    pool = CpuChildren(settings(tmp_path))
    used = []
    for _ in range(2):
        async with pool.child("inspect") as child:
            used.append(child._child)
            (child.folder / "picture").write_bytes(b"<html>busy</html>")
            request = {"op": "inspect", "source": "picture", "out": "out.webp"}
            [answer] = [one async for one in child.ask(request)]
            assert [fault["code"] for fault in answer["faults"]] == ["unreadable"]
    assert used[0] is not used[1]
    assert not any(one.alive for one in used)
    await pool.close()


def test_a_place_is_kept_by_one_of_a_host_and_free_again_when_its_holder_is_gone(
    tmp_path: Path,
) -> None:
    one, other = HostSlots(tmp_path / "network", 2), HostSlots(tmp_path / "network", 2)
    with one.try_hold() as first, other.try_hold() as second:
        assert (first, second) == (True, True)
        with one.try_hold() as third:
            assert not third
    code = (
        "import sys, time\nfrom pathlib import Path\n"
        "from bookreader.adapters.host_slots import HostSlots\n"
        "with HostSlots(Path(sys.argv[1]), 1).try_hold() as held:\n"
        "    print(held, flush=True)\n    time.sleep(60)\n"
    )
    single = HostSlots(tmp_path / "single", 1)
    child = subprocess.Popen(
        [sys.executable, "-c", code, tmp_path / "single"], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "True\n"
    with single.try_hold() as held:
        assert not held
    child.kill()
    child.wait()
    with single.try_hold() as held:
        assert held
