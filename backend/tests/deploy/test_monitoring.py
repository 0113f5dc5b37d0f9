"""Rules and dashboards speak of what is there: metrics, routes, alerts, receivers, request ids."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.bookreader.webapp import served

REPO = Path(__file__).resolve().parents[3]
MONITORING = REPO / "deploy" / "monitoring"
if not MONITORING.is_dir():
    pytest.skip("the image holds no deploy folder", allow_module_level=True)

_WORDS = frozenset(
    [
        "and",
        "or",
        "unless",
        "on",
        "ignoring",
        "by",
        "without",
        "group_left",
        "group_right",
        "offset",
        "bool",
        "inf",
        "nan",
    ]
)
_GROUPING = re.compile(r"\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)")
_NAME = re.compile(r"(?<![\w:.$])([a-zA-Z_:][\w:]*)\b(?!\s*\()")


def names_of(query: str) -> set[str]:
    """The metrics that a query asks for."""
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", query)
    bare = re.sub(r"\{[^}]*\}", "", bare)
    bare = re.sub(r"\[[^\]]*\]", "", bare)
    bare = _GROUPING.sub(" ", bare)
    bare = re.sub(r"\boffset\s+\w+", " ", bare)
    return {name for name in _NAME.findall(bare) if name.lower() not in _WORDS}


def rules() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for file in sorted((MONITORING / "prometheus" / "rules").glob("*.yml")):
        for group in yaml.safe_load(file.read_text())["groups"]:
            found += group["rules"]
    return found


def alerts() -> dict[str, dict[str, Any]]:
    return {rule["alert"]: rule for rule in rules() if "alert" in rule}


def boards() -> dict[str, dict[str, Any]]:
    return {
        file.stem: json.loads(file.read_text())
        for file in sorted((MONITORING / "grafana" / "dashboards").glob("*.json"))
    }


def queries() -> Iterator[tuple[str, str]]:
    """Where a query stands, and the query."""
    for rule in rules():
        yield f"rule {rule.get('alert') or rule['record']}", rule["expr"]
    for name, board in boards().items():
        for panel in board["panels"]:
            for target in panel["targets"]:
                if target["datasource"]["type"] == "prometheus":
                    yield f"{name}: {panel['title']}", target["expr"]
        for one in board["annotations"]["list"]:
            yield f"{name}: {one['name']}", one["expr"]


def by_exporters() -> set[str]:
    lines = (MONITORING / "exporters.txt").read_text().splitlines()
    return {line for line in lines if not line.startswith("#")}


def exposed(text: str) -> set[str]:
    """Every name that these families may have samples of, also those that have none yet."""
    found: set[str] = set()
    for name, kind in re.findall(r"^# TYPE (\S+) (\S+)$", text, re.MULTILINE):
        parts = ("_bucket", "_sum", "_count") if kind == "histogram" else ("",)
        found |= {name + part for part in parts}
    return found


def test_names_are_found_in_queries() -> None:
    assert names_of('sum by (le, route) (rate(a_b_total{x=~"c_d|e"}[5m])) > 0.5 * max(f_g)') == {
        "a_b_total", "f_g",
    }  # fmt: skip
    assert names_of("x:y:z5m offset 1m and on (instance) group_left (name) up == 1") == {
        "x:y:z5m", "up",
    }  # fmt: skip
    assert names_of("rate(p_q[$__rate_interval]) or vector(0) > 1e-9") == {"p_q"}


async def test_every_metric_of_a_rule_or_a_panel_is_exposed(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    async with served(tmp_path / "data") as browser:
        text = (await browser.ask("GET", "/metrics")).text
        routes = {getattr(route, "path", "") for route in browser.app.routes}
        routes |= set(browser.app.openapi()["paths"])
    known = (
        exposed(text) | by_exporters() | {rule["record"] for rule in rules() if "record" in rule}
    )
    missing = {(where, name) for where, query in queries() for name in names_of(query) - known}
    assert missing == set()
    # A route that was renamed would leave an empty panel that looks like a quiet day.
    for where, query in queries():
        for how, told in re.findall(r'route(=~?)"([^"]+)"', query):
            if how == "=":
                assert told in routes, (where, told)
            else:
                pattern = told.replace("{", r"\{").replace("}", r"\}")
                assert any(re.fullmatch(pattern, route) for route in routes), (where, told)


async def test_the_page_on_watching_names_what_there_is(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    async with served(tmp_path / "data") as browser:
        text = (await browser.ask("GET", "/metrics")).text
    families = set(re.findall(r"^# TYPE (bookreader_\S+)", text, re.MULTILINE))
    page = (REPO / "docs" / "operate" / "watching.md").read_text()
    told = set(re.findall(r"`(bookreader_\w+[a-z])`", page))
    assert told - families == set()


def test_every_alert_has_its_words_its_way_and_its_test() -> None:
    page = (REPO / "docs" / "operate" / "alerts.md").read_text()
    described = set(re.findall(r"^## (\w+)$", page, re.MULTILINE))
    assert described == set(alerts())
    fires: set[str] = set()
    quiet: set[str] = set()
    for file in (MONITORING / "prometheus" / "tests").glob("*.yml"):
        for test in yaml.safe_load(file.read_text())["tests"]:
            for case in test["alert_rule_test"]:
                (fires if case["exp_alerts"] else quiet).add(case["alertname"])
    assert set(alerts()) - fires == set(), "never made to fire"
    assert set(alerts()) - quiet - {"Watchdog"} == set(), "never seen quiet"
    for name, rule in alerts().items():
        assert rule["annotations"]["summary"], name
        link = f"docs/operate/alerts.md#{name.lower()}"
        assert rule["annotations"]["runbook"] == link


def test_every_urgency_has_a_receiver() -> None:
    told = yaml.safe_load((MONITORING / "alertmanager" / "alertmanager.yml").read_text())
    receivers = {one["name"] for one in told["receivers"]}
    routed = {route["matchers"][0]: route["receiver"] for route in told["route"]["routes"]}
    for urgency in {rule["labels"]["severity"] for rule in alerts().values()}:
        assert routed[f'severity="{urgency}"'] in receivers
    for rule in told["inhibit_rules"]:
        for matcher in (*rule["source_matchers"], *rule["target_matchers"]):
            pattern = re.fullmatch(r'alertname=~?"(.+)"', matcher)
            assert pattern is not None
            for one in pattern[1].split("|"):
                assert any(re.fullmatch(one, name) for name in alerts()), one


def test_panels_have_their_source_and_ids_of_their_own() -> None:
    sources = MONITORING / "grafana" / "provisioning" / "datasources" / "sources.yml"
    uids = {one["uid"] for one in yaml.safe_load(sources.read_text())["datasources"]}
    assert len({board["uid"] for board in boards().values()}) == len(boards())
    for name, board in boards().items():
        ids = [panel["id"] for panel in board["panels"]]
        assert len(ids) == len(set(ids)), name
        assert {panel["datasource"]["uid"] for panel in board["panels"]} <= uids
        assert board["annotations"]["list"], f"{name} shows no releases"
        places = [tuple(panel["gridPos"].values()) for panel in board["panels"]]
        assert len(places) == len(set(places)), name


def test_nginx_gives_the_request_its_id_and_logs_it() -> None:
    nginx = REPO / "deploy" / "nginx"
    passed = (nginx / "snippets" / "to-backend.conf").read_text()
    assert re.search(r"^proxy_set_header X-Request-Id \$request_id;$", passed, re.MULTILINE)
    logged = (nginx / "nginx.conf").read_text()
    assert '"request_id":"$request_id"' in logged
    # Neither queries nor the reader's address.
    form = logged[logged.index("log_format lines") : logged.index("access_log")]
    for variable in ("$request_uri", "$args", "$query_string", "$remote_addr", "$http_referer"):
        assert variable not in form
