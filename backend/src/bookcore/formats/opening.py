"""A book's format by its bytes, whatever its name says."""

from __future__ import annotations

from pathlib import Path

from bookcore.errors import BookError
from bookcore.formats.archive import Archive, find_end
from bookcore.formats.epub import looks_like_epub, read_epub
from bookcore.formats.fb2 import looks_like_fb2, read_fb2
from bookcore.formats.limits import DEFAULT_LIMITS, Limits
from bookcore.model import ParsedBook


def open_book(path: Path, limits: Limits = DEFAULT_LIMITS) -> ParsedBook:
    """Reads a book whatever its name says, or refuses it with a `BookError`."""
    size = path.stat().st_size
    if size == 0:
        raise BookError("empty_file", "the file is empty")
    if size > limits.file_bytes:
        raise BookError("too_large", f"the file is larger than {limits.file_bytes} bytes")
    data = path.read_bytes()
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _open_archive(Archive(data, limits), limits)
    if looks_like_fb2(data):
        return read_fb2(data, limits)
    # An archive may hide behind a picture or a web page; what it holds decides.
    if find_end(data) >= 0:
        return _open_archive(Archive(data, limits), limits)
    raise BookError("type_mismatch", "neither EPUB nor FictionBook")


def _open_archive(archive: Archive, limits: Limits) -> ParsedBook:
    if looks_like_epub(archive):
        return read_epub(archive, limits)
    books = [
        name
        for name in archive.entries
        if name.lower().endswith(".fb2") and not name.startswith("__MACOSX/")
    ]
    if len(books) > 1:
        raise BookError("multiple_books", f"{len(books)} books in one archive")
    if not books:
        raise BookError("no_package", "an archive without a book in it")
    if archive.entries[books[0]].size > limits.entry_bytes:
        raise BookError("unpacked_too_large", "the book unpacks to too much", books[0])
    data = archive.read(books[0])
    if not looks_like_fb2(data):
        raise BookError("type_mismatch", "the file inside is no FictionBook", books[0])
    return read_fb2(data, limits)
