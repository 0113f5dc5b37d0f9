"""Each small book of ours comes out exactly as it was meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from bookcore.formats import open_book
from bookcore.model import Chapter, ParsedBook
from tests.hostile.vocabulary import violations

from . import make_books as books
from .make_books import DOOR, EVENING, MORNING, ВЕЧЕР, САД, УТРО

ALL: dict[str, tuple[Callable[[], bytes], str]] = {
    "epub2_ncx": (books.epub2_ncx, ".epub"),
    "epub3_nav": (books.epub3_nav, ".epub"),
    "nested_contents": (books.nested_contents, ".epub"),
    "chapters_in_one_file": (books.chapters_in_one_file, ".epub"),
    "chapter_over_files": (books.chapter_over_files, ".epub"),
    "epub_notes": (books.epub_notes, ".epub"),
    "whole_epub": (books.whole_epub, ".epub"),
    "epub_typography": (books.epub_typography, ".epub"),
    "image_only_paragraph": (books.image_only_paragraph, ".epub"),
    "without_contents": (books.without_contents, ".epub"),
    "fb2_plain": (books.fb2_plain, ".fb2"),
    "fb2_lying": (books.fb2_lying_declaration, ".fb2"),
    "fb2_zipped": (books.fb2_zipped, ".fb2.zip"),
    "fb2_nested": (books.fb2_nested, ".fb2"),
    "fb2_notes": (books.fb2_notes, ".fb2"),
    "fb2_whole": (books.fb2_whole, ".fb2"),
    "fb2_whole_zipped": (books.fb2_whole_zipped, ".fb2.zip"),
    "fb2_poetry": (books.fb2_poetry, ".fb2"),
    "fb2_images": (books.fb2_images, ".fb2"),
    "fb2_table": (books.fb2_table, ".fb2"),
    "fb2_astral": (books.fb2_astral, ".fb2"),
    "fb2_huge_section": (books.fb2_huge_section, ".fb2"),
}


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes, str], ParsedBook]:
    def one(data: bytes, suffix: str) -> ParsedBook:
        path = tmp_path / f"book{suffix}"
        path.write_bytes(data)
        return open_book(path)

    return one


Read = Callable[[bytes, str], ParsedBook]


def titles(book: ParsedBook) -> list[str]:
    return [chapter.title for chapter in book.chapters]


def contents(book: ParsedBook) -> list[tuple[int, str]]:
    return [(entry.level, entry.title) for entry in book.toc]


def warnings(book: ParsedBook) -> set[str]:
    return {warning.code for warning in book.warnings}


def blocks(chapter: Chapter) -> list[tuple[str, str]]:
    return [(one.kind, chapter.text[one.start : one.end]) for one in chapter.blocks]


# what holds of every book


@pytest.mark.parametrize("name", sorted(ALL))
def test_offsets_blocks_and_markup_agree(name: str, read: Read) -> None:
    make, suffix = ALL[name]
    book = read(make(), suffix)
    assert len({chapter.id for chapter in book.chapters}) == len(book.chapters)
    for chapter in book.chapters:
        assert violations(chapter.html) == []
        _blocks_cover(chapter)
        _markup_says_the_text(chapter)
        for note in chapter.notes:
            assert violations(note.html) == []
        known = {note.id for note in chapter.notes}
        for mark in chapter.marks:
            assert 0 <= mark.offset <= len(chapter.text)
            assert mark.note_id in known
    by_id = {chapter.id: chapter for chapter in book.chapters}
    for entry in book.toc:
        assert 0 <= entry.offset <= len(by_id[entry.chapter].text)


@pytest.mark.parametrize("name", sorted(ALL))
def test_reading_is_deterministic(name: str, read: Read) -> None:
    make, suffix = ALL[name]
    assert make() == make()
    assert read(make(), suffix) == read(make(), suffix)


def _blocks_cover(chapter: Chapter) -> None:
    position = 0
    for number, block in enumerate(chapter.blocks):
        if number:
            assert chapter.text[position] == "\n"
            position += 1
        assert block.start == position
        assert block.end >= block.start
        assert block.source
        position = block.end
    assert position == len(chapter.text)


def _markup_says_the_text(chapter: Chapter) -> None:
    """The client's walk: from each `data-o`, the text nodes, breaks and images, less note marks."""
    root = html.fragments_fromstring(f"<div>{chapter.html}</div>")[0]
    seen = []
    for element in root.iter():
        offset = element.get("data-o")
        if offset is None or "noteref" in (element.get("class") or ""):
            continue
        start = int(offset)
        words = _words(element)
        assert chapter.text[start : start + len(words)] == words
        seen.append(start)
    # An empty block (a rule) may share its start with the next one's.
    assert seen == [block.start for block in chapter.blocks]


