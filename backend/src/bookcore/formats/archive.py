"""A ZIP reader for archives nobody vouches for.

The whole central directory is judged before a byte of any entry is unpacked, and only what
passed is ever read. The directory is the one truth: local headers must agree with it.
"""

from __future__ import annotations

import re
import stat
import struct
import unicodedata
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from bookcore.errors import BookError
from bookcore.formats.limits import Limits

_END: Final = b"PK\x05\x06"
_END_SIZE: Final = 22
_END64_LOCATOR: Final = b"PK\x06\x07"
_END64: Final = b"PK\x06\x06"
_CENTRAL: Final = b"PK\x01\x02"
_CENTRAL_SIZE: Final = 46
_LOCAL: Final = b"PK\x03\x04"
_LOCAL_SIZE: Final = 30
_COMMENT_MAX: Final = 0xFFFF
_STORED: Final = 0
_DEFLATED: Final = 8
_ENCRYPTED_FLAGS: Final = 0x1 | 0x40 | 0x2000
_UTF8_FLAG: Final = 0x800
_CHUNK: Final = 256 * 1024
_FULL: Final = 0xFFFFFFFF
_ZIP64_EXTRA: Final = 1
_DRIVE = re.compile(r"[A-Za-z]:")


def _damaged(message: str, where: str = "") -> BookError:
    return BookError("zip_damaged", message, where)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the archive as the central directory describes it."""

    name: str
    raw_name: bytes
    method: int
    flags: int
    crc: int
    packed: int
    size: int
    offset: int
    folder: bool


def find_end(data: bytes) -> int:
    """Position of the end record, or -1 when the bytes are no complete ZIP archive."""
    start = max(0, len(data) - _END_SIZE - _COMMENT_MAX)
    position = data.rfind(_END, start)
    while position >= 0:
        if position + _END_SIZE <= len(data):
            (comment,) = struct.unpack_from("<H", data, position + 20)
            # A comment may be cut by a careless tool; bytes after it are what we refuse to guess.
            if position + _END_SIZE + comment == len(data):
                return position
        position = data.rfind(_END, start, position)
    return -1


class Archive:
    """An audited ZIP archive held in memory; `read` unpacks one entry under its caps."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        end = find_end(data)
        if end < 0:
            raise _damaged("the archive is cut off or not a ZIP archive")
        count, size, offset, end = self._end_record(end)
        if count > limits.entries:
            raise BookError("too_many_entries", f"{count} files in one archive")
        start = end - size
        # Bytes before the archive (a picture, a web page, a self-extractor) shift all offsets.
        self._shift = start - offset
        if start < 0 or self._shift < 0:
            raise _damaged("the directory of the archive lies outside of it")
        try:
            self.order = self._directory(start, end, count)
        except struct.error as error:
            raise _damaged("the directory of the archive is damaged") from error
        self.entries: dict[str, Entry] = {}
        self._audit(start)
        self._folded: dict[str, str] | None = None

    def _end_record(self, end: int) -> tuple[int, int, int, int]:
        disk, cd_disk, here, count, size, offset = struct.unpack_from("<4H2I", self._data, end + 4)
        locator = end - 20
        if locator >= 0 and self._data[locator : locator + 4] == _END64_LOCATOR:
            return self._end_record64(locator, count, size, offset)
        if disk or cd_disk or here != count:
            raise _damaged("an archive in several volumes")
        return count, size, offset, end

    def _end_record64(
        self, locator: int, count: int, size: int, offset: int
    ) -> tuple[int, int, int, int]:
        where = locator - 56
        (told,) = struct.unpack_from("<Q", self._data, locator + 8)
        if where < 0 or self._data[where : where + 4] != _END64 or told > where:
            raise BookError("zip_ambiguous", "the two end records of the archive disagree")
        length, _, _, _, _, _, count64, size64, offset64 = struct.unpack_from(
            "<Q2H2I4Q", self._data, where + 4
        )
        agree = (
            length == 44
            and count in (count64, 0xFFFF)
            and size in (size64, _FULL)
            and offset in (offset64, _FULL)
        )
        if not agree:
            raise BookError("zip_ambiguous", "the two end records of the archive disagree")
        return count64, size64, offset64, where

    def _directory(self, start: int, end: int, count: int) -> list[Entry]:
        entries: list[Entry] = []
        position = start
        while position < end:
            if len(entries) >= self._limits.entries:
                raise BookError(
                    "too_many_entries", f"more than {len(entries)} files in the archive"
                )
            if self._data[position : position + 4] != _CENTRAL or position + _CENTRAL_SIZE > end:
                raise _damaged("the directory of the archive is damaged")
            entry, position = self._central(position)
            if position > end:
                raise _damaged("the directory of the archive is damaged")
            entries.append(entry)
        if len(entries) != count:
            raise BookError("zip_ambiguous", "the archive miscounts its own files")
        return entries

    def _central(self, position: int) -> tuple[Entry, int]:
        data = self._data
        _, _, flags, method, _, _, crc, packed, size = struct.unpack_from(
            "<6H3I", data, position + 4
        )
        name_len, extra_len, comment_len, _, _, external, offset = struct.unpack_from(
            "<5H2I", data, position + 28
        )
        at = position + _CENTRAL_SIZE
        raw = bytes(data[at : at + name_len])
        name = _decode_name(raw, flags)
        extra = data[at + name_len : at + name_len + extra_len]
        size, packed, offset = _zip64(extra, size, packed, offset, name)
        mode = external >> 16
        folder = name.endswith("/")
        if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise BookError("unsafe_entry", "a link or device inside the archive", name)
        entry = Entry(name, raw, method, flags, crc, packed, size, offset + self._shift, folder)
        return entry, at + name_len + extra_len + comment_len

    def _audit(self, directory: int) -> None:
        limits = self._limits
        total = 0
        seen: dict[str, str] = {}
        for entry in self.order:
            _check_name(entry, limits)
            folded = _fold(entry.name)
            if folded in seen:
                raise BookError("ambiguous_entry", f"the same name as {seen[folded]}", entry.name)
            seen[folded] = entry.name
            total += entry.size
            if entry.size > limits.entry_bytes:
                raise BookError("unpacked_too_large", "one file unpacks to too much", entry.name)
            if entry.size > limits.ratio_from_bytes + limits.ratio * entry.packed:
                raise BookError("unpacked_too_large", "packed beyond reason", entry.name)
        if total > limits.unpacked_bytes:
            raise BookError("unpacked_too_large", f"unpacks to {total} bytes")
        self._check_overlap(directory)
        for entry in self.order:
            if entry.flags & _ENCRYPTED_FLAGS:
                raise BookError("encrypted", "the archive asks for a password", entry.name)
            if entry.method not in (_STORED, _DEFLATED):
                raise _damaged(f"unknown packing method {entry.method}", entry.name)
            if entry.method == _STORED and entry.packed != entry.size:
                raise BookError("zip_size_lie", "a stored file of two sizes", entry.name)
            if not entry.folder:
                self.entries[entry.name] = entry

    def _check_overlap(self, directory: int) -> None:
        free_from = 0
        for entry in sorted(self.order, key=lambda one: one.offset):
            if entry.offset < free_from:
                raise BookError("zip_overlap", "files of the archive overlap", entry.name)
            free_from = entry.offset + _LOCAL_SIZE + len(entry.raw_name) + entry.packed
            if free_from > directory:
                if entry.offset >= directory:
                    raise _damaged("a file lies outside the archive", entry.name)
                raise BookError("zip_overlap", "a file overlaps the directory", entry.name)

    def find(self, name: str) -> str | None:
        """The stored name for a reference, forgiving letter case and composed characters."""
        if name in self.entries:
            return name
        if self._folded is None:
            self._folded = {_fold(one): one for one in self.entries}
        return self._folded.get(_fold(name))

    def read(self, name: str) -> bytes:
        """Unpacks one entry, never beyond the size that the directory promised."""
        entry = self.entries[name]
        start = self._data_start(entry)
        packed = memoryview(self._data)[start : start + entry.packed]
        if len(packed) < entry.packed:
            raise _damaged("the archive is cut off", name)
        content = bytes(packed) if entry.method == _STORED else self._inflate(packed, entry)
        if zlib.crc32(content) != entry.crc:
            raise _damaged("a file is damaged (checksum)", name)
        return content

    def _data_start(self, entry: Entry) -> int:
        header = self._data[entry.offset : entry.offset + _LOCAL_SIZE]
        if len(header) < _LOCAL_SIZE or header[:4] != _LOCAL:
            raise _damaged("a file has no header", entry.name)
        name_len, extra_len = struct.unpack_from("<2H", header, 26)
        at = entry.offset + _LOCAL_SIZE
        if self._data[at : at + name_len] != entry.raw_name:
            raise BookError("zip_ambiguous", "a file goes by two names", entry.name)
        return int(at + name_len + extra_len)

    def _inflate(self, packed: memoryview, entry: Entry) -> bytes:
        machine = zlib.decompressobj(-zlib.MAX_WBITS)
        parts: list[bytes] = []
        room = entry.size
        try:
            for at in range(0, len(packed), _CHUNK):
                # One byte more than promised is enough to convict.
                part = machine.decompress(packed[at : at + _CHUNK], room + 1)
                room -= len(part)
                if room < 0:
                    raise BookError(
                        "zip_size_lie", "a file unpacks to more than it said", entry.name
                    )
                parts.append(part)
                if machine.eof:
                    break
        except zlib.error as error:
            raise _damaged("a file cannot be unpacked", entry.name) from error
        if room or not machine.eof:
            raise _damaged("a file ends too early", entry.name)
        return b"".join(parts)


