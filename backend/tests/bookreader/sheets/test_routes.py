"""Entity sheets: nobody beyond the reader's place, and the reader's own changes of the cast."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from bookreader.jobs import repository
from tests.bookreader.novel import ANNA, NYURA, SEMYON, TEXTS, Novel, opened_novel


@pytest.fixture
async def novel(tmp_path: Path, database_url: str) -> AsyncIterator[Novel]:
    async with opened_novel(tmp_path / "data", database_url) as made:
        yield made


async def by_name(novel: Novel) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in (await novel.get("/entities"))["items"]}


async def change(novel: Novel, kind: str, *names: str, name: str | None = None) -> str:
    known = await by_name(novel)
    body = {"kind": kind, "entities": [known[n]["id"] for n in names], "name": name}
    answer = await novel.ask("POST", "/entities/edits", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def everything(novel: Novel) -> str:
    """All that the server says of the cast to this reader."""
    told = [await novel.get("/entities"), await novel.get("/entities/edits"), await novel.get("")]
    told += [await novel.get(f"/entities/{one['id']}") for one in told[0]["items"]]
    return json.dumps(told, ensure_ascii=False)


async def test_nobody_is_known_before_the_first_page(novel: Novel) -> None:
    assert (await novel.get("/entities")) == {"items": [], "complete": True}
    assert (await novel.get(""))["entities"] == 0


async def test_a_reader_knows_whom_they_have_met_and_no_more(novel: Novel) -> None:
    await novel.read_to(0)
    known = await by_name(novel)
    assert set(known) == {"Анна Ельцова", "Пётр Громов"}
    assert (await novel.get(""))["entities"] == 2
    said = await everything(novel)
    for later in ("Семён", "Лаптев", "Нюра", "Светлова"):
        assert later not in said
    anna = known["Анна Ельцова"]
    assert anna["mentions"] == TEXTS[0].count("Анна") + TEXTS[0].count("Анны")
    assert anna["first"] == {"chapter": "c0", "start": TEXTS[0].index("Анна")}
    await novel.read_to(2)
    known = await by_name(novel)
    assert {"Семён Лаптев", "Нюра Светлова"} < set(known)
    assert known["Анна Ельцова"]["mentions"] > anna["mentions"]
    assert known["Анна Ельцова"]["id"] == anna["id"]


async def test_a_name_counts_from_the_place_where_it_stands(novel: Novel) -> None:
    end = TEXTS[0].index("Ельцова") + len("Ельцова")
    await novel.read_to(0, end - 1)
    assert await by_name(novel) == {}
    await novel.read_to(0, end)
    assert set(await by_name(novel)) == {"Анна Ельцова"}


async def test_a_sheet_tells_traits_with_their_quotes_and_passages(novel: Novel) -> None:
    await novel.read_to(1)
    known = await by_name(novel)
    sheet = await novel.get(f"/entities/{known['Анна Ельцова']['id']}")
    assert {"hair", "eyes"} <= {t["aspect"] for t in sheet["traits"]}
    for trait in sheet["traits"]:
        assert trait["quote"] == TEXTS[0][trait["start"] : trait["end"]]
        assert (trait["chapter"], trait["chapter_title"]) == ("c0", "Глава 0")
    assert len(sheet["traits"]) == known["Анна Ельцова"]["traits"]
    [passage] = sheet["passages"]
    assert (passage["text"], passage["picture"]["state"]) == (ANNA, "ready")
    assert sheet["picture"] == passage["picture"]
    assert sum(n["count"] for n in sheet["named"]) == sheet["mentions"]
    shown = await novel.ask("GET", f"/descriptions/{passage['description_id']}")
    about = {"id": sheet["id"], "name": "Анна Ельцова", "kind": "character"}
    assert shown.json()["entities"] == [about]


async def test_a_description_names_nobody_by_a_later_name(novel: Novel) -> None:
    await novel.lift(lifted=True)
    await change(novel, "merge", "Нюра Светлова", "Анна Ельцова")
    await novel.lift(lifted=False)
    await novel.read_to(0)
    rows = await novel.described()
    shown = (await novel.get(f"/descriptions/{rows[ANNA].id}"))["entities"]
    assert [one["name"] for one in shown] == ["Анна Ельцова"]
    assert "Нюра" not in await everything(novel)
    assert (await novel.get("/entities/edits"))["items"] == []


async def test_an_edit_is_told_from_the_place_where_its_name_ends(novel: Novel) -> None:
    end = TEXTS[0].index("Ельцова") + len("Ельцова")
    await novel.lift(lifted=True)
    edit = await change(novel, "hide", "Анна Ельцова")
    await novel.lift(lifted=False)
    await novel.read_to(0, end - 1)
    assert (await novel.get("/entities/edits"))["items"] == []
    assert (await novel.ask("DELETE", f"/entities/edits/{edit}")).status_code == 404
    await novel.read_to(0, end)
    assert [one["id"] for one in (await novel.get("/entities/edits"))["items"]] == [edit]


@pytest.mark.parametrize("name", ["Семён Лаптев", "Нюра Светлова"])
async def test_an_entity_ahead_is_as_good_as_none(novel: Novel, name: str) -> None:
    await novel.lift(lifted=True)
    ahead = (await by_name(novel))[name]["id"]
    await novel.lift(lifted=False)
    await novel.read_to(0)
    for entity in (ahead, "0" * 16):
        answer = await novel.ask("GET", f"/entities/{entity}")
        assert (answer.status_code, answer.json()["code"]) == (404, "entity_not_found")
        body = {"kind": "hide", "entities": [entity], "name": None}
        refused = await novel.ask("POST", "/entities/edits", json=body)
        assert (refused.status_code, refused.json()["code"]) == (404, "entity_not_found")


async def test_a_merge_survives_a_newer_finder_and_can_be_undone(
    novel: Novel, monkeypatch: pytest.MonkeyPatch
) -> None:
    await novel.read_to(2)
    edit = await change(novel, "merge", "Анна Ельцова", "Нюра Светлова")
    merged = (await by_name(novel))["Анна Ельцова"]
    assert {"Анна", "Нюра", "Нюра Светлова"} <= set(merged["names"])
    sheet = await novel.get(f"/entities/{merged['id']}")
    assert [p["text"] for p in sheet["passages"]] == [ANNA, NYURA]
    monkeypatch.setattr("bookreader.extraction.tasks.EXTRACTOR_VERSION", "newer")
    await novel.start_again()
    assert (await by_name(novel))["Анна Ельцова"]["names"] == merged["names"]
    [kept] = (await novel.get("/entities/edits"))["items"]
    assert (kept["id"], kept["resting"]) == (edit, False)
    assert kept["names"] == ["Анна Ельцова", "Нюра Светлова"]
    assert (await novel.ask("DELETE", f"/entities/edits/{edit}")).status_code == 204
    assert {"Анна Ельцова", "Нюра Светлова"} < set(await by_name(novel))
    gone = await novel.ask("DELETE", f"/entities/edits/{edit}")
    assert (gone.status_code, gone.json()["code"]) == (404, "edit_not_found")


async def test_an_edit_of_a_text_that_is_gone_rests(novel: Novel) -> None:
    await novel.read_to(2)
    await change(novel, "rename", "Нюра Светлова", name="Нюрочка")
    assert "Нюрочка" in await by_name(novel)
    novel.cpu.names = lambda chapter: {
        "chapter": chapter["id"], "length": 0, "runs": {}, "lower": {},
    }  # fmt: skip
    await redescribe(novel)
    assert await by_name(novel) == {}
    [edit] = (await novel.get("/entities/edits"))["items"]
    assert edit["resting"]


async def redescribe(novel: Novel) -> None:
    """Let every chapter be searched again, as a newer finder would."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bookreader.extraction.tasks.EXTRACTOR_VERSION", "newer still")
        await novel.start_again()