def _words(element: html.HtmlElement) -> str:
    parts = [element.text or ""]
    for inner in element:
        if inner.tag == "br":
            parts.append("\n")
        elif inner.tag == "img":
            parts.append("\ufffc")
        elif "noteref" not in (inner.get("class") or "") and inner.get("data-o") is None:
            parts.append(_words(inner))
        parts.append(inner.tail or "" if inner.get("data-o") is None or inner.tag == "a" else "")
    return "".join(parts)


# EPUB


def test_epub2(read: Read) -> None:
    book = read(books.epub2_ncx(), ".epub")
    assert (book.format, book.title, book.language) == ("epub", "Harbour & Fog", "en")
    assert book.authors == ("Ann Author", "Ben Writer")
    assert book.series is not None
    assert (book.series.name, book.series.index) == ("Harbours", 2.0)
    assert book.genres == ("Sea stories",)
    assert book.annotation == "Two days by the sea."
    assert book.cover is not None
    assert (book.cover.mime, book.cover.width, book.cover.height) == ("image/png", 60, 90)
    assert titles(book) == ["Morning", "Evening"]
    assert [one.text for one in book.chapters] == [f"Morning\n{MORNING}", f"Evening\n{EVENING}"]
    assert contents(book) == [(1, "Morning"), (1, "Evening")]
    assert warnings(book) == set()


def test_epub3(read: Read) -> None:
    book = read(books.epub3_nav(), ".epub")
    assert (book.title, book.language, book.authors) == ("Река", "ru", ("Анна Речная",))
    assert book.series is not None
    assert (book.series.name, book.series.index) == ("Речные повести", 3.0)
    assert book.cover is not None
    assert titles(book) == ["Утро", "Вечер"]
    assert [one.kind for one in book.chapters] == ["chapter", "chapter"]
    assert [one.lang for one in book.chapters] == ["ru", "ru"]
    assert blocks(book.chapters[1]) == [("heading", "Вечер"), ("paragraph", ВЕЧЕР)]


def test_nested_contents(read: Read) -> None:
    book = read(books.nested_contents(), ".epub")
    assert titles(book) == [
        "Prologue", "Part One", "The Wall", "The Gulls", "Part Two", "The Fog", "Epilogue",
    ]  # fmt: skip
    assert [one.level for one in book.chapters] == [1, 1, 2, 2, 1, 2, 1]
    kinds = {one.title: one.kind for one in book.chapters}
    assert kinds["Part One"] == kinds["Part Two"] == "part"
    assert kinds["The Wall"] == kinds["The Fog"] == "chapter"
    assert contents(book) == [
        (1, "Prologue"), (1, "Part One"), (2, "The Wall"), (2, "The Gulls"),
        (1, "Part Two"), (2, "The Fog"), (1, "Epilogue"),
    ]  # fmt: skip


def test_several_chapters_in_one_file(read: Read) -> None:
    book = read(books.chapters_in_one_file(), ".epub")
    assert [one.text for one in book.chapters] == [
        f"First\n{MORNING}", f"Second\n{EVENING}", f"Third\n{DOOR}",
    ]  # fmt: skip
    assert [entry.offset for entry in book.toc] == [0, 0, 0]


