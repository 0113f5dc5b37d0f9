"""Files of annotations: out and in again without a loss, and nothing else taken in."""

from __future__ import annotations

import copy
import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from bookreader.library.models import Book
from tests.bookreader.annotations.conftest import Notebook
from tests.bookreader.novel import ANNA, NYURA, SEMYON, SNOW, TEXTS

NOTE = "Первая строка\n# не заголовок\n\n* и не список ёЁ 🙂 \\ _да_"


async def filled(notebook: Notebook) -> None:
    await notebook.made(ANNA, colour="pink", note=NOTE, made_at="2026-02-01T10:00:00.123456+03:00")
    await notebook.made(SNOW, kind="bookmark", note="сюда")
    await notebook.made(SEMYON, colour="purple")
    await notebook.made("Анна", colour="green")
    await notebook.made("Нюра Светлова", note="кто это?")


def contents(text: str) -> Any:
    body = json.loads(text)
    for name in ("exported_at", "generated"):
        body.pop(name, None)
    return body


@pytest.mark.parametrize("format", ["json", "w3c"])
async def test_out_and_in_again_is_exact(notebook: Notebook, format: str) -> None:
    await filled(notebook)
    text = await notebook.export(format)
    other = await notebook.novel.stranger()
    again = Notebook(notebook.novel)
    again.novel.browser = other
    book = (await other.upload(await _file(notebook))).json()["book"]["id"]
    again.novel.id = UUID(book)
    await again.novel.work()
    answer = await again.take_in(text)
    assert answer.json() == {"added": 5, "already": 0, "unplaced": []}
    assert contents(await again.export(format)) == contents(text)
    assert (await again.take_in(text)).json() == {"added": 0, "already": 5, "unplaced": []}


async def _file(notebook: Notebook) -> bytes:
    context = notebook.novel.browser.context
    async with context.database.read() as session:
        book = await session.get(Book, notebook.novel.id)
        assert book is not None
        sha256 = book.sha256
    return b"".join([chunk async for chunk in context.blobs.read(sha256)])


@pytest.mark.parametrize("format", ["json", "w3c"])
async def test_what_was_deleted_comes_back_from_a_file(notebook: Notebook, format: str) -> None:
    await filled(notebook)
    before = await notebook.all()
    text = await notebook.export(format)
    for one in before[:3]:
        await notebook.delete(one["id"])
    assert (await notebook.take_in(text)).json() == {"added": 3, "already": 2, "unplaced": []}
    assert [one["id"] for one in await notebook.all()] == [one["id"] for one in before]


async def test_nothing_kept_is_overwritten(notebook: Notebook) -> None:
    made = await notebook.made(ANNA, note="старое")
    text = await notebook.export("json")
    await notebook.put(ANNA, made["id"], note="новое", base=made["revision"])
    assert (await notebook.take_in(text)).json()["already"] == 1
    assert [one["note"] for one in await notebook.all()] == ["новое"]


async def test_a_copy_of_another_make_is_known_by_its_title(notebook: Notebook) -> None:
    """The same book from elsewhere: other bytes, other chapter ids, other offsets."""
    await filled(notebook)
    body = json.loads(await notebook.export("json"))
    for book in body["books"]:
        book["sha256"] = "ab" * 32
        for one in book["annotations"]:
            one["id"] = str(uuid4())
            one |= {"chapter": "x", "start": 3, "end": 4, "colour": "blue", "note": "из файла"}
    answer = (await notebook.take_in(json.dumps(body))).json()
    assert (answer["added"], answer["unplaced"]) == (5, [])
    placed = [one for one in await notebook.all() if one["note"] == "из файла"]
    for one in placed:
        text = TEXTS[one["number"]]
        assert one["exact"] == text[one["start"] :][: len(one["exact"])]
    assert sorted(one["exact"] for one in placed) == sorted(
        one["exact"] for one in await notebook.all() if one["note"] != "из файла"
    )


