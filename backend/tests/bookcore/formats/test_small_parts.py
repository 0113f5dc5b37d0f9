"""Metadata fields, addresses, titles and the language guess."""

from __future__ import annotations

import pytest

from bookcore.formats import metadata
from bookcore.formats.limits import DEFAULT_LIMITS, Limits
from bookcore.formats.links import classify, web_address
from bookcore.formats.report import Report
from bookcore.formats.titles import is_note_mark, is_note_number, is_note_title, joined
from bookcore.text.language import guess_language


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("a.xhtml#b", "inside"),
        ("#b", "inside"),
        ("http://x/", "web"),
        ("mailto:a@b.example", "web"),
        ("//x/y", "remote"),
        ("ftp://x/", "remote"),
        ("javascript:x", "unsafe"),
        (" jAvA\tscr\nipt:x", "unsafe"),
        ("\u200bvbscript:x", "unsafe"),
        ("data:text/html,x", "unsafe"),
        ("file:///x", "unsafe"),
        ("C:/x", "unsafe"),
    ],
)
def test_addresses(address: str, kind: str) -> None:
    assert classify(address) == kind


def test_web_addresses_are_plain_letters() -> None:
    assert web_address(' https://x/"а"? q=<1>') == "https://x/%22%D0%B0%22?q=%3C1%3E"


def test_metadata_fields() -> None:
    assert metadata.line(" a\n\u202eb\x07\u00ad c ", 20) == "a b c"
    assert metadata.line("x" * 100, 10) == "x" * 9 + "…"
    assert metadata.lines(["a", " ", None, "a", "b"], DEFAULT_LIMITS) == ("a", "b")
    assert metadata.prose("a < b & c", DEFAULT_LIMITS) == "a < b & c"
    assert metadata.prose("<p>a</p><p>b&amp;c</p>", DEFAULT_LIMITS) == "a\nb&c"
    assert [metadata.language(one) for one in ("en-US", "RUS", "Русский", "und", "x y", None)] == [
        "en", "ru", "ru", "", "", "",
    ]  # fmt: skip
    assert [metadata.number(one) for one in ("2", "1,5", "x", None, "nan", "inf")] == [
        2.0, 1.5, None, None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize("label", ["1", "[12]", "*", "{IV}", "a", "[прим. ред.]", "¹", "†", "18/1"])
def test_marks(label: str) -> None:
    assert is_note_mark(label)


@pytest.mark.parametrize("label", ["слово", "see note", "1812 год", "12345"])
def test_words_are_no_marks(label: str) -> None:
    assert not is_note_mark(label)
    assert not is_note_number(label)


def test_titles() -> None:
    assert joined(["Глава 1", "В пути", "", "Что?", "Да"]) == "Глава 1. В пути. Что? Да"
    assert is_note_title("Comment 3")
    assert is_note_title("[7]")
    assert not is_note_title("О море")


def test_warnings_are_told_once_and_counted() -> None:
    report = Report(Limits(warnings_per_code=2))
    for number in (1, 1, 2, 3, 4):
        report.warn("x", "y", str(number))
    assert [(one.message, one.where) for one in report.warnings()] == [
        ("y", "1"), ("y", "2"), ("and 2 more of the same kind", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Он шёл по берегу и не знал, что его ждут за мысом, где лодка.", "ru"),
        ("He walked along the shore and did not know that he was waited for.", "en"),
        ("Він ішов берегом і не знав, що його чекають за мисом, де стоїть човен.", ""),
        ("Er ging am Ufer entlang und wusste nicht, dass man ihn erwartete.", ""),
        ("12345", ""),
    ],
)
def test_language(text: str, language: str) -> None:
    assert guess_language(text) == language
