"""List, filter and search at 10,000 books on PostgreSQL, through HTTP; prints a Markdown table.

`--small` has 120,000 descriptions instead of 2,000,000 behind the same 10,000 books.
"""

from __future__ import annotations

import os
import sys
import time
from urllib.parse import quote

from large_library import FULL, SMALL, Large, large
from load import Target, cpu_seconds, saturate

_TIMES = 4.0


def asked(port: int, path: str, headers: str, pids: tuple[int, int]) -> str:
    """p50, p95 and the greatest of one reader's requests one after another, and their computing."""
    target = Target(port, [path], headers)
    saturate(target, 1, 0.5, warm=0)
    before = cpu_seconds(*pids)
    seen = saturate(target, 1, _TIMES, warm=0)
    computing = (cpu_seconds(*pids) - before) * 1000 / max(1, len(seen.seconds))
    if seen.failed:
        raise SystemExit(f"{path}: {seen.failed} answers were no 200")
    return f"| {seen.ms(0.5):.1f} | {seen.ms(0.95):.1f} | {seen.ms(1):.1f} | {computing:.1f} | {len(seen.seconds)} |"


def paths(at: Large, port: int, headers: str) -> dict[str, str]:
    """What is asked, by its name."""
    import json
    import urllib.request

    def cursor(sort: str) -> str:
        name, _, value = headers.strip().partition(": ")
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/api/books?sort={sort}", headers={name: value}
        )
        with urllib.request.urlopen(request) as answer:
            return str(json.load(answer)["next_cursor"])

    found: dict[str, str] = {}
    for sort in ("recent", "title", "author", "added"):
        found[f"list by {sort}"] = f"/api/books?sort={sort}"
        found[f"list by {sort}, next page"] = f"/api/books?sort={sort}&cursor={cursor(sort)}"
    for name, words in (
        ("a common word", "белый"), ("two words", "белый сад"), ("one letter", "а"),
        ("a number", "777"), ("an author", "ветрова"), ("nothing found", "ёжик"),
    ):  # fmt: skip
        found[f"filter: {name}"] = f"/api/books?q={quote(words)}"
        found[f"filter by title: {name}"] = f"/api/books?sort=title&q={quote(words)}"
    book = at.library.opened[at.library.users[0]]
    found["a book's own page"] = f"/api/books/{book}"
    found["a chapter"] = f"/api/books/{book}/chapters/c3"
    found["the gallery"] = f"/api/books/{book}/gallery"
    return found


def main() -> int:
    """Fill, serve, ask and print."""
    with large(SMALL if "--small" in sys.argv else FULL) as at:
        headers = f"Authorization: Bearer {at.token()}\r\n"
        with at.served() as (port, process):
            print(f"\nMeasured {time.strftime('%Y-%m-%d')}, {at.library.shape.readers[0]} books of")
            print(f"one reader, {at.library.shape.descriptions} descriptions in all.\n")
            print(
                "| asked | p50, ms | p95, ms | most, ms | computing, ms | n |\n|---|---|---|---|---|---|"
            )
            for name, path in paths(at, port, headers).items():
                print(
                    f"| {name} {asked(port, path, headers, (process.pid, at.database_pid))}",
                    flush=True,
                )
            print("\nComputing is that of the server and the database together.")
            print(f"Load of the machine at the end: {os.getloadavg()[0]:.1f}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
