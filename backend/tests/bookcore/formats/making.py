"""Small books of the tests' own, put together from their parts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bookcore.formats import DEFAULT_LIMITS, Limits, open_book
from bookcore.model import ParsedBook
from tests.books.builders import CONTAINER, zipped

Files = dict[str, str | bytes]

_HEAD = '<?xml version="1.0" encoding="utf-8"?>'
_XHTML = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="{lang}">'
)


def page(body: str, lang: str = "en", doctype: str = "", attributes: str = "") -> str:
    """A content document."""
    head = _XHTML.format(lang=lang)
    return (
        f"{_HEAD}{doctype}{head}<head><title>t</title></head><body{attributes}>{body}</body></html>"
    )


def nav(lines: str) -> str:
    """A nav document around list items."""
    return page(f'<nav epub:type="toc"><ol>{lines}</ol></nav>')


def epub(
    files: Files,
    spine: list[str] | None = None,
    metadata: str = "",
    manifest: str = "",
    after_spine: str = "",
    properties: dict[str, str] | None = None,
    linear: dict[str, str] | None = None,
    language: str = "en",
) -> bytes:
    """An EPUB whose documents stand in the order given."""
    media = {
        "xhtml": "application/xhtml+xml", "ncx": "application/x-dtbncx+xml", "png": "image/png",
        "jpg": "image/jpeg", "svg": "image/svg+xml", "gif": "image/gif", "css": "text/css",
    }  # fmt: skip
    said = {"nav.xhtml": "nav", **(properties or {})}
    items = "".join(
        f'<item id="{name.partition(".")[0]}" href="{name}"'
        f' media-type="{media[name.rpartition(".")[2]]}"'
        + (f' properties="{said[name]}"' if name in said else "")
        + "/>"
        for name in files
        if "/" not in name
    )
    documents = (
        spine
        if spine is not None
        else [name for name in files if name.endswith(".xhtml") and name != "nav.xhtml"]
    )
    references = "".join(
        f'<itemref idref="{name.partition(".")[0]}" linear="{(linear or {}).get(name, "yes")}"/>'
        for name in documents
    )
    package = (
        f'{_HEAD}<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>Tide</dc:title><dc:language>{language}</dc:language>{metadata}</metadata>"
        f"<manifest>{items}{manifest}</manifest><spine>{references}</spine>{after_spine}</package>"
    )
    entries: list[tuple[str, bytes]] = [
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER.format(path="OPS/book.opf").encode()),
        ("OPS/book.opf", package.encode()),
    ]
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        entries.append((name.removeprefix("/") if name.startswith("/") else f"OPS/{name}", data))
    return zipped(entries)


def fb2(body: str, info: str = "", tail: str = "", encoding: str = "utf-8") -> bytes:
    """A FictionBook document around the content of its first body."""
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"'
        ' xmlns:l="http://www.w3.org/1999/xlink"><description><title-info>'
        f"<book-title>Прилив</book-title>{info}</title-info></description>"
        f"<body>{body}</body>{tail}</FictionBook>"
    ).encode(encoding)


def reader(folder: Path, limits: Limits = DEFAULT_LIMITS) -> Callable[[bytes], ParsedBook]:
    """A function that writes bytes to a file and opens it as a book."""

    def read(data: bytes) -> ParsedBook:
        path = folder / "book"
        path.write_bytes(data)
        return open_book(path, limits)

    return read
