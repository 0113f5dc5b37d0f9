"""XML without its dangers: no document types, no entities, no inclusion, no network."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Final

from lxml import etree, html

from bookcore.errors import BookError
from bookcore.formats.encoding import decode
from bookcore.formats.limits import Limits
from bookcore.formats.report import Report

_RESOURCE_LIMIT: Final = 114
_XINCLUDE: Final = "{http://www.w3.org/2001/XInclude}"
_KNOWN_PUBLIC: Final = (
    "-//W3C//DTD ",
    "-//NISO//DTD ",
    "-//DAISY//DTD ",
    "-//IDPF//DTD ",
    "+//ISBN 0-9673008-1-9//DTD OEB",
)
_DOCTYPE = re.compile(
    r"""<!DOCTYPE\s+[^\s<>\[\]"']+
        (?:\s+PUBLIC\s+(?P<pq>["'])(?P<public>[^"'<>]{0,200})(?P=pq)
            (?:\s*(?P<sq>["'])(?P<location>[^"'<>]{0,300})(?P=sq))?
          |\s+SYSTEM\s+(?P<q>["'])(?P<system>[^"'<>]{0,300})(?P=q))?
        \s*(?:\[\s*\]\s*)?>""",
    re.X | re.I,
)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,31});")
_NUMBERED = re.compile(r"&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,8}));")
_XML_NAMES: Final = frozenset({"lt", "gt", "amp", "quot", "apos"})


class Malformed(Exception):
    """The text is not well-formed; the message names line and column."""


def parse_xml(data: bytes, limits: Limits, report: Report, where: str) -> etree._Element:
    """The root of a well-formed document; raises `Malformed`, or `BookError` for a danger."""
    return _strict(prepare(data, limits, report, where), limits, where)


def parse_leniently(data: bytes, limits: Limits, report: Report, where: str) -> etree._Element:
    """The root of an XML file of the package, repaired with a warning when it is damaged."""
    text = prepare(data, limits, report, where)
    try:
        return _strict(text, limits, where)
    except Malformed as error:
        report.warn("xml_repaired", f"damaged XML was repaired: {error}", where)
    try:
        root = etree.fromstring(_bytes(text), _parser(recover=True))
    except etree.XMLSyntaxError as error:
        raise Malformed(str(error)) from error
    if root is None:
        raise Malformed("nothing in it is XML")
    _check_tree(root, limits, where)
    return root


def parse_xhtml(data: bytes, limits: Limits, report: Report, where: str) -> etree._Element:
    """The root of a content document; what is no XML is read as a browser would read it."""
    text = prepare(data, limits, report, where)
    try:
        return _strict(text, limits, where)
    except Malformed as error:
        report.warn("html_repaired", f"not well-formed, read as HTML: {error}", where)
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = html.document_fromstring(_bytes(text), parser=parser)
    except etree.ParserError as error:
        raise Malformed(str(error)) from error
    _check_tree(root, limits, where)
    return root


def parse_fragment(text: str) -> etree._Element | None:
    """A piece of HTML out of a metadata field, or None when there is nothing to parse."""
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        return html.document_fromstring(_bytes(text), parser=parser)
    except etree.LxmlError:
        return None


def prepare(data: bytes, limits: Limits, report: Report, where: str) -> str:
    """Decoded text with the document type removed and named characters written out."""
    if len(data) > max(limits.document_bytes, limits.fb2_text_bytes):
        raise BookError("xml_too_big", "a document is too big", where)
    text = _without_doctype(decode(data, report, where), where)
    text = _NUMBERED.sub(lambda found: _allowed(found, report, where), text)
    return _ENTITY.sub(lambda found: _character(found, report, where), text)


def _allowed(found: re.Match[str], report: Report, where: str) -> str:
    """A reference to a character that no document may hold becomes the sign for one missing."""
    code = int(found.group(1), 16) if found.group(1) else int(found.group(2))
    if code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE:
        return found.group(0)
    if 0x10000 <= code <= 0x10FFFF:
        return found.group(0)
    report.warn("control_characters", "control characters were removed", where)
    return "\ufffd"


def _character(found: re.Match[str], report: Report, where: str) -> str:
    name = found.group(1)
    if name in _XML_NAMES:
        return found.group(0)
    character = html5.get(f"{name};")
    if character is None:
        report.warn("entity_unknown", f"unknown entity {name}", where)
        return f"&amp;{name};"
    # A named "less than" stays text, never markup.
    return character.replace("&", "&amp;").replace("<", "&lt;")


def _without_doctype(text: str, where: str) -> str:
    position = _prolog_end(text)
    if text[position : position + 9].upper() != "<!DOCTYPE":
        return text
    found = _DOCTYPE.match(text, position)
    if found is None:
        raise BookError("xml_forbidden", "a document type with declarations of its own", where)
    public, system = found.group("public"), found.group("system")
    if public is not None and not public.startswith(_KNOWN_PUBLIC):
        raise BookError("xml_forbidden", "an unknown document type", where)
    if system is not None and system != "about:legacy-compat":
        raise BookError("xml_forbidden", "a document type from elsewhere", where)
    # Line numbers of later messages stay true.
    lines = "\n" * found.group(0).count("\n")
    return text[:position] + lines + text[found.end() :]


def _prolog_end(text: str) -> int:
    position = 0
    while True:
        while position < len(text) and text[position] in " \t\r\n":
            position += 1
        if text.startswith("<!--", position):
            end = text.find("-->", position)
            step = 3
        elif text.startswith("<?", position):
            end = text.find("?>", position)
            step = 2
        else:
            return position
        if end < 0:
            return position
        position = end + step


def _parser(recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _strict(text: str, limits: Limits, where: str) -> etree._Element:
    try:
        root = etree.fromstring(_bytes(text.lstrip()), _parser())
    except etree.XMLSyntaxError as error:
        if _code(error) == _RESOURCE_LIMIT:
            if "depth" in str(error):
                raise BookError("xml_too_deep", "elements nest too deeply", where) from error
            raise BookError("xml_too_big", "a part of a document is too big", where) from error
        raise Malformed(_where(error, text)) from error
    _check_tree(root, limits, where)
    return root


def _code(error: etree.XMLSyntaxError) -> int:
    # The published types leave this attribute out.
    return int(getattr(error, "code", 0) or 0)


def _where(error: etree.XMLSyntaxError, text: str) -> str:
    skipped = text[: len(text) - len(text.lstrip())].count("\n")
    line, column = error.position
    message = str(error.msg).split(", line ")[0].strip()
    return f"line {line + skipped}, column {column}: {message}"


def _check_tree(root: etree._Element, limits: Limits, where: str) -> None:
    """Level by level, so that no depth can exhaust the stack."""
    depth = 0
    level = [root]
    while level:
        depth += 1
        if depth > limits.xml_depth:
            raise BookError("xml_too_deep", "elements nest too deeply", where)
        below: list[etree._Element] = []
        for element in level:
            if len(element.attrib) > limits.xml_attributes:
                raise BookError("xml_too_big", "an element has too many attributes", where)
            tag = element.tag
            if isinstance(tag, str) and tag.startswith(_XINCLUDE):
                raise BookError("xml_forbidden", "XInclude", where)
            below.extend(element)
        level = below
