"""Hostile pictures in the bounded child: a verdict or a refusal, within its bounds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bookcore.bounded import INSPECT_BOUNDS, PAINT_BOUNDS, Child
from bookcore.errors import BookError
from bookcore.sketch import encode
from tests.bookcore.pictures.samples import file_of, sketch
from tests.bookcore.pictures.test_decoding import bomb


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    with Child(INSPECT_BOUNDS) as made:
        yield made


def ask(child: Child, data: bytes, **more: Any) -> dict[str, Any]:
    source, out = child.folder / "picture", child.folder / "delivered.webp"
    source.write_bytes(data)
    out.unlink(missing_ok=True)
    request = {"op": "inspect", "source": str(source), "out": str(out)}
    return child.call({**request, "width": 768, "height": 512, **more})


def test_a_good_picture_comes_out_anew(child: Child) -> None:
    answer = ask(child, file_of(sketch()), creator="a model", placeholders=["0" * 64])
    assert (answer["ok"], answer["faults"], answer["mime"]) == (True, [], "image/png")
    with Image.open(child.folder / "delivered.webp") as master:
        assert master.size == (answer["out_width"], answer["out_height"]) == (768, 512)
        assert b"trainedAlgorithmicMedia" in master.info["xmp"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unreadable"),
        (b"<html>busy</html>", "unreadable"),
        (file_of(sketch())[:5000], "unreadable"),
        (file_of(sketch(), "AVIF")[:-400], "unreadable"),
        (bomb(60_000, 60_000), "too_big"),
        (file_of(Image.new("RGB", (768, 512))), "blank"),
        (file_of(Image.new("RGB", (1, 1))), "too_small"),
    ],
)
def test_a_faulty_one_is_told_and_nothing_comes_out(child: Child, data: bytes, code: str) -> None:
    answer = ask(child, data)
    assert answer["ok"] is False
    assert code in [one["code"] for one in answer["faults"]]
    assert not (child.folder / "delivered.webp").exists()


def test_the_largest_pictures_that_are_read_fit_the_bounds(child: Child) -> None:
    cells = np.random.default_rng(0).integers(0, 255, (129, 193, 3), dtype=np.uint8)
    large = Image.fromarray(cells).resize((7720, 5160), Image.Resampling.NEAREST)
    large.putalpha(230)
    answer = ask(child, file_of(large, "PNG", compress_level=1))
    assert answer["width"] * answer["height"] > 39_000_000
    assert (answer["out_width"], answer["out_height"]) == (1536, 1024)
    assert "unreadable" not in [one["code"] for one in answer["faults"]]


def test_one_that_wants_more_than_the_bounds_ends_the_child_and_not_us() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (1500, 2250, 3), dtype=np.uint8)
    data = file_of(Image.fromarray(noise), "WEBP", quality=90, method=0)
    with Child(replace(INSPECT_BOUNDS, memory_bytes=330 << 20, wall_seconds=30)) as narrow:
        begun = time.monotonic()
        try:
            answer = ask(narrow, data)
        except BookError as error:
            assert error.code == "parser_died"  # noqa: PT017 - a verdict will do as well
        else:
            assert not answer["ok"]
        assert time.monotonic() - begun < 40


@given(data=st.binary(max_size=2000), head=st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF\x20\x00\x00\x00WEBP"]))  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_chance_bytes_get_a_verdict(child: Child, data: bytes, head: bytes) -> None:
    answer = ask(child, head + data)
    assert answer["ok"] is False
    assert answer["faults"][0]["code"] in ("unreadable", "too_big")


@pytest.mark.parametrize(
    "wrong",
    [
        {"width": 0},
        {"height": "x"},
        {"placeholders": "all"},
        {"placeholders": [5]},
        {"creator": 7},
        {"made": "by hand"},
        {"source": None},
    ],
)
def test_a_wrong_request_is_told(child: Child, wrong: dict[str, object]) -> None:
    with pytest.raises(BookError) as caught:
        ask(child, file_of(sketch()), **wrong)
    assert caught.value.code == "bad_request"


def test_a_painting_child_makes_renditions_and_tells_of_its_sketch(tmp_path: Path) -> None:
    with Child(PAINT_BOUNDS) as painter:
        source, out = painter.folder / "source", painter.folder / "out"
        source.write_bytes(encode(sketch()))
        wanted = {"op": "rendition", "source": str(source), "out": str(out), "creator": "x"}
        for format in ("webp", "avif", "jpeg"):
            answer = painter.call({**wanted, "width": 480, "format": format, "made": "model"})
            assert (answer["width"], answer["height"]) == (480, 320)
            assert answer["mime"] == f"image/{format}"
            assert answer["size"] == out.stat().st_size
        for wrong in ({"format": "png"}, {"width": 5}, {"width": True}, {"made": "x"}):
            request = {**wanted, "width": 480, "format": "webp", **wrong}
            with pytest.raises(BookError) as caught:
                painter.call(request)
            assert caught.value.code == "bad_request"
        source.write_bytes(b"no picture")
        with pytest.raises(BookError) as caught:
            painter.call({**wanted, "width": 480, "format": "webp"})
        assert caught.value.code == "parser_died"
        painted = painter.call(
            {"op": "paint", "spec": {}, "width": 300, "height": 200, "out": str(out) + ".webp"}
        )
        assert 20 <= len(painted["thumbhash"]) <= 44
        assert painted["colour"][0] == "#"
