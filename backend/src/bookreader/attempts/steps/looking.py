"""Looking at the bytes that came, before anybody sees them."""

from __future__ import annotations

from collections.abc import Sequence

from bookreader.attempts import repository
from bookreader.attempts.steps.ending import REPEATED, fail, later, once_more, ready, withhold
from bookreader.attempts.steps.work import MOST_TRIES, OUTCOME_UNKNOWN, Drawn, Work, keep
from bookreader.illustration.models import READY, Picture
from bookreader.inspection import service as inspection
from bookreader.inspection.service import CannotLook, Fault, Seen
from bookreader.ports.blobs import BlobMissing

_SAFETY_PAUSE = 60.0


async def judge(work: Work) -> Drawn | None:
    """Look at the bytes that are there; None when another picture is to be asked for."""
    picture = work.picture
    assert picture.original_sha256 is not None
    size = (picture.width, picture.height)
    placeholders: Sequence[str] = ()
    if work.maker is not None:
        placeholders = [str(one) for one in work.maker.row.options.get("placeholders") or ()]
    creator = str(work.made.get("model_used") or work.made.get("model_requested") or "")
    try:
        seen = await inspection.look(
            work.context, picture.original_sha256, size, placeholders, creator
        )
    except CannotLook:
        work.made["looks"] = int(work.made.get("looks", 0)) + 1
        if work.made["looks"] >= MOST_TRIES:
            return await fail(work, "safety_unavailable")
        async with work.held.write() as session:
            await keep(work, session, {})
        return later(work, _SAFETY_PAUSE)
    except BlobMissing:
        return await fail(work, OUTCOME_UNKNOWN)
    faults = list(seen.faults)
    if not faults and (alike := await _repeated(work, seen)):
        # Neither is an answer to its words; the first could only not be told from one.
        same = [one for one in alike if one.original_sha256 == picture.original_sha256]
        await withhold(work, [one for one in same if one.state == READY])
        faults = [Fault(REPEATED)]
    if faults:
        return await once_more(work, faults)
    assert seen.delivered is not None
    return await ready(
        work,
        {
            "sha256": seen.delivered.sha256,
            "width": seen.width,
            "height": seen.height,
            "phash": seen.phash,
            "thumbhash": seen.thumbhash,
            "colour": seen.colour,
        },
    )


async def _repeated(work: Work, seen: Seen) -> list[Picture]:
    """What shows that these bytes are a stand-in: the same picture, given for other words."""
    async with work.context.database.read() as session:
        others = await repository.look_alikes(session, work.picture, seen.phash)
    return [
        other
        for other in others
        if other.reason == REPEATED or other.made.get("prompt") != work.made.get("prompt")
    ]
