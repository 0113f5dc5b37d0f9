"""The archive reader believes the directory only after judging it."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile

import pytest

from bookcore.errors import BookError
from bookcore.formats.archive import Archive, join
from bookcore.formats.limits import DEFAULT_LIMITS, Limits


def packed(*files: tuple[str, bytes], stored: bool = False) -> bytes:
    buffer = io.BytesIO()
    kind = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(buffer, "w", kind) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return buffer.getvalue()


def refused(data: bytes, limits: Limits = DEFAULT_LIMITS) -> str:
    with pytest.raises(BookError) as caught:
        read_all(data, limits)
    return caught.value.code


def read_all(data: bytes, limits: Limits) -> None:
    archive = Archive(data, limits)
    for name in archive.entries:
        archive.read(name)


def test_reads_what_the_standard_library_wrote() -> None:
    files = (("a/b.txt", "Прилив\n".encode() * 900), ("пустой.txt", b""), ("big", bytes(300_000)))
    for stored in (True, False):
        archive = Archive(packed(*files, stored=stored), DEFAULT_LIMITS)
        assert {name: archive.read(name) for name in archive.entries} == dict(files)


def test_bytes_before_the_archive_shift_all_offsets() -> None:
    archive = Archive(b"<html>not only a page</html>" + packed(("x", b"inside")), DEFAULT_LIMITS)
    assert archive.read("x") == b"inside"


def test_zip64_sizes_are_read() -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("x", "w", force_zip64=True) as entry,
    ):
        entry.write(b"inside" * 100)
    assert Archive(buffer.getvalue(), DEFAULT_LIMITS).read("x") == b"inside" * 100


def test_names_are_found_whatever_their_case_and_composition() -> None:
    archive = Archive(packed(("Images/\u0439.png", b"1")), DEFAULT_LIMITS)
    assert archive.find("images/\u0438\u0306.PNG") == "Images/\u0439.png"
    assert archive.find("images/other.png") is None


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "a/../../x",
        "/x",
        "C:\\x",
        "a\\..\\x",
        "%2e%2e%2fx",
        "a/./x",
        "a//x",
        "x.",
        "x ",
        "a\x01b",
    ],
)
def test_paths_that_leave(name: str) -> None:
    assert refused(packed((name, b"1"))) == "unsafe_path"


def test_honest_names_pass() -> None:
    names = ["a..b.xhtml", "..a", "Глава 1.xhtml", "100%.xhtml", "a b/c.d.e"]
    archive = Archive(packed(*((name, b"1") for name in names)), DEFAULT_LIMITS)
    assert sorted(archive.entries) == sorted(names)


@pytest.mark.parametrize("other", ["A.xhtml", "a.xhtml"])
def test_two_files_of_one_name(other: str) -> None:
    with warnings.catch_warnings():
        # The standard library warns of the double that the test wants.
        warnings.simplefilter("ignore")
        data = packed(("a.xhtml", b"1"), (other, b"2"))
    assert refused(data) == "ambiguous_entry"


def test_caps_are_judged_before_anything_is_unpacked() -> None:
    two = packed(("a", b"x" * 600), ("b", b"y" * 600))
    assert refused(two, Limits(unpacked_bytes=1_000)) == "unpacked_too_large"
    assert refused(two, Limits(entry_bytes=500)) == "unpacked_too_large"
    assert refused(two, Limits(entries=1)) == "too_many_entries"
    assert (
        refused(packed(("a", bytes(100_000))), Limits(ratio_from_bytes=10_000))
        == "unpacked_too_large"
    )


def test_a_directory_that_lies_about_a_size() -> None:
    data = packed(("a", b"x" * 5_000))
    smaller = data.replace(struct.pack("<I", 5_000), struct.pack("<I", 4_000))
    larger = data.replace(struct.pack("<I", 5_000), struct.pack("<I", 6_000))
    assert refused(smaller) == "zip_size_lie"
    assert refused(larger) == "zip_damaged"


def test_damage_names_the_file() -> None:
    data = bytearray(packed(("first", b"x"), ("hurt", b"plain words"), stored=True))
    at = data.index(b"plain words")
    data[at] ^= 1
    with pytest.raises(BookError) as caught:
        Archive(bytes(data), DEFAULT_LIMITS).read("hurt")
    assert (caught.value.code, caught.value.where) == ("zip_damaged", "hurt")


def test_every_cut_is_noticed() -> None:
    data = packed(("a", b"words " * 500), ("b", b"more"))
    for cut in range(1, len(data), 7):
        assert refused(data[:cut]) == "zip_damaged"


@pytest.mark.parametrize(
    ("base", "reference", "name"),
    [
        ("OPS/a.opf", "b.xhtml", "OPS/b.xhtml"),
        ("OPS/a.opf", "../b.xhtml", "b.xhtml"),
        ("OPS/a.opf", "../../b.xhtml", None),
        ("", "a/./b", "a/b"),
        ("x/y/z", "", "x/y"),
    ],
)
def test_join(base: str, reference: str, name: str | None) -> None:
    assert join(base, reference) == name
