"""The visual bible for its reader: nothing in it of what they have not met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from bookcore.bible import (
    STYLES,
    Bible,
    Look,
    bible_from_json,
    bible_to_json,
    check_words,
    look_fields,
)
from bookcore.bible.model import MAX_LOOKS
from bookcore.entities import Entity, Trait
from bookcore.scene.spec import Person
from bookreader.accounts.models import User
from bookreader.bible import service as bibles
from bookreader.bible.errors import BibleInvalid
from bookreader.cast import service as casts
from bookreader.cast.service import Known
from bookreader.drawing import service as drawing
from bookreader.illustration import service as illustration
from bookreader.illustration.models import READY, Picture
from bookreader.jobs import service as jobs
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library import service as library
from bookreader.library.models import Book, BookChapter
from bookreader.looks.errors import LookAhead, LookNotFound
from bookreader.looks.schemas import (
    BibleChoices,
    BibleOut,
    BibleSaved,
    LookedEntity,
    LookOut,
    LookPlace,
    LookTrait,
    LookWish,
    StyleChoice,
    StyleOut,
)
from bookreader.places import service as places
from bookreader.ports.context import TaskContext
from bookreader.reading import service as reading
from bookreader.reading.errors import PictureNotFound
from bookreader.reading.schemas import PictureOut, PictureVersion
from bookreader.sheets.errors import EntityNotFound

AnySession = ReadSession | WriteSession
Place = tuple[int, int]
_KINDS = ("character", "place", "thing")
CHOICES, LOOK, LOOK_REMOVED, RESTORED = "choices", "look", "look_removed", "restored"


@dataclass(frozen=True, slots=True)
class _Met:
    """What a reader may see and change of one book."""

    book: Book
    until: Place
    known: Known
    lines: dict[str, BookChapter]

    def entity(self, entity_id: str) -> Entity:
        """Somebody the reader has met; raises EntityNotFound for one ahead as for none."""
        one = self.known.entities.get(entity_id)
        if one is None or one.hidden:
            raise EntityNotFound
        return one

    def reached(self, place: tuple[str, int] | None) -> bool:
        """Whether a look begins where the reader has been."""
        if place is None:
            return True
        line = self.lines.get(place[0])
        return line is not None and (line.number, place[1]) <= self.until


async def _met(session: AnySession, user: User, book_id: UUID) -> _Met:
    book = await library.require_book(session, user.id, book_id)
    until = await places.visible_until(session, user.id, book_id)
    known = await casts.known(session, book_id, until)
    lines = {line.key: line for line in await library.chapters(session, book_id)}
    return _Met(book, until, known, lines)


async def view(context: TaskContext, session: AnySession, user: User, book_id: UUID) -> BibleOut:
    """The bible with everybody met, by kind and importance."""
    met = await _met(session, user, book_id)
    told = await bibles.reading(session, met.book)
    traits: dict[str, list[Trait]] = {}
    for trait in met.known.traits:
        traits.setdefault(trait.entity, []).append(trait)
    cards = await illustration.cards_of_book(session, book_id)
    shown = sorted(
        (one for one in met.known.entities.values() if not one.hidden),
        key=lambda one: (_KINDS.index(one.kind), -one.importance, one.name),
    )
    entities = []
    for one in shown:
        clause = told.story.clause(one.id, met.until)
        looks = [k for k in told.bible.looks.get(one.key, ()) if met.reached(k.valid_from)]
        entities.append(
            LookedEntity(
                id=one.id,
                name=one.name,
                kind=one.kind,
                gender=one.gender,
                clause=clause.text if clause else "",
                invented=list(clause.invented) if clause else [],
                looks=[_look_out(look) for look in _distinct(looks)],
                card=_card(met, one, cards.get(one.id, ())),
                traits=[
                    LookTrait(
                        aspect=t.aspect,
                        text=t.text,
                        quote=t.quote,
                        chapter=t.chapter,
                        start=t.start,
                    )
                    for t in traits.get(one.id, ())
                ],
            )
        )
    return BibleOut(
        version=told.version,
        style=StyleOut(id=told.bible.style_id, words=told.bible.style_words),
        palette=list(told.bible.palette),
        era=told.bible.era,
        country=told.bible.country,
        styles=[
            StyleChoice(id=s.id, name_ru=s.names["ru"], name_en=s.names["en"])
            for s in STYLES.values()
        ],
        entities=entities,
        stale_pictures=len(await drawing.stale(context, session, met.book)),
        history=[
            BibleSaved(version=v.number, created_at=v.created_at, note=v.note)
            for v in await bibles.history(session, book_id)
        ],
    )


def _distinct(looks: Sequence[Look]) -> list[Look]:
    """One look for each place, the last said: a merge may have brought a second."""
    return list({look.valid_from: look for look in looks}.values())


def _look_out(look: Look) -> LookOut:
    place = look.valid_from
    return LookOut.model_validate(
        {
            "from": LookPlace(chapter=place[0], offset=place[1]) if place else None,
            "fields": dict(look.fields),
            "words": look.words,
            "approved": look.approved,
        }
    )


def _card(met: _Met, entity: Entity, cards: Sequence[Picture]) -> PictureOut | None:
    """The approved card, else the newest; none that was drawn by what lies ahead."""
    seen = [c for c in cards if tuple(int(p) for p in c.made.get("until", ())) <= met.until]
    approved = [c for c in seen if c.state == READY and c.chosen_at is not None]
    if approved:
        best = max(approved, key=lambda c: str(c.chosen_at))
    elif seen:
        best = seen[-1]
    else:
        return None
    return reading.card_out(best, entity.name, met.book.language)


async def choose(
    context: TaskContext, session: WriteSession, user: User, book_id: UUID, wanted: BibleChoices
) -> BibleOut:
    """Keep style, palette, time and country; raises BibleChanged or BibleInvalid."""
    await library.require_book(session, user.id, book_id)
    before, _ = await bibles.stored(session, book_id)
    told = {
        "style_id": wanted.style_id,
        "style_words": wanted.style_words,
        "palette": wanted.palette,
        "era": wanted.era,
        "country": wanted.country,
    }
    try:
        made = bible_from_json({**bible_to_json(before), **told})
    except ValueError as error:
        raise BibleInvalid(str(error)) from None
    _drawable(" ".join((made.style_words, made.era, made.country)), ())
    await bibles.save(context, session, book_id, made, CHOICES, wanted.version)
    return await view(context, session, user, book_id)


def _drawable(words: str, people: Sequence[Person]) -> None:
    refusal = check_words(words, people).refusal
    if refusal is not None:
        raise BibleInvalid(drawing.REFUSALS[refusal])


async def set_look(
    context: TaskContext,
    session: WriteSession,
    user: User,
    book_id: UUID,
    entity_id: str,
    wanted: LookWish,
) -> BibleOut:
    """Keep how somebody looks from a place on; raises EntityNotFound, LookAhead or BibleInvalid."""
    met = await _met(session, user, book_id)
    entity = met.entity(entity_id)
    place = (wanted.from_.chapter, wanted.from_.offset) if wanted.from_ else None
    if not met.reached(place):
        raise LookAhead
    try:
        fields = look_fields(wanted.fields)
    except ValueError as error:
        raise BibleInvalid(str(error)) from None
    minor = [Person(age="child")] if fields.get("age") == "child" else []
    _drawable(", ".join((*fields.values(), wanted.words)), minor)
    bible = await _without(session, met, entity, place)
    look = Look(place, fields, wanted.words, wanted.approved)
    own = [*bible.looks.get(entity.key, ()), look]
    if len(own) > MAX_LOOKS:
        raise BibleInvalid(f"Nobody can have more than {MAX_LOOKS} looks in one book.")
    own.sort(key=lambda k: _at(met, k))
    looks = {**bible.looks, entity.key: tuple(own)}
    made = replace(bible, looks=looks)
    await bibles.save(context, session, book_id, made, LOOK, wanted.version)
    return await view(context, session, user, book_id)


def _at(met: _Met, look: Look) -> Place:
    if look.valid_from is None:
        return (-1, -1)
    line = met.lines.get(look.valid_from[0])
    return (line.number if line else 10**9, look.valid_from[1])


async def remove_look(
    context: TaskContext,
    session: WriteSession,
    user: User,
    book_id: UUID,
    entity_id: str,
    place: tuple[str, int] | None,
    version: int | None,
) -> BibleOut:
    """Forget a look; raises LookNotFound for one that begins ahead as for none."""
    met = await _met(session, user, book_id)
    entity = met.entity(entity_id)
    before, now = await bibles.stored(session, book_id)
    made = await _without(session, met, entity, place)
    if not met.reached(place) or made == before:
        raise LookNotFound
    expected = now if version is None else version
    await bibles.save(context, session, book_id, made, LOOK_REMOVED, expected)
    return await view(context, session, user, book_id)


async def _without(
    session: AnySession, met: _Met, entity: Entity, place: tuple[str, int] | None
) -> Bible:
    """The stored bible without an entity's look of a place, under whatever key it is kept."""
    bible, _ = await bibles.stored(session, met.book.id)
    now: Mapping[str, str] = await casts.bearers_of(session, met.book.id, list(bible.looks))
    looks = {
        key: tuple(k for k in kept if now.get(key) != entity.key or k.valid_from != place)
        for key, kept in bible.looks.items()
    }
    return replace(bible, looks={key: kept for key, kept in looks.items() if kept})


