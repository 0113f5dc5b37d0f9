"""Hostile containers: items 1 to 7, 9 to 13, 16 to 20 of the catalogue."""

from __future__ import annotations

import random
import stat
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tests.books.builders import CONTAINER, Epub, Fb2, nav_item, png, xhtml, zipped

from .case import KEPT, Case, Lure, fixed
from .raw_zip import DEFLATED, ENCRYPTED, STORED, RawEntry, raw_zip

SEED = 20261125
BOMB_ENTRY = 10_000_000
FILE_LIMIT = 200 * 1024 * 1024


def plain() -> Epub:
    """The honest book that every other one is a spoiled copy of."""
    return Epub(
        spine=[("one.xhtml", xhtml(f"<h1>One</h1><p>{KEPT}</p>"))],
        nav=f"<ol>{nav_item('One', 'one.xhtml')}</ol>",
    )


def entries() -> list[RawEntry]:
    """The honest book as raw entries."""
    return [
        RawEntry(name.encode(), data, STORED if name == "mimetype" else DEFLATED)
        for name, data in plain().files()
    ]


def with_entry(*more: RawEntry) -> bytes:
    """The honest book and some dishonest entries."""
    return raw_zip([*entries(), *more])


def bomb(count: int = 1000) -> bytes:
    """Ten megabytes of zeros, packed once and listed many times (each with its own copy)."""
    zeros = RawEntry(b"x", bytes(BOMB_ENTRY), DEFLATED)
    packed = zeros.body()
    return with_entry(
        *(
            RawEntry(f"OEBPS/{number}.bin".encode(), b"", DEFLATED, packed, size=BOMB_ENTRY, crc=0)
            for number in range(count)
        )
    )


def size_lie() -> bytes:
    """A chapter whose directory says 64 bytes and whose stream gives fifty megabytes."""
    spoiled = []
    for entry in entries():
        if entry.name.endswith(b"one.xhtml"):
            big = entry.data + b" " * 50_000_000
            entry = RawEntry(entry.name, big, DEFLATED, size=len(entry.data))
        spoiled.append(entry)
    return raw_zip(spoiled)


def incompressible() -> bytes:
    """An honest book of some 330 kB that packing cannot shrink."""
    book = plain()
    noise = random.Random(SEED).randbytes(330_000)
    book.extra = {"noise.bin": noise, "picture.png": png(16, 16)}
    return book.build()


def spoiled(name: str, **changes: Any) -> bytes:
    """The honest book with fields of one entry forged."""
    return raw_zip(
        [
            replace(entry, **changes) if entry.name.decode().endswith(name) else entry
            for entry in entries()
        ]
    )


def cut_after(length: int) -> bytes:
    """The first bytes of that book."""
    return incompressible()[:length]


def without(*names: str) -> bytes:
    """The honest book less some entries."""
    return zipped([(name, data) for name, data in plain().files() if name not in names])


def replaced(name: str, data: bytes) -> bytes:
    """The honest book with one entry's content replaced."""
    return zipped([(one, data if one == name else old) for one, old in plain().files()])


def mimetype_last() -> bytes:
    files = plain().files()
    return zipped([*files[1:], files[0]])


def mimetype_packed() -> bytes:
    info = zipfile.ZipInfo("mimetype")
    info.compress_type = zipfile.ZIP_DEFLATED
    files = plain().files()
    return zipped([(info, files[0][1]), *files[1:]])


def nested_archive(levels: int = 6) -> bytes:
    """Archives within archives, each level sixteen times the one inside."""
    inner = zipped([("zeros", bytes(1_000_000))])
    for _ in range(levels):
        inner = zipped([(f"{number}.zip", inner) for number in range(16)], zipfile.ZIP_DEFLATED)
    return inner


def with_nested_archive() -> bytes:
    book = plain()
    book.extra = {"more.zip": nested_archive(2)}
    return book.build()


def two_rootfiles() -> bytes:
    second = '<rootfile full-path="OEBPS/other.opf" media-type="application/oebps-package+xml"/>'
    container = CONTAINER.format(path="OEBPS/book.opf").replace(
        "</rootfiles>", second + "</rootfiles>"
    )
    return replaced("META-INF/container.xml", container.encode())


