"""What a reader does with the pictures of what they have met: ask, choose, compare, take along."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from bookreader.accounts.models import User
from bookreader.cast import service as casts
from bookreader.drawing import service as drawing
from bookreader.drawing.errors import PictureLast, PictureNotReady
from bookreader.extraction import service as extraction
from bookreader.extraction.models import Description
from bookreader.illustration import service as illustration
from bookreader.illustration.models import PLANNED, READY, SKETCH, Picture
from bookreader.jobs import service as jobs
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library import service as library
from bookreader.library.models import Book
from bookreader.places import service as places
from bookreader.ports.context import TaskContext
from bookreader.ports.providers import Capabilities
from bookreader.prompts import service as prompts
from bookreader.prompts.service import Wish
from bookreader.providers import service as providers
from bookreader.providers.errors import ProviderUnusable
from bookreader.providers.models import Provider
from bookreader.reading import service as reading
from bookreader.reading.errors import PictureNotFound
from bookreader.reading.schemas import PictureVersion
from bookreader.spending import service as spending
from bookreader.studio.schemas import (
    DrawingWish,
    GateFault,
    LeftOut,
    MakerOut,
    Makers,
    PictureVersions,
    PromptClause,
    PromptOut,
    PromptReference,
    ToldTrait,
    Why,
)

AnySession = ReadSession | WriteSession
_SKETCH_SECONDS = 0.5


async def makers(context: TaskContext, user: User, book_id: UUID) -> Makers:
    """Who can draw for this book, our own painter first."""
    async with context.database.read() as session:
        await library.require_book(session, user.id, book_id)
        rows = [row for row in await providers.listed(session) if row.enabled]
        left = await spending.left(session, context.clock(), user.id, book_id, None)
        may_spend = await spending.may_spend(session, user)
    return Makers(
        items=[_SKETCH, *(_maker_out(context, row) for row in rows)],
        left=LeftOut(pictures=left.pictures, micros=left.micros),
        may_spend=may_spend,
    )


_SKETCH = MakerOut(
    id=SKETCH,
    name=SKETCH,
    label="sketch",
    model="",
    offsite=False,
    price_low=0,
    price_high=0,
    checked_on=None,
    seconds=_SKETCH_SECONDS,
    max_refs=0,
    usable=True,
    reason=None,
)


def _maker_out(context: TaskContext, row: Provider) -> MakerOut:
    reason = providers.reason(context, row)
    try:
        able = providers.capabilities(context, row)
    except ProviderUnusable as error:
        able, reason = Capabilities(), reason or error.reason
    size = prompts.size_for(able, prompts.SCENE_SIZE)
    price = spending.price(spending.prices(), row, *size, free=able.free)
    if price is None:
        reason = reason or prompts.PRICE_UNKNOWN
    checked_on = price.checked_on if price is not None else None
    return MakerOut(
        id=row.id.hex,
        name=row.name,
        label="ai",
        model=row.model,
        offsite=able.offsite,
        price_low=price.low if price is not None else None,
        price_high=price.high if price is not None else None,
        checked_on=checked_on.isoformat() if checked_on is not None else None,
        seconds=able.seconds,
        max_refs=able.max_refs,
        usable=reason is None,
        reason=reason,
    )


async def prompt(
    context: TaskContext, user: User, book_id: UUID, description_id: UUID, maker_id: str
) -> PromptOut:
    """What would be sent for a description; nothing is sent or spent."""
    async with context.database.read() as session:
        book, d = await reading.require_met(session, user, book_id, description_id)
        composer = await prompts.composer(session, book)
        known = await casts.known(session, book_id, (d.chapter_number, d.end))
        cost: tuple[int | None, int | None]
        if maker_id == SKETCH:
            wish = replace(composer.scene(d, Capabilities()), refs=())
            width, height = illustration.PICTURE_SIZE
            wish = replace(wish, width=width, height=height)
            cost, offsite = (0, 0), False
        else:
            maker = await prompts.maker(context, session, maker_id, priced=False)
            wish = composer.scene(d, maker.able)
            price = prompts.price_of(maker, wish.width, wish.height, len(wish.refs))
            cost = (price.low, price.high) if price is not None else (None, None)
            offsite = maker.able.offsite
    names = {one.id: one.name for one in known.entities.values()}
    return _prompt_out(wish, names, cost, offsite=offsite)


def _prompt_out(
    wish: Wish, names: dict[str, str], cost: tuple[int | None, int | None], *, offsite: bool
) -> PromptOut:
    return PromptOut(
        prompt=wish.prompt,
        negative=wish.negative,
        clauses=[
            PromptClause(
                entity_id=c.entity_id,
                name=names.get(c.entity_id, c.name),
                text=c.text,
                invented=list(c.invented),
            )
            for c in wish.clauses
        ],
        references=[
            PromptReference(
                entity_id=ref.entity_id,
                name=names.get(ref.entity_id, ""),
                picture_id=ref.picture_id,
            )
            for ref in wish.refs
        ],
        softened=list(wish.softened),
        refusal=wish.refusal,
        cost_low=cost[0],
        cost_high=cost[1],
        offsite=offsite,
        size=(wish.width, wish.height),
    )


async def draw(
    context: TaskContext, user: User, book_id: UUID, description_id: UUID, wanted: DrawingWish
) -> PictureVersion:
    """Have another version drawn, by our own painter or by a provider."""
    async with context.database.read() as session:
        book, d = await reading.require_met(session, user, book_id, description_id)
    if wanted.maker == SKETCH:
        async with context.database.write() as session:
            picture = await illustration.another(context, session, user.id, d)
    else:
        words = wanted.prompt or ""
        picture = await drawing.plan_drawing(context, user, book, d, wanted.maker, words)
    return await _version(context, user, book, picture)


async def versions(
    context: TaskContext, user: User, book_id: UUID, description_id: UUID
) -> PictureVersions:
    """All versions of a description's picture, the newest first."""
    async with context.database.read() as session:
        book, d = await reading.require_met(session, user, book_id, description_id)
        found = await _versions(context, session, book, d)
    return PictureVersions(items=found[::-1])