async def restore(
    context: TaskContext, session: WriteSession, user: User, book_id: UUID, version: int
) -> BibleOut:
    """Put an earlier version in force again, as a new one."""
    await library.require_book(session, user.id, book_id)
    await bibles.restore(context, session, book_id, version, RESTORED)
    return await view(context, session, user, book_id)


async def draw_card(
    context: TaskContext, user: User, book_id: UUID, entity_id: str, maker: str
) -> PictureVersion:
    """Have a reference card drawn by what is known at the reader's place."""
    async with context.database.read() as session:
        met = await _met(session, user, book_id)
    entity = met.entity(entity_id)
    picture = await drawing.plan_card(context, user, met.book, entity.id, met.until, maker)
    if picture is None:
        raise EntityNotFound
    out = reading.card_out(picture, entity.name, met.book.language)
    return reading.version_out(picture, out, shown=False, stale=False, waiting=True)


async def approve_card(
    context: TaskContext,
    session: WriteSession,
    user: User,
    book_id: UUID,
    entity_id: str,
    picture_id: UUID,
) -> BibleOut:
    """Let a card go along with every later prompt that names its bearer."""
    met = await _met(session, user, book_id)
    entity = met.entity(entity_id)
    picture = await reading.require_met_picture(session, user, book_id, picture_id)
    if picture.entity_id != entity.id or picture.state != READY:
        raise PictureNotFound
    await illustration.choose(session, picture, context.clock())
    told = {"book_id": str(book_id)}
    await jobs.publish(session, context.wakeups, context.clock, user.id, "bible", told)
    return await view(context, session, user, book_id)