@pytest.mark.parametrize(
    ("book", "entry", "reason"),
    [
        ({"title": "Другая", "sha256": ""}, {}, "no_book"),
        ({"authors": ["Кто Другой"], "sha256": ""}, {}, "no_book"),
        ({}, {"exact": "таких слов здесь нет", "chapter": "c9"}, "no_place"),
        ({}, {"exact": "   ", "start": 10**12}, "no_place"),
        ({}, {"kind": "scribble"}, "bad_entry"),
        ({}, {"kind": ["highlight"]}, "bad_entry"),
    ],
)
async def test_what_finds_no_place_is_told_with_its_reason(
    notebook: Notebook, book: dict[str, Any], entry: dict[str, Any], reason: str
) -> None:
    await notebook.made(ANNA, note="моё")
    body = json.loads(await notebook.export("json"))
    lost = copy.deepcopy(body["books"][0])
    lost |= book
    lost["annotations"][0] |= {"id": str(uuid4()), **entry}
    body["books"].append(lost)
    answer = (await notebook.take_in(json.dumps(body))).json()
    assert (answer["added"], answer["already"]) == (0, 1)
    assert [(one["index"], one["reason"]) for one in answer["unplaced"]] == [(1, reason)]
    assert len(await notebook.all()) == 1


async def test_a_book_not_read_in_yet_is_told(notebook: Notebook) -> None:
    await notebook.made(ANNA)
    text = await notebook.export("json")
    async with notebook.novel.browser.context.database.write() as session:
        await session.execute(update(Book).values(readable_at=None))
    answer = (await notebook.take_in(text)).json()
    assert [one["reason"] for one in answer["unplaced"]] == ["not_readable"]


async def test_a_full_book_takes_no_more(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(notebook)
    body = json.loads(await notebook.export("json"))
    for one in body["books"][0]["annotations"]:
        one |= {"id": str(uuid4()), "note": "ещё"}
    monkeypatch.setattr("bookreader.annotations.service.MOST_IN_BOOK", 7)
    answer = (await notebook.take_in(json.dumps(body))).json()
    assert answer["added"] == 2
    assert {one["reason"] for one in answer["unplaced"]} == {"too_many"}


HOSTILE: list[tuple[bytes, int, str]] = [
    (b"", 422, "import_invalid"),
    (b"\xff\xfe\x00", 422, "import_invalid"),
    (b"[]", 422, "import_invalid"),
    (b"null", 422, "import_invalid"),
    (b'{"format": "other"}', 422, "import_invalid"),
    (b'{"format":', 422, "import_invalid"),
    (b"[" * 200_000, 422, "import_invalid"),
    (b" " * 5_000_001, 413, "import_too_large"),
    (b'{"type":"AnnotationPage","items":[' + b"{}," * 10_000 + b"{}]}", 413, "import_too_large"),
]


@pytest.mark.parametrize(("data", "status", "code"), HOSTILE)
async def test_hostile_files_are_refused(
    notebook: Notebook, data: bytes, status: int, code: str
) -> None:
    answer = await notebook.take_in(data)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_odd_values_do_no_harm(notebook: Notebook) -> None:
    """Zero characters, halves of characters, numbers without end, wrong kinds of everything."""
    await notebook.made(ANNA)
    body = json.loads(await notebook.export("json"))
    kept = body["books"][0]["annotations"][0]
    odd = [
        {"note": "a\x00b\ud800c"},
        {"note": 5, "colour": {"a": 1}, "before": [], "after": None, "progression": "NaN"},
        {"created_at": "0001-01-01T00:00:00+23:59", "updated_at": "9999-12-31T23:59:59Z"},
        {"created_at": 12, "normaliser_version": 10**40, "progression": 1e400},
        {"chapter": ["c0"], "start": -5, "end": True},
    ]
    body["books"][0]["annotations"] = [
        {**kept, "id": f"не uuid {number}", **one} for number, one in enumerate(odd)
    ]
    body["books"] += [7, {"annotations": 7}, {"annotations": [7]}]
    answer = await notebook.take_in(json.dumps(body))
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert told["added"] + told["already"] + len(told["unplaced"]) == len(odd) + 1
    assert {one["exact"] for one in await notebook.all()} == {ANNA}
    again = (await notebook.take_in(json.dumps(body))).json()
    assert again["added"] == 0


async def test_annotations_of_other_programs_are_read(notebook: Notebook) -> None:
    """One page, one body or several, positions absent, the book told of as EPUB readers do."""
    body = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": ["AnnotationSet"],
        "about": {"dc:title": "Зимняя Дорога"},
        "items": [
            {
                "type": "Annotation",
                "motivation": "highlighting",
                "body": [
                    {"type": "TextualBody", "value": "blue", "purpose": "tagging"},
                    {"type": "TextualBody", "value": "мысль"},
                ],
                "target": {
                    "source": "OEBPS/chapter1.xhtml",
                    "selector": {
                        "type": "FragmentSelector",
                        "value": "x",
                        "refinedBy": {
                            "type": "TextQuoteSelector",
                            "exact": "рыжие  волосы",
                            "prefix": "У Анны были ",
                        },
                    },
                },
            },
            {"type": "Annotation", "target": "http://example.org/page"},
            {"type": "Annotation", "body": "x", "target": {"source": "a", "selector": {}}},
        ],
    }
    title = (await notebook.novel.get(""))["title"]
    body["about"] = {"dc:title": title}
    answer = (await notebook.take_in(json.dumps(body))).json()
    assert answer["added"] == 1
    assert [one["reason"] for one in answer["unplaced"]] == ["bad_entry", "bad_entry"]
    [made] = await notebook.all()
    assert (made["exact"], made["note"], made["colour"]) == ("рыжие волосы", "мысль", "blue")


