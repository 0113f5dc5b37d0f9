"""File names, captions and bytes of pictures that are taken along."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bookreader.accounts.models import User
from bookreader.extraction import service as extraction
from bookreader.illustration import service as illustration
from bookreader.illustration.models import READY, Picture
from bookreader.kit.db import ReadSession
from bookreader.library import service as library
from bookreader.library.models import Book
from bookreader.ports.blobs import BlobMissing
from bookreader.ports.context import TaskContext
from bookreader.reading import service as reading
from bookreader.reading.errors import PictureNotFound

_DELIVERED = "image/webp"
_ENDINGS = {
    "image/webp": "webp",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/avif": "avif",
    "image/gif": "gif",
}
_WORDS = {
    "ru": {
        "sketch": "Набросок, нарисован программой без модели ИИ",
        "ai": "Рисунок ИИ",
        "pictures": "картинки",
        "picture": "картинка",
    },
    "en": {
        "sketch": "A sketch, painted by a program without an AI model",
        "ai": "AI-generated picture",
        "pictures": "pictures",
        "picture": "picture",
    },
}
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture to be saved."""

    sha256: str
    mime: str
    name: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """A picture of the archive with what its caption says."""

    name: str
    picture: Picture
    chapter: str
    text: str


async def one_file(
    session: ReadSession, user: User, book_id: UUID, picture_id: UUID, *, original: bool
) -> Taken:
    """A picture the reader has met; `original` is what a provider sent, untouched.

    Raises PictureNotFound where there is none, as for a sketch's original.
    """
    picture, sha256 = await reading.require_visible_picture(session, user, book_id, picture_id)
    book = await library.require_book(session, user.id, book_id)
    mime = _DELIVERED
    if original:
        if picture.original_sha256 is None:
            raise PictureNotFound
        sha256, mime = picture.original_sha256, picture.original_mime
    title = _words(book)["picture"]
    number = 1
    if picture.description_id is not None:
        d = await extraction.get(session, book_id, picture.description_id)
        if d is not None:
            chapter, _ = await reading.passage(session, d)
            title, number = chapter.title, chapter.number + 1
    if mime not in _ENDINGS:
        # A type nobody knows is not handed to a browser under its own name.
        mime = "application/octet-stream"
    return Taken(sha256, mime, f"{number:03d}-{slug(title)}.{_ENDINGS.get(mime, 'bin')}")


async def all_files(
    context: TaskContext, user: User, book_id: UUID
) -> tuple[str, AsyncIterator[tuple[str, bytes, datetime]]]:
    """The archive's name and its entries: the pictures met, in reading order, and their captions."""
    async with context.database.read() as session:
        book = await library.require_book(session, user.id, book_id)
        entries = await _entries(session, user, book)
    name = f"{slug(book.title)}-{_words(book)['pictures']}.zip"
    return name, _read(context, book, entries)


async def _entries(session: ReadSession, user: User, book: Book) -> list[_Entry]:
    gallery = await reading.gallery(session, user, book.id)
    shown = await illustration.shown(session, [one.description_id for one in gallery.items])
    entries = []
    for number, item in enumerate(gallery.items, 1):
        picture = shown.get(item.description_id)
        if picture is None or picture.state != READY or picture.sha256 is None:
            continue
        name = f"{number:03d}-{slug(item.chapter_title)}.webp"
        entries.append(_Entry(name, picture, item.chapter_title, item.text))
    return entries


async def _read(
    context: TaskContext, book: Book, entries: list[_Entry]
) -> AsyncIterator[tuple[str, bytes, datetime]]:
    told = []
    now = context.clock()
    for entry in entries:
        assert entry.picture.sha256 is not None
        try:
            chunks = [chunk async for chunk in context.blobs.read(entry.picture.sha256)]
        except BlobMissing:
            continue  # an evicted sketch: it is painted again when it is looked at
        told.append(_caption(book, entry))
        yield entry.name, b"".join(chunks), entry.picture.painted_at or now
    yield "captions.txt", "\n\n".join(told).encode() + b"\n", now


def _caption(book: Book, entry: _Entry) -> str:
    words = _words(book)
    picture = entry.picture
    maker = words[illustration.maker_of(picture)]
    model = str(picture.made.get("model_used") or picture.made.get("model_requested") or "")
    by = ", ".join(one for one in (picture.provider_name, model) if one)
    day = picture.painted_at.date().isoformat() if picture.painted_at else ""
    quote = " ".join(entry.text.split())
    said = ". ".join(one for one in (f"{maker}: {by}" if by else maker, day) if one)
    return f"{entry.name}\n{entry.chapter}\n{quote}\n{said}"


def slug(title: str) -> str:
    """A title as a part of a file name: letters and digits of any script, the rest as hyphens."""
    kept = "".join(c if c.isalnum() else " " for c in title)
    words = "-".join(kept.split()).lower()
    return words[:_LONGEST_NAME].strip("-") or "picture"


def _words(book: Book) -> dict[str, str]:
    return _WORDS["ru" if book.language.startswith("ru") else "en"]
