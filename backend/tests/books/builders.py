"""Builders of small EPUB and FB2 files; the same input always gives the same bytes."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="{path}" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""

_MEDIA = {
    "xhtml": "application/xhtml+xml",
    "html": "application/xhtml+xml",
    "ncx": "application/x-dtbncx+xml",
    "css": "text/css",
    "png": "image/png",
    "jpg": "image/jpeg",
    "svg": "image/svg+xml",
    "ttf": "font/ttf",
    "js": "text/javascript",
}


def png(width: int = 8, height: int = 8, grey: int = 128) -> bytes:
    """A plain grey PNG, made without an imaging library."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = (b"\0" + bytes([grey]) * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


def zipped(
    files: Sequence[tuple[str | zipfile.ZipInfo, bytes]],
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A ZIP of the given entries in the given order; `mimetype` is stored, as EPUB asks."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in files:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            if isinstance(name, str):
                info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else compression
            archive.writestr(info, data)
    return buffer.getvalue()


def xhtml(
    body: str, title: str = "", language: str = "en", head: str = "", attributes: str = ""
) -> str:
    """An XHTML document around a body."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' xml:lang="{language}"{attributes}><head><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


@dataclass
class Epub:
    """The parts of an EPUB that tests vary; `build` puts them together."""

    title: str = "A Test Book"
    authors: Sequence[str] = ("Ann Author",)
    language: str = "en"
    version: str = "3.0"
    spine: Sequence[tuple[str, str]] = ()
    """(file name, XHTML document) in reading order."""
    extra: Mapping[str, bytes] = field(default_factory=dict)
    """Other files, listed in the manifest."""
    unlisted: Mapping[str, bytes] = field(default_factory=dict)
    """Files of the archive outside OEBPS that no manifest names."""
    nav: str | None = None
    """The inside of `<nav epub:type="toc">`."""
    ncx: str | None = None
    """The inside of `<navMap>`."""
    metadata: str = ""
    manifest: str = ""
    spine_tail: str = ""
    guide: str = ""
    cover: str | None = None
    mimetype: bytes | None = b"application/epub+zip"
    nonlinear: Sequence[str] = ()

    def package(self) -> str:
        """The OPF document."""
        items, refs = [], []
        for number, (name, _) in enumerate(self.spine, 1):
            items.append(f'<item id="c{number}" href="{name}" media-type="application/xhtml+xml"/>')
            linear = ' linear="no"' if name in self.nonlinear else ""
            refs.append(f'<itemref idref="c{number}"{linear}/>')
        for number, name in enumerate(self.extra, 1):
            kind = _MEDIA.get(name.rpartition(".")[2], "application/octet-stream")
            cover = ' properties="cover-image"' if name == self.cover else ""
            items.append(f'<item id="x{number}" href="{name}" media-type="{kind}"{cover}/>')
        if self.nav is not None:
            items.append(
                '<item id="nav" href="nav.xhtml" properties="nav"'
                ' media-type="application/xhtml+xml"/>'
            )
        if self.ncx is not None:
            items.append('<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>')
        creators = "".join(f"<dc:creator>{name}</dc:creator>" for name in self.authors)
        toc = ' toc="ncx"' if self.ncx is not None else ""
        guide = f"<guide>{self.guide}</guide>" if self.guide else ""
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n'
            f'<package xmlns="http://www.idpf.org/2007/opf" version="{self.version}"'
            ' unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"'
            ' xmlns:opf="http://www.idpf.org/2007/opf">'
            '<dc:identifier id="id">urn:test:book</dc:identifier>'
            f"<dc:title>{self.title}</dc:title>{creators}"
            f"<dc:language>{self.language}</dc:language>{self.metadata}</metadata>"
            f"<manifest>{''.join(items)}{self.manifest}</manifest>"
            f"<spine{toc}>{''.join(refs)}{self.spine_tail}</spine>{guide}</package>"
        )

    def files(self) -> list[tuple[str, bytes]]:
        """Every entry, in archive order."""
        entries: list[tuple[str, bytes]] = []
        if self.mimetype is not None:
            entries.append(("mimetype", self.mimetype))
        entries.append(("META-INF/container.xml", CONTAINER.format(path="OEBPS/book.opf").encode()))
        entries.append(("OEBPS/book.opf", self.package().encode()))
        if self.nav is not None:
            inside = f'<nav epub:type="toc">{self.nav}</nav>'
            entries.append(("OEBPS/nav.xhtml", xhtml(inside).encode()))
        if self.ncx is not None:
            ncx = (
                '<?xml version="1.0" encoding="utf-8"?>\n'
                '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><head/>'
                f"<docTitle><text>{self.title}</text></docTitle><navMap>{self.ncx}</navMap></ncx>"
            )
            entries.append(("OEBPS/toc.ncx", ncx.encode()))
        entries += [(f"OEBPS/{name}", text.encode()) for name, text in self.spine]
        entries += [(f"OEBPS/{name}", data) for name, data in self.extra.items()]
        entries += list(self.unlisted.items())
        return entries

    def build(self) -> bytes:
        """The whole file."""
        return zipped(self.files())


def nav_point(title: str, target: str, inside: str = "") -> str:
    """One `<navPoint>` of an NCX."""
    return (
        f"<navPoint><navLabel><text>{title}</text></navLabel>"
        f'<content src="{target}"/>{inside}</navPoint>'
    )


def nav_item(title: str, target: str, inside: str = "") -> str:
    """One `<li>` of an EPUB 3 navigation document."""
    nested = f"<ol>{inside}</ol>" if inside else ""
    return f'<li><a href="{target}">{title}</a>{nested}</li>'


@dataclass
class Fb2:
    """The parts of an FB2 that tests vary; `build` encodes them."""

    body: str = "<section><title><p>One</p></title><p>Text of the section.</p></section>"
    title: str = "A Test Book"
    first_name: str = "Ann"
    last_name: str = "Author"
    language: str = "en"
    genre: str = "prose_classic"
    annotation: str = ""
    title_info: str = ""
    notes: str = ""
    binaries: Mapping[str, bytes] = field(default_factory=dict)
    tail: str = ""
    prolog: str = ""
    declared: str | None = None
    """The encoding in the declaration when it should differ from the real one."""

    def text(self, encoding: str = "utf-8") -> str:
        """The document as text."""
        note_body = f'<body name="notes">{self.notes}</body>' if self.notes else ""
        annotation = f"<annotation>{self.annotation}</annotation>" if self.annotation else ""
        binaries = "".join(
            f'<binary id="{name}" content-type="image/png">'
            f"{base64.b64encode(data).decode()}</binary>"
            for name, data in self.binaries.items()
        )
        return (
            f'<?xml version="1.0" encoding="{self.declared or encoding}"?>\n{self.prolog}'
            '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"'
            ' xmlns:l="http://www.w3.org/1999/xlink"><description><title-info>'
            f"<genre>{self.genre}</genre><author><first-name>{self.first_name}</first-name>"
            f"<last-name>{self.last_name}</last-name></author>"
            f"<book-title>{self.title}</book-title>{annotation}<lang>{self.language}</lang>"
            f"{self.title_info}</title-info></description>"
            f"<body>{self.body}</body>{note_body}{binaries}{self.tail}</FictionBook>"
        )

    def build(self, encoding: str = "utf-8") -> bytes:
        """The whole file in the given encoding."""
        return self.text(encoding).encode(encoding)
