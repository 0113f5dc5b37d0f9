"""What containers may and may not do."""

from __future__ import annotations

import json
import subprocess

from report import Report, holds
from stack import Stack

OURS = ("backend", "celery-worker", "celery-beat", "frontend", "nginx")
USERS = {"backend": "10001", "celery-worker": "10001", "celery-beat": "10001",
         "frontend": "101", "nginx": "101", "redis": "999"}  # fmt: skip
LIMITS = {"backend": (4096, 1024), "celery-worker": (2048, 1024), "celery-beat": (512, 128),
          "postgres": (1024, 512), "redis": (512, 256)}  # fmt: skip
MB = 1024 * 1024


def looked_at(report: Report, stack: Stack) -> None:
    """Users, roots, rights, limits, logs, networks, secrets."""
    for service in (*OURS, "postgres", "redis", "redis-cache"):
        report.check(f"{service}: hardened", lambda service=service: hardened(stack, service))
    report.check("limits and reservations are the table's", lambda: limits(stack))
    report.check("the databases have no way out", lambda: no_way_out(stack))
    report.check("only nginx is published", lambda: only_nginx(stack))
    report.check("PostgreSQL is tuned and watched", lambda: postgres(stack))
    report.check("Redis keeps the queue and forgets the rest", lambda: redis(stack))
    report.check("no secret in sight (P30)", lambda: no_secret_in_sight(stack))
    report.check("logs: lines of JSON with one id, no words of books",
                 lambda: logs_are_lines(stack, "елового леса"))  # fmt: skip


def hardened(stack: Stack, service: str) -> str:
    """User, read-only root, no rights, log rotation."""
    told = stack.inspect(service)
    host = told["HostConfig"]
    holds(host["ReadonlyRootfs"], "its root can be written")
    holds("ALL" in (host["CapDrop"] or []), "it keeps capabilities")
    holds("no-new-privileges:true" in (host["SecurityOpt"] or []), "it may gain privileges")
    log = host["LogConfig"]
    holds(
        log["Type"] == "json-file" and "max-size" in log["Config"] and "max-file" in log["Config"],
        str(log),
    )
    if service in USERS:
        uid = stack.run(service, "id", "-u").strip()
        holds(uid == USERS[service], f"uid {uid}")
    out = stack.refused(service, "touch /stack-test")
    holds("Read-only" in out or "denied" in out, f"it could write: {out}")
    return f"uid {USERS.get(service, 'of the image')}"


def limits(stack: Stack) -> None:
    """Memory in MB, limit and reservation."""
    for service, (limit, reserved) in LIMITS.items():
        host = stack.inspect(service)["HostConfig"]
        holds(host["Memory"] == limit * MB, f"{service}: limit {host['Memory'] // MB}")
        holds(
            host["MemoryReservation"] == reserved * MB,
            f"{service}: {host['MemoryReservation'] // MB}",
        )


def no_way_out(stack: Stack) -> None:
    """A connection to a documentation address must fail at once for want of a route."""
    script = "timeout 3 bash -c ': </dev/tcp/192.0.2.1/80'"
    for service in ("postgres", "redis"):
        out = stack.refused(service, script)
        holds("unreachable" in out, f"{service}: {out.strip() or 'it waited: there is a way out'}")


def only_nginx(stack: Stack) -> None:
    """No other service of the product publishes a port."""
    for name, one in stack.services().items():
        published = [p for p in one.get("Publishers") or [] if p.get("PublishedPort")]
        if name not in ("nginx", "prometheus", "alertmanager"):
            holds(not published, f"{name}: {published}")
        holds(all(p["URL"] in ("127.0.0.1", "") for p in published), f"{name}: {published}")


def _setting(stack: Stack, name: str) -> str:
    return stack.run("postgres", "psql", "-Atc", f"SHOW {name}").strip()


def postgres(stack: Stack) -> None:
    """The audit's values, and that slow statements and their counts are really there."""
    wanted = {
        "max_connections": "200", "shared_buffers": "256MB", "effective_cache_size": "1GB",
        "work_mem": "4MB", "maintenance_work_mem": "64MB", "log_min_duration_statement": "1s",
        "log_connections": "on", "log_disconnections": "on", "log_lock_waits": "on",
        "log_checkpoints": "on", "data_checksums": "on",
    }  # fmt: skip
    for name, value in wanted.items():
        holds(_setting(stack, name) == value, f"{name} = {_setting(stack, name)}")
    count = stack.run("postgres", "psql", "-Atc", "SELECT count(*) > 0 FROM pg_stat_statements")
    holds(count.strip() == "t", "no statements are counted")
    stack.run("postgres", "psql", "-Atc", "SELECT pg_sleep(1.2)")
    holds(
        "pg_sleep" in stack.compose("logs", "--tail", "50", "postgres"),
        "no slow statement in the log",
    )


def redis(stack: Stack) -> None:
    """Eviction, persistence, password; dangerous commands are gone."""
    ask = "REDISCLI_AUTH=$(cat /run/secrets/redis_password) redis-cli"
    for service, policy, kept in (
        ("redis", "noeviction", "yes"),
        ("redis-cache", "allkeys-lru", "no"),
    ):
        out = stack.run(
            service, "sh", "-c", f"{ask} config get maxmemory-policy; {ask} config get appendonly"
        )
        words = out.split()
        holds(words[1] == policy and words[3] == kept, f"{service}: {words}")
        holds(
            "NOAUTH" in stack.run(service, "sh", "-c", "redis-cli ping 2>&1"),
            "no password is asked",
        )
        holds(
            "unknown command" in stack.run(service, "sh", "-c", f"{ask} flushall 2>&1"),
            "FLUSHALL works",
        )


def no_secret_in_sight(stack: Stack) -> str:
    """No secret stands in descriptions, logs, images or process lists (P30)."""
    values = {
        file.name: file.read_text().strip()
        for file in stack.secrets.iterdir()
        if file.is_file() and file.name != "redis_exporter"
    }
    names = [one["Name"] for one in stack.services().values()]
    seen = 0
    for name in names:
        for command in (
            ["docker", "inspect", name],
            ["docker", "logs", name],
            ["docker", "top", name],
        ):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            text = done.stdout + done.stderr
            seen += len(text)
            for secret, value in values.items():
                holds(value not in text, f"{secret} in {' '.join(command)}")
    for image in ("bookreader-backend:test", "bookreader-frontend:test", "bookreader-nginx:test"):
        told = subprocess.run(
            ["docker", "history", "--no-trunc", "--format", "{{.CreatedBy}}", image],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        for secret, value in values.items():
            holds(value not in told, f"{secret} in the layers of {image}")
    return f"{len(values)} secrets, {seen // 1024} KB looked through"


def logs_are_lines(stack: Stack, words: str) -> str:
    """The back end and nginx log JSON lines with one request's id, and no words of the book."""
    lines = stack.compose("logs", "--no-log-prefix", "backend").splitlines()
    told = [json.loads(line) for line in lines if line.startswith("{")]
    ids = {one["request_id"] for one in told if "request_id" in one}
    edge = [
        json.loads(line)
        for line in stack.compose("logs", "--no-log-prefix", "nginx").splitlines()
        if line.startswith("{")
    ]
    both = ids & {one["request_id"] for one in edge}
    holds(both, "no request has one id in both logs")
    everything = stack.compose("logs", "--no-log-prefix")
    holds(words not in everything, "words of the book are in the logs")
    return f"{len(both)} requests with one id"
