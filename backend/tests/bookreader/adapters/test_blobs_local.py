"""What only the local store can get wrong: full disks, crashes, stray files."""

from __future__ import annotations

import errno
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bookreader.adapters import blobs_local
from bookreader.adapters.blobs_local import LocalBlobStore
from bookreader.ports.blobs import BlobStoreFull


async def once(data: bytes) -> AsyncIterator[bytes]:
    yield data


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
async def test_a_full_disk_is_told_as_such_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def full(_handle: int) -> None:
        raise OSError(number, "no room")

    monkeypatch.setattr(os, "fsync", full)
    store = LocalBlobStore(tmp_path / "blobs")
    with pytest.raises(BlobStoreFull):
        await store.put(once(b"data"))
    file = tmp_path / "file"
    file.write_bytes(b"data")
    with pytest.raises(BlobStoreFull):
        await store.put_file(file)
    assert [p for p in (tmp_path / "blobs").rglob("*") if p.is_file()] == []


async def test_bytes_are_synced_before_they_get_their_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    sync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (order.append("sync"), sync(handle))[1])
    monkeypatch.setattr(
        Path, "replace", lambda path, to: (order.append("name"), replace(path, to))[1]
    )
    await LocalBlobStore(tmp_path / "blobs").put(once(b"data"))
    assert order == ["sync", "name", "sync", "sync", "sync"]


async def test_only_old_strays_of_a_crash_are_removed(tmp_path: Path) -> None:
    incoming = tmp_path / "blobs" / "incoming"
    incoming.mkdir(parents=True)
    for name, age in (("old", 25 * 3600), ("new", 3600)):
        (incoming / name).write_bytes(b"half")
        then = (incoming / name).stat().st_mtime - age
        os.utime(incoming / name, (then, then))
    await LocalBlobStore(tmp_path / "blobs").put(once(b"data"))
    assert [p.name for p in incoming.iterdir()] == ["new"]


async def test_a_store_without_room_or_rights_is_not_writable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert not await LocalBlobStore(tmp_path / "file").writable()
    monkeypatch.setattr(blobs_local, "_ROOM_BYTES", 1 << 60)
    assert not await LocalBlobStore(tmp_path / "blobs").writable()
