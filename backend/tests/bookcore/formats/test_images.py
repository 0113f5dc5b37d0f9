"""Pictures are decoded before they are believed."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bookcore.formats.images import ImageStore
from bookcore.formats.limits import DEFAULT_LIMITS, Limits
from bookcore.formats.report import Report
from bookcore.model import BookImage
from tests.books.builders import png


def drawn(kind: str, size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def taken(data: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[BookImage | None, set[str]]:
    report = Report(limits)
    image = ImageStore(limits, report).get("x", lambda: data)
    return image, {warning.code for warning in report.warnings()}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_common_kinds_keep_their_bytes(kind: str) -> None:
    data = drawn(kind)
    image, warnings = taken(data)
    assert image is not None
    assert (image.data, image.mime, image.width, image.height) == (
        data,
        f"image/{kind.lower()}",
        40,
        20,
    )
    assert warnings == set()


def test_a_bitmap_becomes_png() -> None:
    image, _ = taken(drawn("BMP"))
    assert image is not None
    assert image.mime == "image/png"
    assert Image.open(io.BytesIO(image.data)).size == (40, 20)


def test_of_a_moving_picture_the_first_frame_stays() -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue", "green")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    image, _ = taken(out.getvalue())
    assert image is not None
    assert image.mime == "image/png"


def test_a_turned_photograph_is_measured_as_shown() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    image, _ = taken(drawn("JPEG", exif=exif))
    assert image is not None
    assert (image.width, image.height) == (20, 40)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<script>x</script>",
        png()[:30],
        png()[:-12],
        drawn("JPEG")[:200],
        drawn("TIFF"),
        drawn("ICO"),
    ],
)
def test_what_is_no_picture_is_dropped(data: bytes) -> None:
    assert taken(data) == (None, {"image_dropped"})


def test_caps() -> None:
    assert taken(png(100, 100), Limits(image_pixels=9_999)) == (None, {"image_dropped"})
    assert taken(png(), Limits(image_bytes=10)) == (None, {"image_dropped"})


def test_a_picture_is_decoded_once() -> None:
    asked: list[int] = []

    def load() -> bytes:
        asked.append(1)
        return png()

    store = ImageStore(DEFAULT_LIMITS, Report(DEFAULT_LIMITS))
    assert store.get("x", load) is store.get("x", load)
    assert asked == [1]
