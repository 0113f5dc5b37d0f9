"""Counting what happens, in the transaction in which it happens.

What is rolled back was not counted, what a killed process had committed stays, and every process
that is asked tells the same: a scrape that meets another one never sees a number fall.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event

from bookreader.kit.db import ReadSession, WriteSession
from bookreader.metrics import repository

_PENDING = "metric counts"
_LONGEST_LABEL = 80
QUICK = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 900.0)
PATIENT = (0.5, 1.0, 2.5, 5.0, 10.0, 15.0, 20.0, 30.0, 45.0, 60.0, 90.0, 120.0, 180.0, 300.0)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of events, by labels."""

    name: str
    words: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timed:
    """How long something took, by labels, in buckets of seconds."""

    name: str
    words: str
    labels: tuple[str, ...]
    buckets: tuple[float, ...]


JOB_ENDS = Counted(
    "bookreader_job_ends", "How runs of jobs ended, by kind and outcome", ("kind", "outcome")
)
JOB_FAILURES = Counted(
    "bookreader_job_failures", "Jobs given up, by kind and code", ("kind", "code")
)
JOB_WAIT = Timed("bookreader_job_wait_seconds", "From due to taken by a worker", ("kind",), QUICK)
JOB_RUN = Timed("bookreader_job_run_seconds", "From taken to settled", ("kind",), QUICK)
PROVIDER_ATTEMPTS = Counted(
    "bookreader_provider_attempts",
    "Requests to image providers, by how they ended",
    ("provider_id", "outcome"),
)
PROVIDER_SECONDS = Timed(
    "bookreader_provider_seconds", "Time to an image provider's answer", ("provider_id",), PATIENT
)
MODEL_ATTEMPTS = Counted(
    "bookreader_wording_attempts",
    "Questions to the language model, by how they ended",
    ("outcome",),
)
MODEL_SECONDS = Timed(
    "bookreader_wording_seconds", "Time to the language model's answer", (), PATIENT
)
CHAPTERS_SEARCHED = Counted(
    "bookreader_chapters_searched",
    "Chapters searched for descriptions, by language and what read their sentences",
    ("language", "engine"),
)
CHAPTERS_FAILED = Counted(
    "bookreader_chapters_failed",
    "Chapters that got no marks since the finder broke, and those whose analyser broke",
    ("language", "part"),
)
DESCRIPTIONS_FOUND = Counted(
    "bookreader_descriptions_found",
    "Descriptions found by searches, by language and type",
    ("language", "type"),
)
SEARCH_SECONDS = Timed(
    "bookreader_chapter_search_seconds", "Time to search a chapter", ("language",), QUICK
)
PICTURES_ENDED = Counted(
    "bookreader_pictures_ended",
    "Pictures that are there or will not come, by maker (sketch or a provider's id)",
    ("maker", "outcome"),
)
EVERY: tuple[Counted | Timed, ...] = (
    JOB_ENDS, JOB_FAILURES, JOB_WAIT, JOB_RUN, PROVIDER_ATTEMPTS, PROVIDER_SECONDS,
    MODEL_ATTEMPTS, MODEL_SECONDS, CHAPTERS_SEARCHED, CHAPTERS_FAILED, DESCRIPTIONS_FOUND,
    SEARCH_SECONDS, PICTURES_ENDED,
)  # fmt: skip


def count(session: WriteSession, what: Counted, *labels: str, by: float = 1) -> None:
    """One more of these, should this transaction be committed."""
    _add(session, what.name, _checked(what, labels), by)


def took(session: WriteSession, what: Timed, *labels: str, seconds: float) -> None:
    """Something took this long, should this transaction be committed."""
    values, seconds = _checked(what, labels), max(0.0, seconds)
    place = bisect_left(what.buckets, seconds)
    edge = f"{what.buckets[place]:g}" if place < len(what.buckets) else "+Inf"
    _add(session, f"{what.name}_bucket", (*values, edge), 1)
    _add(session, f"{what.name}_sum", values, seconds)


def _checked(what: Counted | Timed, labels: tuple[str, ...]) -> tuple[str, ...]:
    if len(labels) != len(what.labels):
        raise ValueError(f"{what.name} has the labels {what.labels}")
    return tuple(label[:_LONGEST_LABEL] for label in labels)


def _add(session: WriteSession, name: str, labels: tuple[str, ...], by: float) -> None:
    pending: dict[repository.Key, float] | None = session.info.get(_PENDING)
    if pending is None:
        pending = session.info[_PENDING] = {}
        event.listen(session.sync_session, "before_commit", _write, once=True)
    key = (name, json.dumps(labels, ensure_ascii=False))
    pending[key] = pending.get(key, 0) + by


def _write(session: Any) -> None:
    # Last of all, so that these rows, which everybody wants, are locked for no longer than the
    # commit takes, and no lock is waited for while they are held.
    session.flush()
    pending = session.info.pop(_PENDING)
    session.execute(repository.addition(session.get_bind().dialect.name, pending))


@dataclass(frozen=True, slots=True)
class Reading:
    """One number of a count, or one bucket or sum of a time, with its labels' values."""

    what: Counted | Timed
    part: str
    """Empty for a count; `bucket` (the last label is its edge) or `sum` for a time."""
    labels: tuple[str, ...]
    value: float


async def readings(session: ReadSession | WriteSession) -> list[Reading]:
    """Everything counted so far; what an older version counted under other names is left out."""
    places: dict[str, tuple[Counted | Timed, str]] = {}
    for what in EVERY:
        if isinstance(what, Counted):
            places[what.name] = what, ""
        else:
            places |= {f"{what.name}_{part}": (what, part) for part in ("bucket", "sum")}
    found = []
    for (name, labels), value in (await repository.all_counts(session)).items():
        if name not in places:
            continue
        what, part = places[name]
        values = tuple(json.loads(labels))
        if len(values) == len(what.labels) + (part == "bucket"):
            found.append(Reading(what, part, values, value))
    return found
