"""Puts the parts together; the only place that knows which adapter stands behind a port."""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import bookreader
from bookcore.analysers import Choice, parse_choice
from bookreader.accounts.dependencies import AccountPolicy
from bookreader.accounts.service import TokenPolicy
from bookreader.adapters.analysers_child import ChildAnalysers
from bookreader.adapters.bell_celery import CeleryBell
from bookreader.adapters.blobs_local import LocalBlobStore
from bookreader.adapters.cameos_child import ChildCameos
from bookreader.adapters.cpu_children import CpuChildren
from bookreader.adapters.host_slots import HostSlots
from bookreader.adapters.model_archive import install_model
from bookreader.adapters.painter_sketch import SketchPainter
from bookreader.adapters.providers.registry import HttpProviders
from bookreader.adapters.refiner_openai import Endpoint, OpenAiRefiner
from bookreader.adapters.safety_command import SafetyCommand
from bookreader.adapters.wakeups_redis import RedisWakeUps
from bookreader.adapters.wakeups_sqlite import SqliteWakeUps
from bookreader.kit.clock import utc_now
from bookreader.kit.db import Database
from bookreader.kit.sealing import Sealer
from bookreader.kit.trace import NoTracer, Tracer
from bookreader.ports.analysers import Analysers
from bookreader.ports.context import TaskContext
from bookreader.ports.cpu import CpuPool
from bookreader.ports.providers import SafetyModel
from bookreader.ports.refiner import Refiner
from bookreader.ports.wakeups import WakeUps
from bookreader.settings import Settings

log = logging.getLogger(__name__)


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
        await self.context.analysers.close()
        await self.context.providers.close()
        await self.context.cpu.close()
        await self.context.wakeups.close()
        await self.context.database.close()
        await self.context.tracer.close()


def secret_of(settings: Settings) -> bytes:
    """The key of tokens: configured, or made once and kept readable by its owner only."""
    if settings.resolved_secret_key:
        return settings.resolved_secret_key.encode()
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


def choices_of(settings: Settings) -> dict[str, Choice]:
    """The operator's analysers by language; raises ValueError for a setting that names none."""
    models = models_dir(settings)
    told = {"ru": settings.analyser_ru, "en": settings.analyser_en}
    found = {language: parse_choice(words, language, models) for language, words in told.items()}
    return {language: choice for language, choice in found.items() if choice is not None}


def models_dir(settings: Settings) -> Path:
    """Where installed models lie."""
    return settings.data_dir / "models"


def refiner_of(settings: Settings) -> Refiner | None:
    """The language model, if one is set; raises ValueError when only a part of it is."""
    if not settings.llm_url:
        return None
    if not settings.llm_model:
        raise ValueError("LLM_URL needs LLM_MODEL, the name of the model to ask")
    key = settings.llm_key
    if settings.llm_key_file is not None:
        try:
            key = settings.llm_key_file.read_text("utf-8").strip()
        except OSError as error:
            raise ValueError(f"LLM_KEY_FILE cannot be read: {error.strerror}") from None
    if not key.isascii() or any(c.isspace() for c in key):
        raise ValueError("the key of the language model has spaces or letters that no key has")
    try:
        return OpenAiRefiner(
            Endpoint(settings.llm_url, settings.llm_model, key, float(settings.llm_seconds))
        )
    except ValueError as error:
        raise ValueError(f"LLM_URL: {error}") from None


def tracer_of(settings: Settings) -> Tracer:
    """Where spans go: nowhere, and nothing of it is imported, unless a collector is set."""
    endpoint = settings.otel_exporter_otlp_endpoint.strip()
    if not endpoint:
        return NoTracer()
    try:
        from bookreader.adapters.tracing_otel import OtelTracer
    except ImportError:
        log.warning(
            "OTEL_EXPORTER_OTLP_ENDPOINT is set, but the extra `telemetry` is not installed: "
            "nothing is traced"
        )
        return NoTracer()
    return OtelTracer(endpoint, bookreader.__version__)


def safety_of(settings: Settings) -> SafetyModel | None:
    """The operator's program that looks at pictures; raises ValueError when it cannot be run."""
    if not settings.safety_command.strip():
        return None
    return SafetyCommand(settings.safety_command, float(settings.safety_seconds))


def analysers_of(settings: Settings, cpu: CpuPool, refiner: Refiner | None) -> Analysers:
    """The operator's choice of analysers, examined in children of that pool."""
    return ChildAnalysers(cpu, choices_of(settings), refiner)


def cpu_of(settings: Settings) -> CpuPool:
    """The children of this host."""
    return CpuChildren(settings, list(choices_of(settings).values()))


def add_model(settings: Settings, name: str, source: str, sha256: str) -> tuple[Path, str]:
    """Install a model into the folder of models; gives its folder and its engine."""
    return install_model(name, source, sha256, models_dir(settings))


def build(settings: Settings, *, setup_code: str | None = None) -> Application:
    """All parts of one process, nothing started yet."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = Database(settings.resolved_database_url, pool_size=settings.database_pool)
    cpu = cpu_of(settings)
    refiner = refiner_of(settings)
    wakeups: WakeUps = (
        RedisWakeUps(settings.resolved_wakeups_url)
        if settings.redis_url
        else SqliteWakeUps(database)
    )
    blobs = LocalBlobStore(settings.data_dir / "blobs")
    secret = secret_of(settings)
    context = TaskContext(
        database=database,
        blobs=blobs,
        bell=CeleryBell(settings),
        wakeups=wakeups,
        cpu=cpu,
        painter=SketchPainter(cpu),
        cameos=ChildCameos(cpu, blobs),
        analysers=analysers_of(settings, cpu, refiner),
        refiner=refiner,
        clock=utc_now,
        lease_seconds=settings.job_lease_seconds,
        providers=HttpProviders(),
        safety=safety_of(settings),
        sealer=Sealer(secret),
        tracer=tracer_of(settings),
        network=HostSlots(settings.data_dir / "network", max(1, settings.worker_threads - 1)),
    )
    secure = settings.on_loopback or settings.trusted_https
    policy = AccountPolicy(
        tokens=TokenPolicy(
            secret=secret,
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
