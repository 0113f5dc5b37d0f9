"""All settings, from the environment or `.env`; read only in `wiring.py` and the commands."""

from __future__ import annotations

import os
import sys
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def default_data_dir() -> Path:
    """The user's data folder for this program, never inside the checkout."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "bookreader"
    base = os.environ.get("XDG_DATA_HOME", "")
    return (Path(base) if base else Path.home() / ".local" / "share") / "bookreader"


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
    redis_url: str = Field("", description="Default: none, the queue lies in DATA_DIR.")
    secret_key: str = Field("", description="Default: made once, kept in DATA_DIR/secret.key.")
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

    @cached_property
    def resolved_database_url(self) -> str:
        """The database address with the embedded default filled in."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'bookreader.db'}"

    @cached_property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach us."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False
