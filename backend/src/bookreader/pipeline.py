"""The order of the stages, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bookreader.extraction.tasks import describe_near, describe_rest
from bookreader.illustration.tasks import illustrate_near, illustrate_rest, paint_picture
from bookreader.jobs.service import ASKED_FOR, BACKGROUND, NEAR_READER, NEW_BOOK
from bookreader.jobs.tasks import BOOK, PICTURE, Stage
from bookreader.library.tasks import parse_book

STAGES: Mapping[str, tuple[Stage, ...]] = MappingProxyType(
    {
        BOOK: (
            Stage("parse", parse_book, NEW_BOOK),
            Stage("describe_near", describe_near, NEAR_READER),
            Stage("illustrate_near", illustrate_near, NEAR_READER),
            Stage("describe_rest", describe_rest, BACKGROUND),
            Stage("illustrate_rest", illustrate_rest, BACKGROUND),
        ),
        PICTURE: (Stage("paint", paint_picture, ASKED_FOR),),
    }
)
