"""Answers written out by hand from each provider's documents, with their dates, and their meaning."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bookreader.ports import providers as port
from tests.simulator import Options, Simulator
from tests.simulator.cases import CASES
from tests.simulator.painting import picture

FILES = sorted((Path(__file__).parent / "golden").glob("*.json"))
BY_NAME = {case.name: case for case in CASES}
PNG = picture("pattern", "golden", 0, 48, 32)
JPEG = picture("pattern", "golden", 0, 48, 32, "jpeg")
UUID = "0f1c9f0a-4a39-4bb8-9d2a-3f8f6b1d2c3e"


def answers() -> list[Any]:
    rows = []
    for file in FILES:
        told = json.loads(file.read_text("utf-8"))
        assert told["written"] >= "2026-11-26"
        assert told["from"]
        rows += [
            pytest.param(BY_NAME[told["case"]], answer, id=f"{file.stem}: {answer['what']}")
            for answer in told["answers"]
        ]
    return rows


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    with Simulator(Options(paint="pattern")).running() as running:
        yield running


def test_every_wire_format_has_its_answers() -> None:
    kinds = {BY_NAME[json.loads(file.read_text())["case"]].kind for file in FILES}
    assert kinds == {case.kind for case in CASES}


@pytest.mark.parametrize(("case", "answer"), answers())
async def test_an_answer_means_what_its_document_says(
    simulator: Simulator, monkeypatch: pytest.MonkeyPatch, case: Any, answer: dict[str, Any]
) -> None:
    monkeypatch.setattr("bookreader.adapters.providers.comfyui.uuid4", lambda: UUID)
    simulator.state.reset()
    step = {
        "fault": "raw", "status": answer["status"], "headers": answer.get("headers", {}),
        "type": answer.get("type", "application/json"),
        "body": base64.b64encode(body_of(answer["body"])).decode(),
    }  # fmt: skip
    simulator.state.plan([step], answer.get("route", case.route))
    request = case.request()
    if "error" not in answer:
        result = await case.provider(simulator.url).generate(request)
        assert result.data in (PNG, JPEG)
        for name, value in answer["result"].items():
            assert getattr(result, name) == value, name
        return
    wanted = dict(answer["error"])
    with pytest.raises(getattr(port, wanted.pop("type"))) as caught:
        await case.provider(simulator.url).generate(request)
    for name, value in wanted.items():
        assert getattr(caught.value, name) == value, name


def body_of(told: Any) -> bytes:
    if told == "{{jpeg}}":
        return JPEG
    text = told if isinstance(told, str) else json.dumps(told)
    packed = base64.b64encode(PNG).decode()
    return text.replace("{{png}}", packed).replace("{{id}}", UUID).encode()
