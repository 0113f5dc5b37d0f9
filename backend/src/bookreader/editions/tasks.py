"""The stages of an edition: paint what it lacks, then print it."""

from __future__ import annotations

import asyncio
import json
import shutil
import time
from pathlib import Path
from typing import Any

from bookcore.edition import short_quote
from bookreader.editions import repository, service
from bookreader.editions.models import Edition
from bookreader.extraction.models import Description
from bookreader.illustration import service as illustration
from bookreader.illustration.models import FAILED, READY, Picture
from bookreader.jobs.errors import SubjectGone
from bookreader.jobs.tasks import Claim, Outcome
from bookreader.library import service as library
from bookreader.library.models import Book, BookChapter
from bookreader.ports.blobs import BlobMissing
from bookreader.ports.context import TaskContext
from bookreader.reading import service as reading

_SIZES: dict[str, dict[str, Any]] = {
    "screen": {"width": 1152, "grey": False},
    "e-ink": {"width": 800, "grey": True},
    "pocket": {"width": 600, "grey": True},
}
_TELL_SECONDS = 0.5


async def paint_missing(context: TaskContext, claim: Claim) -> Outcome:
    """Paint what the edition shows and nobody has painted yet; what is painted stays painted."""
    edition, book = await _edition(context, claim)
    if edition.sha256 is not None:
        return Outcome.FINISHED
    async with context.database.read() as session:
        shown = await service.shown_in(session, edition, book)
        pictures = await illustration.shown(session, [d.id for d in shown])
    missing = [d for d in shown if await _lacks(context, d, pictures.get(d.id))]
    if not missing:
        return Outcome.FINISHED
    await claim.begin()
    await _note(claim, edition, {"plates": len(shown), "done": len(shown) - len(missing)})
    for n, description in enumerate(missing, 1):
        await claim.give_way()
        values = await illustration.painted(context, description)
        async with claim.write(progress=True) as session:
            picture = await illustration.planned(context, session, description)
            await illustration.keep(session, picture, values)
            told = {"book_id": str(book.id), "description_id": str(description.id)}
            await claim.publish(session, "picture", told)
        await _note(claim, edition, {"done": len(shown) - len(missing) + n})
    return Outcome.FINISHED


async def print_edition(context: TaskContext, claim: Claim) -> Outcome:
    """Print the edition in a child, keep its bytes, and only then name them."""
    edition, book = await _edition(context, claim)
    if edition.sha256 is not None:
        return Outcome.FINISHED
    await claim.begin()
    await claim.give_way()
    async with context.cpu.child("edition") as child:
        volume = await _volume(context, edition, book, child.folder)
        await _note(claim, edition, {"plates": len(volume["plates"]), "done": 0})
        file, out = child.folder / "volume.json", child.folder / "edition.epub"
        text = json.dumps(volume, ensure_ascii=False)
        await asyncio.to_thread(file.write_text, text, "utf-8")
        request = {
            "op": "edition",
            "volume": str(file),
            "out": str(out),
            "now": edition.created_at.isoformat(),
            **_SIZES[edition.size],
        }
        answer: dict[str, Any] = {}
        told = time.monotonic()
        async for answer in child.ask(request):
            if "done_plates" in answer and time.monotonic() - told >= _TELL_SECONDS:
                await _note(claim, edition, {"done": answer["done_plates"]})
                told = time.monotonic()
        blob = await context.blobs.put_file(out)
    made = {"sha256": blob.sha256, "size_bytes": blob.size, "ready_at": context.clock()}
    plates = {"plates": answer["plates"], "done": answer["plates"]}
    await _note(claim, edition, {**made, **plates}, progress=True)
    return Outcome.FINISHED


async def _edition(context: TaskContext, claim: Claim) -> tuple[Edition, Book]:
    async with context.database.read() as session:
        edition = await repository.get(session, claim.subject_id)
        if edition is None:
            raise SubjectGone
        return edition, await library.book_at_work(session, edition.book_id)


