"""Casts of real novels against a list of our own: who is found, whose names are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from bookcore.describe import ChapterText
from bookcore.entities import Cast, Entity, build_cast, read_names
from bookcore.entities.titles import words
from bookcore.model import Block
from bookcore.text.tokens import fold

GOLD = Path(__file__).with_name("gold.tsv")
_LONGEST = 40_000
_HEADING = re.compile(r"[^.!?…”»,;:]{1,60}")


@dataclass(frozen=True, slots=True)
class Known:
    """A character of a book by all the names that were thought of."""

    gender: str
    names: tuple[str, ...]


def gold() -> dict[str, list[Known]]:
    """Work to its characters."""
    found: dict[str, list[Known]] = {}
    for line in GOLD.read_text("utf-8").splitlines()[1:]:
        work, gender, names = line.split("\t")
        sex = {"m": "male", "f": "female"}[gender]
        found.setdefault(work, []).append(Known(sex, tuple(names.split("|"))))
    return found


def chapters(path: Path) -> list[ChapterText]:
    """A corpus file cut at its headings, and at 40,000 characters where it has none."""
    lines = [x for x in path.read_text("utf-8").splitlines() if x.strip() and x[0] != "#"]
    found: list[ChapterText] = []
    current: list[str] = []

    def flush() -> None:
        blocks, offset = [], 0
        for i, line in enumerate(current):
            heading = i == 0 and _HEADING.fullmatch(line)
            blocks.append(
                Block("heading" if heading else "paragraph", offset, offset + len(line), "")
            )
            offset += len(line) + 1
        text = "\n".join(current)
        found.append(ChapterText(f"c{len(found) + 1}", text, tuple(blocks), "chapter"))
        current.clear()

    for line in lines:
        size = sum(map(len, current))
        if current and (size > _LONGEST or (size > 500 and _HEADING.fullmatch(line))):
            flush()
        current.append(line)
    if current:
        flush()
    return found


def cast_of_work(shared: Path, work: str) -> Cast:
    """The cast of a corpus work, without descriptions."""
    language = work[:2]
    read = [read_names(one, language) for one in chapters(shared / "corpus" / f"{work}.txt")]
    return build_cast(read, [], language)


@dataclass(frozen=True, slots=True)
class Score:
    """Characters found, genders right, pairs of names rightly and wrongly in one entity."""

    characters: int
    found: int
    gendered: int
    pairs: int
    joined: int
    wrong: int
    missing: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.joined / max(1, self.joined + self.wrong)

    def __add__(self, other: Score) -> Score:
        return Score(
            self.characters + other.characters, self.found + other.found,
            self.gendered + other.gendered, self.pairs + other.pairs,
            self.joined + other.joined, self.wrong + other.wrong, self.missing + other.missing,
        )  # fmt: skip


def _forms(text: str) -> Iterator[str]:
    """A name as it is and, in Russian, without its title."""
    yield fold(text)
    first, _, rest = fold(text).partition(" ")
    if rest and first in words("title", "ru"):
        yield rest


def score(cast: Cast, known: list[Known]) -> Score:
    """How a cast compares with what is known of its book."""
    bearer: dict[str, Entity] = {}
    for entity in sorted(cast.entities, key=lambda e: len(e.mentions)):
        if entity.kind == "character":
            for name in sorted(entity.names, key=lambda n: n.count):
                for form in _forms(name.text):
                    bearer[form] = entity
    owners = {fold(name): i for i, one in enumerate(known) for name in one.names}
    present = {form: bearer[form].id for form in owners if form in bearer}
    found = gendered = 0
    missing = []
    for one in known:
        own = [bearer[fold(name)] for name in one.names if fold(name) in bearer]
        if not own:
            missing.append(one.names[0])
            continue
        found += 1
        main = max(own, key=lambda e: len(e.mentions))
        gendered += main.gender == one.gender
    pairs = joined = wrong = 0
    for a, b in combinations(sorted(present), 2):
        same, together = owners[a] == owners[b], present[a] == present[b]
        pairs += same
        joined += same and together
        wrong += together and not same
    return Score(len(known), found, gendered, pairs, joined, wrong, tuple(missing))
