"""Quotes are found where they went, and among several where they fit."""

from __future__ import annotations

import random

from bookreader.annotations.quotes.book_text import BookText, ChapterText, Quote


def book(*texts: str) -> BookText:
    before = 0
    chapters = []
    for number, text in enumerate(texts):
        chapters.append(ChapterText(number, f"c{number}", before, text))
        before += len(text)
    return BookText(chapters)


def quote(exact: str, chapter: str = "c0", start: int = 0, **around: str) -> Quote:
    more = {"before": "", "after": ""} | around
    return Quote(chapter, start, start + len(exact), exact, **more)


def place(text: BookText, wanted: Quote) -> tuple[str, int, int] | None:
    found = text.find(wanted)
    return found and (found.chapter.key, found.start, found.end)


def test_the_old_place_is_looked_at_first() -> None:
    text = book("да и да", "да")
    assert place(text, quote("да", start=5)) == ("c0", 5, 7)


def test_of_several_the_one_with_its_surroundings() -> None:
    text = book("он сказал да, она сказала да, и ушли")
    assert place(text, quote("да", start=3, before="она сказала ")) == ("c0", 26, 28)
    assert place(text, quote("да", start=30, after=", она")) == ("c0", 10, 12)


def test_of_equal_ones_the_nearest() -> None:
    text = book("a b a b a b")
    assert place(text, quote("b", start=7)) == ("c0", 6, 7)


def test_neighbours_before_those_far_away() -> None:
    text = book("слово", "ничего", "слово", "пусто", "слово")
    assert place(text, quote("слово", chapter="c3")) == ("c2", 0, 5)


def test_a_chapter_nobody_knows_is_looked_for_everywhere() -> None:
    text = book("тихо да тихо", "громко да громко")
    assert place(text, quote("да", chapter="x", before="громко ")) == ("c1", 7, 9)


def test_white_space_and_soft_hyphens_do_not_matter() -> None:
    text = book("раз\u00a0два\nтри")
    assert place(text, quote("раз  два три")) == ("c0", 0, 11)
    assert place(text, quote("раз\u00a0д\u00adва")) == ("c0", 0, 7)


def test_signs_written_otherwise_do_not_lose_a_highlight() -> None:
    text = book("«Уезжаю», – сказал он. – Завтра…")
    wanted = quote('"Уезжаю", - сказал он', after=". - Завтра...")
    assert place(text, wanted) == ("c0", 1, 21)


def test_nothing_is_found_for_nothing() -> None:
    text = book("слова")
    assert place(text, quote("")) is None
    assert place(text, quote(" \u00ad\n")) is None
    assert place(text, quote("иное")) is None
    assert place(BookText([]), quote("слова")) is None


def test_the_chapter_so_far_on() -> None:
    text = book("12345", "678", "90")
    assert [found.key for found in (text.at(0), text.at(5), text.at(99)) if found] == [
        "c0", "c1", "c2",
    ]  # fmt: skip
    assert BookText([]).at(3) is None


def test_every_stretch_of_a_text_with_insertions_is_found_again() -> None:
    chance = random.Random(6)
    letters = "абвгде \n"
    text = "".join(chance.choice(letters) for _ in range(4000))
    longer = text[:1500] + "ВСТАВКА" + text[1500:]
    for _ in range(200):
        start = chance.randrange(0, 3900)
        end = start + chance.randrange(20, 90)
        if start < 1500 < end or not text[start:end].strip():
            continue
        wanted = Quote(
            "c0", start, end, text[start:end],
            text[max(0, start - 32) : start], text[end : end + 32],
        )  # fmt: skip
        shift = 7 if start >= 1500 else 0
        assert place(book(longer), wanted) == ("c0", start + shift, end + shift)
