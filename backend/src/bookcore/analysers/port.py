"""What an analyser of text promises, whoever made it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

Label = Literal["PER", "LOC", "ORG"]

LABELS: tuple[Label, ...] = ("PER", "LOC", "ORG")
"""The closed set of entity labels; whatever else an engine knows is left out."""


class AnalyserFailed(Exception):
    """An analyser broke on a text or gave what cannot be; the built-in parts stand in for it."""


class AnalyserUnavailable(Exception):
    """An analyser cannot be loaded; `state` and `detail` are those of its status."""

    def __init__(self, state: Literal["not installed", "model missing", "failed"], detail: str):
        super().__init__(f"{state}: {detail}")
        self.state = state
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Token:
    """A token at [start, end); empty where the engine does not say.

    `pos` is a Universal part of speech (NOUN, PROPN …), `feats` holds Universal features
    (Case, Gender, Number …) and, from a dictionary of senses, Sense and Stop.
    """

    start: int
    end: int
    lemma: str = ""
    pos: str = ""
    feats: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entity:
    """A name at [start, end)."""

    start: int
    end: int
    label: Label


@dataclass(frozen=True, slots=True)
class Doc:
    """One analysed paragraph; all offsets are into the text that was given."""

    sentences: tuple[tuple[int, int], ...] = ()
    tokens: tuple[Token, ...] = ()
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Capabilities:
    """Which parts of a Doc an analyser fills in with knowledge of its own."""

    sentences: bool = True
    lemmas: bool = False
    pos: bool = False
    entities: bool = False
    senses: bool = False


class Analyser(Protocol):
    """Reads paragraphs; raises AnalyserFailed and nothing else."""

    @property
    def name(self) -> str:
        """The engine's name, as stored beside what it found."""
        ...

    @property
    def version(self) -> str:
        """The versions of package and model: another one may find something else."""
        ...

    def capabilities(self) -> Capabilities:
        """What this analyser knows."""
        ...

    def analyze(self, paragraphs: Sequence[str]) -> list[Doc]:
        """One Doc for each paragraph, in the same order."""
        ...
