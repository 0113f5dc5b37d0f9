"""After another reading of the file: the place, the furthest place and the journal are the same words."""

from __future__ import annotations

import random
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bookcore.model import NORMALISER_VERSION
from bookreader.library.service import book_at_work
from bookreader.places import service
from tests.bookreader.novel import Novel
from tests.bookreader.places.shelf import device, opened, read_in_anew, texts


@pytest.fixture
async def novel(tmp_path: Path, database_url: str) -> AsyncIterator[Novel]:
    async with opened(tmp_path / "data", database_url) as made:
        yield made


def other_rules(chapters: tuple[str, ...]) -> tuple[str, ...]:
    """The same book by other rules: a page before it, other spaces and dashes, a chapter cut in two."""
    told = ["Посвящение тем, кто читает."]
    for number, text in enumerate(chapters):
        changed = text.replace("— ", "–\u00a0").replace(" за домом", "\ufffc\nза домом")
        if number == 1:
            half = changed.index("слово 60:") - len("–\u00a0Глава 1, ")
            told += [changed[:half].rstrip(), changed[half:]]
        else:
            told.append(changed)
    return tuple(told)


def words(chapter: str, offset: int) -> str:
    """The letters that follow a place."""
    return "".join(re.findall(r"[^\W_]+", chapter[offset : offset + 200]))[:60]


async def test_the_place_is_at_the_same_words(
    novel: Novel, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = texts(), other_rules(texts())
    desk = device(novel, "Компьютер")
    at = old[1].index("слово 80:")
    reach = old[2].index("слово 10:")
    await desk.go(2, reach - 500)
    await desk.go(1, at, "jump", reached=False)
    await read_in_anew(novel, monkeypatch, new)
    now = await novel.get("/position")
    assert now["normaliser_version"] == NORMALISER_VERSION + 1
    assert now["chapter"] == "c3"  # behind the dedication and the first half
    assert words(new[3], now["offset"]) == words(old[1], at)
    furthest = now["furthest"]
    assert furthest["chapter"] == "c4"
    assert words(new[4], furthest["offset"]) == words(old[2], reach)
    # The journal keeps its lines, and tells where they are now.
    stops = (await novel.get("/moves"))["stops"]
    assert [(s["last"]["chapter"], s["kind"]) for s in stops] == [("c3", "jump"), ("c4", "sitting")]


async def test_until_it_is_written_down_the_spoiler_rule_holds_in_the_new_text(
    novel: Novel, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = texts(), other_rules(texts())
    reach = old[2].index("слово 10:")
    await device(novel, "Компьютер").go(2, reach - 500)

    async def later(*_: object) -> None:
        raise RuntimeError("the worker is killed before it follows")

    monkeypatch.setattr("bookreader.places.tasks.follow", later)
    await read_in_anew(novel, monkeypatch, new)
    async with novel.browser.context.database.read() as session:
        book = await book_at_work(session, novel.id)
        until = await service.visible_until(session, book.user_id, novel.id)
    assert until[0] == 4
    assert words(new[4], until[1]) == words(old[2], reach)
    now = await novel.get("/position")
    assert (now["chapter"], words(new[4], now["offset"])) == (
        "c4", words(old[2], reach - 500),
    )  # fmt: skip


async def test_moves_made_in_the_old_text_arrive_in_the_new(
    novel: Novel, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = texts(), other_rules(texts())
    phone = device(novel, "Телефон")
    await phone.go(0, 0)
    at = old[3].index("слово 33:")
    queued = [phone.move(3, at - 500), phone.move(3, at)]
    await read_in_anew(novel, monkeypatch, new)
    told = await phone.send(*queued)
    assert told["conflict"] is None
    assert told["position"]["chapter"] == "c5"
    assert words(new[5], told["position"]["offset"]) == words(old[3], at)
    assert told["position"]["furthest"]["chapter"] == "c5"
    # What was said of a chapter that is gone, in words that are gone, changes nothing.
    lost = phone.move(3, at, quote="таких слов в этой книге нет нигде", quote_before="")
    lost |= {"chapter": "gone", "quote_after": ""}
    assert (await phone.send(lost))["position"] == told["position"]


async def test_two_hundred_random_places_are_found_again(
    novel: Novel, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = texts(), other_rules(texts())
    chance = random.Random(20)  # the same places every time
    desk = device(novel, "Компьютер")
    asked = [(c, chance.randrange(len(old[c]) - 70)) for c in chance.choices(range(4), k=200)]
    moves = [desk.move(c, o, "jump", reached=False) for c, o in asked]
    await read_in_anew(novel, monkeypatch, new)
    async with novel.browser.context.database.read() as session:
        book = await book_at_work(session, novel.id)
        for (chapter, offset), move in zip(asked, moves, strict=True):
            number, start = await service.anchor(
                session,
                book,
                service.Locator(
                    chapter,
                    offset,
                    NORMALISER_VERSION,
                    move["quote"],
                    move["quote_before"],
                    move["quote_after"],
                    offset / sum(map(len, old)),
                    f"c{chapter}",
                ),
            )
            expected = words(old[chapter], offset)
            # The cut between two chapters may stand in the words.
            assert expected.startswith(words(new[number], start)[:12])
            assert words(new[number], start)[:12]


async def test_without_words_the_share_of_the_book_is_kept(
    novel: Novel, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = device(novel, "Компьютер")
    await desk.go(2, 3000)
    before = (await novel.get("/position"))["progress"]
    strange = tuple("абвгд " * 900 for _ in range(8))
    await read_in_anew(novel, monkeypatch, strange)
    now = await novel.get("/position")
    at = (int(now["chapter"][1:]) * len(strange[0]) + now["offset"]) / (8 * len(strange[0]))
    assert abs(at - before) < 0.01
