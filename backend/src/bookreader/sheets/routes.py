"""HTTP of entity sheets: the list, one sheet, and the reader's edits."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response

from bookreader.accounts.dependencies import CurrentUser, MediaUser
from bookreader.kit.http import Db, Reading, Writing
from bookreader.kit.problem import problems
from bookreader.library.errors import BookNotFound
from bookreader.ports.http import Toolbox
from bookreader.sheets import errors, service
from bookreader.sheets.schemas import EditOut, Edits, EntityCards, EntitySheet, NewEdit

router = APIRouter(prefix="/api/books/{book_id}/entities", tags=["entities"])
EntityId = Annotated[str, Path(max_length=64)]


@router.get("", responses=problems(BookNotFound))
async def entities(book_id: UUID, user: CurrentUser, session: Reading) -> EntityCards:
    """The people, places and things this reader has met, hidden ones too, by kind and importance."""
    return await service.cards(session, user, book_id)


@router.get("/edits", responses=problems(BookNotFound))
async def entity_edits(book_id: UUID, user: CurrentUser, session: Reading) -> Edits:
    """What this reader changed in the cast, in the order it was done."""
    return await service.edits(session, user, book_id)


@router.post(
    "/edits",
    status_code=201,
    responses=problems(BookNotFound, errors.EntityNotFound, errors.EditInvalid),
)
async def edit_entities(
    book_id: UUID, body: NewEdit, user: CurrentUser, session: Writing, context: Toolbox
) -> EditOut:
    """Merge, split, rename or hide entities; it survives any later reading of the book."""
    return await service.edit(context, session, user, book_id, body)


@router.delete(
    "/edits/{edit_id}", status_code=204, responses=problems(BookNotFound, errors.EditNotFound)
)
async def undo_entity_edit(
    book_id: UUID, edit_id: UUID, user: CurrentUser, session: Writing, context: Toolbox
) -> None:
    """Undo one edit; the others stay."""
    await service.undo(context, session, user, book_id, edit_id)


@router.get("/{entity_id}", responses=problems(BookNotFound, errors.EntityNotFound))
async def entity(
    book_id: UUID, entity_id: EntityId, user: CurrentUser, session: Reading
) -> EntitySheet:
    """One entity with its traits, quotes and passages up to the reader's place."""
    return await service.sheet(session, user, book_id, entity_id)


@router.get(
    "/{entity_id}/cameo",
    responses=problems(BookNotFound, errors.CameoMissing),
    response_class=Response,
)
async def cameo(
    book_id: UUID, entity_id: EntityId, user: MediaUser, database: Db, context: Toolbox, v: str = ""
) -> Response:
    """A person's card by what the reader has met of their looks; never of more."""
    async with database.read() as session:
        entity, person = await service.who_is_painted(session, user, book_id, entity_id)
    data = await service.cameo(context, entity, person)
    # An address kept from another place in the book must not hold this card for ever.
    lasting = v == service.card_key(entity, person)
    keep = "private, max-age=31536000, immutable" if lasting else "private, no-cache"
    return Response(data, media_type="image/webp", headers={"Cache-Control": keep})
