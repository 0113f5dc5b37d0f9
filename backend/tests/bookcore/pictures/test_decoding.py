"""Strangers' files: decoded whole, upright, in sRGB and on white, or told apart as unreadable."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from bookcore.pictures import decoding
from bookcore.pictures.decoding import TooBig, Unreadable, decoded
from tests.bookcore.pictures.samples import file_of, sketch

FORMATS = ("PNG", "JPEG", "WEBP", "AVIF", "GIF")


@pytest.mark.parametrize("format", FORMATS)
def test_each_kind_is_known_by_its_first_bytes(format: str) -> None:
    found = decoded(file_of(sketch(), format))
    assert found.mime == f"image/{format.lower()}"
    assert (found.width, found.height) == sketch().size == found.image.size
    assert found.image.mode == "RGB"
    assert np.abs(np.asarray(found.image, int) - np.asarray(sketch(), int)).mean() < 8


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("share", [0.3, 0.7, 0.97])
def test_a_cut_file_is_unreadable(format: str, share: float) -> None:
    data = file_of(sketch(), format)
    with pytest.raises(Unreadable):
        decoded(data[: int(len(data) * share)])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"<!DOCTYPE html><title>Busy</title>",
        b'{"error": "queue full"}',
        b"RIFF\xff\xff\xff\xffWEBPVP8 ",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    ],
)
def test_what_is_no_picture_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        decoded(data)


@pytest.mark.parametrize("format", ["BMP", "TIFF", "ICO", "PPM", "JPEG2000", "TGA"])
def test_kinds_that_nobody_delivers_are_not_read(format: str) -> None:
    with pytest.raises(Unreadable):
        decoded(file_of(sketch().resize((64, 64)), format))


def test_the_name_of_a_kind_does_not_count_what_follows_does() -> None:
    page = file_of(sketch().resize((60, 40))) + b"<script>alert(1)</script>" * 400
    assert decoded(page).mime == "image/png"
    with pytest.raises(Unreadable):
        decoded(b"\xff\xd8\xff" + file_of(sketch()))


def bomb(width: int, height: int) -> bytes:
    """A PNG whose head promises more than anybody holds."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * (1 << 22))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_a_bomb_is_told_by_its_head() -> None:
    with pytest.raises(TooBig):
        decoded(bomb(60_000, 60_000))
    with pytest.raises(TooBig):
        decoded(bomb(40_000_001, 1))


def test_a_file_of_too_many_bytes_is_not_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MAX_BYTES", 1000)
    with pytest.raises(TooBig):
        decoded(file_of(sketch()))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_picture_stands_upright(orientation: int) -> None:
    image = Image.new("RGB", (60, 40), "white")
    image.paste((200, 0, 0), (0, 0, 20, 20))
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    stored = image if orientation == 1 else image.transpose(Image.Transpose(back[orientation]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    found = decoded(file_of(stored, "PNG", exif=exif))
    assert (found.width, found.height) == (60, 40)
    assert found.image.getpixel((5, 5)) == (200, 0, 0)
    assert found.image.getpixel((50, 30)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_clear_becomes_white(mode: str) -> None:
    image = Image.new("RGBA", (40, 40), (10, 20, 30, 0))
    image.paste((0, 0, 0, 255), (0, 0, 20, 40))
    found = decoded(file_of(image.convert(mode), "PNG")).image
    assert found.getpixel((30, 20)) == (255, 255, 255)
    assert max(found.getpixel((5, 20))) < 12  # type: ignore[type-var,arg-type]  # three numbers


def test_sixteen_bits_keep_their_light() -> None:
    values = np.full((30, 30), 0x8000, np.uint16)
    found = decoded(file_of(Image.fromarray(values), "PNG")).image
    assert found.getpixel((3, 3)) == (127, 127, 127)


def profile_of(space: str) -> bytes:
    """A profile that comes with the colour library."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(space)).tobytes()


def swapped_profile() -> bytes:
    """The sRGB profile whose red and green have changed places."""
    data = bytearray(profile_of("sRGB"))
    entry = {
        bytes(data[at : at + 4]): at
        for at in range(132, 132 + 12 * int.from_bytes(data[128:132], "big"), 12)
    }
    red, green = entry[b"rXYZ"], entry[b"gXYZ"]
    data[red : red + 4], data[green : green + 4] = data[green : green + 4], data[red : red + 4]
    return bytes(data)


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "AVIF"])
def test_colours_are_turned_into_those_of_the_screen(format: str) -> None:
    image = Image.new("RGB", (64, 64), (210, 60, 40))
    data = file_of(image, format, icc_profile=swapped_profile())
    red, green, blue = decoded(data).image.getpixel((9, 9))  # type: ignore[misc]  # three numbers
    assert abs(red - 60) < 9
    assert abs(green - 210) < 9
    assert abs(blue - 40) < 9


def test_a_profile_of_other_pixels_or_a_broken_one_changes_nothing() -> None:
    for profile in (profile_of("LAB"), b"no profile at all", b"\0" * 200):
        data = file_of(Image.new("RGB", (20, 20), (200, 100, 50)), "PNG", icc_profile=profile)
        found = decoded(data).image
        assert found.getpixel((3, 3)) == (200, 100, 50)


def test_nothing_the_file_says_of_itself_stays() -> None:
    exif = Image.Exif()
    exif[0x010E] = "a secret"
    data = file_of(
        sketch().resize((60, 40)),
        "WEBP",
        icc_profile=profile_of("sRGB"),
        exif=exif,
        xmp=b"<secret/>",
    )
    assert not decoded(data).image.info


def test_a_picture_of_many_is_its_first() -> None:
    first, second = Image.new("RGB", (40, 40), "red"), Image.new("RGB", (40, 40), "blue")
    for format in ("GIF", "WEBP", "PNG"):
        data = file_of(first, format, save_all=True, append_images=[second])
        red, _, blue = decoded(data).image.getpixel((9, 9))  # type: ignore[misc]  # three numbers
        assert red > 200 > 60 > blue


def test_a_large_picture_is_held_smaller_and_told_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "WORKING_SIDE", 300)
    for format in ("JPEG", "PNG"):
        found = decoded(file_of(sketch(), format))
        assert (found.width, found.height) == sketch().size
        assert found.image.size == (300, 200)


SEEDS = tuple(file_of(sketch().resize((48, 32)), format) for format in FORMATS)


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_chance_bytes_are_unreadable(data: bytes) -> None:
    with pytest.raises((Unreadable, TooBig)):
        decoded(data)


@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=12),
)
@settings(max_examples=150, deadline=None)
def test_damaged_files_are_read_or_told_apart_and_nothing_else(
    data: bytes, changes: list[tuple[int, int]]
) -> None:
    damaged = bytearray(data)
    for place, value in changes:
        damaged[place % len(damaged)] = value
    try:
        found = decoded(bytes(damaged))
    except (Unreadable, TooBig):
        return
    assert found.image.mode == "RGB"
    assert len(found.image.tobytes()) == 3 * np.prod(found.image.size)
