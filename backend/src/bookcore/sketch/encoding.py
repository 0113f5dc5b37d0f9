"""Pictures to bytes, with the mark that says no model made them."""

from __future__ import annotations

import io
from typing import Literal

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from bookcore.sketch.compose import PAINTER_VERSION

SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"


def xmp_packet() -> bytes:
    """The XMP that travels in every sketch (IPTC DigitalSourceType and the painter's name)."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        f' Iptc4xmpExt:DigitalSourceType="{SOURCE_TYPE}"'
        f' xmp:CreatorTool="BookReader sketch painter {PAINTER_VERSION}"/>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def encode(image: Image.Image, format: Literal["webp", "png"] = "webp", quality: int = 78) -> bytes:
    """The picture as WebP or PNG, marked as algorithmic media in its XMP."""
    out = io.BytesIO()
    if format == "webp":
        image.save(out, "WEBP", quality=quality, method=2, xmp=xmp_packet())
    elif format == "png":
        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", xmp_packet().decode())
        image.save(out, "PNG", pnginfo=info, compress_level=6)
    else:
        raise ValueError(f"format: {format!r} is not webp or png")
    return out.getvalue()
