"""The journal, devices and the place that follows from them, on both databases."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from bookreader.jobs.models import Event
from bookreader.places.models import Device, ReadingMove
from tests.bookreader.novel import Novel
from tests.bookreader.places.shelf import Reader, device, opened, sentence, texts


@pytest.fixture
async def novel(tmp_path: Path, database_url: str) -> AsyncIterator[Novel]:
    async with opened(tmp_path / "data", database_url) as made:
        yield made


async def place(novel: Novel) -> tuple[Any, int]:
    told = await novel.get("/position")
    return told["chapter"], told["offset"]


async def journal(novel: Novel) -> list[ReadingMove]:
    async with novel.browser.context.database.read() as session:
        return list(await session.scalars(select(ReadingMove).order_by(ReadingMove.seq)))


async def test_a_place_is_kept_with_its_words_and_its_device(novel: Novel) -> None:
    desk = device(novel, "Компьютер")
    at = texts()[1].index("слово 40:")
    told = await desk.go(1, at)
    assert told["conflict"] is None
    now = await novel.get("/position")
    assert (now["chapter"], now["offset"]) == ("c1", at)
    assert now["quote"] == texts()[1][at : at + 64]
    assert now["quote_before"] == texts()[1][at - 32 : at]
    assert now["quote_after"] == texts()[1][at + 64 : at + 96]
    assert now["device"] == {"id": desk.id, "name": "Компьютер"}
    assert now["head"] == desk.base
    assert now["furthest"] == {"chapter": "c1", "offset": at + 500}
    assert (await novel.get(""))["position"] == now


async def test_moves_sent_twice_are_kept_once(novel: Novel) -> None:
    desk = device(novel, "Компьютер")
    moves = [desk.move(0, 0), desk.move(0, 500), desk.move(0, 1000)]
    first = await desk.post(*moves)
    assert await desk.post(*moves) == first
    # A page that was closed while the queue was sending sends some of them a second time.
    last = desk.move(0, 1500)
    told = await desk.post(*moves[1:], last, last)
    assert told["position"]["head"] == last["id"]
    assert [row.offset for row in await journal(novel)] == [0, 500, 1000, 1500]


async def test_opening_a_book_moves_nobody(novel: Novel) -> None:
    desk, phone = device(novel, "Компьютер"), device(novel, "Телефон")
    told = await desk.go(0, 0, "open")
    assert told["position"]["chapter"] is None
    assert (await novel.get("/position"))["head"] is None
    await desk.go(2, 700)
    told = await phone.go(0, 0, "open")
    assert told["conflict"] is None
    assert await place(novel) == ("c2", 700)
    assert [row.kind for row in await journal(novel)] == ["open", "turn", "open"]


async def test_the_second_device_is_asked_and_nothing_of_either_is_lost(novel: Novel) -> None:
    desk, phone = device(novel, "Компьютер"), device(novel, "Телефон")
    start = (await desk.go(0, 0))["position"]["head"]
    phone.base = start
    at = texts()[2].index("слово 7:")
    await desk.go(2, at)
    # The phone read on without the network from where both had been.
    there = texts()[0].index("слово 90:")
    told = await phone.send(phone.move(0, 2500), phone.move(0, there))
    assert told["conflict"] == {
        "move": desk.base,
        "device": {"id": desk.id, "name": "Компьютер"},
        "at": told["conflict"]["at"],
        "chapter": "c2",
        "chapter_title": "Глава 2",
        "offset": at,
        "sentence": "— Глава 2, " + texts()[2][at:].split(". ")[0] + ".",
        "progress": told["conflict"]["progress"],
    }
    assert await place(novel) == ("c2", at)
    assert told["position"]["head"] == desk.base
    # The answer was lost: the same moves bring the same question, and once.
    body = [phone.move(0, there)]
    asked = await phone.post(*body)
    assert (await phone.post(*body))["conflict"] == asked["conflict"] is not None
    # To stay is a move that knows of the other place.
    phone.base = asked["conflict"]["move"]
    told = await phone.go(0, there)
    assert told["conflict"] is None
    assert await place(novel) == ("c0", there)
    # Now the other one is asked, when it goes on.
    told = await desk.post(desk.move(2, at + 9_000 - at))
    assert told["conflict"]["device"]["name"] == "Телефон"
    assert [(row.chapter_number, row.stood) for row in await journal(novel)] == [
        (0, True), (2, True), (0, False), (0, False), (0, False), (0, True), (2, False),
    ]  # fmt: skip


async def test_the_furthest_place_grows_whoever_is_asked(novel: Novel) -> None:
    desk, phone = device(novel, "Компьютер"), device(novel, "Телефон")
    await desk.go(1, 0)
    told = await phone.post(phone.move(3, 100))
    assert told["conflict"] is not None
    assert told["position"]["furthest"] == {"chapter": "c3", "offset": 600}
    await desk.go(0, 0)
    assert (await novel.get("/position"))["furthest"] == {"chapter": "c3", "offset": 600}
    await desk.go(0, 0, "jump", reached=False)
    assert (await novel.get("/position"))["furthest"] == {"chapter": "c3", "offset": 600}


async def test_two_devices_at_one_page_are_not_asked(novel: Novel) -> None:
    desk, phone = device(novel, "Компьютер"), device(novel, "Телефон")
    await desk.go(1, 4000)
    assert (await phone.go(1, 4000 - 1500))["conflict"] is None
    assert (await phone.post(phone.move(1, 4000)))["conflict"] is None
    assert (await desk.post(desk.move(1, 6001)))["conflict"] is not None


async def test_two_pages_of_one_device_do_not_fight(novel: Novel) -> None:
    first = device(novel, "Компьютер")
    second = device(novel, "Компьютер")
    second.id = first.id
    await first.go(0, 0)
    second.base = first.base
    for n in range(3):
        assert (await first.go(0, 500 * n))["conflict"] is None
        assert (await second.go(2, 3000 + 500 * n))["conflict"] is None
    assert await place(novel) == ("c2", 4000)


async def test_a_first_place_of_two_devices_at_once_is_one_of_theirs(novel: Novel) -> None:
    desk, phone = device(novel, "Компьютер"), device(novel, "Телефон")
    told = await asyncio.gather(desk.go(0, 0), phone.go(3, 5000))
    asked = [one for one in told if one["conflict"]]
    assert len(asked) == 1
    stood = next(one for one in told if not one["conflict"])
    assert (await novel.get("/position"))["head"] == stood["position"]["head"]
    assert len(await journal(novel)) == 2


async def test_many_moves_of_many_devices_at_once_are_all_kept(novel: Novel) -> None:
    chance = random.Random(7)  # the same day every time
    readers = [device(novel, f"№ {n}") for n in range(4)]
    sent: list[dict[str, Any]] = []

    async def read(reader: Reader) -> None:
        for _ in range(12):
            chapter = chance.randrange(4)
            move = reader.move(chapter, chance.randrange(6000))
            sent.append(move)
            told, again = await asyncio.gather(reader.post(move), reader.post(move))
            if told["conflict"] is None and again["conflict"] is None:
                reader.base = told["position"]["head"]

    await asyncio.gather(*(read(one) for one in readers))
    rows = await journal(novel)
    assert sorted(str(row.id) for row in rows) == sorted(move["id"] for move in sent)
    now = await novel.get("/position")
    stood = [row for row in rows if row.stood]
    assert now["head"] == str(stood[-1].id)
    assert (now["chapter"], now["offset"]) == (stood[-1].chapter_key, stood[-1].offset)
    furthest = max((row.chapter_number, row.page_end) for row in rows)
    assert now["furthest"] == {"chapter": f"c{furthest[0]}", "offset": furthest[1]}


async def test_no_clock_of_a_device_is_trusted(novel: Novel) -> None:
    desk, phone = device(novel, "Компьютер"), device(novel, "Телефон")
    now = novel.browser.clock()
    await desk.go(1, 0, made_at=(now + timedelta(days=400)).isoformat())
    phone.base = desk.base
    told = await phone.go(1, 3000, made_at="1999-01-01T00:00:00Z")
    assert told["conflict"] is None
    assert await place(novel) == ("c1", 3000)
    early = (now - timedelta(hours=3)).isoformat()
    await phone.go(1, 4000, made_at=early)
    assert [row.made_at for row in await journal(novel)] == [now, now, now - timedelta(hours=3)]


async def test_a_client_without_a_device_is_never_asked(novel: Novel) -> None:
    desk = device(novel, "Компьютер")
    await desk.go(2, 100)
    body = {"chapter": "c0", "offset": 40, "page_end": 90, "reached": False}
    told = (await novel.ask("PUT", "/position", json=body)).json()
    assert (told["chapter"], told["offset"], told["device"]) == ("c0", 40, None)
    assert told["quote"] == texts()[0][40:104]
    assert (await desk.post(desk.move(2, 600)))["conflict"]["device"] is None


@pytest.mark.parametrize(
    "change",
    [
        {"moves": []},
        {"moves": "turn"},
        {"base": "head"},
        {"device": {"id": "phone", "name": "x"}},
        {"device": {"id": str(uuid4()), "name": "x" * 101}},
    ],
)
async def test_malformed_batches_are_refused(novel: Novel, change: dict[str, Any]) -> None:
    desk = device(novel, "Компьютер")
    body = {"device": {"id": desk.id, "name": "x"}, "base": None, "moves": [desk.move(0, 0)]}
    answer = await novel.ask("POST", "/moves", json={**body, **change})
    assert answer.status_code == 422, answer.text


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "leap"},
        {"offset": -1},
        {"made_at": "2026-05-03T12:00:00"},
        {"made_at": "yesterday"},
        {"quote": "x" * 201},
        {"id": "1"},
        {"extra": 1},
    ],
)
async def test_malformed_moves_are_refused(novel: Novel, change: dict[str, Any]) -> None:
    desk = device(novel, "Компьютер")
    body = {"device": {"id": desk.id, "name": "x"}, "base": None}
    moves = [{**desk.move(0, 0), **change}]
    answer = await novel.ask("POST", "/moves", json={**body, "moves": moves})
    assert answer.status_code == 422, answer.text
    assert await journal(novel) == []


async def test_more_than_a_batch_holds_is_refused(novel: Novel) -> None:
    desk = device(novel, "Компьютер")
    body = {"device": {"id": desk.id, "name": "x"}, "base": None}
    move = desk.move(0, 0)
    answer = await novel.ask("POST", "/moves", json={**body, "moves": [move] * 501})
    assert answer.status_code == 422
    told = await desk.post(*[desk.move(n % 4, n) for n in range(500)])
    assert told["position"]["offset"] == 499
    assert len(await journal(novel)) == 500


async def test_a_chapter_that_never_was_is_refused_whole(novel: Novel) -> None:
    desk = device(novel, "Компьютер")
    body = {"device": {"id": desk.id, "name": "x"}, "base": None}
    moves = [desk.move(0, 0), {**desk.move(0, 0), "chapter": "none"}]
    answer = await novel.ask("POST", "/moves", json={**body, "moves": moves})
    assert (answer.status_code, answer.json()["code"]) == (404, "chapter_not_found")
    assert await journal(novel) == []


async def test_offsets_beyond_the_text_stand_at_its_end(novel: Novel) -> None:
    desk = device(novel, "Компьютер")
    whole = len(texts()[3])
    told = await desk.go(3, whole + 10_000, quote="", quote_before="", quote_after="")
    assert told["position"]["offset"] == whole
    assert told["position"]["furthest"] == {"chapter": "c3", "offset": whole}
    assert told["position"]["progress"] == 1.0


async def test_open_pages_are_told_when_another_device_moves(novel: Novel) -> None:
    async def events() -> list[Event]:
        async with novel.browser.context.database.read() as session:
            query = select(Event).where(Event.kind == "place.moved").order_by(Event.id)
            return list(await session.scalars(query))

    desk, phone = device(novel, "Компьютер"), device(novel, "Телефон")
    await desk.go(0, 0)
    assert await events() == []  # nobody else reads
    await phone.go(0, 0, "open")
    assert await events() == []  # nothing moved
    await desk.go(0, 600)
    # Ids only: what they mean is asked for.
    assert [one.data for one in await events()] == [
        {"book_id": str(novel.id), "device_id": desk.id}
    ]
    told = await phone.post(phone.move(3, 0))
    assert told["conflict"] is not None
    assert len(await events()) == 1


async def test_the_journal_tells_sittings_and_jumps(novel: Novel) -> None:
    desk, phone = device(novel, "Компьютер"), device(novel, "Телефон")
    clock = novel.browser.clock
    at = texts()[0].index("слово 20:")
    for offset in (0, 500, at):
        await desk.go(0, offset)
        clock.turn(minutes=2)
    await desk.go(2, 40, "jump", reached=False)
    clock.turn(minutes=1)
    await desk.go(0, at, "undo", reached=False)
    clock.turn(hours=3)
    await novel.browser.sign_in()
    await desk.go(0, at + 500)
    phone.base = desk.base
    await phone.go(0, at + 1000)
    told = await novel.get("/moves")
    assert told["next"] is None
    assert [(s["kind"], s["device"]["name"], s["moves"]) for s in told["stops"]] == [
        ("sitting", "Телефон", 1),
        ("sitting", "Компьютер", 1),
        ("undo", "Компьютер", 1),
        ("jump", "Компьютер", 1),
        ("sitting", "Компьютер", 3),
    ]
    first = told["stops"][-1]
    assert (first["first"]["offset"], first["last"]["offset"]) == (0, at)
    assert first["last"]["chapter_title"] == "Глава 0"
    assert first["last"]["sentence"] == sentence(0, 20).strip()
    assert first["began_at"] < first["ended_at"]
    # Page by page it is the same journal.
    paged: list[Any] = []
    before = ""
    for _ in range(3):
        page = await novel.get(f"/moves?limit=2{before}")
        paged += page["stops"]
        before = f"&before={page['next']}"
    assert page["next"] is None
    assert paged == told["stops"]


async def test_devices_are_named_and_forgotten_by_their_reader_alone(novel: Novel) -> None:
    desk, phone = device(novel, "Компьютер"), device(novel, "Телефон")
    await desk.go(0, 0)
    novel.browser.clock.turn(minutes=2)
    await phone.go(0, 100)
    browser = novel.browser
    listed = (await browser.ask("GET", "/api/devices")).json()["items"]
    assert [one["name"] for one in listed] == ["Телефон", "Компьютер"]
    stranger = await novel.stranger()
    assert (await stranger.ask("GET", "/api/devices")).json() == {"items": []}
    address = f"/api/devices/{phone.id}"
    for method, body in (("PATCH", {"name": "Чужой"}), ("DELETE", None)):
        answer = await stranger.ask(method, address, json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "device_not_found")
    renamed = await browser.ask("PATCH", address, json={"name": "  Читалка\n у кровати "})
    assert renamed.json()["name"] == "Читалка у кровати"
    for name in ("", "   ", "x" * 101):
        assert (await browser.ask("PATCH", address, json={"name": name})).status_code == 422
    # The device goes on calling itself by the name it had.
    await phone.go(0, 600)
    assert (await novel.get("/position"))["device"]["name"] == "Читалка у кровати"
    assert (await browser.ask("DELETE", address)).status_code == 204
    assert (await novel.get("/position"))["device"] == {"id": phone.id, "name": ""}
    assert [s["device"]["name"] for s in (await novel.get("/moves"))["stops"]] == ["", "Компьютер"]
    browser.token = None
    assert (await browser.ask("GET", "/api/devices")).status_code == 401


async def test_two_devices_of_one_name_are_told_apart(novel: Novel) -> None:
    for _ in range(3):
        await device(novel, "Chrome, Linux").go(0, 0)
        novel.browser.clock.turn(seconds=1)
    listed = (await novel.browser.ask("GET", "/api/devices")).json()["items"]
    assert [one["name"] for one in listed] == [
        "Chrome, Linux 3", "Chrome, Linux 2", "Chrome, Linux",
    ]  # fmt: skip


async def test_made_up_devices_do_not_fill_the_table(novel: Novel) -> None:
    for n in range(60):
        novel.browser.clock.turn(seconds=1)
        await device(novel, f"№ {n}").go(0, 0)
    async with novel.browser.context.database.read() as session:
        assert await session.scalar(select(func.count()).select_from(Device)) == 50
    listed = (await novel.browser.ask("GET", "/api/devices")).json()["items"]
    assert listed[0]["name"] == "№ 59"


async def test_a_book_has_reading_settings_of_its_own(novel: Novel) -> None:
    desk = device(novel, "Компьютер")
    await desk.go(1, 300)
    chosen = {"size": 22, "lineHeight": 1.6, "justify": False, "font": "pt-serif", "columns": 2}
    told = await novel.ask("PUT", "/reading-settings", json={"settings": chosen})
    assert told.json()["settings"] == chosen
    now = await novel.get("/position")
    assert (now["settings"], now["offset"], now["head"]) == (chosen, 300, desk.base)
    await desk.go(1, 900)
    assert (await novel.get("/position"))["settings"] == chosen
    for bad in (
        {"size": [1]}, {"a b": 1}, {"x": "<script>"}, {"x": 1e300}, {"x" * 41: 1}, {"x": None},
        {f"k{n}": 1 for n in range(41)},
    ):  # fmt: skip
        answer = await novel.ask("PUT", "/reading-settings", json={"settings": bad})
        assert answer.status_code == 422, bad
    told = await novel.ask("PUT", "/reading-settings", json={"settings": {}})
    assert told.json()["settings"] == {}


async def test_settings_and_spoilers_before_the_first_page_ask_nobody_later(novel: Novel) -> None:
    await novel.ask("PUT", "/reading-settings", json={"settings": {"size": 20}})
    await novel.lift(lifted=True)
    desk = device(novel, "Компьютер")
    assert (await desk.go(3, 100))["conflict"] is None
    assert UUID(str(desk.base))


async def test_the_journal_goes_with_its_book_and_stays_with_nobody(novel: Novel) -> None:
    await device(novel, "Компьютер").go(0, 0)
    assert (await novel.ask("DELETE", "")).status_code == 204
    assert await journal(novel) == []
