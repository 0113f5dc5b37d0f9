"""The pictures of a FictionBook file, cut out before anything is parsed.

They may be many times larger than the text, and larger than the XML library lets a text be.
"""

from __future__ import annotations

import re
from typing import Final

from bookcore.formats.images import ImageStore, from_base64
from bookcore.formats.limits import Limits
from bookcore.formats.links import classify
from bookcore.formats.report import Report
from bookcore.model import BookImage

_START = re.compile(rb"<binary\b([^<>]{0,2000})>")
_END: Final = b"</binary>"
_ID = re.compile(rb"""(?<![\w:-])id\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def cut_out_binaries(
    data: bytes, limits: Limits, report: Report
) -> tuple[bytes, dict[str, memoryview]]:
    """The document without its binaries, and the packed binaries by their id."""
    kept: list[bytes] = []
    found: dict[str, memoryview] = {}
    view = memoryview(data)
    position = 0
    while (start := _START.search(data, position)) is not None:
        if start.group(1).endswith(b"/"):
            kept.append(data[position : start.end()])
            position = start.end()
            continue
        end = data.find(_END, start.end())
        if end < 0:
            break
        kept.append(data[position : start.start()])
        # Line numbers of error messages stay true.
        kept.append(b"\n" * data.count(b"\n", start.start(), end))
        position = end + len(_END)
        _keep(found, start.group(1), view[start.end() : end], limits, report)
    kept.append(data[position:])
    return b"".join(kept), found


def _keep(
    found: dict[str, memoryview],
    attributes: bytes,
    packed: memoryview,
    limits: Limits,
    report: Report,
) -> None:
    name = _ID.search(attributes)
    if name is None:
        report.warn("image_dropped", "a binary without a name")
        return
    key = (name.group(1) or name.group(2) or b"").decode("utf-8", "replace")
    if key in found:
        report.warn("duplicate_image", "a second binary of the same name", key)
    elif len(packed) * 3 // 4 > limits.image_bytes:
        report.warn("image_dropped", "the image file is too big", key)
    else:
        found[key] = packed


class Binaries:
    """Answers references to pictures by their id."""

    def __init__(self, found: dict[str, memoryview], images: ImageStore, report: Report) -> None:
        self._found = found
        self._images = images
        self._report = report

    def image(self, address: str) -> BookImage | None:
        """The picture that `#id` means; nothing for other addresses."""
        address = address.strip()
        key = address.removeprefix("#")
        if key in self._found:
            return self._images.get(key, lambda: self._unpack(key))
        if not address.startswith("#"):
            kind = classify(address)
            if kind in ("web", "remote"):
                self._report.warn("image_dropped", "a picture from the network is not fetched", key)
                return None
            if kind == "unsafe":
                self._report.warn("image_dropped", "an unsafe address was removed", key)
                return None
        self._report.warn("image_dropped", "the picture is not in the book", key)
        return None

    def _unpack(self, key: str) -> bytes | None:
        data = from_base64(bytes(self._found[key]))
        if data is None:
            self._report.warn("image_dropped", "the picture's bytes are damaged", key)
        return data
