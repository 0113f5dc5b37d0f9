"""The visual bible over HTTP: nothing of whom the reader has not met, and their own looks kept."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import update

from bookreader.illustration.models import PLANNED, READY, Picture
from tests.bookreader.novel import TEXTS, Novel, opened_novel

STYLE: dict[str, Any] = {
    "version": 0, "style_id": "watercolour", "style_words": "мягкий свет", "palette": ["#8b1a1a"],
    "era": "1830s", "country": "Россия",
}  # fmt: skip


@pytest.fixture
async def novel(tmp_path: Path, database_url: str) -> AsyncIterator[Novel]:
    async with opened_novel(tmp_path / "data", database_url) as made:
        yield made


async def entities(novel: Novel) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in (await novel.get("/bible"))["entities"]}


async def put_look(novel: Novel, entity_id: str, version: int, **look: Any) -> httpx.Response:
    body = {"version": version, **look}
    return await novel.ask("PUT", f"/bible/entities/{entity_id}/look", json=body)


async def everyone(novel: Novel) -> dict[str, str]:
    """Ids of all, met or not."""
    await novel.lift(lifted=True)
    found = {name: one["id"] for name, one in (await entities(novel)).items()}
    await novel.lift(lifted=False)
    return found


async def test_the_first_bible_offers_styles_and_shows_nobody(novel: Novel) -> None:
    bible = await novel.get("/bible")
    assert bible["version"] == 0
    assert bible["style"] == {"id": "storybook", "words": ""}
    assert len(bible["styles"]) >= 12
    assert all(s["name_ru"] and s["name_en"] for s in bible["styles"])
    assert (bible["entities"], bible["history"], bible["stale_pictures"]) == ([], [], 0)


async def test_a_reader_sees_whom_they_met_with_what_is_known_by_then(novel: Novel) -> None:
    await novel.read_to(0)
    known = await entities(novel)
    assert {"Анна Ельцова", "Пётр Громов"} == set(known)
    anna = known["Анна Ельцова"]
    assert "red hair" in anna["clause"]
    assert anna["clause"].startswith("Anna Eltsova: ")
    assert "hair" not in anna["invented"]
    assert anna["card"] is None
    for trait in anna["traits"]:
        assert trait["quote"] in TEXTS[0]
        assert trait["chapter"] == "c0"
    told = json.dumps(await novel.get("/bible"), ensure_ascii=False)
    for later in ("Семён", "Semyon", "Нюра", "Nyura"):
        assert later not in told


async def test_choices_are_kept_as_a_version(novel: Novel) -> None:
    answer = await novel.ask("PUT", "/bible", json=STYLE)
    assert answer.status_code == 200, answer.text
    bible = answer.json()
    assert bible == await novel.get("/bible")
    assert bible["version"] == 1
    assert bible["style"] == {"id": "watercolour", "words": "мягкий свет"}
    assert (bible["palette"], bible["era"], bible["country"]) == (["#8b1a1a"], "1830s", "Россия")
    assert [(v["version"], v["note"]) for v in bible["history"]] == [(1, "choices")]


async def test_who_looked_at_an_older_version_is_told(novel: Novel) -> None:
    await novel.ask("PUT", "/bible", json=STYLE)
    answer = await novel.ask("PUT", "/bible", json=STYLE | {"style_id": "oil"})
    assert (answer.status_code, answer.json()["code"]) == (409, "bible_changed")
    assert (await novel.get("/bible"))["style"]["id"] == "watercolour"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"style_id": "a living master"}, "style_id"),
        ({"palette": ["reddish"]}, "palette"),
        ({"palette": ["#8b1a1a"] * 8}, "palette"),
        ({"style_words": "erotic"}, "Nothing sexual"),
        ({"style_words": "sensual light on a nude child"}, "Children"),
        ({"country": "x" * 90}, "country"),
    ],
)
async def test_choices_that_cannot_be_kept(novel: Novel, wrong: dict[str, Any], said: str) -> None:
    answer = await novel.ask("PUT", "/bible", json=STYLE | wrong)
    assert answer.status_code == 422
    assert said in json.dumps(answer.json())
    assert (await novel.get("/bible"))["version"] == 0


async def test_a_look_stands_from_its_place_on(novel: Novel) -> None:
    await novel.read_to(0)
    anna = (await entities(novel))["Анна Ельцова"]["id"]
    place = {"chapter": "c0", "offset": 100}
    look = {"fields": {"hair": "чёрные", "garment": "серое пальто"}, "words": "a scar"}
    answer = await put_look(novel, anna, 0, **{"from": place}, **look)
    assert answer.status_code == 200, answer.text
    [mine] = [e for e in answer.json()["entities"] if e["id"] == anna]
    assert mine["looks"] == [{"from": place, **look, "approved": True}]
    assert "black hair" in mine["clause"]
    assert mine["clause"].endswith("; a scar")
    assert "red hair" not in mine["clause"]
    rows = await novel.described()
    assert rows


async def test_a_look_at_the_same_place_takes_the_place_of_the_other(novel: Novel) -> None:
    await novel.read_to(0)
    anna = (await entities(novel))["Анна Ельцова"]["id"]
    await put_look(novel, anna, 0, fields={"eyes": "blue"})
    answer = await put_look(novel, anna, 1, fields={"eyes": "green"})
    [mine] = [e for e in answer.json()["entities"] if e["id"] == anna]
    assert [look["fields"] for look in mine["looks"]] == [{"eyes": "green"}]
    gone = await novel.ask("DELETE", f"/bible/entities/{anna}/look?version=2")
    assert gone.status_code == 200, gone.text
    assert (await entities(novel))["Анна Ельцова"]["looks"] == []
    again = await novel.ask("DELETE", f"/bible/entities/{anna}/look")
    assert (again.status_code, again.json()["code"]) == (404, "look_not_found")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"fields": {"wings": "two"}}, "wings"),
        ({"fields": {"age": "17"}}, "fields.age"),
        ({"fields": {"garment": "lingerie"}}, "Nothing sexual"),
        ({"fields": {"age": "child"}, "words": "обнажённая"}, "Children"),
        ({"words": "x" * 350}, "words"),
    ],
)
async def test_looks_that_cannot_be_kept(novel: Novel, wrong: dict[str, Any], said: str) -> None:
    await novel.read_to(0)
    anna = (await entities(novel))["Анна Ельцова"]["id"]
    answer = await put_look(novel, anna, 0, **wrong)
    assert answer.status_code == 422
    assert said in json.dumps(answer.json(), ensure_ascii=False)
    assert (await novel.get("/bible"))["version"] == 0


async def test_nothing_can_be_said_of_whom_one_has_not_met(novel: Novel) -> None:
    ids = await everyone(novel)
    await novel.read_to(0)
    for asked in (
        put_look(novel, ids["Нюра Светлова"], 0, fields={"eyes": "blue"}),
        novel.ask("DELETE", f"/bible/entities/{ids['Нюра Светлова']}/look"),
        novel.ask(
            "POST", f"/bible/entities/{ids['Нюра Светлова']}/cards", json={"maker": uuid4().hex}
        ),
        put_look(novel, "nobody", 0),
    ):
        answer = await asked
        assert (answer.status_code, answer.json()["code"]) == (404, "entity_not_found")


@pytest.mark.parametrize("place", [{"chapter": "c1", "offset": 0}, {"chapter": "c9", "offset": 0}])
async def test_a_look_cannot_begin_where_nobody_has_been(
    novel: Novel, place: dict[str, Any]
) -> None:
    await novel.read_to(0)
    anna = (await entities(novel))["Анна Ельцова"]["id"]
    answer = await put_look(novel, anna, 0, **{"from": place}, fields={"eyes": "blue"})
    assert (answer.status_code, answer.json()["code"]) == (409, "look_ahead")


async def test_a_look_of_a_later_place_is_neither_told_nor_lost(novel: Novel) -> None:
    await novel.lift(lifted=True)
    anna = (await entities(novel))["Анна Ельцова"]["id"]
    later = {"chapter": "c2", "offset": 5}
    await put_look(novel, anna, 0, **{"from": later}, fields={"garment": "mourning dress"})
    await novel.lift(lifted=False)
    await novel.read_to(0)
    assert "mourning" not in json.dumps(await novel.get("/bible"))
    gone = await novel.ask("DELETE", f"/bible/entities/{anna}/look?chapter=c2&offset=5")
    assert gone.status_code == 404
    await put_look(novel, anna, 1, fields={"eyes": "blue"})
    await novel.read_to(2)
    looks = (await entities(novel))["Анна Ельцова"]["looks"]
    assert [look["from"] for look in looks] == [None, later]


async def test_looks_go_with_a_merge_and_come_back_with_its_undoing(novel: Novel) -> None:
    await novel.lift(lifted=True)
    known = await entities(novel)
    anna, nyura = known["Анна Ельцова"]["id"], known["Нюра Светлова"]["id"]
    await put_look(novel, nyura, 0, fields={"eyes": "blue"})
    edit = await novel.ask(
        "POST", "/entities/edits", json={"kind": "merge", "entities": [anna, nyura]}
    )
    [merged] = [e for e in (await entities(novel)).values() if e["id"] == anna]
    assert merged["looks"][0]["fields"] == {"eyes": "blue"}
    assert "blue eyes" in merged["clause"]
    answer = await put_look(novel, anna, 1, fields={"eyes": "green"})
    [merged] = [e for e in answer.json()["entities"] if e["id"] == anna]
    assert [look["fields"] for look in merged["looks"]] == [{"eyes": "green"}]
    await novel.ask("DELETE", f"/entities/edits/{edit.json()['id']}")
    assert (await entities(novel))["Анна Ельцова"]["looks"][0]["fields"] == {"eyes": "green"}


async def test_hidden_ones_are_left_out(novel: Novel) -> None:
    await novel.read_to(0)
    anna = (await entities(novel))["Анна Ельцова"]["id"]
    await novel.ask("POST", "/entities/edits", json={"kind": "hide", "entities": [anna]})
    assert "Анна Ельцова" not in await entities(novel)
    assert (await put_look(novel, anna, 0)).status_code == 404


async def test_an_earlier_version_is_put_in_force_again(novel: Novel) -> None:
    await novel.ask("PUT", "/bible", json=STYLE)
    await novel.ask("PUT", "/bible", json=STYLE | {"version": 1, "style_id": "oil"})
    back = await novel.ask("POST", "/bible/restoration", json={"version": 1})
    assert (back.json()["version"], back.json()["style"]["id"]) == (3, "watercolour")
    first = await novel.ask("POST", "/bible/restoration", json={"version": 0})
    assert (first.json()["version"], first.json()["style"]["id"]) == (4, "storybook")
    none = await novel.ask("POST", "/bible/restoration", json={"version": 77})
    assert (none.status_code, none.json()["code"]) == (404, "bible_version_not_found")


async def a_card(novel: Novel, entity_id: str, until: list[int], **more: Any) -> Picture:
    """A card as drawing leaves it."""
    context = novel.browser.context
    card = Picture(
        book_id=novel.id, entity_id=entity_id, provider=uuid4().hex, provider_name="Somebody",
        state=READY, sha256="a" * 64, width=8, height=8, created_at=context.clock(),
        made={"until": until}, **more,
    )  # fmt: skip
    async with context.database.write() as session:
        session.add(card)
        await session.flush()
    return card


async def test_the_approved_card_is_the_one_that_is_shown(novel: Novel) -> None:
    await novel.read_to(0)
    anna = (await entities(novel))["Анна Ельцова"]["id"]
    first = await a_card(novel, anna, [0, 120])
    await a_card(novel, anna, [0, 130])
    answer = await novel.ask("POST", f"/bible/entities/{anna}/cards/{first.id}/approval")
    assert answer.status_code == 200, answer.text
    card = (await entities(novel))["Анна Ельцова"]["card"]
    assert (card["id"], card["state"], card["alt"]) == (
        str(first.id), "ready", "Портрет: Анна Ельцова",
    )  # fmt: skip
    for wrong in (str(uuid4()), str(first.id)):
        whose = anna if wrong != str(first.id) else (await entities(novel))["Пётр Громов"]["id"]
        refused = await novel.ask("POST", f"/bible/entities/{whose}/cards/{wrong}/approval")
        assert (refused.status_code, refused.json()["code"]) == (404, "picture_not_found")


async def test_a_card_of_later_knowledge_or_unfinished_is_not_approved(novel: Novel) -> None:
    await novel.read_to(0)
    anna = (await entities(novel))["Анна Ельцова"]["id"]
    later = await a_card(novel, anna, [2, 3])
    assert (await entities(novel))["Анна Ельцова"]["card"] is None
    refused = await novel.ask("POST", f"/bible/entities/{anna}/cards/{later.id}/approval")
    assert refused.status_code == 404
    unready = await a_card(novel, anna, [0, 3])
    async with novel.browser.context.database.write() as session:
        await session.execute(
            update(Picture).where(Picture.id == unready.id).values(state=PLANNED, sha256=None)
        )
    refused = await novel.ask("POST", f"/bible/entities/{anna}/cards/{unready.id}/approval")
    assert refused.status_code == 404
    assert (await entities(novel))["Анна Ельцова"]["card"]["state"] == "painting"


async def test_a_card_needs_somebody_who_draws(novel: Novel) -> None:
    await novel.read_to(0)
    anna = (await entities(novel))["Анна Ельцова"]["id"]
    answer = await novel.ask("POST", f"/bible/entities/{anna}/cards", json={"maker": uuid4().hex})
    assert (answer.status_code, answer.json()["code"]) == (404, "maker_unknown")


async def test_somebody_elses_bible_is_not_there(novel: Novel) -> None:
    other = await novel.stranger()
    at = f"/api/books/{novel.id}/bible"
    for answer in (
        await other.ask("GET", at),
        await other.ask("PUT", at, json=STYLE),
        await other.ask("POST", f"{at}/restoration", json={"version": 0}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "book_not_found")
