"""A quote is found by its letters, by what is around it, and by a part of it."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from bookreader.places.anchoring.quotes import BareText, Quote, bare

TEXT = "— Да, — сказал он. Снег шёл. — Да, — сказал он. Дождь лил. — Да, — сказал он. Конец."


def find(text: str, exact: str, near: int, before: str = "", after: str = "") -> str | None:
    span = BareText(text).whole(Quote(exact, before, after), near)
    return None if span is None else text[span[0] :]


def test_what_stands_around_decides_between_the_same_words() -> None:
    said = "— Да, — сказал он."
    assert find(TEXT, said, 0, after=" Дождь лил.") == TEXT[TEXT.index("— Да, — сказал он. Д") :]
    assert find(TEXT, said, 0, before="Дождь лил. ") == TEXT[TEXT.rindex(said) :]
    # Without it, the nearest.
    assert find(TEXT, said, len(TEXT)) == TEXT[TEXT.rindex(said) :]
    assert find(TEXT, said, 3) == TEXT


def test_spaces_dashes_and_images_do_not_count() -> None:
    other = "\ufffc\n–\u00a0Да,\u00a0–\nсказал  он.  Снег\ufffc шёл."
    assert find(other, "— Да, — сказал он. Снег шёл.", 0) == other[other.index("Да") :]
    assert find(other, "Снег шёл.", 0, before="сказал он. ") == "Снег\ufffc шёл."


def test_a_few_letters_prove_nothing() -> None:
    assert find(TEXT, "он", 0) is None
    assert find(TEXT, "", 0) is None
    assert find(TEXT, "—", 0, before="— ") is None
    assert find(TEXT, "он.", 0, before="— Да, — сказал ", after=" Снег шёл.") == TEXT[15:]


def test_a_part_of_the_words_is_enough_when_not_all_are_left() -> None:
    old = Quote("Туман стоял над рекой до полудня, и никто не шёл.", "Паром ушёл ещё ночью. ", "")
    new = BareText("Начало. Паром ушёл ещё ночью. Туман лёг, и никто не шёл. Потом пошёл дождь.")
    assert new.whole(old, 0) is None
    at = new.piece(old, 0)
    assert at is not None
    assert new.text[at:].startswith("Туман лёг")


@given(st.text(alphabet="абв —\n«».,\ufffcё1", max_size=80), st.integers(0, 90))
def test_letters_and_offsets_lead_to_each_other(text: str, at: int) -> None:
    told = BareText(text)
    assert told.letters == bare(text)
    for letter in range(len(told.letters)):
        offset = told.offset(letter)
        assert text[offset] == told.letters[letter]
        assert told.letter(offset) == letter
    assert told.letter(at) == len(bare(text[:at]))


def test_a_large_chapter_is_searched_quickly() -> None:
    text = "".join(f"Слово {n} и ещё одно. " for n in range(80_000))
    began = time.perf_counter()
    found = BareText(text).whole(Quote("Слово 79998 и ещё одно. Слово 79999"), 0)
    assert found is not None
    assert text[found[0] :].startswith("Слово 79998")
    assert time.perf_counter() - began < 5
