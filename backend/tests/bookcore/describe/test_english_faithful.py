"""No word of an English attribute or caption is without its word in the text."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from bookcore.describe.caption import attributes, caption
from bookcore.text.verbs_en import bases, gerund, irregular_base

LABELS = Path(__file__).resolve().parents[5] / "shared" / "labels" / "dev.jsonl"
ADDED = frozenset("a an the with in and of is are".split())  # noqa: SIM905
PLAIN = {"on": "upon", "among": "amongst", "amid": "amidst", "while": "whilst", "to": "unto"}
GENDERS = {"man": {"he", "him", "his"}, "woman": {"she", "her"}, "somebody": {"i", "we"}}
PLAIN |= {"between": "betwixt", "towards": "toward", "beneath": "beneath"}


@cache
def _doing(form: str) -> frozenset[str]:
    """The -ing words that a form may have become."""
    base = irregular_base(form)
    found = {gerund(form, b) for b in ([base] if base else [*bases(form), form])}
    return frozenset(found | ({gerund(form, "lie")} if form == "lay" else set()))


def strangers(said: str, text: str) -> list[str]:
    """Words of `said` that nothing in the text bears out."""
    words = set(re.findall(r"[a-z]+", text.lower()))
    doing = {d for w in words for d in _doing(w)}
    return [
        w
        for w in re.findall(r"[a-z]+", said.lower())
        if w not in words
        and w not in doing
        and not any(gerund(b, b) in doing for b in [*bases(w), w])
        and w not in ADDED
        and PLAIN.get(w) not in words
        and not GENDERS.get(w, set()) & words
    ]


@pytest.mark.skipif(not LABELS.exists(), reason="the labelled paragraphs are not here")
def test_labelled_stretches() -> None:
    wrong = []
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["lang"] != "en" or row["visual"] < 2:
            continue
        text = row["text"][row["start"] : row["end"]]
        for said in [*attributes(text, "en"), caption(text, "en", row["type"])]:
            if found := strangers(said, text):
                wrong.append((row["id"], said, found))
    assert wrong == []


def test_it_would_notice() -> None:
    assert strangers("tall man smiling", "He was tall.") == ["smiling"]
    assert strangers("tall man standing", "The tall one stood.") == ["man"]
    assert strangers("A man stands and runs.", "The man stood.") == ["runs"]
    assert strangers("man standing on a hill", "He stood upon a hill.") == []
