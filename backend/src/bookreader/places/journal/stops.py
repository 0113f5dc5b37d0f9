"""The journal as a reader looks back on it: sittings with their first and last place, and jumps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal
from uuid import UUID

from bookreader.kit.db import ReadSession
from bookreader.library import service as library
from bookreader.library.models import Book, BookChapter
from bookreader.places import repository
from bookreader.places.anchoring.locators import Anchoring, Locator
from bookreader.places.models import Device, ReadingMove
from bookreader.places.schemas import Stop, StopPlace, Stops
from bookreader.places.standing.desk import named

# A longer silence begins another sitting.
SITTING_GAP = timedelta(minutes=30)
# Rows read for one answer; a sitting of more is told in two.
_AT_ONCE = 500
_LEAPS = ("jump", "undo")
_SENTENCE_ENDS = re.compile(r"[.!?…]+[»”\")\]]*\s+|\n+")
_CLOSED = re.compile(r"[.!?…»”\")\]]\s*$")
_LEAST_SENTENCE, _LONGEST, _KEPT_BEFORE = 24, 140, 32


@dataclass(slots=True)
class Sitting:
    """Moves of one device that a reader would call one thing, the latest first."""

    moves: list[ReadingMove] = field(default_factory=list)

    @property
    def first(self) -> ReadingMove:
        return self.moves[-1]

    @property
    def last(self) -> ReadingMove:
        return self.moves[0]

    @property
    def kind(self) -> Literal["sitting", "jump", "undo"]:
        """A sitting, or the one leap that it is."""
        leap = self.last.kind
        return "jump" if leap == "jump" else "undo" if leap == "undo" else "sitting"


def fold(latest_first: Sequence[ReadingMove]) -> list[Sitting]:
    """Join moves into stops, the latest stop first."""
    stops: list[Sitting] = []
    for move in latest_first:
        if stops and _belongs(move, stops[-1]):
            stops[-1].moves.append(move)
        else:
            stops.append(Sitting([move]))
    return stops


def _belongs(earlier: ReadingMove, stop: Sitting) -> bool:
    if earlier.kind in _LEAPS or stop.kind in _LEAPS or earlier.device_id != stop.first.device_id:
        return False
    # A clock may have been set back between two moves.
    return abs(stop.first.made_at - earlier.made_at) <= SITTING_GAP


def sentence(before: str, exact: str, after: str = "") -> str:
    """The words at a place, from where their sentence begins when that is in sight."""
    ends = list(_SENTENCE_ENDS.finditer(before))
    # Where less stands before a place than a quote keeps, the text itself begins there.
    cut = not ends and len(before) >= _KEPT_BEFORE
    lead = before[ends[-1].end() :] if ends else before
    if cut:
        lead = before.partition(" ")[2]
    # Where a chapter begins its title stands first, and that is told beside.
    whole = (lead + exact if before else _untitled(exact)) + after
    text = " ".join(whole.replace("\ufffc", " ").split())
    for end in _SENTENCE_ENDS.finditer(text + " "):
        if end.end() > max(_LEAST_SENTENCE, len(lead) + 1):
            text = text[: end.end()].rstrip()
            return f"… {text}" if cut else text
    if len(text) > _LONGEST:
        text = text[:_LONGEST]
    shortened = text.rsplit(" ", 1)[0] if " " in text else text
    told = f"{shortened}…" if shortened else ""
    return f"… {told}" if cut and told else told


def _untitled(exact: str) -> str:
    title, _, rest = exact.partition("\n")
    return exact if _CLOSED.search(title) or not rest.strip() else rest


async def look_back(
    session: ReadSession, user_id: UUID, book: Book, before: int | None, limit: int
) -> Stops:
    """The latest stops of a book's journal, or those before a move."""
    lines = await library.chapters(session, book.id)
    rows = await repository.moves_before(session, user_id, book.id, before, _AT_ONCE)
    found = fold(rows)
    if len(rows) == _AT_ONCE and len(found) > 1:
        # The earliest may have begun before what was read.
        found.pop()
        more = True
    else:
        more = len(rows) == _AT_ONCE
    # A book that was opened and closed again is no place to go back to.
    found = [one for one in found if any(move.kind != "open" for move in one.moves)]
    more = more or len(found) > limit
    found = found[:limit]
    earliest = found[-1].first.seq if found else rows[-1].seq if rows else 0
    devices = {one.id: one for one in await repository.devices(session, user_id)}
    anchoring = Anchoring(session, book, lines)
    told = (
        [await _told(sitting, devices, lines, book, anchoring) for sitting in found]
        if lines
        else []
    )
    return Stops(stops=told, next=earliest if more and earliest > 1 else None)


async def _told(
    sitting: Sitting,
    devices: dict[UUID, Device],
    lines: Sequence[BookChapter],
    book: Book,
    anchoring: Anchoring,
) -> Stop:
    last, first = sitting.last, sitting.first
    place = await _place(last, lines, book, anchoring)
    known = devices.get(last.device_id) if last.device_id else None
    return Stop(
        seq=last.seq,
        kind=sitting.kind,
        device=named(last.device_id, known),
        began_at=first.made_at,
        ended_at=last.made_at,
        moves=len(sitting.moves),
        first=place if first is last else await _place(first, lines, book, anchoring),
        last=place,
    )


async def _place(
    move: ReadingMove, lines: Sequence[BookChapter], book: Book, anchoring: Anchoring
) -> StopPlace:
    found = await anchoring.find(
        Locator(
            move.chapter_number,
            move.offset,
            move.normaliser_version,
            move.quote,
            move.quote_before,
            move.quote_after,
            move.progression,
            move.chapter_key,
        )
    )
    line = lines[found.chapter_number]
    return StopPlace(
        chapter=line.key,
        offset=found.start,
        chapter_title=line.title,
        sentence=sentence(move.quote_before, move.quote, move.quote_after),
        progress=min(1.0, (line.chars_before + found.start) / max(1, book.chars)),
    )
