"""The bytes decide, not the declaration."""

from __future__ import annotations

import pytest

from bookcore.errors import BookError
from bookcore.formats.encoding import decode
from bookcore.formats.limits import DEFAULT_LIMITS
from bookcore.formats.report import Report

PROSE = "<p>Море отошло далеко, и на мокром песке лежали лодки. Было тихо; чайки ходили у самой воды.</p>"


def read(data: bytes) -> tuple[str, set[str]]:
    report = Report(DEFAULT_LIMITS)
    text = decode(data, report)
    return text, {warning.code for warning in report.warnings()}


def declared(name: str) -> str:
    return f'<?xml version="1.0" encoding="{name}"?>' + PROSE


@pytest.mark.parametrize(
    "name",
    ["utf-8", "windows-1251", "koi8-r", "utf-16", "cp866", "iso-8859-5", "x-mac-cyrillic", "UTF-8"],
)
def test_what_is_declared_truly(name: str) -> None:
    codec = "mac-cyrillic" if name.startswith("x-") else name
    text, warnings = read(declared(name).encode(codec))
    assert text == PROSE
    assert warnings <= {"encoding_unknown", "encoding_mismatch"}
    if not name.startswith("x-"):
        assert warnings == set()


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_wide_letters_without_a_mark(codec: str) -> None:
    assert read(declared("utf-16").encode(codec)) == (PROSE, set())


@pytest.mark.parametrize(
    ("said", "real"),
    [
        ("utf-8", "windows-1251"),
        ("utf-8", "koi8-r"),
        ("windows-1251", "koi8-r"),
        ("koi8-r", "windows-1251"),
        ("windows-1251", "utf-8"),
        ("us-ascii", "cp866"),
    ],
)
def test_a_lie_is_seen_and_told(said: str, real: str) -> None:
    assert read(declared(said).encode(real)) == (PROSE, {"encoding_mismatch"})


def test_a_few_stray_bytes_do_not_change_the_encoding() -> None:
    data = declared("utf-8").encode().replace("тихо".encode(), "тихо".encode() + b"\xff")
    text, warnings = read(data)
    assert "чайки ходили" in text
    assert warnings == {"encoding_errors"}


@pytest.mark.parametrize("name", ["utf-7", "UTF7", "unicode_escape", "rot13", "idna", "cp037"])
def test_encodings_nobody_writes_books_in(name: str) -> None:
    with pytest.raises(BookError) as caught:
        read(f'<?xml version="1.0" encoding="{name}"?><p/>'.encode())
    assert caught.value.code == "bad_encoding"


def test_an_unknown_name_is_guessed() -> None:
    assert read(declared("x-nowhere").encode("cp1251"))[0] == PROSE


def test_control_characters_go() -> None:
    assert read(b"<p>a\x00b\x0bc\x1a</p>") == ("<p>abc</p>", {"control_characters"})
