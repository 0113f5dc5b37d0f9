"""Every route that names something of a book: nothing ahead, nothing of others, none forgotten.

A route that is added and not entered in the table fails here, so that nobody forgets the rule.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from bookreader.ports.context import TaskContext
from tests.bookreader.makers import FakeProviders, add_provider
from tests.bookreader.novel import NYURA, SEMYON, YARD, Novel, opened_novel
from tests.bookreader.webapp import Browser, small_book

NOTE = {"kind": "highlight", "chapter": "c0", "start": 2, "end": 9}
BIBLE = {"version": 0, "style_id": "oil"}
MOVES = {
    "device": {"id": str(UUID(int=4)), "name": "Phone"},
    "base": None,
    "moves": [
        {
            "id": str(UUID(int=5)), "kind": "turn", "chapter": "c0", "offset": 0, "page_end": 9,
            "reached": True, "normaliser_version": 1, "made_at": "2026-05-03T12:00:00Z",
        }
    ],
}  # fmt: skip
B = "/api/books/{book_id}"
# What is told of one passage, picture or person: 404 while that lies ahead of the reader's page.
MET_ONLY: dict[str, Any] = {
    f"GET {B}/descriptions/{{description_id}}": None,
    f"DELETE {B}/descriptions/{{description_id}}": None,
    f"POST {B}/descriptions/{{description_id}}/dismissal": None,
    f"POST {B}/descriptions/{{description_id}}/drawings": {"maker": "{maker}"},
    f"POST {B}/descriptions/{{description_id}}/picture": None,
    f"GET {B}/descriptions/{{description_id}}/pictures": None,
    f"GET {B}/descriptions/{{description_id}}/prompt?maker={{maker}}": None,
    f"GET {B}/pictures/{{picture_id}}": None,
    f"GET {B}/pictures/{{picture_id}}?w=480&f=avif": None,
    f"DELETE {B}/pictures/{{picture_id}}": None,
    f"POST {B}/pictures/{{picture_id}}/cancellation": None,
    f"POST {B}/pictures/{{picture_id}}/choice": None,
    f"GET {B}/pictures/{{picture_id}}/file": None,
    f"GET {B}/pictures/{{picture_id}}/file?original=true": None,
    f"GET {B}/pictures/{{picture_id}}/why": None,
    f"GET {B}/entities/{{entity_id}}": None,
    f"GET {B}/entities/{{entity_id}}/cameo": None,
    f"POST {B}/entities/edits": {"kind": "hide", "entities": ["{entity_id}"]},
    f"PUT {B}/bible/entities/{{entity_id}}/look": {"version": 0, "words": "a scar"},
    f"DELETE {B}/bible/entities/{{entity_id}}/look?version=0": None,
    f"POST {B}/bible/entities/{{entity_id}}/cards": {"maker": "{maker}"},
    f"POST {B}/bible/entities/{{entity_id}}/cards/{{picture_id}}/approval": None,
}
# Of the whole book, or of what the reader made: open to them, 404 to everybody else.
OWN_ONLY: dict[str, Any] = {
    f"GET {B}": None,
    f"DELETE {B}": None,
    f"GET {B}/annotations": None,
    f"PUT {B}/annotations/{UUID(int=7)}": NOTE,
    f"DELETE {B}/annotations/{UUID(int=7)}": None,
    f"GET {B}/bible": None,
    f"PUT {B}/bible": BIBLE,
    f"POST {B}/bible/restoration": {"version": 0},
    f"GET {B}/chapters/c0": None,
    f"POST {B}/chapters/c0/descriptions": {"start": 0, "end": 40},
    f"GET {B}/chapters/c0/marks": None,
    f"GET {B}/cover": None,
    # Taking a dismissal back shows nothing; those ahead are not listed (tests of corrections).
    f"DELETE {B}/descriptions/{{description_id}}/dismissal": None,
    f"GET {B}/dismissals": None,
    f"GET {B}/editions": None,
    f"POST {B}/editions": {},
    f"DELETE {B}/editions/{{edition_id}}": None,
    f"GET {B}/editions/{{edition_id}}/file": None,
    f"GET {B}/entities": None,
    f"GET {B}/entities/edits": None,
    f"DELETE {B}/entities/edits/{{edit_id}}": None,
    f"GET {B}/file": None,
    f"GET {B}/gallery": None,
    f"GET {B}/gallery/archive": None,
    f"GET {B}/images/{'ab' * 32}": None,
    f"PUT {B}/marks": {"marks": "many"},
    f"GET {B}/orders": None,
    f"POST {B}/orders": {"maker": "{maker}", "extent": "book", "cap_micros": 1},
    f"POST {B}/orders/estimate": {"maker": "{maker}", "extent": "book"},
    f"DELETE {B}/orders/{{order_id}}": None,
    f"POST {B}/orders/{{order_id}}/pause": None,
    f"POST {B}/orders/{{order_id}}/resumption": None,
    f"GET {B}/moves": None,
    f"POST {B}/moves": MOVES,
    f"GET {B}/offline": None,
    f"GET {B}/offline/pictures/{{picture_id}}": None,
    f"GET {B}/position": None,
    f"PUT {B}/position": {"chapter": "c0", "offset": 0, "page_end": 9, "reached": True},
    f"POST {B}/retry": None,
    f"GET {B}/search?q=Светлова": None,
    f"PUT {B}/reading-settings": {"settings": {"size": 20}},
    f"PUT {B}/spoilers": {"lifted": True},
    "GET /api/makers?book_id={book_id}": None,
}
# What tells of the book as a whole, asked by its reader: none of it names what lies ahead.
TOLD = [
    *(
        route
        for route in OWN_ONLY
        if route.startswith("GET ")
        and not re.search(r"/(cover|file|images|offline/pictures)", route)
    ),
    f"GET {B}/chapters/c1/marks",
    f"GET {B}/chapters/c2/marks",
    f"POST {B}/orders/estimate",
]

NOBODY = {
    "description_id": str(UUID(int=1)), "picture_id": str(UUID(int=2)), "entity_id": "0" * 16,
}  # fmt: skip


@dataclass
class Story:
    """The novel read to the end of its first chapter, and the ids of what lies ahead."""

    novel: Novel
    ids: dict[str, str]
    pictures: list[str]
    people: dict[str, str]

    async def ask(self, browser: Browser, route: str, body: Any, **other: str) -> Any:
        method, path = route.split(" ")
        filled = json.dumps(body) if body is not None else None
        for name, value in (self.ids | other).items():
            path = path.replace(f"{{{name}}}", value)
            filled = filled and filled.replace(f"{{{name}}}", value)
        sent = {"content": filled, "headers": {"content-type": "application/json"}}
        return await browser.ask(method, path, **(sent if filled else {}))


@pytest.fixture
async def story(tmp_path: Path, database_url: str) -> AsyncIterator[Story]:
    async with opened_novel(tmp_path / "data", database_url) as novel:
        novel.browser.app.state.context = replace(novel.browser.context, providers=FakeProviders())
        context: TaskContext = novel.browser.context
        maker = (await add_provider(context)).id.hex
        await novel.lift(lifted=True)
        people = {one["name"]: one["id"] for one in (await novel.get("/entities"))["items"]}
        described = await novel.described()
        order = await novel.ask(
            "POST", "/orders", json={"maker": maker, "extent": "book", "cap_micros": 90_000}
        )
        edit = await novel.ask(
            "POST", "/entities/edits",
            json={"kind": "rename", "entities": [people["Нюра Светлова"]], "name": "Другая"},
        )  # fmt: skip
        card = await novel.ask(
            "POST", f"/bible/entities/{people['Семён Лаптев']}/cards", json={"maker": maker}
        )
        edition = await novel.ask("POST", "/editions", json={"pictures": "all"})
        for made in (order, edit, card, edition):
            assert made.status_code < 300, made.text
        await novel.work()
        pictures = []
        for words in (SEMYON, YARD, NYURA):
            found = await novel.get(f"/descriptions/{described[words].id}/pictures")
            pictures += [one["picture"]["id"] for one in found["items"]]
        pictures.append(card.json()["picture"]["id"])
        await novel.lift(lifted=False)
        await novel.read_to(0)
        ids = {
            "book_id": str(novel.id), "description_id": str(described[SEMYON].id),
            "picture_id": pictures[0], "entity_id": people["Семён Лаптев"], "maker": maker,
            "order_id": order.json()["id"], "edit_id": edit.json()["id"],
            "edition_id": edition.json()["id"],
        }  # fmt: skip
        ahead = {name: people[name] for name in ("Семён Лаптев", "Нюра Светлова")}
        yield Story(novel, ids, pictures, ahead)


def test_no_route_of_a_book_is_forgotten(story: Story) -> None:
    paths = story.novel.browser.app.openapi()["paths"]
    there = {
        f"{method.upper()} {path}"
        for path, operations in paths.items()
        for method, operation in operations.items()
        if "book_id" in {p["name"] for p in operation.get("parameters", ())}
    }
    known = {route.split("?")[0] for route in (*MET_ONLY, *OWN_ONLY)}
    known = {
        route.replace("/chapters/c0", "/chapters/{chapter_id}")
        .replace("ab" * 32, "{sha256}")
        .replace(f"annotations/{UUID(int=7)}", "annotations/{annotation_id}")
        for route in known
    }
    assert there == known
    # Whatever names a passage, a picture or a person is held against the reader's page.
    loose = {route for route in OWN_ONLY if re.search(r"\{(description|picture|entity)_id", route)}
    # A device may hold what its reader lets lie there unseen: their own word, and no page's address.
    assert loose == {
        f"DELETE {B}/descriptions/{{description_id}}/dismissal",
        f"GET {B}/offline/pictures/{{picture_id}}",
    }


async def test_nothing_ahead_is_told_or_done(story: Story) -> None:
    browser = story.novel.browser
    for route, body in MET_ONLY.items():
        for picture in story.pictures if "picture_id" in route else story.pictures[:1]:
            answer = await story.ask(browser, route, body, picture_id=picture)
            assert answer.status_code == 404, f"{route}: {answer.status_code} {answer.text[:200]}"
            none = await story.ask(browser, route, body, **NOBODY)
            assert (none.status_code, none.json()["code"]) == (404, answer.json()["code"]), route
    # The same questions are answered once the pages are read: the table asks what is there.
    await story.novel.read_to(2)
    for route, body in MET_ONLY.items():
        if route.startswith("GET ") and "avif" not in route and "cameo" not in route:
            answer = await story.ask(browser, route, body)
            assert answer.status_code == 200, f"{route}: {answer.text[:200]}"


async def test_what_is_told_of_the_whole_names_nothing_ahead(story: Story) -> None:
    secret = [*story.pictures, *story.people.values(), story.ids["description_id"]]
    for route in TOLD:
        answer = await story.ask(story.novel.browser, route, OWN_ONLY.get(route))
        assert answer.status_code == 200 or "/{e" in route, f"{route}: {answer.text[:200]}"
        told = answer.text
        for word in (*secret, "Семён", "Semyon", "Нюра", "Nyura", "овчинн"):
            assert word not in told, f"{route} tells {word}"


async def test_nothing_is_told_or_done_to_anybody_else(story: Story) -> None:
    await story.novel.read_to(2)
    stranger = await story.novel.stranger()
    own = (await stranger.upload(small_book())).json()["book"]["id"]
    for route, body in (MET_ONLY | OWN_ONLY).items():
        answer = await story.ask(stranger, route, body)
        assert answer.status_code == 404, f"{route}: {answer.status_code} {answer.text[:200]}"
        assert answer.json()["code"] == "book_not_found", route
        # Nor by way of a book of their own.
        if re.search(r"\{(description|picture|entity|order|edit|edition)_id", route):
            answer = await story.ask(stranger, route, body, book_id=own)
            assert answer.status_code == 404, f"{route}: {answer.status_code} {answer.text[:200]}"
    assert (await story.ask(story.novel.browser, f"GET {B}", None)).status_code == 200
