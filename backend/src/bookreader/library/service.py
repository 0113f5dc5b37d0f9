"""Adding, finding and forgetting books."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.exc import IntegrityError

from bookreader.jobs import service as jobs
from bookreader.jobs.errors import SubjectGone
from bookreader.jobs.models import FAILED, QUEUED, RUNNING, Job
from bookreader.kit.db import Database, ReadSession, WriteSession
from bookreader.library import repository
from bookreader.library.errors import (
    BookNotFound,
    ChapterNotFound,
    DiskFull,
    EmptyFile,
    FileTooLarge,
    ImageNotFound,
    NotABook,
)
from bookreader.library.models import Book, BookChapter, BookImage
from bookreader.library.schemas import BookCard, BookFault, BookState, Stage
from bookreader.ports.blobs import BlobStore, BlobStoreFull, BlobTooLarge
from bookreader.ports.context import TaskContext

BOOK_JOB = "book"
_SUBSTANTIAL_CHARS, _MOST_NEAR = 1500, 8
_SAMPLES = Path(__file__).parent / "samples"
_SAMPLE_FILES = {"ru": "sample_ru.fb2", "en": "sample_en.epub"}
# Stages of the book job that the reader sees under one word.
_STAGE_WORDS: dict[str, Stage] = {
    "": "waiting",
    "parse": "parsing",
    # It can be read already; descriptions follow at once.
    "index": "describing",
    "follow_places": "parsing",
    "describe_near": "describing",
    "cast_near": "describing",
    "illustrate_near": "painting",
    "describe_rest": "describing",
    "cast_rest": "describing",
    "illustrate_rest": "painting",
    # Better words for what is shown already: nothing that its reader waits for.
    "word_rest": "ready",
    "look_again": "ready",
    "follow_again": "ready",
}


async def add_book(
    context: TaskContext,
    user_id: UUID,
    filename: str,
    chunks: AsyncIterator[bytes],
    limit_bytes: int,
) -> tuple[Book, bool]:
    """Store an upload and start reading it in; True when the reader had the book already.

    The bytes are durable before the row that names them, and the row and its job are one
    transaction. Raises EmptyFile, FileTooLarge, DiskFull, NotABook.
    """
    try:
        blob = await context.blobs.put(_checked(chunks), limit_bytes)
    except BlobTooLarge as error:
        raise FileTooLarge from error
    except BlobStoreFull as error:
        raise DiskFull from error
    return await _keep(context, user_id, filename, blob.sha256, blob.size)


async def _keep(
    context: TaskContext, user_id: UUID, filename: str, sha256: str, size: int
) -> tuple[Book, bool]:
    name = display_filename(filename)
    now = context.clock()
    try:
        async with context.database.write() as session:
            found = await repository.by_hash(session, user_id, sha256)
            if found is not None:
                return found, True
            title = Path(name).stem or name
            book = Book(
                id=uuid4(),
                user_id=user_id,
                sha256=sha256,
                size_bytes=size,
                filename=name,
                format="",
                title=title,
                title_key=title.casefold(),
                authors=[],
                search_key=search_form(title),
                added_at=now,
            )
            session.add(book)
            await session.flush()
            await jobs.start(session, context.bell, context.clock, BOOK_JOB, book.id, user_id)
            await jobs.publish(session, context.wakeups, context.clock, user_id, "library", {})
            return book, False
    except IntegrityError:
        # Two uploads of one file side by side: the other one was first.
        async with context.database.read() as look:
            found = await repository.by_hash(look, user_id, sha256)
        if found is None:
            raise
        return found, True


async def _checked(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Pass a stream on once its first bytes look like a book."""
    head = b""
    begun = False
    async for chunk in chunks:
        if begun:
            yield chunk
            continue
        head += chunk
        if len(head) >= 512:
            _require_book(head)
            begun = True
            yield head
    if not begun:
        if not head:
            raise EmptyFile
        _require_book(head)
        yield head


def _require_book(head: bytes) -> None:
    """Refuse at once what is plainly neither an archive nor XML; the parser judges the rest."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return
    for bom, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "latin-1")):
        if bom and not head.startswith(bom):
            continue
        text = head.removeprefix(b"\xef\xbb\xbf").decode(encoding, errors="ignore")
        start = text.replace("\x00", "").lstrip().lower()
        if start.startswith(("<?xml", "<fictionbook", "<!--")):
            return
    raise NotABook


def search_form(text: str) -> str:
    """How words are compared in the library: without case, ё as е."""
    return text.casefold().replace("ё", "е")


def display_filename(raw: str) -> str:
    """A file's name without folders and control characters, at most 255 characters."""
    base = raw.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(c for c in base if c.isprintable()).strip(" .")
    if len(clean) > 255:
        stem, dot, ending = clean.rpartition(".")
        clean = (
            stem[: 254 - len(ending)] + dot + ending if dot and len(ending) < 20 else clean[:255]
        )
    return clean or "book"


