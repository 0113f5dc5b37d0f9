"""An illustrated edition holds the author's text untouched, its plates in their places."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from bookcore.edition import Options, Plate, Volume, write_epub
from bookcore.edition.parcel import options_from_json, volume_from_json
from bookcore.edition.plates import print_own
from bookcore.edition.sketched import short_quote, volume_of
from bookcore.edition.words import words_of
from bookcore.formats import open_book
from bookcore.model import ParsedBook
from bookcore.pictures import xmp_packet
from bookcore.pictures.encoding import xmp_of
from tests.books import make_books

X = {"x": "http://www.w3.org/1999/xhtml", "e": "http://www.idpf.org/2007/ops"}
BOOKS: dict[str, Callable[[], bytes]] = {
    name: getattr(make_books, name)
    for name in (
        "epub2_ncx", "epub3_nav", "nested_contents", "chapters_in_one_file", "epub_notes",
        "epub_typography", "image_only_paragraph", "fb2_plain", "fb2_nested", "fb2_notes",
        "fb2_poetry", "fb2_images", "fb2_table", "fb2_astral",
    )
}  # fmt: skip


def parsed(tmp_path: Path, data: bytes) -> ParsedBook:
    path = tmp_path / ("book.epub" if data[:2] == b"PK" else "book.fb2")
    path.write_bytes(data)
    return open_book(path)


def picture(colour: str = "red", size: tuple[int, int] = (600, 400)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def plate(chapter: str, start: int, end: int, load: Callable[[], bytes] = picture) -> Plate:
    return Plate(chapter, start, end, "alt <words>", "слова & words", "sketch", "painter 1", load)


def volume(book: ParsedBook, *plates: Plate) -> Volume:
    return volume_of(book, "0" * 64, plates)


def pages(path: Path) -> dict[str, etree._Element]:
    with zipfile.ZipFile(path) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if re.search(r"text/c\d+\.xhtml$", name)
        }


def words(page: etree._Element) -> str:
    """The text of a page without plates, notes and note marks."""
    page = etree.fromstring(etree.tostring(page))
    for extra in page.xpath(
        "//x:figure[@class='plate'] | //x:section[@class='notes'] | //x:a[@class='noteref']"
        "| //x:sup[@class='noteref'] | //x:head", namespaces=X,
    ):  # fmt: skip
        tail, before, parent = extra.tail or "", extra.getprevious(), extra.getparent()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(extra)
    return re.sub(r"\s+", "", "".join(page.itertext()))


@pytest.mark.parametrize("name", BOOKS)
def test_the_text_is_untouched_with_a_plate_on_every_paragraph(name: str, tmp_path: Path) -> None:
    book = parsed(tmp_path, BOOKS[name]())
    plates = [plate(c.id, b.start, b.end) for c in book.chapters for b in c.blocks]
    out = tmp_path / "out.epub"
    assert write_epub(volume(book, *plates), out) == len(plates)
    found = pages(out)
    assert len(found) == len(book.chapters)
    for chapter, page in zip(book.chapters, found.values(), strict=True):
        assert words(page) == re.sub(r"[\s\ufffc]+", "", chapter.text)
        figures = page.xpath("//x:figure[@class='plate']", namespaces=X)
        assert len(figures) == len(chapter.blocks)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))


def test_a_plate_stands_after_the_paragraph_its_passage_ends_in(tmp_path: Path) -> None:
    book = parsed(tmp_path, make_books.fb2_plain())
    chapter = next(c for c in book.chapters if len(c.blocks) > 1)
    block = chapter.blocks[1]
    out = tmp_path / "out.epub"
    passage = plate(chapter.id, block.start, block.end - 1)
    write_epub(volume(book, passage), out)
    page = pages(out)[f"EPUB/text/c{book.chapters.index(chapter) + 1:04d}.xhtml"]
    (figure,) = page.xpath("//x:figure[@class='plate']", namespaces=X)
    before = "".join(figure.getprevious().itertext())
    assert before == chapter.text[block.start : block.end]
    image = figure.find("x:img", X)
    assert image.get("alt") == "alt <words>"
    assert "".join(figure.find("x:figcaption", X).itertext()).startswith("слова & words")


def test_every_link_leads_somewhere(tmp_path: Path) -> None:
    for name, make in BOOKS.items():
        out = tmp_path / f"{name}.out.epub"
        write_epub(volume(parsed(tmp_path, make())), out)
        with zipfile.ZipFile(out) as archive:
            names = set(archive.namelist())
            ids = {
                n: set(etree.fromstring(archive.read(n)).xpath("//@id"))
                for n in names if n.endswith(".xhtml")
            }  # fmt: skip
            for n in ids:
                for href in etree.fromstring(archive.read(n)).xpath("//x:a/@href", namespaces=X):
                    if href.startswith(("http", "mailto")):
                        continue
                    file, _, mark = href.partition("#")
                    folder = n.rsplit("/", 1)[0]
                    target = f"{folder}/{file}" if file else n
                    assert target in ids, (name, n, href)
                    assert not mark or mark in ids[target], (name, n, href)
                for src in etree.fromstring(archive.read(n)).xpath("//x:img/@src", namespaces=X):
                    assert f"EPUB/{src.removeprefix('../')}" in names


def test_plates_are_small_grey_and_marked(tmp_path: Path) -> None:
    book = parsed(tmp_path, make_books.fb2_plain())
    out = tmp_path / "out.epub"
    made = volume(book, plate(book.chapters[0].id, 0, 1))
    write_epub(made, out, Options(width=300, grey=True))
    with zipfile.ZipFile(out) as archive:
        data = archive.read("EPUB/plates/p0001.jpg")
        package = archive.read("EPUB/package.opf").decode()
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
    with Image.open(io.BytesIO(data)) as image:
        assert (image.size, image.mode) == ((300, 200), "L")
        assert b"algorithmicMedia" in image.info["xmp"]
    assert "algorithmicMedia" in package
    assert "trainedAlgorithmicMedia" not in package


def test_a_broken_picture_is_left_out(tmp_path: Path) -> None:
    book = parsed(tmp_path, make_books.fb2_plain())
    key = book.chapters[0].id
    out = tmp_path / "out.epub"
    broken = plate(key, 0, 1, lambda: b"no picture")
    assert write_epub(volume(book, broken), out) == 0
    assert write_epub(volume(book, plate("gone", 0, 1)), out) == 0


def test_nothing_is_left_when_writing_fails(tmp_path: Path) -> None:
    book = parsed(tmp_path, make_books.fb2_plain())

    def fail() -> bytes:
        raise RuntimeError("the disk went away")

    made = volume(book, plate(book.chapters[0].id, 0, 1, fail))
    out = tmp_path / "deep.epub"
    with pytest.raises(RuntimeError):
        write_epub(made, out)
    assert not list(tmp_path.glob("deep.epub*"))


def test_the_same_book_gives_the_same_bytes(tmp_path: Path) -> None:
    book = parsed(tmp_path, make_books.epub_notes())
    made = []
    for n in (1, 2):
        out = tmp_path / f"{n}.epub"
        write_epub(volume(book, plate(book.chapters[0].id, 0, 1)), out)
        made.append(out.read_bytes())
    assert made[0] == made[1]


def test_a_volume_can_be_asked_for_in_json(tmp_path: Path) -> None:
    file = tmp_path / "p.png"
    file.write_bytes(picture())
    data = {
        "source_sha256": "0" * 64, "title": "T", "authors": ["A"], "language": "en",
        "annotation": "", "genres": [], "series": ["S", 2], "images": [],
        "cover": {"mime": "image/png", "file": str(file)},
        "chapters": [{
            "id": "c1", "title": "One", "kind": "chapter", "lang": "en",
            "html": '<h1 data-o="0">One</h1><p data-o="4">Text<a class="noteref" data-note="n" data-o="8">1</a></p>',
        }],
        "notes": [{"id": "n", "html": '<p data-o="0">Told.</p>'}],
        "toc": [{"title": "One", "level": 1, "chapter": "c1", "offset": 0}],
        "plates": [{
            "chapter": "c1", "start": 4, "end": 8, "alt": "a", "caption": "c", "maker": "ai",
            "credit": "a model", "file": str(file),
        }],
    }  # fmt: skip
    out = tmp_path / "out.epub"
    options = options_from_json({"width": 500, "grey": False, "now": "2026-02-03T04:05:06+00:00"})
    assert write_epub(volume_from_json(data), out, options) == 1
    (page,) = pages(out).values()
    (aside,) = page.xpath("//x:aside[@e:type='footnote']", namespaces=X)
    assert "".join(aside.itertext()) == "Told."
    assert page.xpath("//x:a[@e:type='noteref']/@href", namespaces=X) == [f"#{aside.get('id')}"]
    with zipfile.ZipFile(out) as archive:
        package = archive.read("EPUB/package.opf").decode()
        credits_page = archive.read("EPUB/text/credits.xhtml").decode()
    assert "trainedAlgorithmicMedia" in package
    assert "2026-02-03T04:05:06Z" in package
    assert "a model" in credits_page


@pytest.mark.parametrize("width", [0, 199, 5000])
def test_sizes_out_of_bounds_are_refused(width: int) -> None:
    with pytest.raises(ValueError, match="width"):
        Options(width=width)


def test_a_caption_is_cut_at_a_word() -> None:
    assert short_quote("one two", 100) == "one two"
    assert short_quote("one two, three", 9) == "one two…"
    assert short_quote("One two. Three", 9) == "One two…"
    assert short_quote("before \ufffc after") == "before after"


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_a_models_picture_says_so_in_file_caption_credits_and_package(
    tmp_path: Path, kind: str
) -> None:
    book = parsed(tmp_path, make_books.epub_notes())
    original = io.BytesIO()
    Image.new("RGB", (900, 600), "#7a4a2e").save(original, kind)
    chapter = book.chapters[0]
    by_model = Plate(
        chapter.id,
        0,
        5,
        "a place: words",
        "words",
        "ai",
        "Studio (tiny-model-2)",
        original.getvalue,
    )
    out = tmp_path / "out.epub"
    options = Options(width=600, grey=True)
    assert write_epub(volume(book, by_model, plate(chapter.id, 0, 5)), out, options) == 2
    with zipfile.ZipFile(out) as archive:
        package = archive.read("EPUB/package.opf").decode()
        credits_page = archive.read("EPUB/text/credits.xhtml").decode()
        text = "".join(archive.read(n).decode() for n in archive.namelist() if "text/c0" in n)
        drawn, sketch = (archive.read(f"EPUB/plates/p000{n}.jpg") for n in (1, 2))
    with Image.open(io.BytesIO(drawn)) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "L", (600, 400))
    assert b"trainedAlgorithmicMedia" in drawn
    assert b"trainedAlgorithmicMedia" not in sketch
    assert b"algorithmicMedia" in sketch
    assert b"Studio (tiny-model-2)" in drawn
    for told in (package, credits_page):
        assert "Studio (tiny-model-2)" in told
    words = words_of(book.language)
    assert f">{words.model}<" in text
    assert f">{words.sketch}<" in text
    assert package.count("digitalsourcetype/") == 2


def test_an_image_that_e_books_cannot_hold_keeps_what_it_tells_of_its_making() -> None:
    for xmp in (xmp_packet("algorithmic", "a painter"), b"\xff not text", b""):
        out = io.BytesIO()
        Image.new("RGB", (60, 90), "grey").save(out, "WEBP", xmp=xmp)
        printed = print_own(out.getvalue(), "image/webp")
        with Image.open(io.BytesIO(printed.data)) as image:
            image.load()
            assert (image.format, image.size) == ("PNG", (60, 90))
            assert xmp_of(image) == xmp.decode("utf-8", "ignore").encode()
