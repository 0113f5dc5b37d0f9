"""What one chapter says of the names in it: the part of the work that needs the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

INSIDE = 1
"""The capital stands inside a sentence, so it is the word's own."""
ADDRESS = 2
IN_PLACE = 4
SAYS = 8
ACTS = 16
HE = 32
SHE = 64
THE = 128
QUOTED = 256
OWNS = 512
PLACE_NOUN = 1024
THING_NOUN = 2048
ROLE = 4096
PERSON = 8192
LOCATION = 16384
OTHER = 32768
OF = 65536


class Run(NamedTuple):
    """Name-like words in a row, as they stand, with the signs of their surroundings."""

    text: str
    start: int
    signs: int


class Named(Protocol):
    """A name that an analyser found: `label` is PER, LOC or ORG, offsets are the paragraph's."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def label(self) -> str: ...


class Document(Protocol):
    """What an analyser says of one paragraph."""

    @property
    def entities(self) -> Iterable[Named]: ...


class NameAnalyser(Protocol):
    """An analyser whose names stand instead of the built-in ones."""

    def analyze(self, paragraphs: Sequence[str], /) -> Sequence[Document]: ...


@dataclass(frozen=True, slots=True)
class ChapterNames:
    """The runs of a chapter in order, and how often their words stand there in lower case."""

    chapter: str
    length: int
    runs: tuple[Run, ...]
    lower: Mapping[str, int]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON: each run's text once, followed by its places and signs."""
        grouped: dict[str, list[int]] = {}
        for run in self.runs:
            grouped.setdefault(run.text, []).extend((run.start, run.signs))
        return {
            "chapter": self.chapter,
            "length": self.length,
            "runs": grouped,
            "lower": dict(self.lower),
        }

    @staticmethod
    def from_json(raw: Mapping[str, Any]) -> ChapterNames:
        """What `to_json` wrote."""
        runs = [
            Run(text, flat[i], flat[i + 1])
            for text, flat in raw["runs"].items()
            for i in range(0, len(flat), 2)
        ]
        runs.sort(key=lambda run: (run.start, run.text))
        return ChapterNames(raw["chapter"], raw["length"], tuple(runs), dict(raw["lower"]))
