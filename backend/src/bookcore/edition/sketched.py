"""An illustrated edition of a parsed book with sketches alone: no server, no network, no key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bookcore.describe import ChapterText, Description, Marks, find_descriptions
from bookcore.edition.model import Asset, Leaf, Plate, Volume
from bookcore.edition.words import short_quote
from bookcore.model import BookImage, ParsedBook
from bookcore.sketch import PAINTER_VERSION, encode, paint, paint_cover

_KINDS = {
    "ru": {
        "location": "место", "character": "персонаж", "atmosphere": "атмосфера",
        "object": "предмет", "action": "сцена",
    },
    "en": {
        "location": "a place", "character": "a character", "atmosphere": "the mood",
        "object": "a thing", "action": "a scene",
    },
}  # fmt: skip


def alt_text(kind: str, text: str, language: str) -> str:
    """What a plate shows, for one who cannot see it, in the book's language."""
    tongue = "ru" if language.lower().startswith("ru") else "en"
    begin = "Набросок, " if tongue == "ru" else "Sketch of "
    return f"{begin}{_KINDS[tongue].get(kind, '')}: {short_quote(text, 120)}"


def _asset(image: BookImage) -> Asset:
    return Asset(image.sha256, image.mime, lambda: image.data)


def _painter(description: Description) -> Callable[[], bytes]:
    return lambda: encode(paint(description.scene), "png")


def sketched_plates(book: ParsedBook, marks: Marks = "few") -> Iterator[Plate]:
    """A sketch for each description of a preset, painted when it is printed."""
    chapters = [ChapterText(c.id, c.text, c.blocks, c.kind) for c in book.chapters]
    for _, found in find_descriptions(chapters, book.language, marks):
        for one in found:
            yield Plate(
                one.chapter, one.start, one.end, alt_text(one.type, one.text, book.language),
                short_quote(one.text), "sketch", f"BookReader sketch painter {PAINTER_VERSION}",
                _painter(one),
            )  # fmt: skip


def volume_of(book: ParsedBook, source_sha256: str, plates: Iterable[Plate] = ()) -> Volume:
    """Everything of a parsed book, with the given plates; a book without a cover gets a painted one."""
    notes = {note.id: note.html for chapter in book.chapters for note in chapter.notes}
    author = ", ".join(book.authors)
    cover = (
        _asset(book.cover)
        if book.cover
        else Asset("", "image/png", lambda: encode(paint_cover(book.title, author), "png"))
    )
    return Volume(
        source_sha256=source_sha256,
        title=book.title,
        authors=book.authors,
        language=book.language,
        annotation=book.annotation,
        genres=book.genres,
        series=(book.series.name, book.series.index) if book.series else None,
        leaves=tuple(
            Leaf(c.id, c.title, c.kind, c.lang, c.html, tuple(notes.items())) for c in book.chapters
        ),
        toc=book.toc,
        images={image.sha256: _asset(image) for image in book.images},
        cover=cover,
        plates=tuple(plates),
    )
