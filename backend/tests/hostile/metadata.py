"""Hostile metadata and file names: items 39 and 40 of the catalogue."""

from __future__ import annotations

import random
from html import escape

from tests.books.builders import Fb2, nav_item

from .case import KEPT, Case, Reading, fixed
from .zips import plain

LONGEST_TITLE = 1000

TITLES = {
    "markup": "<script>canary()</script><img src=x onerror=canary()>",
    "quotes": "\"' onmouseover=canary() x='\"",
    "template": "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> {% raw %}",
    "formula": '=HYPERLINK("http://example.org","x")',
    "right-to-left": "moby\u202edick\u2066 end",
    "zero-width": "mo\u200bby\u2060 \ufeffdick",
    "header": "a&#13;&#10;Set-Cookie: x=y",
    "long": " ".join(f"{number:x}" for number in range(180_000)),
    "long-word": random.Random(1).randbytes(500_000).hex(),
}
"""Titles that some place of the product might take for something else than text."""

FILE_NAMES = (
    "../../a.epub", "a\r\nSet-Cookie: x=y.epub", '"; filename=x.epub', "n" * 4000 + ".epub",
    "\U0001f4da книга.epub", "CON.epub", "nul", ".epub", "..", "", "a/b\\c.epub", "a\0b.epub",
    "%2e%2e%2fa.epub", "a;b=c.epub", "\u202egpj.epub", "~root.epub", "-rf.epub", "\ud800.epub",
)  # fmt: skip
"""Names an upload may come with (item 40): the upload route's tests send every one of them."""

_HARMLESS_HERE = (
    '"; filename=x.epub', "a\r\nSet-Cookie: x=y.epub", "\U0001f4da книга.epub", "CON.epub",
    "%2e%2e%2fa.epub", "a;b=c.epub", "\u202egpj.epub", "-rf.epub", "n" * 240 + ".epub",
)  # fmt: skip
"""Those of them that a file system can hold: the parser itself must not mind them."""


def _mark(title: str) -> str:
    return title if "&#" in title else escape(title)


def epub_with(title: str) -> bytes:
    """An EPUB that says a title everywhere a title or a name can stand."""
    book = plain()
    said = _mark(title)
    book.title = said
    book.authors = (said,)
    book.metadata = (
        f"<dc:subject>{said}</dc:subject><dc:description>{said}</dc:description>"
        f'<meta property="belongs-to-collection">{said}</meta>'
    )
    book.nav = f"<ol>{nav_item(said, 'one.xhtml')}</ol>"
    return book.build()


def fb2_with(title: str) -> bytes:
    """An FB2 that says a title everywhere a title or a name can stand."""
    said = _mark(title)
    return Fb2(
        title=said,
        first_name=said,
        last_name=said,
        annotation=f"<p>{said}</p>",
        title_info=f'<sequence name="{said}" number="1"/>',
        body=f"<section><title><p>{said}</p></title><p>{KEPT}</p></section>",
    ).build()


def is_plain_and_short(reading: Reading) -> None:
    """Names are single lines of bounded length; markup stands in them as text."""
    series = reading.book["series"]
    titles = [
        reading.book["title"],
        *reading.book["authors"],
        *reading.book["genres"],
        *([series["name"]] if series else []),
        *(chapter["title"] for chapter in reading.book["chapters"]),
        *(entry["title"] for entry in reading.book["toc"]),
    ]
    assert titles[0], "the title is gone"
    for title in titles:
        assert len(title) <= LONGEST_TITLE, f"a title of {len(title)} characters"
        assert not {"\r", "\n", "\0"} & set(title)
        assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069") & set(title)
    assert len(reading.book["annotation"]) <= 100_000


def cases() -> list[Case]:
    """The table's part for metadata."""
    return [
        *(
            Case(39, f"{name}-epub", fixed(epub_with, title), checks=(is_plain_and_short,))
            for name, title in TITLES.items()
        ),
        *(
            Case(
                39,
                f"{name}-fb2",
                fixed(fb2_with, title),
                suffix=".fb2",
                checks=(is_plain_and_short,),
            )
            for name, title in TITLES.items()
        ),
        *(
            Case(40, f"name-{number}", lambda _: plain().build(), suffix=name)
            for number, name in enumerate(_HARMLESS_HERE, 1)
        ),
    ]
