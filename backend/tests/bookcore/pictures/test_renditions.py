"""Renditions: never wider than the picture, and marked like it."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bookcore.pictures.encoding import encode, xmp_of
from bookcore.pictures.provenance import created_in, xmp_packet
from bookcore.pictures.renditions import WIDTHS, RenditionFormat, rendition
from bookcore.sketch import encode as encode_sketch
from tests.bookcore.pictures.samples import file_of, sketch


@pytest.mark.parametrize("format", ["webp", "avif", "jpeg"])
@pytest.mark.parametrize("width", [*WIDTHS, 4000])
def test_widths_and_formats(width: int, format: RenditionFormat) -> None:
    made = rendition(encode_sketch(sketch()), width, format, "algorithmic", "a painter")
    assert (made.width, made.height) == (min(width, 768), round(min(width, 768) * 2 / 3))
    assert made.mime == f"image/{format}"
    with Image.open(io.BytesIO(made.data)) as picture:
        assert picture.size == (made.width, made.height)
        assert picture.get_format_mimetype() == made.mime
        assert b"digitalsourcetype/algorithmicMedia" in xmp_of(picture)
        assert b"a painter" in xmp_of(picture)
        assert not picture.info.get("icc_profile")


def test_smaller_is_smaller() -> None:
    source = encode_sketch(sketch())
    sizes = [len(rendition(source, w, "webp", "model", "x").data) for w in (240, 480, 768)]
    assert sizes == sorted(sizes)
    assert sizes[0] < len(source) / 3


def test_the_moment_goes_along_with_the_picture() -> None:
    moment = "2026-05-03T12:00:00+00:00"
    for format in ("webp", "png", "jpeg", "avif"):
        source = encode(sketch(), format, xmp_packet("model", "x", moment))  # type: ignore[arg-type]  # its names
        made = rendition(source, 480, "avif", "composite", "y")
        with Image.open(io.BytesIO(made.data)) as picture:
            assert created_in(xmp_of(picture)) == moment
            assert b"compositeWithTrainedAlgorithmicMedia" in xmp_of(picture)


@pytest.mark.parametrize("data", [b"", b"text", file_of(sketch(), "GIF"), file_of(sketch())[:900]])
def test_what_is_none_of_ours_is_an_error(data: bytes) -> None:
    with pytest.raises(OSError):
        rendition(data, 480, "webp", "algorithmic", "x")


def test_a_sketch_is_marked_as_before() -> None:
    with Image.open(io.BytesIO(encode_sketch(sketch()))) as picture:
        told = xmp_of(picture).decode()
    assert told.startswith('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta')
    assert 'xmp:CreatorTool="BookReader sketch painter ' in told
    assert "CreateDate" not in told