async def _versions(
    context: TaskContext, session: AnySession, book: Book, d: Description
) -> list[PictureVersion]:
    known = await illustration.versions(session, d.id)
    if not known:
        return []
    _, text = await reading.passage(session, d)
    shown = illustration.foremost(known)
    waiting = await drawing.waiting(session, known)
    stale = {one.id for one in await drawing.stale_among(context, session, book, d, known)}
    return [
        reading.version_out(
            one,
            reading.picture_out(one, d, text, book.language),
            shown=one.id == shown.id,
            stale=one.id in stale,
            waiting=one.id in waiting,
        )
        for one in known
    ]


async def _version(
    context: TaskContext, user: User, book: Book, picture: Picture
) -> PictureVersion:
    """One version as it is now; of a card, as the bible shows it."""
    async with context.database.read() as session:
        if picture.description_id is None:
            return await card_version(session, user, book, picture)
        d = await extraction.get(session, book.id, picture.description_id)
        if d is not None:
            for one in await _versions(context, session, book, d):
                if one.picture.id == picture.id:
                    return one
    raise PictureNotFound


async def card_version(
    session: AnySession, user: User, book: Book, picture: Picture
) -> PictureVersion:
    """One version of an entity's reference card."""
    until = await places.visible_until(session, user.id, book.id)
    known = await casts.known(session, book.id, until)
    entity = known.entities.get(picture.entity_id or "")
    fresh = await illustration.get(session, book.id, picture.id)
    if entity is None or fresh is None:
        raise PictureNotFound
    cards = await illustration.cards_of(session, book.id, entity.id)
    approved = [one for one in cards if one.chosen_at is not None and one.state == READY]
    return reading.version_out(
        fresh,
        reading.card_out(fresh, entity.name, book.language),
        shown=bool(approved) and illustration.foremost(approved).id == fresh.id,
        stale=False,
        waiting=fresh.id in await drawing.waiting(session, [fresh]),
    )


async def choose(
    context: TaskContext, user: User, book_id: UUID, picture_id: UUID
) -> PictureVersion:
    """Have a version shown from now on."""
    async with context.database.write() as session:
        book, picture = await _require(session, user, book_id, picture_id)
        if picture.state != READY:
            raise PictureNotReady
        await illustration.choose(session, picture, context.clock())
        await _tell(context, session, book, picture)
    return await _version(context, user, book, picture)


