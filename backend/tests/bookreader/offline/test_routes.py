"""A book taken along: what is met comes whole, what is ahead only when the reader says so."""

from __future__ import annotations

from typing import Any

from tests.bookreader.reading.test_routes import PAINTING, Shelf, shelf

__all__ = ["shelf"]


async def kept(shelf: Shelf, query: str = "") -> dict[str, list[dict[str, Any]]]:
    answer = await shelf.browser.ask("GET", f"/api/books/{shelf.book}/offline{query}")
    assert answer.status_code == 200, answer.text
    return {one["id"]: one["marks"] for one in answer.json()["chapters"]}


async def test_what_is_ahead_is_bare_unless_the_reader_lets_it_lie_hidden(shelf: Shelf) -> None:
    await shelf.report("one", 0, 60, reached=True)
    marks = await kept(shelf)
    assert [m["picture"] is not None for m in marks["one"]] == [True, False]
    assert [m["id"] for m in marks["two"]] == [None]
    assert "secret" not in str(marks["two"])
    hidden = await kept(shelf, "?ahead=true")
    assert [m["picture"]["state"] for m in hidden["one"] + hidden["two"]] == ["ready"] * 3
    # Nothing else has come nearer by that.
    assert [m["picture"] for m in (await kept(shelf))["two"]] == [None]


async def test_marks_are_those_of_the_chapter_view(shelf: Shelf) -> None:
    await shelf.report("one", 0, 60, reached=True)
    view = await shelf.get("/chapters/one/marks")
    answer = await shelf.get("/offline")
    assert answer["chapters"][0] == {"id": "one", **view}  # type: ignore[index]
    assert answer["images"] == []
    assert str(answer["text_version"]).count("-") == 1


async def test_a_hidden_picture_comes_by_its_own_way_only(shelf: Shelf) -> None:
    picture = shelf.marks["far"][1]
    base = f"/api/books/{shelf.book}"
    assert (await shelf.browser.ask("GET", f"{base}/pictures/{picture}")).status_code == 404
    answer = await shelf.browser.ask("GET", f"{base}/offline/pictures/{picture}")
    assert (answer.status_code, answer.content) == (200, PAINTING)
    assert answer.headers["cache-control"] == "no-store"
    # An address in a page carries no token, and must show nothing ahead.
    bare = await shelf.browser.http.get(f"{base}/offline/pictures/{picture}")
    assert bare.status_code == 401


async def test_another_reader_gets_nothing(shelf: Shelf) -> None:
    picture = shelf.marks["first"][1]
    await shelf.browser.ask("PATCH", "/api/admin/server", json={"registration_open": True})
    stranger = shelf.browser.another()
    await stranger.open_account("Борис")
    for path in ("", f"/pictures/{picture}"):
        answer = await stranger.ask("GET", f"/api/books/{shelf.book}/offline{path}")
        assert answer.status_code == 404
