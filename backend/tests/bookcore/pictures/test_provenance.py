"""The mark that says how a picture was made."""

from __future__ import annotations

import pytest
from lxml import etree

from bookcore.pictures.provenance import SOURCE_TYPES, Made, created_in, xmp_packet

EXT = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"


def attributes(packet: bytes) -> dict[str, str]:
    [told] = etree.fromstring(packet).iter(
        "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"
    )
    return {str(name): str(value) for name, value in told.attrib.items()}


@pytest.mark.parametrize(
    ("made", "code"),
    [
        ("algorithmic", "algorithmicMedia"),
        ("model", "trainedAlgorithmicMedia"),
        ("composite", "compositeWithTrainedAlgorithmicMedia"),
    ],
)
def test_every_way_has_the_code_of_iptc(made: Made, code: str) -> None:
    told = attributes(xmp_packet(made, "a tool"))
    assert told[f"{EXT}DigitalSourceType"].endswith(f"/{code}")
    assert told[f"{EXT}DigitalSourceType"] == SOURCE_TYPES[made]
    assert f"{XMP}CreateDate" not in told


@pytest.mark.parametrize("name", ['a "b" & <c>', "имя 画", "x\x00\x0b\ud800y", "]]>", "a" * 5000])
def test_any_name_makes_a_packet_that_can_be_read(name: str) -> None:
    told = attributes(xmp_packet("model", name))[f"{XMP}CreatorTool"]
    assert len(told) <= 200
    assert set(told) <= set(name)


def test_the_moment_is_read_back_and_nothing_else_is_taken_for_it() -> None:
    moment = "2026-05-03T12:00:00+00:00"
    assert created_in(xmp_packet("model", "x", moment)) == moment
    assert created_in(xmp_packet("model", "x")) == ""
    assert created_in(b"\xff\x00 nothing of the kind") == ""
