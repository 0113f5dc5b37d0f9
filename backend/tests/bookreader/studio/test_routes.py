"""The studio over HTTP: who may see and do what, and nothing of it ahead of the reader's page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bookreader import pipeline
from bookreader.jobs import tasks
from bookreader.ports.context import TaskContext
from bookreader.ports.providers import ImageRequest, ImageResult, Refused
from bookreader.providers.models import Provider
from tests.bookreader.makers import PRICE, FakeProviders
from tests.bookreader.novel import ANNA, SEMYON, SNOW, Novel, opened_novel


@pytest.fixture
async def novel(tmp_path: Path, database_url: str) -> AsyncIterator[Novel]:
    async with opened_novel(tmp_path / "data", database_url) as opened:
        yield opened


@pytest.fixture
async def maker(novel: Novel) -> str:
    """A provider; its reader is the administrator and may spend."""
    app = novel.browser.app
    app.state.context = replace(novel.browser.context, providers=FakeProviders())
    context: TaskContext = app.state.context
    async with context.database.write() as session:
        row = Provider(
            kind="fake", name="Модель", model="m-1", price_micros=PRICE,
            base_url="http://fake.test", created_at=context.clock(), updated_at=context.clock(),
        )  # fmt: skip
        session.add(row)
        await session.flush()
        return row.id.hex


def fake_of(novel: Novel) -> FakeProviders:
    fake = novel.browser.context.providers
    assert isinstance(fake, FakeProviders)
    return fake


async def work(novel: Novel) -> None:
    while await tasks.run(novel.browser.context, pipeline.STAGES):
        pass


async def id_of(novel: Novel, words: str) -> str:
    return str((await novel.described())[words].id)


async def draw(novel: Novel, words: str, maker: str, prompt: str | None = None) -> Any:
    body = {"maker": maker} | ({"prompt": prompt} if prompt else {})
    path = f"/descriptions/{await id_of(novel, words)}/drawings"
    answer = await novel.ask("POST", path, json=body)
    assert answer.status_code == 202, answer.text
    return answer.json()


async def versions(novel: Novel, words: str) -> list[Any]:
    return list((await novel.get(f"/descriptions/{await id_of(novel, words)}/pictures"))["items"])


async def test_makers_are_told_with_prices_and_what_is_left(novel: Novel, maker: str) -> None:
    answer = await novel.browser.ask("GET", f"/api/makers?book_id={novel.id}")
    told = answer.json()
    sketch, other = told["items"]
    assert (sketch["id"], sketch["label"], sketch["price_high"]) == ("sketch", "sketch", 0)
    assert (other["id"], other["name"], other["label"]) == (maker, "Модель", "ai")
    assert (other["price_low"], other["usable"], other["reason"]) == (PRICE, True, None)
    assert told["may_spend"] is True
    assert told["left"]["micros"] == 5_000_000
    stranger = await novel.stranger()
    assert (await stranger.ask("GET", f"/api/makers?book_id={novel.id}")).status_code == 404


async def test_a_prompt_is_seen_before_anything_is_spent(novel: Novel, maker: str) -> None:
    await novel.read_to(0)
    told = await novel.get(f"/descriptions/{await id_of(novel, ANNA)}/prompt?maker={maker}")
    (clause,) = told["clauses"]
    # By the name she is known under where the passage ends; the full one is said later.
    assert clause["name"] == "Анна"
    assert clause["text"] in told["prompt"]
    assert "red hair" in clause["text"]
    assert (told["cost_low"], told["cost_high"], told["offsite"]) == (PRICE, PRICE, True)
    assert told["size"] == [1152, 768]
    assert told["prompt"].isascii()
    assert fake_of(novel).asked == []
    own = await novel.get(f"/descriptions/{await id_of(novel, ANNA)}/prompt?maker=sketch")
    assert (own["cost_high"], own["offsite"]) == (0, False)
    path = f"/descriptions/{await id_of(novel, ANNA)}/prompt?maker={uuid4().hex}"
    assert (await novel.ask("GET", path)).json()["code"] == "maker_unknown"


async def test_a_provider_s_picture_replaces_the_sketch_when_it_is_ready(
    novel: Novel, maker: str
) -> None:
    await novel.read_to(0)
    made = await draw(novel, ANNA, maker)
    assert (made["picture"]["state"], made["waiting"], made["shown"]) == ("painting", True, False)
    assert (made["picture"]["label"], made["picture"]["maker"]) == ("ai", "Модель")
    mark = (await novel.get("/chapters/c0/marks"))["marks"][0]
    assert (mark["picture"]["state"], mark["picture"]["label"]) == ("ready", "sketch")
    assert mark["coming"] is True
    await work(novel)
    mark = (await novel.get("/chapters/c0/marks"))["marks"][0]
    assert (mark["picture"]["id"], mark["picture"]["label"]) == (made["picture"]["id"], "ai")
    assert mark["coming"] is False
    assert mark["picture"]["thumbhash"] == "aGFzaA=="
    # Read aloud are the author's words and not the prompt.
    assert mark["picture"]["alt"].startswith("Человек: У Анны были рыжие волосы")
    new, old = await versions(novel, ANNA)
    assert (new["shown"], new["cost_micros"], new["stale"]) == (True, PRICE, False)
    assert (new["model"], old["picture"]["label"], old["shown"]) == ("m-1", "sketch", False)
    chosen = await novel.ask("POST", f"/pictures/{old['picture']['id']}/choice")
    assert chosen.json()["shown"] is True
    mark = (await novel.get("/chapters/c0/marks"))["marks"][0]
    assert mark["picture"]["label"] == "sketch"


async def test_own_words_are_sent_softened_and_the_forbidden_are_kindly_refused(
    novel: Novel, maker: str
) -> None:
    await novel.read_to(0)
    await draw(novel, ANNA, maker, "Anna by the window, her hands bloody")
    await work(novel)
    (request,) = fake_of(novel).asked
    assert "bloody" not in request.prompt
    assert request.prompt.startswith("Anna by the window")
    new = (await versions(novel, ANNA))[0]
    told = await novel.get(f"/pictures/{new['picture']['id']}/why")
    assert told["own_words"] is True
    path = f"/descriptions/{await id_of(novel, ANNA)}/drawings"
    for words in ("an erotic scene", "a naked little girl", "he is tortured"):
        answer = await novel.ask("POST", path, json={"maker": maker, "prompt": words})
        assert (answer.status_code, answer.json()["code"]) == (422, "prompt_refused"), words
    assert len(fake_of(novel).asked) == 1


async def test_why_a_picture_looks_so(novel: Novel, maker: str) -> None:
    await novel.read_to(0)
    made = await draw(novel, ANNA, maker)
    await work(novel)
    told = await novel.get(f"/pictures/{made['picture']['id']}/why")
    assert told["text"] == ANNA
    assert told["prompt"] == fake_of(novel).asked[0].prompt
    assert (told["model_requested"], told["model_used"], told["maker"]) == ("m-1", "m-1", "Модель")
    assert (told["seed"], told["cost_micros"]) == (fake_of(novel).asked[0].seed, PRICE)
    assert {t["name"] for t in told["traits"]} == {"Анна"}
    assert all(t["quote"] in ANNA for t in told["traits"])
    assert told["original"] is True
    sketch = (await versions(novel, ANNA))[1]
    told = await novel.get(f"/pictures/{sketch['picture']['id']}/why")
    assert (told["prompt"], told["maker"], told["original"]) == ("", "sketch", False)
    assert told["scene"]["kind"] == "character"


async def test_nothing_ahead_of_the_page_and_nothing_of_others_is_told_or_done(
    novel: Novel, maker: str
) -> None:
    await novel.read_to(1)
    made = await draw(novel, SEMYON, maker)
    await work(novel)
    picture, d = made["picture"]["id"], await id_of(novel, SEMYON)
    asked = [
        ("GET", f"/descriptions/{d}/prompt?maker={maker}", None),
        ("GET", f"/descriptions/{d}/pictures", None),
        ("POST", f"/descriptions/{d}/drawings", {"maker": maker}),
        ("POST", f"/pictures/{picture}/choice", None),
        ("POST", f"/pictures/{picture}/cancellation", None),
        ("GET", f"/pictures/{picture}/why", None),
        ("GET", f"/pictures/{picture}/file", None),
        ("GET", f"/pictures/{picture}/file?original=true", None),
        ("GET", f"/pictures/{picture}", None),
        ("DELETE", f"/pictures/{picture}", None),
    ]
    stranger = await novel.stranger()
    for method, path, body in asked:
        answer = await stranger.ask(method, f"/api/books/{novel.id}{path}", json=body)
        assert answer.status_code == 404, path
    # The same book read anew from its beginning: all of it lies ahead.
    async with novel.browser.context.database.write() as session:
        from bookreader.places.models import ReadingPosition

        for row in await session.run_sync(lambda s: s.query(ReadingPosition).all()):
            row.furthest_chapter, row.furthest_offset = 0, 10
    for method, path, body in asked:
        answer = await novel.ask(method, path, json=body)
        assert answer.status_code == 404, path
    await novel.lift(lifted=True)
    assert (await novel.ask("GET", f"/pictures/{picture}/why")).status_code == 200


async def test_the_last_sketch_stays_and_others_go(novel: Novel, maker: str) -> None:
    await novel.read_to(0)
    (only,) = await versions(novel, SNOW)
    answer = await novel.ask("DELETE", f"/pictures/{only['picture']['id']}")
    assert (answer.status_code, answer.json()["code"]) == (409, "picture_last")
    other = await draw(novel, SNOW, "sketch")
    await work(novel)
    first, second = await versions(novel, SNOW)
    assert (first["picture"]["id"], first["variant"], first["shown"]) == (
        other["picture"]["id"], 1, True,
    )  # fmt: skip
    assert second["picture"]["url"] != first["picture"]["url"]
    answer = await novel.ask("DELETE", f"/pictures/{first['picture']['id']}")
    assert answer.status_code == 204
    assert [v["shown"] for v in await versions(novel, SNOW)] == [True]


async def test_a_drawing_can_be_cancelled_and_its_money_is_free(novel: Novel, maker: str) -> None:
    await novel.read_to(0)
    left = f"/api/makers?book_id={novel.id}"
    made = await draw(novel, SNOW, maker)
    before = (await novel.browser.ask("GET", left)).json()["left"]["micros"]
    answer = await novel.ask("POST", f"/pictures/{made['picture']['id']}/cancellation")
    assert answer.json()["picture"]["state"] == "failed"
    assert answer.json()["picture"]["reason"] == "cancelled"
    after = (await novel.browser.ask("GET", left)).json()["left"]["micros"]
    assert after - before == PRICE
    await work(novel)
    assert fake_of(novel).asked == []
    answer = await novel.ask("POST", f"/pictures/{made['picture']['id']}/choice")
    assert answer.json()["code"] == "picture_not_ready"


async def test_what_the_provider_will_not_draw_is_told_and_the_sketch_stays(
    novel: Novel, maker: str
) -> None:
    await novel.read_to(0)
    fake_of(novel).steps = [Refused("no")]
    made = await draw(novel, SNOW, maker)
    await work(novel)
    new, old = await versions(novel, SNOW)
    assert new["picture"]["id"] == made["picture"]["id"]
    assert (new["picture"]["state"], new["picture"]["reason"]) == ("failed", "provider_refused")
    assert old["shown"] is True


async def test_pictures_are_taken_along(novel: Novel, maker: str) -> None:
    await novel.read_to(0)

    async def png(_request: ImageRequest) -> ImageResult:
        return ImageResult(data=b"their bytes", mime="image/png", model_requested="m-1")

    fake_of(novel).steps = [png]
    made = await draw(novel, ANNA, maker)
    await work(novel)
    path = f"/pictures/{made['picture']['id']}/file"
    delivered = await novel.ask("GET", path)
    assert delivered.content == b"delivered their bytes"
    assert "001-%D0%B3%D0%BB" in delivered.headers["content-disposition"]
    original = await novel.ask("GET", f"{path}?original=true")
    assert (original.content, original.headers["content-type"]) == (b"their bytes", "image/png")
    answer = await novel.ask("GET", "/gallery/archive")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.testzip() is None
    assert archive.namelist() == ["001-глава-0.webp", "002-глава-0.webp", "captions.txt"]
    assert archive.read("001-глава-0.webp") == b"delivered their bytes"
    captions = archive.read("captions.txt").decode()
    assert f"{ANNA}\nРисунок ИИ: Модель, m-1" in captions
    assert "Набросок, нарисован программой без модели ИИ" in captions
    assert SEMYON not in captions
