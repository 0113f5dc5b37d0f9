#!/usr/bin/env python3
"""Sets the project up and runs its commands; needs only the standard library.

`python3 dev.py COMMAND` does what `make COMMAND` does. Everything is installed into `.venv` and
`frontend/node_modules`; a stamp remembers which lock file was installed, so that a second start
asks no registry.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
BACKEND = ROOT / "backend"
FRONTEND = ROOT / "frontend"
STAMPS = VENV / "stamps"
LOCKS = {"run": BACKEND / "requirements.lock", "dev": BACKEND / "requirements-dev.lock"}
NODE_WANTED = (20, 19)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Stop(Exception):
    """Something outside the project is missing; the message is the whole story."""


def say(text: str) -> None:
    print(f"• {text}", flush=True)


def call(*command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> None:
    """Run a command; its failure is ours."""
    done = subprocess.run([str(c) for c in command], cwd=cwd, env={**os.environ, **(env or {})}, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def digest(*paths: Path) -> str:
    """One hash over files and folders, by name and content."""
    total = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for path in paths:
        files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
        for file in files:
            total.update(str(file.relative_to(ROOT)).encode())
            total.update(file.read_bytes())
    return total.hexdigest()


def stamped(name: str, value: str) -> bool:
    stamp = STAMPS / name
    return stamp.is_file() and stamp.read_text() == value


def stamp(name: str, value: str) -> None:
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(value)


# --- set-up -------------------------------------------------------------------------------------


def need_python() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python may well start this file
        raise Stop(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")


def need_node() -> str:
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        raise Stop("Node.js 20.19 or newer with npm is needed and was not found.")
    shown = subprocess.run(
        [node, "--version"], capture_output=True, text=True, check=False
    ).stdout.strip()
    found = re.match(r"v(\d+)\.(\d+)", shown)
    if found is None or (int(found[1]), int(found[2])) < NODE_WANTED:
        raise Stop(f"Node.js 20.19 or newer is needed; this is {shown or 'unknown'}.")
    return node


def make_venv() -> None:
    if (BIN / "python").exists():
        return
    uv = shutil.which("uv")
    say("making .venv")
    if uv:
        call(uv, "venv", "--quiet", "--python", sys.executable, VENV)
        return
    try:
        import ensurepip  # noqa: F401  # only its presence matters
        import venv  # noqa: F401
    except ImportError:
        raise Stop(
            "Python's venv module is missing; on Debian or Ubuntu: sudo apt install python3-venv"
        ) from None
    call(sys.executable, "-m", "venv", VENV)


def install_python(kind: str) -> None:
    """Install a lock file, wheels only and by hash, and ourselves without dependencies."""
    lock = LOCKS[kind]
    wanted = digest(lock, BACKEND / "pyproject.toml")
    if any(stamped(f"python-{k}", digest(LOCKS[k], BACKEND / "pyproject.toml"))
           for k in ({"run": ("run", "dev"), "dev": ("dev",)}[kind])):
        return
    make_venv()
    say(f"installing Python packages ({lock.name})")
    uv = shutil.which("uv")
    if uv:
        pip: list[str | Path] = [uv, "pip", "install", "--quiet", "--python", BIN / "python"]
        wheels = ["--no-build"]
    else:
        pip = [BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        wheels = ["--only-binary", ":all:"]
    call(*pip, "--require-hashes", "--no-deps", *wheels, "-r", lock)
    call(*pip, "--no-deps", "--no-build-isolation", "-e", BACKEND)
    stamp(f"python-{kind}", wanted)


def install_node() -> None:
    need_node()
    wanted = digest(FRONTEND / "package-lock.json")
    if stamped("node", wanted) and (FRONTEND / "node_modules").is_dir():
        return
    say("installing front-end packages")
    call("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error", cwd=FRONTEND)
    stamp("node", wanted)


def build_front_end() -> None:
    sources = [FRONTEND / "src", FRONTEND / "index.html", FRONTEND / "package-lock.json"]
    sources += [p for p in (FRONTEND / "public", FRONTEND / "vite.config.ts") if p.exists()]
    wanted = digest(*sources)
    if stamped("dist", wanted) and (FRONTEND / "dist" / "index.html").is_file():
        return
    install_node()
    say("building the pages")
    call("npm", "run", "--silent", "build", cwd=FRONTEND)
    stamp("dist", wanted)


def setup() -> None:
    """Set everything up, for running and for developing."""
    install_python("dev")
    build_front_end()


# --- commands -----------------------------------------------------------------------------------


def run() -> None:
    """Set up what is missing, migrate, start the app at http://127.0.0.1:8000."""
    install_python("run")
    build_front_end()
    os.execv(str(BIN / "bookreader"), ["bookreader", "serve"])


