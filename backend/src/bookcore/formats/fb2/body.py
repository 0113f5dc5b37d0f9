"""Bodies and sections of a FictionBook file to chapters and notes."""

from __future__ import annotations

from typing import Final

from lxml import etree

from bookcore.formats.draft import (
    DraftBlock,
    DraftBook,
    DraftChapter,
    DraftNote,
    DraftToc,
)
from bookcore.formats.fb2.binaries import Binaries
from bookcore.formats.fb2.blocks import BlockReader, rule_after
from bookcore.formats.fb2.href import href
from bookcore.formats.layout import plain
from bookcore.formats.report import Report
from bookcore.formats.rules import without_spacing
from bookcore.formats.titles import heading_title, is_note_title
from bookcore.model import ChapterKind

_NOTE_BODY_NAMES: Final = ("note", "comment", "примеч", "сноск", "коммент")
_PART_PROSE: Final = 1_500
"""A part may open with a few words of its own; with more it is a chapter."""


class BodyReader:
    """Walks the bodies once and collects chapters, notes and contents."""

    def __init__(self, root: etree._Element, binaries: Binaries, report: Report, lang: str) -> None:
        self._root = root
        self._lang = lang
        self._chapters: list[DraftChapter] = []
        self._notes: dict[str, DraftNote] = {}
        self._toc: list[DraftToc] = []
        self._notes_title = ""
        self._waiting_keys: list[str] = []
        self._report = report
        self._main, self._note_bodies = self._sort_bodies()
        labels = {key: label for _, body in self._note_bodies for key, label in _note_labels(body)}
        self._blocks = BlockReader(binaries, report, labels)

    def read(self) -> DraftBook:
        """The whole text of the book."""
        for path, body in self._main:
            self._body(body, path)
        for path, body in self._note_bodies:
            self._note_body(body, path)
        if self._waiting_keys and self._chapters:
            self._chapters[-1].keys += self._waiting_keys
        return DraftBook(self._chapters, self._notes, self._toc, self._notes_title)

    def _sort_bodies(
        self,
    ) -> tuple[list[tuple[str, etree._Element]], list[tuple[str, etree._Element]]]:
        main: list[tuple[str, etree._Element]] = []
        notes: list[tuple[str, etree._Element]] = []
        targets = {
            href(link).removeprefix("#")
            for link in self._root.iter("a")
            if link.get("type") in ("note", "comment")
        }
        for index, child in enumerate(self._root):
            if child.tag != "body":
                continue
            place = (f"0:/{2 * (index + 1)}", child)
            name = (child.get("name") or "").lower()
            named = any(part in name for part in _NOTE_BODY_NAMES)
            ids = {one.get("id") for one in child.iter("section") if one.get("id")}
            told = bool(ids) and ids <= targets
            (notes if main and (named or told) else main).append(place)
        return main, notes

    def _body(self, body: etree._Element, path: str) -> None:
        named = body.get("name") or ""
        opening = self._opening(body, path, level=0)
        title = _title_of(opening) or (named if self._chapters else "")
        kind: ChapterKind = "chapter" if _prose(opening) > _PART_PROSE else "front"
        if kind == "front" and self._chapters:
            kind = "part"
        if body.find("section") is None:
            kind = "chapter"
        self._add(title, 1, kind, opening, _key(body), in_toc=bool(opening))
        self._children(body, path, 1)

    def _section(self, section: etree._Element, path: str, level: int) -> None:
        below = section.findall("section")
        if not below or not any(
            _has_title(one) for one in section.iter("section") if one is not section
        ):
            blocks = self._whole(section, path, level)
            self._add(_title_of(blocks), level, "chapter", blocks, _key(section))
            return
        opening = self._opening(section, path, level)
        title = _title_of(opening)
        kind: ChapterKind = "chapter" if _prose(opening) > _PART_PROSE else "part"
        if not title and opening:
            kind = "chapter"
        self._add(title, level, kind, opening, _key(section))
        self._children(section, path, level + 1 if title else level)

    def _children(self, parent: etree._Element, path: str, level: int) -> None:
        """Sections in order, and what a careless writer put between and after them."""
        seen_section = False
        stray: list[DraftBlock] = []
        for index, child in enumerate(parent):
            place = f"{path}/{2 * (index + 1)}"
            if child.tag == "section":
                self._append(stray)
                stray = []
                seen_section = True
                self._section(child, place, level)
            elif seen_section:
                stray += self._blocks.element(child, place, (), level)
        self._append(stray)

    def _append(self, stray: list[DraftBlock]) -> None:
        if any(plain(block.tokens) or block.kind == "image" for block in stray):
            self._chapters[-1].blocks += stray

    def _opening(self, parent: etree._Element, path: str, level: int) -> list[DraftBlock]:
        blocks = self._blocks.text_before(parent, path)
        for index, child in enumerate(parent):
            if child.tag == "section":
                break
            blocks += self._blocks.element(child, f"{path}/{2 * (index + 1)}", (), level)
        return blocks

    def _whole(self, section: etree._Element, path: str, level: int) -> list[DraftBlock]:
        """A section with all below it as one run; untitled sections are scenes of a chapter."""
        blocks = self._blocks.text_before(section, path)
        for index, child in enumerate(section):
            place = f"{path}/{2 * (index + 1)}"
            if child.tag == "section":
                scene = self._whole(child, place, level)
                if scene and any(block.kind != "heading" for block in blocks):
                    blocks.append(rule_after(place))
                if scene and child.get("id"):
                    scene[0].anchors.insert(0, f"#{child.get('id')}")
                blocks += scene
            else:
                blocks += self._blocks.element(child, place, (), level)
        return blocks

    def _add(
        self,
        title: str,
        level: int,
        kind: ChapterKind,
        blocks: list[DraftBlock],
        key: str,
        in_toc: bool = True,
    ) -> None:
        if key:
            self._waiting_keys.append(key)
        if not any(plain(block.tokens) or block.kind == "image" for block in blocks):
            return
        blocks = without_spacing(blocks)
        name = f"chapter:{len(self._chapters)}"
        keys = [name, *self._waiting_keys]
        self._waiting_keys = []
        self._chapters.append(DraftChapter(title, level, kind, self._lang, blocks, keys))
        if in_toc and title:
            self._toc.append(DraftToc(title, level, name))

    # notes

    def _note_body(self, body: etree._Element, path: str) -> None:
        title = body.find("title")
        if title is not None and not self._notes_title:
            self._notes_title = heading_title(self._blocks.title_tokens(title))
        self._note_sections(body, path)

    def _note_sections(self, parent: etree._Element, path: str) -> None:
        for index, child in enumerate(parent):
            place = f"{path}/{2 * (index + 1)}"
            if child.tag != "section":
                continue
            if child.get("id") or child.find("section") is None:
                self._note(child, place)
            else:
                self._note_sections(child, place)

    def _note(self, section: etree._Element, path: str) -> None:
        key = f"#{section.get('id')}" if section.get("id") else f"note:{path}"
        if key in self._notes:
            self._report.warn("duplicate_id", "two notes of one name", key)
            key = f"note:{path}"
        blocks = without_spacing(self._whole(section, path, 3))
        heading = blocks[0] if blocks and blocks[0].kind == "heading" else None
        label = heading_title(heading.tokens) if heading else ""
        if heading is not None and is_note_title(label):
            blocks = blocks[1:]
        elif heading is not None:
            # A heading with words in it belongs to the note.
            heading = None
        self._notes[key] = DraftNote(key, label, blocks, heading)


def _key(element: etree._Element) -> str:
    name = element.get("id")
    return f"#{name}" if name else ""


def _has_title(section: etree._Element) -> bool:
    title = section.find("title")
    return title is not None and bool("".join(str(one) for one in title.itertext()).strip())


def _title_of(blocks: list[DraftBlock]) -> str:
    for block in blocks:
        if block.kind == "heading" and block.tag != "p":
            return heading_title(block.tokens)
        if plain(block.tokens):
            return ""
    return ""


def _prose(blocks: list[DraftBlock]) -> int:
    """Characters outside headings and epigraphs."""
    return sum(
        len(plain(block.tokens))
        for block in blocks
        if block.kind != "heading" and not any(wrap.cls == "epigraph" for wrap in block.wraps)
    )


def _note_labels(body: etree._Element) -> list[tuple[str, str]]:
    labels: list[tuple[str, str]] = []
    for section in body.iter("section"):
        name = section.get("id")
        if name:
            title = section.find("title")
            words = "" if title is None else "".join(str(one) for one in title.itertext())
            labels.append((f"#{name}", " ".join(words.split())))
    return labels
