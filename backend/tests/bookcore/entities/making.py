"""Chapters and casts of a few invented sentences."""

from __future__ import annotations

from collections.abc import Sequence

from bookcore.describe import ChapterText
from bookcore.entities import Cast, Entity, Passage, build_cast, read_names
from bookcore.model import Block


def chapter(paragraphs: str | Sequence[str], key: str = "c1", heading: str = "") -> ChapterText:
    """A chapter of paragraphs, after a heading when there is one."""
    lines = [paragraphs] if isinstance(paragraphs, str) else list(paragraphs)
    blocks, offset = [], 0
    for i, line in enumerate(([heading] if heading else []) + lines):
        kind = "heading" if heading and i == 0 else "paragraph"
        blocks.append(Block(kind, offset, offset + len(line), f"0:/{i}"))
        offset += len(line) + 1
    text = "\n".join(([heading] if heading else []) + lines)
    return ChapterText(key, text, tuple(blocks), "chapter")


def passage(of: ChapterText, text: str, kind: str = "character") -> Passage:
    """The passage of a chapter that reads `text`."""
    start = of.text.index(text)
    return Passage(
        of.id, start, start + len(text), kind, text, of.text[max(0, start - 1000) : start]
    )


def cast_of(
    chapters: Sequence[ChapterText], language: str, passages: Sequence[Passage] = ()
) -> Cast:
    """The cast of chapters."""
    return build_cast([read_names(one, language) for one in chapters], passages, language)


def named(cast: Cast, text: str) -> Entity:
    """The one entity that bears a name."""
    (found,) = [e for e in cast.entities if any(n.text == text for n in e.names)]
    return found
