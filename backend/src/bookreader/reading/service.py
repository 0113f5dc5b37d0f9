"""Chapters joined with the pictures of what their reader has come to."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from bookreader.accounts.models import User
from bookreader.cast import service as casts
from bookreader.delivery import service as delivery
from bookreader.extraction import service as extraction
from bookreader.extraction.models import LEVELS, OWN, Description, MarksSetting
from bookreader.illustration import service as illustration
from bookreader.illustration.models import READY, Picture
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library import service as library
from bookreader.library.errors import BookNotReadable
from bookreader.library.models import Book, BookChapter
from bookreader.places import service as places
from bookreader.ports.context import TaskContext
from bookreader.reading.errors import DescriptionNotFound, PictureNotFound
from bookreader.reading.schemas import (
    BookDetail,
    ChapterView,
    DescribedEntity,
    DescriptionOut,
    Gallery,
    GalleryItem,
    Mark,
    Marks,
    NoteOut,
    PictureOut,
    Width,
)
from bookreader.reading.views.pictures import alt_text as alt_text
from bookreader.reading.views.pictures import card_out as card_out
from bookreader.reading.views.pictures import picture_out as picture_out
from bookreader.reading.views.pictures import version_out as version_out

AnySession = ReadSession | WriteSession


def is_met(description: Description, until: tuple[int, int]) -> bool:
    """Whether the reader has come to where a description begins."""
    return (description.chapter_number, description.start) < until


def mark_out(
    d: Description, text: str, language: str, picture: Picture | None, *, coming: bool = False
) -> Mark:
    """The mark of a description that the reader has met."""
    return Mark(
        start=d.start,
        length=d.end - d.start,
        type=d.type,
        id=d.id,
        strength=round(d.score, 3),
        level=_level(d),
        own=d.standing == OWN,
        picture=picture_out(picture, d, text, language),
        coming=coming,
    )


def bare_mark(d: Description) -> Mark:
    """All that is told of a passage ahead of the reader."""
    return Mark(
        start=d.start,
        length=d.end - d.start,
        type=d.type,
        id=None,
        strength=None,
        level=None,
        own=False,
        picture=None,
    )


def _level(d: Description) -> MarksSetting:
    return next((level for level in LEVELS if level == d.level), "normal")


async def marks_of(session: AnySession, user_id: UUID, book: Book, chapter: BookChapter) -> Marks:
    """The marks of a chapter, those ahead of the reader bare."""
    until = await places.visible_until(session, user_id, book.id)
    found = await extraction.for_chapter(session, book.id, chapter.number, book.marks)
    met = [d for d in found if is_met(d, until)]
    pictures = await illustration.shown(session, [d.id for d in met])
    coming = await illustration.coming(session, [d.id for d in met])
    marks = [
        mark_out(
            d,
            chapter.text[d.start : d.end],
            book.language,
            pictures.get(d.id),
            coming=d.id in coming,
        )
        if is_met(d, until)
        else bare_mark(d)
        for d in found
    ]
    described = await extraction.is_described(session, book.id, chapter.number)
    return Marks(described=described, marks=marks)


async def chapter_view(
    session: ReadSession, user: User, book_id: UUID, chapter_key: str
) -> ChapterView:
    """A chapter's text joined with the marks this reader may see."""
    book = await library.require_book(session, user.id, book_id)
    if book.readable_at is None:
        raise BookNotReadable
    chapter = await library.require_chapter(session, book_id, chapter_key)
    marks = await marks_of(session, user.id, book, chapter)
    previous, following = await library.neighbours(session, book_id, chapter.number)
    return ChapterView(
        id=chapter.key,
        number=chapter.number,
        title=chapter.title,
        level=chapter.level,
        kind=chapter.kind,
        lang=chapter.lang,
        html=chapter.html,
        chars=chapter.chars,
        notes=[NoteOut(id=n["id"], html=n["html"]) for n in chapter.notes],
        astral=chapter.astral,
        normaliser_version=book.normaliser_version,
        described=marks.described,
        marks=marks.marks,
        previous=previous,
        next=following,
    )


async def chapter_marks(session: ReadSession, user: User, book_id: UUID, chapter_key: str) -> Marks:
    """The marks of a chapter alone, for asking again after an event or a page."""
    book = await library.require_book(session, user.id, book_id)
    chapter = await library.require_chapter(session, book_id, chapter_key)
    return await marks_of(session, user.id, book, chapter)


async def require_met(
    session: AnySession, user: User, book_id: UUID, description_id: UUID
) -> tuple[Book, Description]:
    """A description and its book; raises DescriptionNotFound ahead of the reader as for none."""
    book = await library.require_book(session, user.id, book_id)
    description = await extraction.get(session, book_id, description_id)
    until = await places.visible_until(session, user.id, book_id)
    if description is None or not is_met(description, until):
        raise DescriptionNotFound
    return book, description


async def passage(session: AnySession, description: Description) -> tuple[BookChapter, str]:
    """The chapter of a description and the author's words."""
    lines = await library.chapters(session, description.book_id)
    key = next(c.key for c in lines if c.number == description.chapter_number)
    chapter = await library.require_chapter(session, description.book_id, key)
    return chapter, chapter.text[description.start : description.end]


