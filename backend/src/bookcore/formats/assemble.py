"""From a draft to the finished book: cutting, numbering, notes, links and the contents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from bookcore.errors import BookError
from bookcore.formats.draft import DraftBlock, DraftBook, DraftChapter, DraftNote, Mark, Picture
from bookcore.formats.layout import Laid, lay_out_all
from bookcore.formats.limits import Limits
from bookcore.formats.metadata import line
from bookcore.formats.render import Names, Place, render
from bookcore.formats.report import Report
from bookcore.model import Block, Chapter, ChapterKind, Note, NoteMark, TocEntry

_NOTES_TITLE_CHARS: Final = 200


@dataclass(slots=True, eq=False)
class _Part:
    """A chapter on its way: blocks with their offsets."""

    title: str
    level: int
    kind: ChapterKind
    lang: str
    blocks: list[tuple[Laid, int]]
    keys: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _LaidNote:
    id: str
    label: str
    blocks: list[tuple[Laid, int]]
    refers: list[str]


@dataclass(frozen=True, slots=True)
class Assembled:
    """The parts of a finished book that come from its text."""

    chapters: tuple[Chapter, ...]
    toc: tuple[TocEntry, ...]
    images: frozenset[str]


def assemble(draft: DraftBook, limits: Limits, report: Report) -> Assembled:
    """Lays out every chapter, resolves what refers to what, and writes the HTML."""
    for chapter in draft.chapters:
        chapter.title = line(chapter.title, limits.title_chars)
    laid_chapters = [(chapter, lay_out_all(chapter.blocks)) for chapter in draft.chapters]
    referred = _referred(draft, (laid for _, blocks in laid_chapters for laid in blocks))
    orphans = [note for key, note in draft.notes.items() if key not in referred]
    orphan_chapter = _orphan_chapter(orphans, draft.notes_title, laid_chapters)
    if orphan_chapter is not None:
        laid_chapters.append(orphan_chapter)

    parts: list[_Part] = []
    for chapter, blocks in laid_chapters:
        if any(laid.visible and laid.block.kind != "rule" for laid in blocks):
            parts += _cut(chapter, blocks, limits)
        elif parts:
            # What is left of a chapter without a word still answers to its name.
            parts[-1].keys += chapter.keys
    if not parts:
        raise BookError("nothing_to_read", "the book holds no text and no pictures")
    if len(parts) > limits.chapters:
        raise BookError("xml_too_big", f"{len(parts)} chapters in one book")

    places = _places(parts)
    notes = _number_notes(draft, referred)
    names = Names(places.get, lambda key: notes[key].id if key in notes else None)
    images: set[str] = set()
    chapters = tuple(
        _finish(part, f"c{number}", names, notes, images) for number, part in enumerate(parts, 1)
    )
    if not any(letter.isalnum() for one in chapters for letter in one.text):
        report.warn("no_text", "the book holds pictures only")
    toc = _contents(draft, chapters, places, limits)
    return Assembled(chapters, toc, frozenset(images))


def _referred(draft: DraftBook, blocks: Iterable[Laid]) -> dict[str, None]:
    """Keys of the notes that the text, or a note that the text reaches, refers to; in order."""
    found: dict[str, None] = {}
    waiting = [mark.key for laid in blocks for _, mark in laid.marks]
    waiting.reverse()
    while waiting:
        key = waiting.pop()
        note = draft.notes.get(key)
        if note is None or key in found:
            continue
        found[key] = None
        waiting += [
            token.key for block in note.blocks for token in block.tokens if isinstance(token, Mark)
        ]
    return found


def _orphan_chapter(
    orphans: list[DraftNote], title: str, chapters: list[tuple[DraftChapter, list[Laid]]]
) -> tuple[DraftChapter, list[Laid]] | None:
    blocks: list[DraftBlock] = []
    for note in orphans:
        if any(laid.visible for laid in lay_out_all(note.blocks)):
            blocks += ([note.heading] if note.heading else []) + note.blocks
    laid = lay_out_all(blocks)
    if not laid:
        return None
    lang = chapters[0][0].lang if chapters else ""
    chapter = DraftChapter(
        line(title, _NOTES_TITLE_CHARS), 1, "notes", lang, blocks, [note.key for note in orphans]
    )
    return chapter, laid


def _cut(chapter: DraftChapter, blocks: list[Laid], limits: Limits) -> list[_Part]:
    """Chapters of at most the allowed length, in pieces of about the same size."""
    total = sum(len(laid.text) + 1 for laid in blocks)
    pieces = max(1, -(-total // limits.chapter_chars))
    parts: list[_Part] = []
    for run in _runs(blocks, total / pieces, limits.chapter_chars):
        placed: list[tuple[Laid, int]] = []
        offset = 0
        for laid in run:
            placed.append((laid, offset))
            if not laid.block.filler:
                offset += len(laid.text) + 1
        parts.append(_Part(chapter.title, chapter.level, chapter.kind, chapter.lang, placed, []))
    if len(parts) > 1:
        for number, part in enumerate(parts, 1):
            part.title = f"{chapter.title} ({number})".strip()
    parts[0].keys = list(chapter.keys)
    return parts


def _runs(blocks: list[Laid], aim: float, cap: int) -> list[list[Laid]]:
    runs: list[list[Laid]] = [[]]
    size = 0
    for laid in blocks:
        length = len(laid.text) + 1
        # A heading never stays behind alone at the end of a piece.
        after_heading = bool(runs[-1]) and runs[-1][-1].block.kind == "heading"
        full = size + length > cap + 1 or (size >= aim and not after_heading)
        if runs[-1] and full:
            runs.append([])
            size = 0
        runs[-1].append(laid)
        size += length
    return runs


def _places(parts: list[_Part]) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for number, part in enumerate(parts, 1):
        for key in part.keys:
            places.setdefault(key, (f"c{number}", 0))
        for laid, start in part.blocks:
            for offset, key in laid.anchors:
                places.setdefault(key, (f"c{number}", start + offset))
    return places


def _number_notes(draft: DraftBook, referred: dict[str, None]) -> dict[str, _LaidNote]:
    notes: dict[str, _LaidNote] = {}
    for number, key in enumerate(referred, 1):
        note = draft.notes[key]
        placed: list[tuple[Laid, int]] = []
        offset = 0
        for laid in lay_out_all(note.blocks):
            placed.append((laid, offset))
            if not laid.block.filler:
                offset += len(laid.text) + 1
        refers = [mark.key for laid, _ in placed for _, mark in laid.marks]
        notes[key] = _LaidNote(f"n{number}", note.label, placed, refers)
    return notes


def _text(blocks: list[tuple[Laid, int]]) -> str:
    return "\n".join(laid.text for laid, _ in blocks if not laid.block.filler)


def _finish(
    part: _Part, name: str, names: Names, notes: dict[str, _LaidNote], images: set[str]
) -> Chapter:
    _note_images(part.blocks, images)
    marks: list[NoteMark] = []
    wanted: list[str] = []
    for laid, start in part.blocks:
        for offset, mark in laid.marks:
            note = notes.get(mark.key)
            if note is not None:
                marks.append(NoteMark(start + offset, note.id, mark.label))
                wanted.append(mark.key)
    told: dict[str, Note] = {}
    for key in wanted:
        note = notes.get(key)
        if note is None or key in told:
            continue
        _note_images(note.blocks, images)
        told[key] = Note(note.id, render(note.blocks, names, part.lang), _text(note.blocks))
        # A note may lead to further notes; they must be at hand in the same chapter.
        wanted += note.refers
    text = _text(part.blocks)
    blocks = tuple(
        Block(
            laid.block.kind,
            start,
            start + len(laid.text),
            laid.block.source,
            laid.block.level,
        )
        for laid, start in part.blocks
        if not laid.block.filler
    )
    return Chapter(
        id=name,
        title=part.title,
        level=part.level,
        kind=part.kind,
        html=render(part.blocks, names, part.lang),
        text=text,
        lang=part.lang,
        blocks=blocks,
        notes=tuple(told.values()),
        marks=tuple(marks),
    )


def _note_images(blocks: list[tuple[Laid, int]], images: set[str]) -> None:
    for laid, _ in blocks:
        images.update(token.image.sha256 for token in laid.tokens if isinstance(token, Picture))


def _contents(
    draft: DraftBook, chapters: tuple[Chapter, ...], places: dict[str, Place], limits: Limits
) -> tuple[TocEntry, ...]:
    """The book's own contents where they lead somewhere; levels never skip a step."""
    entries: list[TocEntry] = []
    stack: list[int] = []
    for entry in draft.toc:
        place = places.get(entry.key)
        title = line(entry.title, limits.title_chars)
        if place is None or not title:
            continue
        while stack and stack[-1] >= entry.level:
            stack.pop()
        stack.append(entry.level)
        entries.append(TocEntry(title, len(stack), *place))
    if entries:
        return tuple(entries)
    return tuple(TocEntry(one.title, max(1, one.level), one.id, 0) for one in chapters if one.title)