def chromium() -> str | None:
    given = os.environ.get("CHROMIUM")
    return given or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


@contextmanager
def fresh_data() -> Iterator[dict[str, str]]:
    """An environment whose DATA_DIR is new and goes away afterwards."""
    with tempfile.TemporaryDirectory(prefix="bookreader-test-") as folder:
        yield {"DATA_DIR": folder, "PYTHONDONTWRITEBYTECODE": "1"}


def pytest(*arguments: str, env: dict[str, str] | None = None) -> None:
    with fresh_data() as fresh:
        call(BIN / "python", "-m", "pytest", *arguments, cwd=BACKEND, env={**fresh, **(env or {})})


def test() -> None:
    """All tests that need no other server; browser tests where a Chromium is found."""
    setup()
    pytest("-n", str(min(4, os.cpu_count() or 1)))
    call("npm", "run", "--silent", "test", cwd=FRONTEND)
    if chromium() is None:
        say("no Chromium or Chrome found: the browser tests were NOT run (set CHROMIUM to its path)")
        return
    e2e()


def e2e() -> None:
    """Browser tests against the running app; fails without a Chromium."""
    setup()
    browser = chromium()
    if browser is None:
        raise Stop("the browser tests need Chromium or Chrome; set CHROMIUM to its path.")
    files = sorted(str(p.relative_to(FRONTEND)) for p in (FRONTEND / "e2e").rglob("*.test.mjs"))
    with fresh_data() as fresh:
        call(
            # This report tells once more at its end what failed, and why.
            "node", "--test", "--test-reporter=spec", "--test-concurrency=1", *files,
            cwd=FRONTEND, env={**fresh, "CHROMIUM": browser},
        )  # fmt: skip


def lint() -> None:
    """Linters, formats, import rules."""
    setup()
    call(BIN / "ruff", "check", "backend", "dev.py")
    call(BIN / "ruff", "format", "--check", "backend")
    call(BIN / "lint-imports", "pyproject.toml", cwd=BACKEND)
    call("npm", "run", "--silent", "lint", cwd=FRONTEND)


def fix() -> None:
    """Format the code and mend what the linters can."""
    setup()
    call(BIN / "ruff", "check", "--fix", "backend", "dev.py")
    call(BIN / "ruff", "format", "backend")
    call("npm", "run", "--silent", "fix", cwd=FRONTEND)


def types() -> None:
    """Type checks of both halves."""
    setup()
    call(BIN / "mypy", "--config-file", "pyproject.toml", cwd=BACKEND)
    call("npm", "run", "--silent", "types", cwd=FRONTEND)


def write_api() -> None:
    schema = FRONTEND / "src" / "api" / "openapi.json"
    with fresh_data() as fresh:
        done = subprocess.run(
            [BIN / "bookreader", "openapi"], capture_output=True, env={**os.environ, **fresh}, check=False
        )
    if done.returncode:
        sys.stderr.buffer.write(done.stderr)
        raise SystemExit(done.returncode)
    schema.write_bytes(done.stdout)
    call("npm", "run", "--silent", "api", cwd=FRONTEND)


def api() -> None:
    """Write the OpenAPI schema and the typed client made of it."""
    setup()
    write_api()


def api_check() -> None:
    """Fail when the committed client is not the one of this code."""
    setup()
    files = [FRONTEND / "src" / "api" / name for name in ("openapi.json", "schema.d.ts")]
    before = [f.read_bytes() if f.exists() else b"" for f in files]
    write_api()
    if before != [f.read_bytes() for f in files]:
        raise Stop("the API client is stale: run `make api` and commit the result.")
    say("the API client is up to date")


def migration() -> None:
    """Write a migration from the difference of models and history: ARGS="name of it"."""
    setup()
    with fresh_data() as fresh:
        call(BIN / "python", "tools/new_migration.py", *sys.argv[2:], cwd=BACKEND, env=fresh)


