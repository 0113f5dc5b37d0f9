"""epubcheck finds nothing in any edition: of our own small books and of every corpus book."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from bookcore.edition import Options, write_epub
from bookcore.errors import BookError
from bookcore.formats import open_book
from tests.bookcore.edition.test_edition import BOOKS, parsed, plate, volume

JARS = [Path("/usr/share/java") / name for name in ("epubcheck.jar", "xalan2.jar")]
# Its command takes one book and three seconds to start; Xalan, which comes with it, can call it
# for many books in one Java machine.
SHEET = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:java="http://xml.apache.org/xalan/java" exclude-result-prefixes="java">
  <xsl:output method="text"/>
  <xsl:template match="/books">
    <xsl:for-each select="book">
      <xsl:variable name="file" select="java:java.io.File.new(string(.))"/>
      <xsl:variable name="check" select="java:com.adobe.epubcheck.api.EpubCheck.new($file)"/>
      <xsl:value-of select="concat('VERDICT ', java:doValidate($check), '&#10;')"/>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>"""
pytestmark = pytest.mark.skipif(
    shutil.which("java") is None or not all(jar.exists() for jar in JARS),
    reason="Debian's epubcheck is not installed",
)


def checked(folder: Path, paths: Iterable[Path]) -> dict[str, str]:
    """What epubcheck says of each file, errors and warnings, in one Java machine."""
    books = list(paths)
    (folder / "check.xsl").write_text(SHEET)
    told = "".join(f"<book>{escape(str(path))}</book>" for path in books)
    (folder / "books.xml").write_text(f"<books>{told}</books>")
    run = subprocess.run(
        ["java", "-XX:TieredStopAtLevel=1", "-cp", ":".join(map(str, JARS)),
         "-Djavax.xml.transform.TransformerFactory=org.apache.xalan.processor.TransformerFactoryImpl",
         "org.apache.xalan.xslt.Process", "-IN", "books.xml", "-XSL", "check.xsl"],
        cwd=folder, capture_output=True, text=True, timeout=600, check=True,
    )  # fmt: skip
    verdicts = [line for line in run.stdout.splitlines() if line.startswith("VERDICT ")]
    assert len(verdicts) == len(books), run.stderr
    said = {}
    for path, verdict in zip(books, verdicts, strict=True):
        lines = [line for line in run.stderr.splitlines() if f" {path.name}" in line]
        assert bool(lines) == (verdict != "VERDICT 0"), (verdict, run.stderr)
        said[path.name] = "\n".join(lines[:9])
    return said


def changed(book: Path, out: Path, name: str, old: bytes | None, new: bytes = b"") -> None:
    """A copy of a book without one of its files, or with other words in it."""
    with zipfile.ZipFile(book) as good, zipfile.ZipFile(out, "w") as archive:
        for info in good.infolist():
            data = good.read(info)
            if info.filename == name:
                if old is None:
                    continue
                assert data.count(old) == 1
                data = data.replace(old, new)
            archive.writestr(info, data)


@pytest.mark.timeout(300)
def test_own_books(tmp_path: Path) -> None:
    made = []
    for name, make in BOOKS.items():
        book = parsed(tmp_path, make())
        plates = [plate(c.id, b.start, b.end) for c in book.chapters for b in c.blocks]
        made.append(tmp_path / f"own_{name}.epub")
        write_epub(volume(book, *plates), made[-1], Options(width=300))
    good = tmp_path / "own_fb2_plain.epub"
    # It tells a good book from a bad one, by its package and by the rules of its pages.
    incomplete, doubled = tmp_path / "bad_incomplete.epub", tmp_path / "bad_doubled.epub"
    changed(good, incomplete, "EPUB/nav.xhtml", None)
    changed(good, doubled, "EPUB/text/c0001.xhtml", b'id="plate2"', b'id="plate1"')
    said = checked(tmp_path, [*made, incomplete, doubled])
    assert "nav.xhtml" in said.pop(incomplete.name)
    assert "Duplicate" in said.pop(doubled.name)
    assert {name: words for name, words in said.items() if words} == {}


@pytest.mark.timeout(900)
def test_every_importable_corpus_book(tmp_path: Path, shared: Path) -> None:
    made = []
    for path in sorted((shared / "corpus" / "books").iterdir()):
        try:
            book = open_book(path)
        except BookError:
            continue
        plates = [plate(c.id, b.start, b.end) for c in book.chapters[:9] for b in c.blocks[:3]]
        made.append(tmp_path / f"{len(made):02}_{path.name.split('.')[0]}.epub")
        write_epub(volume(book, *plates), made[-1], Options(width=300))
    assert len(made) >= 14
    said = checked(tmp_path, made)
    assert {name: words for name, words in said.items() if words} == {}
