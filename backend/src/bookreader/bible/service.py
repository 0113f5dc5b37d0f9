"""The visual bible of a book: its versions, and the clauses and prompts made by the one in force."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bookcore.bible import (
    OPENING,
    Bible,
    Clause,
    Look,
    Prompt,
    Story,
    bible_from_json,
    bible_to_json,
    card_prompt,
    compose,
    guessed,
    painted_looks,
    sketched,
)
from bookcore.scene.spec import SceneSpec, spec_from_json
from bookreader.bible import repository
from bookreader.bible.errors import BibleChanged, BibleInvalid, BibleVersionNotFound
from bookreader.bible.models import BibleVersion
from bookreader.cast import service as casts
from bookreader.cast.service import Place, Whole
from bookreader.extraction.models import Description
from bookreader.jobs import service as jobs
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library import service as library
from bookreader.library.models import Book
from bookreader.ports.context import TaskContext

AnySession = ReadSession | WriteSession
MAX_NOTE = 200
KEPT_VERSIONS = 200
_OPENING_CHAPTERS = 4


@dataclass(frozen=True, slots=True)
class Version:
    """One line of the history."""

    number: int
    created_at: datetime
    note: str


async def stored(session: AnySession, book_id: UUID) -> tuple[Bible, int]:
    """The bible in force as it was saved, under the keys of that time, and its version."""
    row = await repository.latest(session, book_id)
    if row is None:
        return await _first(session, book_id), 0
    return bible_from_json(row.document), row.version


async def current(session: AnySession, book_id: UUID) -> tuple[Bible, int]:
    """The bible in force with its looks under the keys that their bearers have by now.

    Version 0 is the one nobody changed, with what the book's opening says of time and country.
    """
    bible, version = await stored(session, book_id)
    return await _carried(session, book_id, bible), version


async def _carried(session: AnySession, book_id: UUID, bible: Bible) -> Bible:
    """Looks of merged entities go with them; the survivor's own stand where both say something."""
    now = await casts.bearers_of(session, book_id, list(bible.looks))
    looks: dict[str, tuple[Look, ...]] = {}
    for key in sorted(bible.looks, key=lambda k: now.get(k) == k):
        bearer = now.get(key)
        if bearer is not None:
            looks[bearer] = (*looks.get(bearer, ()), *bible.looks[key])
    return replace(bible, looks=looks)


async def _first(session: AnySession, book_id: UUID) -> Bible:
    book = await library.book_at_work(session, book_id)
    opening = ""
    lines = [one for one in await library.chapters(session, book_id) if one.kind == "chapter"]
    for line in lines[:_OPENING_CHAPTERS]:
        chapter = await library.chapter_at_work(session, book_id, line.number)
        opening += f"{chapter.text}\n" if chapter is not None else ""
        if len(opening) >= OPENING:
            break
    era, country = guessed(opening, book.language)
    return Bible(era=era, country=country)


async def version(session: AnySession, book_id: UUID) -> int:
    """The number of the version in force; 0 is the one nobody changed."""
    row = await repository.latest(session, book_id)
    return row.version if row is not None else 0


async def history(session: AnySession, book_id: UUID) -> list[Version]:
    """Every version that was saved, the newest first."""
    return [Version(*one) for one in await repository.history(session, book_id)]


async def save(
    context: TaskContext,
    session: WriteSession,
    book_id: UUID,
    bible: Bible,
    note: str,
    expected_version: int,
) -> int:
    """Keep a bible as the next version; raises BibleChanged when another was saved meanwhile.

    Nothing happens when it says what the version in force says.
    """
    await library.hold(session, book_id)
    row = await repository.latest(session, book_id)
    version = row.version if row is not None else 0
    if version != expected_version:
        raise BibleChanged
    document = bible_to_json(bible)
    try:
        checked = bible_from_json(document)
    except ValueError as error:
        raise BibleInvalid(str(error)) from None
    before = row.document if row is not None else bible_to_json(await _first(session, book_id))
    if before == bible_to_json(checked):
        return version
    session.add(
        BibleVersion(
            book_id=book_id,
            version=version + 1,
            document=bible_to_json(checked),
            note=note[:MAX_NOTE],
            created_at=context.clock(),
        )
    )
    await session.flush()
    await repository.forget_before(session, book_id, version + 2 - KEPT_VERSIONS)
    book = await library.book_at_work(session, book_id)
    told = {"book_id": str(book_id)}
    await jobs.publish(session, context.wakeups, context.clock, book.user_id, "bible", told)
    if book.readable_at is not None:
        # Sketches that it shows otherwise are painted anew in their turn.
        await library.work_on(context, session, book)
    return version + 1


