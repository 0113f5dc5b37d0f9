"""Administration without the browser."""

from __future__ import annotations

import io
import json
import socket
import sqlite3
from pathlib import Path

import pytest

from bookreader import recovery
from bookreader.cli import main


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


def typed(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(words + "\n"))


def test_accounts_from_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "белый парус одинокий")
    assert main(["user", "add", "Анна"]) == 0
    typed(monkeypatch, "короткий")
    assert main(["user", "add", "Борис"]) == 2
    assert "at least 12" in capsys.readouterr().err
    typed(monkeypatch, "другой длинный пароль")
    assert main(["user", "reset-password", "анна"]) == 0
    assert main(["user", "disable", "Анна"]) == 2
    assert "last administrator" in capsys.readouterr().err
    typed(monkeypatch, "белый парус одинокий")
    assert main(["user", "add", "Борис", "--language", "en"]) == 0
    assert main(["user", "disable", "Борис"]) == 0
    capsys.readouterr()
    assert main(["user", "list"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].startswith("Анна  (administrator, since")
    assert shown[1].startswith("Борис  (reader, disabled, since")
    assert main(["user", "enable", "Борис"]) == 0
    assert main(["user", "disable", "Вера"]) == 2


def test_wrong_use_is_64(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 64
    assert main(["dance"]) == 64
    assert main(["--version"]) == 0
    capsys.readouterr()


def test_backup_and_restore(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", "saved.tar"]) == 2
    assert main(["migrate"]) == 0
    assert main(["migrate"]) == 0
    assert "up to date" in capsys.readouterr().out
    assert main(["backup", "saved.tar"]) == 0
    assert main(["restore", "saved.tar"]) == 2
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "new"))
    assert main(["restore", "saved.tar"]) == 0
    assert (tmp_path / "new" / "bookreader.db").is_file()
    monkeypatch.setenv("DATABASE_URL", "postgresql+asyncpg://nobody@127.0.0.1/none")
    assert main(["backup", "other.tar"]) == 2
    assert "embedded" in capsys.readouterr().err


def test_savings_and_proofs_are_noted(
    monkeypatch: pytest.MonkeyPatch,
    data_dir: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["migrate"]) == 0
    assert recovery.read(data_dir) == recovery.Recovery()
    assert main(["backup", "saved.tar"]) == 0
    made = recovery.read(data_dir)
    assert made.backup is not None
    assert made.restore is None
    before = sorted(p.name for p in data_dir.iterdir())
    assert main(["restore", "saved.tar", "--try"]) == 0
    assert "can be restored" in capsys.readouterr().out
    proven = recovery.read(data_dir)
    assert proven.backup == made.backup
    assert proven.restore is not None
    assert sorted(p.name for p in data_dir.iterdir()) == before
    # A damaged one proves nothing.
    with Path("saved.tar").open("r+b") as file:
        file.seek(2000)
        file.write(b"damage")
    assert main(["restore", "saved.tar", "--try"]) == 2
    assert recovery.read(data_dir) == proven
    monkeypatch.setenv("DATABASE_URL", "postgresql+asyncpg://nobody@127.0.0.1/none")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "server"))
    assert main(["note", "backup"]) == 0
    assert recovery.read(tmp_path / "server").backup is not None
    assert main(["note", "dance"]) == 64


def test_a_newer_database_is_served_if_it_fits_and_refused_if_not(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["migrate"]) == 0
    with sqlite3.connect(data_dir / "bookreader.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    assert main(["migrate"]) == 0
    assert "newer version, which this one fits" in capsys.readouterr().out
    with sqlite3.connect(data_dir / "bookreader.db") as database:
        database.execute("UPDATE schema_range SET oldest = '9999'")
    assert main(["migrate"]) == 2
    assert "newer version that this one" in capsys.readouterr().err


def test_a_taken_port_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        assert main(["serve"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_plain_http_beyond_this_machine_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOST", "0.0.0.0")  # nothing is opened: the refusal comes first
    assert main(["serve"]) == 2
    assert "ALLOW_HTTP=1" in capsys.readouterr().err


def test_openapi_is_the_same_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["openapi"]) == 0
    first = capsys.readouterr().out
    assert main(["openapi"]) == 0
    assert capsys.readouterr().out == first
    operations = [
        o["operationId"] for path in json.loads(first)["paths"].values() for o in path.values()
    ]
    assert len(operations) == len(set(operations)) > 20


def test_doctor_speaks_plainly(capsys: pytest.CaptureFixture[str]) -> None:
    main(["doctor"])
    shown = capsys.readouterr().out
    assert "data folder" in shown
    assert "bounded child: reads the sample book" in shown
