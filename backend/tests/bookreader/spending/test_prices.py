"""The price list that ships, the administrator's own price, and what a picture came to cost."""

from __future__ import annotations

from typing import Any

import pytest

from bookreader.adapters.providers.registry import HttpProviders
from bookreader.ports.providers import Cost, ImageResult
from bookreader.providers.models import Provider
from bookreader.spending import service

LIST = service.prices()
USAGE = {
    "input_tokens": 60,
    "input_tokens_details": {"text_tokens": 60, "image_tokens": 0},
    "output_tokens": 196,
}


def provider(kind: str = "openai", model: str = "gpt-image-2.6-flare", **more: Any) -> Provider:
    return Provider(
        kind=kind,
        model=model,
        base_url=more.pop("base_url", ""),
        options=more.pop("options", {}),
        **more,
    )


def result(model_used: str = "", **more: Any) -> ImageResult:
    return ImageResult(b"", "image/png", "gpt-image-2.6-flare", model_used, **more)


def test_every_line_is_about_a_kind_that_is_spoken_here() -> None:
    known = {kind.id for kind in HttpProviders().kinds()}
    assert {kind for entry in LIST.entries for kind in entry.kinds} <= known


@pytest.mark.parametrize(
    ("quality", "dollars"),
    [("low", 0.006), ("medium", 0.013), ("high", 0.053), ("xhigh", 0.094), ("max", 0.211)],
)
def test_tokens_come_to_the_dollars_that_the_list_was_read_with(
    quality: str, dollars: float
) -> None:
    entry = LIST.entry("openai", "default", "gpt-image-2.5-flare")
    assert entry is not None
    low, high = entry.tiers[quality]
    assert low == high
    assert float(low * entry.rates["out"]) / 1e6 == pytest.approx(dollars, abs=0.0006)


@pytest.mark.parametrize(
    ("asked", "low", "high"),
    [
        (provider("pollinations", "zimage"), 4_000, 4_000),
        (provider("openai_compatible", "zimage", options={"profile": "pollinations"}), 4_000, 4_000),
        (provider("pollinations", "ideogram-v4", base_url="https://gen.pollinations.ai"), 30_000, 100_000),
        (provider("gemini", "gemini-3.1-flash-lite-image"), 33_600, 33_600),
        (provider("openai", "gpt-image-1-mini", options={"quality": "low"}), 5_000, 7_500),
    ],
    ids=lambda value: value.model if isinstance(value, Provider) else str(value),
)  # fmt: skip
def test_prices_of_known_models(asked: Provider, low: int, high: int) -> None:
    found = service.price(LIST, asked, 1152, 768)
    assert found is not None
    assert (found.low, found.high) == (low, high)
    assert found.checked_on is not None
    assert found.source


@pytest.mark.parametrize(
    "asked",
    [
        provider("openai", "gpt-image-2"),
        provider("openai", base_url="http://127.0.0.1:4000/v1"),
        provider("openai_compatible", "zimage", options={"profile": "generic"}),
        provider("gemini", "gemini-3-pro-image", options={"image_size": "2K"}),
        provider("a1111", ""),
    ],
    ids=lambda asked: f"{asked.kind} {asked.model}",
)
def test_what_nobody_knows_has_no_price_until_the_administrator_sets_one(asked: Provider) -> None:
    assert service.price(LIST, asked, 1152, 768) is None
    free = service.price(LIST, asked, 1152, 768, free=True)
    assert free is not None
    assert free.high == 0
    asked.price_micros = 0
    nothing = service.price(LIST, asked, 1152, 768)
    assert nothing is not None
    assert nothing.high == 0
    asked.price_micros = 12_000
    own = service.price(LIST, asked, 1152, 768, free=True)
    assert own is not None
    assert (own.low, own.high, own.checked_on) == (12_000, 12_000, None)


def test_the_settings_quality_counts_where_a_picture_names_none() -> None:
    asked = provider(options={"quality": "high"})
    set_so, named = (service.price(LIST, asked, 1024, 1024, quality) for quality in ("", "low"))
    assert set_so is not None
    assert named is not None
    assert set_so.low > named.high > 0


def test_what_a_picture_cost() -> None:
    exact = 60 * 5 + 196 * 30
    asked = provider()
    assert service.cost_of(LIST, asked, result(usage=USAGE), 9_999) == Cost(exact, True)
    dated = result("gpt-image-2.6-flare-2026-11-04", usage=USAGE)
    assert service.cost_of(LIST, asked, dated, 9_999) == Cost(exact, True)
    # Drawn by another than was asked for, whose rates nobody here knows.
    assert service.cost_of(LIST, asked, result("other", usage=USAGE), 9_999) == Cost(exact, False)
    assert service.cost_of(LIST, asked, result(), 9_999) == Cost(9_999, False)
    assert service.cost_of(LIST, asked, result(usage={"output_tokens": -3}), 9) == Cost(9, False)
    told = result(usage=USAGE, cost=Cost(7_000, True))
    assert service.cost_of(LIST, asked, told, 9_999) == Cost(7_000, True)
    guessed = result(cost=Cost(7_000, False))
    assert service.cost_of(LIST, asked, guessed, 9_999) == Cost(7_000, False)
    assert service.cost_of(LIST, asked, result(cost=Cost(-1, True)), 9_999) == Cost(9_999, False)
    asked.price_micros = 12_000
    assert service.cost_of(LIST, asked, result(usage=USAGE), 9_999) == Cost(12_000, False)
