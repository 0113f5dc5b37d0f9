"""Linters of what is deployed; each finding is an error.

Dockerfiles by hadolint, workflows by actionlint and zizmor (offline), scripts by shellcheck, nginx
by gixy, secrets by gitleaks, dashboards by their own generator, rules with their unit tests and every
panel's query by promtool, routes of alerts by amtool, Compose by Compose itself where it is there. A tool that is missing is an error, not a skip; Compose alone may be.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from prometheus_tools import tool

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
PROFILES = ("slot-b", "monitoring", "grafana", "logs", "ssl")


def run(
    name: str, *command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None
) -> bool:
    """Run one linter; its output is shown when it finds something."""
    tool = BIN / str(command[0])
    words = [str(tool if tool.exists() else command[0]), *map(str, command[1:])]
    done = subprocess.run(
        words,
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **(env or {})},
    )
    print(f"{'ok  ' if done.returncode == 0 else 'FAIL'} {name}", flush=True)
    if done.returncode:
        print(done.stdout[-6000:], done.stderr[-3000:], flush=True)
    return done.returncode == 0


def compose() -> list[bool]:
    """Every Compose file by itself and together, with every profile."""
    if (
        shutil.which("docker") is None
        or subprocess.run(
            ["docker", "compose", "version"], capture_output=True, check=False
        ).returncode
    ):
        print("---- Compose is not here: its files were NOT checked by it")
        return []
    with tempfile.TemporaryDirectory() as folder:
        secrets = Path(folder)
        profiles = [word for one in PROFILES for word in ("--profile", one)]
        sets = (
            ("docker-compose.yml",),
            ("docker-compose.dev.yml",),
            ("docker-compose.yml", "docker-compose.override.example.yml"),
            ("docker-compose.production.yml",),
            ("docker-compose.production.yml", "docker-compose.monitoring.yml"),
            ("docker-compose.production.yml", "docker-compose.ssl.yml"),
        )
        return [
            run(
                f"Compose: {' + '.join(files)}",
                "docker", "compose", *(w for f in files for w in ("-f", f)), *profiles, "config", "-q",
                env={"SECRETS_DIR": str(secrets), "DOMAIN": "books.example.org", "ACME_EMAIL": "a@example.org"},
            )
            for files in sets
        ]  # fmt: skip


def nginx() -> bool:
    """gixy over the configuration as the image has it; only its own includes are put in place."""
    source = ROOT / "deploy" / "nginx"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in (f for f in source.rglob("*.conf") if f.name != "pages.conf"):
            target = folder / file.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            text = file.read_text().replace("/etc/nginx/", f"{folder}/")
            target.write_text(text.replace(f"include {folder}/mime.types;", ""))
        # One site answers every name: the application checks the host it is asked by.
        return run("nginx (gixy)", "gixy", "--skips", "host_spoofing", folder / "nginx.conf")


def monitoring() -> list[bool]:
    """Prometheus' configuration, its rules and their tests, panels' queries, ways of alerts."""
    folder = ROOT / "deploy" / "monitoring"
    promtool, amtool = tool("promtool"), tool("amtool")
    if promtool is None or amtool is None:
        print("FAIL promtool or amtool is not here (Debian: prometheus, prometheus-alertmanager)")
        return [False]
    rules = sorted((folder / "prometheus" / "rules").glob("*.yml"))
    tests = sorted((folder / "prometheus" / "tests").glob("*.yml"))
    ways = folder / "alertmanager" / "alertmanager.yml"
    results = [
        run(
            "Prometheus' configuration (promtool)",
            promtool, "check", "config", "--syntax-only", folder / "prometheus" / "prometheus.yml",
        ),
        run("alert rules (promtool)", promtool, "check", "rules", *rules),
        run("alert rules fire and keep quiet (promtool)", promtool, "test", "rules", *tests),
        run("Alertmanager (amtool)", amtool, "check-config", ways),
        *(
            run(
                f"alerts that {urgency} (amtool)",
                amtool, "config", "routes", "test", f"--config.file={ways}",
                f"--verify.receivers={urgency}", f"severity={urgency}",
            )
            for urgency in ("page", "ticket", "watchdog")
        ),
    ]  # fmt: skip
    with tempfile.NamedTemporaryFile("w", suffix=".yml") as file:
        # A rule is the one form in which promtool reads a query.
        asked = [{"record": f"panel:{n}", "expr": query} for n, query in enumerate(panels(folder))]
        json.dump({"groups": [{"name": "panels", "rules": asked}]}, file)
        file.flush()
        results.append(
            run(f"{len(asked)} queries of panels (promtool)", promtool, "check", "rules", file.name)
        )
    return results


def panels(folder: Path) -> Iterator[str]:
    """Every query of a dashboard to Prometheus, with Grafana's own variables put in."""
    for file in sorted((folder / "grafana" / "dashboards").glob("*.json")):
        for panel in json.loads(file.read_text())["panels"]:
            for target in panel["targets"]:
                if target["datasource"]["type"] == "prometheus":
                    yield target["expr"].replace("$__rate_interval", "1m")


def main() -> int:
    """Run all; 1 when any found something."""
    dockerfiles = sorted((ROOT / "deploy" / "docker").glob("*.Dockerfile"))
    scripts = [ROOT / ".ci" / "run", *sorted((ROOT / "deploy").rglob("*.sh"))]
    workflows = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    results = [
        run("Dockerfiles (hadolint)", "hadolint", "--config", ".hadolint.yaml", *dockerfiles),
        run("scripts (shellcheck)", "shellcheck", "--severity=warning", *scripts),
        run("workflows (actionlint)", "actionlint", *workflows),
        run(
            "workflows (zizmor)",
            "zizmor",
            "--offline",
            "--no-progress",
            "--min-severity",
            "low",
            *workflows,
        ),
        nginx(),
        run(
            "secrets (gitleaks)",
            "gitleaks",
            "dir",
            "--no-banner",
            "--redact",
            "--config",
            ".gitleaks.toml",
            ".",
        ),
        run(
            "dashboards are what their code writes",
            sys.executable,
            "deploy/monitoring/grafana/make_dashboards.py",
            "--check",
        ),
        *monitoring(),
        *compose(),
    ]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
