"""HTTP of search: one book, and a whole library."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from bookreader.accounts.dependencies import CurrentUser
from bookreader.kit.http import Reading
from bookreader.kit.problem import problems
from bookreader.library.errors import BookNotFound, BookNotReadable
from bookreader.search import service
from bookreader.search.schemas import BookHits, LibraryHits

router = APIRouter(prefix="/api", tags=["search"])
Question = Annotated[str, Query(max_length=200)]
Cursor = Annotated[str, Query(max_length=9)]


@router.get("/books/{book_id}/search", responses=problems(BookNotFound, BookNotReadable))
async def search_book(
    book_id: UUID,
    user: CurrentUser,
    session: Reading,
    q: Question = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Cursor = "",
    ahead: bool = False,
) -> BookHits:
    """Places of a book with these words in any form; those not yet read are only counted."""
    return await service.in_book(session, user, book_id, q, limit=limit, cursor=cursor, ahead=ahead)


@router.get("/search")
async def search_library(
    user: CurrentUser,
    session: Reading,
    q: Question = "",
    limit: Annotated[int, Query(ge=1, le=50)] = 12,
    cursor: Cursor = "",
) -> LibraryHits:
    """Books, texts and notes of the reader's whole library."""
    return await service.in_library(session, user, q, limit=limit, cursor=cursor)
