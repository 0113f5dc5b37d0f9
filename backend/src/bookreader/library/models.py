"""Tables of books and chapters."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bookreader.kit.db import Base


class Book(Base):
    """A file a reader imported, and what its card says.

    The counters and `progress` are kept here by the later domains through `library.service`, so
    that a list of a thousand books is one query.
    """

    __tablename__ = "books"
    __table_args__ = (
        UniqueConstraint("user_id", "sha256", name="uq_books_user_id_sha256"),
        Index("ix_books_user_id_added_at", "user_id", "added_at"),
        # The order of the list as it is first seen: opened last, or added last.
        Index(
            "ix_books_user_id_recent",
            "user_id",
            text("coalesce(opened_at, added_at) DESC"),
            "id",
        ),
        Index("ix_books_user_id_title_key", "user_id", "title_key"),
        Index("ix_books_user_id_author_key", "user_id", "author_key"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size_bytes: Mapped[int]
    filename: Mapped[str] = mapped_column(String(255))
    format: Mapped[str] = mapped_column(String(8))
    title: Mapped[str] = mapped_column(String(500))
    title_key: Mapped[str] = mapped_column(String(500))
    authors: Mapped[list[Any]] = mapped_column(default=list)
    author_key: Mapped[str] = mapped_column(String(500), default="")
    search_key: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(16), default="")
    series_name: Mapped[str | None] = mapped_column(String(300))
    series_index: Mapped[float | None]
    genres: Mapped[list[Any]] = mapped_column(default=list)
    annotation: Mapped[str] = mapped_column(Text, default="")
    cover_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    cover_mime: Mapped[str | None] = mapped_column(String(32))
    toc: Mapped[list[Any]] = mapped_column(default=list)
    warnings: Mapped[list[Any]] = mapped_column(default=list)
    normaliser_version: Mapped[int] = mapped_column(default=0)
    added_at: Mapped[datetime]
    readable_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    chars: Mapped[int] = mapped_column(default=0)
    chapter_count: Mapped[int] = mapped_column(default=0)
    described_chapters: Mapped[int] = mapped_column(default=0)
    pictures_wanted: Mapped[int] = mapped_column(default=0)
    pictures_ready: Mapped[int] = mapped_column(default=0)
    progress: Mapped[float] = mapped_column(default=0.0)
    reading_chapter: Mapped[int] = mapped_column(default=0)
    marks: Mapped[str] = mapped_column(String(8), default="normal")


class BookChapter(Base):
    """One entry of the reading order; `key` is the parser's chapter id."""

    __tablename__ = "book_chapters"
    __table_args__ = (UniqueConstraint("book_id", "key", name="uq_book_chapters_book_id_key"),)

    book_id: Mapped[UUID] = mapped_column(
        ForeignKey("books.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(255))
    title: Mapped[str] = mapped_column(String(500))
    level: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    lang: Mapped[str] = mapped_column(String(16))
    html: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    chars: Mapped[int]
    chars_before: Mapped[int]
    astral: Mapped[bool]
    blocks: Mapped[list[Any]]
    notes: Mapped[list[Any]]
    note_marks: Mapped[list[Any]]


class BookImage(Base):
    """An image inside a book; its bytes are a blob of the same hash."""

    __tablename__ = "book_images"

    book_id: Mapped[UUID] = mapped_column(
        ForeignKey("books.id", ondelete="CASCADE"), primary_key=True
    )
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    mime: Mapped[str] = mapped_column(String(32))
    width: Mapped[int]
    height: Mapped[int]
