"""FictionBook 2 to the normalised book."""

from __future__ import annotations

from typing import Final

from lxml import etree

from bookcore.errors import BookError
from bookcore.formats.assemble import assemble
from bookcore.formats.encoding import decode
from bookcore.formats.fb2.binaries import Binaries, cut_out_binaries
from bookcore.formats.fb2.body import BodyReader
from bookcore.formats.fb2.description import read_description
from bookcore.formats.images import ImageStore
from bookcore.formats.limits import Limits
from bookcore.formats.report import Report
from bookcore.formats.safexml import Malformed, parse_xml
from bookcore.formats.spoken import settle_language
from bookcore.model import ParsedBook

_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def looks_like_fb2(data: bytes) -> bool:
    """Whether the first bytes are those of a FictionBook document."""
    head = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if b"<FictionBook" in head or b":FictionBook" in head:
        return True
    # A long document type or comment may stand before the root.
    return head.startswith((b"<?xml", b"<!")) and b"<FictionBook" in data.replace(b"\0", b"")


def read_fb2(data: bytes, limits: Limits) -> ParsedBook:
    """Reads one FictionBook document."""
    report = Report(limits)
    if data.startswith(_WIDE_MARKS):
        data = decode(data, report, "").encode("utf-8")
    text, found = cut_out_binaries(data, limits, report)
    if len(text) > limits.fb2_text_bytes:
        raise BookError("xml_too_big", "the text of the book is too big")
    try:
        root = parse_xml(text, limits, report, "")
    except Malformed as error:
        raise BookError("xml_damaged", f"the file is not well-formed XML: {error}") from error
    del data, text
    _strip_namespaces(root)
    if root.tag != "fictionbook":
        raise BookError("type_mismatch", "an XML file, but no FictionBook")

    images = ImageStore(limits, report)
    binaries = Binaries(found, images, report)
    about = read_description(root, binaries, limits)
    draft = BodyReader(root, binaries, report, about.language).read()
    language = settle_language(about.language, draft, report)
    done = assemble(draft, limits, report)
    shown = set(done.images)
    if about.cover is not None:
        shown.add(about.cover.sha256)
    title = about.title or (draft.chapters[0].title if draft.chapters else "")
    return ParsedBook(
        format="fb2",
        title=title,
        authors=about.authors,
        language=language,
        series=about.series,
        genres=about.genres,
        annotation=about.annotation,
        cover=about.cover,
        chapters=done.chapters,
        toc=done.toc,
        images=images.used(shown),
        warnings=report.warnings(),
    )


def _strip_namespaces(root: etree._Element) -> None:
    for element in root.iter():
        tag = element.tag
        if str(tag).startswith("{"):
            tag = tag.rpartition("}")[2]
        # Some writers shout; nothing in the format differs by letter case alone.
        element.tag = str(tag).lower()