async def test_rename_hide_and_split(novel: Novel) -> None:
    await novel.read_to(2)
    await change(novel, "rename", "Пётр Громов", name="  Громов \u202e\n  старший\x00 ")
    assert "Громов старший" in await by_name(novel)
    hide = await change(novel, "hide", "Семён Лаптев")
    assert (await by_name(novel))["Семён Лаптев"]["hidden"]
    # Another open page that hides the same one makes no second edit: one undo is enough.
    assert await change(novel, "hide", "Семён Лаптев") == hide
    counted = (await novel.get(""))["entities"]
    rows = await novel.described()
    assert (await novel.get(f"/descriptions/{rows[SEMYON].id}"))["entities"] == []
    await novel.ask("DELETE", f"/entities/edits/{hide}")
    assert (await novel.get(""))["entities"] == counted + 1
    await change(novel, "split", "Анна Ельцова", name="Анна")
    known = await by_name(novel)
    assert known["Анна"]["names"] == ["Анна"]
    assert known["Анна Ельцова"]["names"] == ["Анна Ельцова"]


@pytest.mark.parametrize(
    ("kind", "names", "name", "words"),
    [
        ("merge", ["Анна Ельцова"], None, "at least two"),
        ("merge", ["Анна Ельцова", "Анна Ельцова"], None, "at least two"),
        ("rename", ["Анна Ельцова"], "  ", "empty"),
        ("rename", ["Анна Ельцова"], "\u202e\u200b\x00 ", "empty"),
        ("rename", ["Анна Ельцова", "Пётр Громов"], "Икс", "one at a time"),
        ("split", ["Анна Ельцова"], "Нюра", "names met"),
        ("split", ["Пётр Громов"], "Пётр Громов", "only one name"),
    ],
)
async def test_impossible_changes_are_explained(
    novel: Novel, kind: str, names: list[str], name: str | None, words: str
) -> None:
    await novel.read_to(0)
    known = await by_name(novel)
    body = {"kind": kind, "entities": [known[n]["id"] for n in names], "name": name}
    answer = await novel.ask("POST", "/entities/edits", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "edit_invalid")
    assert words in answer.json()["detail"]
    assert (await novel.get("/entities/edits"))["items"] == []


