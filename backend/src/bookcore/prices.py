"""What a picture costs: a dated list of prices, estimates from it, and bills from token counts.

Money is in whole micros, millionths of a US dollar, rounded up.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Any, Literal

STALE_AFTER = timedelta(days=180)
_MICROS = Decimal(1_000_000)
_BASE_PIXELS = 1024 * 1024
# No picture costs more tokens; a count beyond is a mistake of whoever told it.
_MOST_TOKENS = 10_000_000
_UNITS = ("image", "token", "megapixel")

Unit = Literal["image", "token", "megapixel"]


@dataclass(frozen=True, slots=True)
class Price:
    """What one picture costs at least and at most, since when that is known, and from where."""

    low: int
    high: int
    checked_on: date | None = None
    source: str = ""

    def stale(self, today: date) -> bool:
        """Whether the price was looked up too long ago to be relied upon."""
        return self.checked_on is not None and today - self.checked_on > STALE_AFTER


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of which model at which server; an empty quality is the model's own choice."""

    kind: str
    host: str
    model: str
    width: int
    height: int
    quality: str = ""
    refs: int = 0


@dataclass(frozen=True, slots=True)
class PriceEntry:
    """One line of the price list: some models of one kind of provider at some servers.

    `tiers` are US dollars per unit by quality, low and high; of a token-priced model they are
    output tokens of a square picture of one megapixel. An empty quality is any. `by_area` has the
    price grow with the picture's area. `rates` are dollars for a million tokens.
    """

    kinds: tuple[str, ...]
    hosts: tuple[str, ...]
    models: tuple[str, ...]
    unit: Unit
    tiers: Mapping[str, tuple[Decimal, Decimal]]
    reference: tuple[Decimal, Decimal]
    prompt_tokens: tuple[Decimal, Decimal]
    rates: Mapping[str, Decimal]
    by_area: bool
    most_megapixels: Decimal | None
    checked_on: date
    source: str

    def serves(self, kind: str, host: str, model: str) -> bool:
        """Whether this line is about that model at that server."""
        return kind in self.kinds and model in self.models and host in self.hosts

    def price(self, wanted: Wanted) -> Price | None:
        """The estimate of one picture; None where the list does not say."""
        area = Decimal(max(0, wanted.width) * max(0, wanted.height)) / _BASE_PIXELS
        if self.most_megapixels is not None and area > self.most_megapixels:
            return None
        tier = self._tier(wanted.quality)
        if tier is None:
            return None
        # A server that draws fixed sizes bills one not smaller than its smallest.
        grown = {"megapixel": (area, area)}.get(self.unit, (Decimal(1), Decimal(1)))
        if self.by_area:
            grown = (area, max(area, Decimal(1)))
        low, high = (self._dollars(end, tier[end] * grown[end], wanted.refs) for end in (0, 1))
        return Price(_micros(low), _micros(high), self.checked_on, self.source)

    def _dollars(self, end: int, amount: Decimal, refs: int) -> Decimal:
        added = self.reference[end] * max(0, refs)
        if self.unit != "token":
            return amount + added
        spent = amount * self.rates["out"] + added * self.rates["image_in"]
        return (spent + self.prompt_tokens[end] * self.rates["text_in"]) / _MICROS

    def _tier(self, quality: str) -> tuple[Decimal, Decimal] | None:
        if quality in self.tiers:
            return self.tiers[quality]
        if "" in self.tiers:
            return self.tiers[""]
        if quality in ("", "auto"):
            # The server chooses: anything between the cheapest and the dearest.
            return min(t[0] for t in self.tiers.values()), max(t[1] for t in self.tiers.values())
        return None

    def bill(self, usage: Mapping[str, Any]) -> int | None:
        """The exact price by the tokens a provider counted; None when it told none that fit."""
        if self.unit != "token":
            return None
        out, total_in = _count(usage.get("output_tokens")), _count(usage.get("input_tokens"))
        if not out or total_in is None:
            return None
        parts = usage.get("input_tokens_details")
        parts = parts if isinstance(parts, Mapping) else {}
        images, text = _count(parts.get("image_tokens")), _count(parts.get("text_tokens"))
        if images is None or text is None or images + text != total_in:
            # Undivided, the whole counts at the dearer rate.
            images, text = total_in, 0
        rates = self.rates
        dollars = out * rates["out"] + images * rates["image_in"] + text * rates["text_in"]
        return _micros(dollars / _MICROS)


