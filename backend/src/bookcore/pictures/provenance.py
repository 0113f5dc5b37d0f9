"""What travels in every picture file: how it was made, by what and when."""

from __future__ import annotations

import re
from typing import Final, Literal
from xml.sax.saxutils import escape

Made = Literal["algorithmic", "model", "composite"]

_CODES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
SOURCE_TYPES: Final[dict[Made, str]] = {
    "algorithmic": f"{_CODES}algorithmicMedia",
    "model": f"{_CODES}trainedAlgorithmicMedia",
    "composite": f"{_CODES}compositeWithTrainedAlgorithmicMedia",
}
"""IPTC DigitalSourceType: by rules alone, by a trained model, by one from people's pictures."""

_LONGEST = 200
# What no XML document may hold, in any spelling.
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DATE = re.compile(rb'xmp:CreateDate="([0-9TZ:.+-]{4,40})"')


def xmp_packet(made: Made, creator: str, created: str = "") -> bytes:
    """The XMP of a picture; `creator` is the tool or model, `created` an ISO 8601 moment."""
    date = f' xmp:CreateDate="{_attribute(created)}"' if created else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        f' Iptc4xmpExt:DigitalSourceType="{SOURCE_TYPES[made]}"'
        f' xmp:CreatorTool="{_attribute(creator)}"{date}/>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def created_in(xmp: bytes) -> str:
    """The moment a packet of ours tells, or nothing."""
    found = _DATE.search(xmp)
    return found[1].decode("ascii") if found else ""


def _attribute(text: str) -> str:
    return escape(_UNWRITABLE.sub("", text)[:_LONGEST], {'"': "&quot;"})
