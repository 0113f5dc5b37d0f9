"""A backup that was not read back does not count, and a restore overwrites nothing."""

from __future__ import annotations

import base64
import hashlib
import io
import sqlite3
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bookreader.backup import BackupError, back_up, restore, verify
from bookreader.kit.db import Base
from tests.bookreader.novel import SNOW, opened_novel
from tests.bookreader.webapp import served

NOW = datetime(2026, 5, 3, tzinfo=UTC)


def add_blob(data: Path, content: bytes) -> Path:
    sha = hashlib.sha256(content).hexdigest()
    path = data / "blobs" / sha[:2] / sha
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    with sqlite3.connect(folder / "bookreader.db") as connection:
        connection.execute("CREATE TABLE books (title TEXT)")
        connection.execute("INSERT INTO books VALUES ('Дорога')")
    for content in (b"one", b"two" * 1000):
        add_blob(folder, content)
    (folder / "blobs" / "incoming").mkdir()
    (folder / "blobs" / "incoming" / "half").write_bytes(b"an upload under way")
    return folder


def test_a_backup_comes_back_byte_for_byte(data: Path, tmp_path: Path) -> None:
    # A reader has the database open and writes while the copy is made.
    writer = sqlite3.connect(data / "bookreader.db")
    report = back_up(data, tmp_path / "saved.tar", NOW)
    writer.close()
    assert (report.books, report.files) == (1, 3)
    target = tmp_path / "elsewhere" / "data"
    assert restore(tmp_path / "saved.tar", target) == report
    blobs = sorted(p.relative_to(data) for p in (data / "blobs").rglob("*") if len(p.name) == 64)
    assert blobs == sorted(
        p.relative_to(target) for p in (target / "blobs").rglob("*") if p.is_file()
    )
    for blob in blobs:
        assert (target / blob).read_bytes() == (data / blob).read_bytes()
    with sqlite3.connect(target / "bookreader.db") as connection:
        assert connection.execute("SELECT title FROM books").fetchone() == ("Дорога",)


def test_nothing_is_overwritten(data: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.tar"
    back_up(data, saved, NOW)
    with pytest.raises(BackupError, match="exists already"):
        back_up(data, saved, NOW)
    with pytest.raises(BackupError, match="not empty"):
        restore(saved, data)
    with pytest.raises(BackupError, match="no database"):
        back_up(tmp_path / "nowhere", tmp_path / "x.tar", NOW)


def flip(path: Path, needle: bytes) -> None:
    raw = bytearray(path.read_bytes())
    raw[raw.index(needle)] ^= 1
    path.write_bytes(raw)


def rebuild(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with tarfile.open(path) as archive:
        entries = {e.name: archive.extractfile(e).read() for e in archive}  # type: ignore[union-attr]
    change(entries)
    with tarfile.open(path, "w") as archive:
        for name, content in entries.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))


SABOTAGES: dict[str, Callable[[Path], None]] = {
    "a flipped bit in a blob": lambda p: flip(p, b"twotwo"),
    "a flipped bit in the database": lambda p: flip(p, "Дорога".encode()),
    "cut in the middle": lambda p: p.write_bytes(p.read_bytes()[: p.stat().st_size // 2]),
    "not a backup": lambda p: p.write_bytes(b"hello"),
    "a missing blob": lambda p: rebuild(
        p, lambda e: [e.pop(n) for n in list(e) if n.startswith("blobs")][:1] and None
    ),
    "no manifest": lambda p: rebuild(p, lambda e: e.pop("manifest.json") and None),
    "an extra file": lambda p: rebuild(p, lambda e: e.update({"blobs/ab/" + "ab" * 32: b"x"})),
    "a path that leaves": lambda p: rebuild(p, lambda e: e.update({"../evil": b"x"})),
    "another format": lambda p: rebuild(
        p,
        lambda e: e.update(
            {"manifest.json": e["manifest.json"].replace(b'"format": 1', b'"format": 9')}
        ),
    ),
}


@pytest.mark.parametrize("name", SABOTAGES)
def test_every_damage_is_found(name: str, data: Path, tmp_path: Path) -> None:
    saved, target = tmp_path / "saved.tar", tmp_path / "target"
    back_up(data, saved, NOW)
    verify(saved)
    SABOTAGES[name](saved)
    with pytest.raises(BackupError):
        verify(saved)
    with pytest.raises(BackupError):
        restore(saved, target)
    assert not target.exists()
    assert not (tmp_path / "evil").exists()
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".restore")] == []


async def test_everything_the_reader_said_comes_back(tmp_path: Path) -> None:
    data, target = tmp_path / "data", tmp_path / "elsewhere"
    data.mkdir()
    async with opened_novel(data, "") as novel:
        await novel.read_to(2)
        await novel.ask("PUT", "/marks", json={"marks": "many"})
        body = {"start": 0, "end": 40}
        assert (await novel.ask("POST", "/chapters/c2/descriptions", json=body)).status_code == 201
        snow = (await novel.described())[SNOW]
        await novel.ask("POST", f"/descriptions/{snow.id}/dismissal")
        [first, *_] = (await novel.get("/entities"))["items"]
        edit = {"kind": "rename", "entities": [first["id"]], "name": "Новое имя"}
        await novel.ask("POST", "/entities/edits", json=edit)
        await novel.work()
    back_up(data, tmp_path / "saved.tar", NOW)
    restore(tmp_path / "saved.tar", target)
    before, after = rows_of(data / "bookreader.db"), rows_of(target / "bookreader.db")
    assert before == after
    for table in ("verdicts", "casts", "entity_edits", "descriptions", "described_chapters"):
        assert before[table], table


def rows_of(database: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(database) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
            for table in Base.metadata.tables
        }


async def test_a_backup_holds_providers_keys_sealed_and_not_what_opens_them(tmp_path: Path) -> None:
    data, key = tmp_path / "data", "sk-key-of-the-operator-0123456789"
    data.mkdir()
    wish = {"kind": "openai", "name": "A", "model": "gpt-image-2", "key": key}
    async with served(data) as browser:
        await browser.open_account()
        answer = await browser.ask("POST", "/api/admin/providers", json=wish)
        assert answer.status_code == 201, answer.text
        secret = (data / "secret.key").read_bytes().strip()
    back_up(data, tmp_path / "saved.tar", NOW)
    saved = (tmp_path / "saved.tar").read_bytes()
    restore(tmp_path / "saved.tar", tmp_path / "elsewhere")
    [row] = rows_of(tmp_path / "elsewhere" / "bookreader.db")["providers"]
    assert any(str(value).startswith("1:") for value in row)  # sealed, and it is there
    for hidden in (key.encode(), base64.b64encode(key.encode()), secret):
        assert len(hidden) > 20
        assert hidden not in saved
    assert not (tmp_path / "elsewhere" / "secret.key").exists()
