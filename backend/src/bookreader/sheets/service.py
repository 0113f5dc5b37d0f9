"""Entity sheets: whom and what the reader has met, and what they changed of it."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID, uuid5

from bookcore.entities import Entity, Trait, likeness
from bookcore.scene.spec import Person
from bookcore.sketch import PAINTER_VERSION
from bookreader.accounts.models import User
from bookreader.cast import service as casts
from bookreader.cast.models import EntityEdit
from bookreader.cast.schemas import EditKind
from bookreader.cast.service import Known
from bookreader.extraction import service as extraction
from bookreader.extraction.models import Description
from bookreader.illustration import service as illustration
from bookreader.illustration.models import READY, Picture
from bookreader.jobs import service as jobs
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library import service as library
from bookreader.library.models import Book, BookChapter
from bookreader.places import service as places
from bookreader.ports.context import TaskContext
from bookreader.ports.painter import CAMEO_SIDE, PainterBusy, PainterRefused
from bookreader.reading import service as reading
from bookreader.reading.schemas import PictureOut
from bookreader.sheets.errors import CameoMissing, EditInvalid, EditNotFound, EntityNotFound
from bookreader.sheets.schemas import (
    EditOut,
    Edits,
    EntityCard,
    EntityCards,
    EntityPassage,
    EntitySheet,
    FirstPlace,
    NameOut,
    NewEdit,
    TraitOut,
)

AnySession = ReadSession | WriteSession
_KINDS = ("character", "place", "thing")
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))


@dataclass(frozen=True, slots=True)
class _View:
    """What the answers about one book are made of."""

    book: Book
    known: Known
    lines: dict[int, BookChapter]
    passages: dict[str, list[Description]]
    pictures: dict[UUID, Picture]
    texts: dict[int, str]
    traits: dict[str, list[Trait]]

    def picture(self, entity_id: str) -> PictureOut | None:
        """The first ready picture of a passage about an entity."""
        for d in self.passages.get(entity_id, ()):
            picture = self.pictures.get(d.id)
            if picture is not None and picture.state == READY:
                return self.picture_of(d)
        return None

    def cameo(self, entity: Entity) -> PictureOut | None:
        """A person's card; its address changes with what is known and with the painter."""
        person = likeness(entity, self.traits.get(entity.id, ()))
        if person is None:
            return None
        words = "Силуэт" if self.book.language.startswith("ru") else "Cameo"
        address = f"/api/books/{self.book.id}/entities/{entity.id}/cameo"
        return PictureOut(
            id=uuid5(self.book.id, entity.id),
            state="ready",
            url=f"{address}?v={card_key(entity, person)}",
            width=CAMEO_SIDE,
            height=CAMEO_SIDE,
            alt=f"{words}: {entity.name}",
            label="sketch",
        )

    def picture_of(self, d: Description) -> PictureOut:
        """The picture of a description as the reader may see it."""
        return reading.picture_out(self.pictures.get(d.id), d, self.text(d), self.book.language)

    def text(self, d: Description) -> str:
        """The author's words."""
        return self.texts[d.chapter_number][d.start : d.end]

    def first(self, entity: Entity) -> FirstPlace | None:
        """Where an entity is named first."""
        if not entity.mentions:
            return None
        chapter, start, _ = entity.mentions[0]
        return FirstPlace(chapter=chapter, start=start)


async def cards(session: ReadSession, user: User, book_id: UUID) -> EntityCards:
    """Everyone and everything met, by kind, the most important first."""
    view = await _view(session, user, book_id)
    found = sorted(
        view.known.entities.values(),
        key=lambda one: (_KINDS.index(one.kind), -one.importance, one.name),
    )
    book = view.book
    return EntityCards(
        items=[
            EntityCard(
                id=one.id,
                kind=one.kind,
                name=one.name,
                names=[name.text for name in one.names],
                gender=one.gender,
                importance=one.importance,
                mentions=len(one.mentions),
                traits=len(view.traits.get(one.id, ())),
                hidden=one.hidden,
                picture=view.picture(one.id),
                cameo=view.cameo(one),
                first=view.first(one),
            )
            for one in found
        ],
        complete=0 < book.chapter_count <= book.described_chapters,
    )


