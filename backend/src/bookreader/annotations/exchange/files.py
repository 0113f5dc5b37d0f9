"""Annotations out as a file and in from one; what finds no place is told with its reason."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from bookreader.accounts.models import User
from bookreader.annotations import repository, service
from bookreader.annotations.errors import HighlightEmpty, HighlightTooLong, ImportInvalid
from bookreader.annotations.errors import ImportTooLarge as ImportTooLarge
from bookreader.annotations.exchange import markdown, own, w3c
from bookreader.annotations.exchange.entries import BadEntry, BookRef, Entry
from bookreader.annotations.models import Annotation
from bookreader.annotations.quotes.book_text import BookText, Quote
from bookreader.annotations.quotes.standing import Stand, fill, stand
from bookreader.annotations.schemas import ExportFormat, Imported, Reason, Unplaced
from bookreader.library import service as library
from bookreader.library.models import Book
from bookreader.ports.context import TaskContext

LARGEST_BYTES, MOST_ENTRIES = 5_000_000, 10_000
_MOST_TOLD = 200


async def export(
    context: TaskContext, user: User, book_id: UUID | None, format: ExportFormat
) -> str:
    """All annotations, or those of one book, as the text of a file."""
    async with context.database.read() as session:
        if book_id is not None:
            await library.require_book(session, user.id, book_id)
        books = [book.id for book in (await service.books(session, user)).items]
    await service.anchor_again(context, user, books if book_id is None else [book_id])
    async with context.database.read() as session:
        lines = await repository.all_lines(session, user.id, book_id)
    kept = [_entry(line) for line in lines]
    if format == "markdown":
        return markdown.write(kept, user.language)
    if format == "json":
        return own.write(kept, context.clock())
    return w3c.write(kept, context.clock())


def _entry(line: repository.Line) -> Entry:
    a, book = line.annotation, line.book
    return Entry(
        book=BookRef(book.title, tuple(map(str, book.authors)), book.language, book.sha256),
        id=a.id,
        kind=a.kind,
        colour=a.colour,
        note=a.note,
        chapter=a.chapter_key,
        chapter_title=line.chapter_title,
        start=a.start,
        end=a.end,
        exact=a.exact,
        before=a.before,
        after=a.after,
        progression=a.progression,
        normaliser_version=a.normaliser_version,
        created_at=a.created_at,
        updated_at=a.updated_at,
    )


def parse(data: bytes, now: datetime) -> list[Entry | BadEntry]:
    """The entries of a file of either kind; raises ImportInvalid and ImportTooLarge."""
    try:
        body = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ImportInvalid from error
    readers: Iterable[Entry | BadEntry]
    if own.is_ours(body):
        readers = own.read(body, now)
    elif w3c.is_w3c(body):
        readers = w3c.read(body, now)
    else:
        raise ImportInvalid
    found: list[Entry | BadEntry] = []
    for entry in readers:
        found.append(entry)
        if len(found) > MOST_ENTRIES:
            raise ImportTooLarge
    return found


@dataclass
class _Arrivals:
    """The entries of a file for one book of the reader's."""

    book: Book
    placed: list[tuple[int, Entry, Stand]] = field(default_factory=list)


async def take_in(context: TaskContext, user: User, data: bytes) -> Imported:
    """Keep what a file holds beside what is there; nothing that is kept is overwritten."""
    entries = await asyncio.to_thread(parse, data, context.clock())
    unplaced: list[Unplaced] = []
    arrivals: list[_Arrivals] = []
    for ref, listed in _by_book(entries).items():
        async with context.database.read() as session:
            own_books = await repository.own_books(
                session, user.id, ref.sha256, ref.title.strip().casefold()[:500]
            )
            book = _same_authors(own_books, ref)
            if book is None or book.readable_at is None:
                reason: Reason = "no_book" if book is None else "not_readable"
                unplaced += [_told(index, entry, reason) for index, entry in listed]
                continue
            text = await service.book_text(session, book.id)
        # Looking for thousands of quotes takes a while, which other readers must not wait for.
        here = await asyncio.to_thread(_place_all, book, text, listed)
        arrivals.append(here[0])
        unplaced += here[1]
    unplaced += [
        Unplaced(index=index, book=str(entry), exact="", reason="bad_entry")
        for index, entry in enumerate(entries)
        if isinstance(entry, BadEntry)
    ]
    added = already = 0
    for arrival in arrivals:
        new, known, full = await _keep(context, user, arrival)
        added, already = added + new, already + known
        unplaced += full
    unplaced.sort(key=lambda one: one.index)
    return Imported(added=added, already=already, unplaced=unplaced[:_MOST_TOLD])


