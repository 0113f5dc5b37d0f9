"""The stage that puts a book's text into the index, and who goes through it once more."""

from __future__ import annotations

import asyncio

from bookcore.text.lookup import SEARCH_VERSION, Passage, is_stemmed, passages
from bookreader.jobs import service as jobs
from bookreader.jobs.models import FAILED, QUEUED, RUNNING
from bookreader.jobs.tasks import Claim, Outcome
from bookreader.library import service as library
from bookreader.library.models import Book
from bookreader.ports.context import TaskContext
from bookreader.search import repository
from bookreader.search.models import IndexedBook

# So many are written in a tenth of a second: a reader's own writing waits no longer than that.
_PASSAGES_AT_ONCE = 200
_RENEWED_PER_SWEEP = 25
_NOT_TO_RENEW = frozenset({QUEUED, RUNNING, FAILED})


async def index_book(context: TaskContext, claim: Claim) -> Outcome:
    """Put the chapters that are not in the index yet into it; another version begins anew."""
    async with context.database.read() as session:
        book = await library.book_at_work(session, claim.subject_id)
        line = await repository.indexed(session, book.id)
    done = line.chapters_done if line is not None and is_current(line, book) else None
    if done == book.chapter_count:
        return Outcome.FINISHED
    await claim.begin()
    if done is None:
        async with claim.write() as writing:
            await repository.begin(writing, _new_line(context, book))
        done = 0
    stemmed = is_stemmed(book.language)
    while done < book.chapter_count:
        await claim.give_way()
        found: list[tuple[int, Passage]] = []
        while done < book.chapter_count and len(found) < _PASSAGES_AT_ONCE:
            async with context.database.read() as session:
                chapter = await library.chapter_at_work(session, book.id, done)
            if chapter is not None:
                here = await asyncio.to_thread(passages, chapter.text, stemmed=stemmed)
                found.extend((chapter.number, passage) for passage in here)
            done += 1
        async with claim.write(progress=True) as writing:
            await library.book_at_work(writing, book.id)
            await repository.add(writing, book.id, found, done, context.clock())
    return Outcome.FINISHED


def is_current(line: IndexedBook, book: Book) -> bool:
    """Whether a book's line of the index is of today's rules and of the text the book has now."""
    return (line.search_version, line.normaliser_version) == (
        SEARCH_VERSION,
        book.normaliser_version,
    )


def _new_line(context: TaskContext, book: Book) -> IndexedBook:
    return IndexedBook(
        book_id=book.id,
        search_version=SEARCH_VERSION,
        normaliser_version=book.normaliser_version,
        stemmed=is_stemmed(book.language),
        chapters_done=0,
        passages=0,
        indexed_at=context.clock(),
    )


async def renew(context: TaskContext) -> int:
    """Have books indexed that are not, or by an older version; gives the number of jobs started.

    A book whose last job failed waits for its reader, as everywhere.
    """
    async with context.database.read() as session:
        left = await repository.unfinished(session)
        latest = await jobs.latest_for(session, library.BOOK_JOB, left)
    idle = [one for one in left if one not in latest or latest[one].status not in _NOT_TO_RENEW]
    for book_id in idle[:_RENEWED_PER_SWEEP]:
        async with context.database.write() as writing:
            await library.work_on(context, writing, await library.book_at_work(writing, book_id))
    return min(len(idle), _RENEWED_PER_SWEEP)
