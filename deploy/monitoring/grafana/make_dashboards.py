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
        ("Connections of the pools at work", "lines", "percentunit", "sum by (instance, pool) (bookreader_db_pool_in_use) / sum by (instance, pool) (bookreader_db_pool_size)"),
        ("Wait for a connection, p95", "lines", "s", "histogram_quantile(0.95, sum by (instance, le) (rate(bookreader_db_pool_wait_seconds_bucket[$__rate_interval])))"),
        ("No connection got free", "lines", "none", "sum by (instance) (increase(bookreader_db_pool_timeouts_total[10m]))"),
        ("Memory of the back end", "lines", "bytes", 'process_resident_memory_bytes{job="backend"}'),
    ]),
    # Jobs, providers and finding are counted in the database: every slot tells the same, so `max`.
    "work": ("Jobs and queue", [
        ("Oldest job waits", "stat", "s", "max(bookreader_queue_oldest_seconds)"),
        ("Worker silent", "stat", "s", "max(bookreader_worker_silent_seconds)"),
        ("Failed in the last hour", "stat", "none", 'sum(max by (kind) (increase(bookreader_job_ends_total{outcome="failed"}[1h])))'),
        ("Ends of jobs a second", "lines", "none", "max by (kind, outcome) (rate(bookreader_job_ends_total[$__rate_interval]))"),
        ("Given up in an hour, by code", "lines", "none", "max by (kind, code) (increase(bookreader_job_failures_total[1h]))"),
        ("Waited until taken, p95", "lines", "s", "histogram_quantile(0.95, max by (kind, le) (rate(bookreader_job_wait_seconds_bucket[15m])))"),
        ("Time of a run, p95", "lines", "s", "histogram_quantile(0.95, max by (kind, le) (rate(bookreader_job_run_seconds_bucket[15m])))"),
        ("Could be taken now", "lines", "none", "max by (kind) (bookreader_queue_waiting)"),
        ("The first of them waits", "lines", "s", "max by (kind) (bookreader_queue_waiting_seconds)"),
        ("Jobs by kind and status", "lines", "none", "max by (kind, status) (bookreader_jobs)"),
    ]),
    "finding": ("Books and finding", [
        ("Books that can be read", "stat", "none", 'max(bookreader_books{state="readable"})'),
        ("Searched of all chapters", "stat", "percentunit", 'max(bookreader_chapters{state="described"}) / clamp_min(max(bookreader_chapters{state="all"}), 1)'),
        ("Dismissed by readers", "stat", "none", 'max(bookreader_verdicts{standing="dismissed"})'),
        ("Drawn by readers themselves", "stat", "none", 'max(bookreader_verdicts{standing="own"})'),
        ("Read by another part than chosen", "stat", "none", "max(bookreader_chapters_fallen_back)"),
        ("Chapters searched in an hour", "lines", "none", "max by (language, engine) (increase(bookreader_chapters_searched_total[1h]))"),
        ("Descriptions found a chapter, by type", "lines", "none", "max by (language, type) (increase(bookreader_descriptions_found_total[1h])) / on (language) group_left clamp_min(sum by (language) (max by (language, engine) (increase(bookreader_chapters_searched_total[1h]))), 1)"),
        ("Chapters that broke the finder or an analyser, in an hour", "lines", "none", "max by (language, part) (increase(bookreader_chapters_failed_total[1h]))"),
        ("Time to search a chapter, p95", "lines", "s", "histogram_quantile(0.95, max by (language, le) (rate(bookreader_chapter_search_seconds_bucket[15m])))"),
        ("Chapters by what read them", "lines", "none", "max by (engine) (bookreader_chapters_read_by)"),
        ("Books", "lines", "none", "max by (state) (bookreader_books)"),
        ("Chapters", "lines", "none", "max by (state) (bookreader_chapters)"),
    ]),
    "providers": ("Providers and pictures", [
        ("Providers switched on", "stat", "none", "max(sum by (instance) (bookreader_provider_enabled))"),
        ("Of them left alone", "stat", "none", "max(sum by (instance) (bookreader_provider_circuit_open))"),
        ("With a fault", "stat", "none", "max(sum by (instance) (bookreader_provider_fault)) or vector(0)"),
        ("Pictures that are there", "stat", "none", 'max(bookreader_pictures{state="ready"})'),
        ("Attempts in an hour, by outcome", "lines", "none", "max by (provider, outcome) (increase(bookreader_provider_attempts_total[1h]))"),
        ("Time to a provider's answer, p95", "lines", "s", "histogram_quantile(0.95, max by (provider, le) (rate(bookreader_provider_seconds_bucket[1h])))"),
        ("Left alone after failures", "lines", "bool_on_off", "max by (provider) (bookreader_provider_circuit_open)"),
        ("Pictures that ended in an hour, by maker", "lines", "none", "max by (maker_name, outcome) (increase(bookreader_pictures_ended_total[1h]))"),
        ("Questions to the language model in an hour", "lines", "none", "max by (outcome) (increase(bookreader_wording_attempts_total[1h]))"),
        ("Time to its answer, p95", "lines", "s", "histogram_quantile(0.95, max by (le) (rate(bookreader_wording_seconds_bucket[1h])))"),
        ("Pictures wanted and there", "lines", "none", "max by (state) (bookreader_pictures)"),
    ]),
    "spending": ("Spending", [
        ("Spent today", "stat", "currencyUSD", 'max(sum by (instance) (bookreader_spend_usd{period="day"})) or vector(0)'),
        ("Spent this month", "stat", "currencyUSD", 'max(sum by (instance) (bookreader_spend_usd{period="month"})) or vector(0)'),
        ("Set aside", "stat", "currencyUSD", "max(sum by (instance) (bookreader_spend_reserved_usd)) or vector(0)"),
        ("Limit of a month", "stat", "currencyUSD", 'max(bookreader_spend_cap_usd{period="month"})'),
        ("Nobody knows whether charged", "stat", "none", "max(sum by (instance) (bookreader_spend_unknown_pictures)) or vector(0)"),
        ("By provider, today", "lines", "currencyUSD", 'max by (provider) (bookreader_spend_usd{period="day"})'),
        ("By provider, this month", "lines", "currencyUSD", 'max by (provider) (bookreader_spend_usd{period="month"})'),
        ("Set aside, by provider", "lines", "currencyUSD", "max by (provider) (bookreader_spend_reserved_usd)"),
        ("Pictures paid this month", "lines", "none", 'max by (provider) (bookreader_spend_pictures{period="month"})'),
    ]),
    "recovery": ("Backups and room", [
        ("Last backup", "stat", "dateTimeFromNow", "max(bookreader_backup_timestamp_seconds) * 1000"),
        ("Last proven by restoring", "stat", "dateTimeFromNow", "max(bookreader_restore_timestamp_seconds) * 1000"),
        ("Room left for books", "stat", "bytes", "min(bookreader_data_free_bytes)"),
        ("Age of the last backup", "lines", "s", "time() - max(bookreader_backup_timestamp_seconds)"),
        ("Room left for books, over time", "lines", "percentunit", "min(bookreader_data_free_bytes / bookreader_data_size_bytes)"),
        ("Standby behind by", "lines", "s", "pg_replication_lag_seconds and on (instance) pg_replication_is_replica == 1"),
        ("Standby behind by, in log", "lines", "bytes", "pg_stat_replication_pg_wal_lsn_diff"),
        ("Replication slots in use", "lines", "bool_on_off", "pg_replication_slot_slot_is_active"),
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
        ("A chapter, p99", "lines", "s", 'histogram_quantile(0.99, sum by (le) (rate(bookreader_http_request_seconds_bucket{route="/api/books/{book_id}/chapters/{chapter_id}"}[$__rate_interval])))'),
        ("Places saved a second", "lines", "none", 'sum(rate(bookreader_http_requests_total{method=~"PUT|POST",route=~"/api/books/{book_id}/(position|moves)"}[$__rate_interval]))'),
        ("Lists and searches, p95", "lines", "s", 'histogram_quantile(0.95, sum by (le, route) (rate(bookreader_http_request_seconds_bucket{route=~"/api/(books|search)|/api/books/{book_id}/search"}[$__rate_interval])))'),
        ("Uploads in an hour", "lines", "none", 'sum by (status) (increase(bookreader_http_requests_total{method="POST",route="/api/books"}[1h]))'),
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
