"""A mention read as a name: its words in the nominative, what each is, and whose it may be."""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """`words` are folded and in the nominative; `slots` say what part of a name each is.

    `chapter` is the number of the chapter in reading order.
    """

    chapter: int
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    slots: tuple[str, ...]
    titles: tuple[str, ...]
    gender: str
    plural: bool
    signs: int