async def test_w3c_says_what_the_standard_says(notebook: Notebook) -> None:
    await filled(notebook)
    body = json.loads(await notebook.export("w3c"))
    assert (body["type"], body["total"]) == ("AnnotationCollection", 5)
    for item in body["first"]["items"]:
        assert item["type"] == "Annotation"
        assert item["motivation"] in ("highlighting", "bookmarking")
        position, quote, _ = item["target"]["selector"]
        source = item["target"]["source"]
        number = int(source["id"][-1])
        assert source["id"].startswith("urn:sha256:")
        assert position["type"] == "TextPositionSelector"
        assert quote["type"] == "TextQuoteSelector"
        text = TEXTS[number]
        assert text[position["start"] :].startswith(quote["exact"])
        assert text[: position["start"]].endswith(quote["prefix"])
    bodies = [item.get("body") for item in body["first"]["items"]]
    assert {"type": "TextualBody", "format": "text/plain", "value": NOTE, "purpose": "commenting",
            "color": "pink", "highlight": "solid"} in bodies  # fmt: skip


async def test_markdown_takes_no_word_for_markup(notebook: Notebook) -> None:
    assert "Заметок пока нет." in await notebook.export("markdown")
    await filled(notebook)
    text = await notebook.export("markdown")
    lines = text.split("\n")
    assert lines[0] == "# Заметки"
    assert [line for line in lines if line.startswith("## ")] == ["## Зимняя Дорога"]
    assert f"> {ANNA}" in lines
    assert "\\# не заголовок" in lines
    assert "\\* и не список ёЁ 🙂 \\\\ \\_да\\_" in lines
    assert "розовый · 2026-02-01" in lines
    assert any(line.startswith("> За окном лежал снег") and line.endswith("…") for line in lines)


async def test_one_book_alone(notebook: Notebook) -> None:
    await notebook.made(NYURA)
    text = await notebook.export("json", book=str(notebook.novel.id))
    assert len(json.loads(text)["books"][0]["annotations"]) == 1
    answer = await notebook.novel.browser.ask(
        "GET", "/api/annotations/export", params={"format": "json", "book": str(uuid4())}
    )
    assert answer.json()["code"] == "book_not_found"
