"""Tables of pictures."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bookreader.kit.db import Base

PLANNED, READY, FAILED = "planned", "ready", "failed"
SKETCH = "sketch"


class Picture(Base):
    """One version of a picture of a description, or the reference card of an entity.

    `provider` is `sketch` or a provider's id in hex; variants count from 0 within one provider.
    `sha256` is the blob that is shown, `original_sha256` a provider's own bytes, untouched; a
    sketch's blob may be gone and painted again. `request_key` stands for everything that was sent,
    `prompt_key` for the prompt the bible gave, whether or not the reader changed it. `chosen_at`
    says when the reader wanted this version shown; `reason` is a code when it failed. `made` tells
    how it came about: prompt, negative, model_requested, model_used, seed, revised_prompt,
    request_id, usage, cost_micros, cost_exact, style, bible_version, own_words, refs, gate, scene.
    """

    __tablename__ = "pictures"
    __table_args__ = (
        Index(
            "uq_pictures_description_provider_variant",
            "description_id",
            "provider",
            "variant",
            unique=True,
        ),
        Index(
            "uq_pictures_book_id_entity_id_provider_variant",
            "book_id",
            "entity_id",
            "provider",
            "variant",
            unique=True,
        ),
        Index("ix_pictures_book_id_state", "book_id", "state"),
        Index("ix_pictures_request_key_book_id", "request_key", "book_id"),
        Index("ix_pictures_phash", "phash"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    book_id: Mapped[UUID] = mapped_column(ForeignKey("books.id", ondelete="CASCADE"))
    description_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("descriptions.id", ondelete="CASCADE")
    )
    entity_id: Mapped[str | None] = mapped_column(String(64))
    provider: Mapped[str] = mapped_column(String(32))
    provider_name: Mapped[str] = mapped_column(String(80), default="")
    variant: Mapped[int] = mapped_column(default=0)
    order_id: Mapped[UUID | None] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(String(16), default=PLANNED)
    reason: Mapped[str] = mapped_column(String(64), default="")
    painter_version: Mapped[str] = mapped_column(String(32), default="")
    scene_hash: Mapped[str] = mapped_column(String(64), default="")
    request_key: Mapped[str] = mapped_column(String(64), default="")
    prompt_key: Mapped[str] = mapped_column(String(64), default="")
    sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    original_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    original_mime: Mapped[str] = mapped_column(String(32), default="")
    width: Mapped[int]
    height: Mapped[int]
    phash: Mapped[str] = mapped_column(String(16), default="")
    thumbhash: Mapped[str] = mapped_column(String(64), default="")
    colour: Mapped[str] = mapped_column(String(7), default="")
    made: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime | None]
    painted_at: Mapped[datetime | None]
    chosen_at: Mapped[datetime | None]
