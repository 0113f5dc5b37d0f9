"""The `bookcore` command as a shell sees it: output, error stream, exit code."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.books import make_books as books
from tests.books.builders import Fb2


def run(*words: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bookcore", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        check=False,
    )


def one_object(text: str) -> dict[str, Any]:
    assert text.count("\n") == 1
    value = json.loads(text)
    assert isinstance(value, dict)
    return value


@pytest.fixture
def notes_book(tmp_path: Path) -> Path:
    path = tmp_path / "записки.fb2"
    path.write_bytes(books.fb2_notes())
    return path


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("read",),
        ("parse",),
        ("parse", "a", "b"),
        ("parse", "--nonsense", "a"),
        ("parse", "no such file.epub"),
        ("describe",),
        ("describe", "a.epub", "--marks", "all"),
        ("describe", "a.epub", "--paragraphs", "b.jsonl"),
        ("describe", "--paragraphs", "no such file.jsonl"),
        ("sketch", "--text", "лес"),
        ("sketch", "--text", "лес", "--out", "a.gif"),
        ("sketch", "--text", "лес", "--out", "a.png", "--lang", "xx"),
        ("sketch", "--text", "лес", "--out", "a.png", "--seed", "x"),
    ],
)
def test_wrong_use_is_64_and_no_traceback(words: tuple[str, ...], tmp_path: Path) -> None:
    done = run(*words, cwd=tmp_path)
    assert done.returncode == 64
    assert done.stdout == ""
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_help_is_0() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert "parse" in done.stdout


def test_parse_prints_the_promised_object(notes_book: Path) -> None:
    done = run("parse", notes_book)
    assert (done.returncode, done.stderr) == (0, "")
    book = one_object(done.stdout)
    assert list(book) == [
        "format", "title", "authors", "language", "series", "genres", "annotation", "cover",
        "warnings", "chapters", "toc",
    ]  # fmt: skip
    assert book["series"] is None
    assert book["cover"] is None
    assert list(book["chapters"][0]) == ["id", "title", "level", "kind", "chars"]
    assert list(book["toc"][0]) == ["title", "level", "chapter", "offset"]
    assert {one["chapter"] for one in book["toc"]} <= {one["id"] for one in book["chapters"]}


def test_a_note_stands_once_with_text(notes_book: Path) -> None:
    book = one_object(run("parse", notes_book, "--text").stdout)
    first, second, last = book["chapters"]
    assert [len(one["text"]) for one in book["chapters"]] == [
        one["chars"] for one in book["chapters"]
    ]
    assert [note["text"] for note in first["notes"]] == ["Водяная, в два этажа."]
    assert "notes" not in second
    assert last["kind"] == "notes"


def test_cover_is_written_as_it_is_described(tmp_path: Path) -> None:
    source, out = tmp_path / "b.epub", tmp_path / "cover"
    source.write_bytes(books.epub2_ncx())
    cover = one_object(run("parse", source, "--cover", out).stdout)["cover"]
    data = out.read_bytes()
    assert cover == {
        "mime": "image/png",
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def test_a_refused_book_is_2_and_one_object_on_the_error_stream(tmp_path: Path) -> None:
    source = tmp_path / "b.epub"
    source.write_bytes(b"%PDF-1.7 not a book")
    done = run("parse", source)
    assert (done.returncode, done.stdout) == (2, "")
    refusal = one_object(done.stderr)
    assert set(refusal) == {"code", "message"}
    assert refusal["code"] == "type_mismatch"


def test_the_same_book_prints_the_same_bytes(notes_book: Path) -> None:
    assert run("parse", notes_book, "--text").stdout == run("parse", notes_book, "--text").stdout


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    source = tmp_path / "b.fb2"
    source.write_bytes(books.fb2_huge_section())
    done = subprocess.run(
        f'"{sys.executable}" -m bookcore parse --text "{source}" | head -c 10',
        shell=True,
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""


SCENE = (
    "Старая мельница стояла у самой реки; над чёрной водой висел густой белый туман, "
    "и мокрые ивы свешивали до земли серебристые ветви."
)


def test_describe_gives_json_lines(tmp_path: Path) -> None:
    source = tmp_path / "b.fb2"
    section = f"<section><title><p>Мельница</p></title><p>Он ушёл.</p><p>{SCENE}</p></section>"
    source.write_bytes(Fb2(language="ru", body=section).build())
    done = run("describe", source, "--marks", "many")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines, "a mill in fog, and nothing was found"
    text = {
        one["id"]: one["text"]
        for one in one_object(run("parse", source, "--text").stdout)["chapters"]
    }
    for line in lines:
        assert list(line) == [
            "chapter", "start", "end", "type", "also", "score", "text", "attributes", "caption",
            "entities",
        ]  # fmt: skip
        assert 0 <= line["score"] <= 1
        assert text[line["chapter"]][line["start"] : line["end"]] == line["text"]


def test_describe_names_whom_a_passage_is_about(tmp_path: Path) -> None:
    look = (
        "У Анны Петровны были густые рыжие волосы, серые глаза и бледное лицо; она носила тёмное "
        "бархатное платье и белую кружевную шаль."
    )
    talk = "В комнату вошла Анна Петровна. Анна Петровна молчала, и вскоре Анна Петровна ушла."
    body = "".join(
        f"<section><title><p>Глава</p></title><p>{one}</p></section>"
        for one in (talk, look, talk, SCENE, talk)
    )
    source = tmp_path / "b.fb2"
    source.write_bytes(Fb2(language="ru", body=body).build())
    done = run("describe", source, "--marks", "many")
    assert (done.returncode, done.stderr) == (0, "")
    about = {line["text"]: line["entities"] for line in map(json.loads, done.stdout.splitlines())}
    [[anna]] = [found for text, found in about.items() if text in look]
    assert list(anna) == ["id", "name", "type"]
    assert (anna["name"], anna["type"]) == ("Анна Петровна", "character")
    assert re.fullmatch("[0-9a-f]{16}", anna["id"])
    assert [found for text, found in about.items() if text in SCENE] == [[]]
    assert run("describe", source, "--marks", "many").stdout == done.stdout


def test_describe_paragraphs_keeps_order_and_ids(tmp_path: Path) -> None:
    paragraphs: list[dict[str, Any]] = [
        {"id": 7, "lang": "ru", "text": SCENE},
        {"id": "b", "lang": "en", "text": "He said nothing and went away."},
        {"id": "c", "lang": "en", "text": ""},
        {
            "id": "d",
            "lang": "en",
            "text": "She was a tall woman with grey eyes and long black hair in a heavy braid.",
        },
    ]
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(json.dumps(one) for one in paragraphs) + "\n\n", "utf-8")
    done = run("describe", "--paragraphs", source)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in lines] == [7, "b", "c", "d"]
    for line, asked in zip(lines, paragraphs, strict=True):
        assert list(line) == [
            "id", "visual", "is_description", "type", "also", "start", "end", "attributes",
            "caption",
        ]  # fmt: skip
        assert 0 <= line["visual"] <= 1
        assert (line["type"] == "none") == (not line["is_description"])
        if line["start"] is not None:
            assert 0 <= line["start"] < line["end"] <= len(asked["text"])
    assert [line["is_description"] for line in lines] == [True, False, False, True]
    assert lines[3]["type"] == "character"


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"id": 1, "text": "x", "lang": "fr"}'])
def test_a_wrong_line_is_named(line: str, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": 1, "lang": "ru", "text": "лес"}\n' + line, "utf-8")
    done = run("describe", "--paragraphs", source)
    assert done.returncode == 64
    assert "line 2" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("ending", ["png", "webp"])
def test_sketch_paints_and_prints_the_scene(ending: str, tmp_path: Path) -> None:
    out = tmp_path / f"a.{ending}"
    done = run("sketch", "--text", SCENE, "--lang", "ru", "--out", out, "--size", "320x200")
    assert (done.returncode, done.stderr) == (0, "")
    scene = one_object(done.stdout)
    assert "fog" in json.dumps(scene), "the fog is in the text"
    with Image.open(out) as picture:
        assert (picture.format, picture.size) == (ending.upper(), (320, 200))


def test_the_same_seed_paints_the_same_picture_and_another_one_not(tmp_path: Path) -> None:
    def paint(name: str, seed: int) -> bytes:
        out = tmp_path / name
        done = run(
            "sketch", "--text", SCENE, "--lang", "ru", "--out", out, "--size", "320x200",
            "--seed", str(seed),
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return out.read_bytes()

    assert paint("a.png", 1) == paint("b.png", 1)
    assert paint("a.png", 1) != paint("c.png", 2)


@pytest.mark.parametrize(
    ("text", "size", "code"),
    [
        ("", "1152x768", "empty_text"),
        (" \n\t", "1152x768", "empty_text"),
        ("лес", "0x0", "impossible_size"),
        ("лес", "1000000x1000000", "impossible_size"),
        ("лес", "-5x9", "impossible_size"),
        ("лес", "wide", "impossible_size"),
    ],
)
def test_an_impossible_sketch_is_2(text: str, size: str, code: str, tmp_path: Path) -> None:
    done = run("sketch", "--text", text, "--out", "a.png", f"--size={size}", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert one_object(done.stderr)["code"] == code
    assert not list(tmp_path.iterdir())