def test_one_chapter_over_several_files(read: Read) -> None:
    book = read(books.chapter_over_files(), ".epub")
    assert [one.text for one in book.chapters] == [
        f"Long Day\n{MORNING}\n{DOOR}\n{EVENING}", f"Next Day\n{MORNING}",
    ]  # fmt: skip
    sources = [block.source.split(":")[0] for block in book.chapters[0].blocks]
    assert len(set(sources)) == 3, "each block keeps the file it came from"


def test_epub_notes(read: Read) -> None:
    book = read(books.epub_notes(), ".epub")
    assert titles(book) == ["One", "Two"]
    one, two = book.chapters
    assert one.text == "One\nThe gulls sat along the wall."
    assert [(mark.offset, mark.label) for mark in one.marks] == [(len("One\nThe gulls"), "1")]
    assert [note.text for note in one.notes] == ["Grey ones, mostly."]
    assert [note.text for note in two.notes] == ["It was in spring."]
    assert two.text == "Two\nThe flood came."


def test_typography(read: Read) -> None:
    book = read(books.epub_typography(), ".epub")
    shapes, target = book.chapters
    assert blocks(shapes) == [
        ("heading", "Shapes"),
        ("paragraph", "One two three\nfour\u00a0five sixteen"),
        ("rule", ""),
        ("item", "first item"),
        ("item", "second item"),
        ("cell", "Tide"),
        ("cell", "Hour"),
        ("cell", "high"),
        ("cell", "six"),
        ("paragraph", "Nobody came."),
        ("paragraph", "Quoted words."),
        ("paragraph", "H2O and x2, a link, inside."),
    ]
    assert '<span class="dropcap">N</span>obody' in shapes.html
    assert 'href="https://example.org/a"' in shapes.html
    spot = target.text.index("The spot.")
    assert f'<a data-chapter="{target.id}" data-offset="{spot}">inside</a>' in shapes.html


def test_images(read: Read) -> None:
    book = read(books.image_only_paragraph(), ".epub")
    (chapter,) = book.chapters
    assert chapter.text.startswith(f"Plates\n{MORNING}\n\ufffc\n")
    assert chapter.text.count("\ufffc") == 2
    assert ("caption", "The wall.") in blocks(chapter)
    assert {(image.width, image.height) for image in book.images} == {(40, 20), (30, 60)}
    shown = re.findall(r'data-image="(\w+)" width="(\d+)" height="(\d+)"', chapter.html)
    assert [(int(w), int(h)) for _, w, h in shown] == [(40, 20), (30, 60)]
    assert 'alt="A gull"' in chapter.html
    assert any("gone.png" in warning.where + warning.message for warning in book.warnings)


def test_without_contents(read: Read) -> None:
    book = read(books.without_contents(), ".epub")
    assert titles(book) == ["Morning", "Evening"]
    assert contents(book) == [(1, "Morning"), (1, "Evening")]


# FB2


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "koi8-r", "utf-16"])
def test_fb2_in_every_encoding(encoding: str, read: Read) -> None:
    book = read(books.fb2_plain(encoding), ".fb2")
    assert (book.format, book.title, book.language) == ("fb2", "Старая мельница", "ru")
    assert book.authors == ("Анна Речная",)
    assert book.series is not None
    assert (book.series.name, book.series.index) == ("Река", 1.0)
    assert book.genres == ("prose_classic",)
    assert book.annotation == "Повесть о реке."
    assert [one.text for one in book.chapters] == [
        f"Глава первая\n{УТРО}", f"Глава вторая\n{ВЕЧЕР}",
    ]  # fmt: skip
    assert warnings(book) == set()


def test_fb2_that_lies_about_its_encoding(read: Read) -> None:
    book = read(books.fb2_lying_declaration(), ".fb2")
    assert titles(book) == ["Глава первая", "Глава вторая"]
    assert "encoding_mismatch" in warnings(book)


@pytest.mark.parametrize("suffix", [".fb2.zip", ".fbz", ".zip"])
def test_fb2_zipped(suffix: str, read: Read) -> None:
    book = read(books.fb2_zipped(), suffix)
    assert (book.format, titles(book)) == ("fb2", ["Глава первая", "Глава вторая"])


