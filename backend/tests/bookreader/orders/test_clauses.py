"""One order over a book: whoever appears in several pictures is told in all of them alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bookcore.scene.spec import PLACES
from bookreader.extraction import service as extraction
from bookreader.extraction.models import Description
from bookreader.illustration import service as illustration
from tests.bookreader.makers import FakeProviders, add_provider
from tests.bookreader.novel import Novel, opened_novel

# Between the dress and the coat Anna is looked at four times, and four times after it.
BEFORE = (
    "У Анны были рыжие волосы и серые глаза, она носила зелёное платье.",
    "Анна сидела у окна, и свет лампы падал на стол.",
    "Анна стояла на берегу реки под старой ивой.",
    "Анна Ельцова шла через тёмный лес к мельнице.",
)
AFTER = (
    "Анна надела чёрный плащ; на Анне был чёрный плащ.",
    "Анна ехала в санях через белое поле.",
    "Анна Ельцова стояла перед церковью.",
    "Анна вошла в тёмную кухню и села у печи.",
)
TEXTS = (
    "В доме жила Анна Ельцова. Анна Ельцова молчала. " + " ".join(BEFORE),
    "Прошла неделя. " + " ".join(AFTER) + " Анна Ельцова уснула.",
)


@pytest.fixture
async def novel(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Novel]:
    monkeypatch.setattr("tests.bookreader.novel.LEVELS", dict.fromkeys((*BEFORE, *AFTER), "few"))
    async with opened_novel(tmp_path / "data", database_url, TEXTS) as opened:
        yield opened


async def told_apart(novel: Novel) -> list[Description]:
    """The descriptions in reading order, each of another place, so that no two prompts are alike."""
    async with novel.browser.context.database.write() as session:
        rows = await extraction.for_book(session, novel.id)
        for number, one in enumerate(rows):
            one.type = "action"
            people = [{"sex": "female"}]
            one.scene = {"kind": "action", "place_type": PLACES[number], "people": people}
    return rows


async def test_clauses_are_the_same_in_all_stored_prompts_between_two_changes(
    novel: Novel,
) -> None:
    rows = await told_apart(novel)
    fake = FakeProviders()
    novel.browser.app.state.context = replace(novel.browser.context, providers=fake)
    maker = (await add_provider(novel.browser.context)).id.hex
    wish = {"maker": maker, "extent": "book", "cap_micros": 900_000}
    assert (await novel.ask("POST", "/orders", json=wish)).status_code == 201
    await novel.work()
    async with novel.browser.context.database.read() as session:
        versions = await illustration.versions_of(session, [one.id for one in rows])
    stored = [p.made["prompt"] for d in rows for p in versions[d.id] if p.provider == maker]
    # What is kept is what was sent, and no two pictures were the same request.
    assert sorted(stored) == sorted(request.prompt for request in fake.asked)
    assert len(set(stored)) == len(BEFORE) + len(AFTER)
    clauses = [re.findall(r"Anna Eltsova: [^.]+\.", prompt) for prompt in stored]
    counted = Counter(clause for found in clauses for clause in found)
    assert all(len(found) == 1 for found in clauses), clauses
    assert list(counted.values()) == [len(BEFORE), len(AFTER)], counted
    first, second = counted
    assert ("green dress" in first, "black cloak" in second) == (True, True)
