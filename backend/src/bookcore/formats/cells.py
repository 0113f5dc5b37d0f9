"""Attributes of table cells, the same in every format."""

from __future__ import annotations

from typing import Final

from lxml import etree

_SPAN_MAX: Final = 100


def spans(cell: etree._Element) -> tuple[tuple[str, str], ...]:
    """A table cell's spans as plain small numbers."""
    found: list[tuple[str, str]] = []
    for name in ("colspan", "rowspan"):
        value = (cell.get(name) or "").strip()
        if value.isascii() and value.isdigit() and 1 < int(value[:4]) <= _SPAN_MAX:
            found.append((name, str(int(value[:4]))))
    return tuple(found)
