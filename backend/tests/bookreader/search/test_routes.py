"""The same hits on both databases, the spoiler rule over them, and harmless questions."""

from __future__ import annotations

from typing import Any

from tests.bookreader.search.conftest import TEXTS, Searched
from tests.bookreader.webapp import small_book


def matches(answer: Any) -> list[tuple[int, str]]:
    return [(hit["number"], hit["match"]) for hit in answer["hits"]]


async def everything(searched: Searched, q: str, **more: Any) -> Any:
    return await searched.book(q, ahead=True, **more)


# One reading-in for all of them: a server and its database take longer than every question together.
QUESTIONS: dict[str, list[tuple[int, str]]] = {
    "шинелью": [(0, "шинель"), (0, "шинели"), (0, "шинель"), (1, "шинели"), (2, "шинель")],
    "ЁЛКА": [(0, "Ёлка"), (2, "ёлку")],
    "елкой": [(0, "Ёлка"), (2, "ёлку")],
    '"серая шинель"': [(0, "Серая шинель")],
    '"шинель серая"': [],
    "кое-что": [(0, "кое-что")],
    "быть или не быть": [(1, "Быть или не")],
    '"или не быть"': [(1, "или не быть")],
    "дверь шинель": [(0, "шинель висела у двери"), (0, "Дверь скрипела, и шинели")],
    "глава нашлась": [(2, "главе шинель нашлась")],
    "снег нашлась": [],
    "нигде": [],
    "": [],
    "—!?": [],
}


async def test_hits_of_a_book_in_reading_order(searched: Searched) -> None:
    for query, found in QUESTIONS.items():
        answer = await everything(searched, query)
        assert matches(answer) == found, query
        assert (answer["total"], answer["ready"], answer["cursor"]) == (len(found), True, None)
        assert not answer["beginning"]


async def test_a_hit_stands_where_it_says_among_its_words(searched: Searched) -> None:
    answer = await everything(searched, "дверь шинель")
    for hit in answer["hits"]:
        text = TEXTS[hit["number"]]
        assert text[hit["start"] : hit["end"]] == hit["match"]
        assert text[: hit["start"]].endswith(hit["before"])
        assert text[hit["end"] :].replace("\n", " ").startswith(hit["after"])
        assert [text[w["start"] : w["end"]].lower()[:4] for w in hit["words"]] in (
            ["шине", "двер"],
            ["двер", "шине"],
        )
    first = answer["hits"][0]
    assert (first["chapter"], first["chapter_title"]) == ("c0", "Глава 0")
    assert (first["before"], first["match"]) == ("Серая ", "шинель висела у двери")
    assert first["after"].startswith(". Дверь скрипела")
    assert len(first["after"].split()) == 11


async def test_the_beginning_of_a_word_is_taken_when_no_word_is_found(searched: Searched) -> None:
    answer = await everything(searched, "серая шин")
    assert (matches(answer), answer["beginning"]) == ([(0, "Серая шинель")], True)
    assert (await everything(searched, "ши"))["total"] == 0


async def test_pages_follow_each_other_without_gap_or_double(searched: Searched) -> None:
    whole = await everything(searched, "снег", limit=200)
    assert whole["total"] == 401
    found: list[Any] = []
    cursor = ""
    while cursor is not None:
        page = await everything(searched, "снег", limit=150, cursor=cursor)
        found += page["hits"]
        cursor = page["cursor"]
    assert len(found) == 401
    assert found[:200] == whole["hits"]
    places = [(hit["number"], hit["start"]) for hit in found]
    assert places == sorted(set(places))
    assert (await everything(searched, "снег", cursor="x"))["hits"] == whole["hits"][:50]


async def test_what_is_ahead_is_only_counted(searched: Searched) -> None:
    answer = await searched.book("шинель")
    assert (answer["hits"], answer["total"], answer["ahead"]) == ([], 0, 5)
    await searched.read_to(0, TEXTS[0].index("никто"))
    answer = await searched.book("шинель")
    assert (matches(answer), answer["ahead"]) == ([(0, "шинель"), (0, "шинели")], 3)
    # What follows the last of them on the page is not told either.
    assert answer["hits"][1]["after"] == ""
    asked = await everything(searched, "шинель")
    assert [hit["ahead"] for hit in asked["hits"]] == [False, False, True, True, True]
    assert (asked["total"], asked["ahead"]) == (5, 3)