async def sheet(session: ReadSession, user: User, book_id: UUID, entity_id: str) -> EntitySheet:
    """One entity; raises EntityNotFound for one not met as for none."""
    view = await _view(session, user, book_id, entity_id)
    one = view.known.entities.get(entity_id)
    if one is None:
        raise EntityNotFound
    titles = {line.key: line.title for line in view.lines.values()}
    return EntitySheet(
        id=one.id,
        kind=one.kind,
        name=one.name,
        names=[name.text for name in one.names],
        gender=one.gender,
        importance=one.importance,
        mentions=len(one.mentions),
        hidden=one.hidden,
        picture=view.picture(one.id),
        cameo=view.cameo(one),
        first=view.first(one),
        traits=[_trait(t, titles) for t in view.traits.get(one.id, ())],
        passages=[
            EntityPassage(
                description_id=d.id,
                chapter=view.lines[d.chapter_number].key,
                chapter_title=view.lines[d.chapter_number].title,
                start=d.start,
                text=view.text(d),
                picture=view.picture_of(d),
            )
            for d in view.passages.get(one.id, ())
        ],
        named=[
            NameOut(text=name.text, count=name.count, chapter=name.chapter, start=name.start)
            for name in one.names
        ],
    )


def card_seed(entity: Entity) -> int:
    """The seed of a person's card, theirs for ever."""
    return int.from_bytes(hashlib.sha256(entity.id.encode()).digest()[:4], "big") & 0x7FFFFFFF


def card_key(entity: Entity, person: Person) -> str:
    """What stands for one card: the person as known so far, their seed, and the painter."""
    told = json.dumps([PAINTER_VERSION, card_seed(entity), asdict(person)])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


async def who_is_painted(
    session: ReadSession, user: User, book_id: UUID, entity_id: str
) -> tuple[Entity, Person]:
    """Whose card it is and how they look by the reader's place; raises CameoMissing."""
    await library.require_book(session, user.id, book_id)
    known = await casts.known(
        session, book_id, await places.visible_until(session, user.id, book_id)
    )
    entity = known.entities.get(entity_id)
    person = (
        likeness(entity, [t for t in known.traits if t.entity == entity_id]) if entity else None
    )
    if entity is None or person is None:
        raise CameoMissing
    return entity, person


async def cameo(context: TaskContext, entity: Entity, person: Person) -> bytes:
    """The bytes of a person's card; raises CameoMissing when it cannot be painted now."""
    if context.cameos is None:
        raise CameoMissing
    try:
        return await context.cameos.card(person, card_seed(entity))
    except (PainterBusy, PainterRefused):
        raise CameoMissing from None


def _trait(trait: Trait, titles: dict[str, str]) -> TraitOut:
    return TraitOut(
        id=trait.id,
        aspect=trait.aspect,
        text=trait.text,
        quote=trait.quote,
        chapter=trait.chapter,
        chapter_title=titles.get(trait.chapter, ""),
        start=trait.start,
        end=trait.end,
        contradicts=list(trait.contradicts),
    )


async def edits(session: ReadSession, user: User, book_id: UUID) -> Edits:
    """The reader's edits of what they have met."""
    await library.require_book(session, user.id, book_id)
    until = await places.visible_until(session, user.id, book_id)
    made = await casts.edits(session, book_id, until)
    return Edits(items=[_edit_out(one, rests=rests) for one, rests in made])


