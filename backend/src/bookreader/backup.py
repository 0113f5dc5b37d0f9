"""Backup and restore of the embedded mode: one file with the database and all blobs.

A backup counts only once it was read back and compared; a restore goes only into an empty folder
and is whole or not there at all.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

FORMAT = 1
_MANIFEST = "manifest.json"
_DATABASE = "bookreader.db"
_CHUNK = 1 << 20


class BackupError(Exception):
    """The backup or restore did not succeed; nothing half done is left under the final name."""


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What a backup holds."""

    files: int
    bytes: int
    books: int


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _blob_files(data_dir: Path) -> Iterator[Path]:
    root = data_dir / "blobs"
    for path in sorted(root.rglob("*")):
        # Names are hashes; anything else is an upload under way.
        if path.is_file() and len(path.name) == 64:
            yield path


def _count_books(database: Path) -> int:
    connection = sqlite3.connect(database)
    try:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise BackupError("the copy of the database is damaged")
        return int(connection.execute("SELECT count(*) FROM books").fetchone()[0])
    finally:
        connection.close()


def back_up(data_dir: Path, target: Path, now: datetime) -> BackupReport:
    """Write a backup beside a running server, read it back, and only then give it its name.

    Raises BackupError when there is nothing to save, the target exists, or a byte differs.
    """
    source = data_dir / _DATABASE
    if not source.exists():
        raise BackupError(f"there is no database in {data_dir}")
    if target.exists():
        raise BackupError(f"{target} exists already; choose another name")
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            # The database first, the blobs after it: a blob is durable before its row, so every
            # row of the copy finds its bytes.
            copy = Path(folder) / _DATABASE
            _copy_database(source, copy)
            books = _count_books(copy)
            entries = [(_DATABASE, copy)]
            entries += [(f"blobs/{p.name[:2]}/{p.name}", p) for p in _blob_files(data_dir)]
            manifest = _write(part, entries, now)
        verify(part)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.rename(target)
    except OSError as error:
        raise BackupError(str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    files = manifest["files"]
    return BackupReport(len(files), sum(f["size"] for f in files.values()), books)


def _copy_database(source: Path, copy: Path) -> None:
    live, saved = sqlite3.connect(source), sqlite3.connect(copy)
    try:
        live.backup(saved)
    finally:
        live.close()
        saved.close()


def _write(part: Path, entries: list[tuple[str, Path]], now: datetime) -> dict[str, Any]:
    files: dict[str, dict[str, Any]] = {}
    with tarfile.open(part, "w") as archive:
        for name, path in entries:
            files[name] = {"sha256": _hash(path), "size": path.stat().st_size}
            archive.add(path, name, recursive=False)
        manifest = {"format": FORMAT, "made_at": now.isoformat(), "files": files}
        raw = json.dumps(manifest, indent=1).encode()
        entry = tarfile.TarInfo(_MANIFEST)
        entry.size = len(raw)
        archive.addfile(entry, io.BytesIO(raw))
    return manifest


def _safe_name(name: str) -> bool:
    parts = PurePosixPath(name).parts
    if name in (_DATABASE, _MANIFEST):
        return True
    hexadecimal = len(parts) == 3 and all(c in "0123456789abcdef" for c in parts[2])
    return hexadecimal and parts[0] == "blobs" and len(parts[2]) == 64 and parts[1] == parts[2][:2]


def _read(archive: tarfile.TarFile, into: Path | None) -> dict[str, dict[str, Any]]:
    """Hashes and sizes of all entries; their bytes go into a folder when one is given."""
    seen: dict[str, dict[str, Any]] = {}
    for entry in archive:
        if not entry.isfile() or not _safe_name(entry.name) or entry.name in seen:
            raise BackupError(f"the backup holds something foreign: {entry.name!r}")
        stream = archive.extractfile(entry)
        if stream is None:
            raise BackupError(f"{entry.name} cannot be read")
        digest, size = hashlib.sha256(), 0
        out = None
        if into is not None and entry.name != _MANIFEST:
            path = into / entry.name
            path.parent.mkdir(parents=True, exist_ok=True)
            out = path.open("wb")
        try:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                if out is not None:
                    out.write(chunk)
        finally:
            if out is not None:
                out.flush()
                os.fsync(out.fileno())
                out.close()
        seen[entry.name] = {"sha256": digest.hexdigest(), "size": size}
    return seen


def _manifest(archive: tarfile.TarFile) -> dict[str, Any]:
    try:
        stream = archive.extractfile(_MANIFEST)
        manifest = json.loads(stream.read() if stream is not None else b"")
    except (KeyError, ValueError) as error:
        raise BackupError("the backup has no readable manifest; it is not whole") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BackupError("the backup was made by another version of the program")
    return manifest


def _compare(manifest: dict[str, Any], seen: dict[str, dict[str, Any]]) -> None:
    seen = {name: facts for name, facts in seen.items() if name != _MANIFEST}
    listed = manifest["files"]
    for name in sorted(set(listed) | set(seen)):
        if listed.get(name) != seen.get(name):
            raise BackupError(f"{name} differs from the manifest: the backup is damaged")
    for name, facts in seen.items():
        if name != _DATABASE and PurePosixPath(name).name != facts["sha256"]:
            raise BackupError(f"{name} does not hold what its name says")


def verify(file: Path) -> None:
    """Read a whole backup and compare every byte with its manifest; raises BackupError."""
    try:
        with tarfile.open(file, "r:") as archive:
            _compare(_manifest(archive), _read(archive, None))
    except (tarfile.TarError, OSError) as error:
        raise BackupError(f"{file} cannot be read: {error}") from error


def restore(file: Path, data_dir: Path) -> BackupReport:
    """Restore into an empty or absent data folder; raises BackupError and leaves it as it was."""
    if data_dir.exists() and any(data_dir.iterdir()):
        raise BackupError(f"{data_dir} is not empty; a restore never overwrites anything")
    data_dir.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".restore-", dir=data_dir.parent))
    try:
        with tarfile.open(file, "r:") as archive:
            manifest = _manifest(archive)
            seen = _read(archive, folder)
        _compare(manifest, seen)
        books = _count_books(folder / _DATABASE)
        folder.chmod(0o700)
        if data_dir.exists():
            data_dir.rmdir()
        folder.rename(data_dir)
    except (tarfile.TarError, OSError, sqlite3.Error) as error:
        raise BackupError(f"{file} cannot be restored: {error}") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    files = manifest["files"]
    return BackupReport(len(files), sum(f["size"] for f in files.values()), books)
