"""The tables that English is read by."""

from __future__ import annotations

import time
from importlib.resources import files

import pytest

from bookcore.describe.caption import attributes, caption
from bookcore.text.readings_en import candidates, parts, supersense
from bookcore.text.tagging_en import TAGS


def _rows(name: str) -> list[list[str]]:
    text = files("bookcore.text").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


def test_words_are_sorted_and_their_parts_known() -> None:
    rows = _rows("words_en.tsv")
    words = [row[0] for row in rows]
    assert words == sorted(set(words))
    for word, said in rows:
        rest = said
        while rest:
            assert rest[0] in "nvar", word
            rest = rest[2:] if rest[0] in "nv" else rest[1:]


def test_closed_words_have_known_tags() -> None:
    for tags, words in _rows("function_en.tsv"):
        assert words.split()
        assert set(tags) <= set(TAGS)


def test_irregular_verbs_are_in_the_dictionary() -> None:
    for base, *_ in _rows("verbs_en.tsv"):
        assert "v" in parts()[base], base


def test_sets_are_not_empty_and_have_no_doubles() -> None:
    names = [name for name, _ in _rows("sets_en.tsv")]
    assert len(names) == len(set(names))
    assert all(words.split() for _, words in _rows("sets_en.tsv"))


def test_supersense_is_that_of_the_part() -> None:
    assert supersense("face", "n") == "b"
    assert supersense("face", "r") == ""
    assert supersense("nosuchword", "n") == ""


def test_readings_of_a_form() -> None:
    assert {tag for tag, _, _ in candidates("stood")} == {"V", "E"}
    assert {tag for tag, _, base in candidates("carried") if base == "carry"} >= {"V", "E"}
    assert [tag for tag, _, _ in candidates("zorble-nosed")] == ["J"]


@pytest.mark.parametrize(
    "text",
    [
        "the red, " * 20_000,
        "’‘“" * 20_000,
        "he quickly " * 20_000,
        "a " * 50_000,
        "x" * 100_000,
        "unlit by " * 10_000,
    ],
)
def test_a_hostile_text_costs_little(text: str) -> None:
    began = time.process_time()
    attributes(text, "en")
    caption(text, "en", "location")
    assert time.process_time() - began < 5
