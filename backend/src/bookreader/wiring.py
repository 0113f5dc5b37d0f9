"""Puts the parts together; the only place that knows which adapter stands behind a port."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bookreader.accounts.dependencies import AccountPolicy
from bookreader.accounts.service import TokenPolicy
from bookreader.adapters.bell_celery import CeleryBell
from bookreader.adapters.blobs_local import LocalBlobStore
from bookreader.adapters.cpu_children import CpuChildren
from bookreader.adapters.painter_sketch import SketchPainter
from bookreader.adapters.wakeups_redis import RedisWakeUps
from bookreader.adapters.wakeups_sqlite import SqliteWakeUps
from bookreader.kit.clock import utc_now
from bookreader.kit.db import Database
from bookreader.ports.context import TaskContext
from bookreader.ports.wakeups import WakeUps
from bookreader.settings import Settings


@dataclass(slots=True)
class Application:
    """One process's parts and their end."""

    settings: Settings
    context: TaskContext
    policy: AccountPolicy
    draining: bool = False
    worker_status: Callable[[], str] = field(default=lambda: "not started here")

    async def close(self) -> None:
        """Let go of children, connections and listeners."""
        await self.context.cpu.close()
        await self.context.wakeups.close()
        await self.context.database.close()


def secret_of(settings: Settings) -> bytes:
    """The key of tokens: configured, or made once and kept readable by its owner only."""
    if settings.secret_key:
        if len(settings.secret_key) < 32:
            raise ValueError("SECRET_KEY needs at least 32 characters")
        return settings.secret_key.encode()
    path = settings.data_dir / "secret.key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(path.read_text().strip())
    key = secrets.token_bytes(32)
    with os.fdopen(handle, "w") as file:
        file.write(key.hex())
        file.flush()
        os.fsync(file.fileno())
    return key


def build(settings: Settings, *, setup_code: str | None = None) -> Application:
    """All parts of one process, nothing started yet."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = Database(settings.resolved_database_url)
    cpu = CpuChildren(settings)
    wakeups: WakeUps = (
        RedisWakeUps(settings.redis_url) if settings.redis_url else SqliteWakeUps(database)
    )
    context = TaskContext(
        database=database,
        blobs=LocalBlobStore(settings.data_dir / "blobs"),
        bell=CeleryBell(settings),
        wakeups=wakeups,
        cpu=cpu,
        painter=SketchPainter(cpu),
        clock=utc_now,
        lease_seconds=settings.job_lease_seconds,
    )
    secure = settings.on_loopback or settings.trusted_https
    policy = AccountPolicy(
        tokens=TokenPolicy(
            secret=secret_of(settings),
            access_life=timedelta(minutes=settings.access_minutes),
            session_life=timedelta(days=settings.session_days),
        ),
        secure_cookies=secure,
        setup_code=setup_code,
        upload_limit_bytes=settings.upload_limit_bytes,
        plain_http=not secure,
    )
    return Application(settings=settings, context=context, policy=policy)


def database_file(settings: Settings) -> Path | None:
    """The SQLite file, or None when the database is a server."""
    prefix = "sqlite+aiosqlite:///"
    url = settings.resolved_database_url
    return Path(url.removeprefix(prefix)) if url.startswith(prefix) else None
