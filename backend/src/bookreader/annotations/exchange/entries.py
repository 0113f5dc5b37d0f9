"""What all files of annotations are made from and read into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, get_args
from uuid import NAMESPACE_URL, UUID, uuid5

from bookreader.annotations.schemas import Colour, Kind

COLOURS: tuple[str, ...] = get_args(Colour)
KINDS: tuple[str, ...] = get_args(Kind)
LONGEST_HIGHLIGHT = 20_000
LONGEST_NOTE = 20_000
_LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class BookRef:
    """How a file names a book."""

    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One annotation outside the database."""

    book: BookRef
    id: UUID
    kind: str
    colour: str
    note: str
    chapter: str
    chapter_title: str
    start: int
    end: int
    exact: str
    before: str
    after: str
    progression: float
    normaliser_version: int
    created_at: datetime
    updated_at: datetime


class BadFile(Exception):
    """The file is not of any kind that is read here."""


class BadEntry(Exception):
    """One entry of a file cannot be read."""


def words(value: Any, longest: int) -> str:
    """A string that every database takes: no zero characters, no halves of characters."""
    if not isinstance(value, str):
        return ""
    clean = value.replace("\x00", "")
    return clean.encode("utf-8", "replace").decode("utf-8")[:longest]


def whole(value: Any) -> int:
    """An offset; 0 for what is none."""
    if isinstance(value, bool) or not isinstance(value, int):
        return 0
    return min(max(value, 0), _LARGEST)


def share(value: Any) -> float:
    """A number between 0 and 1."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return 0.0
    return min(max(float(value), 0.0), 1.0)


def moment(value: Any, otherwise: datetime) -> datetime:
    """A moment that has passed, in UTC."""
    if not isinstance(value, str):
        return otherwise
    try:
        read = datetime.fromisoformat(value)
        known = read if read.tzinfo else read.replace(tzinfo=UTC)
        return min(known.astimezone(UTC), otherwise)
    except (ValueError, OverflowError):
        return otherwise


def identity(value: Any, *content: object) -> UUID:
    """The entry's own id, else one that follows from its content, so that it is taken in once."""
    text = value.removeprefix("urn:uuid:") if isinstance(value, str) else ""
    try:
        return UUID(text)
    except ValueError:
        return uuid5(NAMESPACE_URL, "\n".join(map(str, content)))


def shown(at: datetime) -> str:
    """A moment as all files write it."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
