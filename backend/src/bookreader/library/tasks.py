"""The first stage of a book's job: from stored bytes to chapters that can be read."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from bookcore.errors import BookError
from bookcore.formats.store import IMAGE_FOLDER, read_parsed_json
from bookcore.model import NORMALISER_VERSION
from bookreader.jobs.tasks import Claim, Outcome
from bookreader.library import service
from bookreader.library.models import Book
from bookreader.library.repository import ChapterStore, set_columns
from bookreader.ports.blobs import BlobMissing
from bookreader.ports.context import TaskContext

log = logging.getLogger(__name__)
_COVER_SIZE = (600, 900)


async def parse_book(context: TaskContext, claim: Claim) -> Outcome:
    """Normalise the book unless this version of the rules did it already; then see to a cover."""
    async with context.database.read() as session:
        book = await service.book_at_work(session, claim.subject_id)
    if book.readable_at is None or book.normaliser_version != NORMALISER_VERSION:
        await claim.begin()
        await claim.give_way()
        await _parse(context, claim, book)
        async with context.database.read() as session:
            book = await service.book_at_work(session, claim.subject_id)
    if book.cover_sha256 is None:
        await claim.begin()
        await _paint_cover(context, claim, book)
    return Outcome.FINISHED


async def _parse(context: TaskContext, claim: Claim, book: Book) -> None:
    try:
        async with (
            context.blobs.as_file(book.sha256) as source,
            context.cpu.child("parse") as child,
        ):
            out = child.folder / "parsed"
            request = {"op": "parse", "source": str(source), "out": str(out)}
            async for _answer in child.ask(request):
                pass
            parsed = await asyncio.to_thread(read_parsed_json, out)
            stored = await _store_images(context, out / IMAGE_FOLDER, parsed)
    except BlobMissing:
        raise BookError("file_missing", "The book's file is no longer in the store.") from None
    await _save(context, claim, book, parsed, stored)


async def _store_images(context: TaskContext, folder: Path, parsed: Mapping[str, Any]) -> set[str]:
    stored: set[str] = set()
    wanted = [*parsed["images"], *([parsed["cover"]] if parsed["cover"] else [])]
    for image in wanted:
        file = folder / image["sha256"]
        if image["sha256"] not in stored and await asyncio.to_thread(file.is_file):
            blob = await context.blobs.put_file(file)
            stored.add(blob.sha256)
    return stored


async def _save(
    context: TaskContext, claim: Claim, book: Book, parsed: Mapping[str, Any], stored: set[str]
) -> None:
    chapters = _chapter_rows(book.id, parsed["chapters"])
    images = [
        {
            "book_id": book.id,
            "sha256": image["sha256"],
            "mime": image["mime"],
            "width": image["width"],
            "height": image["height"],
        }
        for image in {one["sha256"]: one for one in parsed["images"]}.values()
        if image["sha256"] in stored
    ]
    card = _card(book, parsed, stored)
    card["chapter_count"] = len(chapters)
    card["chars"] = sum(chapter["chars"] for chapter in chapters)
    async with claim.write(progress=True) as session:
        await service.book_at_work(session, book.id)
        await ChapterStore(session).replace(book.id, chapters, images)
        await set_columns(session, book.id, {**card, "readable_at": context.clock()})
        await claim.publish(session, "book", {"book_id": str(book.id)})
        await claim.publish(session, "library", {})


def _card(book: Book, parsed: Mapping[str, Any], stored: set[str]) -> dict[str, Any]:
    """The columns that the parser's findings fill."""
    title = (parsed["title"].strip() or Path(book.filename).stem or book.filename)[:500]
    authors = [str(author) for author in parsed["authors"]]
    series = parsed["series"] or {"name": None, "index": None}
    cover = parsed["cover"] if parsed["cover"] and parsed["cover"]["sha256"] in stored else None
    words = [title, *authors, series["name"] or ""]
    return {
        "format": parsed["format"],
        "title": title,
        "title_key": title.casefold()[:500],
        "authors": authors,
        "author_key": _surname_first(authors[0]).casefold()[:500] if authors else "",
        "search_key": service.search_form(" ".join(words)),
        "language": parsed["language"][:16],
        "series_name": series["name"][:300] if series["name"] else None,
        "series_index": series["index"],
        "genres": parsed["genres"],
        "annotation": parsed["annotation"],
        "cover_sha256": cover["sha256"] if cover else None,
        "cover_mime": cover["mime"] if cover else None,
        "toc": parsed["toc"],
        "warnings": parsed["warnings"],
        "normaliser_version": parsed["normaliser_version"],
    }


def _surname_first(name: str) -> str:
    """How a name stands in an alphabet: by its last word, unless a comma says otherwise."""
    if "," in name:
        return name
    rest, _, last = name.strip().rpartition(" ")
    return f"{last} {rest}".strip()


def _chapter_rows(book_id: UUID, chapters: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    before = 0
    for number, chapter in enumerate(chapters):
        text = chapter["text"]
        rows.append(
            {
                "book_id": book_id,
                "number": number,
                "key": chapter["id"],
                "title": chapter["title"][:500],
                "level": chapter["level"],
                "kind": chapter["kind"],
                "lang": chapter["lang"][:16],
                "html": chapter["html"],
                "text": text,
                "chars": len(text),
                "chars_before": before,
                "astral": len(text.encode("utf-16-le")) != 2 * len(text),
                "blocks": chapter["blocks"],
                "notes": chapter["notes"],
                "note_marks": chapter["marks"],
            }
        )
        before += len(text)
    return rows


async def _paint_cover(context: TaskContext, claim: Claim, book: Book) -> None:
    """Paint a cover for a book that brought none; a book can be read without one."""
    try:
        async with context.cpu.child("paint") as child:
            out = child.folder / "cover.webp"
            answer: dict[str, Any] = {}
            async for one in child.ask(
                {
                    "op": "cover",
                    "title": book.title,
                    "author": ", ".join(str(author) for author in book.authors),
                    "width": _COVER_SIZE[0],
                    "height": _COVER_SIZE[1],
                    "out": str(out),
                }
            ):
                answer = one
            blob = await context.blobs.put_file(out)
    except BookError as error:
        if error.code == "cancelled":
            raise
        log.warning("no cover for book %s: %s", book.id, error)
        return
    async with claim.write(progress=True) as session:
        values = {"cover_sha256": blob.sha256, "cover_mime": answer["mime"]}
        await set_columns(session, book.id, values)
        await claim.publish(session, "book", {"book_id": str(book.id)})
