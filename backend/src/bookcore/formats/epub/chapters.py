"""Documents and contents to chapters: where each begins, what it is called, what it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from bookcore.formats.draft import (
    Anchor,
    DraftBlock,
    DraftBook,
    DraftChapter,
    DraftNote,
    DraftToc,
    Picture,
)
from bookcore.formats.epub.contents import Contents, Line
from bookcore.formats.epub.documents import Document, target_key
from bookcore.formats.epub.flow import Flow, element_lang
from bookcore.formats.epub.inline import InlineReader
from bookcore.formats.epub.kinds import Kinds, settle_ends
from bookcore.formats.epub.notes import FoundNote, NoteFinder
from bookcore.formats.epub.notetext import trim_note
from bookcore.formats.epub.package import Package
from bookcore.formats.epub.pictures import Pictures
from bookcore.formats.layout import plain
from bookcore.formats.links import classify
from bookcore.formats.report import Report
from bookcore.formats.titles import opening_title
from bookcore.model import BookImage


@dataclass(slots=True, eq=False)
class _Piece:
    """Blocks from one beginning to the next, with the lines of the contents that name it."""

    document: Document
    blocks: list[DraftBlock]
    lines: list[int] = field(default_factory=list)
    begins: bool = True


class ChapterMaker:
    """Makes the draft of one EPUB."""

    def __init__(
        self,
        package: Package,
        documents: list[Document],
        contents: Contents,
        pictures: Pictures,
        cover: BookImage | None,
        report: Report,
    ) -> None:
        self._package = package
        self._contents = contents
        self._pictures = pictures
        self._cover = cover
        self._report = report
        self._kinds = Kinds(package, contents)
        self._documents = self._without_pages(documents)
        self._by_name = {one.name: one for one in self._documents}
        self._notes = NoteFinder(self._documents).find()
        self._wanted = self._wanted_keys()

    def draft(self) -> DraftBook:
        """Chapters in reading order, then what stands outside of it, then notes."""
        linear: list[_Piece] = []
        aside: list[_Piece] = []
        for document in self._documents:
            blocks = self._flow(document).body(self._lang(document))
            if self._is_emptied(document, blocks):
                continue
            if not any(plain(one.tokens) or _pictures(one) for one in blocks):
                if document.linear and linear and blocks:
                    linear.append(_Piece(document, blocks, begins=False))
                continue
            if document.linear:
                linear += self._pieces(document, blocks)
            else:
                aside.append(_Piece(document, blocks, self._lines_of(document)))
        chapters = settle_ends(self._chapters(linear))
        for piece in aside:
            chapter = self._chapter(piece, 1)
            chapter.kind = "notes" if chapter.kind == "notes" else "back"
            chapters.append(chapter)
        # A sort that keeps order: what is left of the notes closes the book.
        chapters.sort(key=lambda one: one.kind == "notes")
        notes = {key: self._note(found) for key, found in self._notes.found.items()}
        toc = [
            DraftToc(line.title, line.level, self._line_key(line))
            for line in self._contents.lines
            if line.name
        ]
        return DraftBook(chapters, notes, toc, self._notes.title)

    def _is_emptied(self, document: Document, blocks: list[DraftBlock]) -> bool:
        """Whether only headings are left of a document whose notes went to their marks."""
        if any(one.kind != "heading" and plain(one.tokens) for one in blocks):
            return False
        if not any(found.document is document for found in self._notes.found.values()):
            return False
        self._notes.title = self._notes.title or opening_title(blocks)
        return True

    def _without_pages(self, documents: list[Document]) -> list[Document]:
        kept: list[Document] = []
        for document in documents:
            if self._kinds.is_cover(document):
                self._report.warn(
                    "cover_page_dropped", "the cover page is no chapter", document.name
                )
            elif self._kinds.is_contents(document):
                self._report.warn(
                    "contents_page_dropped", "the contents page is no chapter", document.name
                )
            else:
                kept.append(document)
        # A book of nothing but such pages is better shown than refused.
        return kept or documents

    def _wanted_keys(self) -> set[str]:
        wanted = {self._line_key(line) for line in self._contents.lines if line.name}
        for document in self._documents:
            for link in document.body.iter("a"):
                address = link.get("href")
                if address and classify(address) == "inside":
                    key = target_key(document, address, self._by_name)
                    if key is not None:
                        wanted.add(key)
        return wanted

    def _line_key(self, line: Line) -> str:
        document = self._by_name.get(line.name)
        if document is not None and line.fragment in document.ids:
            return f"{line.name}#{line.fragment}"
        return line.name

    def _lines_of(self, document: Document) -> list[int]:
        return [
            index for index, line in enumerate(self._contents.lines) if line.name == document.name
        ]

    def _flow(self, document: Document) -> Flow:
        inline = InlineReader(
            document, self._by_name, self._notes, self._pictures, self._report, self._wanted
        )
        return Flow(document, inline, self._notes.skipped, self._wanted)

    def _lang(self, document: Document) -> str:
        return element_lang(document.body) or element_lang(document.root) or self._package.language

    # pieces

    def _pieces(self, document: Document, blocks: list[DraftBlock]) -> list[_Piece]:
        """The document cut where lines of the contents point."""
        starts: dict[int, list[int]] = {}
        places = _places(blocks)
        for index in self._lines_of(document):
            key = self._line_key(self._contents.lines[index])
            starts.setdefault(places.get(key, 0), []).append(index)
        first = min(starts, default=0)
        if first > 0 and not any(plain(block.tokens) for block in blocks[:first]):
            # An ornament above the first heading belongs to it.
            starts[0] = starts.pop(first)
        if not self._contents.lines:
            starts = {at: [] for at in _heading_starts(blocks)}
        begins = 0 in starts or self._begins(document, blocks)
        cuts = sorted({0, *starts})
        return [
            _Piece(document, blocks[at:until], starts.get(at, []), at > 0 or begins)
            for at, until in zip(cuts, [*cuts[1:], len(blocks)], strict=True)
        ]

    def _begins(self, document: Document, blocks: list[DraftBlock]) -> bool:
        """Whether a document that the contents do not name starts a chapter all the same."""
        if not self._contents.lines or self._kinds.own_page(document):
            return True
        visible = next((one for one in blocks if plain(one.tokens)), None)
        return visible is not None and visible.kind == "heading"

    def _chapters(self, pieces: list[_Piece]) -> list[DraftChapter]:
        chapters: list[DraftChapter] = []
        level = 1
        named = False
        for piece in pieces:
            last = chapters[-1] if chapters else None
            alone = last is None or (not named and last.kind == "front") or not named
            if last is not None and not piece.begins and not alone:
                last.blocks += piece.blocks
                continue
            chapter = self._chapter(piece, level)
            named = named or bool(piece.lines)
            if not named and not piece.begins and chapter.kind == "chapter":
                # Pages before anything that the contents name.
                chapter.kind = "front"
            level = chapter.level + 1 if chapter.kind == "part" else chapter.level
            chapters.append(chapter)
        return chapters

    def _chapter(self, piece: _Piece, level: int) -> DraftChapter:
        lines = [self._contents.lines[index] for index in piece.lines]
        opening = opening_title(piece.blocks)
        title = opening
        has_below = False
        if lines:
            chosen = next((one for one in lines if _same(one.title, opening)), lines[-1])
            title, level = chosen.title, chosen.level
            after = piece.lines[-1] + 1
            has_below = (
                after < len(self._contents.lines)
                and self._contents.lines[after].level > lines[-1].level
            )
        first = next((one for one in piece.blocks if plain(one.tokens)), piece.blocks[0])
        prose = sum(len(plain(one.tokens)) for one in piece.blocks if one.kind != "heading")
        kind = self._kinds.chapter(piece.document, first.types, prose, has_below, title)
        return DraftChapter(title, level, kind, self._lang(piece.document), piece.blocks)

    def _note(self, found: FoundNote) -> DraftNote:
        blocks = self._flow(found.document).note(found.element, self._lang(found.document))
        return trim_note(found.key, found.label, blocks)


def _pictures(block: DraftBlock) -> bool:
    return any(isinstance(token, Picture) for token in block.tokens)


def _places(blocks: list[DraftBlock]) -> dict[str, int]:
    places: dict[str, int] = {}
    for index, block in enumerate(blocks):
        for key in block.anchors:
            places.setdefault(key, index)
        for token in block.tokens:
            if isinstance(token, Anchor):
                places.setdefault(token.key, index)
    return places


def _heading_starts(blocks: list[DraftBlock]) -> list[int]:
    """For a book without contents: the headings of the highest rank that a file repeats."""
    ranks: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.kind == "heading" and block.tag != "p":
            ranks.setdefault(block.level, []).append(index)
    for level in sorted(ranks):
        if len(ranks[level]) > 1:
            return ranks[level]
    return []


def _same(one: str, other: str) -> bool:
    return bool(other) and _letters(one) == _letters(other)


def _letters(title: str) -> str:
    return "".join(letter for letter in title.casefold() if letter.isalnum())