def test_fb2_nested(read: Read) -> None:
    book = read(books.fb2_nested(), ".fb2")
    named = [(one.title, one.level) for one in book.chapters if one.title]
    assert named == [
        ("Часть первая", 1), ("Мост", 2), ("Сад", 2), ("Колодец", 3), ("Скамья", 3),
    ]  # fmt: skip
    assert book.chapters[0].text == ВЕЧЕР, "what stands before the first title is kept"
    assert next(one for one in book.chapters if one.title == "Часть первая").kind == "part"
    everything = "\n".join(one.text for one in book.chapters)
    assert everything.count(САД) == 2


def test_fb2_notes(read: Read) -> None:
    book = read(books.fb2_notes(), ".fb2")
    first, second, *rest = book.chapters
    assert first.text == f"Первая\nМельница стояла.\n{САД}"
    assert [mark.offset for mark in first.marks] == [len("Первая\nМельница")]
    assert [note.text for note in first.notes] == ["Водяная, в два этажа."]
    assert first.marks[0].note_id == second.marks[0].note_id
    assert [one.kind for one in rest] == ["notes"]
    assert "Никому не нужная заметка." in rest[0].text
    assert "Водяная" not in rest[0].text


def test_fb2_poetry(read: Read) -> None:
    book = read(books.fb2_poetry(), ".fb2")
    (chapter,) = book.chapters
    said = blocks(chapter)
    assert said[0] == ("heading", "Стихи")
    verses = [words for kind, words in said if kind == "verse"]
    assert verses == ["Тихо мелет жернов,", "тихо спит река.", "Кто там, у запруды?"]
    for words in ("Вода всё помнит.", "Мельник", "* * *", "Мука будет к среде.", "Записка", ВЕЧЕР):
        assert words in [one for _, one in said]
    for name in ("poem", "stanza", "epigraph", "cite", "text-author", "subtitle"):
        assert re.search(rf'class="[^"]*\b{name}\b', chapter.html), name
    assert "Песня" not in titles(book)


def test_fb2_images(read: Read) -> None:
    book = read(books.fb2_images(), ".fb2")
    (chapter,) = book.chapters
    assert book.cover is not None
    assert (book.cover.width, book.cover.height) == (60, 90)
    assert f"Plates\n{MORNING}\n\ufffc\nA gull \ufffc here." in chapter.text
    assert {(image.width, image.height) for image in book.images} >= {(40, 20), (16, 16)}
    assert any("nothing.png" in warning.where + warning.message for warning in book.warnings)


def test_fb2_table(read: Read) -> None:
    book = read(books.fb2_table(), ".fb2")
    (chapter,) = book.chapters
    cells = [words for kind, words in blocks(chapter) if kind == "cell"]
    assert cells == ["Tide", "Hour", "high", "six"]
    assert "<strong>Bold</strong>, <em>slanted</em>, x<sup>2</sup>" in chapter.html


def test_characters_beyond_the_basic_plane(read: Read) -> None:
    book = read(books.fb2_astral(), ".fb2")
    (chapter,) = book.chapters
    line = "\U0001d4d0 boat \U0001f6a3\u200d\u2640\ufe0f and e\u0301"
    assert chapter.text == f"Signs\n{line} went."
    assert chapter.marks[0].offset == len(f"Signs\n{line}"), "counted in code points"
    assert chapter.notes[0].text == "\U0001f30a"


def test_a_huge_section_is_split_without_loss(read: Read) -> None:
    book = read(books.fb2_huge_section(), ".fb2")
    assert len(book.chapters) >= 3
    assert all(len(one.text) <= 100_000 for one in book.chapters)
    lines = [line for one in book.chapters for line in one.text.split("\n")]
    numbers = [int(line.split(".")[0]) for line in lines if line[:1].isdigit()]
    assert numbers == list(range(books.HUGE_PARAGRAPHS))
    assert contents(book)[0] == (1, "Endless")
