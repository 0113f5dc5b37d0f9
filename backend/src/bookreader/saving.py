"""The commands that save, restore, prove a backup, and note that it was done by other means."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Any, Literal

from bookreader import recovery
from bookreader.backup import BackupError, back_up, restore
from bookreader.kit.clock import utc_now
from bookreader.settings import Settings


def add_to(commands: Any) -> None:
    """Make them known to the command line."""
    backup = commands.add_parser(
        "backup", help="save database and books into one file, read back and compared"
    )
    backup.add_argument("file", type=Path)
    backup.set_defaults(run=_backup)
    restored = commands.add_parser("restore", help="restore such a file into an empty DATA_DIR")
    restored.add_argument("file", type=Path)
    restored.add_argument(
        "--try",
        dest="trial",
        action="store_true",
        help="restore it into a folder of its own and throw that away: a proof",
    )
    restored.set_defaults(run=_restore)
    noted = commands.add_parser(
        "note", help="note that a backup was made, or proven by restoring it, by other means"
    )
    noted.add_argument("what", choices=(recovery.BACKUP, recovery.RESTORE))
    noted.set_defaults(run=_note_command)


def _require_embedded(settings: Settings) -> None:
    from bookreader.wiring import database_file

    if database_file(settings) is None:
        raise BackupError("this command is for the embedded database; use your server's own backup")


def _backup(args: argparse.Namespace, settings: Settings) -> int:
    _require_embedded(settings)
    report = back_up(settings.data_dir, args.file, utc_now())
    _note(settings, "backup")
    print(
        f"saved and read back: {report.books} books, {report.files} files, {report.bytes} bytes "
        f"in {args.file}"
    )
    return 0


def _restore(args: argparse.Namespace, settings: Settings) -> int:
    if args.trial:
        return _prove(args.file, settings)
    _require_embedded(settings)
    report = restore(args.file, settings.data_dir)
    _note(settings, "restore")
    print(f"restored: {report.books} books, {report.files} files into {settings.data_dir}")
    return 0


def _prove(file: Path, settings: Settings) -> int:
    from bookreader import migrations

    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix=".trial-", dir=settings.data_dir) as folder:
        target = Path(folder) / "data"
        report = restore(file, target)
        asyncio.run(migrations.upgrade(f"sqlite+aiosqlite:///{target / 'bookreader.db'}"))
    _note(settings, "restore")
    print(f"it can be restored: {report.books} books, {report.files} files; nothing was changed")
    return 0


def _note(settings: Settings, what: Literal["backup", "restore"]) -> None:
    try:
        recovery.note(settings.data_dir, what, utc_now())
    except OSError as error:
        # What was done is done; that it is told to nobody is for the alert to say.
        print(f"it could not be noted in {settings.data_dir}: {error.strerror}", file=sys.stderr)


def _note_command(args: argparse.Namespace, settings: Settings) -> int:
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    _note(settings, args.what)
    print(f"noted: {args.what}, {utc_now():%Y-%m-%d %H:%M} UTC")
    return 0
