"""Wrong answers of an evaluation counted by kind, and listed for reading."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from baselines import Run
from labelled import Labelled, overlap

from bookcore.describe.paragraphs import ParagraphResult

_SPOKEN = re.compile(r"[—–«“\"‘]")
_POOR_SPAN = 0.5


def _false(row: dict[str, Any]) -> str:
    if row["visual"] == 1:
        return "false: passing detail"
    return "false: dialogue" if _SPOKEN.match(row["text"]) else "false: nothing to see"


def _kinds(row: dict[str, Any], result: ParagraphResult) -> Iterator[str]:
    """The kinds of error in one answer; none when it is right."""
    seen = row["visual"] >= 2
    if result.is_description and not seen:
        yield _false(row)
    elif seen and not result.is_description:
        yield f"missed: {row['type']}" + (", full" if row["visual"] == 3 else "")
    elif seen:
        if result.type not in (row["type"], *row["also"]):
            yield f"type: {row['type']} called {result.type}"
        assert result.start is not None
        assert result.end is not None
        own = (result.start, result.end)
        if overlap(own, (row["start"], row["end"])) < _POOR_SPAN:
            longer = own[1] - own[0] > row["end"] - row["start"]
            yield "span: too long" if longer else "span: too short"
        if not result.attributes:
            yield "wording: no attributes"


def report(data: Labelled, run: Run, *, listed: bool) -> None:
    """Print how many errors of each kind there are; `listed`: each as a line of JSON, surest first."""
    found: list[tuple[float, str, dict[str, Any], ParagraphResult]] = []
    for row, result in zip(data.rows, run.results, strict=True):
        if result is not None:
            sure = abs(result.visual - float(row["visual"] >= 2))
            found.extend((sure, kind, row, result) for kind in _kinds(row, result))
    for kind, count in sorted(Counter(kind for _, kind, _, _ in found).items()):
        print(f"- {kind}: {count}")
    if not listed:
        return
    for _, kind, row, result in sorted(found, key=lambda f: (f[1], -f[0])):
        said = {
            "kind": kind, "p": result.visual, "visual": row["visual"], "id": row["id"],
            "type": [row["type"], result.type], "label": [row["start"], row["end"]],
            "ours": [result.start, result.end], "text": row["text"],
        }  # fmt: skip
        print(json.dumps(said, ensure_ascii=False))
