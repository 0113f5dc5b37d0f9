"""How the analysers are doing, in lines for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from bookcore.analysers import Status
from bookcore.describe import EXTRACTOR_VERSION
from bookreader.settings import Settings
from bookreader.wiring import analysers_of, cpu_of, refiner_of


async def examined(settings: Settings) -> list[Status]:
    """Every analyser, the chosen ones loaded and used where they would work."""
    cpu = cpu_of(settings)
    try:
        return await analysers_of(settings, cpu, refiner_of(settings)).examined()
    finally:
        await cpu.close()


def as_lines(found: Sequence[Status]) -> Iterator[str]:
    """One line for each, the states in one column."""
    yield f"finder {EXTRACTOR_VERSION}"
    for one in found:
        name = f"{one.name} {one.version}".strip()
        rest = [
            one.used_for and f"for {one.used_for}",
            "" if one.status == "failed" else one.detail,
        ]
        said = "; ".join(filter(None, rest))
        yield f"{one.in_words():14} {name}" + (f" — {said}" if said else "")


def as_json(found: Sequence[Status]) -> str:
    """One object with all of them."""
    told = {"finder": EXTRACTOR_VERSION, "analysers": [one.to_json() for one in found]}
    return json.dumps(told, ensure_ascii=False, indent=1)
