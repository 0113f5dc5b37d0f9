"""Every provider, every fault of its server: one request, and the error that the port promises."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass
from typing import Any

import pytest

from bookreader.ports.providers import (
    AuthError,
    BadImage,
    BadRequest,
    ProviderError,
    QuotaError,
    RateLimited,
    Refused,
    Transient,
)
from tests.simulator import FAULTS, Simulator
from tests.simulator.cases import BASIC, CASES, KEY, PROMPT, Case

DAY = 86_400.0
SHORT = 0.3


@dataclass(frozen=True, slots=True)
class Expected:
    """How an attempt ends; without an error it ends with a picture."""

    error: type[ProviderError] | None = None
    ambiguous: bool | None = None
    retry_after: tuple[float, float] | None = None
    stage: str = ""
    billed: bool | None = None


DREW = Expected()
NO_PICTURE = Expected(BadImage)
ON_THE_WAY = Expected(Transient, ambiguous=True)
AWAY = Expected(Transient, ambiguous=False)
NO_CREDIT = Expected(QuotaError)
WRONG = Expected(BadRequest)
QUEUE = Expected(RateLimited, retry_after=(60, 60))

EVERYWHERE: dict[str, Expected] = {
    "ok": DREW,
    "unauthorised": Expected(AuthError),
    "forbidden": Expected(AuthError),
    "payment": NO_CREDIT,
    "queue_full": NO_CREDIT,
    "no_credit": NO_CREDIT,
    "rate_limited": Expected(RateLimited),
    "rate_limited_seconds": Expected(RateLimited, retry_after=(2, 2)),
    "rate_limited_date": Expected(RateLimited, retry_after=(80, 95)),
    "rate_limited_huge": Expected(RateLimited, retry_after=(DAY, DAY)),
    "not_found": WRONG,
    "too_long": WRONG,
    "bad_request": WRONG,
    "refused_input": Expected(Refused, stage="input", billed=False),
    "refused_output": Expected(Refused, stage="output", billed=True),
    "server_error": AWAY,
    "bad_gateway": ON_THE_WAY,
    "unavailable": AWAY,
    "gateway_timeout": ON_THE_WAY,
    "redirect": AWAY,
    "hang": ON_THE_WAY,
    "drip": ON_THE_WAY,
    "dropped": ON_THE_WAY,
    "reset": ON_THE_WAY,
    "short_body": ON_THE_WAY,
    "oversized": NO_PICTURE,
    "packed": ON_THE_WAY,
    "html": NO_PICTURE,
    "html_as_image": NO_PICTURE,
    "json_error": NO_PICTURE,
    "empty": NO_PICTURE,
    "empty_data": NO_PICTURE,
    "garbage": NO_PICTURE,
    "raw": NO_PICTURE,
    "wrong_type": DREW,
    # Whole pictures by their first bytes: what is wrong with them is found where they are decoded.
    "truncated": DREW,
    "bomb": DREW,
    "wrong_size": DREW,
    "duplicate": DREW,
    "placeholder": DREW,
    "wrong_model": DREW,
    # A PNG of that size is too short for any picture; a JPEG is not, and falls at the gate.
    "one_pixel": NO_PICTURE,
}
# None: no such answer is known of that format.
OF_FORMAT: dict[str, dict[str, Expected | None]] = {
    "openai": {
        "url_same_host": DREW, "url_other_host": NO_PICTURE, "url_missing": NO_PICTURE,
        "url_redirect": NO_PICTURE,
    },
    "gateway": {
        "queue_full": QUEUE, "bad_gateway": AWAY, "wrong_type": NO_PICTURE, "one_pixel": DREW,
        "refused_output": Expected(Refused, stage="input"),
    },
    "legacy": {
        "payment": QUEUE, "queue_full": QUEUE, "one_pixel": DREW, "wrong_type": NO_PICTURE, "refused_output": Expected(Refused, stage="input"),
    },
    "gemini": {"payment": None, "queue_full": None, "no_credit": None},
    "a1111": {
        "no_credit": None, "refused_input": None, "refused_output": None,
    },
    "comfyui": {
        "no_credit": None, "refused_input": None, "refused_output": None,
        "failed_drawing": AWAY,
    },
}  # fmt: skip


def expectations() -> list[Any]:
    rows = []
    for case in CASES:
        table = EVERYWHERE | OF_FORMAT[case.format]
        rows += [
            pytest.param(case, fault, expected, id=f"{case}-{fault}")
            for fault, expected in table.items()
            if expected is not None
        ]
    return rows


def test_every_fault_is_tried_at_some_provider() -> None:
    tried = {fault for table in (EVERYWHERE, *OF_FORMAT.values()) for fault in table}
    assert tried == set(FAULTS)


@pytest.mark.parametrize(("case", "fault", "expected"), expectations())
async def test_one_request_and_the_error_it_means(
    simulator: Simulator,
    caplog: pytest.LogCaptureFixture,
    case: Case,
    fault: str,
    expected: Expected,
) -> None:
    caplog.set_level(logging.INFO)
    simulator.state.plan([fault], case.route)
    late = fault in ("hang", "drip")
    request = case.request(deadline=SHORT if late else 20.0)
    provider = case.provider(simulator.url)
    begun = time.monotonic()
    try:
        result = await provider.generate(request)
    except ProviderError as error:
        told: ProviderError | None = error
    else:
        told = None
        assert result.data
        assert result.mime.startswith("image/")
    assert time.monotonic() - begun < (SHORT + 2 if late else 30)
    check(told, expected)
    drew = [seen for seen in simulator.state.log if seen.route == case.route]
    assert len(drew) == 1, "an adapter makes one attempt"
    await all_ended(simulator)
    logged = "".join(record.getMessage() for record in caplog.records)
    shown = f"{told}{told!r}{provider!r}{logged}"
    assert told is None or str(told), "an error says what it is"
    for secret in (KEY, BASIC, PROMPT, "ferryman", simulator.url, str(simulator.port)):
        assert secret not in shown


def check(told: ProviderError | None, expected: Expected) -> None:
    assert type(told) is (expected.error or type(None)), told
    if isinstance(told, Transient):
        assert told.ambiguous is expected.ambiguous
        assert told.billed is expected.ambiguous
    if isinstance(told, RateLimited):
        if expected.retry_after is None:
            assert told.retry_after is None
        else:
            low, high = expected.retry_after
            assert told.retry_after is not None
            assert low <= told.retry_after <= high
    if isinstance(told, Refused):
        assert told.stage == expected.stage
    if expected.billed is not None:
        assert told is not None
        assert told.billed is expected.billed


async def arrived(simulator: Simulator, route: str) -> None:
    """The request has come, and the client waits."""
    for _ in range(500):
        if any(seen.route == route for seen in simulator.state.log):
            await asyncio.sleep(0.05)
            return
        await asyncio.sleep(0.01)
    raise AssertionError("no request came")


async def all_ended(simulator: Simulator) -> None:
    """No request is left in flight, at the latest a moment after."""
    for _ in range(200):
        if all(seen.ended for seen in simulator.state.log):
            return
        await asyncio.sleep(0.01)
    raise AssertionError("a request is still being answered")


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_what_is_cancelled_is_left_nowhere(simulator: Simulator, case: Case) -> None:
    step = {"fault": "ok", "seconds": 30} if case.format == "comfyui" else {"fault": "hang"}
    simulator.state.plan([step], case.route)
    asked = asyncio.create_task(case.provider(simulator.url).generate(case.request()))
    await arrived(simulator, case.route)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    await all_ended(simulator)
    if case.format == "comfyui":
        [job] = simulator.state.jobs.values()
        assert job.cancelled
        assert [seen.route for seen in simulator.state.log][-2:] == [
            "comfyui.queue", "comfyui.interrupt",
        ]  # fmt: skip
    else:
        assert [seen.ended for seen in simulator.state.log] == ["gone"]


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_nothing_is_ever_followed(
    simulator: Simulator, other: Simulator, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    other.state.reset()
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.setenv(name, other.url)
    there = f"{other.url}/files/a.png"
    steps = [{"fault": "redirect", "to": there}]
    if case.format == "openai":
        steps += [
            {"fault": "url_other_host", "to": there},
            {"fault": "url_other_host", "to": simulator.url.replace("127.0.0.1", "localhost")},
            {"fault": "url_other_host", "to": "file:///etc/passwd"},
            {"fault": "url_redirect", "to": there},
        ]
    simulator.state.plan(steps, case.route)
    for _ in steps:
        with pytest.raises(ProviderError):
            await case.provider(simulator.url).generate(case.request())
    assert other.state.log == []
    assert len([seen for seen in simulator.state.log if seen.route == case.route]) == len(steps)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_a_server_that_is_not_there_has_charged_nothing(case: Case) -> None:
    with pytest.raises(Transient, match="cannot be reached") as caught:
        await case.provider("http://127.0.0.1:1").generate(case.request())
    assert not caught.value.ambiguous
    assert not caught.value.billed


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_a_check_draws_nothing_and_costs_nothing(simulator: Simulator, case: Case) -> None:
    checked = await case.provider(simulator.url).check()
    assert checked.models
    # The gateway shows its list whatever the key: nobody may be told that theirs fits.
    assert checked.key_tried is (case.format not in ("gateway", "legacy"))
    assert simulator.state.bills == []
    assert len(simulator.state.log) == 1
    assert PROMPT not in str(simulator.state.told())


@pytest.mark.parametrize("case", [c for c in CASES if c.key and c.format != "gateway"], ids=str)
async def test_a_check_tells_a_wrong_key(simulator: Simulator, case: Case) -> None:
    simulator.state.options.keys = ["the-right-one"]
    if case.format == "comfyui":
        pytest.skip("ComfyUI has no keys of its own; a proxy's are tried with pictures")
    with pytest.raises(AuthError):
        await case.provider(simulator.url).check()


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_the_same_request_is_sent_the_same_way(simulator: Simulator, case: Case) -> None:
    """What stands in the key of the cache must decide what is sent."""
    provider = case.provider(simulator.url)
    for _ in range(2):
        await provider.generate(case.request())
    first, second = [seen for seen in simulator.state.log if seen.route == case.route]
    if case.format == "comfyui":
        first.body.pop("client_id"), first.body.pop("prompt_id")
        second.body.pop("client_id"), second.body.pop("prompt_id")
    assert (first.path, first.query, first.body) == (second.path, second.query, second.body)
    assert provider.version
