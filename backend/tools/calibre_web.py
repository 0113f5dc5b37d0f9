"""calibre-web beside us on the same machine, as an outside program and for figures only.

It is installed from PyPI into a folder that goes away, never into this project: its licence is the
GPL, and nothing of it is shipped or imported here. It gets one book, and an account to read it.
"""

from __future__ import annotations

import http.cookiejar
import re
import shutil
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from with_servers import _free_port

_PASSWORD = "Bench-Word-1"
# Its tables are made by its own code, in its own Python.
_TABLES = """
import sys, calibreweb
sys.path.insert(0, calibreweb.__path__[0])
from sqlalchemy import create_engine, text
from cps import db
engine = create_engine("sqlite://")
with engine.connect() as connection:
    connection.execute(text("ATTACH :file AS calibre"), {"file": sys.argv[1]})
    connection = connection.execution_options(schema_translate_map={None: "calibre"})
    db.Base.metadata.create_all(connection)
    connection.commit()
"""


class NotToBeHad(Exception):
    """It could not be installed or started; the message says why."""


@dataclass(frozen=True, slots=True)
class CalibreWeb:
    """A running one: its port, its version, and the header of a signed-in reader."""

    port: int
    version: str
    headers: str
    pid: int


def _installed(folder: Path) -> Path:
    python = folder / "venv" / "bin" / "python"
    uv = shutil.which("uv")
    made = [uv, "venv", "-q", "--python", sys.executable] if uv else [sys.executable, "-m", "venv"]
    pip = (
        [uv, "pip", "install", "-q", "--python", python]
        if uv
        else [python, "-m", "pip", "install", "-q"]
    )
    for command in ([*made, folder / "venv"], [*pip, "calibreweb"]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise NotToBeHad(f"not installed: {done.stderr.strip().splitlines()[-1:]}")
    return python


def _epub(file: Path, text: str, chapters: int) -> None:
    items = range(chapters)
    manifest = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in items
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in items)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr(
            "META-INF/container.xml",
            '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
            '<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/>'
            "</rootfiles></container>",
        )
        archive.writestr(
            "book.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">'
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x'
            "</dc:identifier><dc:title>Книга</dc:title><dc:language>ru</dc:language></metadata>"
            f"<manifest>{manifest}</manifest><spine>{spine}</spine></package>",
        )
        for n in items:
            archive.writestr(
                f"c{n}.xhtml",
                f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{text}</body></html>',
            )


def _library(python: Path, folder: Path, text: str, chapters: int) -> None:
    book = folder / "Author" / "Book (1)"
    book.mkdir(parents=True)
    _epub(book / "Book - Author.epub", text, chapters)
    file = folder / "metadata.db"
    done = subprocess.run(
        [python, "-c", _TABLES, file], capture_output=True, text=True, check=False, cwd=folder
    )
    if done.returncode:
        raise NotToBeHad(f"its tables could not be made: {done.stderr.strip().splitlines()[-1:]}")
    moment = "2026-01-01 00:00:00+00:00"
    rows = {
        "library_id": {"id": 1, "uuid": "0b1f6a0e-0000-4000-8000-000000000001"},
        "authors": {"id": 1, "name": "Author", "sort": "Author", "link": ""},
        "languages": {"id": 1, "lang_code": "rus"},
        "books": {
            "id": 1, "title": "Book", "sort": "Book", "author_sort": "Author", "timestamp": moment,
            "pubdate": moment, "series_index": "1.0", "last_modified": moment, "has_cover": 0,
            "path": "Author/Book (1)", "uuid": "0b1f6a0e-0000-4000-8000-000000000002", "isbn": "",
            "flags": 1,
        },
        "books_authors_link": {"id": 1, "book": 1, "author": 1},
        "books_languages_link": {"id": 1, "book": 1, "lang_code": 1},
        "data": {"id": 1, "book": 1, "format": "EPUB", "uncompressed_size": 1, "name": "Book - Author"},
        "comments": {"id": 1, "book": 1, "text": "<p>A book.</p>"},
    }  # fmt: skip
    with sqlite3.connect(file) as connection:
        for table, row in rows.items():
            known = {one[1] for one in connection.execute(f"PRAGMA table_info({table})")}
            kept = {name: value for name, value in row.items() if name in known}
            connection.execute(
                f"INSERT INTO {table} ({', '.join(kept)}) VALUES ({', '.join('?' * len(kept))})",
                list(kept.values()),
            )


def _signed_in(port: int) -> str:
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = browser.open(f"http://127.0.0.1:{port}/login", timeout=20).read().decode()
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    form = {"username": "admin", "password": _PASSWORD, "csrf_token": token[1] if token else ""}
    browser.open(
        f"http://127.0.0.1:{port}/login", urllib.parse.urlencode(form).encode(), timeout=20
    )
    cookies = "; ".join(f"{one.name}={one.value}" for one in jar)
    return f"Cookie: {cookies}\r\nUser-Agent: {browser.addheaders[0][1]}\r\n"


@contextmanager
def calibre_web(folder: Path, text: str, chapters: int) -> Iterator[CalibreWeb]:
    """One with a book of so many chapters of this XHTML; raises NotToBeHad."""
    python = _installed(folder)
    library = folder / "library"
    library.mkdir()
    _library(python, library, text, chapters)
    port = _free_port()
    command = [python.parent / "cps", "-p", folder / "app.db", "-g", folder / "gdrive.db"]
    done = subprocess.run(
        [*command, "-s", f"admin:{_PASSWORD}"],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    if done.returncode:
        raise NotToBeHad(f"no account: {done.stderr.strip().splitlines()[-1:]}")
    with sqlite3.connect(folder / "app.db") as connection:
        connection.execute(
            "UPDATE settings SET config_calibre_dir = ?, config_port = ?", (str(library), port)
        )
    process = subprocess.Popen(
        [*command, "-i", "127.0.0.1"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                headers = _signed_in(port)
                break
            except OSError as error:
                if time.monotonic() > deadline or process.poll() is not None:
                    raise NotToBeHad(f"it did not start: {error}") from None
                time.sleep(0.2)  # polling a foreign process: there is nothing to wait on
        told = subprocess.run(
            [python, "-c", "from importlib.metadata import version as v; print(v('calibreweb'))"],
            capture_output=True, text=True, check=True,
        ).stdout.strip()  # fmt: skip
        yield CalibreWeb(port, told, headers, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=10)
