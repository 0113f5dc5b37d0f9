"""Where bytes live: content-addressed, durable before a row names them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol


class BlobTooLarge(Exception):
    """The stream passed its limit; nothing was kept."""


class BlobStoreFull(Exception):
    """There is no room left; nothing was kept."""


class BlobMissing(Exception):
    """No blob has this hash."""


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """A blob's name (SHA-256 of its bytes, hexadecimal) and size in bytes."""

    sha256: str
    size: int


class BlobStore(Protocol):
    """Keep and give back bytes by their hash; putting the same bytes twice is one blob."""

    async def put(self, chunks: AsyncIterator[bytes], limit: int | None = None) -> StoredBlob:
        """Store a stream; raises BlobTooLarge past `limit` bytes, BlobStoreFull without room."""
        ...

    async def put_file(self, path: Path) -> StoredBlob:
        """Store a copy of a file."""
        ...

    def read(self, sha256: str) -> AsyncIterator[bytes]:
        """The bytes in chunks; raises BlobMissing at the first."""
        ...

    async def size(self, sha256: str) -> int | None:
        """The size in bytes, or None when there is no such blob."""
        ...

    def as_file(self, sha256: str) -> AbstractAsyncContextManager[Path]:
        """A readable file of the bytes for the time of the block; raises BlobMissing."""
        ...

    async def delete(self, sha256: str) -> None:
        """Forget a blob; no error when there is none."""
        ...

    def older_than(self, moment: datetime) -> AsyncIterator[str]:
        """Hashes of blobs written before a moment; for collecting unreferenced ones."""
        ...

    async def writable(self) -> bool:
        """Whether something could be stored now."""
        ...
