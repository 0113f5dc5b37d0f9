"""The order of the stages, and what is tidied up after them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from types import MappingProxyType

from bookreader.cast.tasks import build_cast, cast_passage, look_again
from bookreader.delivery import service as delivery
from bookreader.drawing.tasks import draw_picture
from bookreader.editions import service as editions
from bookreader.editions.tasks import paint_missing, print_edition
from bookreader.extraction import tasks as extraction
from bookreader.extraction.tasks import describe_near, describe_passage, describe_rest
from bookreader.illustration import service as illustration
from bookreader.illustration.tasks import (
    follow_again,
    illustrate_near,
    illustrate_rest,
    paint_passage,
    paint_picture,
)
from bookreader.jobs import tasks as jobs
from bookreader.jobs.service import ASKED_FOR, BACKGROUND, NEAR_READER, NEW_BOOK
from bookreader.jobs.tasks import BOOK, DRAWING, EDITION, ORDER, PASSAGE, PICTURE, Stage
from bookreader.kit.db import ReadSession
from bookreader.library import service as library
from bookreader.library.tasks import parse_book
from bookreader.orders import service as orders
from bookreader.orders.tasks import run_order
from bookreader.places.tasks import follow_text
from bookreader.ports.context import TaskContext
from bookreader.search import tasks as search
from bookreader.search.tasks import index_book
from bookreader.wording.tasks import word_book, word_passage

# Long enough for a backup that began with an older copy of the database.
KEEP_UNNAMED = timedelta(days=7)

STAGES: Mapping[str, tuple[Stage, ...]] = MappingProxyType(
    {
        BOOK: (
            Stage("parse", parse_book, NEW_BOOK),
            # Before anything is worked on in the reader's order: the reader is where they were.
            Stage("follow_places", follow_text, NEW_BOOK),
            Stage("index", index_book, NEAR_READER),
            # The finder knows nothing of pictures, and yet must not take a paid one away.
            Stage("describe_near", partial(describe_near, valued=illustration.valued), NEAR_READER),
            Stage("cast_near", build_cast, NEAR_READER),
            Stage("illustrate_near", illustrate_near, NEAR_READER),
            Stage("describe_rest", partial(describe_rest, valued=illustration.valued), BACKGROUND),
            Stage("cast_rest", build_cast, BACKGROUND),
            Stage("illustrate_rest", illustrate_rest, BACKGROUND),
            Stage("word_rest", word_book, BACKGROUND),
            Stage("look_again", look_again, BACKGROUND),
            Stage("follow_again", follow_again, BACKGROUND),
        ),
        PASSAGE: (
            Stage("describe_passage", describe_passage, ASKED_FOR),
            Stage("cast_passage", cast_passage, ASKED_FOR),
            Stage("paint_passage", paint_passage, ASKED_FOR),
            Stage("word_passage", word_passage, BACKGROUND),
        ),
        PICTURE: (Stage("paint", paint_picture, ASKED_FOR),),
        DRAWING: (Stage("draw", draw_picture, ASKED_FOR),),
        ORDER: (Stage("draw_order", run_order, BACKGROUND),),
        EDITION: (
            Stage("paint_missing", paint_missing, NEAR_READER),
            Stage("print_edition", print_edition, NEAR_READER),
        ),
    }
)


async def renew(context: TaskContext) -> int:
    """Have books looked through again that an older version described or indexed; gives the jobs."""
    return await extraction.renew(context) + await search.renew(context)


async def sweep(context: TaskContext) -> int:
    """Start orders that nobody works on, then ring for jobs that no worker took; gives the rings."""
    await orders.revive(context)
    return await jobs.sweep(context)


async def tidy(context: TaskContext) -> int:
    """Forget old editions and let blobs go that nothing has named for a week; gives their number."""
    await editions.forget_old(context)
    await delivery.forget_gone(context, illustration.named_blobs)
    before = context.clock() - KEEP_UNNAMED
    return await library.collect_blobs(context.database, context.blobs, before, _named_blobs)


async def _named_blobs(session: ReadSession, hashes: Sequence[str]) -> set[str]:
    pictures = await illustration.named_blobs(session, hashes)
    pictures |= await delivery.named_blobs(session, hashes, illustration.named_blobs)
    return pictures | await editions.named_blobs(session, hashes)
