"""Table of what the schema is fit for."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bookreader.kit.db import Base


class SchemaRange(Base):
    """The one row says which is the oldest revision whose program this schema still fits.

    A revision that takes away or renames what older programs use writes its own number here.
    """

    __tablename__ = "schema_range"

    oldest: Mapped[str] = mapped_column(String(32), primary_key=True)
