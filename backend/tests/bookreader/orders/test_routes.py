"""Orders over HTTP: cards of the people met, what is told of them, and whose they are."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bookreader import pipeline
from bookreader.jobs import tasks
from bookreader.ports.context import TaskContext
from bookreader.ports.providers import Capabilities
from bookreader.providers.models import Provider
from tests.bookreader.makers import PRICE, FakeProviders
from tests.bookreader.novel import ANNA, Novel, opened_novel


@pytest.fixture
async def novel(tmp_path: Path, database_url: str) -> AsyncIterator[Novel]:
    async with opened_novel(tmp_path / "data", database_url) as opened:
        yield opened


@pytest.fixture
async def maker(novel: Novel) -> str:
    fake = FakeProviders(able=Capabilities(seed=True, max_refs=2))
    novel.browser.app.state.context = replace(novel.browser.context, providers=fake)
    context: TaskContext = novel.browser.context
    async with context.database.write() as session:
        row = Provider(
            kind="fake", name="Модель", model="m-1", price_micros=PRICE,
            base_url="http://fake.test", created_at=context.clock(), updated_at=context.clock(),
        )  # fmt: skip
        session.add(row)
        await session.flush()
        return row.id.hex


async def work(novel: Novel) -> None:
    while await tasks.run(novel.browser.context, pipeline.STAGES):
        pass


async def post(novel: Novel, path: str, body: Any, status: int = 200) -> Any:
    answer = await novel.ask("POST", path, json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


async def test_cards_of_those_met_are_ordered_and_go_along_once_approved(
    novel: Novel, maker: str
) -> None:
    cards = {"maker": maker, "extent": "cards"}
    assert (await post(novel, "/orders/estimate", cards))["pictures"] == 0
    await novel.read_to(0)
    told = await post(novel, "/orders/estimate", cards)
    assert (told["pictures"], told["cost_high"]) == (1, 11_000)
    # The names as prompts say them, of nobody who has not come yet.
    assert told["leaves"]["names"] == ["Anna Eltsova"]
    assert "red hair" in told["leaves"]["prompts"][0]
    placed = await post(novel, "/orders", {**cards, "cap_micros": 50_000}, 201)
    assert (placed["state"], placed["total"]) == ("running", 1)
    await work(novel)
    (order,) = (await novel.get("/orders"))["items"]
    assert (order["state"], order["done"], order["spent_micros"]) == ("done", 1, PRICE)
    bible = await novel.get("/bible")
    (anna,) = [one for one in bible["entities"] if one["name"].startswith("Анна")]
    card = anna["card"]
    assert (card["state"], card["label"], card["width"]) == ("ready", "ai", 1024)
    picture = await novel.ask("GET", f"/pictures/{card['id']}")
    assert picture.status_code == 200
    assert (await post(novel, "/orders/estimate", cards))["pictures"] == 0

    d = (await novel.described())[ANNA].id
    assert (await novel.get(f"/descriptions/{d}/prompt?maker={maker}"))["references"] == []
    path = f"/bible/entities/{anna['id']}/cards/{card['id']}/approval"
    await post(novel, path, None)
    (ref,) = (await novel.get(f"/descriptions/{d}/prompt?maker={maker}"))["references"]
    assert (ref["entity_id"], ref["picture_id"]) == (anna["id"], card["id"])
    await post(novel, f"/descriptions/{d}/drawings", {"maker": maker}, 202)
    await work(novel)
    fake = novel.browser.context.providers
    assert isinstance(fake, FakeProviders)
    assert [len(request.refs) for request in fake.asked] == [0, 1]
    assert fake.asked[1].refs[0].data.startswith(b"delivered ")


async def test_a_card_shows_nothing_to_whom_it_lies_ahead(novel: Novel, maker: str) -> None:
    await novel.lift(lifted=True)
    await post(novel, "/orders", {"maker": maker, "extent": "cards", "cap_micros": 90_000}, 201)
    await work(novel)
    cards = [one["card"] for one in (await novel.get("/bible"))["entities"] if one["card"]]
    assert len(cards) >= 2
    await novel.lift(lifted=False)
    await novel.read_to(0)
    for card in cards:
        assert (await novel.ask("GET", f"/pictures/{card['id']}")).status_code == 404
        assert (await novel.ask("GET", f"/pictures/{card['id']}/why")).status_code == 404


async def test_an_order_is_its_reader_s_alone(novel: Novel, maker: str) -> None:
    wish = {"maker": maker, "extent": "book"}
    placed = await post(novel, "/orders", {**wish, "cap_micros": 90_000}, 201)
    stranger = await novel.stranger()
    at = f"/api/books/{novel.id}/orders"
    for method, path, body in (
        ("GET", at, None),
        ("POST", f"{at}/estimate", wish),
        ("POST", at, {**wish, "cap_micros": 1}),
        ("POST", f"{at}/{placed['id']}/pause", None),
        ("POST", f"{at}/{placed['id']}/resumption", None),
        ("DELETE", f"{at}/{placed['id']}", None),
    ):
        answer = await stranger.ask(method, path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "book_not_found"), path
    again = await novel.ask("POST", "/orders", json={**wish, "cap_micros": 90_000})
    assert again.json()["code"] == "order_under_way"
    assert (await post(novel, f"/orders/{placed['id']}/pause", None))["state"] == "paused"
    assert (await post(novel, f"/orders/{placed['id']}/resumption", None))["state"] == "running"
    gone = await novel.ask("DELETE", f"/orders/{placed['id']}")
    assert gone.json()["state"] == "cancelled"
    ended = await novel.ask("POST", f"/orders/{placed['id']}/resumption")
    assert ended.json()["code"] == "order_ended"
    missing = await novel.ask("POST", f"/orders/{novel.id}/pause")
    assert missing.json()["code"] == "order_not_found"
