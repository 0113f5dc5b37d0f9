"""Prices: figures of the list come out again, bills are exact, and nonsense is never a price."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookcore.prices import Price, PriceBook, Wanted, read_price_book

TOKENS = """
[[price]]
kinds = ["one"]
hosts = ["default", "api.one.example"]
models = ["brush-1", "brush-1b"]
unit = "token"
by_area = true
rates = { text_in = 5, image_in = 8, out = 30 }
tiers = { low = 200, high = [1500, 2000] }
prompt_tokens = [0, 1000]
reference = [100, 1000]
most_megapixels = 2
checked_on = 2026-06-01
source = "a page"
"""
IMAGES = """
[[price]]
kinds = ["two"]
hosts = ["default"]
models = ["brush-2"]
unit = "image"
tiers = { any = [0.03, 0.1] }
reference = 0.01
checked_on = 2026-06-01
source = "a page"

[[price]]
kinds = ["two"]
hosts = ["default"]
models = ["brush-3"]
unit = "megapixel"
tiers = { any = 0.014 }
checked_on = 2026-06-01
source = "a page"
"""
BOOK = read_price_book(TOKENS + IMAGES)


def wanted(model: str, width: int = 1024, height: int = 1024, **more: Any) -> Wanted:
    kind = "one" if model.startswith("brush-1") else "two"
    return Wanted(kind, more.pop("host", "default"), model, width, height, **more)


def span(price: Price | None) -> tuple[int, int]:
    assert price is not None
    return price.low, price.high


@pytest.mark.parametrize(
    ("asked", "low", "high"),
    [
        (wanted("brush-1", quality="low"), 6_000, 11_000),
        (wanted("brush-1b", quality="low", host="api.one.example"), 6_000, 11_000),
        (wanted("brush-1", 2048, 1024, quality="low"), 12_000, 17_000),
        # Half the area: at most as much as a whole one, at least half of it.
        (wanted("brush-1", 1024, 512, quality="low"), 3_000, 11_000),
        (wanted("brush-1", quality="high"), 45_000, 65_000),
        (wanted("brush-1", quality="low", refs=2), 6_000 + 1_600, 11_000 + 16_000),
        (wanted("brush-1"), 6_000, 65_000),
        (wanted("brush-1", quality="auto"), 6_000, 65_000),
        (wanted("brush-2"), 30_000, 100_000),
        (wanted("brush-2", 4096, 4096, quality="any at all", refs=3), 60_000, 130_000),
        (wanted("brush-3", 2048, 1024), 28_000, 28_000),
        (wanted("brush-3", 1000, 1000), 13_352, 13_352),
    ],
)
def test_prices_of_the_list(asked: Wanted, low: int, high: int) -> None:
    assert span(BOOK.price(asked)) == (low, high)


@pytest.mark.parametrize(
    "asked",
    [
        wanted("brush-1", quality="finest"),
        wanted("brush-1", 4096, 4096, quality="low"),
        wanted("brush-1", host="proxy.example"),
        wanted("brush-9"),
        wanted(""),
    ],
    ids=lambda asked: f"{asked.model} {asked.quality} {asked.host}",
)
def test_what_the_list_does_not_say_is_unknown(asked: Wanted) -> None:
    assert BOOK.price(asked) is None


def test_a_price_knows_its_day_and_grows_stale() -> None:
    price = BOOK.price(wanted("brush-2"))
    assert price is not None
    assert (price.checked_on, price.source) == (date(2026, 6, 1), "a page")
    assert not price.stale(date(2026, 11, 28))
    assert price.stale(date(2026, 11, 29))
    assert not Price(0, 0).stale(date(2099, 1, 1))


def bill(usage: dict[str, Any], book: PriceBook = BOOK) -> int | None:
    return book.bill("one", "default", "brush-1", usage)


def test_a_bill_is_exact_by_the_tokens_told() -> None:
    details = {"text_tokens": 70, "image_tokens": 30}
    usage = {"input_tokens": 100, "input_tokens_details": details, "output_tokens": 196}
    assert bill(usage) == 70 * 5 + 30 * 8 + 196 * 30
    assert bill({"input_tokens": 100, "output_tokens": 196}) == 100 * 8 + 196 * 30
    # Parts that do not add up are not believed; the dearer rate is.
    assert bill({**usage, "input_tokens": 110}) == 110 * 8 + 196 * 30
    assert BOOK.bill("two", "default", "brush-2", usage) is None
    assert BOOK.bill("one", "proxy.example", "brush-1", usage) is None


_nonsense = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "input_tokens": _nonsense,
            "output_tokens": _nonsense,
            "input_tokens_details": st.fixed_dictionaries(
                {}, optional={"text_tokens": _nonsense, "image_tokens": _nonsense}
            )
            | _nonsense,
        },
    )
)
def test_no_nonsense_is_a_bill(usage: dict[str, Any]) -> None:
    told = bill(usage)
    assert told is None or 0 < told <= 10**7 * 38


@given(
    st.sampled_from(["brush-1", "brush-2", "brush-3"]),
    st.integers(0, 5000),
    st.integers(0, 5000),
    st.sampled_from(["", "auto", "low", "high"]),
    st.integers(0, 16),
)
def test_the_lower_end_is_never_above_the_upper(
    model: str, width: int, height: int, quality: str, refs: int
) -> None:
    price = BOOK.price(wanted(model, width, height, quality=quality, refs=refs))
    if price is not None:
        assert 0 <= price.low <= price.high


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('unit = "token"', 'unit = "second"', "unit"),
        ('unit = "token"', 'unit = "image"', "rates"),
        ('kinds = ["one"]', "kinds = []", "kinds"),
        ('models = ["brush-1", "brush-1b"]', "models = [1]", "models"),
        ("tiers = { low = 200, high = [1500, 2000] }", "tiers = {}", "tiers"),
        ("high = [1500, 2000]", "high = [2000, 1500]", "tiers"),
        ("low = 200", "low = -1", "tiers"),
        ("low = 200", "low = inf", "tiers"),
        ("low = 200", "low = true", "tiers"),
        ("out = 30", 'out = "30"', "rates"),
        ("out = 30 ", "", "rates"),
        ("checked_on = 2026-06-01", 'checked_on = "lately"', "checked_on"),
        ("checked_on = 2026-06-01", "checked_on = 2026-06-01T10:00:00", "checked_on"),
        ('source = "a page"', 'source = ""', "source"),
        ("by_area = true", "by_area = 1", "by_area"),
        ("most_megapixels = 2", "most_megapixels = nan", "most_megapixels"),
        ("by_area = true", "by_aera = true", "by_aera"),
    ],
)
def test_a_list_with_a_mistake_says_where(old: str, new: str, field: str) -> None:
    assert old in TOKENS
    text = TOKENS.replace(", out = 30 }" if new == "" else old, " }" if new == "" else new)
    with pytest.raises(ValueError, match=rf"^price 1: {field}$"):
        read_price_book(text)


def test_what_is_no_list_is_refused() -> None:
    with pytest.raises(ValueError, match="no TOML"):
        read_price_book("[[price")
    with pytest.raises(ValueError, match="lines"):
        read_price_book("price = 3")


def test_fractions_are_rounded_up_and_never_lost() -> None:
    text = IMAGES.replace("0.014", "0.0000001")
    assert span(read_price_book(text).price(wanted("brush-3", 1, 1))) == (1, 1)
    assert Decimal("0.0000001") * 1_000_000 < 1
