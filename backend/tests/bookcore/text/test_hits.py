"""Questions and the places in a passage that answer them; the browser's cases are written here."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookcore.formats import open_book
from bookcore.text.hits import MOST_TERMS, Term, as_beginning, find, keys, parse, positions
from bookcore.text.lookup import fold, lexeme, passages, words

REPO = Path(__file__).resolve().parents[4]
SAMPLES = REPO / "backend" / "src" / "bookreader" / "library" / "samples"
CASES = REPO / "frontend" / "src" / "lib" / "search" / "server-cases.json"
TEXT = (
    "Серая шинель висела у двери. Дверь скрипела, и шинели никто не надевал.\n"
    "«Где моя шинель?» — спросил он. Ёлка стояла в углу; кое-что блестело на ней.\n"
    "He walked home. The walls of the old house were grey; walking was easy."
)
QUESTIONS = (
    "шинелью", "ШИНЕЛЬ", "елка", "ёлке", '"серая шинель"', "«шинель серая»", "дверь шинель",
    "кое-что", "walk", "walks wall", "нигде", "стоять угол", '"у двери" никто', "", "?!", "не",
)  # fmt: skip


def answers(text: str, query: str, *, stemmed: bool = True) -> list[list[str]]:
    """The found words of every answer."""
    return [
        [text[start:end] for start, end in one["words"]]
        for one in ask(text, query, stemmed=stemmed)
    ]


def ask(text: str, query: str, *, stemmed: bool) -> list[dict[str, Any]]:
    terms = parse(query, stemmed=stemmed)
    found = []
    for passage in passages(text, stemmed=stemmed) if terms else ():
        here = words(text, passage.start, passage.end)
        for one in find(terms, positions(passage.words, keys(terms))):
            spans = [[here[i].start, here[i].end] for i in one.words]
            found.append(
                {"start": here[one.first].start, "end": here[one.last].end, "words": spans}
            )
    return found


def test_any_form_of_a_word_is_found() -> None:
    assert answers(TEXT, "шинелью") == [["шинель"], ["шинели"], ["шинель"]]
    assert answers(TEXT, "walks") == [["walked"], ["walking"]]
    assert answers(TEXT, "елка") == answers(TEXT, "ЁЛКИ") == [["Ёлка"]]


def test_without_stems_only_the_form_itself() -> None:
    assert answers(TEXT, "шинелью", stemmed=False) == []
    assert answers(TEXT, "шинель", stemmed=False) == [["шинель"], ["шинель"]]


def test_words_in_quotes_stand_side_by_side_and_in_this_order() -> None:
    assert answers(TEXT, '"серая шинель"') == [["Серая", "шинель"]]
    assert answers(TEXT, "«шинель серая»") == []
    assert answers(TEXT, '"серая шинель') == [["Серая", "шинель"]]
    assert answers(TEXT, "кое-что") == [["кое", "что"]]


def test_several_words_are_answered_by_the_shortest_stretches() -> None:
    assert answers(TEXT, "шинель дверь") == [["шинель", "двери"], ["Дверь", "шинели"]]
    assert answers(TEXT, "шинель ёлка") == [["шинель", "Ёлка"]]
    assert answers(TEXT, "шинель нигде") == []


def test_a_word_asked_twice_is_asked_once() -> None:
    assert parse("шинель Шинели", stemmed=True) == (Term(("шинел",)),)


def test_a_beginning_finds_what_begins_so() -> None:
    terms = parse("серая шин", stemmed=True)
    loose = as_beginning("серая шин", terms)
    assert loose == (Term(("сер",)), Term(("шин",), beginning=True))
    at = positions(("сер", "шинел", "шин"), keys(loose))
    assert [one.words for one in find(loose, at)] == [(0, 1)]
    assert as_beginning("серая ши", parse("серая ши", stemmed=True)) == ()
    assert as_beginning('"серая шин"', parse('"серая шин"', stemmed=True)) == ()
    assert as_beginning("", ()) == ()


@given(st.text(max_size=120))
def test_anything_may_be_asked(query: str) -> None:
    terms = parse(query, stemmed=True)
    assert sum(len(term.words) for term in terms) <= MOST_TERMS
    for term in (*terms, *as_beginning(query, terms)):
        # Neither query language knows a sign made of letters, digits and their marks alone.
        assert all(
            re.fullmatch(r"[^\W_][^\W_\u0306]*|[^\W_]\u0306?.*", word) for word in term.words
        )
        assert not any(set(word) & set("'\"*:&|!()<>\\ \x00") for word in term.words)


def server_cases() -> dict[str, Any]:
    """What the server does with words and texts of our own sample books, for the browser's tests."""
    texts = [
        TEXT,
        "Э\u0301то за\u0301мок. 東京の空. Наïve café — O’Brien’s 1812.",
        "🙂 Ёлка 🙂 ёлки",
    ]
    stems: dict[str, str] = {}
    for file in ("sample_ru.fb2", "sample_en.epub"):
        book = open_book(SAMPLES / file)
        texts.append(max((chapter.text for chapter in book.chapters), key=len))
        every = {w.text.lower() for c in book.chapters for w in words(c.text)}
        stems |= {fold(word): lexeme(word, True) for word in sorted(every)}
    questions = (*QUESTIONS, "дом", "свет окно", "old house", "the window", "ночь снег")
    return {
        "stems": dict(sorted(stems.items())),
        "texts": [
            {
                "text": text,
                "passages": [[p.start, p.end] for p in passages(text, stemmed=True)],
                "answers": {q: ask(text, q, stemmed=True) for q in questions},
                "unstemmed": {q: ask(text, q, stemmed=False) for q in questions[:4]},
            }
            for text in texts
        ],
    }


def test_the_browser_is_tested_with_what_the_server_does_today(
    request: pytest.FixtureRequest,
) -> None:
    """`python -m tests.bookcore.text.test_hits` writes the file anew."""
    assert json.loads(CASES.read_text("utf-8")) == server_cases()


if __name__ == "__main__":
    CASES.write_text(
        json.dumps(server_cases(), ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8"
    )