def _names(label: str, names: Sequence[bytes], item: int, code: str) -> list[Case]:
    return [
        Case(item, f"{label}-{number}", fixed(with_entry, RawEntry(name, b"x")), code)
        for number, name in enumerate(names, 1)
    ]


UNSAFE_NAMES = (
    b"../../x", b"/abs", b"C:\\x", b"..\\x", b"OEBPS\\..\\..\\x", b"%2e%2e%2fx", b"a/%2E%2E/x",
    b"OEBPS/a\0b", b"OEBPS/dots...", b"OEBPS/dots./x", b"OEBPS/../../x", b"//server/share",
    b"OEBPS/" + b"n" * 300, b"OEBPS/line\nbreak",
)  # fmt: skip
"""Names that some system would take for a place outside; the HTTP layer's tests use them too."""

_ODD_MODES = {
    "symlink": stat.S_IFLNK | 0o777,
    "device": stat.S_IFCHR | 0o666,
    "block": stat.S_IFBLK | 0o666,
    "pipe": stat.S_IFIFO | 0o666,
    "socket": stat.S_IFSOCK | 0o666,
}

_CUTS = (1, 3, 4, 21, 100, 65_536, 131_072, 196_608, 262_144, 327_680)


def cases() -> list[Case]:
    """The table's part for containers."""
    pdf = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n" + b" " * 2000
    page = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
    program = b"MZ" + bytes(58) + b"\x80\0\0\0" + bytes(64) + b"PE\0\0" + bytes(500)
    word = zipped([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")])
    huge = RawEntry(b"OEBPS/a", b"", STORED)
    epub = b"application/epub+zip"
    wrong_root = CONTAINER.format(path="../../outside.opf").encode()
    absolute_root = CONTAINER.format(path="/etc/passwd").encode()
    lost_root = CONTAINER.format(path="OEBPS/nothing.opf").encode()
    table = [
        Case(1, "empty", lambda _: b"", "empty_file"),
        Case(1, "empty-fb2", lambda _: b"", "empty_file", suffix=".fb2"),
        Case(
            2,
            "one-byte-over",
            lambda _: b"PK\x03\x04",
            "too_large",
            sparse=FILE_LIMIT - 3,
            seconds=2,
        ),
        Case(
            2,
            "over-a-lowered-limit",
            lambda _: plain().build(),
            "too_large",
            limits={"file_bytes": 1000},
        ),
        Case(3, "upload-cut-at-99-percent", lambda _: _cut(incompressible(), 0.99), "zip_damaged"),
        Case(4, "the-same-twice", lambda _: plain().build()),
        Case(5, "pdf", lambda _: pdf, "type_mismatch"),
        Case(5, "program", lambda _: program, "type_mismatch"),
        Case(5, "html", lambda _: page, "type_mismatch"),
        Case(5, "html-as-fb2", lambda _: page, "type_mismatch", suffix=".fb2"),
        Case(5, "picture", lambda _: png(), "type_mismatch"),
        Case(5, "plain-text", lambda _: KEPT.encode() * 100, "type_mismatch", suffix=".fb2"),
        Case(5, "noise", lambda _: random.Random(SEED).randbytes(5000), "type_mismatch"),
        Case(5, "zeros", lambda _: bytes(5000), "type_mismatch"),
        Case(5, "word-document", lambda _: word, "no_package"),
        Case(5, "fb2-called-epub", lambda _: Fb2(body=f"<section><p>{KEPT}</p></section>").build()),
        Case(5, "epub-called-fb2", lambda _: plain().build(), suffix=".fb2"),
        Case(6, "html-in-the-archive-comment", lambda _: raw_zip(entries(), comment=page)),
        Case(7, "classic-bomb", lambda _: bomb(), "unpacked_too_large", seconds=2),
        Case(7, "bomb-by-ratio", lambda _: bomb(1), "unpacked_too_large", seconds=2),
        Case(9, "forged-size", lambda _: size_lie(), "zip_size_lie"),
        Case(10, "archive-inside-a-book", lambda _: with_nested_archive()),
        Case(10, "archives-all-the-way-down", lambda _: nested_archive(), "no_package"),
        Case(
            11,
            "a-million-entries",
            lambda _: raw_zip([huge], repeat=1_000_000),
            "too_many_entries",
            seconds=2,
        ),
        Case(
            11,
            "one-entry-too-many",
            lambda _: raw_zip([RawEntry(f"OEBPS/{n}".encode()) for n in range(10_001)]),
            "too_many_entries",
            seconds=2,
        ),
        *_names("name", UNSAFE_NAMES, 12, "unsafe_path"),
        *(
            Case(
                13,
                name,
                fixed(with_entry, RawEntry(b"OEBPS/odd", b"/etc/passwd", mode=mode)),
                "unsafe_entry",
            )
            for name, mode in _ODD_MODES.items()
        ),
        Case(16, "encrypted-chapter", lambda _: spoiled("one.xhtml", flags=ENCRYPTED), "encrypted"),
        Case(16, "encrypted-package", lambda _: spoiled("book.opf", flags=ENCRYPTED), "encrypted"),
        Case(
            17,
            "unknown-method",
            lambda _: spoiled("one.xhtml", method=97),
            "zip_damaged",
            where="one.xhtml",
        ),
        Case(
            17,
            "bad-checksum",
            lambda _: spoiled("one.xhtml", crc=1),
            "zip_damaged",
            where="one.xhtml",
        ),
        Case(
            17,
            "broken-stream",
            lambda _: spoiled("one.xhtml", packed=b"\xff" * 100, packed_size=100),
            "zip_damaged",
            where="one.xhtml",
        ),
        Case(
            17,
            "entry-beyond-the-end",
            lambda _: spoiled("one.xhtml", offset=1 << 30),
            "zip_damaged",
        ),
        *(
            Case(
                18,
                f"cut-after-{cut}",
                fixed(cut_after, cut),
                "zip_damaged" if cut > 3 else "type_mismatch",
                seconds=3,
            )
            for cut in _CUTS
        ),
        Case(19, "no-mimetype", lambda _: without("mimetype"), warns="mimetype"),
        Case(19, "mimetype-last", lambda _: mimetype_last(), warns="mimetype"),
        Case(19, "mimetype-packed", lambda _: mimetype_packed(), warns="mimetype"),
        Case(
            19,
            "mimetype-of-another",
            lambda _: replaced("mimetype", epub + b" \n"),
            warns="mimetype",
        ),
        Case(20, "no-container", lambda _: without("META-INF/container.xml"), "no_package"),
        Case(20, "two-rootfiles", lambda _: two_rootfiles(), warns="several_packages"),
        Case(
            20,
            "rootfile-outside",
            lambda _: replaced("META-INF/container.xml", wrong_root),
            "no_package",
        ),
        Case(
            20,
            "rootfile-absolute",
            lambda _: replaced("META-INF/container.xml", absolute_root),
            "no_package",
        ),
        Case(
            20,
            "rootfile-lost",
            lambda _: replaced("META-INF/container.xml", lost_root),
            "no_package",
        ),
        Case(
            20, "container-empty", lambda _: replaced("META-INF/container.xml", b""), "no_package"
        ),
        Case(
            32,
            "two-books",
            lambda _: zipped([("a.fb2", Fb2().build()), ("b.fb2", Fb2().build())]),
            "multiple_books",
            suffix=".fb2.zip",
        ),
        Case(
            32,
            "bomb-in-fb2-zip",
            lambda _: raw_zip([RawEntry(b"a.fb2", bytes(BOMB_ENTRY), DEFLATED)]),
            "unpacked_too_large",
            suffix=".fb2.zip",
        ),
        Case(
            32,
            "no-book-in-the-zip",
            lambda _: zipped([("readme.txt", b"x")]),
            "no_package",
            suffix=".fb2.zip",
        ),
        Case(32, "empty-archive", lambda _: zipped([]), "no_package", suffix=".fb2.zip"),
    ]
    return table


def _cut(data: bytes, share: float) -> bytes:
    return data[: int(len(data) * share)]


def cut_upload(_: Lure) -> bytes:
    """What a client that drops at 99 % has sent (item 3, for the tests of the upload route)."""
    return _cut(incompressible(), 0.99)