def _zip64(extra: bytes, size: int, packed: int, offset: int, name: str) -> tuple[int, int, int]:
    if _FULL not in (size, packed, offset):
        return size, packed, offset
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        at += 4
        if kind == _ZIP64_EXTRA:
            known = extra[at : at + length]
            values = list(struct.unpack_from(f"<{len(known) // 8}Q", known))
            fields = [size, packed, offset]
            for index, value in enumerate(fields):
                if value == _FULL:
                    if not values:
                        break
                    fields[index] = values.pop(0)
            return fields[0], fields[1], fields[2]
        at += length
    raise _damaged("sizes are missing from the directory", name)


def _decode_name(raw: bytes, flags: int) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        if flags & _UTF8_FLAG:
            raise _damaged("a file name is damaged", repr(raw[:80])) from None
        return raw.decode("cp437")


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _check_name(entry: Entry, limits: Limits) -> None:
    name = entry.name
    problem = ""
    if not name or len(entry.raw_name) > limits.name_bytes:
        problem = "a file name is empty or too long"
    elif "\\" in name or name.startswith("/") or _DRIVE.match(name):
        problem = "a file name points outside the archive"
    elif any(ord(letter) < 32 or ord(letter) == 127 for letter in name):
        problem = "a file name holds control characters"
    else:
        for shown in {name, unquote(name)}:
            parts = shown.rstrip("/").replace("\\", "/").split("/")
            if any(part in ("", ".", "..") or part[-1] in ". " for part in parts):
                problem = "a file name points outside the archive or ends in a dot"
    if problem:
        raise BookError("unsafe_path", problem, name[: limits.name_bytes])


def join(base: str, reference: str) -> str | None:
    """The archive name that a reference from the file `base` means, or None when it leaves."""
    parts: list[str] = list(PurePosixPath(base).parent.parts) if base else []
    for part in reference.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
