"""What every blob store promises; run against each adapter."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bookreader.adapters.blobs_local import LocalBlobStore
from bookreader.ports.blobs import BlobMissing, BlobStore, BlobTooLarge

BYTES = os.urandom(700_000) * 4
SHA = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture(params=["local"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> BlobStore:
    return {"local": LocalBlobStore}[request.param](tmp_path / "blobs")


async def pieces(data: bytes, size: int = 65_536) -> AsyncIterator[bytes]:
    for begin in range(0, len(data), size):
        yield data[begin : begin + size]


async def content(store: BlobStore, sha256: str) -> bytes:
    return b"".join([chunk async for chunk in store.read(sha256)])


async def all_names(store: BlobStore) -> list[str]:
    future = datetime.now(UTC) + timedelta(days=1)
    return sorted([name async for name in store.older_than(future)])


async def test_what_was_put_is_given_back_under_its_hash(store: BlobStore) -> None:
    blob = await store.put(pieces(BYTES))
    assert (blob.sha256, blob.size) == (SHA, len(BYTES))
    assert await content(store, SHA) == BYTES
    assert await store.size(SHA) == len(BYTES)


async def test_nothing_at_all_is_a_blob_too(store: BlobStore) -> None:
    blob = await store.put(pieces(b""))
    assert blob.size == 0
    assert await content(store, blob.sha256) == b""


async def test_the_same_bytes_are_one_blob(store: BlobStore) -> None:
    await asyncio.gather(*(store.put(pieces(BYTES)) for _ in range(4)))
    assert await all_names(store) == [SHA]


async def test_a_file_is_copied(store: BlobStore, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(BYTES)
    assert (await store.put_file(file)).sha256 == SHA
    assert file.read_bytes() == BYTES
    async with store.as_file(SHA) as path:
        assert path.read_bytes() == BYTES


@pytest.mark.parametrize(("limit", "fits"), [(len(BYTES), True), (len(BYTES) - 1, False)])
async def test_a_stream_past_its_limit_leaves_nothing(
    store: BlobStore, limit: int, fits: bool
) -> None:
    if fits:
        await store.put(pieces(BYTES), limit)
    else:
        with pytest.raises(BlobTooLarge):
            await store.put(pieces(BYTES), limit)
    assert await all_names(store) == ([SHA] if fits else [])


async def test_a_broken_stream_leaves_nothing(store: BlobStore, tmp_path: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield BYTES
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await store.put(broken())
    assert await all_names(store) == []
    assert [p for p in (tmp_path / "blobs").rglob("*") if p.is_file()] == []


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", "", "A" * 64])
async def test_an_unknown_name_is_missing_and_reaches_no_other_file(
    store: BlobStore, name: str
) -> None:
    with pytest.raises(BlobMissing):
        await content(store, name)
    with pytest.raises(BlobMissing):
        async with store.as_file(name):
            pass


async def test_a_deleted_blob_is_gone_and_deleting_again_is_no_error(store: BlobStore) -> None:
    await store.put(pieces(BYTES))
    await store.delete(SHA)
    await store.delete(SHA)
    assert await store.size(SHA) is None


async def test_age_is_counted_from_the_last_time_the_bytes_were_put(store: BlobStore) -> None:
    await store.put(pieces(BYTES))
    await asyncio.sleep(0.05)
    between = datetime.now(UTC)
    assert [name async for name in store.older_than(between)] == [SHA]
    await asyncio.sleep(0.05)
    await store.put(pieces(BYTES))
    assert [name async for name in store.older_than(between)] == []


async def test_a_store_that_works_is_writable(store: BlobStore) -> None:
    assert await store.writable()