async def description_view(
    session: ReadSession, user: User, book_id: UUID, description_id: UUID
) -> DescriptionOut:
    """One description; raises DescriptionNotFound ahead of the reader as for none."""
    book, d = await require_met(session, user, book_id, description_id)
    chapter, text = await passage(session, d)
    cast = await casts.known(
        session, book_id, await places.visible_until(session, user.id, book_id)
    )
    pictures = await illustration.shown(session, [d.id])
    return DescriptionOut(
        id=d.id,
        chapter=chapter.key,
        start=d.start,
        end=d.end,
        type=d.type,
        also=[str(a) for a in d.also],
        score=d.score,
        text=text,
        caption=d.caption,
        attributes=[str(a) for a in d.attributes],
        scene=d.scene,
        level=_level(d),
        own=d.standing == OWN,
        entities=[
            DescribedEntity(id=one.id, name=one.name, kind=one.kind) for one in cast.of(d.id)
        ],
        picture=picture_out(pictures.get(d.id), d, text, book.language),
    )


async def ask_for_picture(
    context: TaskContext, user: User, book_id: UUID, description_id: UUID
) -> PictureOut:
    """The picture of a description, painted before all others when it is not there yet."""
    async with context.database.read() as session:
        book, d = await require_met(session, user, book_id, description_id)
        _chapter, text = await passage(session, d)
    picture = await illustration.ask_for(context, user.id, d)
    return picture_out(picture, d, text, book.language)


async def require_visible_picture(
    session: ReadSession, user: User, book_id: UUID, picture_id: UUID
) -> tuple[Picture, str]:
    """A picture with its blob's hash; raises PictureNotFound ahead of the reader as for none."""
    picture = await require_met_picture(session, user, book_id, picture_id)
    if picture.sha256 is None or picture.state != READY:
        raise PictureNotFound
    return picture, picture.sha256


async def delivered(
    context: TaskContext, picture: Picture, width: Width | None, format: delivery.Format | None
) -> tuple[str, str]:
    """The blob and the mime type of a picture as asked for; raises BlobMissing when it is gone.

    The whole picture where it is no wider and of that format, and where it cannot be made smaller.
    """
    whole = str(picture.sha256)
    if format != "avif" and (width is None or picture.width <= width):
        return whole, "image/webp"
    sketch = illustration.maker_of(picture) == "sketch"
    told = picture.made.get("model_used") or picture.made.get("model_requested")
    creator = (
        f"BookReader sketch painter {picture.painter_version}"
        if sketch
        else str(told or picture.provider_name)
    )
    try:
        return await delivery.rendition(
            context,
            whole,
            width or Width.WIDE,
            format or "webp",
            "algorithmic" if sketch else "model",
            creator,
        )
    except delivery.RenditionFailed:
        return whole, "image/webp"


async def require_met_picture(
    session: AnySession, user: User, book_id: UUID, picture_id: UUID
) -> Picture:
    """A version of what the reader has met, ready or not; raises PictureNotFound for any other."""
    await library.require_book(session, user.id, book_id)
    picture = await illustration.get(session, book_id, picture_id)
    if picture is None:
        raise PictureNotFound
    until = await places.visible_until(session, user.id, book_id)
    if picture.description_id is not None:
        description = await extraction.get(session, book_id, picture.description_id)
        if description is None or not is_met(description, until):
            raise PictureNotFound
        return picture
    # A card shows what was told by the place that its prompt was made for, and nothing later.
    told_until = tuple(int(part) for part in picture.made.get("until", ()))
    cast = await casts.known(session, book_id, until)
    if picture.entity_id not in cast.entities or told_until > until:
        raise PictureNotFound
    return picture


async def gallery(session: ReadSession, user: User, book_id: UUID) -> Gallery:
    """All pictures this reader has met, in reading order."""
    book = await library.require_book(session, user.id, book_id)
    until = await places.visible_until(session, user.id, book_id)
    shown_at_all = await extraction.for_book(session, book_id, book.marks)
    found = [d for d in shown_at_all if is_met(d, until)]
    pictures = await illustration.shown(session, [d.id for d in found])
    shown = [d for d in found if d.id in pictures and pictures[d.id].state == READY]
    items = await _gallery_items(session, book, shown, pictures)
    return Gallery(items=items)


async def _gallery_items(
    session: ReadSession,
    book: Book,
    shown: Sequence[Description],
    pictures: dict[UUID, Picture],
) -> list[GalleryItem]:
    items: list[GalleryItem] = []
    chapter: BookChapter | None = None
    keys = {c.number: c.key for c in await library.chapters(session, book.id)}
    for d in shown:
        if chapter is None or chapter.number != d.chapter_number:
            chapter = await library.require_chapter(session, book.id, keys[d.chapter_number])
        text = chapter.text[d.start : d.end]
        items.append(
            GalleryItem(
                description_id=d.id,
                chapter=chapter.key,
                chapter_title=chapter.title,
                start=d.start,
                text=text,
                type=d.type,
                picture=picture_out(pictures.get(d.id), d, text, book.language),
            )
        )
    return items


async def book_detail(session: ReadSession, user: User, book_id: UUID) -> BookDetail:
    """Everything the book's own page shows."""
    book = await library.require_book(session, user.id, book_id)
    job = await library.latest_job(session, book_id)
    lines = await library.chapters(session, book_id)
    cast = await casts.known(
        session, book_id, await places.visible_until(session, user.id, book_id)
    )
    series = None
    if book.series_name:
        series = {"name": book.series_name, "index": book.series_index}
    return BookDetail.model_validate(
        {
            **library.card_fields(book, job),
            "annotation": book.annotation,
            "series": series,
            "genres": [str(g) for g in book.genres],
            "filename": book.filename,
            "size_bytes": book.size_bytes,
            "warnings": book.warnings,
            "chapters": [
                {
                    "id": c.key,
                    "number": c.number,
                    "title": c.title,
                    "level": c.level,
                    "kind": c.kind,
                    "chars": c.chars,
                }
                for c in lines
            ],
            "toc": book.toc,
            "position": await places.position_of(session, user.id, book, lines),
            "marks": book.marks,
            "entities": cast.named(),
        }
    )
