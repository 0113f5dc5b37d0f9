"""Grafana's dashboards as far as they can be looked at without Grafana."""

from __future__ import annotations

import json
from typing import Any

import yaml

from report import holds
from stack import ROOT

FOLDER = ROOT / "deploy" / "monitoring" / "grafana"


def boards() -> dict[str, dict[str, Any]]:
    """All dashboards by file name."""
    return {
        file.stem: json.loads(file.read_text())
        for file in sorted((FOLDER / "dashboards").glob("*.json"))
    }


def fit() -> str:
    """Provisioning parses, each panel's data source is a provisioned one, ids are unique."""
    sources = yaml.safe_load((FOLDER / "provisioning" / "datasources" / "sources.yml").read_text())
    uids = {one["uid"] for one in sources["datasources"]}
    yaml.safe_load((FOLDER / "provisioning" / "dashboards" / "dashboards.yml").read_text())
    found = boards()
    holds(len({one["uid"] for one in found.values()}) == len(found), "two dashboards with one uid")
    for name, board in found.items():
        ids = [panel["id"] for panel in board["panels"]]
        holds(len(ids) == len(set(ids)), f"{name}: panels with one id")
        for panel in board["panels"]:
            if panel["type"] != "row":
                holds(panel["datasource"]["uid"] in uids, f"{name}: {panel['title']}")
    return f"{len(found)} dashboards"


def queries() -> dict[str, str]:
    """Each panel's query for Prometheus, with Grafana's own variables put in."""
    return {
        f"{name}: {panel['title']}": target["expr"]
        .replace("$__rate_interval", "1m")
        .replace("$__range", "1h")
        for name, board in boards().items()
        for panel in board["panels"]
        for target in panel.get("targets", ())
        if panel["datasource"]["type"] == "prometheus"
    }
