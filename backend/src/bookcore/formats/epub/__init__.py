"""EPUB 2 and 3 to the normalised book."""

from __future__ import annotations

from bookcore.errors import BookError
from bookcore.formats.archive import Archive
from bookcore.formats.assemble import assemble
from bookcore.formats.epub.chapters import ChapterMaker
from bookcore.formats.epub.contents import read_contents
from bookcore.formats.epub.cover import find_cover
from bookcore.formats.epub.documents import load_documents
from bookcore.formats.epub.package import CONTAINER, Package, read_package
from bookcore.formats.epub.pictures import Pictures
from bookcore.formats.epub.protection import check_protection
from bookcore.formats.images import ImageStore
from bookcore.formats.limits import Limits
from bookcore.formats.report import Report
from bookcore.formats.spoken import settle_language
from bookcore.model import ParsedBook

_TYPE = b"application/epub+zip"


def looks_like_epub(archive: Archive) -> bool:
    """Whether the archive says in any way that it is an EPUB."""
    return (
        archive.find(CONTAINER) is not None
        or "mimetype" in archive.entries
        or any(name.lower().endswith(".opf") for name in archive.entries)
    )


def read_epub(archive: Archive, limits: Limits) -> ParsedBook:
    """Reads one EPUB container."""
    report = Report(limits)
    package = read_package(archive, limits, report)
    check_protection(archive, package, limits, report)
    _check_mimetype(archive, report)
    images = ImageStore(limits, report)
    pictures = Pictures(archive, images, report)
    documents = load_documents(archive, package, limits, report)
    if not documents:
        raise BookError("nothing_to_read", "no document of the reading order can be read")
    cover = find_cover(package, documents, pictures)
    contents = read_contents(archive, package, limits, report)
    draft = ChapterMaker(package, documents, contents, pictures, cover, report).draft()
    language = settle_language(package.language, draft, report)
    done = assemble(draft, limits, report)
    shown = set(done.images)
    if cover is not None:
        shown.add(cover.sha256)
    return ParsedBook(
        format="epub",
        title=_title(package, draft.chapters[0].title if draft.chapters else ""),
        authors=package.authors,
        language=language,
        series=package.series,
        genres=package.genres,
        annotation=package.annotation,
        cover=cover,
        chapters=done.chapters,
        toc=done.toc,
        images=images.used(shown),
        warnings=report.warnings(),
    )


def _title(package: Package, first: str) -> str:
    return package.title or first


def _check_mimetype(archive: Archive, report: Report) -> None:
    entry = archive.entries.get("mimetype")
    if entry is None:
        report.warn("mimetype", "the archive does not say that it is an EPUB")
        return
    if archive.order[0] is not entry:
        report.warn("mimetype", "the file `mimetype` is not the first")
    if entry.method != 0:
        report.warn("mimetype", "the file `mimetype` is compressed")
    if entry.size > 100 or archive.read("mimetype") != _TYPE:
        report.warn("mimetype", "the file `mimetype` names another type")
