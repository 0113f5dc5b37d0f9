"""Writes an illustrated EPUB 3 from a normalised book; the author's text is not touched."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Generator
from html import escape
from pathlib import Path

from bookcore.edition import package
from bookcore.edition.content import Figure, Links, anchors_of, build, nearest
from bookcore.edition.model import Options, Plate, Volume
from bookcore.edition.package import Item, Line
from bookcore.edition.plates import Printed, print_own, print_plate, xmp_of
from bookcore.edition.words import Words, label_of, words_of

_EPOCH = (2026, 1, 1, 0, 0, 0)
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CONTAINER = (
    '<?xml version="1.0"?>\n<container version="1.0"'
    ' xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile'
    ' full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>\n"
)
Printing = Generator[tuple[int, int], None, int]
"""Plates done and plates in all, as they are printed; returns how many were printed."""


class _Writer:
    """The archive being written, with what its package document will list."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.items: list[Item] = []

    def put(self, name: str, data: bytes | str, *, stored: bool = False) -> None:
        info = zipfile.ZipInfo(name, _EPOCH)
        info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        self._archive.writestr(info, data.encode() if isinstance(data, str) else data)

    def add(self, item: Item, data: bytes | str) -> None:
        self.items.append(item)
        self.put(f"EPUB/{item.file}", data, stored=item.mime.startswith("image/"))


def write_epub(volume: Volume, out: Path, options: Options | None = None) -> int:
    """Write the edition to `out`; the number of plates printed.

    A plate whose bytes are no picture is left out. Pictures are read one at a time. Raises OSError
    when the file cannot be written; then nothing is left at `out`.
    """
    printing = print_epub(volume, out, options)
    while True:
        try:
            next(printing)
        except StopIteration as end:
            return int(end.value)


def print_epub(volume: Volume, out: Path, options: Options | None = None) -> Printing:
    """The same plate by plate, for whoever tells others how far it has come."""
    partial = out.with_name(out.name + ".part")
    try:
        with zipfile.ZipFile(partial, "w") as archive:
            count = yield from _write(volume, _Writer(archive), options or Options())
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)
    return count


def _write(volume: Volume, writer: _Writer, options: Options) -> Printing:
    language = volume.language if _TAG.fullmatch(volume.language) else "und"
    words = words_of(language)
    writer.put("mimetype", "application/epub+zip", stored=True)
    writer.put("META-INF/container.xml", _CONTAINER)
    writer.add(Item("css", "style.css", "text/css"), package.STYLE)
    cover = _cover(volume, writer, words, language)
    images = _images(volume, writer)
    figures: dict[str, list[Figure]] = {}
    count = yield from _plates(volume, writer, options, words, figures)
    files = {leaf.id: f"text/c{n:04d}.xhtml" for n, leaf in enumerate(volume.leaves, 1)}
    anchors = _pages(volume, writer, files, images, figures, words, language)
    if not volume.leaves:
        writer.add(
            Item("empty", "text/empty.xhtml", "application/xhtml+xml", spine=True),
            package.page(volume.title, language, f"<p>{words.untitled}</p>"),
        )
    writer.add(
        Item("credits", "text/credits.xhtml", "application/xhtml+xml", spine=True),
        package.credits_page(volume, words, language),
    )
    lines = _lines(volume, files, anchors, words)
    first = next((files[x.id] for x in volume.leaves if x.kind == "chapter"), lines[0].href)
    identifier = package.identifier_of(volume, f"{options.width}/{options.grey}/{count}")
    writer.add(
        Item("nav", "nav.xhtml", "application/xhtml+xml", "nav"),
        package.contents(lines, language, words, first, "text/cover.xhtml" if cover else None),
    )
    writer.add(
        Item("ncx", "toc.ncx", "application/x-dtbncx+xml"),
        package.ncx(lines, identifier, volume.title or words.untitled),
    )
    writer.put(
        "EPUB/package.opf",
        package.package_document(volume, writer.items, identifier, language, words, options.now),
    )
    return count


def _cover(volume: Volume, writer: _Writer, words: Words, language: str) -> bool:
    if volume.cover is None:
        return False
    try:
        printed = print_own(volume.cover.load(), volume.cover.mime)
    except OSError:
        return False
    file = f"images/cover.{printed.ending}"
    writer.add(Item("cover-image", file, printed.mime, "cover-image"), printed.data)
    title = escape(volume.title or words.cover)
    body = f'<div class="cover"><img src="../{file}" alt="{title}"/></div>'
    writer.add(
        Item("cover", "text/cover.xhtml", "application/xhtml+xml", spine=True),
        package.page(words.cover, language, body, "cover"),
    )
    return True


