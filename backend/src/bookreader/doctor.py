"""What is wrong with this installation, in plain words."""

from __future__ import annotations

import asyncio
import importlib.util
import io
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from sqlalchemy.exc import SQLAlchemyError

from bookreader import capacity, front_end, migrations, nlp
from bookreader.settings import Settings
from bookreader.wiring import database_file, safety_of

_LOW_SPACE = 1024**3


@dataclass(frozen=True, slots=True)
class Finding:
    """One checked thing; `advice` says what to do when it is not well."""

    name: str
    well: bool
    says: str
    advice: str = ""


def _data_folder(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
    except OSError as error:
        yield Finding(
            "data folder",
            False,
            f"{folder}: {error.strerror}",
            "Set DATA_DIR to a folder you may write.",
        )
        return
    free = shutil.disk_usage(folder).free
    says = f"{folder}, {free // 2**20} MB free"
    yield Finding(
        "data folder", free > _LOW_SPACE, says, "Less than 1 GB is left; uploads may be refused."
    )


def _database(settings: Settings) -> Iterator[Finding]:
    file = database_file(settings)
    if file is None:
        yield from _database_server(settings)
        return
    if not file.exists():
        yield Finding("database", True, "none yet; it is made at the first start")
        return
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        whole = connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        yield Finding("database", False, str(error), "Restore a backup: `bookreader restore FILE`.")
        return
    finally:
        connection.close()
    yield Finding("database", whole, "whole" if whole else "damaged", "Restore a backup.")
    current = row is not None and row[0] == migrations.head_revision()
    yield Finding(
        "schema",
        current,
        "up to date" if current else "from another version of the program",
        "Run `bookreader migrate` (or `make run`, which does it).",
    )


def _database_server(settings: Settings) -> Iterator[Finding]:
    try:
        room = asyncio.run(capacity.room(settings))
    except (OSError, SQLAlchemyError) as error:
        advice = "See whether it runs, and DATABASE_URL and DATABASE_PASSWORD_FILE."
        yield Finding("database", False, f"does not answer: {type(error).__name__}", advice)
        return
    yield Finding("database", True, "a server that answers; `bookreader migrate` tells its schema")
    yield Finding("connections", room.enough, room.words(), capacity.ADVICE)


def _parts(settings: Settings) -> Iterator[Finding]:
    right = sys.version_info >= (3, 11)
    yield Finding("Python", right, sys.version.split()[0], "Python 3.11 or newer is needed.")
    folder = front_end.front_end_dir(settings.front_end_dir)
    built = (folder / "index.html").is_file()
    yield Finding("pages", built, "built" if built else "not built", "Run `make setup`.")
    models = importlib.util.find_spec("natasha") is not None
    yield Finding(
        "Russian word models", models, "there" if models else "missing", "Run `make setup`."
    )


def _child() -> Finding:
    from bookcore.bounded import Bounds, Child
    from bookcore.errors import BookError

    sample = Path(__file__).parent / "library" / "samples" / "sample_ru.fb2"
    try:
        with Child(Bounds()) as child:
            answers = list(
                child.ask({"op": "parse", "source": str(sample), "out": str(child.folder / "out")})
            )
    except BookError as error:
        return Finding(
            "bounded child", False, error.message, "Books cannot be read in; see the log."
        )
    return Finding("bounded child", bool(answers), "reads the sample book")


def _analysers(settings: Settings) -> Iterator[Finding]:
    try:
        found = asyncio.run(nlp.examined(settings))
    except ValueError as error:
        yield Finding("analysers", False, str(error), "See docs/operate/analysers.md.")
        return
    for one in found:
        if one.used_for:
            says = f"{one.in_words()} ({one.used_for})"
            yield Finding(
                one.name, one.status == "ready", says, "The built-in parts do its work meanwhile."
            )


def _safety(settings: Settings) -> Iterator[Finding]:
    advice = "Providers' pictures are withheld meanwhile; see docs/operate/safety.md."
    try:
        model = safety_of(settings)
        if model is None:
            return
        blank = io.BytesIO()
        Image.new("RGB", (256, 256), "white").save(blank, "PNG")
        found = asyncio.run(model.look(blank.getvalue(), "image/png"))
    except Exception as error:  # whatever stands behind the port
        yield Finding("safety program", False, str(error) or type(error).__name__, advice)
        return
    says = f"{model.name}: calls a white picture {', '.join(found) or 'safe'}"
    yield Finding("safety program", not found, says, advice)


def examine(settings: Settings) -> list[Finding]:
    """All findings, the well ones too."""
    found = list(_parts(settings))
    found += _data_folder(settings)
    found += _database(settings)
    found.append(_child())
    found += _analysers(settings)
    found += _safety(settings)
    if not settings.on_loopback:
        safe = settings.trusted_https or settings.allow_http
        found.append(
            Finding(
                "address",
                safe,
                f"{settings.host} is reachable from other machines",
                "Put HTTPS in front and set TRUSTED_HTTPS=1, or ALLOW_HTTP=1 in a home network.",
            )
        )
    return found
