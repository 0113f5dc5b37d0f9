"""Which empty lines of a book are breaks between scenes, and which are mere spacing."""

from __future__ import annotations

from bookcore.formats.draft import DraftBlock


def without_spacing(blocks: list[DraftBlock]) -> list[DraftBlock]:
    """Keeps an empty line only between two pieces of running text."""
    kept: list[DraftBlock] = []
    homeless: list[str] = []
    for index, block in enumerate(blocks):
        if block.kind == "rule" and not _between_prose(blocks, kept, index):
            homeless += block.anchors
            continue
        if homeless:
            block.anchors = homeless + block.anchors
            homeless = []
        kept.append(block)
    return kept


def _between_prose(blocks: list[DraftBlock], kept: list[DraftBlock], index: int) -> bool:
    if not kept or index + 1 >= len(blocks):
        return False
    rule, before, after = blocks[index], kept[-1], blocks[index + 1]
    if "rule" in (before.kind, after.kind) or "heading" in (before.kind, after.kind):
        return False
    if "image" in (before.kind, after.kind) or "subtitle" in (before.cls, after.cls):
        return False
    # Inside a poem or an epigraph an empty line only sets its parts apart.
    return all(wrap.tag != "blockquote" for wrap in rule.wraps)