async def add_sample(context: TaskContext, user_id: UUID, language: str) -> tuple[Book, bool]:
    """Put our own small novel into a library."""
    path = _SAMPLES / _SAMPLE_FILES[language]

    async def chunks() -> AsyncIterator[bytes]:
        yield path.read_bytes()

    return await add_book(context, user_id, path.name, chunks(), path.stat().st_size)


async def require_book(session: ReadSession | WriteSession, user_id: UUID, book_id: UUID) -> Book:
    """A reader's own book; raises BookNotFound for anybody else's as for none."""
    book = await repository.get(session, user_id, book_id)
    if book is None:
        raise BookNotFound
    return book


async def list_books(
    session: ReadSession, user_id: UUID, query: str, sort: str, limit: int, cursor: str
) -> tuple[list[Book], str | None, int]:
    """One page of a library; every word of the query must stand in title, author or series."""
    words = search_form(query).replace("\x00", "").split()[:8]
    return await repository.page(session, user_id, words, sort, limit, cursor)


async def chapters(session: ReadSession | WriteSession, book_id: UUID) -> list[BookChapter]:
    """The chapters in reading order, without their text."""
    return await repository.chapter_lines(session, book_id)


async def require_chapter(
    session: ReadSession | WriteSession, book_id: UUID, key: str
) -> BookChapter:
    """One chapter with its text; raises ChapterNotFound."""
    chapter = await repository.chapter(session, book_id, key)
    if chapter is None:
        raise ChapterNotFound
    return chapter


async def window(
    session: ReadSession | WriteSession, book_id: UUID, number: int, start: int, length: int
) -> str:
    """A stretch of a chapter's text by the chapter's place; empty where there is none."""
    return await repository.window(session, book_id, number, start, length) or ""


async def neighbours(
    session: ReadSession, book_id: UUID, number: int
) -> tuple[str | None, str | None]:
    """The ids of the chapters before and after."""
    return await repository.neighbours(session, book_id, number)


async def require_image(session: ReadSession, book_id: UUID, sha256: str) -> BookImage:
    """An image that stands in this book; raises ImageNotFound."""
    found = await repository.image(session, book_id, sha256)
    if found is None:
        raise ImageNotFound
    return found


async def images(session: ReadSession | WriteSession, book_id: UUID) -> list[BookImage]:
    """All images that stand in this book."""
    return await repository.images(session, book_id)


async def delete_book(context: TaskContext, user_id: UUID, book_id: UUID) -> None:
    """Forget a book with all that was made of it; its blobs go with the next collection."""
    async with context.database.write() as session:
        book = await require_book(session, user_id, book_id)
        await jobs.cancel_for_subject(session, context.clock, book_id)
        await session.delete(book)
        await jobs.publish(session, context.wakeups, context.clock, user_id, "library", {})


async def retry_book(context: TaskContext, user_id: UUID, book_id: UUID) -> Book:
    """Read a book in once more after a failure; nothing happens while it is being read."""
    async with context.database.write() as session:
        book = await require_book(session, user_id, book_id)
        await jobs.start(session, context.bell, context.clock, BOOK_JOB, book_id, user_id)
        await jobs.publish(
            session, context.wakeups, context.clock, user_id, "book", {"book_id": str(book_id)}
        )
        return book


async def work_on(context: TaskContext, session: WriteSession, book: Book) -> None:
    """Have a book looked through again when nothing else is to do; what is done stays done."""
    await jobs.start(
        session,
        context.bell,
        context.clock,
        BOOK_JOB,
        book.id,
        book.user_id,
        priority=jobs.BACKGROUND,
    )


async def hold(session: WriteSession, book_id: UUID) -> None:
    """Let whoever else changes what hangs on a book wait for the end of this transaction."""
    await repository.hold(session, book_id)


async def choose_marks(session: WriteSession, book_id: UUID, marks: str) -> None:
    """Keep how many passages a book shows."""
    await repository.set_columns(session, book_id, {"marks": marks})


async def note_reading(
    session: WriteSession, book_id: UUID, *, chapter: int, progress: float, now: datetime
) -> None:
    """Keep on the card where the reader is; the finder and the painter follow it."""
    values: dict[str, Any] = {"reading_chapter": chapter, "progress": progress, "opened_at": now}
    await repository.set_columns(session, book_id, values)


