"""The simulator itself: plans, bills, the log, and the command."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
from PIL import Image

from tests.simulator import FAULTS, Options, Simulator
from tests.simulator.faults import Plan

BACKEND = Path(__file__).resolve().parents[2]


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    with Simulator(Options(paint="pattern")).running() as running:
        yield running


def call(url: str, body: Any = None, **headers: str) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        told = answer.read()
    return json.loads(told) if told[:1] in (b"{", b"[") else told


def test_steps_come_in_order_and_then_all_goes_well() -> None:
    plan = Plan([{"fault": "ok", "times": 2}, "server_error", {"fault": "hang", "billed": True}])
    steps = [plan.next() for _ in range(5)]
    assert [step.fault for step in steps] == ["ok", "ok", "server_error", "hang", "ok"]
    assert [step.billed for step in steps] == [True, True, False, True, True]


def test_some_pictures_and_then_no_more(simulator: Simulator) -> None:
    steps = [{"fault": "ok", "times": 3}, {"fault": "rate_limited", "forever": True}]
    call(f"{simulator.url}/__sim/plan", {"steps": steps})
    statuses = []
    for number in range(6):
        try:
            call(f"{simulator.url}/v1/images/generations", {"prompt": f"hut {number}"})
            statuses.append(200)
        except HTTPError as error:
            statuses.append(error.code)
    assert statuses == [200, 200, 200, 429, 429, 429]
    assert call(f"{simulator.url}/__sim/billed")["count"] == 3


def test_a_repeated_key_is_charged_once_and_gets_the_same_picture(simulator: Simulator) -> None:
    url = f"{simulator.url}/v1/images/generations"
    first, again, other = (
        call(url, {"prompt": "hut", "size": "64x64"}, **{"Idempotency-Key": key})["data"]
        for key in ("a", "a", "b")
    )
    assert first == again
    assert first != other
    assert call(f"{simulator.url}/__sim/billed")["count"] == 2


def test_two_at_once_with_one_key_are_one_picture(simulator: Simulator) -> None:
    url = f"{simulator.url}/v1/images/generations"
    body = {"prompt": "hut", "size": "1024x1024"}
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(call, url, body, **{"Idempotency-Key": "a"}) for _ in range(8)]
        pictures = {task.result()["data"][0]["b64_json"] for task in asked}
    assert len(pictures) == 1
    assert call(f"{simulator.url}/__sim/billed")["count"] == 1


def test_the_nearest_plan_counts(simulator: Simulator) -> None:
    simulator.state.plan([{"fault": "server_error", "forever": True}])
    simulator.state.plan([{"fault": "ok", "forever": True}], "a1111")
    assert call(f"{simulator.url}/sdapi/v1/txt2img", {"prompt": "hut", "width": 64, "height": 64})
    with pytest.raises(HTTPError):
        call(f"{simulator.url}/v1/images/generations", {"prompt": "hut"})


def test_the_log_holds_no_key(simulator: Simulator) -> None:
    header = "Bearer sk-secret"
    call(f"{simulator.url}/v1/images/generations", {"prompt": "hut"}, Authorization=header)
    told = call(f"{simulator.url}/__sim/log")
    assert "sk-secret" not in json.dumps(told)
    [seen] = told["requests"]
    assert seen["keys"] == {"authorization": hashlib.sha256(header.encode()).hexdigest()}
    assert (seen["prompt"], seen["fault"], seen["ended"]) == ("hut", "ok", "answered")
    assert told["in_flight"] == 0


def test_wrong_orders_are_refused(simulator: Simulator) -> None:
    for path, body in (
        ("plan", {"steps": ["no such fault"]}), ("plan", {}), ("options", {"colour": "red"}),
    ):  # fmt: skip
        with pytest.raises(HTTPError) as caught:
            call(f"{simulator.url}/__sim/{path}", body)
        assert caught.value.code == 422


def test_pictures_depend_on_the_words_and_the_seed(simulator: Simulator) -> None:
    def drawn(prompt: str, seed: int) -> bytes:
        path = f"/prompt/{prompt}?width=96&height=64&seed={seed}"
        return bytes(call(simulator.url + path))

    for paint in ("pattern", "sketch"):
        call(f"{simulator.url}/__sim/options", {"paint": paint})
        one = drawn("forest", 1)
        assert one == drawn("forest", 1)
        assert len({one, drawn("forest", 2), drawn("river", 1)}) == 3
        assert Image.open(io.BytesIO(one)).size == (96, 64)


def test_every_fault_is_told_and_reset_forgets(simulator: Simulator) -> None:
    assert call(f"{simulator.url}/__sim/faults") == FAULTS
    call(f"{simulator.url}/__sim/plan", {"steps": ["server_error"]})
    call(f"{simulator.url}/__sim/options", {"latency": 3})
    call(f"{simulator.url}/__sim/reset", {})
    assert simulator.state.options == Options(paint="pattern")
    assert call(f"{simulator.url}/prompt/hut?width=64&height=64")


def test_the_command_says_where_it_listens() -> None:
    command = [sys.executable, "-m", "tests.simulator", "--port", "0", "--paint", "pattern"]
    environment = {"PYTHONPATH": f"{BACKEND / 'src'}:{BACKEND}", "PATH": "/usr/bin:/bin"}
    with subprocess.Popen(
        command, cwd=BACKEND, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().split()[-1]
            assert call(f"{url}/__sim/billed") == {"count": 0, "pictures": []}
        finally:
            process.terminate()
