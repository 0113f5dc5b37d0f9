"""Tables of a book's cast and of what the reader changed in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bookreader.kit.db import Base


class BookCast(Base):
    """All entities of a book as one document, for they are always read and replaced as a whole.

    Names, mentions and traits are cut at the reader's place and changed by the reader's edits
    in one pass over all of them, so rows would only be put together again at every look.
    `passages` are the descriptions whose links the document holds, in its order; `basis` says
    of what it was built.
    """

    __tablename__ = "casts"

    book_id: Mapped[UUID] = mapped_column(
        ForeignKey("books.id", ondelete="CASCADE"), primary_key=True
    )
    basis: Mapped[str] = mapped_column(String(64))
    passages: Mapped[list[Any]]
    document: Mapped[dict[str, Any]]
    built_at: Mapped[datetime]


class EntityEdit(Base):
    """One change of the cast by the reader; deleting it undoes it.

    `keys` are the entities' stable keys and `names` what they were called; edits apply in the
    order of `number`. Chapter and offset are the place by which the reader had met all of it.
    """

    __tablename__ = "entity_edits"
    __table_args__ = (Index("ix_entity_edits_book_id_number", "book_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    book_id: Mapped[UUID] = mapped_column(ForeignKey("books.id", ondelete="CASCADE"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(8))
    keys: Mapped[list[Any]]
    names: Mapped[list[Any]]
    name: Mapped[str] = mapped_column(String(120), default="")
    chapter_number: Mapped[int]
    offset: Mapped[int]
    created_at: Mapped[datetime]