async def set_counts(session: WriteSession, book_id: UUID, **counts: int) -> None:
    """Keep counters of finding and painting on the card."""
    await repository.set_columns(session, book_id, dict(counts))


def state_of(book: Book, job: Job | None) -> BookState:
    """How far the program has come with a book, from its card and its latest job."""
    stage: Stage = "ready"
    fault = None
    if job is not None and job.status in (QUEUED, RUNNING):
        stage = _STAGE_WORDS.get(job.stage, "waiting")
        if not job.stage and job.priority == jobs.BACKGROUND and book.readable_at is not None:
            # A look at a book that is finished already need not worry its reader.
            stage = "ready"
    elif job is not None and job.status == FAILED:
        stage = "failed"
        fault = BookFault(code=job.error_code or "internal", message=job.error_message or "")
    elif book.readable_at is None:
        stage = "waiting"
    return BookState(
        stage=stage,
        readable=book.readable_at is not None,
        chapters=book.chapter_count,
        described_chapters=book.described_chapters,
        pictures_ready=book.pictures_ready,
        pictures_wanted=book.pictures_wanted,
        error=fault,
    )


def card_fields(book: Book, job: Job | None) -> dict[str, Any]:
    """The fields of a book's card."""
    cover = None
    if book.cover_sha256:
        # The hash in the address lets a browser keep the cover for ever.
        cover = f"/api/books/{book.id}/cover?v={book.cover_sha256[:16]}"
    return {
        "id": book.id,
        "title": book.title,
        "authors": [str(a) for a in book.authors],
        "language": book.language,
        "format": book.format,
        "added_at": book.added_at,
        "opened_at": book.opened_at,
        "cover_url": cover,
        "chars": book.chars,
        "progress": book.progress,
        "state": state_of(book, job),
    }


async def cards(session: ReadSession | WriteSession, books: list[Book]) -> list[BookCard]:
    """Cards of many books with one look at their jobs."""
    latest = await jobs.latest_for(session, BOOK_JOB, [book.id for book in books])
    return [BookCard(**card_fields(book, latest.get(book.id))) for book in books]


async def card(session: ReadSession | WriteSession, book: Book) -> BookCard:
    """The card of one book."""
    return (await cards(session, [book]))[0]


async def latest_job(session: ReadSession | WriteSession, book_id: UUID) -> Job | None:
    """The newest job that reads this book in."""
    return (await jobs.latest_for(session, BOOK_JOB, [book_id])).get(book_id)


async def book_at_work(session: ReadSession | WriteSession, book_id: UUID) -> Book:
    """The book a job works on; raises SubjectGone when it was deleted meanwhile."""
    book = await repository.ChapterStore(session).book(book_id)
    if book is None:
        raise SubjectGone
    return book


async def chapter_at_work(
    session: ReadSession | WriteSession, book_id: UUID, number: int
) -> BookChapter | None:
    """One chapter with its text, by its place in the book."""
    return await repository.ChapterStore(session).chapter(book_id, number)


def near_numbers(book: Book, lines: Sequence[BookChapter]) -> tuple[int, ...]:
    """The chapter being read and the next; title pages and the like on the way do not count."""
    near: list[int] = []
    substantial = 0
    for line in lines:
        if line.number < book.reading_chapter:
            continue
        near.append(line.number)
        substantial += line.chars >= _SUBSTANTIAL_CHARS
        if substantial == 2 or len(near) == _MOST_NEAR:
            break
    return tuple(near)


def working_order(book: Book, lines: Sequence[BookChapter]) -> list[BookChapter]:
    """From the chapter being read to the end, then what lies behind the reader."""
    ahead = [line for line in lines if line.number >= book.reading_chapter]
    return ahead + [line for line in lines if line.number < book.reading_chapter]


Naming = Callable[[ReadSession, Sequence[str]], Awaitable[set[str]]]


async def collect_blobs(
    database: Database, blobs: BlobStore, before: datetime, also_named: Naming
) -> int:
    """Delete blobs written before a moment that no row names; gives their number.

    `also_named(session, hashes)` adds the hashes that a later domain names.
    """
    old = [sha async for sha in blobs.older_than(before)]
    gone = 0
    for begin in range(0, len(old), 500):
        batch = old[begin : begin + 500]
        async with database.read() as session:
            named = await repository.referenced(session, batch)
            named |= await also_named(session, batch)
        for sha in batch:
            if sha not in named:
                await blobs.delete(sha)
                gone += 1
    return gone


async def totals(session: ReadSession | WriteSession) -> repository.Totals:
    """The whole library in a few numbers."""
    return await repository.totals(session)
