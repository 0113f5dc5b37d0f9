"""Books read as far as prompts need it: descriptions, cast, and scenes with their people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bookcore.bible import Bible, Clause, Prompt, Story, compose
from bookcore.describe import ChapterText, Description, find_descriptions
from bookcore.entities import Cast, Passage, build_cast, read_names
from bookcore.entities.scenes import completed
from bookcore.formats import open_book
from bookcore.scene.spec import SceneSpec

SAMPLES = Path(__file__).resolve().parents[3] / "src" / "bookreader" / "library" / "samples"


@dataclass(frozen=True)
class Told:
    """A book with all it shows."""

    language: str
    chapters: tuple[ChapterText, ...]
    descriptions: tuple[Description, ...]
    cast: Cast
    scenes: tuple[SceneSpec, ...]

    @property
    def order(self) -> dict[str, int]:
        return {one: i for i, one in enumerate(self.cast.chapters)}

    def place(self, description: Description) -> tuple[int, int]:
        return self.order[description.chapter], description.end

    def prompts(
        self, bible: Bible, limit: int = 2_000
    ) -> Iterator[tuple[Description, list[Clause], Prompt]]:
        """Every description with its clauses and its prompt, in reading order."""
        story = Story(self.cast, self.order, bible, "book")
        for one, scene, ids in zip(self.descriptions, self.scenes, self.cast.links, strict=True):
            clauses = story.clauses(ids, self.place(one))
            made = compose(scene, one.type, one.attributes, one.caption, clauses, bible, limit)
            yield one, clauses, made


def told(chapters: Sequence[ChapterText], language: str) -> Told:
    """What the chapters show."""
    of = {one.id: one.text for one in chapters}
    found = [d for _, more in find_descriptions(chapters, language, "many") for d in more]
    passages = [
        Passage(d.chapter, d.start, d.end, d.type, d.text, of[d.chapter][max(0, d.start - 1000) : d.start])
        for d in found
    ]  # fmt: skip
    cast = build_cast([read_names(one, language) for one in chapters], passages, language)
    scenes = completed(cast, [d.scene for d in found])
    return Told(language, tuple(chapters), tuple(found), cast, tuple(scenes))


@cache
def told_file(path: Path) -> Told:
    """A book file, as the application reads it."""
    book = open_book(path)
    chapters = [ChapterText(c.id, c.text, tuple(c.blocks), c.kind) for c in book.chapters]
    return told(chapters, (book.language or "en").split("-")[0].lower())