@dataclass(frozen=True, slots=True)
class PriceBook:
    """All lines, the first that fits decides."""

    entries: Sequence[PriceEntry]

    def entry(self, kind: str, host: str, model: str) -> PriceEntry | None:
        """The line about a model at a server."""
        return next((e for e in self.entries if e.serves(kind, host, model)), None)

    def price(self, wanted: Wanted) -> Price | None:
        """The estimate of one picture; None where nobody knows."""
        entry = self.entry(wanted.kind, wanted.host, wanted.model)
        return entry.price(wanted) if entry else None

    def bill(self, kind: str, host: str, model: str, usage: Mapping[str, Any]) -> int | None:
        """The exact price by counted tokens; None where it cannot be told."""
        entry = self.entry(kind, host, model)
        return entry.bill(usage) if entry else None


def _micros(dollars: Decimal) -> int:
    return int((dollars * _MICROS).to_integral_value(ROUND_CEILING))


def _count(told: Any) -> int | None:
    if isinstance(told, bool) or not isinstance(told, int) or not 0 <= told <= _MOST_TOKENS:
        return None
    return told


def read_price_book(text: str) -> PriceBook:
    """A price list in TOML; raises ValueError that names the line and the field."""
    try:
        table = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"no TOML: {error}") from None
    rows = table.get("price")
    if not isinstance(rows, list):
        raise ValueError("a price list has [[price]] lines")
    return PriceBook(tuple(_entry(number, row) for number, row in enumerate(rows, 1)))


def _entry(number: int, row: dict[str, Any]) -> PriceEntry:
    def fail(field: str) -> ValueError:
        return ValueError(f"price {number}: {field}")

    def words(field: str) -> tuple[str, ...]:
        found = row.get(field)
        if not isinstance(found, list) or not found or not all(isinstance(w, str) for w in found):
            raise fail(field)
        return tuple(found)

    def span(field: str, value: Any) -> tuple[Decimal, Decimal]:
        ends = value if isinstance(value, list) else [value, value]
        if len(ends) != 2 or not all(_amount(end) for end in ends):
            raise fail(field)
        low, high = (Decimal(end) for end in ends)
        if low > high:
            raise fail(field)
        return low, high

    known = {
        "kinds", "hosts", "models", "unit", "tiers", "reference", "prompt_tokens", "rates",
        "by_area", "most_megapixels", "checked_on", "source",
    }  # fmt: skip
    for field in row.keys() - known:
        raise fail(field)
    unit, checked_on, source = row.get("unit"), row.get("checked_on"), row.get("source")
    if unit not in _UNITS:
        raise fail("unit")
    if type(checked_on) is not date:  # a moment is one, too
        raise fail("checked_on")
    if not isinstance(source, str) or not source:
        raise fail("source")
    tiers, rates = row.get("tiers"), row.get("rates", {})
    if not isinstance(tiers, dict) or not tiers:
        raise fail("tiers")
    if not isinstance(rates, dict) or not all(_amount(rate) for rate in rates.values()):
        raise fail("rates")
    if (unit == "token") != (rates.keys() == {"text_in", "image_in", "out"}):
        raise fail("rates")
    most, by_area = row.get("most_megapixels"), row.get("by_area", False)
    if most is not None and not _amount(most):
        raise fail("most_megapixels")
    if not isinstance(by_area, bool):
        raise fail("by_area")
    return PriceEntry(
        kinds=words("kinds"),
        hosts=words("hosts"),
        models=words("models"),
        unit=unit,
        tiers={"" if name == "any" else name: span("tiers", t) for name, t in tiers.items()},
        reference=span("reference", row.get("reference", 0)),
        prompt_tokens=span("prompt_tokens", row.get("prompt_tokens", 0)),
        rates={name: Decimal(rate) for name, rate in rates.items()},
        by_area=by_area,
        most_megapixels=None if most is None else Decimal(most),
        checked_on=checked_on,
        source=source,
    )


def _amount(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return False
    return Decimal(value).is_finite() and value >= 0
