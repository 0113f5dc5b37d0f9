"""Bookmarks, highlights and notes over HTTP: kept once, merged without loss, found, told of."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from bookreader.annotations.models import Annotation
from bookreader.jobs import repository as job_rows
from bookreader.library.models import Book, BookChapter
from bookreader.places.models import Device
from tests.bookreader.annotations.conftest import DESK, PHONE, Notebook
from tests.bookreader.novel import ANNA, NYURA, SEMYON, SNOW, TEXTS


async def test_a_highlight_has_the_servers_own_words(notebook: Notebook) -> None:
    made = await notebook.made(ANNA, exact="other words", before="x", after="y")
    start = TEXTS[0].index(ANNA)
    assert (made["kind"], made["colour"], made["note"]) == ("highlight", "yellow", "")
    assert (made["exact"], made["start"], made["end"]) == (ANNA, start, start + len(ANNA))
    assert made["before"] == TEXTS[0][max(0, start - 32) : start]
    assert made["after"] == TEXTS[0][start + len(ANNA) :][:32]
    assert made["chapter"] == "c0"
    assert 0 < made["progression"] < 1
    assert await notebook.all() == [made]


async def test_a_bookmark_has_no_extent_but_words_to_know_it_by(notebook: Notebook) -> None:
    made = await notebook.made(SNOW, kind="bookmark", note="перечитать")
    start = TEXTS[0].index(SNOW)
    assert (made["start"], made["end"], made["colour"]) == (start, start, "")
    assert made["exact"] == TEXTS[0][start : start + 64]
    assert made["note"] == "перечитать"


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"start": 5, "end": 5}, 422, "highlight_empty"),
        ({"start": 9, "end": 5}, 422, "highlight_empty"),
        ({"start": 10**9, "end": 10**9 + 1}, 422, "highlight_empty"),
        ({"chapter": "nowhere"}, 404, "chapter_not_found"),
        ({"chapter": "c0\x00"}, 404, "chapter_not_found"),
        ({"colour": "red"}, 422, "invalid_input"),
        ({"kind": "scribble"}, 422, "invalid_input"),
        ({"start": -1}, 422, "invalid_input"),
        ({"end": 2**40}, 422, "invalid_input"),
        ({"note": "x" * 100_001}, 422, "invalid_input"),
        ({"made_at": "2026-05-03T12:00:00"}, 422, "invalid_input"),
    ],
)
async def test_what_cannot_be_kept_is_refused(
    notebook: Notebook, more: dict[str, Any], status: int, code: str
) -> None:
    answer = await notebook.put(ANNA, **more)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert await notebook.all() == []


async def test_an_end_behind_the_text_is_clamped(notebook: Notebook) -> None:
    made = await notebook.made(NYURA, end=10_000)
    assert made["end"] == len(TEXTS[2])
    assert made["exact"] == NYURA


async def test_a_whole_book_is_no_highlight(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bookreader.annotations.quotes.standing.LONGEST_HIGHLIGHT", 20)
    answer = await notebook.put(ANNA)
    assert answer.json()["code"] == "highlight_too_long"


async def test_a_book_takes_only_so_many(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bookreader.annotations.service.MOST_IN_BOOK", 1)
    first = await notebook.made(ANNA)
    assert (await notebook.put(SNOW)).json()["code"] == "too_many_annotations"
    assert (await notebook.put(ANNA, first["id"], note="still"))["annotation"]["note"] == "still"


async def test_sent_twice_it_is_kept_once(notebook: Notebook) -> None:
    aid = str(uuid4())
    first = await notebook.put(ANNA, aid, note="да", device=PHONE)
    again = await notebook.put(ANNA, aid, note="да", device=PHONE)
    assert again == first
    assert len(await notebook.all()) == 1


async def test_a_zero_character_is_left_out(notebook: Notebook) -> None:
    assert (await notebook.made(ANNA, note="a\x00b"))["note"] == "ab"


async def test_a_change_of_one_thing_leaves_the_other(notebook: Notebook) -> None:
    made = await notebook.made(ANNA, colour="blue", note="первая мысль")
    pink = await notebook.put(ANNA, made["id"], colour="pink", base=made["revision"])
    assert (pink["annotation"]["note"], pink["merged"]) == ("первая мысль", False)
    noted = await notebook.put(ANNA, made["id"], note="вторая", base=pink["annotation"]["revision"])
    assert (noted["annotation"]["colour"], noted["annotation"]["note"]) == ("pink", "вторая")
    assert noted["annotation"]["revision"] > pink["annotation"]["revision"] > made["revision"]


async def test_two_devices_lose_no_word(notebook: Notebook) -> None:
    me = UUID((await notebook.novel.browser.ask("GET", "/api/me")).json()["id"])
    clock = notebook.novel.browser.clock
    async with notebook.novel.browser.context.database.write() as session:
        session.add(
            Device(
                user_id=me, id=UUID(DESK["id"]), name="Стол",
                created_at=clock(), seen_at=clock(),
            )
        )  # fmt: skip
    made = await notebook.made(ANNA, device=PHONE)
    aid, base = made["id"], made["revision"]
    await notebook.put(ANNA, aid, note="со стола", colour="green", base=base, device=DESK)
    late = await notebook.put(
        ANNA, aid, note="с телефона", note_was="", colour="pink", base=base, device=PHONE
    )
    assert late["merged"]
    kept = late["annotation"]
    assert kept["note"].startswith("с телефона\n\n— Стол, 20")
    assert kept["note"].endswith(" —\nсо стола")
    assert kept["colour"] == "pink"
    again = await notebook.put(
        ANNA, aid, note="с телефона", note_was="", colour="pink", base=base, device=PHONE
    )
    assert again["annotation"]["note"] == kept["note"]
    more = await notebook.put(
        ANNA, aid, note="с телефона, ещё", note_was="с телефона", base=base, device=PHONE
    )
    assert more["annotation"]["note"] == kept["note"].replace("телефона", "телефона, ещё")


async def test_a_device_never_quarrels_with_itself(notebook: Notebook) -> None:
    """Its changes come in order, whatever the answers it missed."""
    made = await notebook.made(ANNA, device=PHONE, note="раз")
    for note in ("два", "три"):
        kept = await notebook.put(ANNA, made["id"], note=note, base=made["revision"], device=PHONE)
        assert (kept["annotation"]["note"], kept["merged"]) == (note, False)


async def test_another_colour_is_no_quarrel_over_the_note(notebook: Notebook) -> None:
    made = await notebook.made(ANNA, device=PHONE, note="начало")
    await notebook.put(ANNA, made["id"], colour="blue", base=made["revision"], device=DESK)
    kept = await notebook.put(
        ANNA, made["id"], note="совсем другое", note_was="начало",
        base=made["revision"], device=PHONE,
    )  # fmt: skip
    assert kept["merged"]
    assert kept["annotation"]["note"] == "совсем другое"
    assert kept["annotation"]["colour"] == "blue"


async def test_deleted_it_stays_as_a_tombstone_and_comes_back(notebook: Notebook) -> None:
    made = await notebook.made(ANNA, note="мысль")
    gone = await notebook.delete(made["id"], base=made["revision"])
    assert gone.json()["annotation"]["deleted_at"] is not None
    assert await notebook.all() == []
    told = await notebook.all(since=made["revision"])
    assert [one["id"] for one in told] == [made["id"]]
    assert (await notebook.delete(made["id"])).json() == gone.json()
    back = await notebook.put(ANNA, made["id"], note="мысль", back=True, base=made["revision"])
    assert back["annotation"]["deleted_at"] is None
    assert [one["note"] for one in await notebook.all()] == ["мысль"]


async def test_a_late_copy_of_the_first_request_raises_nobody(notebook: Notebook) -> None:
    made = await notebook.made(ANNA, note="мысль", device=PHONE)
    await notebook.delete(made["id"], device=DESK["id"])
    again = await notebook.put(ANNA, made["id"], note="мысль", device=PHONE)
    assert again["annotation"]["deleted_at"] is not None
    edited = await notebook.put(
        ANNA, made["id"], note="новая мысль", base=made["revision"], device=PHONE
    )
    assert edited["merged"]
    assert edited["annotation"]["deleted_at"] is None


async def test_who_deletes_does_not_take_a_note_they_never_saw(notebook: Notebook) -> None:
    made = await notebook.made(ANNA, device=PHONE)
    await notebook.put(ANNA, made["id"], note="важно", base=made["revision"], device=DESK)
    answer = await notebook.delete(made["id"], base=made["revision"], device=PHONE["id"])
    assert answer.json()["merged"]
    assert [one["note"] for one in await notebook.all()] == ["важно"]


async def test_words_of_what_was_deleted_are_forgotten_in_time(notebook: Notebook) -> None:
    old = await notebook.made(ANNA, note="тайна")
    await notebook.delete(old["id"])
    async with notebook.novel.browser.context.database.write() as session:
        await session.execute(
            update(Annotation).values(deleted_at=notebook.novel.browser.clock().replace(year=2001))
        )
    other = await notebook.made(SNOW)
    await notebook.delete(other["id"])
    told = {one["id"]: one for one in await notebook.all(since=0)}
    assert (told[old["id"]]["note"], told[old["id"]]["exact"]) == ("", "")
    assert told[other["id"]]["exact"] == SNOW


async def test_an_id_of_one_book_is_not_another_books(notebook: Notebook) -> None:
    made = await notebook.made(ANNA)
    browser = notebook.novel.browser
    sample = await browser.ask("POST", "/api/books/sample", json={"language": "ru"})
    other = sample.json()["book"]["id"]
    async with browser.context.database.write() as session:
        await session.execute(
            update(Book).where(Book.id == UUID(other)).values(readable_at=browser.clock())
        )
    body = {"kind": "highlight", "chapter": "c0", "start": 0, "end": 5}
    answer = await browser.ask("PUT", f"/api/books/{other}/annotations/{made['id']}", json=body)
    assert answer.status_code == 404
    gone = await browser.ask("DELETE", f"/api/books/{other}/annotations/{made['id']}")
    assert gone.json()["code"] == "annotation_not_found"


async def test_a_book_still_being_read_in_takes_none(notebook: Notebook) -> None:
    async with notebook.novel.browser.context.database.write() as session:
        await session.execute(update(Book).values(readable_at=None))
    assert (await notebook.put(ANNA)).json()["code"] == "book_not_readable"


async def test_strangers_see_and_change_nothing(notebook: Notebook) -> None:
    made = await notebook.made(ANNA, note="моё")
    stranger = await notebook.novel.stranger()
    assert (await stranger.ask("GET", "/api/annotations")).json()["total"] == 0
    assert (await stranger.ask("GET", "/api/annotations/books")).json()["items"] == []
    exported = await stranger.ask("GET", "/api/annotations/export?format=json")
    assert "моё" not in exported.text
    for asked in ("annotations?", "annotations/export?format=json&"):
        answer = await stranger.ask("GET", f"/api/{asked}book={notebook.novel.id}")
        assert (answer.status_code, answer.json()["code"]) == (404, "book_not_found")
    address = f"/api/books/{notebook.novel.id}/annotations/{made['id']}"
    assert (await stranger.ask("DELETE", address)).status_code == 404
    assert len(await notebook.all()) == 1


async def test_other_pages_are_told(notebook: Notebook) -> None:
    await notebook.made(ANNA, device=PHONE)
    me = UUID((await notebook.novel.browser.ask("GET", "/api/me")).json()["id"])
    async with notebook.novel.browser.context.database.read() as session:
        events = await job_rows.events_after(session, me, 0, 1000)
    assert ("annotations", {"book_id": str(notebook.novel.id), "device": PHONE["id"]}) in [
        (event.kind, event.data) for event in events
    ]


async def test_the_page_of_all_books_filters_and_sorts(notebook: Notebook) -> None:
    first = await notebook.made(SEMYON, colour="blue", note="Ёлка у ворот")
    second = await notebook.made(ANNA, colour="pink")
    third = await notebook.made(SNOW, kind="bookmark")
    ids = [first["id"], second["id"], third["id"]]

    async def found(**query: Any) -> list[str]:
        answer = await notebook.listed(**query)
        assert answer["total"] == len(answer["items"])
        return [one["id"] for one in answer["items"]]

    assert await found() == ids[::-1]
    assert await found(sort="book") == [second["id"], third["id"], first["id"]]
    assert await found(kind="bookmark") == [third["id"]]
    assert await found(colour="pink") == [second["id"]]
    assert await found(has_note=True) == [first["id"]]
    assert await found(has_note=False) == [third["id"], second["id"]]
    assert await found(q="ЕЛКА") == [first["id"]]
    assert await found(q="ёлка седой") == [first["id"]]
    assert await found(q="%") == []
    assert await found(q="\x00") == ids[::-1]
    assert await found(book=str(notebook.novel.id), q="рыжие") == [second["id"]]
    shown = (await notebook.listed())["items"][0]
    assert (shown["book_title"], shown["language"]) == ("Зимняя Дорога", "ru")
    books = (await notebook.novel.browser.ask("GET", "/api/annotations/books")).json()["items"]
    assert [(one["id"], one["count"]) for one in books] == [(str(notebook.novel.id), 3)]


@pytest.mark.parametrize("sort", ["recent", "book"])
async def test_pages_follow_one_another(notebook: Notebook, sort: str) -> None:
    for at in range(7):
        await notebook.made(ANNA[at : at + 20])
    whole = [one["id"] for one in (await notebook.listed(sort=sort))["items"]]
    seen: list[str] = []
    cursor = ""
    while True:
        answer = await notebook.listed(sort=sort, limit=3, cursor=cursor)
        assert answer["total"] == 7
        seen += [one["id"] for one in answer["items"]]
        cursor = answer["next_cursor"]
        if cursor is None:
            break
    assert seen == whole
    for foreign in ("x", "W10=", "WyJhIl0=", "bnVsbA==", "WzFlOTk5LCAiYSJd"):
        again = await notebook.listed(sort=sort, cursor=foreign)
        assert [one["id"] for one in again["items"]] == whole


async def test_a_book_read_in_anew_keeps_every_place(notebook: Notebook) -> None:
    """By the words, wherever they went; without them as far on in the book."""
    anna = await notebook.made(ANNA, note="глаза")
    snow = await notebook.made(SNOW, kind="bookmark")
    nyura = await notebook.made(NYURA)
    longer = "Новое начало главы.\n" + TEXTS[0].replace("серые глаза", "серые\nглаза")
    async with notebook.novel.browser.context.database.write() as session:
        for number, text in ((0, longer), (2, "Совсем другой конец этой истории.")):
            await session.execute(
                update(BookChapter)
                .where(BookChapter.number == number)
                .values(text=text, chars=len(text), key=f"n{number}")
            )
        await session.execute(update(Book).values(normaliser_version=99))
    listed = {one["id"]: one for one in (await notebook.listed())["items"]}
    found = {one["id"]: one for one in await notebook.all()}
    for one in (found[anna["id"]], listed[anna["id"]]):
        assert longer[one["start"] : one["end"]] == ANNA.replace("серые глаза", "серые\nглаза")
        assert (one["chapter"], one["normaliser_version"], one["note"]) == ("n0", 99, "глаза")
    assert longer[found[snow["id"]]["start"] :].startswith(SNOW)
    lost = found[nyura["id"]]
    assert lost["chapter"] == "n2"
    assert lost["exact"] == NYURA
    assert found[anna["id"]]["revision"] == anna["revision"]


async def test_one_made_on_an_older_text_is_placed_by_its_words(notebook: Notebook) -> None:
    made = await notebook.made(ANNA, start=3, end=3 + len(ANNA), exact=ANNA, normaliser_version=0)
    assert made["exact"] == ANNA
    assert made["start"] == TEXTS[0].index(ANNA)
    moved = await notebook.made(
        ANNA, chapter="gone", exact=ANNA, normaliser_version=0, kind="bookmark"
    )
    assert (moved["chapter"], moved["start"]) == ("c0", TEXTS[0].index(ANNA))


async def test_it_goes_with_its_book(notebook: Notebook) -> None:
    await notebook.made(ANNA)
    assert (await notebook.novel.ask("DELETE", "")).status_code == 204
    assert (await notebook.listed())["total"] == 0
