"""A ZIP writer that lies on request: every field of every header can be forged."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

STORED, DEFLATED = 0, 8
ENCRYPTED, UTF8 = 0x1, 0x800


def deflate(data: bytes) -> bytes:
    """Raw deflate, as ZIP holds it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One entry; what is not given is told truly."""

    name: bytes
    data: bytes = b""
    method: int = STORED
    packed: bytes | None = None
    """The stored bytes when they are not to be made from `data`."""
    size: int | None = None
    packed_size: int | None = None
    crc: int | None = None
    flags: int = UTF8
    mode: int = 0o100644
    offset: int | None = None
    """Where the directory says the local header is."""
    comment: bytes = b""

    def body(self) -> bytes:
        """The bytes between the local header and the next one."""
        if self.packed is not None:
            return self.packed
        return deflate(self.data) if self.method == DEFLATED else self.data


def raw_zip(
    entries: Sequence[RawEntry], comment: bytes = b"", before: bytes = b"", repeat: int = 1
) -> bytes:
    """The archive; `repeat` writes the directory that many times over, for counts in millions."""
    parts, directory = [before], []
    position = len(before)
    for entry in entries:
        body = entry.body()
        crc = zlib.crc32(entry.data) if entry.crc is None else entry.crc
        size = len(entry.data) if entry.size is None else entry.size
        packed_size = len(body) if entry.packed_size is None else entry.packed_size
        common = struct.pack(
            "<HHHHHIIIHH", 20, entry.flags, entry.method, 0, 0x21, crc, packed_size, size,
            len(entry.name), 0,
        )  # fmt: skip
        local = b"PK\x03\x04" + common + entry.name
        directory.append(
            b"PK\x01\x02" + struct.pack("<H", 0x031E) + common
            + struct.pack(
                "<HHHII", len(entry.comment), 0, 0, entry.mode << 16,
                position if entry.offset is None else entry.offset,
            )
            + entry.name + entry.comment
        )  # fmt: skip
        parts += [local, body]
        position += len(local) + len(body)
    listing = b"".join(directory) * repeat
    count = len(entries) * repeat
    end = b""
    if count > 0xFFFE:
        end = struct.pack(
            "<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, len(listing), position
        ) + struct.pack("<4sIQI", b"PK\x06\x07", 0, position + len(listing), 1)
    end += struct.pack(
        "<4sHHHHIIH", b"PK\x05\x06", 0, 0, min(count, 0xFFFF), min(count, 0xFFFF), len(listing),
        position, len(comment),
    )  # fmt: skip
    return b"".join([*parts, listing, end, comment])
