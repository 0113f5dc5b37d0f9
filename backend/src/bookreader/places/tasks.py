"""What places do after a book's file was read in anew."""

from __future__ import annotations

from bookreader.jobs.tasks import Claim, Outcome
from bookreader.library import service as library
from bookreader.places import repository
from bookreader.places.standing.desk import follow
from bookreader.ports.context import TaskContext


async def follow_text(context: TaskContext, claim: Claim) -> Outcome:
    """Find the places of a book again in its newer text and write them down in its letters."""
    async with context.database.read() as session:
        book = await library.book_at_work(session, claim.subject_id)
        behind = await repository.positions_behind(session, book.id, book.normaliser_version)
    if not behind:
        return Outcome.FINISHED
    await claim.begin()
    async with claim.write() as session:
        await library.hold(session, claim.subject_id)
        book = await library.book_at_work(session, claim.subject_id)
        lines = await library.chapters(session, book.id)
        for kept in await repository.positions_behind(session, book.id, book.normaliser_version):
            await follow(session, book, lines, kept)
            await library.set_counts(session, book.id, reading_chapter=kept.chapter_number)
    return Outcome.FINISHED