def _images(volume: Volume, writer: _Writer) -> dict[str, str]:
    files: dict[str, str] = {}
    for n, asset in enumerate(volume.images.values(), 1):
        try:
            printed = print_own(asset.load(), asset.mime)
        except OSError:
            continue
        files[asset.sha256] = file = f"images/i{n:04d}.{printed.ending}"
        writer.add(Item(f"i{n:04d}", file, printed.mime), printed.data)
    return files


def _plates(
    volume: Volume, writer: _Writer, options: Options, words: Words,
    figures: dict[str, list[Figure]],
) -> Printing:  # fmt: skip
    known = {leaf.id for leaf in volume.leaves}
    plates = [p for p in volume.plates if p.chapter in known]
    count = 0
    for n, plate in enumerate(plates, 1):
        yield n - 1, len(plates)
        try:
            printed = print_plate(plate.load(), options, xmp_of(plate.maker, plate.credit))
        except OSError:
            continue
        count += 1
        file = f"plates/p{n:04d}.{printed.ending}"
        writer.add(Item(f"p{n:04d}", file, printed.mime), printed.data)
        figures.setdefault(plate.chapter, []).append(_figure(plate, n, file, printed, words))
    yield len(plates), len(plates)
    return count


def _figure(plate: Plate, n: int, file: str, printed: Printed, words: Words) -> Figure:
    return Figure(
        f"plate{n}", plate.end, file, printed.width, printed.height, plate.alt, plate.caption,
        label_of(plate.maker, words),
    )  # fmt: skip


def _wanted(volume: Volume) -> dict[str, set[int]]:
    """Per chapter the offsets that contents and links of the book point at."""
    wanted: dict[str, set[int]] = {leaf.id: set() for leaf in volume.leaves}
    for entry in volume.toc:
        if entry.chapter in wanted:
            wanted[entry.chapter].add(entry.offset)
    link = re.compile(r'data-chapter="([^"]*)" data-offset="(\d+)"')
    for leaf in volume.leaves:
        for source in (leaf.html, *(html for _, html in leaf.notes)):
            for chapter, offset in link.findall(source):
                if chapter in wanted:
                    wanted[chapter].add(int(offset))
    return wanted


def _pages(
    volume: Volume, writer: _Writer, files: dict[str, str], images: dict[str, str],
    figures: dict[str, list[Figure]], words: Words, language: str,
) -> dict[str, list[int]]:  # fmt: skip
    wanted = _wanted(volume)
    starts = {leaf.id: anchors_of(leaf.html) for leaf in volume.leaves}

    def chapter_link(key: str) -> str | None:
        chapter, _, offset = key.rpartition(":")
        if chapter not in files:
            return None
        name = files[chapter].removeprefix("text/")
        at = nearest(starts[chapter], int(offset))
        return f"{name}#{at}" if at else name

    links = Links(chapter_link, images.get)
    for n, leaf in enumerate(volume.leaves, 1):
        body = build(leaf, figures.get(leaf.id, ()), links, wanted[leaf.id], words)
        kind = "backmatter" if leaf.kind in ("back", "notes") else "bodymatter"
        if leaf.kind == "front":
            kind = "frontmatter"
        own = leaf.lang if _TAG.fullmatch(leaf.lang or "") else language
        writer.add(
            Item(f"c{n:04d}", files[leaf.id], "application/xhtml+xml", spine=True),
            package.page(leaf.title or volume.title or words.untitled, own, body, kind),
        )
    return starts


def _lines(
    volume: Volume, files: dict[str, str], anchors: dict[str, list[int]], words: Words
) -> list[Line]:
    lines = []
    for entry in volume.toc:
        if entry.chapter not in files:
            continue
        at = nearest(anchors[entry.chapter], entry.offset)
        href = files[entry.chapter] + (f"#{at}" if at else "")
        lines.append(Line(entry.title.strip() or words.untitled, entry.level, href))
    if not lines:
        lines = [
            Line(leaf.title.strip() or words.untitled, 1, files[leaf.id]) for leaf in volume.leaves
        ]
    lines.append(Line(words.credits, 1, "text/credits.xhtml"))
    return lines
