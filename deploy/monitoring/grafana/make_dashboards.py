"""Writes the dashboards' JSON from the few lines that say what they show.

`make_dashboards.py [--check]`; with --check nothing is written and a difference is an error.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "dashboards"
PROMETHEUS = {"type": "prometheus", "uid": "prometheus"}
LOKI = {"type": "loki", "uid": "loki"}

Panel = tuple[str, str, str, str]
"""Title, kind (stat, lines, table, logs), unit, query."""

BOARDS: dict[str, tuple[str, list[Panel]]] = {
    "health": ("Health and uptime", [
        ("Pages answer", "stat", "bool_on_off", 'min(probe_success{job="synthetic"})'),
        ("Slots that are ready", "stat", "none", "sum(bookreader_ready)"),
        ("Worker silent", "stat", "s", "max(bookreader_worker_silent_seconds)"),
        ("PostgreSQL", "stat", "bool_on_off", "max(pg_up)"),
        ("Redis", "stat", "bool_on_off", "max(redis_up)"),
        ("Certificate ends in", "stat", "s", "min(probe_ssl_earliest_cert_expiry) - time()"),
        ("Uptime of the last hours", "lines", "percentunit", 'avg by (instance) (avg_over_time(probe_success{job="synthetic"}[5m]))'),
        ("Everything scraped", "lines", "none", "sum by (job) (up)"),
        ("Disk left", "lines", "percentunit", 'node_filesystem_avail_bytes{fstype!~"tmpfs|overlay|squashfs|ramfs"} / node_filesystem_size_bytes{fstype!~"tmpfs|overlay|squashfs|ramfs"}'),
        ("Memory left", "lines", "bytes", "node_memory_MemAvailable_bytes"),
        ("Load", "lines", "none", "node_load1"),
    ]),
    "releases": ("Releases", [
        ("What runs", "table", "none", "max by (version, revision) (bookreader_build_info)"),
        ("Releases over time", "lines", "none", "count by (version, revision) (bookreader_build_info)"),
        ("Server errors around them", "lines", "percentunit", "bookreader:errors:ratio_rate5m"),
    ]),
    "http": ("Requests", [
        ("Requests a second", "lines", "reqps", "sum by (status) (rate(bookreader_http_requests_total[$__rate_interval]))"),
        ("Server errors", "lines", "percentunit", "bookreader:errors:ratio_rate5m"),
        ("Time to answer, p95 by route", "lines", "s", "histogram_quantile(0.95, sum by (le, route) (rate(bookreader_http_request_seconds_bucket[$__rate_interval])))"),
        ("Under way", "lines", "none", "sum(bookreader_http_in_flight)"),
        ("nginx: connections", "lines", "none", "nginx_connections_active"),
        ("Memory of the back end", "lines", "bytes", 'process_resident_memory_bytes{job="backend"}'),
    ]),
    "work": ("Jobs, finding and drawing", [
        ("Oldest job waits", "lines", "s", "max(bookreader_queue_oldest_seconds)"),
        ("Jobs by kind and status", "lines", "none", "max by (kind, status) (bookreader_jobs)"),
        ("Books", "lines", "none", "max by (state) (bookreader_books)"),
        ("Chapters", "lines", "none", "max by (state) (bookreader_chapters)"),
        ("Pictures", "lines", "none", "max by (state) (bookreader_pictures)"),
        ("Worker silent", "lines", "s", "max(bookreader_worker_silent_seconds)"),
    ]),
    "postgres": ("PostgreSQL", [
        ("Connections", "lines", "none", "sum by (state) (pg_stat_activity_count)"),
        ("Connections allowed", "stat", "none", "max(pg_settings_max_connections)"),
        ("Transactions a second", "lines", "none", 'rate(pg_stat_database_xact_commit{datname="bookreader"}[$__rate_interval])'),
        ("Rollbacks a second", "lines", "none", 'rate(pg_stat_database_xact_rollback{datname="bookreader"}[$__rate_interval])'),
        ("Deadlocks", "lines", "none", 'pg_stat_database_deadlocks{datname="bookreader"}'),
        ("Size", "lines", "bytes", 'pg_database_size_bytes{datname="bookreader"}'),
        ("Locks", "lines", "none", 'sum by (mode) (pg_locks_count{datname="bookreader"})'),
    ]),
    "redis": ("Redis", [
        ("Memory", "lines", "bytes", "redis_memory_used_bytes"),
        ("Memory allowed", "stat", "bytes", "max(redis_memory_max_bytes)"),
        ("Clients", "lines", "none", "redis_connected_clients"),
        ("Commands a second", "lines", "none", "rate(redis_commands_processed_total[$__rate_interval])"),
        ("Evicted: must stay at nothing", "lines", "none", "redis_evicted_keys_total"),
        ("Last save", "stat", "s", "time() - max(redis_rdb_last_save_timestamp_seconds)"),
    ]),
    "reading": ("Reading", [
        ("Chapters opened a second", "lines", "none", 'sum(rate(bookreader_http_requests_total{route="/api/books/{book_id}/chapters/{chapter_id}"}[$__rate_interval]))'),
        ("A chapter, p95", "lines", "s", 'histogram_quantile(0.95, sum by (le) (rate(bookreader_http_request_seconds_bucket{route="/api/books/{book_id}/chapters/{chapter_id}"}[$__rate_interval])))'),
        ("Places saved a second", "lines", "none", 'sum(rate(bookreader_http_requests_total{route="/api/books/{book_id}/position"}[$__rate_interval]))'),
        ("Errors in the log", "logs", "none", '{level="error"}'),
    ]),
}  # fmt: skip

_TYPES = {"stat": "stat", "lines": "timeseries", "table": "table", "logs": "logs"}


def board(uid: str, title: str, panels: list[Panel]) -> dict[str, Any]:
    """One dashboard: small numbers in one row, everything else in two columns below."""
    made: list[dict[str, Any]] = []
    x = y = 0
    for number, (name, kind, unit, query) in enumerate(panels, 1):
        width, height = (4, 4) if kind == "stat" else (12, 8)
        if x + width > 24 or (made and made[-1]["gridPos"]["h"] != height):
            y += int(made[-1]["gridPos"]["h"])
            x = 0
        source = LOKI if kind == "logs" else PROMETHEUS
        target = {"refId": "A", "datasource": source, "expr": query}
        if kind == "table":
            target |= {"instant": True, "format": "table"}
        made.append({
            "id": number, "title": name, "type": _TYPES[kind], "datasource": source,
            "gridPos": {"x": x, "y": y, "w": width, "h": height},
            "fieldConfig": {"defaults": {"unit": unit}, "overrides": []},
            "targets": [target],
        })  # fmt: skip
        x += width
    return {
        "uid": f"bookreader-{uid}", "title": title, "tags": ["bookreader"], "timezone": "browser",
        "schemaVersion": 39, "version": 1, "editable": False, "refresh": "30s",
        "time": {"from": "now-6h", "to": "now"},
        "annotations": {"list": [{
            "name": "Releases", "enable": True, "iconColor": "orange", "datasource": PROMETHEUS,
            "expr": "changes(bookreader_build_info[1m]) > 0 or (bookreader_build_info unless bookreader_build_info offset 1m)",
            "titleFormat": "{{version}} {{revision}}",
        }]},
        "panels": made,
    }  # fmt: skip


def main() -> int:
    """Write all dashboards, or compare them."""
    different = 0
    FOLDER.mkdir(exist_ok=True)
    for uid, (title, panels) in BOARDS.items():
        text = json.dumps(board(uid, title, panels), indent=1, ensure_ascii=False) + "\n"
        file = FOLDER / f"{uid}.json"
        if "--check" in sys.argv:
            if not file.exists() or file.read_text() != text:
                print(f"{file.name} is not what make_dashboards.py writes")
                different = 1
        else:
            file.write_text(text)
    return different


if __name__ == "__main__":
    sys.exit(main())
