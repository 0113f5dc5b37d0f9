"""A book in the database and what the fake children say of it."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

from bookcore.model import NORMALISER_VERSION
from bookreader.jobs import service as jobs
from bookreader.library.models import Book
from bookreader.ports.context import TaskContext
from tests.bookreader.fakes import FakeCpu

PICTURE = b"bytes of a picture"
PICTURE_SHA = hashlib.sha256(PICTURE).hexdigest()


def parsed_book(chapters: int = 6, chars: int = 2000) -> dict[str, Any]:
    """What the parsing child writes for a book of equal chapters."""
    text = "Снег лежал на крышах. " * (chars // 22 + 1)
    return {
        "normaliser_version": NORMALISER_VERSION,
        "format": "fb2",
        "title": "Зимняя Дорога",
        "authors": ["Анна Мария Ёлкина", "Второй"],
        "language": "ru",
        "series": {"name": "Дороги", "index": 2.0},
        "genres": ["prose"],
        "annotation": "О дороге.",
        "cover": None,
        "chapters": [
            {
                "id": f"c{number}",
                "title": f"Глава {number}",
                "level": 1,
                "kind": "chapter",
                "html": f"<p data-o='0'>{text[:chars]}</p>",
                "text": text[:chars],
                "lang": "ru",
                "blocks": [
                    {"kind": "paragraph", "start": 0, "end": chars, "source": "0:/4", "level": 0}
                ],
                "notes": [],
                "marks": [],
            }
            for number in range(chapters)
        ],
        "toc": [{"title": "Глава 0", "level": 1, "chapter": "c0", "offset": 0}],
        "images": [
            {"sha256": PICTURE_SHA, "mime": "image/png", "width": 3, "height": 2, "size": 18}
        ],
        "warnings": [],
    }


def two_descriptions(chapter: dict[str, Any]) -> list[dict[str, Any]]:
    """A finder that finds two passages in every chapter."""
    return [
        {
            "chapter": chapter["id"],
            "start": start,
            "end": start + 20,
            "type": "location",
            "also": [],
            "score": 0.9,
            "text": chapter["text"][start : start + 20],
            "attributes": ["snow"],
            "caption": "snow on roofs",
            "scene": {"kind": "location", "season": "winter", "seed": 0},
            "level": "normal",
        }
        for start in (0, 40)
    ]


async def add_book(context: TaskContext, user_id: UUID) -> UUID:
    """A stored file with its row and job, and children that know what is in it."""
    cpu = context.cpu
    assert isinstance(cpu, FakeCpu)
    cpu.parsed = cpu.parsed or parsed_book()
    cpu.images = {PICTURE_SHA: PICTURE}
    cpu.found = two_descriptions

    async def content() -> AsyncIterator[bytes]:
        yield uuid4().bytes

    blob = await context.blobs.put(content())
    async with context.database.write() as session:
        book = Book(
            id=uuid4(),
            user_id=user_id,
            sha256=blob.sha256,
            size_bytes=blob.size,
            filename="doroga.fb2",
            format="",
            title="doroga",
            title_key="doroga",
            authors=[],
            added_at=context.clock(),
        )
        session.add(book)
        await session.flush()
        await jobs.start(session, context.bell, context.clock, "book", book.id, user_id)
        return book.id


async def the_book(context: TaskContext, book_id: UUID) -> Book:
    """The book's row as it is now."""
    async with context.database.read() as session:
        found = await session.get(Book, book_id)
    assert found is not None
    return found
