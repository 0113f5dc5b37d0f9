"""Which picture is the cover."""

from __future__ import annotations

from collections.abc import Iterator

from bookcore.formats.epub.documents import Document
from bookcore.formats.epub.package import Package
from bookcore.formats.epub.pictures import Pictures
from bookcore.formats.images import SVG, XLINK_HREF
from bookcore.model import BookImage


def find_cover(package: Package, documents: list[Document], pictures: Pictures) -> BookImage | None:
    """The declared cover, or the picture of the page declared or named as the cover."""
    for name in _declared(package):
        image = pictures.by_name(name)
        if image is not None:
            return image
    for document in documents:
        if package.guide.get(document.name) == "cover" or "cover" in document.name.lower():
            for address in picture_addresses(document):
                image = pictures.by_address(document.name, address)
                if image is not None:
                    return image
    for item in package.items.values():
        if item.media.startswith("image/") and "cover" in f"{item.id} {item.name}".lower():
            image = pictures.by_name(item.name)
            if image is not None:
                return image
    return None


def _declared(package: Package) -> Iterator[str]:
    for item in package.items.values():
        if "cover-image" in item.properties:
            yield item.name
    item_named = package.items.get(package.about.cover_id)
    if item_named is not None and item_named.media.startswith("image/"):
        yield item_named.name


def picture_addresses(document: Document) -> Iterator[str]:
    """Addresses of the pictures on a page, in order."""
    for element in document.body.iter("img", f"{SVG}image", "image"):
        address = element.get("src") or element.get(XLINK_HREF) or element.get("href")
        if address:
            yield address
