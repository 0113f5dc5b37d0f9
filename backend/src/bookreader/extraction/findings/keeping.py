"""A search in the place of an older one: what is the same keeps its id, what is valued stays."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID, uuid4

from bookreader.extraction import repository, service
from bookreader.extraction.models import FOUND, LEVELS, OWN, DescribedChapter, Description
from bookreader.kit.db import WriteSession
from bookreader.kit.spans import pair
from bookreader.library import service as library

Valued = Callable[[WriteSession, Sequence[UUID]], Awaitable[set[UUID]]]
"""Which of these descriptions hold what must not go with them, as later domains know."""


async def keep(
    session: WriteSession,
    chapter: DescribedChapter,
    found: list[dict[str, Any]],
    own: dict[UUID, dict[str, Any]],
    valued: Valued,
) -> None:
    """Save a search; a description that was found before, cut a little otherwise, keeps its id.

    One that is not found any more stays where it is when somebody values it. In another text of
    the book nobody knows where that would be: there it lives on in what says the same.
    """
    book_id, number = chapter.book_id, chapter.chapter_number
    # The reader may be saying something of this very chapter.
    await library.hold(session, book_id)
    before = await repository.version_of(session, book_id, number)
    had = await repository.for_chapter(session, book_id, number)
    old = [one for one in had if one.standing != OWN]
    text = chapter.extractor_version.rpartition("/")[2]
    same_text = before is not None and before.rpartition("/")[2] == text
    spans = [(one["start"], one["end"]) for one in found]
    if same_text:
        became = pair([(one.start, one.end) for one in old], spans)
    else:
        became = _alike(old, found, await valued(session, [one.id for one in old]))
    changed = [_carried(old[i], found[j]) for i, j in became.items()]
    mine = {one.id: one for one in had if one.standing == OWN}
    drawn = {v.id for v in await repository.verdicts(session, book_id, number)}
    fresh = {"book_id": book_id, "chapter_number": number}
    new = [
        {**fresh, "id": uuid4(), "standing": FOUND, **row}
        for j, row in enumerate(found)
        if j not in became.values()
    ]
    for key, row in own.items():
        if key in mine:
            changed.append({**_carried(mine[key], row), "level": LEVELS[0]})
        elif key in drawn:
            new.append({**fresh, "id": key, "standing": OWN, **row, "level": LEVELS[0]})
    gone = [one.id for i, one in enumerate(old) if i not in became]
    if same_text:
        stay = await valued(session, gone)
        gone = [one for one in gone if one not in stay]
    await repository.replace_for_chapter(session, chapter, gone=gone, changed=changed, new=new)
    await service.settle(session, book_id, number)


def _alike(
    old: Sequence[Description], found: Sequence[dict[str, Any]], valued: set[UUID]
) -> dict[int, int]:
    """Which valued descriptions of another text these are, by what they say, in their order."""
    became: dict[int, int] = {}
    for i, one in enumerate(old):
        if one.id not in valued:
            continue
        here = (
            j
            for j, row in enumerate(found)
            if j not in became.values()
            and service.scene_hash(row["found_scene"]) == service.scene_hash(one.found_scene)
        )
        at = next(here, None)
        if at is not None:
            became[i] = at
    return became


def _carried(old: Description, row: dict[str, Any]) -> dict[str, Any]:
    """A new finding under an old id; an unchanged scene keeps what the cast put into it."""
    if row["found_scene"] == old.found_scene and old.scene_hash:
        row = {**row, "scene": old.scene, "scene_hash": old.scene_hash}
    return {**row, "id": old.id}
