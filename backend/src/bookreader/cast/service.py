"""A book's cast as its reader may know it: with their edits, cut at their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bookcore.entities import (
    ENTITIES_VERSION,
    Cast,
    Edit,
    Entity,
    Trait,
    apply_edits,
    bearers,
    cast_from_json,
    known_until,
    resting,
)
from bookreader.cast import repository
from bookreader.cast.models import EntityEdit
from bookreader.cast.schemas import EditKind
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library import service as library

AnySession = ReadSession | WriteSession
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Known:
    """Everyone and everything a reader has met; `links` by description, in the order of the text."""

    entities: dict[str, Entity]
    traits: tuple[Trait, ...]
    links: dict[UUID, tuple[str, ...]]
    numbers: dict[str, int]

    def named(self) -> int:
        """How many are met and not hidden."""
        return sum(not one.hidden for one in self.entities.values())

    def of(self, description_id: UUID) -> list[Entity]:
        """Whom a description is about, hidden ones left out."""
        ids = self.links.get(description_id, ())
        found = [self.entities[one] for one in ids if one in self.entities]
        return [one for one in found if not one.hidden]

    def place_of(self, entities: Sequence[Entity], name: str | None = None) -> Place:
        """The place by which these entities, and this name of theirs, had been met."""
        places: list[Place] = []
        for entity in entities:
            wanted = {(n.chapter, n.start) for n in entity.names if n.text in (entity.name, name)}
            # An entity under a name of the reader's own is met where it is first mentioned.
            wanted |= {(chapter, start) for chapter, start, _ in entity.mentions[:1]}
            places += [
                (self.numbers[chapter], end)
                for chapter, start, end in entity.mentions
                if (chapter, start) in wanted
            ]
        return max(places, default=(0, 0))


@dataclass(frozen=True, slots=True)
class Whole:
    """The cast with the reader's edits, uncut: for what is made ahead of the reader's place."""

    cast: Cast
    links: dict[UUID, tuple[str, ...]]
    numbers: dict[str, int]

    @property
    def entities(self) -> dict[str, Entity]:
        """The entities by id."""
        return {one.id: one for one in self.cast.entities}


async def whole(session: AnySession, book_id: UUID) -> Whole:
    """Everyone and everything of a book, wherever they first come; never for a reader's eyes."""
    numbers = {c.key: c.number for c in await library.chapters(session, book_id)}
    cast, passages = await _whole(session, book_id)
    made = await repository.edits(session, book_id)
    edited = apply_edits(cast, [_edit(one) for one in made])
    links = zip(passages, edited.links, strict=True)
    return Whole(edited, {UUID(key): ids for key, ids in links if ids}, numbers)


async def bearers_of(session: AnySession, book_id: UUID, keys: Sequence[str]) -> dict[str, str]:
    """Whose keys these are by now, after the reader's edits and whatever was read anew."""
    if not keys:
        return {}
    cast, _ = await _whole(session, book_id)
    made = await repository.edits(session, book_id)
    return bearers(cast, [_edit(one) for one in made], keys)


async def known(session: AnySession, book_id: UUID, until: Place) -> Known:
    """The cast with the reader's edits, and nothing in it that lies beyond a place."""
    numbers = {c.key: c.number for c in await library.chapters(session, book_id)}
    cast, passages = await _whole(session, book_id)
    made = await repository.edits(session, book_id)
    cut = known_until(apply_edits(cast, [_edit(one) for one in made]), numbers, until)
    links = zip(passages, cut.links, strict=True)
    return Known(
        entities={one.id: one for one in cut.entities},
        traits=cut.traits,
        links={UUID(key): ids for key, ids in links if ids},
        numbers=numbers,
    )


async def edits(session: AnySession, book_id: UUID, until: Place) -> list[tuple[EntityEdit, bool]]:
    """The edits of what lies before a place, each with whether it changes nothing at present."""
    made = await repository.edits(session, book_id)
    if not made:
        return []
    cast, _ = await _whole(session, book_id)
    still = resting(cast, [_edit(one) for one in made])
    return [
        (one, rests)
        for one, rests in zip(made, still, strict=True)
        if (one.chapter_number, one.offset) <= until
    ]


async def keep_edit(
    session: WriteSession,
    book_id: UUID,
    kind: EditKind,
    entities: Sequence[Entity],
    name: str,
    place: Place,
    now: datetime,
) -> EntityEdit:
    """Write an edit down after all others."""
    edit = EntityEdit(
        book_id=book_id,
        number=await repository.next_number(session, book_id),
        kind=kind,
        keys=[one.key for one in entities],
        names=[one.name for one in entities],
        name=name,
        chapter_number=place[0],
        offset=place[1],
        created_at=now,
    )
    session.add(edit)
    await session.flush()
    return edit


async def forget_edit(session: WriteSession, edit_id: UUID) -> None:
    """Undo an edit; the others apply as if it had never been."""
    await repository.forget_edit(session, edit_id)


async def _whole(session: AnySession, book_id: UUID) -> tuple[Cast, list[str]]:
    """The cast of all that was searched; one of another version waits to be built anew."""
    row = await repository.get(session, book_id)
    if row is None or row.document.get("version") != ENTITIES_VERSION:
        return Cast(), []
    return cast_from_json(row.document), row.passages


def _edit(row: EntityEdit) -> Edit:
    kinds: dict[str, EditKind] = {
        "merge": "merge",
        "split": "split",
        "rename": "rename",
        "hide": "hide",
    }
    return Edit(kind=kinds[row.kind], keys=tuple(map(str, row.keys)), name=row.name)
