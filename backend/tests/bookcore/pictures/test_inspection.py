"""The whole gate: one verdict for each picture, and a master only without a fault."""

from __future__ import annotations

import hashlib
import io

import pytest
from PIL import Image

from bookcore.pictures.encoding import xmp_of
from bookcore.pictures.fingerprint import phash
from bookcore.pictures.inspection import FAULTS, Inspection, Origin, inspect
from bookcore.pictures.likeness import phash_distance
from tests.bookcore.pictures.samples import coded, file_of, sketch, written

ASKED = (768, 512)


def look(image: Image.Image, size: tuple[int, int] = ASKED, format: str = "PNG") -> Inspection:
    return inspect(file_of(image, format), *size)


def codes(found: Inspection) -> list[str]:
    assert (found.master is None) == bool(found.faults)
    assert all(one.code in FAULTS and one.detail for one in found.faults)
    return [one.code for one in found.faults]


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "AVIF"])
def test_a_good_picture_passes_and_is_delivered_anew(format: str) -> None:
    data = file_of(sketch(), format)
    found = inspect(
        data, *ASKED, origin=Origin("model", "some & model", "2026-05-03T12:00:00+00:00")
    )
    assert codes(found) == []
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert (found.mime, found.width, found.height) == (f"image/{format.lower()}", *ASKED)
    assert found.master is not None
    assert found.master != data
    with Image.open(io.BytesIO(found.master)) as master:
        assert (master.format, master.size) == ("WEBP", (found.out_width, found.out_height))
        xmp = xmp_of(master)
        assert set(master.info) <= {"xmp", "loop", "background", "timestamp", "duration"}
        assert phash_distance(phash(master), found.phash) <= 2
    assert b"digitalsourcetype/trainedAlgorithmicMedia" in xmp
    assert b"some &amp; model" in xmp
    assert b"2026-05-03T12:00:00" in xmp
    told = found.to_json()
    assert told["ok"] is True
    assert "master" not in told
    assert (len(found.phash), found.colour[0], len(found.colour)) == (16, "#", 7)


def test_what_follows_the_picture_in_its_file_is_not_delivered() -> None:
    found = inspect(file_of(sketch()) + b"<script>alert(1)</script>" * 90, *ASKED)
    assert found.master is not None
    assert b"alert" not in found.master


@pytest.mark.parametrize(
    ("came", "asked", "out"),
    [
        ((768, 512), (768, 512), (768, 512)),
        ((768, 520), (768, 512), (768, 512)),  # 1.5 % too high
        ((760, 512), (768, 512), (760, 507)),
        ((768, 590), (768, 512), (768, 512)),  # 13 % is cut
        ((2304, 1536), (768, 512), (1536, 1024)),
        ((512, 512), (512, 512), (512, 512)),
    ],
)
def test_the_shape_asked_for_is_kept_by_cutting_a_little(
    came: tuple[int, int], asked: tuple[int, int], out: tuple[int, int]
) -> None:
    found = look(sketch().resize(came, Image.Resampling.LANCZOS), asked, "JPEG")
    assert codes(found) == []
    assert (found.out_width, found.out_height) == out
    assert found.out_width / found.out_height == pytest.approx(asked[0] / asked[1], rel=0.003)
    kept = min(came[0], came[1] * asked[0] / asked[1]) * min(came[1], came[0] * asked[1] / asked[0])
    assert found.cut == pytest.approx(1 - kept / (came[0] * came[1]), abs=0.003)


@pytest.mark.parametrize("came", [(768, 768), (512, 768), (900, 400)])
def test_another_shape_is_a_fault(came: tuple[int, int]) -> None:
    assert "shape" in codes(look(sketch().resize(came), ASKED))


@pytest.mark.parametrize("came", [(1, 1), (64, 64), (300, 200), (383, 256)])
def test_a_stamp_is_too_small(came: tuple[int, int]) -> None:
    assert "too_small" in codes(look(sketch().resize(came), ASKED))


def test_faults_of_the_surface_and_lettering_are_told() -> None:
    assert codes(look(Image.new("RGB", ASKED, "grey"))) == ["blank"]
    signed = written(sketch("study", "night"), "Sample picture", 40, (0.2, 0.8))
    assert codes(look(signed)) == ["lettering"]
    assert codes(look(coded(sketch(), 150))) == ["lettering"]


def test_a_known_stand_in_is_told_by_its_bytes_even_when_it_is_no_picture() -> None:
    data = file_of(sketch())
    known = hashlib.sha256(data).hexdigest()
    assert codes(inspect(data, *ASKED, [known.upper(), "0" * 64])) == ["placeholder"]
    assert codes(inspect(data, *ASKED, ["0" * 64])) == []
    page = b"<html>busy</html>"
    both = inspect(page, *ASKED, [hashlib.sha256(page).hexdigest()])
    assert codes(both) == ["placeholder", "unreadable"]


def test_what_cannot_be_read_has_nothing_but_its_hash() -> None:
    found = inspect(b"no picture", *ASKED)
    assert codes(found) == ["unreadable"]
    assert (found.mime, found.width, found.phash, found.thumbhash) == ("", 0, "", "")
