"""Tables of found descriptions and of what the reader says of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bookreader.kit.db import Base

FOUND, OWN, DISMISSED, COVERED = "found", "own", "dismissed", "covered"
"""Whence a description stands here: the finder's, the reader's, refused, or under one's own."""

MarksSetting = Literal["few", "normal", "many"]
LEVELS: tuple[MarksSetting, ...] = ("few", "normal", "many")


class DescribedChapter(Base):
    """That a chapter was searched, by which version, and the names that stand in it.

    `engine` tells which analyser read its sentences and names, and why not the chosen one.
    """

    __tablename__ = "described_chapters"
    __table_args__ = (
        Index("ix_described_chapters_extractor_version", "extractor_version", "book_id"),
    )

    book_id: Mapped[UUID] = mapped_column(
        ForeignKey("books.id", ondelete="CASCADE"), primary_key=True
    )
    chapter_number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    extractor_version: Mapped[str] = mapped_column(String(32))
    described_at: Mapped[datetime]
    names: Mapped[dict[str, Any]] = mapped_column(default=dict)
    engine: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Description(Base):
    """A stretch of a chapter that says how something looks.

    `level` is the smallest setting that shows it; `found_scene` is what its own words say and
    `scene` what is painted, with what the book said earlier of the same people. `worded_by`
    names the model and the question that worded attributes and caption; empty for our own.
    """

    __tablename__ = "descriptions"
    __table_args__ = (
        Index("ix_descriptions_book_chapter_start", "book_id", "chapter_number", "start"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    book_id: Mapped[UUID] = mapped_column(ForeignKey("books.id", ondelete="CASCADE"))
    chapter_number: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    standing: Mapped[str] = mapped_column(String(16), default=FOUND)
    level: Mapped[str] = mapped_column(String(8), default="normal")
    type: Mapped[str] = mapped_column(String(16))
    also: Mapped[list[Any]]
    score: Mapped[float]
    caption: Mapped[str] = mapped_column(String(500))
    attributes: Mapped[list[Any]]
    worded_by: Mapped[str] = mapped_column(String(160), default="")
    found_scene: Mapped[dict[str, Any]] = mapped_column(default=dict)
    scene: Mapped[dict[str, Any]]
    scene_hash: Mapped[str] = mapped_column(String(64), default="")


class Verdict(Base):
    """What the reader said of a passage: no description, or one the finder did not find.

    It outlives what the finder finds: `quote` finds the passage again in another text of the
    same book, and without a chapter it rests, for this text has no such passage. The
    description that a drawn passage became has the verdict's id.
    """

    __tablename__ = "verdicts"
    __table_args__ = (Index("ix_verdicts_book_id_chapter_number", "book_id", "chapter_number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    book_id: Mapped[UUID] = mapped_column(ForeignKey("books.id", ondelete="CASCADE"))
    standing: Mapped[str] = mapped_column(String(16))
    chapter_number: Mapped[int | None]
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str] = mapped_column(Text)
    normaliser_version: Mapped[int]
    created_at: Mapped[datetime]