def _by_book(entries: Sequence[Entry | BadEntry]) -> dict[BookRef, list[tuple[int, Entry]]]:
    groups: dict[BookRef, list[tuple[int, Entry]]] = {}
    for index, entry in enumerate(entries):
        if isinstance(entry, Entry):
            groups.setdefault(entry.book, []).append((index, entry))
    return groups


def _same_authors(books: Sequence[Book], ref: BookRef) -> Book | None:
    """Of books of one title the one by the same people; a lone one may spell them otherwise."""
    wanted = {library.search_form(author) for author in ref.authors}
    for book in books:
        if book.sha256 == ref.sha256 or wanted & {
            library.search_form(str(a)) for a in book.authors
        }:
            return book
    return books[0] if len(books) == 1 and not (wanted and books[0].authors) else None


def _told(index: int, entry: Entry, reason: Reason) -> Unplaced:
    return Unplaced(index=index, book=entry.book.title, exact=entry.exact[:200], reason=reason)


def _place_all(
    book: Book, text: BookText, listed: Sequence[tuple[int, Entry]]
) -> tuple[_Arrivals, list[Unplaced]]:
    here, lost = _Arrivals(book), []
    for index, entry in listed:
        place = _place(book, text, entry)
        if place is None:
            lost.append(_told(index, entry, "no_place"))
        else:
            here.placed.append((index, entry, place))
    return here, lost


def _place(book: Book, text: BookText, entry: Entry) -> Stand | None:
    """Where an entry stands in this reader's copy: its words must be there."""
    same_text = (entry.book.sha256, entry.normaliser_version) == (
        book.sha256,
        book.normaliser_version,
    )
    chapter = text.chapter(entry.chapter)
    try:
        if same_text and chapter is not None and entry.start <= len(chapter.text):
            place = stand(book, chapter, entry.kind, entry.start, entry.end)
            if place.exact == entry.exact:
                return place
        quote = Quote(entry.chapter, entry.start, entry.end, entry.exact, entry.before, entry.after)
        found = text.find(quote)
        if found is None:
            return None
        return stand(book, found.chapter, entry.kind, found.start, found.end)
    except (HighlightEmpty, HighlightTooLong):
        return None


async def _keep(
    context: TaskContext, user: User, arrival: _Arrivals
) -> tuple[int, int, list[Unplaced]]:
    """Add what is new to a book: how many came, how many were there, and what found no room."""
    book = arrival.book
    async with context.database.write() as session:
        await library.hold(session, book.id)
        lines = await repository.of_book(session, user.id, book.id)
        known = {_likeness(line.annotation) for line in lines}
        room = service.MOST_IN_BOOK - await repository.count_of_book(session, user.id, book.id)
        revision = await repository.next_revision(session, user.id)
        added = already = 0
        full: list[Unplaced] = []
        for index, entry, place in arrival.placed:
            row = await repository.get(session, user.id, entry.id)
            likeness = (
                entry.kind, entry.colour, entry.note, place.chapter_key, place.start, place.end,
            )  # fmt: skip
            if likeness in known or (row is not None and row.deleted_at is None):
                already += 1
                continue
            if row is None and added >= room:
                full.append(_told(index, entry, "too_many"))
                continue
            if row is None:
                row = Annotation(user_id=user.id, id=entry.id, book_id=book.id)
                session.add(row)
            _write(row, entry, place, book, revision + added)
            known.add(likeness)
            added += 1
            await session.flush()
        if added:
            await service.tell(context, session, user.id, book.id)
    return added, already, full


def _likeness(a: Annotation) -> tuple[Any, ...]:
    return (a.kind, a.colour, a.note, a.chapter_key, a.start, a.end)


def _write(row: Annotation, entry: Entry, place: Stand, book: Book, revision: int) -> None:
    row.book_id = book.id
    row.kind, row.colour, row.note = entry.kind, entry.colour, entry.note
    row.revision, row.device_id, row.deleted_at = revision, None, None
    row.created_at, row.updated_at = entry.created_at, entry.updated_at
    fill(row, place, book.normaliser_version)
