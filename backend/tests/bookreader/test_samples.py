"""The sample books are what their sources say, and the program reads them without a complaint."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bookcore.formats import open_book
from bookcore.model import Chapter, ParsedBook

BACKEND = Path(__file__).resolve().parents[2]
SAMPLES = BACKEND / "src" / "bookreader" / "library" / "samples"
TOOL = BACKEND / "tools" / "make_samples.py"
FILES = {"ru": "sample_ru.fb2", "en": "sample_en.epub"}
PARTS = 10


@pytest.fixture(scope="module", params=sorted(FILES))
def book(request: pytest.FixtureRequest) -> ParsedBook:
    return open_book(SAMPLES / FILES[request.param])


def _source(language: str) -> list[str]:
    return (SAMPLES / "source" / f"{language}.txt").read_text(encoding="utf-8").splitlines()


def _titles(language: str) -> list[str]:
    return [line[2:].replace("_", "") for line in _source(language) if line.startswith("# ")]


def _parts(book: ParsedBook) -> list[Chapter]:
    titles = set(_titles(book.language))
    return [chapter for chapter in book.chapters if chapter.title in titles]


def test_rebuilding_gives_the_committed_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(TOOL), str(tmp_path)], check=True, capture_output=True)
    for name in FILES.values():
        assert (tmp_path / name).read_bytes() == (SAMPLES / name).read_bytes(), name


def test_epub_begins_with_its_media_type_uncompressed() -> None:
    with zipfile.ZipFile(SAMPLES / FILES["en"]) as archive:
        first = archive.infolist()[0]
        assert first.filename == "mimetype"
        assert first.compress_type == zipfile.ZIP_STORED
        assert archive.read(first) == b"application/epub+zip"


def test_read_without_warnings(book: ParsedBook) -> None:
    assert book.warnings == ()


def test_about_the_book(book: ParsedBook) -> None:
    source = dict(line[1:].split(" ", 1) for line in _source(book.language) if line[:1] == "@")
    assert book.title == source["title"]
    assert book.authors == (source["author"],)
    assert book.annotation.strip() == source["annotation"]
    assert book.cover is None


def test_every_part_once_and_in_order(book: ParsedBook) -> None:
    titles = _titles(book.language)
    assert len(titles) == PARTS
    assert [chapter.title for chapter in _parts(book)] == titles
    assert {chapter.kind for chapter in _parts(book)} == {"chapter"}
    assert [entry.title for entry in book.toc if entry.title in titles] == titles


def test_every_paragraph_of_the_source_stands_in_the_text_once(book: ParsedBook) -> None:
    text = "\n".join(chapter.text for chapter in book.chapters)
    for line in _source(book.language):
        plain = line.lstrip('>"=|~# ').replace("_", "")
        if line[:1] not in "@[*|" and "[^" not in line and len(plain) > 40:
            assert text.count(plain) == 1, plain


def test_notes_stand_where_they_are_referred_to(book: ParsedBook) -> None:
    where = {_number: len(chapter.notes) for _number, chapter in enumerate(_parts(book))}
    assert {number: count for number, count in where.items() if count} == {0: 1, 1: 1, 6: 1, 8: 1}
    for chapter in _parts(book):
        assert [mark.note_id for mark in chapter.marks] == [note.id for note in chapter.notes]
    prologue = _parts(book)[0]
    before = prologue.text[: prologue.marks[0].offset]
    assert before.endswith(("салинг", "crosstrees"))
    assert prologue.notes[0].text.startswith(("Салинг", "The crosstrees"))
    assert not any(chapter.kind == "notes" for chapter in book.chapters)


def test_poem_letter_epigraph_and_subtitle_are_known_for_what_they_are(book: ParsedBook) -> None:
    second = _parts(book)[2]
    verses = [block for block in second.blocks if block.kind == "verse"]
    assert len(verses) == 12
    assert 'class="stanza"' in second.html
    assert 'class="poem"' in second.html
    first = _parts(book)[1]
    assert 'class="cite"' in first.html or 'class="letter"' in first.html
    assert 'class="text-author"' in first.html
    assert any('class="epigraph"' in chapter.html for chapter in book.chapters)
    assert 'class="subtitle"' in _parts(book)[6].html


def test_siblings_tell_the_same_story() -> None:
    russian, english = _source("ru"), _source("en")
    for mark in ("# ", "= ", '" ', "| ", "~ ", "***", "[^"):
        assert sum(line.startswith(mark) for line in russian) == sum(
            line.startswith(mark) for line in english
        ), mark
