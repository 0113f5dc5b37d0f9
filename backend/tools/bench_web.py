"""The web process of production over PostgreSQL and Redis: start, memory, and what it can take.

Prints Markdown tables. `--servers` compares ways of running it (gunicorn comes from PyPI into a
folder that goes away); `--beside` has calibre-web serve a book's page in the same run.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from calibre_web import NotToBeHad, calibre_web
from large_library import BIN, SMALL, Large, large
from load import Seen, Target, cpu_seconds, saturate, tree

TOOLS = Path(__file__).resolve().parent
_CONNECTIONS, _SECONDS, _ROUNDS, _STARTS = 16, 6.0, 3, 5


def memory(pid: int) -> float:
    """Resident memory in MB, pages that several of them share counted once."""
    total = 0
    for one in tree(pid):
        for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024


def middle(values: Sequence[float], unit: str, places: int = 0) -> str:
    """Median with the least and the most."""
    low, high = min(values), max(values)
    return f"{statistics.median(values):.{places}f} {unit} ({low:.{places}f}–{high:.{places}f})"


def starts(at: Large) -> None:
    """Cold start to ready, each in processes that share nothing with the last."""
    for processes in ("1", "2"):
        seconds, cpu = [], []
        for _ in range(_STARTS):
            begun = time.perf_counter()
            with at.served(WEB_PROCESSES=processes) as (_, process):
                seconds.append(time.perf_counter() - begun)
                cpu.append(cpu_seconds(process.pid))
        print(f"| start to ready, {processes} web | 5 s | {middle(seconds, 's', 2)} |")
        print(f"| — of it computing | | {middle(cpu, 's', 2)} |", flush=True)


@contextmanager
def running(at: Large, word: str) -> Iterator[int]:
    """`bookreader worker` or `bookreader beat`, idle; gives its process."""
    environment = {
        **os.environ, "DATABASE_URL": at.url, "REDIS_URL": at.redis_url, "SECRET_KEY": at.secret,
        "DATA_DIR": str(at.folder / "data"),
    }  # fmt: skip
    process = subprocess.Popen(
        [BIN / "bookreader", word], env=environment, cwd=at.folder,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        time.sleep(8)  # idle means that the start is over
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=60)


def idle(at: Large) -> None:
    """Memory of the processes before anybody asks."""
    for processes in ("1", "2"):
        with at.served(WEB_PROCESSES=processes) as (_, process):
            time.sleep(3)  # idle means that the start is over
            print(f"| idle memory, {processes} web | | {memory(process.pid):.0f} MB |")
    with running(at, "worker") as pid:
        parts = len(tree(pid))
        print(f"| idle memory, worker ({parts} processes) | | {memory(pid):.0f} MB |")
    with running(at, "beat") as pid:
        print(f"| idle memory, beat | | {memory(pid):.0f} MB |", flush=True)


def gunicorn(folder: Path) -> str:
    """Where gunicorn with uvicorn's worker lies once it is installed; no part of the project."""
    subprocess.run(
        [
            "uv",
            "pip",
            "install",
            "-q",
            "--no-deps",
            "--target",
            folder,
            "gunicorn",
            "uvicorn-worker",
        ],
        check=True,
    )
    return f"{folder}{os.pathsep}{TOOLS}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"


Measure = Callable[[], tuple[Seen, float]]


def taking(at: Large, port: int, pid: int, headers: str) -> tuple[Seen, float]:
    """The chapter endpoint at its limit, and the computing of one answer in milliseconds."""
    book = at.library.opened[at.library.users[0]]
    paths = [f"/api/books/{book}/chapters/c{n}" for n in range(40)]
    saturate(Target(port, paths, headers), _CONNECTIONS, 1.5, warm=0)
    before = cpu_seconds(pid)
    seen = saturate(Target(port, paths, headers), _CONNECTIONS, _SECONDS, warm=0)
    return seen, (cpu_seconds(pid) - before) * 1000 / max(1, len(seen.seconds))


