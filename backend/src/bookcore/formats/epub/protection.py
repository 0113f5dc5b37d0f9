"""Tells a book under lock from one that only hides its fonts."""

from __future__ import annotations

from typing import Final

from bookcore.errors import BookError
from bookcore.formats.archive import Archive, join
from bookcore.formats.epub.package import Package, strip_namespaces
from bookcore.formats.limits import Limits
from bookcore.formats.links import classify, split
from bookcore.formats.report import Report
from bookcore.formats.safexml import Malformed, parse_leniently

_ENCRYPTION: Final = "META-INF/encryption.xml"
_LICENCES: Final = ("META-INF/license.lcpl", "META-INF/sinf.xml")
_FONT_HIDING: Final = frozenset(
    {"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"}
)
_FONT_ENDINGS: Final = (".ttf", ".otf", ".woff", ".woff2", ".ttc")


def _is_font(package: Package, name: str) -> bool:
    item = package.by_name.get(name)
    media = item.media if item is not None else ""
    return "font" in media or "opentype" in media or name.lower().endswith(_FONT_ENDINGS)


def check_protection(archive: Archive, package: Package, limits: Limits, report: Report) -> None:
    """Raises `drm` for a protected book; hidden fonts are of no matter, they are not used."""
    for licence in _LICENCES:
        if archive.find(licence) is not None:
            raise BookError("drm", "the book is protected against copying", licence)
    name = archive.find(_ENCRYPTION)
    if name is None:
        return
    try:
        root = parse_leniently(archive.read(name), limits, report, name)
    except Malformed:
        report.warn("encryption_unreadable", "the encryption file is damaged", name)
        return
    strip_namespaces(root)
    for encrypted in root.iter("EncryptedData"):
        method = encrypted.find("EncryptionMethod")
        algorithm = "" if method is None else method.get("Algorithm") or ""
        for reference in encrypted.iter("CipherReference"):
            address = (reference.get("URI") or "").strip()
            target = join("", split(address)[0]) if classify(address) == "inside" else None
            found = archive.find(target) if target else None
            if found is None:
                report.warn(
                    "unsafe_reference",
                    "an encryption entry for no file of the book",
                    address[:200],
                )
            elif not _is_font(package, found):
                raise BookError("drm", "the book is protected against copying", found)
            elif algorithm not in _FONT_HIDING:
                report.warn("font_dropped", "a font is hidden in an unknown way", found)
