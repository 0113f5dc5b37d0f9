"""Estimating, placing and steering orders."""

from __future__ import annotations
