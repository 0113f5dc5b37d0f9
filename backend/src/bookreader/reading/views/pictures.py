"""Pictures and their versions as bodies of answers."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from bookreader.extraction.models import Description
from bookreader.illustration import service as illustration
from bookreader.illustration.models import FAILED, READY, Picture
from bookreader.reading.schemas import PictureOut, PictureVersion
from bookreader.spending.schemas import ReachedCap, code_of

_TYPE_WORDS = {
    "ru": {
        "location": "Место",
        "character": "Человек",
        "atmosphere": "Настроение",
        "object": "Предмет",
        "action": "Сцена",
    },
    "en": {
        "location": "A place",
        "character": "A person",
        "atmosphere": "A mood",
        "object": "A thing",
        "action": "A scene",
    },
}


def alt_text(description: Description, text: str, language: str) -> str:
    """Words for those who do not see the picture, from the author's words, not from a prompt."""
    tongue = "ru" if language.startswith("ru") else "en"
    kind = _TYPE_WORDS[tongue].get(description.type, "")
    words = " ".join(text.split())
    if len(words) > 120:
        words = words[:120].rsplit(" ", 1)[0] + "…"
    return f"{kind}: {words}" if kind else words


def picture_out(
    picture: Picture | None, description: Description, text: str, language: str
) -> PictureOut:
    """A picture as the reader may see it; one that is not planned yet counts as being painted."""
    return _picture_out(picture, description.id, alt_text(description, text, language))


def card_out(picture: Picture, name: str, language: str) -> PictureOut:
    """The reference card of an entity."""
    words = "Портрет" if language.startswith("ru") else "Portrait"
    return _picture_out(picture, picture.id, f"{words}: {name}")


def _picture_out(picture: Picture | None, missing_id: UUID, alt: str) -> PictureOut:
    if picture is None:
        width, height = illustration.PICTURE_SIZE
        return PictureOut(
            id=missing_id,
            state="painting",
            url=None,
            width=width,
            height=height,
            alt=alt,
            label="sketch",
        )
    state: Literal["painting", "ready", "failed"] = "painting"
    url = None
    if picture.state == READY and picture.sha256:
        state = "ready"
        url = f"/api/books/{picture.book_id}/pictures/{picture.id}?v={picture.sha256[:16]}"
    elif picture.state == FAILED:
        state = "failed"
    label = illustration.maker_of(picture)
    return PictureOut(
        id=picture.id,
        state=state,
        url=url,
        width=picture.width,
        height=picture.height,
        alt=alt,
        label=label,
        maker=picture.provider_name or label,
        thumbhash=(picture.thumbhash or None) if state == "ready" else None,
        colour=(picture.colour or None) if state == "ready" else None,
        reason=code_of(picture.reason) if state == "failed" else None,
        reached=ReachedCap.of(picture.reason) if state == "failed" else None,
    )


def version_out(
    picture: Picture, out: PictureOut, *, shown: bool, stale: bool, waiting: bool
) -> PictureVersion:
    """One version with what is known of its making."""
    made = picture.made
    return PictureVersion(
        picture=out,
        variant=picture.variant,
        model=str(made.get("model_used") or made.get("model_requested") or ""),
        seed=made.get("seed"),
        created_at=picture.created_at,
        painted_at=picture.painted_at,
        shown=shown,
        stale=stale,
        cost_micros=made.get("cost_micros"),
        cost_exact=bool(made.get("cost_exact")),
        waiting=waiting,
    )
