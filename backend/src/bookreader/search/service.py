"""Searching one book in reading order, and a library by what fits best.

The spoiler rule holds here too: what stands beyond the reader's furthest place is counted, and
told only of one book and only when its reader asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from bookcore.text.hits import Found, Term, as_beginning, find, parse
from bookcore.text.lookup import Word, is_stemmed, words
from bookreader.accounts.models import User
from bookreader.annotations import service as margin
from bookreader.annotations.schemas import ListedAnnotation
from bookreader.kit.db import ReadSession
from bookreader.library import service as library
from bookreader.library.errors import BookNotReadable
from bookreader.library.models import BookChapter
from bookreader.library.schemas import BookCard
from bookreader.places import service as places
from bookreader.search import repository
from bookreader.search.repository import Count, Stretch
from bookreader.search.schemas import BookHits, Hit, LibraryHits, TextMatch, WordSpan
from bookreader.search.tasks import is_current

_AROUND = 10
_AROUND_CHARS = 200
_BOOKS_FOUND, _NOTES_FOUND = 12, 12
_HITS_OF_A_BOOK, _LOOKED_AT = 3, 20
# As BM25 has it: a further passage counts ever less, and less in a long book than in a short one.
_SATURATION, _BY_LENGTH = 1.2, 0.75


class _Answer(NamedTuple):
    stretch: Stretch
    found: Found


@dataclass(frozen=True, slots=True)
class _Spelled:
    """The words of a passage where they stand in its chapter."""

    chapter: BookChapter
    words: list[Word]

    def span(self, found: Found) -> tuple[int, int]:
        return self.words[found.first].start, self.words[found.last].end


async def in_book(
    session: ReadSession,
    user: User,
    book_id: UUID,
    query: str,
    *,
    limit: int,
    cursor: str,
    ahead: bool,
) -> BookHits:
    """A page of the places of a book that answer a question, in reading order."""
    book = await library.require_book(session, user.id, book_id)
    if book.readable_at is None:
        raise BookNotReadable
    line = await repository.indexed(session, book_id)
    if line is None or not is_current(line, book):
        return BookHits(hits=[], total=0, ahead=0, cursor=None, ready=False, beginning=False)
    terms = parse(query, stemmed=is_stemmed(book.language))
    answers = await _answers(session, book_id, terms)
    beginning = not answers and bool(terms := as_beginning(query, terms))
    if beginning:
        answers = await _answers(session, book_id, terms)
    until = await places.visible_until(session, user.id, book_id)
    read = await _count_read(session, answers, until)
    total = len(answers) if ahead else read
    begin = int(cursor) if cursor.isdecimal() else 0
    shown = answers[begin : min(begin + limit, total)]
    spelled = await _spelled(session, [answer.stretch for answer in shown])
    hits = [
        _hit(spelled[answer.stretch.id], answer, None if begin + i >= read else until)
        for i, answer in enumerate(shown)
        if answer.stretch.id in spelled
    ]
    return BookHits(
        hits=hits,
        total=total,
        ahead=len(answers) - read,
        cursor=str(begin + limit) if begin + limit < total else None,
        ready=line.chapters_done >= book.chapter_count,
        beginning=beginning and bool(answers),
    )


async def _answers(session: ReadSession, book_id: UUID, terms: Sequence[Term]) -> list[_Answer]:
    if not terms:
        return []
    stretches = await repository.of_book(session, book_id, terms)
    at = await repository.positions(session, stretches, terms)
    return [_Answer(one, found) for one in stretches for found in find(terms, at[one.id])]


async def _count_read(
    session: ReadSession, answers: Sequence[_Answer], until: tuple[int, int]
) -> int:
    """How many of the answers, which are in reading order, end within what was read."""
    count = 0
    spelled: dict[int, _Spelled] = {}
    for answer in answers:
        stretch = answer.stretch
        if (stretch.chapter_number, stretch.start) >= until:
            break
        if (stretch.chapter_number, stretch.end) > until:
            spelled = spelled or await _spelled(session, [stretch])
            here = spelled.get(stretch.id)
            if here is None or (stretch.chapter_number, here.span(answer.found)[1]) > until:
                break
        count += 1
    return count


async def _spelled(session: ReadSession, stretches: Sequence[Stretch]) -> dict[int, _Spelled]:
    wanted = {(one.book_id, one.chapter_number) for one in stretches}
    chapters = await repository.chapter_texts(session, wanted) if wanted else {}
    found = {}
    for one in dict.fromkeys(stretches):
        chapter = chapters.get((one.book_id, one.chapter_number))
        # Gone meanwhile: the book is being read in anew.
        if chapter is not None:
            found[one.id] = _Spelled(chapter, words(chapter.text, one.start, one.end))
    return found


def _hit(spelled: _Spelled, answer: _Answer, until: tuple[int, int] | None) -> Hit:
    """What is told of an answer; `until` cuts what follows it, None is for an answer ahead."""
    text = spelled.chapter.text
    start, end = spelled.span(answer.found)
    number = answer.stretch.chapter_number
    last = until[1] if until is not None and until[0] == number else len(text)
    least, most = start - _AROUND_CHARS, min(last, end + _AROUND_CHARS)
    # Looked for in a wider stretch, so that a word which its border cuts through is seen as one.
    wide = words(text, max(0, least - _AROUND_CHARS), most + _AROUND_CHARS)
    before = [word for word in wide if least <= word.start and word.end <= start][-_AROUND:]
    after = [word for word in wide if end <= word.start and word.end <= most][:_AROUND]
    found = [spelled.words[i] for i in answer.found.words]
    return Hit(
        book_id=answer.stretch.book_id,
        chapter=spelled.chapter.key,
        chapter_title=spelled.chapter.title,
        number=number,
        start=start,
        end=end,
        words=[WordSpan(start=word.start, end=word.end) for word in found],
        before=_line(text[before[0].start : start]) if before else "",
        match=_line(text[start:end]),
        after=_line(text[end : min(last, _with_marks(text, after[-1].end))]) if after else "",
        ahead=until is None,
    )


def _line(text: str) -> str:
    """Text as one line of as many letters; an image is a gap in it."""
    return text.replace("\n", " ").replace("\ufffc", " ")


def _with_marks(text: str, end: int) -> int:
    """Behind the marks that follow a word."""
    while end < len(text) and not text[end].isspace() and not text[end].isalnum():
        end += 1
    return end


async def in_library(
    session: ReadSession, user: User, query: str, *, limit: int, cursor: str
) -> LibraryHits:
    """What a reader's library has of a question: books by name, texts by fitness, notes."""
    begin = int(cursor) if cursor.isdecimal() else 0
    counted, asked, beginning = await _counted(session, user.id, query)
    ranked = _by_fitness(counted)
    shown = ranked[begin : begin + limit]
    texts = await _texts(session, user.id, shown, asked)
    named: list[BookCard] = []
    notes: list[ListedAnnotation] = []
    named_total = notes_total = 0
    if not begin and query.strip():
        found, _, named_total = await library.list_books(
            session, user.id, query, "recent", _BOOKS_FOUND, ""
        )
        named = await library.cards(session, found)
        notes, notes_total = await margin.find(session, user, query, _NOTES_FOUND)
    return LibraryHits(
        books=named,
        books_total=named_total,
        texts=texts,
        texts_total=len(ranked),
        notes=notes,
        notes_total=notes_total,
        cursor=str(begin + limit) if begin + limit < len(ranked) else None,
        waiting=await repository.count_unfinished(session, user.id),
        beginning=beginning,
    )


