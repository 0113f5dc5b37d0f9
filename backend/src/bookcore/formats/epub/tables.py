"""Attributes of table cells."""

from __future__ import annotations

from bookcore.formats.fb2.blocks import spans as cell_attributes

__all__ = ["cell_attributes"]
