"""Versions of a bible, and the prompts made by the one in force."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from bookcore.bible import Bible, Look
from bookcore.scene.spec import spec_from_json
from bookreader.bible import service as bibles
from bookreader.bible.errors import BibleChanged, BibleInvalid, BibleVersionNotFound
from bookreader.cast import service as casts
from bookreader.jobs.models import Event
from bookreader.library import service as library
from tests.bookreader.novel import ANNA, NYURA, SEMYON, SNOW, TEXTS, Novel, opened_novel


@pytest.fixture
async def novel(tmp_path: Path, database_url: str) -> AsyncIterator[Novel]:
    async with opened_novel(tmp_path / "data", database_url) as made:
        yield made


async def keys(novel: Novel) -> dict[str, str]:
    """Entity keys by the name at the end of the book."""
    async with novel.browser.context.database.read() as session:
        whole = await casts.whole(session, novel.id)
    return {one.name: one.key for one in whole.cast.entities}


async def save(novel: Novel, bible: Bible, expected: int, note: str = "choices") -> int:
    context = novel.browser.context
    async with context.database.write() as session:
        return await bibles.save(context, session, novel.id, bible, note, expected)


async def current(novel: Novel) -> tuple[Bible, int]:
    async with novel.browser.context.database.read() as session:
        return await bibles.current(session, novel.id)


async def clause_texts(novel: Novel, words: str) -> list[str]:
    rows = await novel.described()
    async with novel.browser.context.database.read() as session:
        book = await library.book_at_work(session, novel.id)
        return [c.text for c in await bibles.clauses_for(session, book, rows[words])]


async def test_the_first_bible_is_version_0_and_says_nothing_the_text_does_not(
    novel: Novel,
) -> None:
    bible, version = await current(novel)
    assert version == 0
    assert bible == Bible()


async def test_each_save_is_a_version_and_an_event(novel: Novel) -> None:
    assert await save(novel, Bible(style_id="oil"), 0) == 1
    assert await save(novel, Bible(style_id="noir"), 1) == 2
    bible, version = await current(novel)
    assert (bible.style_id, version) == ("noir", 2)
    async with novel.browser.context.database.read() as session:
        history = await bibles.history(session, novel.id)
        told = await session.scalars(select(Event).where(Event.kind == "bible"))
        assert [one.data for one in told] == [{"book_id": str(novel.id)}] * 2
    assert [(v.number, v.note) for v in history] == [(2, "choices"), (1, "choices")]


async def test_saying_the_same_again_is_no_version(novel: Novel) -> None:
    assert await save(novel, Bible(), 0) == 0
    await save(novel, Bible(style_id="oil"), 0)
    assert await save(novel, Bible(style_id="oil"), 1) == 1


async def test_two_who_save_over_the_same_version_do_not_overwrite_one_another(
    novel: Novel,
) -> None:
    tries = [save(novel, Bible(style_words=f"light {i}"), 0) for i in range(4)]
    ended = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(isinstance(one, BibleChanged) for one in ended) == [False, True, True, True]
    assert (await current(novel))[1] == 1


async def test_what_cannot_be_kept_is_refused(novel: Novel) -> None:
    with pytest.raises(BibleInvalid, match="style_id"):
        await save(novel, Bible(style_id="unheard of"), 0)


async def test_an_earlier_version_comes_back_as_a_new_one(novel: Novel) -> None:
    await save(novel, Bible(style_id="oil"), 0)
    await save(novel, Bible(style_id="noir"), 1)
    context = novel.browser.context
    async with context.database.write() as session:
        assert await bibles.restore(context, session, novel.id, 1, "restored") == 3
    assert (await current(novel))[0].style_id == "oil"
    async with context.database.write() as session:
        assert await bibles.restore(context, session, novel.id, 0, "restored") == 4
    assert (await current(novel))[0] == Bible()
    with pytest.raises(BibleVersionNotFound):
        async with context.database.write() as session:
            await bibles.restore(context, session, novel.id, 99, "restored")


async def test_the_clauses_of_a_description_know_nothing_beyond_its_end(novel: Novel) -> None:
    [anna] = await clause_texts(novel, ANNA)
    assert anna.startswith("Anna Eltsova: a ")
    assert "red hair" in anna
    assert "grey eyes" in anna
    assert "green dress" in anna
    [semyon] = await clause_texts(novel, SEMYON)
    assert "old man" in semyon
    assert "Nyura" not in anna + semyon


async def test_a_prompt_is_made_of_vetted_words_only(novel: Novel) -> None:
    rows = await novel.described()
    async with novel.browser.context.database.read() as session:
        book = await library.book_at_work(session, novel.id)
        made = await bibles.prompts_for(session, book, list(rows.values()), 2_000)
        single = await bibles.prompt_for(session, book, rows[ANNA], 2_000)
    assert made[rows[ANNA].id] == single
    for prompt in made.values():
        assert prompt.text.isascii()
        assert "secret" not in prompt.text


async def test_looks_follow_whom_they_are_of_when_two_become_one(novel: Novel) -> None:
    known = await keys(novel)
    looks = {known["Нюра Светлова"]: (Look(None, {"eyes": "blue"}),)}
    await save(novel, Bible(looks=looks), 0)
    await novel.lift(lifted=True)
    ids = {one["name"]: one["id"] for one in (await novel.get("/entities"))["items"]}
    body = {"kind": "merge", "entities": [ids["Анна Ельцова"], ids["Нюра Светлова"]]}
    edit = (await novel.ask("POST", "/entities/edits", json=body)).json()["id"]
    bible, _ = await current(novel)
    assert list(bible.looks) == [known["Анна Ельцова"]]
    assert "blue eyes" in (await clause_texts(novel, ANNA))[0]
    await novel.ask("DELETE", f"/entities/edits/{edit}")
    assert list((await current(novel))[0].looks) == [known["Нюра Светлова"]]
    assert "grey eyes" in (await clause_texts(novel, ANNA))[0]


async def test_looks_survive_a_new_reading_of_the_book(novel: Novel) -> None:
    known = await keys(novel)
    await save(novel, Bible(looks={known["Анна Ельцова"]: (Look(None, {"eyes": "blue"}),)}), 0)
    await novel.start_again()
    assert "blue eyes" in (await clause_texts(novel, ANNA))[0]


async def test_a_hidden_one_is_in_no_prompt(novel: Novel) -> None:
    await novel.lift(lifted=True)
    ids = {one["name"]: one["id"] for one in (await novel.get("/entities"))["items"]}
    await novel.ask(
        "POST", "/entities/edits", json={"kind": "hide", "entities": [ids["Анна Ельцова"]]}
    )
    assert await clause_texts(novel, ANNA) == []


async def test_the_painter_gets_approved_looks_and_the_palette(novel: Novel) -> None:
    known = await keys(novel)
    rows = await novel.described()
    draft = Look(None, {"headwear": "bonnet"})

    async def scenes() -> dict[str, object]:
        async with novel.browser.context.database.read() as session:
            book = await library.book_at_work(session, novel.id)
            made = await bibles.scenes_for(session, book, list(rows.values()))
        return {words: made[row.id][0] for words, row in rows.items()}

    before = await scenes()
    assert before == {w: spec_from_json(r.scene) for w, r in rows.items()}
    await save(novel, Bible(looks={known["Анна Ельцова"]: (draft,)}), 0)
    assert await scenes() == before
    approved = replace(draft, approved=True)
    await save(novel, Bible(looks={known["Анна Ельцова"]: (approved,)}), 1)
    after = await scenes()
    assert after[ANNA].people[0].headwear == "bonnet"  # type: ignore[attr-defined]
    assert {w for w in rows if after[w] != before[w]} == {ANNA}
    await save(novel, Bible(palette=("#123456",)), 2)
    assert (await scenes())[SNOW].palette == ("#123456",)  # type: ignore[attr-defined]


async def test_a_card_is_asked_for_only_of_somebody_met(novel: Novel) -> None:
    async with novel.browser.context.database.read() as session:
        book = await library.book_at_work(session, novel.id)
        whole = await casts.whole(session, novel.id)
        [nyura] = [e for e in whole.cast.entities if e.name == "Нюра Светлова"]
        assert await bibles.card_prompt_for(session, book, nyura.id, (0, 50)) is None
        prompt = await bibles.card_prompt_for(session, book, nyura.id, (2, len(TEXTS[2])))
    assert prompt is not None
    assert "three-quarter view" in prompt.text
    assert NYURA not in prompt.text