def ways(at: Large, headers: str, stack: ExitStack) -> dict[str, Measure]:
    """How the web process can be run, each measured anew."""

    def ours(processes: str) -> Measure:
        def measure() -> tuple[Seen, float]:
            with at.served(WEB_PROCESSES=processes) as (port, process):
                return taking(at, port, process.pid, headers)

        return measure

    found = {"serve, 1 process": ours("1"), "serve, 2 processes": ours("2")}
    if "--servers" not in sys.argv:
        return found
    extra = gunicorn(Path(stack.enter_context(tempfile.TemporaryDirectory())))
    python = [sys.executable, "-m"]
    commands = {
        "uvicorn --workers 2": [*python, "uvicorn", "asgi_app:app", "--port", "{port}", "--workers",
                                "2", "--no-access-log", "--log-level", "error"],
        "gunicorn, 2 uvicorn workers": [*python, "gunicorn", "asgi_app:app", "-w", "2", "-k",
                                        "uvicorn_worker.UvicornWorker", "-b", "127.0.0.1:{port}"],
    }  # fmt: skip

    def theirs(command: list[str]) -> Measure:
        def measure() -> tuple[Seen, float]:
            with at.served(command, PYTHONPATH=extra) as (port, process):
                return taking(at, port, process.pid, headers)

        return measure

    return found | {name: theirs(command) for name, command in commands.items()}


def others(stack: ExitStack) -> dict[str, Measure]:
    """calibre-web's page of a book, its page for reading, and the file that this one asks for."""
    if "--beside" not in sys.argv:
        return {}
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    words = "<p>За рекой темнел низкий бор, и над ним стоял узкий месяц.</p>" * 160
    try:
        made = stack.enter_context(calibre_web(folder, words, 40))
    except NotToBeHad as error:
        print(f"calibre-web is not measured: {error}", file=sys.stderr)
        return {}

    def page(path: str) -> Measure:
        def measure() -> tuple[Seen, float]:
            target = Target(made.port, [path], made.headers)
            saturate(target, _CONNECTIONS, 1.5, warm=0)
            before = cpu_seconds(made.pid)
            seen = saturate(target, _CONNECTIONS, _SECONDS, warm=0)
            return seen, (cpu_seconds(made.pid) - before) * 1000 / max(1, len(seen.seconds))

        return measure

    name = f"calibre-web {made.version}"
    return {
        f"{name}, page of a book": page("/book/1"),
        f"{name}, page for reading": page("/read/1/epub"),
        f"{name}, the book's file": page("/show/1/epub/1.epub"),
    }


def limits(at: Large) -> None:
    """What each way takes, in rounds, so that a busy moment of the machine meets all of them."""
    headers = f"Authorization: Bearer {at.token()}\r\n"
    with ExitStack() as stack:
        measures = ways(at, headers, stack) | others(stack)
        seen: dict[str, list[tuple[Seen, float]]] = {name: [] for name in measures}
        for _ in range(_ROUNDS):
            for name, measure in measures.items():
                seen[name].append(measure())
    print("\n| at its limit | answers/s | p50, ms | p95, ms | computing of an answer | failed |")
    print("|---|---|---|---|---|---|")
    for name, rounds in seen.items():
        rate = middle([one.rate for one, _ in rounds], "")
        half = middle([one.ms(0.5) for one, _ in rounds], "")
        most = middle([one.ms(0.95) for one, _ in rounds], "")
        own = middle([cpu for _, cpu in rounds], "ms", 1)
        failed = sum(one.failed for one, _ in rounds)
        print(f"| {name} | {rate} | {half} | {most} | {own} | {failed} |")
    cores = max(one.own_cpu for rounds in seen.values() for one, _ in rounds)
    print(f"\n{_CONNECTIONS} connections, {_ROUNDS} rounds; the asking itself took at most")
    print(
        f"{cores * 100:.0f} % of a core. Load of the machine at the end: {os.getloadavg()[0]:.1f}."
    )


def main() -> int:
    """Fill, measure, print."""
    with large(SMALL) as at:
        print(f"Measured {time.strftime('%Y-%m-%d')} on {os.cpu_count()} cores.\n")
        print("| what | goal | measured: median (least–most) |\n|---|---|---|")
        starts(at)
        idle(at)
        limits(at)
    return 0


if __name__ == "__main__":
    sys.exit(main())
