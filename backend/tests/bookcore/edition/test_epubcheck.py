"""epubcheck finds nothing in any edition: of our own small books and of every corpus book."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from bookcore.edition import Options, write_epub
from bookcore.errors import BookError
from bookcore.formats import open_book
from tests.bookcore.edition.test_edition import BOOKS, parsed, plate, volume

CORPUS = Path(__file__).resolve().parents[5] / "shared" / "corpus" / "books"
JAR = Path("/usr/bin/epubcheck")
CHECKED = (
    "nested_contents", "epub_notes", "epub_typography", "fb2_nested", "fb2_notes", "fb2_poetry",
    "fb2_images", "fb2_table", "fb2_astral",
)  # fmt: skip
pytestmark = pytest.mark.skipif(
    shutil.which("java") is None or not JAR.exists(), reason="Debian's epubcheck is not installed"
)


def checked(*paths: Path) -> str:
    """What epubcheck says of all the files in one run of its machine."""
    said = []
    for path in paths:
        run = subprocess.run(
            ["java", "-Xshare:auto", "-jar", str(JAR), "-q", str(path)],
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        if run.returncode:
            said.append(f"{path.name}: {run.stdout[:800]}{run.stderr[:800]}")
    return "\n".join(said)


def test_epubcheck_tells_a_good_book_from_a_bad_one(tmp_path: Path) -> None:
    out = tmp_path / "good.epub"
    write_epub(volume(parsed(tmp_path, BOOKS["epub_notes"]())), out)
    assert checked(out) == ""
    bad = tmp_path / "bad.epub"
    with zipfile.ZipFile(out) as good, zipfile.ZipFile(bad, "w") as archive:
        for info in good.infolist():
            if info.filename != "EPUB/nav.xhtml":
                archive.writestr(info, good.read(info))
    assert "nav.xhtml" in checked(bad)


@pytest.mark.parametrize("name", CHECKED)
def test_own_books(name: str, tmp_path: Path) -> None:
    book = parsed(tmp_path, BOOKS[name]())
    plates = [plate(c.id, b.start, b.end) for c in book.chapters for b in c.blocks]
    out = tmp_path / "out.epub"
    write_epub(volume(book, *plates), out, Options(width=300))
    assert checked(out) == ""


@pytest.mark.timeout(600)
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared books are not beside the checkout")
def test_every_importable_corpus_book(tmp_path: Path) -> None:
    made = []
    for path in sorted(CORPUS.iterdir()):
        try:
            book = open_book(path)
        except BookError:
            continue
        plates = [plate(c.id, b.start, b.end) for c in book.chapters[:9] for b in c.blocks[:3]]
        out = tmp_path / f"{path.name.split('.')[0]}.epub"
        write_epub(volume(book, *plates), out, Options(width=300))
        made.append(out)
    assert len(made) >= 14
    assert checked(*made) == ""
