"""Writes which metrics the exporters expose, by asking real ones over real servers.

`with_servers.py python tools/exporter_metrics.py FOLDER` with the exporters' programs in FOLDER
(Debian: prometheus-{postgres,redis,node,nginx,blackbox}-exporter). Prometheus' own few that are
used stand in the list by hand, as do a certificate's end and the standby's, which need TLS and a
standby. Names alone; those of settings, of the Go runtime and of the exporters themselves are left
out unless a rule or a dashboard uses them.
"""

from __future__ import annotations

import http.server
import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

MONITORING = Path(__file__).resolve().parents[2] / "deploy" / "monitoring"
TARGET = MONITORING / "exporters.txt"
BY_HAND = {
    "prometheus": ("up", "prometheus_tsdb_head_series"),
    "blackbox": ("probe_ssl_earliest_cert_expiry",),
    "postgres": ("pg_stat_replication_pg_wal_lsn_diff",),
}
LEFT_OUT = re.compile(r"(go|process|promhttp|pg_settings|redis_exporter|node_scrape)_")
KEPT = {"pg_settings_max_connections"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Status(http.server.BaseHTTPRequestHandler):
    """nginx's status page, as the exporter reads it."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(
            b"Active connections: 1 \nserver accepts handled requests\n 1 1 1 \n"
            b"Reading: 0 Writing: 1 Waiting: 0 \n"
        )

    def log_message(self, *_: object) -> None:
        pass


def _commands(folder: Path, status: int) -> dict[str, tuple[list[str], dict[str, str], str]]:
    database = urlsplit(os.environ["TEST_DATABASE_URL"])
    redis = os.environ["TEST_REDIS_URL"]
    blackbox = MONITORING / "blackbox" / "blackbox.yml"
    name = {
        "DATA_SOURCE_NAME": f"postgresql://{database.username}@127.0.0.1:{database.port}"
        "/postgres?sslmode=disable"
    }
    page = f"http://127.0.0.1:{status}/"
    programs: dict[str, tuple[list[str], dict[str, str], str]] = {
        "postgres": (["--web.listen-address"], name, "/metrics"),
        "redis": (["-redis.addr", redis, "-web.listen-address"], {}, "/metrics"),
        "node": (["--web.listen-address"], {}, "/metrics"),
        "nginx": ([f"--nginx.scrape-uri={page}", "--web.listen-address"], {}, "/metrics"),
        "blackbox": (
            [f"--config.file={blackbox}", "--web.listen-address"],
            {},
            f"/probe?module=reader&target={page}",
        ),
    }
    return {
        key: ([str(folder / f"prometheus-{key}-exporter"), *words], more, path)
        for key, (words, more, path) in programs.items()
    }


def _names(command: list[str], more: dict[str, str], path: str) -> set[str]:
    port = _free_port()
    process = subprocess.Popen(
        [*command, f"127.0.0.1:{port}"],
        env={**os.environ, **more},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 20
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
                    text = answer.read().decode()
                break
            except urllib.error.URLError:
                if time.monotonic() > deadline or process.poll() is not None:
                    raise SystemExit(f"{command[0]} does not answer") from None
                time.sleep(0.1)  # another process: there is nothing to wait on
    finally:
        process.terminate()
        process.wait(10)
    return set(re.findall(r"^([a-zA-Z_:][a-zA-Z0-9_:]*)", text, re.MULTILINE))


def main() -> int:
    """Ask all, and write the list."""
    folder = Path(sys.argv[1])
    with subprocess.Popen(
        ["psql", os.environ["TEST_DATABASE_URL"].replace("+asyncpg", ""), "-qAtc",
         "SELECT pg_create_physical_replication_slot('listed')"], stdout=subprocess.DEVNULL,
    ) as made:  # fmt: skip
        made.wait()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Status)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    lines = ["# Metrics of the exporters; written by backend/tools/exporter_metrics.py."]
    found = {key: set(names) for key, names in BY_HAND.items()}
    for key, (command, more, path) in _commands(folder, server.server_address[1]).items():
        found.setdefault(key, set()).update(
            name for name in _names(command, more, path) if name in KEPT or not LEFT_OUT.match(name)
        )
    for key in sorted(found):
        lines += [f"# {key}", *sorted(found[key])]
    TARGET.write_text("\n".join(lines) + "\n")
    print(f"{sum(map(len, found.values()))} names in {TARGET.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
