"""How far two fingerprints are from each other."""

from __future__ import annotations


def phash_distance(a: str, b: str) -> int:
    """How many of the 64 bits differ."""
    return (int(a, 16) ^ int(b, 16)).bit_count()
