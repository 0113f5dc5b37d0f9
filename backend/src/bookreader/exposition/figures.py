"""What the database, the disk and the data folder have to tell, in Prometheus' form."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric

from bookreader import recovery
from bookreader.extraction import service as extraction
from bookreader.jobs import service as jobs
from bookreader.kit.db import ReadSession
from bookreader.library import service as library
from bookreader.ports.context import TaskContext
from bookreader.providers import service as providers
from bookreader.providers.models import Provider
from bookreader.settings import Settings
from bookreader.spending import service as spending
from bookreader.spending.models import Cap

_MICROS = 1_000_000


def gauge(
    name: str,
    words: str,
    labels: Sequence[str] = (),
    values: Mapping[tuple[str, ...], float] | None = None,
    value: float | None = None,
) -> Metric:
    """A family of gauges, or one without labels."""
    family = GaugeMetricFamily(name, words, labels=list(labels))
    if value is not None:
        family.add_metric([], value)
    for key, number in (values or {}).items():
        family.add_metric(list(key), number)
    return family


async def work(session: ReadSession, context: TaskContext) -> list[Metric]:
    """The queue, by its own rows: every process tells the same."""
    queue = await jobs.queue_state(session, context.clock)
    silent = -1.0 if queue.silent_seconds is None else queue.silent_seconds
    kinds = queue.waiting.items()
    return [
        gauge(
            "bookreader_jobs",
            "Jobs by kind and status",
            ("kind", "status"),
            {(kind, status): number for kind, status, number in queue.counts},
        ),
        gauge(
            "bookreader_queue_waiting",
            "Jobs that a worker could take now",
            ("kind",),
            {(kind,): number for kind, (number, _) in kinds},
        ),
        gauge(
            "bookreader_queue_waiting_seconds",
            "How long the first of them has waited",
            ("kind",),
            {(kind,): age for kind, (_, age) in kinds},
        ),
        gauge(
            "bookreader_queue_oldest_seconds",
            "How long the oldest due job has waited",
            value=queue.oldest_seconds,
        ),
        gauge(
            "bookreader_worker_silent_seconds",
            "Since a worker last looked for work; -1 when none ever did",
            value=silent,
        ),
    ]


async def books(session: ReadSession) -> list[Metric]:
    """The library in a few numbers."""
    found = await library.totals(session)
    states = {
        "bookreader_books": (
            "Books that can be read, and those that cannot yet",
            {"readable": found.readable, "unreadable": found.all - found.readable},
        ),
        "bookreader_chapters": (
            "Chapters, and those of them that were searched",
            {"all": found.chapters, "described": found.described_chapters},
        ),
        "bookreader_pictures": (
            "Pictures that books want, and those that are there",
            {"wanted": found.pictures_wanted, "ready": found.pictures_ready},
        ),
    }
    return [
        gauge(name, words, ("state",), {(state,): number for state, number in of.items()})
        for name, (words, of) in states.items()
    ]


async def quality(session: ReadSession) -> list[Metric]:
    """How the finder fares: what read the chapters, and what readers say of what it found."""
    read_by = await extraction.chapters_by_engine(session)
    engines: dict[tuple[str, ...], float] = {}
    for engine, _, number in read_by:
        engines[engine,] = engines.get((engine,), 0) + number
    said = await extraction.verdicts_by_standing(session)
    return [
        gauge(
            "bookreader_chapters_read_by",
            "Chapters by what read their names",
            ("engine",),
            engines,
        ),
        gauge(
            "bookreader_chapters_fallen_back",
            "Chapters that the built-in parts read because the chosen analyser failed",
            value=sum(number for _, fell_back, number in read_by if fell_back),
        ),
        gauge(
            "bookreader_verdicts",
            "What readers said of passages: dismissed, or their own which the finder had not found",
            ("standing",),
            {("dismissed",): said.get("dismissed", 0), ("own",): said.get("own", 0)},
        ),
    ]


def circuits(rows: Sequence[Provider]) -> list[Metric]:
    """Which image providers may be asked."""
    labels = ("provider_id", "provider", "kind")
    keys = {row.id: (row.id.hex, row.name, row.kind) for row in rows}
    asked = [row for row in rows if row.enabled]
    return [
        gauge(
            "bookreader_provider_enabled",
            "1 for an image provider that is switched on",
            labels,
            {keys[row.id]: float(row.enabled) for row in rows},
        ),
        gauge(
            "bookreader_provider_circuit_open",
            "1 since a provider failed again and again, until it answers once",
            labels,
            {keys[row.id]: float(row.open_until is not None) for row in asked},
        ),
        gauge(
            "bookreader_provider_fault",
            "1 for a fault that only an administrator takes away: key, credit",
            (*labels, "fault"),
            {(*keys[row.id], row.fault): 1.0 for row in asked if row.fault},
        ),
    ]


async def money(session: ReadSession, now: datetime, names: Mapping[str, str]) -> list[Metric]:
    """What was spent today and this month, what is set aside, and where the limits are."""
    labels = ("provider_id", "provider", "period")
    spent: dict[tuple[str, ...], float] = {}
    pictures: dict[tuple[str, ...], float] = {}
    aside: dict[tuple[str, ...], float] = {}
    unknown: dict[tuple[str, ...], float] = {}
    for period, since in (("day", spending.day_of(now)), ("month", spending.month_of(now))):
        for key, name, ended in await spending.standing(session, since):
            who = (key.hex, names.get(key.hex, name or key.hex))
            spent[*who, period] = ended.micros / _MICROS
            pictures[*who, period] = ended.pictures
            if period == "month":
                aside[who] = ended.reserved_micros / _MICROS
                unknown[who] = ended.unknown_pictures
    return [
        gauge("bookreader_spend_usd", "Money spent by provider and period", labels, spent),
        gauge("bookreader_spend_pictures", "Pictures that cost it", labels, pictures),
        gauge(
            "bookreader_spend_reserved_usd",
            "Money set aside for pictures that are not there yet",
            labels[:2],
            aside,
        ),
        gauge(
            "bookreader_spend_unknown_pictures",
            "Requests of this month of which nobody knows whether they were charged",
            labels[:2],
            unknown,
        ),
        gauge(
            "bookreader_spend_cap_usd",
            "The most that the whole server may spend in a period",
            ("period",),
            _server_caps(await spending.caps(session)),
        ),
    ]


def _server_caps(caps: Sequence[Cap]) -> dict[tuple[str, ...], float]:
    return {
        (cap.period,): cap.micros / _MICROS
        for cap in caps
        if cap.scope == "server" and cap.micros is not None
    }


async def named(session: ReadSession) -> tuple[list[Provider], dict[str, str]]:
    """All providers, and their names by id in hex."""
    rows = await providers.listed(session)
    return rows, {row.id.hex: row.name for row in rows}


def folder(settings: Settings) -> list[Metric]:
    """Room for books, and when they were last saved."""
    disk = shutil.disk_usage(settings.data_dir)
    noted = recovery.read(settings.data_dir)
    backup, restore = (at.timestamp() if at else 0.0 for at in (noted.backup, noted.restore))
    return [
        gauge("bookreader_data_size_bytes", "Size of the disk under DATA_DIR", value=disk.total),
        gauge("bookreader_data_free_bytes", "What is left of it", value=disk.free),
        gauge(
            "bookreader_backup_timestamp_seconds",
            "When a backup was last made and read back; 0 for never",
            value=backup,
        ),
        gauge(
            "bookreader_restore_timestamp_seconds",
            "When a backup was last proven by restoring it; 0 for never",
            value=restore,
        ),
    ]
