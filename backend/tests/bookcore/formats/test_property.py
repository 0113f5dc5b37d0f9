"""Whatever the markup, HTML and text of the normalised chapter say the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bookcore.errors import BookError
from bookcore.formats.draft import DraftBlock
from bookcore.formats.layout import lay_out
from tests.hostile.vocabulary import violations

from .making import epub, fb2, nav, page, reader
from .reading import assert_sound

_WORDS = st.sampled_from(
    [
        "прилив",
        " ",
        "\n  ",
        "\u00a0",
        "мо\u00adре",
        "😀",
        "a & b",
        "<",
        "  two  words ",
        "—",
        "\u2060",
        ".",
        "ё",
    ]
)
_XHTML_INLINE = ["em", "i", "strong", "sup", "sub", "span", "a", "small", "cite", "q", "ruby", "u"]
_XHTML_BLOCK = [
    "p", "div", "section", "blockquote", "ul", "ol", "li", "h1", "h3", "h6", "table", "tr", "td",
    "figure", "figcaption", "pre", "dl", "dt", "dd", "aside", "header", "hgroup", "article", "main",
]  # fmt: skip
_VOID = ["br", "hr", "img", "wbr"]
_ACTIVE = ["script", "style", "iframe", "object", "form", "input", "template", "noscript", "svg"]
_CLASSES = st.sampled_from(
    [
        "",
        "poem",
        "stanza",
        "verse",
        "epigraph",
        "letter",
        "cite",
        "subtitle",
        "dropcap",
        "smallcaps",
        "note",
        'x" y',
    ]
)
_FB2_INLINE = ["emphasis", "strong", "sup", "sub", "a", "style", "strikethrough", "code", "image"]
_FB2_BLOCK = [
    "p", "v", "section", "title", "subtitle", "epigraph", "cite", "poem", "stanza", "text-author",
    "table", "tr", "td", "empty-line", "annotation", "date", "image", "strange",
]  # fmt: skip


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _element(tag: str, cls: str, target: str, inner: str) -> str:
    href = f' href="{target}" l:href="{target}" id="{target.strip("#")}"'
    return f'<{tag} class="{_escape(cls)}"{href}>{inner}</{tag}>'


def _markup(tags: list[str]) -> st.SearchStrategy[str]:
    targets = st.sampled_from(
        ["#a", "#b", "#n1", "http://example.org/", "javascript:x", "two.xhtml#a"]
    )
    return st.recursive(
        _WORDS.map(_escape),
        lambda inner: st.builds(
            _element,
            st.sampled_from(tags),
            _CLASSES,
            targets,
            st.lists(inner, max_size=4).map("".join),
        ),
        max_leaves=25,
    )


_quick = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@_quick
@given(st.lists(_markup(_XHTML_INLINE + _XHTML_BLOCK + _VOID + _ACTIVE), max_size=5).map("".join))
@example("<p>a<br/></p><p><br/>b<br/><br/>c</p>")
@example("<ul><li>one<ul><li>two</li></ul> tail</li>loose</ul>")
@example('<span><p>in</p></span><div class="poem"><p>x<em>y<br/>z</em></p></div>')
@example("<p>a<br>b<ul><li>x<p>y</div>&nbsp;&mdash;&nosuch;")
@example("<table><tr><td/><td>a<p>b</p></td></tr>loose</table>")
def test_epub_markup(body: str) -> None:
    one = page(f"<h2>One</h2><p>kept</p>{body}").replace("<html ", '<html xmlns:l="urn:l" ', 1)
    lines = '<li><a href="one.xhtml">One</a></li><li><a href="one.xhtml#b">B</a></li>'
    data = epub(
        {
            "nav.xhtml": nav(lines),
            "one.xhtml": one,
            "two.xhtml": page("<h2>Two</h2><p id='a'>2</p>"),
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        book = reader(Path(folder))(data)
    assert_sound(book)
    assert "kept" in "".join(chapter.text for chapter in book.chapters)
    for chapter in book.chapters:
        assert violations(chapter.html) == []


@_quick
@given(st.lists(_markup(_FB2_INLINE + _FB2_BLOCK), max_size=6).map("".join))
@example("<section><p>a</p></section><p>after</p><section><section><p>b</p></section></section>")
@example("<title>bare <p>x</p> tail</title>")
@example('<p><a l:href="#a" id="a">x<a l:href="#n1">1</a></a></p>')
def test_fb2_markup(body: str) -> None:
    notes = (
        '<body name="notes"><section id="n1"><title><p>1</p></title><p>Сноска.</p></section></body>'
    )
    with tempfile.TemporaryDirectory() as folder:
        book = reader(Path(folder))(fb2(f"<section><p>kept</p></section>{body}", tail=notes))
    assert_sound(book)
    assert "kept" in "".join(chapter.text for chapter in book.chapters)
    for chapter in book.chapters:
        assert violations(chapter.html) == []


@_quick
@given(st.text(alphabet=" \t\n\r\f\u00a0\u00ad\u2060ab\u0301😀", max_size=40))
def test_white_space_of_one_block(text: str) -> None:
    said = lay_out(DraftBlock("paragraph", "p", [text], "0:/2")).text
    assert said == " ".join(part for part in _ascii_split(text.replace("\u00ad", "")) if part)


def _ascii_split(text: str) -> list[str]:
    for letter in "\t\n\r\f":
        text = text.replace(letter, " ")
    return text.split(" ")


@_quick
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"<?xml?><FictionBook>"]))
def test_any_bytes_are_refused_politely(data: bytes, head: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.raises(BookError):
        reader(Path(folder))(head + data)
