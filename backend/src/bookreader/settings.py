"""All settings, from the environment or `.env`; read only in `wiring.py` and the commands."""

from __future__ import annotations

import os
import sys
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def default_data_dir() -> Path:
    """The user's data folder for this program, never inside the checkout."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "bookreader"
    base = os.environ.get("XDG_DATA_HOME", "")
    return (Path(base) if base else Path.home() / ".local" / "share") / "bookreader"


_PLACEHOLDERS = ("replace", "changeme", "change_me", "change-me", "secret", "example", "password")
_HOW = "make secrets writes good ones"


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8").strip()
    except OSError as error:
        raise ValueError(f"{file.name} cannot be read: {error.strerror}") from None


def _with_password(url: str, file: Path | None) -> str:
    """The address with a file's password in it; raises ValueError for a placeholder or a weak one."""
    if not url or file is None:
        return url
    password = _read(file)
    if len(password) < 16 or any(word in password.lower() for word in _PLACEHOLDERS):
        raise ValueError(f"{file.name} holds no good password; {_HOW}")
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    name = (parts.username or "") if "@" in parts.netloc else ""
    return urlunsplit(parts._replace(netloc=f"{name}:{quote(password, safe='')}@{host}"))


class Settings(BaseSettings):
    """Each field is an environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, description="Port to listen on.")
    data_dir: Path = Field(
        default_factory=default_data_dir, description="Folder of the database, books and pictures."
    )
    allow_http: bool = Field(
        False, description="Listen beyond this machine without HTTPS (home network only)."
    )
    trusted_https: bool = Field(
        False, description="A proxy in front speaks HTTPS, so cookies are marked Secure."
    )
    database_url: str = Field("", description="Default: SQLite in DATA_DIR.")
    database_password_file: Path | None = Field(
        None, description="File with the password that DATABASE_URL leaves out."
    )
    database_pool: int = Field(
        5, ge=1, description="Connections of one process to a database server."
    )
    web_processes: int = Field(
        1, ge=1, le=16, description="Processes that answer requests, with servers beside them."
    )
    redis_url: str = Field("", description="Default: none, the queue lies in DATA_DIR.")
    redis_password_file: Path | None = Field(
        None, description="File with the password that REDIS_URL leaves out."
    )
    wakeups_url: str = Field("", description="Redis of the wake-ups; default: that of REDIS_URL.")
    secret_key: str = Field("", description="Default: made once, kept in DATA_DIR/secret.key.")
    secret_key_file: Path | None = Field(None, description="File that holds the key instead.")
    embedded_worker: bool = Field(True, description="Run the worker as a child of `serve`.")
    worker_threads: int = Field(3, ge=1, description="Jobs that one worker runs side by side.")
    cpu_slots: int = Field(
        max(1, (os.cpu_count() or 2) - 1), ge=1, description="CPU children at once on this host."
    )
    upload_limit_bytes: int = Field(200 * 1024 * 1024, description="Largest book file.")
    parse_memory_bytes: int = Field(1024**3, description="Memory of the parsing child.")
    parse_cpu_seconds: int = Field(60, description="CPU time of the parsing child.")
    parse_wall_seconds: int = Field(120, description="Longest wait for the parsing child.")
    describe_memory_bytes: int = Field(2 * 1024**3, description="Memory of the finding child.")
    job_lease_seconds: int = Field(30, ge=3, description="How long a silent worker keeps a job.")
    sweep_seconds: int = Field(10, ge=1, description="How often forgotten jobs are rung again.")
    access_minutes: int = Field(10, ge=1, description="Life of an access token.")
    session_days: int = Field(30, ge=1, description="Longest life of a sign-in.")
    analyser_ru: str = Field(
        "", description="Reads Russian names and sentences: slovnet, spacy:…, stanza:…, nltk:…."
    )
    analyser_en: str = Field("", description="The same for English: rules, spacy:…, nltk:….")
    llm_url: str = Field("", description="Language model for wording; its address ends in /v1.")
    llm_model: str = Field("", description="Name of that model.")
    llm_key: str = Field("", repr=False, description="Key of that address.")
    llm_key_file: Path | None = Field(None, description="File that holds the key instead.")
    llm_seconds: int = Field(60, ge=1, description="Longest wait for one answer of it.")
    safety_command: str = Field(
        "", description="Program that looks at providers' pictures; prints what is unsafe in them."
    )
    safety_seconds: int = Field(30, ge=1, description="Longest wait for its answer.")
    front_end_dir: Path | None = Field(None, description="Built front end; default: beside us.")
    log_json: bool = Field(False, description="Log lines as JSON.")
    otel_exporter_otlp_endpoint: str = Field(
        "", description="Collector of OpenTelemetry traces, over OTLP/HTTP; default: none."
    )
    metrics_from: str = Field(
        "127.0.0.0/8,::1/128", description="Networks that may read /metrics and readiness' details."
    )

    @cached_property
    def resolved_database_url(self) -> str:
        """The database address with the embedded default or the password filled in."""
        default = f"sqlite+aiosqlite:///{self.data_dir / 'bookreader.db'}"
        return _with_password(self.database_url or default, self.database_password_file)

    @cached_property
    def resolved_redis_url(self) -> str:
        """The address of Redis with its password filled in; empty without one."""
        return _with_password(self.redis_url, self.redis_password_file)

    @cached_property
    def resolved_wakeups_url(self) -> str:
        """Where open pages are woken up through; empty in the embedded mode."""
        own = _with_password(self.wakeups_url, self.redis_password_file)
        return own or self.resolved_redis_url

    @cached_property
    def resolved_secret_key(self) -> str:
        """The configured key of tokens, or nothing; raises ValueError for one that is no secret."""
        key = self.secret_key
        if self.secret_key_file is not None:
            key = _read(self.secret_key_file)
        if key and (len(key) < 32 or len(set(key)) < 10):
            raise ValueError(f"SECRET_KEY is too weak; {_HOW}")
        if any(word in key.lower() for word in _PLACEHOLDERS):
            raise ValueError(f"SECRET_KEY is still the placeholder of the example; {_HOW}")
        return key

    @cached_property
    def metrics_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """Who may read what the program counts; raises ValueError."""
        return tuple(ip_network(one.strip()) for one in self.metrics_from.split(",") if one.strip())

    @cached_property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach us."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False