async def edit(
    context: TaskContext, session: WriteSession, user: User, book_id: UUID, wanted: NewEdit
) -> EditOut:
    """Change the cast; raises EntityNotFound, or EditInvalid with plain words."""
    await library.require_book(session, user.id, book_id)
    until = await places.visible_until(session, user.id, book_id)
    known = await casts.known(session, book_id, until)
    entities = []
    for entity_id in dict.fromkeys(wanted.entities):
        if entity_id not in known.entities:
            raise EntityNotFound
        entities.append(known.entities[entity_id])
    name = _plain(wanted.name or "")
    _check(wanted.kind, entities, name)
    if wanted.kind == "hide" and all(one.hidden for one in entities):
        # Asked twice, from two open pages: one undo must bring them back.
        keys = {one.key for one in entities}
        for made, rests in reversed(await casts.edits(session, book_id, until)):
            if made.kind == "hide" and keys <= set(made.keys):
                return _edit_out(made, rests=rests)
    place = known.place_of(entities, name if wanted.kind == "split" else None)
    kept = await casts.keep_edit(
        session, book_id, wanted.kind, entities, name, place, context.clock()
    )
    await _tell(context, session, user, book_id)
    return _edit_out(kept, rests=False)


async def undo(
    context: TaskContext, session: WriteSession, user: User, book_id: UUID, edit_id: UUID
) -> None:
    """Undo an edit; raises EditNotFound for one of what is not met as for none."""
    await library.require_book(session, user.id, book_id)
    until = await places.visible_until(session, user.id, book_id)
    if edit_id not in {one.id for one, _ in await casts.edits(session, book_id, until)}:
        raise EditNotFound
    await casts.forget_edit(session, edit_id)
    await _tell(context, session, user, book_id)


def _plain(name: str) -> str:
    """A name on one line, without characters that show nothing or turn the line round."""
    seen = (c for c in name if c.isspace() or unicodedata.category(c) not in _UNSEEN)
    return " ".join("".join(seen).split())


def _check(kind: EditKind, entities: Sequence[Entity], name: str) -> None:
    if kind == "merge":
        if len(entities) < 2:
            raise EditInvalid("To join, choose at least two that are the same.")
        if len({one.kind for one in entities}) > 1:
            raise EditInvalid("A person, a place and a thing cannot be one and the same.")
    elif kind != "hide" and len(entities) != 1:
        raise EditInvalid("This change is made to one at a time.")
    if kind == "rename" and not name:
        raise EditInvalid("A new name cannot be empty.")
    if kind == "split":
        names = [one.text for one in entities[0].names]
        if name not in names:
            raise EditInvalid("The name to take out must be one of the names met so far.")
        if len(names) < 2:
            raise EditInvalid("There is only one name, so nothing can be taken out.")


def _edit_out(row: EntityEdit, *, rests: bool) -> EditOut:
    return EditOut.model_validate(
        {
            "id": row.id,
            "kind": row.kind,
            "names": [str(one) for one in row.names],
            "name": row.name or None,
            "created_at": row.created_at,
            "resting": rests,
        }
    )


async def _tell(context: TaskContext, session: WriteSession, user: User, book_id: UUID) -> None:
    told = {"book_id": str(book_id)}
    await jobs.publish(session, context.wakeups, context.clock, user.id, "entities", told)


async def _view(
    session: ReadSession, user: User, book_id: UUID, entity_id: str | None = None
) -> _View:
    """The met cast with its met and shown passages, of one entity or of all."""
    book = await library.require_book(session, user.id, book_id)
    until = await places.visible_until(session, user.id, book_id)
    known = await casts.known(session, book_id, until)
    lines = {line.number: line for line in await library.chapters(session, book_id)}
    passages: dict[str, list[Description]] = {}
    for d in await extraction.for_book(session, book_id, book.marks):
        if reading.is_met(d, until):
            for one in known.links.get(d.id, ()):
                if entity_id in (None, one):
                    passages.setdefault(one, []).append(d)
    about = list({d.id: d for found in passages.values() for d in found}.values())
    pictures = await illustration.shown(session, [d.id for d in about])
    texts: dict[int, str] = {}
    for number in {d.chapter_number for d in about if entity_id or d.id in pictures}:
        chapter = await library.chapter_at_work(session, book_id, number)
        texts[number] = chapter.text if chapter is not None else ""
    traits: dict[str, list[Trait]] = {}
    for trait in known.traits:
        traits.setdefault(trait.entity, []).append(trait)
    return _View(book, known, lines, passages, pictures, texts, traits)
