"""Tables of the index that books are searched by."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from bookreader.kit.db import Base, BigKey


class IndexedBook(Base):
    """How far a book is in the index, and of which rules and which text.

    `stemmed` says whether its words are found by stems; `chapters_done` counts from the beginning.
    """

    __tablename__ = "search_books"

    book_id: Mapped[UUID] = mapped_column(
        ForeignKey("books.id", ondelete="CASCADE"), primary_key=True
    )
    search_version: Mapped[int]
    normaliser_version: Mapped[int]
    stemmed: Mapped[bool]
    chapters_done: Mapped[int]
    passages: Mapped[int]
    indexed_at: Mapped[datetime]


class IndexedPassage(Base):
    """A passage of a chapter with its stems, in their order.

    PostgreSQL keeps them as a `tsvector`; SQLite as words parted by spaces, which its table
    `search_words` (FTS5) has the index of. Triggers keep the two in step.
    """

    __tablename__ = "search_passages"
    __table_args__ = (Index("ix_search_passages_words", "words", postgresql_using="gin"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    book_id: Mapped[UUID] = mapped_column(ForeignKey("books.id", ondelete="CASCADE"), index=True)
    chapter_number: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    words: Mapped[str] = mapped_column(Text().with_variant(TSVECTOR(), "postgresql"))
