"""The table of contents: EPUB 3's nav, EPUB 2's NCX."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from bookcore.formats import metadata
from bookcore.formats.archive import Archive, join
from bookcore.formats.epub.documents import XHTML, semantic_types
from bookcore.formats.epub.package import Package, strip_namespaces
from bookcore.formats.limits import Limits
from bookcore.formats.links import classify, split
from bookcore.formats.report import Report
from bookcore.formats.safexml import Malformed, parse_leniently, parse_xhtml

_TITLE_CHARS = 500


@dataclass(slots=True)
class Line:
    """One line of the contents; `name` and `fragment` are empty for a mere heading."""

    title: str
    level: int
    name: str
    fragment: str


@dataclass(slots=True)
class Contents:
    """The contents and the landmarks (archive name -> type), and which file is the nav."""

    lines: list[Line]
    landmarks: dict[str, str]
    nav_name: str


def read_contents(archive: Archive, package: Package, limits: Limits, report: Report) -> Contents:
    """Reads the nav document, or the NCX where there is none that leads anywhere."""
    contents = Contents([], {}, "")
    for item in package.items.values():
        if "nav" in item.properties:
            contents.nav_name = item.name
            _read_nav(contents, archive, limits, report)
            break
    # The old contents are read even when not needed: a danger in them refuses the book.
    old = _read_ncx(archive, package, limits, report)
    if not any(line.name for line in contents.lines):
        contents.lines = old
    _lend_targets(contents.lines)
    return contents


def _lend_targets(lines: list[Line]) -> None:
    """A heading without a link leads where the first line below it leads."""
    for index in range(len(lines) - 2, -1, -1):
        line, after = lines[index], lines[index + 1]
        if not line.name and after.level > line.level:
            line.name, line.fragment = after.name, after.fragment


def _resolve(base: str, address: str, archive: Archive) -> tuple[str, str]:
    if not address or classify(address) != "inside":
        return "", ""
    path, fragment = split(address)
    name = join(base, path) if path else base
    found = archive.find(name) if name else None
    return (found or "", fragment) if found else ("", "")


def _read_nav(contents: Contents, archive: Archive, limits: Limits, report: Report) -> None:
    name = contents.nav_name
    try:
        root = parse_xhtml(archive.read(name), limits, report, name)
    except Malformed as error:
        report.warn("contents_unreadable", f"the contents cannot be read: {error}", name)
        return
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith(XHTML):
            element.tag = element.tag[len(XHTML) :]
    navs = list(root.iter("nav"))
    chosen = [one for one in navs if "toc" in semantic_types(one)] or navs[:1]
    for nav in chosen[:1]:
        for top in nav.iter("ol", "ul"):
            contents.lines = list(_nav_lines(top, 1, name, archive))
            break
    for nav in navs:
        if "landmarks" in semantic_types(nav):
            for link in nav.iter("a"):
                target, _ = _resolve(name, link.get("href") or "", archive)
                for kind in semantic_types(link):
                    if target:
                        contents.landmarks.setdefault(target, kind)


def _nav_lines(parent: etree._Element, level: int, base: str, archive: Archive) -> Iterator[Line]:
    for item in parent:
        if item.tag != "li":
            continue
        label = next((one for one in item if one.tag in ("a", "span", "p", "div")), None)
        if label is not None:
            link = label if label.tag == "a" else next(label.iter("a"), None)
            address = (link.get("href") or "") if link is not None else ""
            words = "".join(str(one) for one in label.itertext())
            title = metadata.line(words, _TITLE_CHARS) or metadata.line(
                label.get("title"), _TITLE_CHARS
            )
            name, fragment = _resolve(base, address, archive)
            if title:
                yield Line(title, level, name, fragment)
        for below in item:
            if below.tag in ("ol", "ul"):
                yield from _nav_lines(below, level + 1, base, archive)


def _read_ncx(archive: Archive, package: Package, limits: Limits, report: Report) -> list[Line]:
    item = package.items.get(package.toc_id)
    if item is None or item.is_document:
        candidates = [
            one
            for one in package.items.values()
            if one.media == "application/x-dtbncx+xml" or one.name.lower().endswith(".ncx")
        ]
        if not candidates:
            return []
        item = candidates[0]
    try:
        root = parse_leniently(archive.read(item.name), limits, report, item.name)
    except Malformed as error:
        report.warn("contents_unreadable", f"the contents cannot be read: {error}", item.name)
        return []
    strip_namespaces(root)
    top = root.find("navMap")
    return [] if top is None else list(_ncx_lines(top, 1, item.name, archive))


def _ncx_lines(parent: etree._Element, level: int, base: str, archive: Archive) -> Iterator[Line]:
    for point in parent.findall("navPoint"):
        label = point.find("navLabel")
        words = "" if label is None else "".join(str(one) for one in label.itertext())
        content = point.find("content")
        address = "" if content is None else content.get("src") or ""
        name, fragment = _resolve(base, address, archive)
        title = metadata.line(words, _TITLE_CHARS)
        if title:
            yield Line(title, level, name, fragment)
        yield from _ncx_lines(point, level + 1, base, archive)
