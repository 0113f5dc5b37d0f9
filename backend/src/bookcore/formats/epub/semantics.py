"""What classes, types and styles of publishers mean in our few words."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from bookcore.formats.draft import Open
from bookcore.formats.epub.documents import semantic_types

_GROUP_TYPES: Final = {
    "poem": "poem",
    "verse": "poem",
    "song": "poem",
    "hymn": "poem",
    "lyrics": "poem",
    "epigraph": "epigraph",
    "letter": "letter",
}
_GROUP_CLASSES: Final = (
    ("stanza", re.compile(r"(?:^|[\s_-])(?:stanza|linegroup|строфа)(?:$|[\s_\-\d])")),
    ("poem", re.compile(r"(?:^|[\s_-])(?:poem|poetry|verse|stih|стих\w*)(?:$|[\s_\-\d])")),
    ("epigraph", re.compile(r"(?:^|[\s_-])(?:epigraph|epigraf|эпиграф)(?:$|[\s_\-\d])")),
    ("letter", re.compile(r"(?:^|[\s_-])(?:letter|письмо)(?:$|[\s_\-\d])")),
    ("cite", re.compile(r"(?:^|[\s_-])(?:cite|citation|цитата)(?:$|[\s_\-\d])")),
)
_LINE_CLASSES: Final = (
    (
        "text-author",
        re.compile(
            r"(?:^|[\s_-])(?:text-?author|attribution|signature|epigraph-?author)(?:$|[\s_\-\d])"
        ),
    ),
    ("subtitle", re.compile(r"(?:^|[\s_-])(?:sub-?title|subheading|подзаголовок)(?:$|[\s_\-\d])")),
    ("verse", re.compile(r"(?:^|[\s_-])(?:verse|line|v)(?:$|[\s_\-\d])")),
)
_HEADING_CLASS = re.compile(
    r"(?:^|[\s_-])(?:chapter-?(?:title|head(?:ing)?|number)|title\d?|heading\d?|заголовок)(?:$|[\s_\-\d])"
)
_DROPCAP = re.compile(r"(?:^|[\s_-])drop-?caps?(?:$|[\s_\-\d])|буквица")
_SMALLCAPS = re.compile(r"(?:^|[\s_-])(?:small-?caps?|smcap|sc|smallcaps)(?:$|[\s_\-\d])")
_ITALIC_CLASS = re.compile(r"(?:^|[\s_-])(?:italics?|emphasis|ital|курсив)(?:$|[\s_\-\d])")
_BOLD_CLASS = re.compile(r"(?:^|[\s_-])(?:bold|strong)(?:$|[\s_\-\d])")
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*(?:italic|oblique)")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_SMALLCAPS_STYLE = re.compile(r"font-variant\s*:\s*small-caps")
_SUPER_STYLE = re.compile(r"vertical-align\s*:\s*super")
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)")
_INLINE_TAGS: Final = {
    "em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em",
    "strong": "strong", "b": "strong", "sup": "sup", "sub": "sub",
}  # fmt: skip
_VERSE_TYPES: Final = frozenset({"poem", "verse", "song", "hymn", "lyrics"})


def group_class(element: etree._Element, types: frozenset[str]) -> str:
    """The class of a container: poem, stanza, epigraph, letter, cite or nothing."""
    # Verse inside an epigraph is set as a poem; the epigraph's own class comes from its section.
    if types & _VERSE_TYPES and "epigraph" not in types:
        return "poem"
    for name in types:
        if name in _GROUP_TYPES:
            return _GROUP_TYPES[name]
    classes = (element.get("class") or "").lower()
    if classes:
        for name, pattern in _GROUP_CLASSES:
            if pattern.search(classes):
                return name
    return ""


def is_verse(cls: str, types: frozenset[str]) -> bool:
    """Whether lines inside are lines of a poem."""
    return cls in ("poem", "stanza") or bool(types & _VERSE_TYPES)


def line_class(element: etree._Element, types: frozenset[str]) -> str:
    """The class of a paragraph: text-author, subtitle, verse or nothing."""
    if "subtitle" in types or "bridgehead" in types:
        return "subtitle"
    classes = (element.get("class") or "").lower()
    if classes:
        for name, pattern in _LINE_CLASSES:
            if pattern.search(classes):
                return name
    return ""


def is_heading_paragraph(element: etree._Element, types: frozenset[str]) -> bool:
    """Whether a paragraph is a heading in all but its tag."""
    if types & {"title", "fulltitle"}:
        return True
    return _HEADING_CLASS.search((element.get("class") or "").lower()) is not None


def is_hidden(element: etree._Element) -> bool:
    """Whether the book itself does not show the element."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style) and _HIDDEN_STYLE.search(str(style).lower()) is not None


def inline_open(element: etree._Element, tag: str, lang: str) -> Open | None:
    """Our inline element for one of the book's, or None when it only gets unwrapped."""
    own = _INLINE_TAGS.get(tag, "")
    cls = ""
    classes = (element.get("class") or "").lower()
    style = (element.get("style") or "").lower()
    if classes:
        if _DROPCAP.search(classes):
            cls = "dropcap"
        elif _SMALLCAPS.search(classes):
            cls = "smallcaps"
        if not own and not cls:
            if _ITALIC_CLASS.search(classes):
                own = "em"
            elif _BOLD_CLASS.search(classes):
                own = "strong"
    if style:
        if _SMALLCAPS_STYLE.search(style):
            cls = "smallcaps"
        if not own:
            if _ITALIC_STYLE.search(style):
                own = "em"
            elif _BOLD_STYLE.search(style):
                own = "strong"
            elif _SUPER_STYLE.search(style):
                own = "sup"
    if own or cls or lang:
        return Open(own or "span", cls, lang)
    return None


__all__ = [
    "group_class",
    "inline_open",
    "is_heading_paragraph",
    "is_hidden",
    "is_verse",
    "line_class",
    "semantic_types",
]
