"""The figures of the product on this machine: medians with spread, and the machine's size.

Needs ../shared for the two large books; without it only what needs no book is measured, and the
output says so. Prints a Markdown table; never a path.
"""

from __future__ import annotations

import json
import os
import platform
import re
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

REPO = Path(__file__).resolve().parents[2]
SHARED = REPO.parent / "shared" / "corpus"
BIN = Path(sys.executable).parent
_UPLOADS = 4
ROWS: list[tuple[str, str, str]] = []


def spread(values: list[float], unit: str) -> str:
    """Median with the smallest and the largest."""
    low, high = min(values), max(values)
    return f"{statistics.median(values):.3g} {unit} ({low:.3g}–{high:.3g}, n = {len(values)})"


def row(what: str, goal: str, figure: str) -> None:
    """Keep one line of the table, and show that work goes on."""
    ROWS.append((what, goal, figure))
    print(f"· {what}: {figure}", file=sys.stderr)


def measured(work: Callable[[], object], times: int) -> list[float]:
    """Seconds of each run after one that is not counted."""
    work()
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return found


HEADING = re.compile(r"(ЧАСТЬ|ЭПИЛОГ|[IVXL]+$)", re.IGNORECASE)


def novel_as_fb2(text: Path, title: str = "Роман") -> bytes:
    """A plain FB2 of a corpus text, a section for each of its own chapters."""
    lines = [t for t in text.read_text().splitlines() if t.strip() and not t.startswith("#")]
    sections: list[list[str]] = [[]]
    for line in lines:
        if len(line) < 40 and HEADING.match(line.strip()):
            sections.append([f"<title><p>{escape(line)}</p></title>"])
        else:
            sections[-1].append(f"<p>{escape(line)}</p>")
    body = "".join(f"<section>{''.join(s)}</section>" for s in sections if len(s) > 1)
    return (
        '<?xml version="1.0" encoding="utf-8"?><FictionBook xmlns="http://www.gribuser.ru/xml/'
        f'fictionbook/2.0"><description><title-info><book-title>{title}</book-title>'
        f"<lang>ru</lang></title-info></description><body>{body}</body></FictionBook>"
    ).encode()


