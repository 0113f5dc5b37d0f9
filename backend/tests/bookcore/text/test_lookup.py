"""Words as they are looked up, and passages that lose none of them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookcore.text.lookup import (
    AIM,
    MOST_CHARS,
    MOST_WORDS,
    fold,
    is_stemmed,
    lexeme,
    passages,
    words,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Шёл дождь — и снег.", ["Шёл", "дождь", "и", "снег"]),
        ("кое-что O’Brien's", ["кое", "что", "O", "Brien", "s"]),
        ("за\u0301мок, 1812 год_а", ["за\u0301мок", "1812", "год", "а"]),
        ("東京の空 abc", ["東", "京", "の", "空", "abc"]),
        ("\ufffc\n* * *", []),
    ],
)
def test_words_are_runs_of_letters_and_digits(text: str, found: list[str]) -> None:
    assert [word.text for word in words(text)] == found
    assert all(text[word.start : word.end] == word.text for word in words(text))


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("Ёлка", "елка"),
        ("за\u0301мок", "замок"),
        ("Йод", "йод"),
        ("ЙОД", "йод"),
        ("Café", "cafe"),
        ("и\u0306од", "йод"),
        ("Ж" * 100, "ж" * 64),
    ],
)
def test_case_accents_and_yo_make_no_difference(word: str, form: str) -> None:
    assert fold(word) == form


def test_stems_go_by_script_and_only_where_they_fit() -> None:
    assert [lexeme(w, True) for w in ("Шинелью", "walking", "1812", "наïve")] == [
        "шинел", "walk", "1812", "наive",
    ]  # fmt: skip
    assert lexeme("Шинелью", False) == "шинелью"
    assert [is_stemmed(tag) for tag in ("ru", "en-GB", "", "uk", "de")] == [
        True,
        True,
        True,
        False,
        False,
    ]


TEXTS = st.text(
    alphabet=st.sampled_from("абвё аб. !\n\n-'«»—\ufffc東x9 \u0301"), max_size=6_000
) | st.lists(st.sampled_from(["слово ", "Да.\n", "а" * 900, " ", "\n", "ж" * 3_000, "я "]), max_size=40).map("".join)  # fmt: skip


@given(TEXTS)
def test_passages_hold_every_word_once_and_in_order(text: str) -> None:
    found = passages(text, stemmed=False)
    assert [w for p in found for w in p.words] == [fold(w.text) for w in words(text)]
    for passage, following in pairwise(found):
        assert passage.end <= following.start
    for passage in found:
        assert passage.words == tuple(fold(w.text) for w in words(text, passage.start, passage.end))
        assert 0 < len(passage.words) <= MOST_WORDS
        longest = max(len(w.text) for w in words(text, passage.start, passage.end))
        assert passage.end - passage.start <= max(MOST_CHARS, longest + MOST_CHARS)


def test_passages_end_at_lines_of_a_thousand_letters_or_more() -> None:
    line = "Дорога шла полем, и пыль стояла над нею до самого вечера. " * 5
    text = "\n".join([line.strip()] * 20)
    found = passages(text, stemmed=True)
    assert all(text[p.end - 1] == "\n" for p in found[:-1])
    assert all(AIM <= p.end - p.start <= MOST_CHARS for p in found[:-1])


def test_a_long_paragraph_is_cut_behind_a_sentence() -> None:
    text = "Дорога шла полем, и пыль стояла над нею до самого вечера. " * 100
    assert all(text[: p.end].endswith("вечера. ") for p in passages(text, stemmed=True))
