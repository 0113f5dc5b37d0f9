"""The descriptions of a book, chapter by chapter."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bookcore.describe.caption import attributes, caption
from bookcore.describe.kinds import typist
from bookcore.describe.languages import language_of
from bookcore.describe.model import Finder, finder
from bookcore.describe.paragraphs import judge_pieces
from bookcore.describe.spans import run_span
from bookcore.model import Block
from bookcore.scene.compose import compose_scene
from bookcore.scene.setting import MAX_BEFORE
from bookcore.scene.spec import SceneSpec
from bookcore.text.sentences import sentences

Marks = Literal["few", "normal", "many"]
Split = Callable[[str, str], Sequence[tuple[int, int]]]

MARKS: tuple[Marks, ...] = ("few", "normal", "many")
"""The presets, each holding all that the one before it holds."""

_PER_WINDOW: dict[str, int] = {"few": 3, "normal": 6, "many": 12}
_WINDOW = 10_000
_MIN_PARAGRAPH = 80
_MAX_PIECE = 1_500
_MAX_JOINED = 1_200
_SURE = 0.85
_SKIPPED_CHAPTERS = frozenset(("notes",))


@dataclass(frozen=True, slots=True)
class ChapterText:
    """A chapter as the finder needs it."""

    id: str
    text: str
    blocks: tuple[Block, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Description:
    """A stretch of a chapter that says how something looks: text == chapter.text[start:end].

    `level` is the smallest preset of MARKS that shows it.
    """

    chapter: str
    start: int
    end: int
    type: str
    also: tuple[str, ...]
    score: float
    text: str
    attributes: tuple[str, ...]
    caption: str
    scene: SceneSpec
    level: Marks


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    score: float
    whole_start: bool
    whole_end: bool
    block: int


def _pieces(
    text: str, block: Block, language: str, split: Split
) -> Iterator[list[tuple[int, int]]]:
    """The sentences of a paragraph; a very long paragraph is judged in parts."""
    piece: list[tuple[int, int]] = []
    for a, b in split(text[block.start : block.end], language):
        a, b = block.start + a, block.start + b
        if piece and b - piece[0][0] > _MAX_PIECE:
            yield piece
            piece = []
        piece.append((a, b))
    if piece:
        yield piece


def _candidates(chapter: ChapterText, level: float, by: Finder, split: Split) -> list[_Found]:
    pieces: list[tuple[int, list[tuple[int, int]]]] = []
    for number, block in enumerate(chapter.blocks):
        if block.kind == "paragraph" and block.end - block.start >= _MIN_PARAGRAPH:
            pieces.extend((number, p) for p in _pieces(chapter.text, block, by.language, split))
    found: list[_Found] = []
    judged = judge_pieces(chapter.text, [p for _, p in pieces], by)
    for (number, piece), one in zip(pieces, judged, strict=True):
        if one.probability >= level:
            start, end = run_span(chapter.text, one.found, one.scores, by.model)
            whole = start <= piece[0][0], end >= piece[-1][1]
            found.append(_Found(start, end, one.probability, *whole, number))
    return found


def _joined(found: list[_Found]) -> list[_Found]:
    """Neighbouring paragraphs that are both surely and wholly descriptive become one."""
    out: list[_Found] = []
    for item in found:
        last = out[-1] if out else None
        if (
            last is not None
            and item.block - last.block <= 1
            and min(last.score, item.score) >= _SURE
            and last.whole_end
            and item.whole_start
            and item.end - last.start <= _MAX_JOINED
        ):
            out[-1] = _Found(
                last.start, item.end, max(last.score, item.score), last.whole_start, item.whole_end,
                item.block,
            )  # fmt: skip
        else:
            out.append(item)
    return out


def _capped(found: list[_Found], cap: int) -> list[_Found]:
    """The best ones, so that no window of 10,000 characters holds more than the cap."""
    kept: list[_Found] = []
    taken: dict[int, int] = {}
    for item in sorted(found, key=lambda f: (-f.score, f.start)):
        window = item.start // _WINDOW
        if taken.get(window, 0) < cap:
            taken[window] = taken.get(window, 0) + 1
            kept.append(item)
    return sorted(kept, key=lambda f: f.start)


def _levelled(
    found: list[_Found], thresholds: dict[Marks, float], marks: Marks
) -> list[tuple[_Found, Marks]]:
    """What a preset shows, in the order of the text, with the smallest preset that shows it."""
    levels: dict[int, Marks] = {}
    for name in MARKS[: MARKS.index(marks) + 1]:
        above = [f for f in found if f.score >= thresholds[name]]
        for item in _capped(above, _PER_WINDOW[name]):
            levels.setdefault(id(item), name)
    return [(f, levels[id(f)]) for f in found if id(f) in levels]


def _before(chapter: ChapterText, start: int) -> str:
    return chapter.text[max(0, start - MAX_BEFORE) : start]


def _describe(chapter: ChapterText, found: _Found, level: Marks, language: str) -> Description:
    text = chapter.text[found.start : found.end]
    kind, *also = typist().kinds_of(chapter.text, found.start, found.end, language)
    seed = zlib.crc32(f"{chapter.id}:{found.start}:{text[:200]}".encode())
    return Description(
        chapter=chapter.id,
        start=found.start,
        end=found.end,
        type=kind,
        also=tuple(also),
        score=round(found.score, 4),
        text=text,
        attributes=tuple(attributes(text, language)),
        caption=caption(text, language, kind),
        scene=compose_scene(text, language, kind, _before(chapter, found.start), seed),
        level=level,
    )


def find_descriptions(
    chapters: Sequence[ChapterText],
    language: str,
    marks: Marks = "normal",
    split: Split = sentences,
) -> Iterator[tuple[str, list[Description]]]:
    """(chapter id, its descriptions in order) for each chapter, in the given order.

    `split` gives the sentences of a paragraph in a language, as `bookcore.text.sentences` does.
    """
    own = language_of(language)
    by = finder(own)
    thresholds = {name: float(by.model.thresholds[n]) for n, name in enumerate(MARKS)}
    for chapter in chapters:
        if chapter.kind in _SKIPPED_CHAPTERS:
            yield chapter.id, []
            continue
        found = _joined(_candidates(chapter, thresholds[marks], by, split))
        shown = _levelled(found, thresholds, marks)
        yield chapter.id, [_describe(chapter, f, level, own) for f, level in shown]


def describe_span(
    chapter: ChapterText, start: int, end: int, language: str, split: Split = sentences
) -> Description:
    """What a stretch of somebody's choice shows, with the finder's own opinion of it as score."""
    own = language_of(language)
    spans = [(start + a, start + b) for a, b in split(chapter.text[start:end], own)]
    score = judge_pieces(chapter.text, [spans], finder(own))[0].probability
    return _describe(chapter, _Found(start, end, score, True, True, 0), MARKS[0], own)
