"""The fifteen real and made books beside the checkout, and how fast they are read."""

from __future__ import annotations

import re
import time
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from bookcore.errors import BookError
from bookcore.formats import open_book
from bookcore.model import ParsedBook

from .reading import assert_sound

pytestmark = pytest.mark.shared

_BROKEN = "fb2document_test_invalid.fb2"
_BOOKS = (
    "fb2document_test_1.fb2",
    "idpf_childrens-literature.epub",
    "idpf_georgia-cfi.epub",
    "idpf_internallinks.epub",
    "idpf_moby-dick.epub",
    "made_chekhov_duel.fb2",
    "made_gogol_taras_bulba.epub",
    "made_gorky_detstvo.fb2.zip",
    "made_tolstoy_hadji_murat_cp1251.fb2",
    "made_tolstoy_kazaki.epub",
    "se_great_gatsby.epub",
    "se_heart_of_darkness.epub",
    "se_treasure_island.epub",
    "se_war_of_the_worlds.epub",
)
_MADE = {
    "made_chekhov_duel.fb2": ("chekhov_duel", 21),
    "made_gogol_taras_bulba.epub": ("gogol_taras_bulba", 12),
    "made_gorky_detstvo.fb2.zip": ("gorky_detstvo", 13),
    "made_tolstoy_hadji_murat_cp1251.fb2": ("tolstoy_hadji_murat", None),
    "made_tolstoy_kazaki.epub": ("tolstoy_kazaki", 42),
}
_SECONDS = 2.0


def opened(shared: Path, name: str) -> ParsedBook:
    return open_book(shared / "corpus" / "books" / name)


def chapters_of_kind(book: ParsedBook, *kinds: str) -> list[str]:
    return [one.title for one in book.chapters if one.kind in kinds]


def words(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def test_all_books_are_named_here(shared: Path) -> None:
    assert sorted(path.name for path in (shared / "corpus" / "books").iterdir()) == sorted(
        (*_BOOKS, _BROKEN)
    )


def test_the_broken_one_is_refused_with_its_line(shared: Path) -> None:
    with pytest.raises(BookError, match=r"line 245, column \d+") as caught:
        opened(shared, _BROKEN)
    assert caught.value.code == "xml_damaged"


@pytest.mark.parametrize("name", _BOOKS)
def test_markup_text_and_contents_agree(shared: Path, name: str) -> None:
    started = time.process_time()
    book = opened(shared, name)
    assert time.process_time() - started < _SECONDS
    assert_sound(book)
    assert book.title
    assert book.cover is not None
    assert len({words(one.text) for one in book.chapters if len(one.text) > 500}) == sum(
        len(one.text) > 500 for one in book.chapters
    ), "a chapter stands twice"


@pytest.mark.parametrize("name", sorted(_MADE))
def test_made_books_hold_the_whole_text_in_order(shared: Path, name: str) -> None:
    source, count = _MADE[name]
    book = opened(shared, name)
    chapters = [one for one in book.chapters if one.kind == "chapter"]
    if count is not None:
        assert len(chapters) == count
    lines = (shared / "corpus" / "ru" / f"{source}.txt").read_text("utf-8").split("\n")
    original = "".join(words(line) for line in lines if not line.startswith("#"))
    said = "".join(words(one.text) for one in chapters)
    at = original.find(said[:40])
    assert 0 <= at < 200
    # Not one letter more or less from the first chapter's heading to the end.
    assert said == original[at : at + len(said)]
    assert len(said) > 0.98 * len(original)


def test_made_notes_stand_at_their_marks(shared: Path) -> None:
    book = opened(shared, "made_chekhov_duel.fb2")
    first = book.chapters[1]
    assert first.notes[0].text == "Примечание для проверки сносок."
    assert first.text[: first.marks[0].offset].endswith("пятьсот в зубы")
    assert chapters_of_kind(book, "notes") == []
    file = (shared / "corpus" / "books" / "made_chekhov_duel.fb2").read_text("utf-8")
    assert sum(len(one.marks) for one in book.chapters) == file.count('type="note"')


def test_parts_over_chapters(shared: Path) -> None:
    book = opened(shared, "made_gorky_detstvo.fb2.zip")
    assert chapters_of_kind(book, "part") == ["Часть первая", "Часть вторая"]
    assert [one.level for one in book.chapters if one.kind == "chapter"] == [2] * 13
    assert book.chapters[1].text == "Часть первая\nЭпиграф к первой части.\nАвтор эпиграфа"


def test_standard_ebooks_front_and_back(shared: Path) -> None:
    book = opened(shared, "se_treasure_island.epub")
    assert chapters_of_kind(book, "front") == [
        "Titlepage", "Imprint", "To the Hesitating Purchaser", "Dedication", "Treasure Island",
    ]  # fmt: skip
    assert chapters_of_kind(book, "back") == ["Colophon", "Uncopyright"]
    assert len(chapters_of_kind(book, "part")) == 6
    assert len(chapters_of_kind(book, "chapter")) == 34
    (noted,) = [one for one in book.chapters if one.notes]
    assert noted.title == "XXI: The Attack"
    assert noted.notes[0].text.startswith("The mutineers were soon only eight")
    assert not any("Endnotes" in one.title for one in book.chapters)


def test_moby_dick_is_whole(shared: Path) -> None:
    book = opened(shared, "idpf_moby-dick.epub")
    titles = chapters_of_kind(book, "chapter")
    assert len(titles) == 136
    assert [int(one.split()[1].strip(".")) for one in titles[:-1]] == list(range(1, 136))
    assert titles[-1] == "Epilogue"
    assert chapters_of_kind(book, "back") == ["Copyright Page"]
    assert {one.code for one in book.warnings} == {"cover_page_dropped", "contents_page_dropped"}


def test_declared_notes_of_one_page(shared: Path) -> None:
    book = opened(shared, "idpf_georgia-cfi.epub")
    assert sum(len(one.marks) for one in book.chapters) == 24
    assert len({note.text for one in book.chapters for note in one.notes}) == 15
    assert chapters_of_kind(book, "notes") == []


def test_links_and_notes_in_japanese(shared: Path) -> None:
    book = opened(shared, "idpf_internallinks.epub")
    assert book.language == "ja"
    assert "[1]" not in "".join(one.text for one in book.chapters)
    assert any(
        note.text == "Best practices in ePub cover images"
        for one in book.chapters
        for note in one.notes
    )
    assert "注釈一覧" not in chapters_of_kind(book, "chapter", "notes")


def test_a_long_novel_made_into_fb2(shared: Path, tmp_path: Path) -> None:
    lines = (
        (shared / "corpus" / "ru" / "dostoevsky_prestuplenie.txt").read_text("utf-8").split("\n")
    )
    body = "".join(
        f"<p>{escape(line)}</p>\n" for line in lines if line and not line.startswith("#")
    )
    path = tmp_path / "book.fb2"
    path.write_text(
        '<?xml version="1.0" encoding="utf-8"?>'
        '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description><title-info>'
        "<book-title>Преступление и наказание</book-title><lang>ru</lang></title-info></description>"
        f"<body><section>{body}</section></body></FictionBook>",
        "utf-8",
    )
    started = time.process_time()
    book = open_book(path)
    assert time.process_time() - started < _SECONDS
    assert max(len(one.text) for one in book.chapters) <= 100_000
    assert words("".join(one.text for one in book.chapters)) == words(re.sub(r"<[^>]+>", "", body))
