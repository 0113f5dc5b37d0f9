"""Blobs as files named by their hash below one folder."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import hashlib
import os
import shutil
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from uuid import uuid4

from bookreader.ports.blobs import BlobMissing, BlobStoreFull, BlobTooLarge, StoredBlob

_CHUNK = 1 << 18
_BUFFER = 1 << 20
_STRAY_SECONDS = 24 * 3600
_ROOM_BYTES = 32 * 1024 * 1024
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class LocalBlobStore:
    """Files are written beside, synced, then renamed: a name never stands for half a blob."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._incoming = folder / "incoming"
        self._tidied = 0.0

    async def put(self, chunks: AsyncIterator[bytes], limit: int | None = None) -> StoredBlob:
        """Store a stream; raises BlobTooLarge past `limit` bytes, BlobStoreFull without room."""
        writer = await asyncio.to_thread(self._begin)
        try:
            waiting = bytearray()
            async for chunk in chunks:
                waiting += chunk
                if limit is not None and writer.size + len(waiting) > limit:
                    raise BlobTooLarge
                if len(waiting) >= _BUFFER:
                    await asyncio.to_thread(writer.add, bytes(waiting))
                    waiting.clear()
            await asyncio.to_thread(writer.add, bytes(waiting))
            return await asyncio.to_thread(self._finish, writer)
        except OSError as error:
            raise _explained(error) from error
        finally:
            writer.discard()

    async def put_file(self, path: Path) -> StoredBlob:
        """Store a copy of a file."""

        def copy() -> StoredBlob:
            writer = self._begin()
            try:
                with path.open("rb") as source:
                    while chunk := source.read(_BUFFER):
                        writer.add(chunk)
                return self._finish(writer)
            finally:
                writer.discard()

        try:
            return await asyncio.to_thread(copy)
        except OSError as error:
            raise _explained(error) from error

    async def read(self, sha256: str) -> AsyncIterator[bytes]:
        """The bytes in chunks; raises BlobMissing at the first."""
        path = self._path(sha256)
        try:
            file = await asyncio.to_thread(path.open, "rb")
        except FileNotFoundError:
            raise BlobMissing(sha256) from None
        try:
            while chunk := await asyncio.to_thread(file.read, _CHUNK):
                yield chunk
        finally:
            file.close()

    async def size(self, sha256: str) -> int | None:
        """The size in bytes, or None when there is no such blob."""

        def look() -> int | None:
            try:
                return self._path(sha256).stat().st_size
            except FileNotFoundError:
                return None

        return await asyncio.to_thread(look)

    @asynccontextmanager
    async def as_file(self, sha256: str) -> AsyncIterator[Path]:
        """The stored file itself, to be read only; raises BlobMissing."""
        path = self._path(sha256)
        if not await asyncio.to_thread(path.is_file):
            raise BlobMissing(sha256)
        yield path

    async def delete(self, sha256: str) -> None:
        """Forget a blob; no error when there is none."""
        path = self._path(sha256)
        await asyncio.to_thread(path.unlink, missing_ok=True)

    async def older_than(self, moment: datetime) -> AsyncIterator[str]:
        """Hashes of blobs written before a moment; for collecting unreferenced ones."""
        before = moment.astimezone(UTC).timestamp()
        for folder in await asyncio.to_thread(_folders, self._folder):
            for name in await asyncio.to_thread(_names_before, folder, before):
                yield name

    async def writable(self) -> bool:
        """Whether something could be stored now."""

        def attempt() -> bool:
            try:
                writer = self._begin()
                try:
                    writer.add(b"?")
                finally:
                    writer.discard()
                return shutil.disk_usage(self._folder).free >= _ROOM_BYTES
            except OSError:
                return False

        return await asyncio.to_thread(attempt)

    def _path(self, sha256: str) -> Path:
        if len(sha256) != 64 or any(c not in "0123456789abcdef" for c in sha256):
            raise BlobMissing(sha256)
        return self._folder / sha256[:2] / sha256[2:4] / sha256

    def _begin(self) -> _Writer:
        self._incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._tidy()
        return _Writer(self._incoming / uuid4().hex)

    def _finish(self, writer: _Writer) -> StoredBlob:
        blob = writer.sync()
        path = self._path(blob.sha256)
        try:
            # The same bytes again: young once more, so that the collector of unreferenced
            # blobs does not take them before the new row names them.
            os.utime(path)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            writer.path.replace(path)
            for folder in (path.parent, path.parent.parent, self._folder):
                _sync_folder(folder)
        return blob

    def _tidy(self) -> None:
        """Remove what uploads cut off by a crash left behind."""
        now = time.time()
        if now - self._tidied < _STRAY_SECONDS:
            return
        self._tidied = now
        for stray in self._incoming.iterdir():
            with contextlib.suppress(FileNotFoundError):
                if now - stray.stat().st_mtime > _STRAY_SECONDS:
                    stray.unlink()


class _Writer:
    """One file on its way in; used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        self._hash = hashlib.sha256()
        self._file: IO[bytes] = path.open("xb")

    def add(self, chunk: bytes) -> None:
        self._file.write(chunk)
        self._hash.update(chunk)
        self.size += len(chunk)

    def sync(self) -> StoredBlob:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return StoredBlob(self._hash.hexdigest(), self.size)

    def discard(self) -> None:
        # A full disk may refuse the last flush as well; the file goes all the same.
        with contextlib.suppress(OSError):
            self._file.close()
        self.path.unlink(missing_ok=True)


def _explained(error: OSError) -> Exception:
    return BlobStoreFull(str(error)) if error.errno in _NO_ROOM else error


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _folders(root: Path) -> list[Path]:
    return [folder for folder in root.glob("??/??") if folder.is_dir()]


def _names_before(folder: Path, before: float) -> list[str]:
    def old() -> Iterator[str]:
        for file in folder.iterdir():
            with contextlib.suppress(FileNotFoundError):
                if file.stat().st_mtime < before:
                    yield file.name

    return sorted(old())