async def restore(
    context: TaskContext, session: WriteSession, book_id: UUID, version: int, note: str
) -> int:
    """Put an earlier version in force again, as a new one; 0 is the one nobody changed."""
    await library.hold(session, book_id)
    if version == 0:
        wanted = await _first(session, book_id)
    else:
        row = await repository.get(session, book_id, version)
        if row is None:
            raise BibleVersionNotFound
        wanted = bible_from_json(row.document)
    latest = await repository.latest(session, book_id)
    now = latest.version if latest is not None else 0
    return await save(context, session, book_id, wanted, note, now)


def book_seed(book: Book) -> str:
    """What makes the looks nobody tells the same in all pictures of one book."""
    return str(book.id)


@dataclass(frozen=True, slots=True)
class Reading:
    """A book's bible and cast, asked about many descriptions."""

    bible: Bible
    version: int
    story: Story
    whole: Whole

    def clauses(self, d: Description) -> list[Clause]:
        """Whom a description is about, by what is known at its end and by never more."""
        return self.story.clauses(self.whole.links.get(d.id, ()), (d.chapter_number, d.end))

    def prompt(self, d: Description, limit_chars: int) -> Prompt:
        """The prompt of a description."""
        attributes = [str(one) for one in d.attributes]
        return compose(
            scene_of(d), d.type, attributes, d.caption, self.clauses(d), self.bible, limit_chars
        )

    def scene(self, d: Description) -> SceneSpec:
        """What our own painter paints: the scene with the approved looks and the palette."""
        place = (d.chapter_number, d.end)
        looks = []
        for key in self.whole.links.get(d.id, ()):
            one = self.whole.entities.get(key)
            if one is None or one.hidden or not self.story.is_met(key, place):
                continue
            own = self.bible.looks.get(one.key, ())
            fields = painted_looks(own, self.whole.numbers, place)
            if fields:
                looks.append({"sex": one.gender, **fields} if one.gender else fields)
        if not looks and not self.bible.palette:
            return scene_of(d)
        return sketched(scene_of(d), looks, self.bible.palette)


def scene_of(d: Description) -> SceneSpec:
    """A description's scene; one of another version's words is drawn by its kind alone."""
    try:
        return spec_from_json(d.scene)
    except ValueError:
        return SceneSpec(kind=d.type if d.type in ("location", "character") else None)


async def reading(session: AnySession, book: Book) -> Reading:
    """The bible and the cast as they are now, read once for many descriptions."""
    bible, version = await current(session, book.id)
    whole = await casts.whole(session, book.id)
    return Reading(bible, version, Story(whole.cast, whole.numbers, bible, book_seed(book)), whole)


async def clauses_for(session: AnySession, book: Book, description: Description) -> list[Clause]:
    """The clauses of a description by the cast known at its end."""
    return (await reading(session, book)).clauses(description)


async def prompt_for(
    session: AnySession, book: Book, description: Description, limit_chars: int
) -> Prompt:
    """The prompt of one description."""
    return (await reading(session, book)).prompt(description, limit_chars)


async def prompts_for(
    session: AnySession, book: Book, descriptions: Sequence[Description], limit_chars: int
) -> dict[UUID, Prompt]:
    """The prompts of many descriptions, the cast being read once."""
    told = await reading(session, book)
    return {one.id: told.prompt(one, limit_chars) for one in descriptions}


async def scenes_for(
    session: AnySession, book: Book, descriptions: Sequence[Description]
) -> dict[UUID, tuple[SceneSpec, int]]:
    """What our painter paints of each description, and the version of the bible that says so."""
    told = await reading(session, book)
    # A whole book's take a while, and a worker's loop beats and renews leases meanwhile.
    return await asyncio.to_thread(
        lambda: {one.id: (told.scene(one), told.version) for one in descriptions}
    )


async def card_prompt_for(
    session: AnySession, book: Book, entity_id: str, until: Place
) -> Prompt | None:
    """The prompt of an entity's reference card at a place; None for one not met there."""
    told = await reading(session, book)
    entity, clause = told.story.entity_at(entity_id, until), told.story.clause(entity_id, until)
    if entity is None or clause is None:
        return None
    return card_prompt(entity, clause, told.bible)
