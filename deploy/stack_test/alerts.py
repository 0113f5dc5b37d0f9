"""Alerts are made to fire: services go, and the alert must arrive at Alertmanager and leave again."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx

from report import Report, holds, until
from stack import ROOT, Stack

# What is broken, and the alerts that must come of it.
BREAKS: Mapping[str, tuple[str, ...]] = {
    "celery-worker": ("WorkerSilent",),
    "redis": ("RedisAway",),
    "postgres": ("DatabaseAway",),
    "backend": ("BackendAway",),
    "nginx": ("ServerAway",),
}


def short_windows(folder: Path, *, full: bool) -> None:
    """The rules for the test: the same expressions; those that are drilled wait only seconds."""
    source = ROOT / "deploy" / "monitoring" / "prometheus"
    shutil.copytree(source, folder / "prometheus", dirs_exist_ok=True)
    if full:
        return
    config = folder / "prometheus" / "prometheus.yml"
    text = re.sub(r"(scrape|evaluation)_interval: \d+s", r"\1_interval: 2s", config.read_text())
    config.write_text(text.replace("refresh_interval: 10s", "refresh_interval: 2s"))
    rules = folder / "prometheus" / "rules" / "bookreader.yml"
    drilled = {name for names in BREAKS.values() for name in names}
    blocks = re.split(r"(?=^ +- alert: )", rules.read_text(), flags=re.MULTILINE)
    rules.write_text("".join(_hurried(block, drilled) for block in blocks))


def _hurried(block: str, drilled: set[str]) -> str:
    """One rule; the others keep their windows, since the test's own load would trip them."""
    name = re.match(r" +- alert: (\w+)", block)
    if name is None or name[1] not in drilled:
        return block
    block = re.sub(r"\bfor: \d+m", "for: 4s", block)
    return block.replace("silent_seconds) > 60", "silent_seconds) > 25")


def firing(stack: Stack) -> set[str]:
    """Names of the alerts that Alertmanager holds as active."""
    answer = httpx.get(
        f"http://127.0.0.1:{stack.alertmanager}/api/v2/alerts?active=true", timeout=10
    )
    items: list[dict[str, Any]] = answer.json()
    return {one["labels"]["alertname"] for one in items}


def looked_at(report: Report, stack: Stack, *, full: bool) -> None:
    """Quiet at first, loud for each break, quiet after the repair."""
    wait = 420.0 if full else 120.0
    report.check(
        "alerts: the watchdog arrives, and nothing else while all is well",
        lambda: _quiet(stack, wait),
    )
    for service, names in BREAKS.items():
        report.check(
            f"alerts: {service} goes, {', '.join(names)} arrives and leaves again",
            lambda service=service, names=names: _drill(stack, service, names, wait),
        )


def _quiet(stack: Stack, wait: float) -> str:
    until(lambda: "Watchdog" in firing(stack), wait, "the watchdog")
    until(lambda: firing(stack) == {"Watchdog"}, wait, f"quiet, there is {firing(stack)}")
    return ", ".join(sorted(firing(stack)))


def _drill(stack: Stack, service: str, names: tuple[str, ...], wait: float) -> str:
    begun = time.monotonic()
    stack.compose("stop", "-t", "5", service)
    try:
        until(lambda: set(names) <= firing(stack), wait, f"{names}, there is {firing(stack)}")
        came = time.monotonic() - begun
    finally:
        stack.compose("start", service)
    until(lambda: not set(names) & firing(stack), wait * 3, f"their end, there is {firing(stack)}")
    return f"after {came:.0f} s"


def targets(stack: Stack) -> str:
    """Everything that is to be scraped is, and answers."""

    def up() -> Any:
        found = httpx.get(f"http://127.0.0.1:{stack.prometheus}/api/v1/targets", timeout=10).json()
        active = found["data"]["activeTargets"]
        down = [t["labels"]["job"] for t in active if t["health"] != "up"]
        jobs = {t["labels"]["job"] for t in active}
        wanted = {"prometheus", "backend", "nginx", "postgres", "redis", "node", "synthetic"}
        holds(jobs >= wanted, f"missing {wanted - jobs}")
        holds(not down, f"down: {down}")
        return len(active)

    return f"{until(up, 60, 'all targets')} targets"


def rules_hold(stack: Stack) -> str:
    """promtool and amtool: configuration, rules, their unit tests, routes."""
    stack.run("prometheus", "promtool", "check", "config", "/etc/prometheus/prometheus.yml")
    folder = ROOT / "deploy" / "monitoring" / "prometheus"
    tests = sorted(one.name for one in (folder / "tests").glob("*.yml"))
    # Beside the service: within its half of a processor the tests' months take minutes.
    done = subprocess.run(
        ["docker", "run", "--rm", "-v", f"{folder}:/rules:ro", "--entrypoint", "promtool",
         stack.inspect("prometheus")["Config"]["Image"],
         "test", "rules", *(f"/rules/tests/{name}" for name in tests)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    told = done.stdout + done.stderr
    holds(done.returncode == 0 and "SUCCESS" in told, told[-500:])
    config = "--config.file=/etc/alertmanager/alertmanager.yml"
    stack.run("alertmanager", "amtool", "check-config", "/etc/alertmanager/alertmanager.yml")
    for severity in ("page", "ticket", "watchdog"):
        got = stack.run(
            "alertmanager", "amtool", "config", "routes", "test", config, f"severity={severity}"
        )
        holds(got.strip() == severity, f"{severity} goes to {got.strip()}")
    return f"{len(tests)} files of unit tests, and routes"


def queries(stack: Stack, expressions: dict[str, str]) -> str:
    """Each panel's query answers with something that somebody exposes."""
    names = set(
        httpx.get(
            f"http://127.0.0.1:{stack.prometheus}/api/v1/label/__name__/values", timeout=10
        ).json()["data"]
    )
    # What never happened has no sample yet, and is exposed all the same.
    told = httpx.get(f"http://127.0.0.1:{stack.prometheus}/api/v1/metadata", timeout=10).json()
    for name, kinds in told["data"].items():
        histogram = kinds[0]["type"] == "histogram"
        names |= {name + part for part in (("_bucket", "_sum", "_count") if histogram else ("",))}
    names |= _OF_STANDBYS
    for where, expression in expressions.items():
        answer = httpx.get(
            f"http://127.0.0.1:{stack.prometheus}/api/v1/query",
            params={"query": expression},
            timeout=10,
        ).json()
        holds(answer["status"] == "success", f"{where}: {answer.get('error')}")
        used = set(
            re.findall(r"\b([a-z_][a-z0-9_]+(?::[a-z0-9_:]+)?)\s*(?:\{|\[|\)|$|\s)", expression)
        )
        for name in {u for u in used if "_" in u and u not in _WORDS}:
            holds(name in names, f"{where}: nobody exposes {name}")
    return f"{len(expressions)} queries"


# Exposed only where there is a standby or its slot.
_OF_STANDBYS = frozenset(
    ("pg_stat_replication_pg_wal_lsn_diff", "pg_replication_slot_slot_is_active")
)
_WORDS = frozenset(
    ("histogram_quantile", "clamp_min", "group_left", "label_replace", "count_values")
)
