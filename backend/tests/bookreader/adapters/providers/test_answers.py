"""Pieces of answers and of requests: waiting times, sizes, short addresses, placeholders."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bookreader.adapters.http_plain import Answer
from bookreader.adapters.providers.answers import (
    picture_of,
    retry_after,
    unpacked,
    usage_of,
    whole_number,
    words,
)
from bookreader.adapters.providers.openai_images import large_enough
from bookreader.adapters.providers.pollinations import cut
from bookreader.adapters.providers.registry import HttpProviders
from bookreader.adapters.providers.wire import fitted
from bookreader.ports.providers import (
    BadImage,
    BadRequest,
    Capabilities,
    ImageRequest,
    ProviderSettings,
)
from tests.simulator import Options, Simulator
from tests.simulator.painting import placeholder

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("5", 5.0), ("0", 0.0), ("1.5", 1.5), ("-3", 0.0), ("", None), ("soon", None),
        ("inf", None), ("nan", None), ("1e9", 86_400.0),
        ("Thu, 26 Nov 2026 12:01:30 GMT", 90.0), ("Thu, 26 Nov 2026 11:00:00 GMT", 0.0),
        ("Fri, 26 Nov 2027 12:00:00 GMT", 86_400.0),
    ],
)  # fmt: skip
def test_waiting_times(monkeypatch: pytest.MonkeyPatch, told: str, seconds: float | None) -> None:
    monkeypatch.setattr("bookreader.adapters.providers.answers.utc_now", lambda: NOW)
    assert retry_after(Answer(429, {"retry-after": told}, b"")) == seconds


def test_a_date_to_wait_for_is_by_the_servers_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bookreader.adapters.providers.answers.utc_now", lambda: NOW)
    headers = {
        "date": "Thu, 26 Nov 2026 14:00:00 GMT", "retry-after": "Thu, 26 Nov 2026 14:00:30 GMT",
    }  # fmt: skip
    assert retry_after(Answer(429, headers, b"")) == 30.0


FIXED = Capabilities(sizes=((1536, 1024), (1024, 1536), (1024, 1024)))
ANY = Capabilities(step=16, max_side=2048)


@pytest.mark.parametrize(
    ("able", "wanted", "asked"),
    [
        (FIXED, (1152, 768), (1536, 1024)),
        (FIXED, (768, 1152), (1024, 1536)),
        (FIXED, (512, 512), (1024, 1024)),
        (ANY, (1152, 768), (1152, 768)),
        (ANY, (1000, 667), (992, 672)),
        (ANY, (4096, 2731), (2048, 1360)),
        (ANY, (3, 3), (16, 16)),
    ],
)
def test_the_size_asked_for_has_the_shape_wanted(
    able: Capabilities, wanted: tuple[int, int], asked: tuple[int, int]
) -> None:
    assert fitted(able, *wanted) == asked


@given(st.integers(64, 2560), st.integers(64, 2560))
def test_what_openai_draws_is_large_enough_and_of_the_same_shape(wide: int, high: int) -> None:
    assume(max(wide, high) <= 3 * min(wide, high))
    width, height = large_enough(wide, high)
    assert width * height >= 655_360
    assert max(width, height) <= 2560
    assert abs(width / height / (wide / high) - 1) < 0.02
    if (width, height) != (wide, high):
        assert width % 16 == height % 16 == 0


def test_a_shape_that_is_not_drawn_is_not_asked_for() -> None:
    with pytest.raises(BadRequest, match="only 1536x1024"):
        fitted(FIXED, 1600, 900)


@given(st.text(max_size=400), st.integers(30, 800))
def test_a_cut_prompt_fits_and_is_the_beginning(prompt: str, room: int) -> None:
    short = cut(prompt, room)
    assert len(quote(short, safe="")) <= room
    clean = prompt.encode("utf-8", "replace").decode().strip()
    assert clean.startswith(short)
    if len(quote(clean, safe="")) <= room:
        assert short == clean


def test_a_prompt_is_cut_between_words() -> None:
    assert cut("a hut, by the river", 16) == "a hut, by"


@pytest.mark.parametrize("told", [None, 5, "", "data:", "!!!!", "abc", [], "\ud800"])
def test_base64_that_is_none_is_no_picture(told: object) -> None:
    with pytest.raises(BadImage):
        picture_of(unpacked(told))


def test_words_of_a_server_can_be_kept() -> None:
    assert words("a\0b\ud800 ") == "ab?"
    assert words({"a": 1}) == ""
    assert len(words("x" * 9000)) == 4000


def test_of_a_usage_report_only_numbers_are_kept() -> None:
    told = {
        "tokens": 5, "share": 0.5, "nan": math.nan, "inf": math.inf, "huge": 10**400, "yes": True,
        "words": "five", "a name with spaces": 1, "inner": {"text": 3, "deep": {"er": {"x": 1}}},
    }  # fmt: skip
    assert usage_of(told) == {
        "tokens": 5, "share": 0.5, "inner": {"text": 3, "deep": {"er": {}}},
    }  # fmt: skip
    assert usage_of([1]) == {}


@pytest.mark.parametrize("told", [-1, 2**63, True, 1.0, "5", None])
def test_a_seed_that_cannot_be_kept_is_none(told: object) -> None:
    assert whole_number(told) is None
    assert whole_number(2**63 - 1) == 2**63 - 1


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    with Simulator(Options(paint="pattern")).running() as running:
        yield running


async def test_a_known_placeholder_is_no_picture(simulator: Simulator) -> None:
    simulator.state.reset()
    simulator.state.plan(["placeholder"])
    known = hashlib.sha256(placeholder()).hexdigest()
    options = {"service": "legacy", "placeholders": f"{'0' * 64}, {known.upper()}"}
    provider = HttpProviders().make(ProviderSettings("pollinations", simulator.url, "", options))
    with pytest.raises(BadImage, match="everybody") as caught:
        await provider.generate(ImageRequest("a hut", 64, 64))
    assert not caught.value.billed


async def test_the_model_that_drew_is_told_though_another_was_asked(simulator: Simulator) -> None:
    simulator.state.reset()
    simulator.state.plan(["wrong_model"])
    settings = ProviderSettings("pollinations", simulator.url, "zimage", {}, "sk_1")
    result = await HttpProviders().make(settings).generate(ImageRequest("a hut", 64, 64))
    assert (result.model_requested, result.model_used) == ("zimage", "another-model")
