"""Content documents: which there are, parsed, and where the ids lie in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from bookcore.errors import BookError
from bookcore.formats.archive import Archive, join
from bookcore.formats.epub.package import Item, Package
from bookcore.formats.limits import Limits
from bookcore.formats.links import classify, split
from bookcore.formats.report import Report
from bookcore.formats.safexml import Malformed, parse_xhtml

XHTML: Final = "{http://www.w3.org/1999/xhtml}"
_OPS_TYPE: Final = "{http://www.idpf.org/2007/ops}type"
_OPS_ROLE: Final = {
    "doc-noteref": "noteref",
    "doc-footnote": "footnote",
    "doc-endnote": "endnote",
    "doc-endnotes": "endnotes",
    "doc-backlink": "backlink",
    "doc-pagebreak": "pagebreak",
    "doc-toc": "toc",
    "doc-cover": "cover",
    "doc-chapter": "chapter",
    "doc-part": "part",
    "doc-epigraph": "epigraph",
    "doc-subtitle": "subtitle",
    "doc-dedication": "dedication",
    "doc-colophon": "colophon",
    "doc-prologue": "prologue",
    "doc-epilogue": "epilogue",
    "doc-preface": "preface",
    "doc-foreword": "foreword",
    "doc-afterword": "afterword",
    "doc-appendix": "appendix",
}
_LINKED_MAX: Final = 200


@dataclass(slots=True, eq=False)
class Document:
    """One parsed content document."""

    item: Item
    root: etree._Element
    body: etree._Element
    index: int
    linear: bool
    in_spine: bool
    ids: dict[str, etree._Element] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name in the archive."""
        return self.item.name


def semantic_types(element: etree._Element) -> frozenset[str]:
    """`epub:type` and the matching ARIA roles, without vocabulary prefixes."""
    value = element.get(_OPS_TYPE) or element.get("epub:type") or ""
    role = element.get("role") or ""
    if not value and not role:
        return _NOTHING
    names = [one.rpartition(":")[2].lower() for one in value.split()]
    names += [_OPS_ROLE[one] for one in role.split() if one in _OPS_ROLE]
    return frozenset(names)


_NOTHING: Final[frozenset[str]] = frozenset()


def load_documents(
    archive: Archive, package: Package, limits: Limits, report: Report
) -> list[Document]:
    """All documents of the reading order, then those it leaves out but the text links to."""
    documents: list[Document] = []
    known: set[str] = set()
    for index, (item, linear) in enumerate(package.spine):
        known.add(item.name)
        if not item.is_document:
            report.warn("spine_item_foreign", "not a text document", item.name)
            continue
        document = _load(archive, item, index, linear, True, limits, report)
        if document is not None:
            documents.append(document)
    waiting = list(documents)
    index = len(package.spine)
    while waiting and index < len(package.spine) + _LINKED_MAX:
        for name in _linked_names(waiting.pop(0), archive):
            item_found = package.by_name.get(name)
            if name in known or item_found is None or not item_found.is_document:
                continue
            known.add(name)
            document = _load(archive, item_found, index, False, False, limits, report)
            if document is not None:
                documents.append(document)
                waiting.append(document)
                index += 1
    return documents


def _load(
    archive: Archive,
    item: Item,
    index: int,
    linear: bool,
    in_spine: bool,
    limits: Limits,
    report: Report,
) -> Document | None:
    data = archive.read(item.name)
    if len(data) > limits.document_bytes:
        raise BookError("xml_too_big", "a document is too big", item.name)
    try:
        root = parse_xhtml(data, limits, report, item.name)
    except Malformed as error:
        report.warn("document_unreadable", f"a document cannot be read: {error}", item.name)
        return None
    ids: dict[str, etree._Element] = {}
    for element in root.iter():
        tag = element.tag
        if isinstance(tag, str):
            if tag.startswith(XHTML):
                element.tag = tag[len(XHTML) :].lower()
            elif not tag.startswith("{"):
                element.tag = tag.lower()
        key = element.get("id") or (element.get("name") if element.tag == "a" else None)
        if key:
            ids.setdefault(key, element)
    body = root if root.tag == "body" else root.find("body")
    if body is None:
        report.warn("document_unreadable", "a document has no body", item.name)
        return None
    return Document(item, root, body, index, linear, in_spine, ids)


def _linked_names(document: Document, archive: Archive) -> list[str]:
    names: list[str] = []
    for link in document.body.iter("a"):
        address = link.get("href")
        if address and not address.startswith("#") and classify(address) == "inside":
            name = join(document.name, split(address)[0])
            found = archive.find(name) if name else None
            if found is not None:
                names.append(found)
    return names


def target_key(document: Document, address: str, archive_names: dict[str, Document]) -> str | None:
    """The key of the place that an address inside the book means, or None."""
    path, fragment = split(address)
    name = join(document.name, path) if path else document.name
    if name is None:
        return None
    target = archive_names.get(name) or archive_names.get(name.casefold())
    if target is None:
        return None
    return f"{target.name}#{fragment}" if fragment else target.name
