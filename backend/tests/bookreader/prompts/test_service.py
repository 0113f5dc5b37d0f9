"""Sizes, seeds and keys of requests, and the cards that go along."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from bookcore.bible import Look
from bookreader.bible import service as bibles
from bookreader.illustration.models import READY, Picture
from bookreader.library.models import Book
from bookreader.ports.providers import Capabilities, ProviderSettings
from bookreader.prompts import service as prompts
from bookreader.prompts.service import CARD_SIZE, SCENE_SIZE, CardRef, Composer, Maker
from bookreader.providers.models import Provider
from tests.bookreader.makers import FakeProvider, FakeProviders
from tests.bookreader.novel import ANNA, Novel, opened_novel

FIXED = ((1024, 1024), (1536, 1024), (1024, 1536))


@pytest.mark.parametrize(
    ("able", "wanted", "size"),
    [
        (Capabilities(), SCENE_SIZE, (1152, 768)),
        (Capabilities(step=64), SCENE_SIZE, (1152, 768)),
        (Capabilities(step=16, max_side=1000), SCENE_SIZE, (992, 656)),
        (Capabilities(sizes=FIXED), SCENE_SIZE, (1536, 1024)),
        (Capabilities(sizes=FIXED), CARD_SIZE, (1024, 1024)),
        (Capabilities(sizes=((512, 512),)), SCENE_SIZE, (512, 512)),
        (Capabilities(sizes=((300, 200), (1500, 1000), (3000, 2000))), SCENE_SIZE, (1500, 1000)),
        (Capabilities(sizes=((300, 200), (600, 400))), SCENE_SIZE, (600, 400)),
    ],
)
def test_the_size_nearest_in_shape_and_large_enough(
    able: Capabilities, wanted: tuple[int, int], size: tuple[int, int]
) -> None:
    assert prompts.size_for(able, wanted) == size


def a_maker(able: Capabilities | None = None, **more: object) -> Maker:
    fake = FakeProviders(able=able or Capabilities(seed=True))
    values = {"kind": "fake", "base_url": "http://a", "model": "m", "options": {"quality": "low"}}
    row = Provider(name="x", price_micros=1, **{**values, **more})  # type: ignore[arg-type]
    adapter = FakeProvider(fake, ProviderSettings("fake", "http://a", "m"))
    return Maker(row, adapter, fake.able)


def key(maker: Maker, prompt: str = "a street", take: int = 0, **more: object) -> str:
    told = {"negative": "", "size": (1152, 768), "refs": (), **more}
    return prompts.request_key(maker, prompt, take=take, **told)  # type: ignore[arg-type]


def test_the_key_stands_for_all_that_is_sent() -> None:

    same = key(a_maker())
    others = {
        key(a_maker(), prompt="a square"),
        key(a_maker(), take=1),
        key(a_maker(), negative="text"),
        key(a_maker(), size=(1024, 1024)),
        key(a_maker(), refs=(CardRef("e", uuid4(), "0" * 64),)),
        key(a_maker(model="n")),
        key(a_maker(base_url="http://b")),
        key(a_maker(options={"quality": "high"})),
    }
    assert len(others | {same}) == 9
    # Letters composed otherwise are the same letters.
    assert key(a_maker(), prompt="cafe\u0301") == key(a_maker(), prompt="caf\u00e9")


def test_without_seeds_another_take_is_another_request_all_the_same() -> None:
    maker = a_maker(Capabilities(seed=False))
    assert prompts.seed_for(maker, "a street", 0) is None
    assert key(maker) != key(maker, take=1)
    seeded = a_maker()
    first = prompts.seed_for(seeded, "a street", 0)
    assert first == prompts.seed_for(seeded, "a street", 0)
    assert first != prompts.seed_for(seeded, "a street", 1)
    assert first is not None
    assert 0 <= first < 2**31


@pytest.fixture
async def novel(tmp_path: Path, database_url: str) -> AsyncIterator[Novel]:
    async with opened_novel(tmp_path / "data", database_url) as opened:
        yield opened


async def composer(novel: Novel) -> Composer:
    async with novel.browser.context.database.read() as session:
        book = await session.get(Book, novel.id)
        assert book is not None
        return await prompts.composer(session, book)


async def add_card(novel: Novel, entity_id: str, until: tuple[int, int], *, approved: bool) -> None:
    context = novel.browser.context
    async with context.database.write() as session:
        session.add(
            Picture(
                book_id=novel.id, entity_id=entity_id, provider="0" * 32, state=READY,
                sha256="a" * 64, width=1, height=1, made={"until": list(until)},
                created_at=context.clock(), painted_at=context.clock(),
                chosen_at=context.clock() if approved else None,
            )
        )  # fmt: skip


async def test_an_approved_card_goes_along_where_its_bearer_looks_so(novel: Novel) -> None:
    d = (await novel.described())[ANNA]
    able = Capabilities(max_refs=4)
    (clause,) = (await composer(novel)).scene(d, able).clauses
    await add_card(novel, clause.entity_id, (2, 0), approved=False)
    assert (await composer(novel)).scene(d, able).refs == ()
    context = novel.browser.context
    async with context.database.write() as session:
        for card in await session.run_sync(lambda s: s.query(Picture).all()):
            if card.entity_id:
                card.chosen_at = context.clock()
    (ref,) = (await composer(novel)).scene(d, able).refs
    assert (ref.entity_id, ref.sha256) == (clause.entity_id, "a" * 64)
    assert (await composer(novel)).scene(d, Capabilities()).refs == ()
    # From the second chapter on she looks otherwise: a card of later shows nobody of the first.
    async with context.database.write() as session:
        bible, version = await bibles.current(session, novel.id)
        whole = (await bibles.reading(session, await _book(session, novel))).whole
        anna = whole.entities[clause.entity_id]
        look = Look(("c1", 0), {"hair": "grey hair"}, "", approved=True)
        changed = replace(bible, looks={anna.key: (look,)})
        await bibles.save(context, session, novel.id, changed, "", version)
    assert (await composer(novel)).scene(d, able).refs == ()


async def _book(session: object, novel: Novel) -> Book:
    book = await session.get(Book, novel.id)  # type: ignore[attr-defined]
    assert isinstance(book, Book)
    return book


async def test_a_card_is_asked_for_by_what_is_known_at_a_place(novel: Novel) -> None:
    made = await composer(novel)
    d = (await novel.described())[ANNA]
    (clause,) = made.scene(d, Capabilities()).clauses
    wish = made.card(clause.entity_id, (2, 0), Capabilities())
    assert wish is not None
    assert (wish.width, wish.height) == CARD_SIZE
    assert "red hair" in wish.prompt
    assert made.card(clause.entity_id, (0, 0), Capabilities()) is None
    assert made.card("nobody", (2, 0), Capabilities()) is None
