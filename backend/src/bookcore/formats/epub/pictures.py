"""Pictures of an EPUB by their addresses."""

from __future__ import annotations

from bookcore.formats.archive import Archive, join
from bookcore.formats.images import ImageStore, is_svg
from bookcore.formats.links import classify, split
from bookcore.formats.report import Report
from bookcore.model import BookImage


class Pictures:
    """Resolves an address as written in a document to a picture fit to show."""

    def __init__(self, archive: Archive, images: ImageStore, report: Report) -> None:
        self._archive = archive
        self._images = images
        self._report = report

    def by_address(self, base: str, address: str) -> BookImage | None:
        """The picture that the document `base` refers to."""
        if address[:5].lower() == "data:":
            return self._images.from_address(address, base)
        kind = classify(address)
        if kind in ("web", "remote"):
            self._report.warn(
                "image_dropped", "a picture from the network is not fetched", address[:200]
            )
            return None
        name = join(base, split(address)[0]) if kind == "inside" else None
        if not name:
            self._report.warn("unsafe_reference", "a reference leaves the archive", address[:200])
            return None
        return self.by_name(name)

    def by_name(self, name: str) -> BookImage | None:
        """The picture of that name in the archive."""
        found = self._archive.find(name)
        if found is None:
            self._report.warn("image_dropped", "the picture is not in the book", name[:200])
            return None
        if found.lower().endswith((".svg", ".svgz")):
            data = self._archive.read(found)
            return self._images.get_svg(found, data, lambda address: self._linked(found, address))
        return self._images.get(found, lambda: self._archive.read(found))

    def _linked(self, base: str, address: str) -> bytes | None:
        if classify(address) != "inside":
            return None
        name = join(base, split(address)[0])
        found = self._archive.find(name) if name else None
        if found is None:
            return None
        data = self._archive.read(found)
        return None if is_svg(data) else data
