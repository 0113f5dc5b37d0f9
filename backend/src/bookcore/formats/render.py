"""Writes a chapter's HTML from its laid-out blocks.

Every tag, class and attribute below is written by this module from a closed list; nothing of a
book's own markup is ever copied, so there is nothing to filter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from bookcore.formats.draft import Mark, Open, Picture, Sign, Wrap
from bookcore.formats.layout import Laid

BLOCK_TAGS: Final = frozenset(
    {"h1", "h2", "h3", "h4", "p", "li", "td", "th", "caption", "figure", "hr"}
)
WRAP_TAGS: Final = frozenset(
    {"blockquote", "ul", "ol", "li", "table", "thead", "tbody", "tfoot", "tr", "td", "th"}
)
INLINE_TAGS: Final = frozenset({"em", "strong", "sup", "sub", "span", "a"})
CLASSES: Final = frozenset(
    [
        "poem",
        "stanza",
        "verse",
        "epigraph",
        "cite",
        "text-author",
        "subtitle",
        "dropcap",
        "smallcaps",
        "letter",
        "caption",
    ]
)
ATTRIBUTES: Final = frozenset({"colspan", "rowspan", "start"})

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Names:
    """How keys of a draft are called in the finished book."""

    place: Callable[[str], Place | None]
    note: Callable[[str], str | None]


def escape(text: str) -> str:
    """Text safe inside a double-quoted attribute."""
    return _words(text).replace('"', "&quot;")


def _words(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def render(blocks: Iterable[tuple[Laid, int]], names: Names, lang: str) -> str:
    """The HTML of blocks that start at the given offsets."""
    out: list[str] = []
    open_wraps: list[Wrap] = []
    for laid, start in blocks:
        wraps = laid.block.wraps
        common = 0
        while common < min(len(wraps), len(open_wraps)) and wraps[common] is open_wraps[common]:
            common += 1
        while len(open_wraps) > common:
            out.append(f"</{open_wraps.pop().tag}>")
        for wrap in wraps[common:]:
            out.append(_start(wrap.tag, WRAP_TAGS, wrap.cls, "", wrap.attributes, None))
            open_wraps.append(wrap)
        _block(out, laid, start, names, lang)
    while open_wraps:
        out.append(f"</{open_wraps.pop().tag}>")
    return "".join(out)


def _start(
    tag: str,
    allowed: frozenset[str],
    cls: str,
    lang: str,
    attributes: tuple[tuple[str, str], ...],
    offset: int | None,
) -> str:
    if tag not in allowed:
        raise AssertionError(f"a tag that no reader may write: {tag}")
    parts = [f"<{tag}"]
    classes = " ".join(name for name in cls.split() if name in CLASSES)
    if classes:
        parts.append(f' class="{classes}"')
    if lang:
        parts.append(f' lang="{escape(lang)}"')
    parts += [f' {name}="{escape(value)}"' for name, value in attributes if name in ATTRIBUTES]
    if offset is not None:
        parts.append(f' data-o="{offset}"')
    parts.append(">")
    return "".join(parts)


def _block(out: list[str], laid: Laid, start: int, names: Names, lang: str) -> None:
    block = laid.block
    own_lang = block.lang if block.lang != lang else ""
    offset = None if block.filler else start
    out.append(_start(block.tag, BLOCK_TAGS, block.cls, own_lang, block.attributes, offset))
    if block.tag == "hr":
        return
    closing: list[str] = []
    inside_link = False
    offset = start
    for token in laid.tokens:
        if isinstance(token, str):
            out.append(_words(token))
            offset += len(token)
        elif isinstance(token, Open):
            opened = "" if inside_link and token.tag == "a" else _inline(token, names)
            inside_link = inside_link or opened.startswith("<a")
            out.append(opened)
            closing.append(f"</{token.tag}>" if opened else "")
        elif token is Sign.CLOSE:
            closed = closing.pop()
            if closed == "</a>":
                inside_link = False
            out.append(closed)
        elif token is Sign.BREAK:
            out.append("<br>")
            offset += 1
        elif isinstance(token, Picture):
            image = token.image
            out.append(
                f'<img data-image="{image.sha256}" width="{image.width}"'
                f' height="{image.height}" alt="{escape(token.alt)}">'
            )
            offset += 1
        elif isinstance(token, Mark):
            out.append(_mark(token, names, offset))
    out.append(f"</{block.tag}>")


def _inline(token: Open, names: Names) -> str:
    if token.tag != "a":
        return _start(token.tag, INLINE_TAGS, token.cls, token.lang, (), None)
    if token.href:
        return f'<a href="{escape(token.href)}" rel="noopener noreferrer nofollow" target="_blank">'
    place = names.place(token.key) if token.key else None
    if place is None:
        return ""
    return f'<a data-chapter="{escape(place[0])}" data-offset="{place[1]}">'


def _mark(mark: Mark, names: Names, offset: int) -> str:
    note = names.note(mark.key)
    if note is None:
        return ""
    return (
        f'<a class="noteref" data-note="{escape(note)}" data-o="{offset}">{escape(mark.label)}</a>'
    )