def test_servers() -> None:
    """The tests of the server on a PostgreSQL and a Redis started for them; those on SQLite are `test`'s."""
    setup()
    call(BIN / "python", "tools/with_servers.py", BIN / "python", "-m", "pytest", "-k", "not sqlite",
         "tests/bookreader", "tests/contracts", cwd=BACKEND)  # fmt: skip


def tool(name: str, *arguments: str) -> None:
    setup()
    call(BIN / "python", f"tools/{name}.py", *arguments, *sys.argv[2:], cwd=BACKEND)


def bench() -> None:
    """Benchmarks: medians with spread, and the size of the machine."""
    tool("bench")
    browser = chromium()
    if browser is None:
        say("no Chromium or Chrome found: the reader's times were NOT measured")
        return
    with fresh_data() as fresh:
        call("node", "e2e/bench.mjs", cwd=FRONTEND, env={**fresh, "CHROMIUM": browser})
        call("node", "e2e/search-bench.mjs", cwd=FRONTEND, env={**fresh, "CHROMIUM": browser})
        call("node", "e2e/offline-bench.mjs", cwd=FRONTEND, env={**fresh, "CHROMIUM": browser})
        call("node", "e2e/lighthouse-bench.mjs", cwd=FRONTEND, env={**fresh, "CHROMIUM": browser})


def bench_queries() -> None:
    """Plans and times of hot queries at 10,000 books and 2,000,000 descriptions on PostgreSQL."""
    setup()
    call(BIN / "python", "tools/with_servers.py", BIN / "python", "-m", "pytest", "-q", "-n0",
         "tests/bookreader/plans", cwd=BACKEND, env={"PLANS_DESCRIPTIONS": "2000000"})  # fmt: skip
    tool("bench_queries")


def bench_web() -> None:
    """The web process over PostgreSQL: start, memory, limits: ARGS="--servers --beside"."""
    tool("bench_web")


def drill_pictures() -> None:
    """A book drawn at simulated providers inside a cap, killed in the middle: ARGS="BOOK --pictures N"."""
    tool("drill_pictures")


def evaluate() -> None:
    """The finder's quality by grouped cross-validation over ../shared/labels."""
    tool("eval")


def train() -> None:
    """Train the finder from ../shared/labels."""
    tool("train")


def samples() -> None:
    """Build the sample books from their sources."""
    tool("make_samples")


def shots() -> None:
    """Screenshots of every page, theme, language and size into shots/."""
    setup()
    browser = chromium()
    if browser is None:
        raise Stop("screenshots need Chromium or Chrome; set CHROMIUM to its path.")
    with fresh_data() as fresh:
        call("node", "e2e/shots.mjs", *sys.argv[2:], cwd=FRONTEND, env={**fresh, "CHROMIUM": browser})


def lock() -> None:
    """Renew the hashed lock files from pyproject.toml (needs uv)."""
    uv = shutil.which("uv")
    if uv is None:
        raise Stop("renewing the locks needs uv (pip install uv).")
    # natasha is installed as the carrier of its model files: what it would import stays out.
    left_out = ("docopt", "pymorphy2", "dawg-python")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as overrides:
        overrides.write("".join(f'{name} ; python_version < "3"\n' for name in left_out))
        overrides.flush()
        common = [
            uv, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11",
            "--generate-hashes", "--no-header", "--no-emit-index-url", "--no-annotate",
            "--no-build", "--override", overrides.name, "backend/pyproject.toml",
        ]  # fmt: skip
        dev = LOCKS["dev"]
        wanted = {
            # All but Stanza, whose torch weighs gigabytes.
            dev: [word for extra in ("server", "dev", "build", "spacy", "nltk", "telemetry")
                  for word in ("--extra", extra)],
            LOCKS["run"]: ["--extra", "server", "--extra", "build", "-c", str(dev)],
            BACKEND / "requirements-bookcore.lock": ["--extra", "build", "-c", str(dev)],
            # For images with optional analysers in them.
            BACKEND / "requirements-analysers.lock": [
                "--extra", "spacy", "--extra", "nltk", "-c", str(dev)
            ],
            # For images that send traces.
            BACKEND / "requirements-telemetry.lock": [
                "--extra", "server", "--extra", "telemetry", "-c", str(dev)
            ],
        }
        for file, extra in wanted.items():
            subprocess.run(
                [*common, *extra, "-o", str(file)], stdout=subprocess.DEVNULL, check=True, cwd=ROOT
            )