def parsing(folder: Path) -> None:
    """Seconds and peak memory of parsing, each run in a process of its own."""
    novel = folder / "novel.fb2"
    novel.write_bytes(novel_as_fb2(SHARED / "ru" / "dostoevsky_prestuplenie.txt"))
    moby = SHARED / "books" / "idpf_moby-dick.epub"
    code = (
        "import sys,time,resource\nfrom pathlib import Path\nfrom bookcore.formats import open_book\n"
        "t=time.perf_counter(); open_book(Path(sys.argv[1])); t=time.perf_counter()-t\n"
        "print(t, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    for name, path in (("Moby-Dick, EPUB", moby), ("Преступление и наказание, FB2", novel)):
        seconds, memory = [], []
        for _ in range(5):
            out = subprocess.run(
                [sys.executable, "-c", code, path], capture_output=True, text=True, check=True
            ).stdout.split()
            seconds.append(float(out[0]))
            memory.append(float(out[1]) / 1024)
        row(f"parse {name}", "2 s", spread(seconds, "s"))
        row("— its peak memory", "300 MB", spread(memory, "MB"))


def painting() -> None:
    """One sketch, painted and encoded, over ten kinds of scene."""
    from bookcore.scene.spec import Person, SceneSpec
    from bookcore.sketch import encode, paint

    places = ("forest", "river", "sea", "village", "city_street", "embankment", "church",
              "drawing_room", "kitchen", "field")  # fmt: skip
    specs = [
        SceneSpec(kind="location", place_type=p, time="evening", people=(Person(sex="female"),))
        for p in places
    ]
    paint(specs[0])
    paint_times, encode_times, sizes = [], [], []
    for spec in specs:
        begun = time.perf_counter()
        image = paint(spec)
        middle = time.perf_counter()
        data = encode(image, "webp")
        paint_times.append((middle - begun) * 1000)
        encode_times.append((time.perf_counter() - middle) * 1000)
        sizes.append(len(data) / 1024)
    row("sketch 1152×768 painted", "300 ms", spread(paint_times, "ms"))
    row("— encoded as WebP", "150 ms", spread(encode_times, "ms"))
    row("— its size", "", spread(sizes, "KB"))


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A server over its own data folder, spoken to over HTTP."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        self.port = free_port()
        environment = {
            **os.environ,
            "DATA_DIR": str(folder),
            "PORT": str(self.port),
            **(settings or {}),
        }
        begun = time.perf_counter()
        self.process = subprocess.Popen(
            [BIN / "bookreader", "serve"], env=environment, cwd=folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        while True:
            try:
                self.ask("GET", "/readyz")
                break
            except OSError:
                if time.perf_counter() - begun > 60:
                    raise
                time.sleep(0.05)  # waiting for a process to listen
        self.ready_seconds = time.perf_counter() - begun
        self.token = ""

    def ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Any:
        headers = {"Authorization": f"Bearer {getattr(self, 'token', '')}"}
        if kind:
            headers["Content-Type"] = kind
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data=body, method=method, headers=headers
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            raw = answer.read()
        return json.loads(raw) if raw.startswith((b"{", b"[")) else raw

    def memory(self) -> float:
        """Resident memory of the web process, MB."""
        status = Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            return float("nan")
        line = next(t for t in status.read_text().splitlines() if t.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    """A server for the time of the block."""
    made = Server(folder)
    try:
        yield made
    finally:
        made.stop()


def upload(at: Server, data: bytes, name: str) -> tuple[float, float, float]:
    """Seconds from the end of the upload to readable; from there to the first chapter's

    descriptions and to the first two chapters painted.
    """
    answer = at.ask("POST", f"/api/books?filename={name}", data, "application/octet-stream")
    book, begun = answer["book"]["id"], time.perf_counter()
    readable = described = 0.0
    while time.perf_counter() - begun < 120:
        detail = at.ask("GET", f"/api/books/{book}")
        if detail["state"]["stage"] == "failed":
            raise SystemExit(f"the book failed: {detail['state']['error']}")
        if detail["state"]["readable"]:
            readable = readable or time.perf_counter() - begun
            at.ask("PUT", f"/api/books/{book}/spoilers", b'{"lifted": true}', "application/json")
            near = [c["id"] for c in detail["chapters"][:2]]
            views = [at.ask("GET", f"/api/books/{book}/chapters/{c}/marks") for c in near]
            if views[0]["described"]:
                described = described or time.perf_counter() - begun - readable
            done = all(v["described"] for v in views) and all(
                m["picture"]["state"] == "ready" for v in views for m in v["marks"]
            )
            if done:
                return readable, described, time.perf_counter() - begun - readable
        time.sleep(0.1)  # polling, as a page without events would
    raise SystemExit("the first chapters were not painted within two minutes")


def uploads(at: Server) -> None:
    """The way of a novel from upload to pictures, with a cold worker and then with a warm one."""
    source = SHARED / "ru" / "dostoevsky_prestuplenie.txt"
    runs = [
        upload(at, novel_as_fb2(source, f"Роман {n}"), f"novel{n}.fb2") for n in range(_UPLOADS)
    ]
    readable, described, painted = ([run[i] for run in runs] for i in range(3))
    row("upload to readable (Преступление и наказание)", "3 s", spread(readable, "s"))
    row("readable to the first chapter's descriptions, cold worker", "4 s", f"{described[0]:.2f} s")
    row("— warm worker, other books at work beside it", "2 s", spread(described[1:], "s"))
    row("readable to first two chapters painted", "10 s", spread(painted, "s"))


def first_pictures(folder: Path, account: bytes) -> None:
    """A book in a server that did nothing before it: when the first two chapters have their sketches."""
    data = (SHARED / "books" / "made_gogol_taras_bulba.epub").read_bytes()
    near, all_of_it = [], []
    for n in range(3):
        new = folder / f"first{n}"
        new.mkdir()
        with server(new) as at:
            opened = at.ask("POST", "/api/accounts", account, "application/json")
            at.token = opened["access_token"]
            begun = time.perf_counter()
            readable, _, painted = upload(at, data, "taras.epub")
            near.append(readable + painted)
            [book] = at.ask("GET", "/api/books")["items"]
            while (state := at.ask("GET", f"/api/books/{book['id']}")["state"])["stage"] != "ready":
                if time.perf_counter() - begun > 300:
                    raise SystemExit(f"the book was not done within five minutes: {state}")
                time.sleep(0.2)  # polling, as a page without events would
            all_of_it.append(time.perf_counter() - begun)
    row("upload to first two chapters sketched (Тарас Бульба, EPUB)", "10 s", spread(near, "s"))
    row(f"— to all its {state['pictures_ready']} sketches", "", spread(all_of_it, "s"))


def whole(folder: Path) -> None:
    """The running product: start, memory, from upload to pictures."""
    account = {"name": "bench", "password": "a long enough word", "language": "ru"}
    data = folder / "data"
    data.mkdir()
    with server(data) as first:
        raw = json.dumps(account).encode()
        first.token = first.ask("POST", "/api/accounts", raw, "application/json")["access_token"]
        time.sleep(2)  # idle means that the start is over
        row("web process idle", "150 MB", f"{first.memory():.0f} MB")
        if SHARED.is_dir():
            uploads(first)
    if SHARED.is_dir():
        first_pictures(folder, raw)
    starts = []
    for _ in range(3):
        with server(data) as again:
            starts.append(again.ready_seconds)
    row("second start to ready", "6 s", spread(starts, "s"))


def machine() -> str:
    """Cores and memory, and the versions that matter."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}"
    )


def main() -> int:
    """Measure all and print the table."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as folder:
        if SHARED.is_dir():
            parsing(Path(folder))
        else:
            print("the shared books are not beside the checkout: not measured", file=sys.stderr)
        painting()
        whole(Path(folder))
    # It measures with what stands here, so it can only be brought in now.
    sys.modules.setdefault("bench", sys.modules[__name__])
    from bench_search import searching

    searching()
    print(f"\nMeasured {time.strftime('%Y-%m-%d')} on {machine()}.\n")
    print("| what | goal | measured: median (least–most, runs) |\n|---|---|---|")
    for what, goal, figure in ROWS:
        print(f"| {what} | {goal} | {figure} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