_Asked = Mapping[UUID, tuple[Term, ...]]


async def _counted(
    session: ReadSession, user_id: UUID, query: str
) -> tuple[list[Count], _Asked, bool]:
    """The books that answer, what each was asked for, and whether by the beginning of a word."""
    kinds = await repository.kinds_of_words(session, user_id)
    for beginning in (False, True):
        found: list[Count] = []
        asked: dict[UUID, tuple[Term, ...]] = {}
        for stemmed in kinds:
            terms = parse(query, stemmed=stemmed)
            if beginning:
                terms = as_beginning(query, terms)
            if not terms:
                continue
            here = await repository.counts(session, user_id, terms, stemmed=stemmed)
            found += here
            asked |= {one.book_id: terms for one in here}
        if found:
            return found, asked, beginning
    return [], {}, False


def _by_fitness(counted: Sequence[Count]) -> list[Count]:
    """Books with something to show first; then what is densest in what was asked for."""
    average = sum(one.passages for one in counted) / max(1, len(counted))

    def key(one: Count) -> tuple[bool, float, UUID]:
        length = 1 - _BY_LENGTH + _BY_LENGTH * one.passages / max(1.0, average)
        return one.read == 0, -one.all / (one.all + _SATURATION * length), one.book_id

    return sorted(counted, key=key)


async def _texts(
    session: ReadSession, user_id: UUID, shown: Sequence[Count], asked: _Asked
) -> list[TextMatch]:
    """The books of a page with their best read places."""
    best: dict[UUID, list[_Answer]] = {}
    for terms in {asked[one.book_id] for one in shown if one.read}:
        ids = [one.book_id for one in shown if one.read and asked[one.book_id] == terms]
        read = await repository.first_read(session, user_id, ids, terms, _LOOKED_AT)
        at = await repository.positions(session, read, terms)
        for stretch in read:
            found = find(terms, at[stretch.id])
            if found:
                tightest = min(found, key=lambda one: one.last - one.first)
                best.setdefault(stretch.book_id, []).append(_Answer(stretch, tightest))
    for answers in best.values():
        answers.sort(key=_tightness)
        del answers[_HITS_OF_A_BOOK:]
    every = [answer.stretch for answers in best.values() for answer in answers]
    spelled = await _spelled(session, every)
    books = await repository.books(session, [one.book_id for one in shown])
    kept = [one for one in shown if one.book_id in books]
    cards = await library.cards(session, [books[one.book_id] for one in kept])
    return [
        TextMatch(
            book=card,
            places=one.read,
            ahead=one.all - one.read,
            hits=[
                _hit(spelled[answer.stretch.id], answer, _end_of(answer.stretch))
                for answer in best.get(one.book_id, ())
                if answer.stretch.id in spelled
            ],
        )
        for one, card in zip(kept, cards, strict=True)
    ]


def _tightness(answer: _Answer) -> tuple[int, int, int]:
    width = answer.found.last - answer.found.first
    return width, answer.stretch.chapter_number, answer.stretch.start


def _end_of(stretch: Stretch) -> tuple[int, int]:
    # The passage was read to its end; nothing is told of what follows it.
    return stretch.chapter_number, stretch.end