def coverage() -> None:
    """The back end's tests with their coverage in backend/coverage.xml."""
    setup()
    pytest("-n", str(min(4, os.cpu_count() or 1)), "--cov=src", "--cov-report=xml", "--cov-report=term:skip-covered")


def frontend_test() -> None:
    """The front end's unit tests."""
    setup()
    call("npm", "run", "--silent", "test", cwd=FRONTEND)


def editions() -> None:
    """Illustrated EPUBs of every book at hand, judged by Debian's epubcheck."""
    setup()
    pytest("tests/bookcore/edition/test_epubcheck.py")


def reading() -> None:
    """What a reader's place rests on: the server's rule, and the reader in a browser."""
    setup()
    pytest("tests/bookreader/reading", "tests/bookreader/corrections")
    e2e()


def lint_deploy() -> None:
    """Linters of what is deployed: Dockerfiles, Compose, workflows, scripts, nginx, secrets."""
    setup()
    call(BIN / "python", "tools/lint_deploy.py", cwd=BACKEND)


def make_secrets() -> None:
    """Write the production stack's secrets into ./secrets, keeping what is there: HOST=name."""
    # A server that only runs containers has no Node, and needs none.
    install_python("run")
    host = os.environ.get("HOST", "localhost")
    call(BIN / "python", "tools/make_secrets.py", ROOT / "secrets", "--host", host, cwd=BACKEND)


def stack_test() -> None:
    """Build and run the production stack, walk through it, break it, and print what held."""
    setup()
    call(BIN / "python", ROOT / "deploy" / "stack_test", *sys.argv[2:])


def part(name: str, work: Callable[[], None], times: list[tuple[str, float]]) -> None:
    begun = time.monotonic()
    say(f"{name} …")
    work()
    times.append((name, time.monotonic() - begun))


def check() -> None:
    """All that CI runs, with the time of each part."""
    times: list[tuple[str, float]] = []
    for name, work in (
        ("set-up", setup),
        ("lint", lint),
        ("what is deployed", lint_deploy),
        ("types", types),
        ("api client", api_check),
        ("tests", lambda: pytest("-n", str(min(4, os.cpu_count() or 1)))),
        ("front-end tests", lambda: call("npm", "run", "--silent", "test", cwd=FRONTEND)),
        ("front-end sizes", lambda: call("npm", "run", "--silent", "size", cwd=FRONTEND)),
        ("PostgreSQL and Redis", test_servers),
        ("browser", e2e),
    ):
        part(name, work, times)
    for name, seconds in times:
        print(f"{seconds:8.1f} s  {name}")


def clean() -> None:
    """Remove everything that set-up made."""
    for folder in (VENV, FRONTEND / "node_modules", FRONTEND / "dist"):
        shutil.rmtree(folder, ignore_errors=True)


COMMANDS: dict[str, Callable[[], None]] = {
    "run": run, "test": test, "setup": setup, "lint": lint, "fix": fix, "types": types,
    "api": api, "api-check": api_check, "migration": migration, "e2e": e2e,
    "test-servers": test_servers, "bench": bench, "eval": evaluate, "train": train,
    "shots": shots, "samples": samples, "lock": lock, "check": check, "clean": clean,
    "secrets": make_secrets, "stack-test": stack_test, "coverage": coverage,
    "frontend-test": frontend_test, "editions": editions, "reading": reading,
    "lint-deploy": lint_deploy, "drill-pictures": drill_pictures,
    "bench-queries": bench_queries, "bench-web": bench_web,
}  # fmt: skip


def usage() -> None:
    print("python3 dev.py COMMAND   (or: make COMMAND)\n")
    for name, work in COMMANDS.items():
        print(f"  {name:15} {(work.__doc__ or '').strip().splitlines()[0]}")


def main() -> int:
    name = sys.argv[1] if len(sys.argv) > 1 else "help"
    if name in ("help", "-h", "--help"):
        usage()
        return 0
    if name not in COMMANDS:
        print(f"dev.py: there is no command {name!r}", file=sys.stderr)
        usage()
        return 64
    try:
        need_python()
        COMMANDS[name]()
    except Stop as stop:
        print(f"dev.py: {stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
