"""Container and package document: what the book consists of and in which order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from bookcore.errors import BookError
from bookcore.formats.archive import Archive, join
from bookcore.formats.epub.about import About, read_about
from bookcore.formats.limits import Limits
from bookcore.formats.links import classify, split
from bookcore.formats.report import Report
from bookcore.formats.safexml import Malformed, parse_leniently
from bookcore.model import Series

CONTAINER: Final = "META-INF/container.xml"
_PACKAGE_TYPE: Final = "application/oebps-package+xml"
_DOCUMENTS: Final = frozenset(
    {"application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/xml", "text/xml"}
)
_DOCUMENT_ENDINGS: Final = (".xhtml", ".html", ".htm", ".xml")


@dataclass(frozen=True, slots=True)
class Item:
    """One file of the manifest that lies in the archive."""

    id: str
    name: str
    media: str
    properties: frozenset[str]

    @property
    def is_document(self) -> bool:
        """Whether it may be a chapter."""
        return self.media in _DOCUMENTS or (
            self.media == "" and self.name.lower().endswith(_DOCUMENT_ENDINGS)
        )


@dataclass(slots=True)
class Package:
    """The package document, its references resolved to names in the archive."""

    name: str
    about: About
    items: dict[str, Item] = field(default_factory=dict)
    by_name: dict[str, Item] = field(default_factory=dict)
    spine: list[tuple[Item, bool]] = field(default_factory=list)
    """Documents in order, and whether each is part of the linear order."""
    guide: dict[str, str] = field(default_factory=dict)
    """Archive names by what EPUB 2's guide says they are, as name -> type."""
    toc_id: str = ""

    @property
    def title(self) -> str:
        """The book's title."""
        return self.about.title

    @property
    def authors(self) -> tuple[str, ...]:
        """The book's authors."""
        return self.about.authors

    @property
    def language(self) -> str:
        """The declared primary language."""
        return self.about.language

    @property
    def series(self) -> Series | None:
        """The series the book belongs to."""
        return self.about.series

    @property
    def genres(self) -> tuple[str, ...]:
        """The book's subjects."""
        return self.about.genres

    @property
    def annotation(self) -> str:
        """The book's description as plain text."""
        return self.about.annotation


def read_package(archive: Archive, limits: Limits, report: Report) -> Package:
    """Finds and reads the package document."""
    name = _package_name(archive, limits, report)
    try:
        root = parse_leniently(archive.read(name), limits, report, name)
    except Malformed as error:
        raise BookError("no_package", f"the package document is damaged: {error}") from error
    strip_namespaces(root)
    package = Package(name, read_about(root, limits))
    _read_manifest(package, root, archive, report)
    _read_spine(package, root, report)
    _read_guide(package, root, archive)
    if not package.spine:
        raise BookError("nothing_to_read", "the book has no reading order", name)
    return package


def strip_namespaces(root: etree._Element) -> None:
    """Package files are told apart by their names alone; writers get the namespaces wrong."""
    for element in root.iter():
        tag = element.tag
        if isinstance(tag, str) and tag.startswith("{"):
            element.tag = tag.rpartition("}")[2]


def _package_name(archive: Archive, limits: Limits, report: Report) -> str:
    container = archive.find(CONTAINER)
    if container is None:
        raise BookError("no_package", "the archive has no META-INF/container.xml")
    try:
        root = parse_leniently(archive.read(container), limits, report, container)
    except Malformed as error:
        raise BookError("no_package", f"the container file is damaged: {error}") from error
    strip_namespaces(root)
    paths = [
        one.get("full-path", "")
        for one in root.iter("rootfile")
        if one.get("media-type", _PACKAGE_TYPE) == _PACKAGE_TYPE
    ]
    if not paths:
        raise BookError("no_package", "the container names no package document")
    if len(paths) > 1:
        report.warn("several_packages", "the first of several renditions is read")
    path = paths[0].strip()
    # A full path is relative to the archive's root, so it must not climb or carry a scheme.
    name = join("", path) if classify(path) == "inside" and not path.startswith("/") else None
    if name is None or "\\" in path:
        raise BookError("no_package", "the package document lies outside the archive", path[:200])
    found = archive.find(name) or archive.find(split(path)[0])
    if found is None:
        raise BookError("no_package", "the package document is missing", name[:200])
    return found


def _read_manifest(
    package: Package, root: etree._Element, archive: Archive, report: Report
) -> None:
    for element in root.iterfind("manifest/item"):
        address, key = (element.get("href") or "").strip(), element.get("id") or ""
        kind = classify(address)
        if kind in ("web", "remote"):
            report.warn("unsafe_reference", "a file outside the book is not fetched", address[:200])
            continue
        path, _ = split(address)
        name = join(package.name, path) if kind == "inside" else None
        if name is None or path.startswith("/"):
            report.warn("unsafe_reference", "a reference leaves the archive", address[:200])
            continue
        found = archive.find(name)
        if found is None:
            report.warn("missing_item", "a file of the book is missing", name[:200])
            continue
        item = Item(
            key,
            found,
            (element.get("media-type") or "").strip().lower(),
            frozenset((element.get("properties") or "").split()),
        )
        package.items.setdefault(key, item)
        package.by_name.setdefault(found, item)


def _read_spine(package: Package, root: etree._Element, report: Report) -> None:
    spine = root.find("spine")
    if spine is None:
        return
    package.toc_id = spine.get("toc") or ""
    seen: set[str] = set()
    for reference in spine.iterfind("itemref"):
        key = reference.get("idref") or ""
        item = package.items.get(key)
        if item is None:
            report.warn("missing_item", "the reading order names an unknown file", key[:200])
            continue
        if item.name in seen:
            report.warn("spine_item_twice", "a file stands twice in the reading order", item.name)
            continue
        seen.add(item.name)
        package.spine.append((item, (reference.get("linear") or "").lower() != "no"))


def _read_guide(package: Package, root: etree._Element, archive: Archive) -> None:
    for reference in root.iterfind("guide/reference"):
        address = reference.get("href") or ""
        if classify(address) != "inside":
            continue
        name = join(package.name, split(address)[0])
        found = archive.find(name) if name else None
        if found is not None:
            package.guide.setdefault(found, (reference.get("type") or "").lower())
