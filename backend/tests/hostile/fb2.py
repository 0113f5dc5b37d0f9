"""Hostile FB2: items 30 and 31 of the catalogue."""

from __future__ import annotations

import base64
from collections.abc import Callable

from tests.books.builders import Fb2, png

from .case import KEPT, Case, Lure, Reading, fixed, lured

_BIG = 150_000_000


def book(body: str, tail: str = "") -> bytes:
    """An FB2 whose one section says the text that must stay, and then something else."""
    return Fb2(body=f"<section><p>{KEPT}</p>{body}</section>", tail=tail).build()


def with_binary(binary: str, reference: str = "#x.png") -> bytes:
    """An FB2 that shows one image, held in the given `binary` element."""
    return book(f'<image l:href="{reference}"/>', binary)


def _binary(content: bytes, attributes: str = 'id="x.png" content-type="image/png"') -> str:
    return f"<binary {attributes}>{content.decode('ascii')}</binary>"


def huge_binary() -> bytes:
    """A binary of 150 MB: the base64 alone fills nearly the whole of the file limit."""
    mark = "@huge@"
    head, _, tail = with_binary(_binary(mark.encode())).partition(mark.encode())
    return head + b"QUJD" * (_BIG // 3) + tail


def bloated_picture() -> bytes:
    """A PNG of 60 000 by 60 000 pixels in a few kilobytes of header and nothing."""
    forged = bytearray(png())
    forged[16:24] = (60_000).to_bytes(4, "big") * 2
    return bytes(forged)


def no_picture(reading: Reading) -> None:
    assert not reading.book["images"]
    assert "<img" not in reading.html


def one_picture(reading: Reading) -> None:
    assert len(reading.book["images"]) == 1


def no_link(reading: Reading) -> None:
    assert "<a " not in reading.html or "href=" not in reading.html


def cases() -> list[Case]:
    """The table's part for FB2."""
    good = base64.b64encode(png())
    spoilt: list[tuple[str, Callable[[], bytes]]] = [
        ("base64-broken", lambda: with_binary(_binary(b"@@@ not base64 @@@"))),
        ("base64-cut", lambda: with_binary(_binary(good[:-20]))),
        ("empty", lambda: with_binary(_binary(b""))),
        ("not-a-picture", lambda: with_binary(_binary(base64.b64encode(b"<script>x</script>")))),
        ("svg", lambda: with_binary(_binary(base64.b64encode(
            b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
            'id="x.png" content-type="image/svg+xml"'))),
        ("too-many-pixels", lambda: with_binary(_binary(base64.b64encode(bloated_picture())))),
        ("missing-id", lambda: with_binary(_binary(good, 'content-type="image/png"'))),
        ("150-megabytes", huge_binary),
    ]  # fmt: skip

    def link(lure: Lure, kind: str) -> bytes:
        return book(f'<p><a l:href="{outside(lure)[kind]}">word</a></p>')

    def image(lure: Lure, kind: str) -> bytes:
        return book(f'<image l:href="{outside(lure)[kind]}"/>')

    def outside(lure: Lure) -> dict[str, str]:
        return {
            "file": lure.secret.as_uri(),
            "javascript": "javascript:alert(1)",
            "javascript-hidden": "java&#x09;script:alert(1)",
            "vbscript": "vbscript:x",
            "data": "data:text/html,x",
            "address": lure.address,
            "relative": "../../etc/passwd",
        }

    return [
        *(
            Case(
                30,
                name,
                fixed(make),
                warns="svg_dropped" if name == "svg" else "image_dropped",
                suffix=".fb2",
                checks=(no_picture,),
                seconds=20,
            )
            for name, make in spoilt
        ),
        Case(
            30,
            "wrong-content-type",
            lambda _: with_binary(_binary(good, 'id="x.png" content-type="text/html"')),
            suffix=".fb2",
        ),
        Case(
            30,
            "id-outside",
            lambda _: with_binary(
                _binary(good, 'id="../x" content-type="image/png"'), reference="#../x"
            ),
            suffix=".fb2",
        ),
        Case(
            30,
            "duplicate-id",
            lambda _: with_binary(_binary(good) + _binary(base64.b64encode(png(9, 9)))),
            warns="duplicate_image",
            suffix=".fb2",
            checks=(one_picture,),
        ),
        *(
            Case(
                31,
                f"image-{kind}",
                lured(image, kind),
                warns="image_dropped",
                suffix=".fb2",
                checks=(no_picture,),
            )
            for kind in ("file", "javascript", "data", "address", "relative")
        ),
        *(
            Case(
                31,
                f"link-{kind}",
                lured(link, kind),
                warns="link_dropped",
                suffix=".fb2",
                checks=(no_link,),
            )
            for kind in ("file", "javascript", "javascript-hidden", "vbscript", "data", "relative")
        ),
    ]
