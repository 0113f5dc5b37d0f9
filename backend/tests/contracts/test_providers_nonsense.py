"""Whatever bytes a server answers with, an attempt ends with a picture or an error of the port."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookreader.adapters.providers.answers import picture_of
from bookreader.ports.providers import ImageProvider, ImageResult, ProviderError
from tests.simulator import Simulator
from tests.simulator.cases import CASES, KEY, PROMPT, Case
from tests.simulator.painting import picture

PNG = base64.b64encode(picture("pattern", "nonsense", 0, 48, 32)).decode()
# Names that adapters look for, so that what is made up gets past the first look.
NAMES = st.sampled_from((
    "data", "b64_json", "url", "error", "code", "type", "message", "usage", "revised_prompt",
    "model", "candidates", "content", "parts", "inlineData", "thought", "finishReason", "details",
    "promptFeedback", "blockReason", "retryDelay", "violations", "quotaId", "reason", "status",
    "images", "info", "seed", "all_seeds", "sd_model_name", "prompt_id", "outputs", "status_str",
    "filename", "x402Version", "moderation_details", "moderation_stage", "responseId",
    "modelVersion", "usageMetadata", "name", "id", "models",
))  # fmt: skip
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.just(PNG),
    st.sampled_from((
        "", "data:image/png;base64," + PNG, "data:,", "http://[", "//x/y", "\ud800", "1e999",
        "PAYMENT_REQUIRED", "moderation_blocked", "IMAGE_SAFETY", '{"seed": 1e400}', "99999999s",
        "[" * 3000, 10**400, "../../x", "/files/a.png?#", KEY, f"bad key {KEY}", PROMPT, 1e300,
    )),
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=4)),
    max_leaves=12,
)
# Answers that are right, each of whose places can be taken by something else.
RIGHT: tuple[Any, ...] = (
    {
        "data": [{"b64_json": PNG, "revised_prompt": "A hut"}], "model": "m",
        "usage": {"total_tokens": 5, "input_tokens_details": {"text_tokens": 5}},
    },
    {"data": [{"url": "data:image/png;base64," + PNG}]},
    {"error": {"code": "server_error", "type": "x", "message": "y", "moderation_details": {}}},
    {
        "candidates": [
            {"content": {"parts": [{"inlineData": {"data": PNG}}]}, "finishReason": "STOP"},
        ],
        "modelVersion": "m", "responseId": "r", "usageMetadata": {"promptTokenCount": 5},
    },
    {"promptFeedback": {"blockReason": "SAFETY"}},
    {"candidates": [{"finishReason": "IMAGE_SAFETY"}]},
    {
        "error": {
            "code": 429, "status": "RESOURCE_EXHAUSTED",
            "details": [{"retryDelay": "5s"}, {"violations": [{"quotaId": "PerDay"}]}],
        },
    },
    {"images": [PNG], "info": '{"seed": 5, "all_seeds": [5], "sd_model_name": "m"}'},
    {"prompt_id": "a", "number": 1},
    {"name": "a.png", "subfolder": "", "type": "input"},
    {"status": 402, "success": False, "error": {"code": "PAYMENT_REQUIRED"}},
    {"x402Version": 1, "error": "Queue full"},
)  # fmt: skip


@st.composite
def nearly_right(draw: st.DrawFn) -> bytes:
    """A right answer with one place of it, however deep, replaced."""
    answer = json.loads(json.dumps(draw(st.sampled_from(RIGHT))))
    places = list(inner_places(answer))
    holder, place = draw(st.sampled_from(places))
    holder[place] = draw(VALUES)
    if place == "info" and draw(st.booleans()):
        holder[place] = json.dumps({"seed": draw(LEAVES), "sd_model_name": draw(LEAVES)})
    return json.dumps(answer).encode("utf-8", "surrogatepass")


def inner_places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a JSON value, as what holds it and its name there."""
    names = list(value) if isinstance(value, dict) else list(range(len(value)))
    for name in names:
        yield value, name
        if isinstance(value[name], dict | list):
            yield from inner_places(value[name])


BODIES = st.one_of(
    st.binary(max_size=300),
    st.binary(max_size=300).map(lambda data: b"\x89PNG\r\n\x1a\n" + data),
    VALUES.map(lambda value: json.dumps(value).encode("utf-8", "surrogatepass")),
    nearly_right(),
    nearly_right(),
)
STATUSES = st.sampled_from((200, 200, 200, 200, 201, 206, 400, 402, 422, 429, 500, 502, 503, 999))
TYPES = st.sampled_from(("application/json", "image/png", "image/jpeg", "text/html", ""))
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "retry-after": st.sampled_from((
            "1e999", "-5", "nan", "soon", "Thu, 99 Foo 2026 99:99:99 GMT", "٣",
            "Mon, 01 Jan 0001 00:00:00 +2359", "9" * 400,
        )).filter(str.isascii),
        "date": st.sampled_from(("", "yesterday", "Fri, 31 Dec 9999 23:59:59 -2359")),
        "x-model-used": st.sampled_from(("a" * 5000, "\x7f", "")),
        "x-usage-tokens": st.sampled_from(("1e999", "-1", "many", "nan")),
        "x-request-id": st.sampled_from((KEY, "a b", "r" * 900)),
    },
)  # fmt: skip
ROUTES = {"comfyui": ("comfyui.prompt", "comfyui.history", "comfyui.view", "comfyui.upload")}