async def _lacks(context: TaskContext, d: Description, picture: Picture | None) -> bool:
    if picture is None:
        return True
    if picture.state == READY and picture.sha256 is not None:
        return await context.blobs.size(picture.sha256) is None
    # Asked once more, the painter would refuse the same scene again.
    return picture.state != FAILED or picture.scene_hash != d.scene_hash


async def _note(
    claim: Claim, edition: Edition, values: dict[str, Any], *, progress: bool = False
) -> None:
    async with claim.write(progress=progress) as session:
        await repository.set_columns(session, edition.id, values)
        await claim.publish(session, "edition", {"edition_id": str(edition.id)})


async def _volume(
    context: TaskContext, edition: Edition, book: Book, folder: Path
) -> dict[str, Any]:
    """Everything the child needs, its pictures copied beside it: it sees no other file."""
    async with context.database.read() as session:
        shown = await service.shown_in(session, edition, book)
        pictures = await illustration.shown(session, [d.id for d in shown])
        lines = await library.chapters(session, book.id)
        found = [await library.chapter_at_work(session, book.id, line.number) for line in lines]
        images = await library.images(session, book.id)
    chapters = [chapter for chapter in found if chapter is not None]
    numbered = {chapter.number: chapter for chapter in chapters}
    cover = None
    if book.cover_sha256 is not None:
        file = await _copied(context, book.cover_sha256, folder)
        cover = {"mime": book.cover_mime or "image/jpeg", "file": file} if file else None
    kept = []
    for image in images:
        if (file := await _copied(context, image.sha256, folder)) is not None:
            kept.append({"sha256": image.sha256, "mime": image.mime, "file": file})
    plates = []
    for d in shown:
        picture, chapter = pictures.get(d.id), numbered.get(d.chapter_number)
        if picture is None or picture.sha256 is None or chapter is None or picture.state != READY:
            continue
        if (file := await _copied(context, picture.sha256, folder)) is not None:
            plates.append(_plate(book, chapter, d, picture) | {"file": file})
    notes = {note["id"]: note["html"] for chapter in chapters for note in chapter.notes}
    return {
        "source_sha256": book.sha256,
        "title": book.title,
        "authors": book.authors,
        "language": book.language,
        "annotation": book.annotation,
        "genres": book.genres,
        "series": [book.series_name, book.series_index] if book.series_name else None,
        "chapters": [
            {"id": c.key, "title": c.title, "kind": c.kind, "lang": c.lang, "html": c.html}
            for c in chapters
        ],
        "notes": [{"id": key, "html": html} for key, html in notes.items()],
        "toc": book.toc,
        "images": kept,
        "cover": cover,
        "plates": plates,
    }


def _plate(book: Book, chapter: BookChapter, d: Description, picture: Picture) -> dict[str, Any]:
    text = chapter.text[d.start : d.end].replace("\ufffc", " ")
    maker = illustration.maker_of(picture)
    return {
        "chapter": chapter.key,
        "start": d.start,
        "end": d.end,
        "alt": reading.alt_text(d, text, book.language),
        "caption": short_quote(text),
        "maker": maker,
        "credit": credit_of(picture),
    }


def credit_of(picture: Picture) -> str:
    """Who made a picture: our painter and its version, or a provider by name with its model."""
    if illustration.maker_of(picture) == "sketch":
        return f"BookReader sketch painter {picture.painter_version}".strip()
    model = picture.made.get("model_used") or picture.made.get("model_requested")
    name = picture.provider_name or "AI"
    return f"{name} ({model})" if model and model != name else name


async def _copied(context: TaskContext, sha256: str, folder: Path) -> str | None:
    copy = folder / sha256
    if not await asyncio.to_thread(copy.exists):
        try:
            async with context.blobs.as_file(sha256) as source:
                await asyncio.to_thread(shutil.copyfile, source, copy)
        except BlobMissing:
            return None
    return str(copy)