async def remove(
    context: TaskContext, session: WriteSession, user: User, book_id: UUID, picture_id: UUID
) -> None:
    """Forget a version; raises PictureLast for the only sketch of a passage."""
    book, picture = await _require(session, user, book_id, picture_id)
    if picture.provider == SKETCH and picture.description_id is not None:
        known = await illustration.versions(session, picture.description_id)
        if sum(one.provider == SKETCH for one in known) < 2:
            raise PictureLast
    await jobs.cancel_for_subject(session, context.clock, picture.id)
    await drawing.cancel(context, session, picture)
    await illustration.remove(session, book.id, [picture.id])
    await _tell(context, session, book, picture)


async def cancel(
    context: TaskContext, user: User, book_id: UUID, picture_id: UUID
) -> PictureVersion:
    """Stop a drawing that has not come; nothing happens to one that has."""
    async with context.database.write() as session:
        book, picture = await _require(session, user, book_id, picture_id)
        if picture.state == PLANNED and picture.provider != SKETCH:
            await drawing.cancel(context, session, picture)
            await _tell(context, session, book, picture)
    return await _version(context, user, book, picture)


async def why(context: TaskContext, user: User, book_id: UUID, picture_id: UUID) -> Why:
    """Why a picture looks as it does, with what was told by its place and the reader's."""
    async with context.database.read() as session:
        picture = await reading.require_met_picture(session, user, book_id, picture_id)
        made = picture.made
        until = await places.visible_until(session, user.id, book_id)
        place, text, chapter, d = until, "", None, None
        if picture.description_id is not None:
            d = await extraction.get(session, book_id, picture.description_id)
        if d is not None:
            chapter, text = await reading.passage(session, d)
            place = min(until, (d.chapter_number, d.end))
        elif made.get("until"):
            place = min(until, (int(made["until"][0]), int(made["until"][1])))
        known = await casts.known(session, book_id, place)
        about = known.links.get(d.id, ()) if d is not None else (picture.entity_id or "",)
        label = illustration.maker_of(picture)
        return Why(
            text=text,
            chapter=chapter.key if chapter is not None else "",
            chapter_title=chapter.title if chapter is not None else "",
            start=d.start if d is not None else 0,
            caption=d.caption if d is not None else "",
            attributes=[str(a) for a in d.attributes] if d is not None else [],
            traits=[
                ToldTrait(
                    name=known.entities[t.entity].name,
                    text=t.text,
                    quote=t.quote,
                    chapter=t.chapter,
                    start=t.start,
                )
                for t in known.traits
                if t.entity in about and t.entity in known.entities
            ],
            prompt=str(made.get("prompt") or ""),
            negative=str(made.get("negative") or ""),
            own_words=bool(made.get("own_words")),
            style=str(made.get("style") or ""),
            bible_version=int(made.get("bible_version") or 0),
            model_requested=str(made.get("model_requested") or ""),
            model_used=str(made.get("model_used") or ""),
            revised_prompt=str(made.get("revised_prompt") or ""),
            seed=made.get("seed"),
            cost_micros=made.get("cost_micros"),
            cost_exact=bool(made.get("cost_exact")),
            painted_at=picture.painted_at,
            gate=[GateFault(code=g["code"], detail=g["detail"]) for g in made.get("gate", ())],
            scene=made.get("scene") or (d.scene if d is not None else {}),
            label=label,
            maker=picture.provider_name or label,
            original=picture.original_sha256 is not None,
        )


async def _require(
    session: AnySession, user: User, book_id: UUID, picture_id: UUID
) -> tuple[Book, Picture]:
    picture = await reading.require_met_picture(session, user, book_id, picture_id)
    return await library.require_book(session, user.id, book_id), picture


async def _tell(context: TaskContext, session: WriteSession, book: Book, picture: Picture) -> None:
    told = {"book_id": str(book.id)}
    kind = "bible"
    if picture.description_id is not None:
        kind, told = "picture", {**told, "description_id": str(picture.description_id)}
    await jobs.publish(session, context.wakeups, context.clock, book.user_id, kind, told)
