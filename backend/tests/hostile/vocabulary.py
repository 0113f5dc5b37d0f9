"""What may stand in a normalised chapter, told apart from the code that makes it."""

from __future__ import annotations

import re

from lxml import html

_TAG_WORDS = """
h1 h2 h3 h4 p blockquote ul ol li table caption colgroup col thead tbody tfoot tr th td
figure figcaption img em strong sup sub a br hr span
"""
_CLASS_WORDS = """
poem stanza verse epigraph cite text-author subtitle dropcap smallcaps letter noteref caption
"""
TAGS = frozenset(_TAG_WORDS.split())
CLASSES = frozenset(_CLASS_WORDS.split())
ATTRIBUTES = {
    "": frozenset({"data-o", "lang", "class"}),
    "img": frozenset({"data-image", "width", "height", "alt"}),
    "a": frozenset({"href", "rel", "target", "data-note", "data-chapter", "data-offset"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan"}),
    "ol": frozenset({"start"}),
}
_ADDRESS = re.compile(r"(?:https?://|mailto:)[!-~]+")
_HASH = re.compile(r"[0-9a-f]{64}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def violations(markup: str) -> list[str]:
    """Everything in a chapter's markup that the allow-list does not know, as a browser reads it."""
    if not markup.strip():
        return []
    found: list[str] = []
    # A browser's reading of the serialised text, not the tree the normaliser believed in.
    for element in html.fragments_fromstring(f"<div>{markup}</div>")[0].iterdescendants():
        tag = element.tag
        if not isinstance(tag, str):
            found.append(f"not an element: {html.tostring(element)!r}")
            continue
        if tag not in TAGS:
            found.append(f"<{tag}>")
        for name, value in ((str(one), str(two)) for one, two in element.attrib.items()):
            if name not in ATTRIBUTES[""] | ATTRIBUTES.get(tag, frozenset()):
                found.append(f"<{tag} {name}>")
            elif not _fits(name, value):
                found.append(f"<{tag} {name}={value[:80]!r}>")
    return found


def _fits(name: str, value: str) -> bool:
    match name:
        case "href":
            return _ADDRESS.fullmatch(value) is not None
        case "class":
            return set(value.split()) <= CLASSES
        case "data-image":
            return _HASH.fullmatch(value) is not None
        case "data-o" | "data-offset" | "width" | "height" | "colspan" | "rowspan" | "start":
            return value.isascii() and value.isdigit()
        case "lang":
            return _LANGUAGE.fullmatch(value) is not None
        case "rel":
            return value == "noopener noreferrer nofollow"
        case "target":
            return value == "_blank"
        case _:
            return True
