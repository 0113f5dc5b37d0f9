"""What other domains ask about descriptions, and what the reader says of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement

from bookcore.entities import ENTITIES_VERSION
from bookreader.extraction import repository
from bookreader.extraction.models import (
    COVERED,
    DISMISSED,
    FOUND,
    LEVELS,
    OWN,
    Description,
    Verdict,
)
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.kit.spans import SAME, Span, overlap
from bookreader.library import service as library
from bookreader.library.models import Book

AnySession = ReadSession | WriteSession
ALIKE = 0.8
"""From this overlap on, a passage drawn by the reader and a mark are one and the same."""
PASSAGE_JOB = "passage"
_UNSEEN: dict[str, Any] = {"kind": "action", "seed": 0}


async def get(session: AnySession, book_id: UUID, description_id: UUID) -> Description | None:
    """One description of a book, or None."""
    return await repository.get(session, book_id, description_id)


async def by_id(session: AnySession, description_id: UUID) -> Description | None:
    """A description by its id alone, for a job that is about it."""
    return await repository.by_id(session, description_id)


async def for_chapter(
    session: AnySession, book_id: UUID, number: int, marks: str | None = None
) -> list[Description]:
    """A chapter's descriptions in the order of the text: those a setting shows, or all."""
    return await repository.for_chapter(session, book_id, number, marks)


async def for_book(
    session: AnySession, book_id: UUID, marks: str | None = None
) -> list[Description]:
    """A book's descriptions in reading order: those a setting shows, or all."""
    return await repository.for_book(session, book_id, marks)


async def is_described(session: AnySession, book_id: UUID, number: int) -> bool:
    """Whether a chapter was searched, be it by an older version."""
    return await repository.version_of(session, book_id, number) is not None


async def searched(session: AnySession, book_id: UUID) -> list[tuple[int, str, datetime]]:
    """The searched chapters with version and moment, in reading order."""
    return await repository.searched(session, book_id)


async def names(session: AnySession, book: Book) -> list[dict[str, Any]]:
    """What the chapters name, in reading order; what another version read is not understood."""
    ending = f"+{ENTITIES_VERSION}/{book.normaliser_version}"
    found = await repository.names(session, book.id)
    return [said for version, said in found if said and version.endswith(ending)]


async def outline(session: AnySession, book_id: UUID) -> list[tuple[UUID, int, int, int, str]]:
    """Id, chapter, start, end and type of all that any setting shows and the finder has seen."""
    return await repository.outline(session, book_id)


def shown_under(marks: str) -> ColumnElement[bool]:
    """The condition that a description has a mark under a setting."""
    return repository.shown_under(marks)


def scene_hash(scene: Mapping[str, Any]) -> str:
    """What tells two scenes apart; the seed only chooses how one scene is composed."""
    told = {k: v for k, v in scene.items() if k != "seed"}
    words = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


async def set_scene(session: WriteSession, description_id: UUID, scene: dict[str, Any]) -> None:
    """Put what is known of its people into a description's scene."""
    values = {"scene": scene, "scene_hash": scene_hash(scene)}
    await repository.set_columns(session, description_id, values)


async def chapters_by_engine(session: AnySession) -> list[tuple[str, bool, int]]:
    """How many chapters each analyser read on this server, and whether in place of another."""
    return await repository.chapters_by_engine(session)


async def verdicts_by_standing(session: AnySession) -> dict[str, int]:
    """How many passages readers refused, and how many they drew themselves."""
    return await repository.verdicts_by_standing(session)


async def set_wording(
    session: WriteSession, description_id: UUID, values: Mapping[str, Any]
) -> None:
    """Put other attributes and another caption into a description, with whose they are."""
    await repository.set_columns(session, description_id, dict(values))


async def dismissed(session: AnySession, book_id: UUID) -> list[Description]:
    """The descriptions that the reader says are none, in reading order."""
    return await repository.with_standing(session, book_id, DISMISSED)


async def dismiss(
    session: WriteSession, book: Book, description: Description, quote: str, now: datetime
) -> None:
    """Keep that a passage is no description, for this and every later finder."""
    if description.standing == DISMISSED:
        return
    await library.hold(session, book.id)
    session.add(
        Verdict(
            book_id=book.id,
            standing=DISMISSED,
            chapter_number=description.chapter_number,
            start=description.start,
            end=description.end,
            quote=quote,
            normaliser_version=book.normaliser_version,
            created_at=now,
        )
    )
    await session.flush()
    await settle(session, book.id, description.chapter_number)


async def undo_dismissal(session: WriteSession, description: Description) -> None:
    """Let a passage be a description again."""
    await library.hold(session, description.book_id)
    here = await repository.verdicts(session, description.book_id, description.chapter_number)
    span = (description.start, description.end)
    gone = [
        v.id for v in here if v.standing == DISMISSED and overlap((v.start, v.end), span) >= SAME
    ]
    await repository.forget_verdicts(session, gone)
    await settle(session, description.book_id, description.chapter_number)


async def draw(
    session: WriteSession, book: Book, number: int, span: Span, quote: str, now: datetime
) -> Description:
    """Keep a passage of the reader's choice; a job says later what it shows."""
    await library.hold(session, book.id)
    verdict = Verdict(
        book_id=book.id,
        standing=OWN,
        chapter_number=number,
        start=span[0],
        end=span[1],
        quote=quote,
        normaliser_version=book.normaliser_version,
        created_at=now,
    )
    session.add(verdict)
    await session.flush()
    description = Description(
        id=verdict.id,
        book_id=book.id,
        chapter_number=number,
        start=span[0],
        end=span[1],
        standing=OWN,
        level=LEVELS[0],
        type="action",
        also=[],
        score=1.0,
        caption="",
        attributes=[],
        found_scene=_UNSEEN,
        scene=_UNSEEN,
        scene_hash="",
    )
    session.add(description)
    await session.flush()
    await settle(session, book.id, number)
    return description


async def remove(session: WriteSession, description: Description) -> None:
    """Forget a passage of the reader's choice with its picture."""
    await library.hold(session, description.book_id)
    await repository.forget_verdicts(session, [description.id])
    await repository.forget(session, description.id)
    await settle(session, description.book_id, description.chapter_number)


async def settle(session: WriteSession, book_id: UUID, number: int) -> None:
    """Let a chapter's found descriptions stand as the reader's verdicts say."""
    verdicts = await repository.verdicts(session, book_id, number)
    refused = [(v.start, v.end) for v in verdicts if v.standing == DISMISSED]
    drawn = [(v.start, v.end) for v in verdicts if v.standing == OWN]
    for one in await repository.for_chapter(session, book_id, number):
        if one.standing == OWN:
            continue
        standing = _standing((one.start, one.end), refused, drawn)
        if standing != one.standing:
            await repository.set_columns(session, one.id, {"standing": standing})


def _standing(span: Span, refused: Sequence[Span], drawn: Sequence[Span]) -> str:
    if any(overlap(span, one) >= SAME for one in refused):
        return DISMISSED
    if any(overlap(span, one) >= ALIKE for one in drawn):
        return COVERED
    return FOUND