async def test_a_hit_that_ends_ahead_is_ahead(searched: Searched) -> None:
    await searched.read_to(0, TEXTS[0].index("двери"))
    answer = await searched.book("дверь шинель")
    assert (answer["hits"], answer["ahead"]) == ([], 2)


async def test_nothing_is_ahead_once_the_rule_is_lifted(searched: Searched) -> None:
    await searched.novel.lift(lifted=True)
    answer = await searched.book("шинель")
    assert (answer["total"], answer["ahead"]) == (5, 0)
    [text] = (await searched.library("шинель"))["texts"]
    assert (text["places"], text["ahead"]) == (3, 0)


async def test_a_library_tells_books_texts_and_notes(searched: Searched) -> None:
    await searched.read_to(1)
    start = TEXTS[0].index("Ёлка")
    note = {
        "kind": "highlight",
        "chapter": "c0",
        "start": start,
        "end": start + 4,
        "note": "дорога",
    }
    kept = await searched.novel.ask(
        "PUT", "/annotations/00000000-0000-4000-8000-00000000000a", json=note
    )
    assert kept.status_code == 200, kept.text
    found = await searched.library("дорога")
    assert [book["title"] for book in found["books"]] == ["Зимняя Дорога"]
    assert [one["note"] for one in found["notes"]] == ["дорога"]
    assert (found["texts"], found["waiting"], found["cursor"]) == ([], 0, None)
    found = await searched.library("шинель")
    [text] = found["texts"]
    assert (text["places"], text["ahead"]) == (2, 1)
    assert [hit["number"] for hit in text["hits"]] == [0, 1]
    assert not any(hit["ahead"] for hit in text["hits"])
    assert found["books"] == found["notes"] == []


async def test_the_beginning_of_a_word_finds_in_a_library_what_was_read(
    searched: Searched,
) -> None:
    await searched.read_to(1)
    found = await searched.library("шин")
    assert found["beginning"]
    [text] = found["texts"]
    assert (text["places"], text["ahead"]) == (2, 1)
    assert [(hit["number"], hit["match"]) for hit in text["hits"]] == [(0, "шинель"), (1, "шинели")]


async def test_the_best_of_a_book_comes_first(searched: Searched) -> None:
    await searched.read_to(2)
    [text] = (await searched.library("ней ёлка"))["texts"]
    # Nearer together in the last chapter than in the first.
    assert [hit["number"] for hit in text["hits"]] == [2, 0]


async def test_nobody_finds_anything_in_the_books_of_others(searched: Searched) -> None:
    await searched.novel.lift(lifted=True)
    other = await searched.novel.stranger()
    answer = await other.ask("GET", "/api/search", params={"q": "шинель"})
    assert answer.json()["texts"] == []
    answer = await other.ask(
        "GET", f"/api/books/{searched.novel.id}/search", params={"q": "шинель"}
    )
    assert answer.status_code == 404


HOSTILE = (
    "'", '"', '""', "шинель'", "шинель OR 1=1", "NEAR(шинель дверь)", "шинель*", "-шинель", "words:шинель",
    "шинель & !дверь", "шинель <-> дверь", "шинель:*", "(шинель", ")))", "^шинель", "%", "_", "\\", "\x00",
    "шинель\x00", "'; DROP TABLE books; --", "🙂", "\ud7ff\ue000", "{шинель}", "AND", "а" * 200, "« » « »",
    "’" * 100, "١٢٣", "ⅷ²", "İıẞß", "\u0301\u0306", "и\u0306", "e\u0301" * 90,
)  # fmt: skip


async def test_no_question_breaks_anything(searched: Searched) -> None:
    for query in HOSTILE:
        for answer in (await everything(searched, query), await searched.library(query)):
            assert isinstance(answer, dict), query


async def test_signs_of_query_languages_only_part_words(searched: Searched) -> None:
    plain = await everything(searched, "шинель дверь")
    for query in ("шинель & дверь", "(шинель) дверь*", "шинель, 'дверь'", "+шинель -дверь"):
        assert (await everything(searched, query))["hits"] == plain["hits"], query


async def test_too_long_a_question_is_refused_in_words(searched: Searched) -> None:
    answer = await searched.novel.ask("GET", "/search", params={"q": "ш" * 201})
    assert answer.status_code == 422


async def test_a_book_is_found_by_the_name_alone_before_it_is_read_in(searched: Searched) -> None:
    await searched.novel.browser.upload(small_book("Другая"))
    found = await searched.library("book")
    assert len(found["books"]) == 1