async def test_another_readers_cast_is_not_there(novel: Novel) -> None:
    await novel.read_to(2)
    entity = (await by_name(novel))["Анна Ельцова"]["id"]
    edit = await change(novel, "hide", "Анна Ельцова")
    stranger = await novel.stranger()
    body = {"kind": "hide", "entities": [entity], "name": None}
    for method, path, more in (
        ("GET", "/entities", {}),
        ("GET", f"/entities/{entity}", {}),
        ("GET", "/entities/edits", {}),
        ("POST", "/entities/edits", {"json": body}),
        ("DELETE", f"/entities/edits/{edit}", {}),
    ):
        answer = await stranger.ask(method, f"/api/books/{novel.id}{path}", **more)
        assert (answer.status_code, answer.json()["code"]) == (404, "book_not_found"), path


async def test_pages_hear_of_a_changed_cast(novel: Novel) -> None:
    await novel.read_to(0)
    await change(novel, "hide", "Анна Ельцова")
    me = (await novel.browser.ask("GET", "/api/me")).json()["id"]
    async with novel.browser.context.database.read() as session:
        events = await repository.events_after(session, UUID(me), 0, 1000)
    assert events[-1].kind == "entities"
    assert events[-1].data == {"book_id": str(novel.id)}


async def card(novel: Novel, name: str) -> tuple[str, bytes]:
    """A person's card as the page of the cast shows it: its address and its bytes."""
    told = (await by_name(novel))[name]["cameo"]
    assert (told["state"], told["label"], told["alt"]) == ("ready", "sketch", f"Силуэт: {name}")
    answer = await novel.browser.ask("GET", told["url"])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert Image.open(io.BytesIO(answer.content)).size == (told["width"], told["height"])
    return told["url"], answer.content


async def test_a_person_has_a_card_of_what_is_known_of_them_and_of_no_more(novel: Novel) -> None:
    await novel.read_to(0, TEXTS[0].index("Ельцова") + len("Ельцова"))
    assert (await by_name(novel))["Анна Ельцова"]["cameo"] is None
    entity = (await by_name(novel))["Анна Ельцова"]["id"]
    none_yet = await novel.ask("GET", f"/entities/{entity}/cameo")
    assert (none_yet.status_code, none_yet.json()["code"]) == (404, "cameo_missing")
    await novel.read_to(0)
    early, red_haired = await card(novel, "Анна Ельцова")
    assert (await novel.get(f"/entities/{entity}"))["cameo"]["url"] == early
    assert (await by_name(novel))["Пётр Громов"]["cameo"] is None
    # The same address again is the same card, and from an address of another time comes no more.
    assert (await novel.browser.ask("GET", early)).content == red_haired
    stale = await novel.ask("GET", f"/entities/{entity}/cameo?v=0123456789abcdef")
    assert (stale.content, stale.headers["cache-control"]) == (red_haired, "private, no-cache")


async def test_a_card_whose_bytes_were_evicted_is_painted_again(novel: Novel) -> None:
    await novel.read_to(1)
    address, first = await card(novel, "Семён Лаптев")
    blobs = novel.browser.context.blobs
    kept = hashlib.sha256(first).hexdigest()
    assert await blobs.size(kept) == len(first)
    await blobs.delete(kept)
    assert (await novel.browser.ask("GET", address)).content == first


async def test_a_card_is_for_its_reader_alone(novel: Novel) -> None:
    await novel.read_to(0)
    address, _ = await card(novel, "Анна Ельцова")
    stranger = await novel.stranger()
    assert (await stranger.ask("GET", address)).status_code == 404
    stranger.token = None
    stranger.http.cookies.clear()
    assert (await stranger.ask("GET", address)).status_code == 401
