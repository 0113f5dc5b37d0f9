"""How the analysers are doing: in the terminal, on the administrator's page, for machines."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from bookcore.analysers import Choice
from bookreader.cli import main
from bookreader.settings import Settings
from bookreader.wiring import choices_of, refiner_of
from tests.bookcore.analysers.engines import spacy_model
from tests.bookreader.llm_server import LlmServer, fault
from tests.bookreader.webapp import served

ANSWER = json.dumps({"attributes": ["tall old man"], "caption": "A tall old man."})


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, str]]:
    return {one["name"]: one for one in json.loads(capsys.readouterr().out)["analysers"]}


def test_without_any_setting_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nlp-status", "--json"]) == 0
    found = told(capsys)
    assert {"built-in Russian", "built-in English", "slovnet", "rules"} <= set(found)
    assert all(one["status"] == "ready" for one in found.values() if one["used_for"])
    assert found["LLM"]["status"] == found["Stanza"]["status"] == "not installed"
    assert main(["nlp-status"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("finder ")
    assert any(line.startswith("ready") and "built-in Russian" in line for line in lines)


def test_an_installed_model_is_loaded_where_it_will_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    model = spacy_model(tmp_path / "made", "ru")
    archive = tmp_path / "model.zip"
    with zipfile.ZipFile(archive, "w") as made:
        for file in model.rglob("*"):
            made.write(file, Path("ru_x") / file.relative_to(model))
    assert main(["nlp-install", "mine", "--from", str(archive)]) == 0
    assert "ANALYSER_RU=spacy:mine" in capsys.readouterr().out
    assert main(["nlp-install", "mine", "--from", str(archive)]) == 2
    assert "there already" in capsys.readouterr().err
    monkeypatch.setenv("ANALYSER_RU", "spacy:mine")
    assert main(["nlp-status", "--json"]) == 0
    mine = told(capsys)["spaCy (ru)"]
    assert mine["status"] == "ready"
    assert mine["used_for"] == "names and sentences, Russian"
    (tmp_path / "data" / "models" / "mine" / "config.cfg").write_text("[nlp]\n")
    assert main(["nlp-status"]) == 1
    assert "failed: " in capsys.readouterr().out


def test_a_missing_model_is_told_and_the_doctor_knows(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ANALYSER_EN", "stanza:/nowhere")
    assert main(["nlp-status", "--json"]) == 1
    assert told(capsys)["Stanza (en)"]["status"] == "not installed"
    main(["doctor"])
    shown = capsys.readouterr().out
    assert "BAD  Stanza (en): not installed" in shown
    assert "ok   built-in English: ready" in shown


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("ANALYSER_RU", "spaci:x", "no analyser"),
        ("ANALYSER_EN", "slovnet", "reads ru"),
        ("LLM_URL", "http://127.0.0.1:1/v1", "LLM_MODEL"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_at_once(
    name: str,
    value: str,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(name, value)
    assert main(["nlp-status"]) == 2
    assert says in capsys.readouterr().err


def test_the_model_of_a_server_and_its_key(tmp_path: Path) -> None:
    assert refiner_of(Settings()) is None
    key = tmp_path / "key"
    key.write_text("sk-1\n")
    settings = Settings(llm_url="http://h/v1", llm_model="m", llm_key_file=key)
    model = refiner_of(settings)
    assert model is not None
    assert model.name == "llm:m"
    for wrong in (
        {"llm_url": "ftp://h"},
        {"llm_key_file": tmp_path / "none"},
        {"llm_key_file": None, "llm_key": "two words"},
    ):
        with pytest.raises(ValueError, match=r"LLM_|key"):
            refiner_of(settings.model_copy(update=wrong))
    assert "sk-1" not in repr(settings.model_copy(update={"llm_key": "sk-1"}))


def test_choices_follow_the_settings(data_dir: Path) -> None:
    (data_dir / "models" / "mine").mkdir(parents=True)
    settings = Settings(analyser_ru="spacy:mine", analyser_en="rules")
    assert choices_of(settings) == {
        "ru": Choice("spacy", "ru", str(data_dir / "models" / "mine")),
        "en": Choice("rules", "en"),
    }


async def test_the_administrator_sees_them(tmp_path: Path, database_url: str) -> None:
    with LlmServer().running() as server:
        server.plan = [ANSWER]
        more = {"llm_url": server.url, "llm_model": "m", "analyser_ru": "stanza:/nowhere"}
        async with served(tmp_path / "data", database_url, **more) as browser:
            details = (await browser.ask("GET", "/readyz")).json()
            assert details["analysers"]["Stanza (ru)"] == "not installed"
            assert details["analysers"]["LLM"] == "ready"
            assert server.seen == []  # a look at the health asks nobody
            await browser.open_account()
            changed = await browser.ask(
                "PATCH", "/api/admin/server", json={"registration_open": False}
            )
            assert {one["name"] for one in changed.json()["analysers"]} >= {"LLM", "slovnet"}
            for _ in range(2):
                shown = (await browser.ask("GET", "/api/admin/server")).json()["analysers"]
                by_name = {one["name"]: one for one in shown}
                assert by_name["Stanza (ru)"]["status"] == "not installed"
                assert by_name["LLM"]["status"] == "ready"
                assert by_name["LLM"]["detail"] == "answers as asked"
            assert len(server.seen) == 1
            metrics = (await browser.ask("GET", "/metrics")).text
            assert "bookreader_chapters_fallen_back 0.0" in metrics


async def test_a_language_model_that_talks_is_told(tmp_path: Path, database_url: str) -> None:
    with LlmServer().running() as server:
        server.plan = ["Certainly! Here is a caption."]
        more = {"llm_url": server.url, "llm_model": "m"}
        async with served(tmp_path / "data", database_url, **more) as browser:
            await browser.open_account()
            shown = (await browser.ask("GET", "/api/admin/server")).json()["analysers"]
            [llm] = [one for one in shown if one["name"] == "LLM"]
            assert llm["status"] == "failed"
            assert "not JSON" in llm["detail"]


async def test_nobody_waits_for_a_slow_one(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bookreader.accounts.routes._PATIENCE_SECONDS", 0.2)
    with LlmServer().running() as server:
        server.plan = [server.hang, fault(500)]
        more = {"llm_url": server.url, "llm_model": "m", "llm_seconds": 2}
        async with served(tmp_path / "data", database_url, **more) as browser:
            await browser.open_account()
            shown = (await browser.ask("GET", "/api/admin/server")).json()["analysers"]
            [llm] = [one for one in shown if one["name"] == "LLM"]
            assert llm["detail"] == "set up; not asked yet"
            server.released.set()
