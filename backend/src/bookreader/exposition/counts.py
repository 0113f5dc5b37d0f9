"""Durable counts in Prometheus' form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric

from bookreader import pipeline
from bookreader.jobs.tasks import OUTCOMES
from bookreader.metrics.service import EVERY, JOB_ENDS, Counted, Reading, Timed

Labels = tuple[str, ...]
# What has never happened is told as 0: an increase from nothing to one is none to Prometheus.
_KNOWN: Mapping[str, Sequence[Labels]] = {
    JOB_ENDS.name: tuple(product(pipeline.STAGES, OUTCOMES)),
}
_ID_LABELS = {"provider_id": "provider", "maker": "maker_name"}


def families(found: Iterable[Reading], names: Mapping[str, str]) -> list[Metric]:
    """All counts; ids of providers get their names (by id in hex) beside them."""
    grouped: dict[str, list[Reading]] = {}
    for reading in found:
        grouped.setdefault(reading.what.name, []).append(reading)
    made: list[Metric] = []
    for what in EVERY:
        mine = grouped.get(what.name, [])
        if isinstance(what, Counted):
            made.append(_counter(what, mine, names))
        else:
            made.append(_histogram(what, mine, names))
    return made


def _labels(what: Counted | Timed) -> list[str]:
    return [*what.labels, *(_ID_LABELS[one] for one in what.labels if one in _ID_LABELS)]


def _values(what: Counted | Timed, labels: Labels, names: Mapping[str, str]) -> list[str]:
    named = zip(what.labels, labels, strict=True)
    return [*labels, *(names.get(value, value) for name, value in named if name in _ID_LABELS)]


def _counter(what: Counted, found: list[Reading], names: Mapping[str, str]) -> Metric:
    family = CounterMetricFamily(what.name, what.words, labels=_labels(what))
    values = dict.fromkeys(_KNOWN.get(what.name, ()), 0.0)
    values |= {one.labels: one.value for one in found}
    for labels, value in sorted(values.items()):
        family.add_metric(_values(what, labels, names), value)
    return family


def _histogram(what: Timed, found: list[Reading], names: Mapping[str, str]) -> Metric:
    family = HistogramMetricFamily(what.name, what.words, labels=_labels(what))
    edges = [*(f"{edge:g}" for edge in what.buckets), "+Inf"]
    for labels in sorted({one.labels for one in found if one.part == "sum"}):
        total, below = 0.0, []
        at = {
            o.labels[-1]: o.value for o in found if o.part == "bucket" and o.labels[:-1] == labels
        }
        for edge in edges:
            total += at.get(edge, 0.0)
            below.append((edge, total))
        took = next(o.value for o in found if o.part == "sum" and o.labels == labels)
        family.add_metric(_values(what, labels, names), below, took)
    return family
