"""The `bookreader` command."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import json
import secrets
import socket
import sys
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any

import bookreader
from bookreader import saving
from bookreader.kit.clock import utc_now
from bookreader.settings import Settings

# All else is imported where it is used: health checks run this program every few seconds.
if TYPE_CHECKING:
    from bookreader.kit.db import Database

Command = Callable[[argparse.Namespace, Settings], int]
_CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class Refused(Exception):
    """The command cannot do what was asked; the message says why, in one line."""


def _shown_address(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"


async def _migrate(settings: Settings) -> str:
    from bookreader import migrations
    from bookreader.kit.db import Database
    from bookreader.wiring import database_file

    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    url = settings.resolved_database_url
    database = Database(url)
    try:
        standing = await migrations.standing(database.read_engine)
    finally:
        await database.close()
    head, current = migrations.head_revision(), standing.revision
    if standing.newer:
        if not standing.fits:
            raise Refused(
                f"the database is at revision {current}, made by a newer version that this one "
                "does not fit; start that version, or restore a backup of this one"
            )
        return f"the database is at revision {current} of a newer version, which this one fits"
    if current == head:
        return "the database is up to date"
    file = database_file(settings)
    copy = migrations.copy_before_upgrade(file, current) if file is not None else None
    await migrations.upgrade(url)
    saved = f"; the old one is kept as {copy.name}" if copy else ""
    return f"the database is at revision {head}{saved}"


def _require_free_port(settings: Settings) -> None:
    try:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((settings.host, settings.port))
    except OSError as error:
        raise Refused(
            f"port {settings.port} on {settings.host} cannot be used ({error.strerror}); "
            "stop the other program or choose another: PORT=8001 make run"
        ) from error


async def _first_code(settings: Settings) -> str | None:
    """The one-time code of the first account, needed when other machines can reach us."""
    from bookreader.accounts import service
    from bookreader.kit.db import Database

    if settings.on_loopback:
        return None
    database = Database(settings.resolved_database_url)
    try:
        async with database.read() as session:
            if await service.has_accounts(session):
                return None
    finally:
        await database.close()
    return "".join(secrets.choice(_CODE_LETTERS) for _ in range(8))


def _require_connections(settings: Settings) -> None:
    from bookreader import capacity
    from bookreader.kit.db import is_sqlite

    if is_sqlite(settings.resolved_database_url):
        return
    room = asyncio.run(capacity.room(settings))
    if not room.enough:
        raise Refused(f"the database server has {room.words()}. {capacity.ADVICE}")


def _serve(_args: argparse.Namespace, settings: Settings) -> int:
    from bookreader.kit.observe import set_up_logging
    from bookreader.serving import become_many, serve_here

    if not settings.on_loopback and not (settings.trusted_https or settings.allow_http):
        raise Refused(
            f"{settings.host} can be reached from other machines and would speak plain HTTP; "
            "put HTTPS in front and set TRUSTED_HTTPS=1, or set ALLOW_HTTP=1 in a home network"
        )
    if settings.web_processes > 1 and (settings.embedded_worker or not settings.redis_url):
        raise Refused(
            "WEB_PROCESSES above 1 is for a database server, Redis and workers of their own; "
            "leave it at 1 in the embedded mode"
        )
    _require_free_port(settings)
    set_up_logging(as_json=settings.log_json)
    print(asyncio.run(_migrate(settings)), flush=True)
    _require_connections(settings)
    code = asyncio.run(_first_code(settings))
    print(f"\n  BookReader AI is at {_shown_address(settings)}", flush=True)
    if code:
        print(f"  Code for the first account: {code}", flush=True)
    print("  Ctrl-C stops it.\n", flush=True)
    if settings.web_processes > 1:
        become_many(code)
    from bookreader.main import create_app

    serve_here(settings, create_app(settings, setup_code=code))
    return 0


def _worker(_args: argparse.Namespace, settings: Settings) -> int:
    from bookreader.worker.commands import run_worker

    return run_worker(settings)


def _beat(_args: argparse.Namespace, settings: Settings) -> int:
    from bookreader.worker.commands import run_beat

    return run_beat(settings)


def _probe(args: argparse.Namespace, settings: Settings) -> int:
    from bookreader.probe import probe

    well, says = asyncio.run(probe(args.part, settings))
    print(says)
    return 0 if well else 1


def _migrate_command(_args: argparse.Namespace, settings: Settings) -> int:
    print(asyncio.run(_migrate(settings)))
    return 0


def _openapi(_args: argparse.Namespace, settings: Settings) -> int:
    from bookreader.main import create_app

    print(json.dumps(create_app(settings).openapi(), indent=1, sort_keys=True, ensure_ascii=False))
    return 0


def _doctor(_args: argparse.Namespace, settings: Settings) -> int:
    from bookreader.doctor import examine

    findings = examine(settings)
    for finding in findings:
        print(f"{'ok ' if finding.well else 'BAD'}  {finding.name}: {finding.says}")
        if not finding.well:
            print(f"     {finding.advice}")
    return 0 if all(f.well for f in findings) else 1


def _nlp_status(args: argparse.Namespace, settings: Settings) -> int:
    from bookreader import nlp

    found = asyncio.run(nlp.examined(settings))
    print(nlp.as_json(found) if args.json else "\n".join(nlp.as_lines(found)))
    wanted = [one for one in found if one.used_for]
    return 0 if all(one.status == "ready" for one in wanted) else 1


def _nlp_install(args: argparse.Namespace, settings: Settings) -> int:
    from bookreader.wiring import add_model

    folder, engine = add_model(settings, args.name, args.source, args.sha256)
    print(f"{engine} model in {folder}")
    print(f"choose it with ANALYSER_RU={engine}:{args.name} (or ANALYSER_EN), then: nlp-status")
    return 0


def _read_password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Password (at least 12 characters): ")
    if first != getpass.getpass("Once more: "):
        raise Refused("the two passwords differ; nothing was changed")
    return first


def _with_database(
    settings: Settings, work: Callable[[Database], Coroutine[Any, Any, None]]
) -> int:
    from bookreader.kit.db import Database

    async def run() -> None:
        await _migrate(settings)
        database = Database(settings.resolved_database_url)
        try:
            await work(database)
        finally:
            await database.close()

    asyncio.run(run())
    return 0


def _user(args: argparse.Namespace, settings: Settings) -> int:
    from bookreader.accounts import service

    async def list_(database: Database) -> None:
        async with database.read() as session:
            for user in await service.list_accounts(session):
                role = "administrator" if user.is_admin else "reader"
                state = "" if user.is_active else ", disabled"
                print(f"{user.name}  ({role}{state}, since {user.created_at:%Y-%m-%d})")

    async def add(database: Database) -> None:
        user = await service.open_account(
            database,
            name=args.name,
            password=_read_password(),
            language=args.language,
            now=utc_now(),
            by_administrator=True,
        )
        print(f"{user.name} may sign in now")

    async def reset(database: Database) -> None:
        await service.reset_password(database, args.name, _read_password(), utc_now())
        print(f"{args.name} has a new password and was signed out everywhere")

    async def switch(database: Database) -> None:
        active = args.action == "enable"
        async with database.write() as session:
            await service.set_active(session, args.name, active=active, now=utc_now())
        print(f"{args.name} is {'enabled' if active else 'disabled and signed out everywhere'}")

    actions = {
        "list": list_,
        "add": add,
        "reset-password": reset,
        "disable": switch,
        "enable": switch,
    }
    return _with_database(settings, actions[args.action])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bookreader", description="Runs and looks after a BookReader AI server."
    )
    parser.add_argument("--version", action="version", version=bookreader.__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    plain: dict[str, tuple[Command, str]] = {
        "serve": (_serve, "start the server, and in the embedded mode its worker"),
        "worker": (_worker, "run jobs (production; the embedded mode does it by itself)"),
        "beat": (_beat, "ring forgotten jobs again (production)"),
        "migrate": (_migrate_command, "bring the database to this version"),
        "openapi": (_openapi, "print the HTTP interface as OpenAPI"),
        "doctor": (_doctor, "say what is wrong with this installation"),
    }
    for name, (run, words) in plain.items():
        commands.add_parser(name, help=words).set_defaults(run=run)
    status = commands.add_parser("nlp-status", help="load every analyser and say how it is doing")
    status.add_argument("--json", action="store_true", help="as one JSON object")
    status.set_defaults(run=_nlp_status)
    install = commands.add_parser("nlp-install", help="put an analyser's model into DATA_DIR")
    install.add_argument("name", help="what the settings will call it")
    install.add_argument("--from", dest="source", required=True, help="archive, folder or address")
    install.add_argument("--sha256", default="", help="its hash; an address needs it")
    install.set_defaults(run=_nlp_install)
    probed = commands.add_parser("probe", help="say whether a part that runs here is well")
    probed.add_argument("part", choices=("web", "worker", "beat"))
    probed.set_defaults(run=_probe)
    user = commands.add_parser("user", help="accounts without the browser")
    actions = user.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", help="all accounts")
    for name, words in (
        ("add", "open an account; the password is asked for or read from the input"),
        ("reset-password", "set a new password and end all sessions"),
        ("disable", "take an account's access away"),
        ("enable", "give it back"),
    ):
        action = actions.add_parser(name, help=words)
        action.add_argument("name")
        if name == "add":
            action.add_argument("--language", choices=("ru", "en"), default="ru")
    user.set_defaults(run=_user)
    saving.add_to(commands)
    return parser


def _is_refusal(error: Exception) -> bool:
    from bookreader.backup import BackupError
    from bookreader.kit.problem import AppError

    return isinstance(error, Refused | BackupError | AppError | ValueError)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 not well, 2 refused, 64 wrong use."""
    try:
        args = _parser().parse_args(argv)
    except SystemExit as end:
        return 64 if end.code == 2 else int(end.code or 0)
    try:
        return int(args.run(args, Settings()))
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if not _is_refusal(error):
            raise
        print(f"bookreader: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
