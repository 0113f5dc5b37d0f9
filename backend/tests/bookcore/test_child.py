"""The child's real operations, asked the way the worker asks them."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from bookcore.bounded import DESCRIBE_BOUNDS, PAINT_BOUNDS, PARSE_BOUNDS, Child
from bookcore.errors import BookError
from bookcore.formats.store import read_parsed_json
from tests.books import make_books as books


@pytest.fixture(scope="module")
def painter() -> Iterator[Child]:
    with Child(PAINT_BOUNDS) as child:
        yield child


@pytest.fixture(scope="module")
def finder() -> Iterator[Child]:
    with Child(DESCRIBE_BOUNDS) as child:
        yield child


def test_parse_writes_the_book_and_its_pictures(tmp_path: Path) -> None:
    source = tmp_path / "b.epub"
    source.write_bytes(books.image_only_paragraph())
    with Child(PARSE_BOUNDS, tmp_path / "work") as child:
        answer = child.call({"op": "parse", "source": str(source), "out": "out"})
        assert child.complaints == ""
    out = tmp_path / "work" / "out"
    book = read_parsed_json(out)
    assert answer["chapters"] == len(book["chapters"]) == 1
    assert answer["images"] == 2
    assert set(answer["warnings"]) == {one["code"] for one in book["warnings"]}
    for image in book["images"]:
        data = (out / "images" / image["sha256"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == image["sha256"]
        assert len(data) == image["size"]


def test_several_books_one_child(tmp_path: Path) -> None:
    with Child(PARSE_BOUNDS, tmp_path / "work") as child:
        for name, data in (("a.epub", books.epub2_ncx()), ("b.fb2", books.fb2_plain())):
            (tmp_path / name).write_bytes(data)
            source = str(tmp_path / name)
            assert child.call({"op": "parse", "source": source, "out": name})["done"]
        # The first source was for the first request only.
        (child.folder / "c").symlink_to(tmp_path / "a.epub")
        with pytest.raises(BookError):
            child.call({"op": "describe", "chapters": str(tmp_path / "no"), "language": "ru"})


def test_limits_come_with_the_request(tmp_path: Path) -> None:
    source = tmp_path / "b.fb2"
    source.write_bytes(books.fb2_plain())
    request = {"op": "parse", "source": str(source), "out": "out"}
    with Child(PARSE_BOUNDS) as child:
        with pytest.raises(BookError) as caught:
            child.call({**request, "limits": {"file_bytes": 100}})
        assert caught.value.code == "too_large"
        with pytest.raises(BookError) as caught:
            child.call({**request, "limits": {"patience": 1}})
        assert caught.value.code == "bad_request"
        assert child.call({**request, "limits": {"file_bytes": 10_000}})["chapters"] == 2


def test_the_result_goes_nowhere_but_the_work_folder(tmp_path: Path) -> None:
    source = tmp_path / "b.fb2"
    source.write_bytes(books.fb2_plain())
    with Child(PARSE_BOUNDS, tmp_path / "work") as child:
        with pytest.raises(BookError):
            child.call({"op": "parse", "source": str(source), "out": str(tmp_path / "else")})
        assert "denied" in child.complaints
    assert not (tmp_path / "else").exists()


def _chapters(folder: Path, texts: list[str]) -> str:
    path = folder / "chapters.json"
    chapters = [
        {"id": f"c{n}", "text": text, "kind": "chapter", "blocks": [["paragraph", 0, len(text)]]}
        for n, text in enumerate(texts)
    ]
    path.write_text(json.dumps(chapters), "utf-8")
    return str(path)


SEEN = (
    "Старая мельница стояла у самой реки; над чёрной водой висел густой белый туман, "
    "и мокрые ивы свешивали до земли серебристые ветви."
)


def test_describe_answers_chapter_by_chapter(finder: Child, tmp_path: Path) -> None:
    texts = [SEEN, "Он сказал, что придёт завтра, и ушёл.", SEEN]
    request = {
        "op": "describe",
        "chapters": _chapters(tmp_path, texts),
        "language": "ru",
        "marks": "many",
        "out": "found.jsonl",
    }
    for _ in range(2):  # the models stay loaded for the second request
        *answers, last = finder.ask(request)
        assert [one["chapter"] for one in answers] == ["c0", "c1", "c2"]
        assert last["done"]
        assert last["extractor"]
        for answer, text in zip(answers, texts, strict=True):
            for found in answer["descriptions"]:
                assert text[found["start"] : found["end"]] == found["text"]
        assert answers[0]["descriptions"]
        assert not answers[1]["descriptions"]
    assert finder.complaints == ""
    written = (finder.folder / "found.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in written] == answers


def test_describe_then_paint_what_was_found(finder: Child, painter: Child, tmp_path: Path) -> None:
    answer, _ = finder.ask(
        {
            "op": "describe", "chapters": _chapters(tmp_path, [SEEN]), "language": "ru",
            "marks": "many",
        }
    )  # fmt: skip
    scene = answer["descriptions"][0]["scene"]
    done = painter.call({"op": "paint", "spec": scene, "out": "scene.webp"})
    data = (painter.folder / "scene.webp").read_bytes()
    assert done["sha256"] == hashlib.sha256(data).hexdigest()
    assert (done["mime"], done["width"], done["height"]) == ("image/webp", 1152, 768)
    assert done["painter"]
    assert painter.complaints == ""


def test_cover(painter: Child) -> None:
    done = painter.call(
        {"op": "cover", "title": "Тарас Бульба", "author": "Николай Гоголь", "out": "cover.png"}
    )
    with Image.open(painter.folder / "cover.png") as picture:
        assert picture.size == (600, 900) == (done["width"], done["height"])
    assert painter.complaints == ""


def test_an_edition_tells_of_every_plate(painter: Child) -> None:
    painter.call(
        {"op": "paint", "spec": {"kind": "location"}, "out": "p.webp", "width": 300, "height": 200}
    )
    plate = {"chapter": "c1", "start": 0, "end": 5, "alt": "a", "caption": "c", "maker": "sketch",
             "credit": "p", "file": "p.webp"}  # fmt: skip
    volume = {
        "source_sha256": "0" * 64, "title": "T", "authors": [], "language": "ru",
        "annotation": "", "genres": [], "series": None, "images": [], "cover": None, "notes": [],
        "chapters": [{"id": "c1", "title": "", "kind": "chapter", "lang": "",
                      "html": '<p data-o="0">Слово</p>'}],
        "toc": [], "plates": [plate, {**plate, "file": "none.webp"}],
    }  # fmt: skip
    (painter.folder / "volume.json").write_text(json.dumps(volume), "utf-8")
    request = {"op": "edition", "volume": "volume.json", "out": "e.epub", "width": 200,
               "grey": True, "now": "2026-02-03T04:05:06+00:00"}  # fmt: skip
    *steps, last = painter.ask(request)
    assert [(one["done_plates"], one["of"]) for one in steps] == [(0, 2), (1, 2), (2, 2)]
    made = (painter.folder / "e.epub").read_bytes()
    assert (last["plates"], last["size"]) == (1, len(made))
    assert last["sha256"] == hashlib.sha256(made).hexdigest()
    for wrong in ({"width": 5}, {"now": "soon"}, {"out": None}):
        with pytest.raises(BookError) as caught:
            painter.call({**request, **wrong})
        assert caught.value.code == "bad_request"


def test_passages_of_somebodys_choice_are_described_as_asked(finder: Child, tmp_path: Path) -> None:
    talk = "Он сказал, что придёт завтра, и ушёл."
    file = Path(_chapters(tmp_path, [talk + " " + SEEN]))
    [chapter] = json.loads(file.read_text("utf-8"))
    seen = SEEN[: SEEN.index(", и мокрые")]
    span = [len(talk) + 1, len(talk) + 1 + len(seen)]
    chapter["passages"] = [span, [0, len(talk)]]
    file.write_text(json.dumps([chapter]), "utf-8")
    request = {"op": "describe", "chapters": str(file), "language": "ru", "marks": "many"}
    answer, _ = finder.ask(request)
    own, dull = answer["passages"]
    assert [own["start"], own["end"]] == span
    assert own["text"] == seen
    assert own["scene"]["place_type"] == "river"
    assert own["score"] > 0.5 > dull["score"]
    assert answer["descriptions"]
    assert answer["names"]["chapter"] == "c0"
    alone, _ = finder.ask({**request, "find": False})
    assert alone == {"chapter": "c0", "passages": answer["passages"]}
    chapter["passages"] = [[0, 10**6]]
    file.write_text(json.dumps([chapter]), "utf-8")
    with pytest.raises(BookError) as caught:
        finder.call(request)
    assert caught.value.code == "bad_request"


def test_a_cast_is_built_of_names_and_passages(finder: Child, tmp_path: Path) -> None:
    text = (
        "Вошла Анна Ельцова. У Анны были рыжие волосы. Анна молчала. Рядом стояла Анна Ельцова. "
        "Анна сидела у окна, и свет падал на её руки."
    )
    answer, _ = finder.ask(
        {"op": "describe", "chapters": _chapters(tmp_path, [text]), "language": "ru"}
    )
    passages = []
    for quote in ("У Анны были рыжие волосы.", "Анна сидела у окна, и свет падал на её руки."):
        start = text.index(quote)
        passages.append(
            {
                "chapter": "c0", "start": start, "end": start + len(quote), "type": "character",
                "text": quote, "before": text[:start], "scene": {"people": [{}], "seed": 3},
            }
        )  # fmt: skip
    passages[1]["scene"] = {"people": [{"hair": "#000000"}], "seed": 4}
    passages.append({**passages[0], "scene": {"kind": "a word of another version"}})
    files = {"names": [answer["names"]], "passages": passages}
    for name, content in files.items():
        (finder.folder / f"{name}.json").write_text(json.dumps(content), "utf-8")
    request = {name: str(finder.folder / f"{name}.json") for name in files}
    made = finder.call({"op": "cast", "language": "ru", **request})
    [anna] = [one for one in made["cast"]["entities"] if one["kind"] == "character"]
    assert anna["name"] == "Анна Ельцова"
    assert made["cast"]["links"] == [[anna["id"]]] * 3
    first, second, foreign = made["scenes"]
    assert first["people"][0]["hair"] not in (None, "#000000")
    assert second["people"][0]["hair"] == "#000000", "the passage's own words stand"
    assert (first["seed"], second["seed"]) == (3, 4)
    assert foreign == passages[2]["scene"]
    assert finder.complaints == ""


@pytest.mark.parametrize("marks", ["all", 5, None])
def test_marks_are_checked(finder: Child, marks: object, tmp_path: Path) -> None:
    with pytest.raises(BookError) as caught:
        finder.call(
            {
                "op": "describe", "chapters": _chapters(tmp_path, [SEEN]), "language": "ru",
                "marks": marks,
            }
        )  # fmt: skip
    assert caught.value.code == "bad_request"


def test_by_hand_one_line_in_answers_out(tmp_path: Path) -> None:
    (tmp_path / "b.fb2").write_bytes(books.fb2_plain())
    request = json.dumps({"op": "parse", "source": "b.fb2", "out": "out"})
    done = subprocess.run(
        [sys.executable, "-I", "-m", "bookcore.child"],
        input=f"{request}\nnonsense\n",
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["done"]
    assert second["error"]["code"] == "bad_request"
    assert done.stderr == ""