@pytest.mark.parametrize("case", CASES, ids=str)
@given(body=BODIES, status=STATUSES, kind=TYPES, headers=HEADERS, lot=st.randoms())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_answer_breaks_an_adapter(
    simulator: Simulator,
    case: Case,
    body: bytes,
    status: int,
    kind: str,
    headers: dict[str, str],
    lot: Any,
) -> None:
    simulator.state.reset()
    step = {
        "fault": "raw", "body": base64.b64encode(body).decode(), "status": status, "type": kind,
        "headers": headers,
    }  # fmt: skip
    simulator.state.plan([step], lot.choice(ROUTES.get(case.format, (case.route,))))
    asyncio.run(attempt(simulator, case))


@pytest.mark.parametrize("case", CASES, ids=str)
@given(body=BODIES, status=STATUSES)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_list_of_models_breaks_a_check(
    simulator: Simulator, case: Case, body: bytes, status: int
) -> None:
    simulator.state.reset()
    told = base64.b64encode(body).decode()
    simulator.state.plan([{"fault": "raw", "body": told, "status": status}], "all")
    models, failed = asyncio.run(look(case.provider(simulator.url)))
    assert all(isinstance(name, str) and len(name) <= 200 for name in models)
    if failed is not None:
        assert_safe(str(failed))
        assert not failed.billed, "a check costs nothing"


async def look(provider: ImageProvider) -> tuple[tuple[str, ...], ProviderError | None]:
    try:
        return (await provider.check()).models, None
    except ProviderError as error:
        return (), error


async def attempt(simulator: Simulator, case: Case) -> None:
    try:
        result = await case.provider(simulator.url).generate(case.request(deadline=2.0))
    except ProviderError as error:
        assert_safe(str(error))
        return
    assert_kept(result)


def assert_safe(message: str) -> None:
    assert KEY not in message
    assert PROMPT not in message
    assert len(message) < 300


def assert_kept(result: ImageResult) -> None:
    """Everything about a picture can be stored as it is."""
    assert picture_of(result.data) == result.mime
    for text in (result.model_used, result.revised_prompt, result.request_id):
        assert "\0" not in text
        assert KEY not in text
        text.encode()
        assert len(text) <= 4000
    json.dumps(dict(result.usage), allow_nan=False)
    assert result.seed_used is None or 0 <= result.seed_used < 2**63


TELLTALES: tuple[Any, ...] = (
    {"error": {"code": KEY, "type": f"bad {KEY}", "status": KEY, "message": KEY}},
    {"error": {"code": f"The key {KEY} for {PROMPT}", "type": PROMPT, "status": PROMPT}},
    {"error": KEY, "detail": KEY},
    {"promptFeedback": {"blockReason": KEY}},
    {"candidates": [{"finishReason": KEY}]},
    {"candidates": [{"finishReason": PROMPT}]},
)


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("status", [200, 400, 401, 429, 500])
async def test_what_a_server_repeats_is_not_told(
    simulator: Simulator, case: Case, status: int
) -> None:
    for telltale in TELLTALES:
        if not case.key and KEY in str(telltale):
            continue  # what was never sent cannot be known for a key
        told = base64.b64encode(json.dumps(telltale).encode()).decode()
        step = {"fault": "raw", "body": told, "status": status, "type": "application/json"}
        simulator.state.plan([step], case.route)
        with pytest.raises(ProviderError) as caught:
            await case.provider(simulator.url).generate(case.request())
        assert_safe(str(caught.value))


@pytest.mark.parametrize("case", [c for c in CASES if c.format == "openai"], ids=str)
async def test_what_a_server_tells_of_a_picture_holds_no_key(
    simulator: Simulator, case: Case
) -> None:
    body = {"data": [{"b64_json": PNG, "revised_prompt": f"with {KEY}"}], "model": KEY}
    step = {
        "fault": "raw", "body": base64.b64encode(json.dumps(body).encode()).decode(),
        "headers": {"x-request-id": KEY},
    }  # fmt: skip
    simulator.state.plan([step], case.route)
    assert_kept(await case.provider(simulator.url).generate(case.request()))
