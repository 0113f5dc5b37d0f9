"""The whole catalogue, as the tests run it and the documentation lists it."""

from __future__ import annotations

from . import fb2, markup, metadata, xml, zips
from .case import Case

CASES: tuple[Case, ...] = (
    *zips.cases(),
    *xml.cases(),
    *fb2.cases(),
    *markup.cases(),
    *metadata.cases(),
)

ITEMS = frozenset({*range(1, 8), *range(9, 14), *range(16, 24), *range(25, 34), 37, 39, 40})
"""The items of the catalogue that must have at least one case here."""
