"""EPUB: order, chapters, notes, pages that are none, and what must not come through."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from bookcore.errors import BookError
from bookcore.model import ParsedBook
from tests.books.builders import png

from .making import epub, nav, page
from .reading import assert_sound

Read = Callable[[bytes], ParsedBook]


def line(name: str, title: str, below: str = "") -> str:
    return f'<li><a href="{name}">{title}</a>{f"<ol>{below}</ol>" if below else ""}</li>'


def shape(book: ParsedBook) -> list[tuple[str, int, str]]:
    return [(one.title, one.level, one.kind) for one in book.chapters]


def codes(book: ParsedBook) -> set[str]:
    return {warning.code for warning in book.warnings}


def test_parts_prologue_and_headless_files(read: Read) -> None:
    contents = (
        line("p.xhtml", "Prologue")
        + line("one.xhtml", "Part One", line("a.xhtml", "1") + line("b.xhtml", "2"))
        + line("two.xhtml", "Part Two", line("c.xhtml", "1"))
    )
    book = read(epub({
        "nav.xhtml": nav(contents),
        "p.xhtml": page("<h2>Prologue</h2><p>Before.</p>"),
        "one.xhtml": page("<h1>Part One</h1>"),
        "a.xhtml": page("<h2>1</h2><p>Alpha.</p>"),
        "a2.xhtml": page("<p>Alpha goes on.</p>"),
        "b.xhtml": page("<h2>2</h2><p>Beta.</p>"),
        "x.xhtml": page("<h2>Interlude</h2><p>Unlisted.</p>"),
        "two.xhtml": page("<h1>Part Two</h1>"),
        "c.xhtml": page("<h2>1</h2><p>Gamma.</p>"),
    }))  # fmt: skip
    assert shape(book) == [
        ("Prologue", 1, "chapter"),
        ("Part One", 1, "part"),
        ("1", 2, "chapter"),
        ("2", 2, "chapter"),
        ("Interlude", 2, "chapter"),
        ("Part Two", 1, "part"),
        ("1", 2, "chapter"),
    ]
    assert book.chapters[2].text == "1\nAlpha.\nAlpha goes on."
    assert [(one.title, one.level) for one in book.toc] == [
        ("Prologue", 1), ("Part One", 1), ("1", 2), ("2", 2), ("Part Two", 1), ("1", 2),
    ]  # fmt: skip
    assert_sound(book)


def test_several_chapters_in_one_file_even_inside_other_elements(read: Read) -> None:
    body = (
        "<div><p>Tail of nothing.</p><div id='a'><h2>A</h2><blockquote><p>One.</p>"
        "<p id='b'>B begins in a quotation.</p></blockquote></div><h2><a id='c'></a>C</h2><p>Three.</p></div>"
    )
    contents = line("x.xhtml#a", "A") + line("x.xhtml#b", "B") + line("x.xhtml#c", "C")
    book = read(epub({"nav.xhtml": nav(contents), "x.xhtml": page(body)}))
    assert [one.title for one in book.chapters] == ["", "A", "B", "C"]
    assert book.chapters[2].html.startswith("<blockquote><p ")
    assert [(one.chapter, one.offset) for one in book.toc] == [("c2", 0), ("c3", 0), ("c4", 0)]
    assert_sound(book)


def test_ncx_serves_where_there_is_no_nav(read: Read) -> None:
    ncx = (
        '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://x/ncx-2005-1.dtd">'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>'
        'Глава&#160;первая</text></navLabel><content src="a.xhtml"/><navPoint><navLabel><text>'
        'Сцена</text></navLabel><content src="a.xhtml#s"/></navPoint></navPoint></navMap></ncx>'
    )
    book = read(epub({"toc.ncx": ncx, "a.xhtml": page("<p>раз</p><p id='s'>два</p>", "ru")}))
    assert [(one.title, one.level) for one in book.toc] == [("Глава первая", 1), ("Сцена", 2)]
    assert [one.text for one in book.chapters] == ["раз", "два"]


def test_notes_that_say_what_they_are(read: Read) -> None:
    body = (
        "<h2>One</h2><p>Word<a epub:type='noteref' href='#f1'>1</a>, and<a role='doc-noteref'"
        " href='notes.xhtml#e1'><sup>2</sup></a> more.</p>"
        "<aside epub:type='footnote' id='f1'><p>1. At the <em>foot</em>. <a href='#r'>↩</a></p></aside>"
    )
    notes = (
        "<section epub:type='endnotes'><h2>Endnotes</h2><ol>"
        "<li id='e1' epub:type='endnote'><p>At the end. <a epub:type='backlink' href='one.xhtml#r'>↩</a></p></li>"
        "<li id='e2' epub:type='endnote'><p>Nobody asks for me.</p></li></ol></section>"
    )
    book = read(epub({"one.xhtml": page(body), "notes.xhtml": page(notes)}))
    assert [(one.kind, one.text) for one in book.chapters] == [
        ("chapter", "One\nWord, and more."),
        ("notes", "Nobody asks for me."),
    ]
    first = book.chapters[0]
    assert [note.text for note in first.notes] == ["At the foot.", "At the end."]
    assert [(mark.offset, mark.label) for mark in first.marks] == [(8, "1"), (13, "2")]
    assert book.chapters[1].title == "Endnotes"
    assert_sound(book)


def test_notes_that_only_look_like_it(read: Read) -> None:
    body = (
        "<h2>Глава</h2><p>Слово<sup><a id='r1' href='n.xhtml#n1'>[1]</a></sup> и дело."
        " См. <a href='n.xhtml#n2'>главу 12</a>.</p>"
    )
    notes = (
        "<h2>Примечания</h2><p id='n1'><a href='one.xhtml#r1'>[1]</a> Первое.</p>"
        "<p id='n2'>Никто не зовёт, но это текст.</p>"
    )
    book = read(epub({"one.xhtml": page(body, "ru"), "n.xhtml": page(notes, "ru")}, language="ru"))
    first, rest = book.chapters
    assert first.text == "Глава\nСлово и дело. См. главу 12."
    assert [note.text for note in first.notes] == ["Первое."]
    assert rest.text == "Примечания\nНикто не зовёт, но это текст."
    assert 'data-chapter="c2"' in first.html
    assert_sound(book)


def test_a_number_in_the_text_is_no_note(read: Read) -> None:
    body = "<h2>I</h2><p>See <a href='two.xhtml#t'>2</a> and <sup><a href='two.xhtml#t'>3</a></sup>.</p>"
    book = read(epub({"one.xhtml": page(body), "two.xhtml": page("<h2 id='t'>Two</h2><p>x</p>")}))
    assert book.chapters[0].text == "I\nSee 2 and 3."
    assert book.chapters[0].notes == ()


def test_pages_that_are_no_chapters(read: Read) -> None:
    contents = "".join(line(f"{name}.xhtml", name) for name in ("a", "b", "c"))
    listing = "<h1>Contents</h1>" + "".join(
        f"<p><a href='{name}.xhtml'>Chapter {name}</a></p>" for name in ("a", "b", "c")
    )
    book = read(epub(
        {
            "cover.xhtml": page("<img src='cover.png' alt='Cover'/>"), "cover.png": png(6, 9),
            "nav.xhtml": nav(contents), "list.xhtml": page(listing),
            **{f"{name}.xhtml": page(f"<h2>{name}</h2><p>Text of {name}.</p>") for name in ("a", "b", "c")},
        },
        spine=["cover.xhtml", "list.xhtml", "nav.xhtml", "a.xhtml", "b.xhtml", "c.xhtml"],
        properties={"cover.png": "cover-image"},
    ))  # fmt: skip
    assert [one.title for one in book.chapters] == ["a", "b", "c"]
    assert codes(book) == {"cover_page_dropped", "contents_page_dropped"}
    assert book.cover is not None
    assert (book.cover.width, book.cover.height) == (6, 9)


def test_what_stands_outside_the_order_comes_last(read: Read) -> None:
    book = read(epub(
        {
            "map.xhtml": page("<h2>A map</h2><p>North.</p>"),
            "a.xhtml": page("<h2>A</h2><p>See <a href='extra.xhtml#e'>the letter</a>.</p>"),
            "b.xhtml": page("<h2>B</h2><p>The end.</p>"),
            "extra.xhtml": page("<h2>Letter</h2><p id='e'>Dear all.</p>"),
        },
        spine=["map.xhtml", "a.xhtml", "b.xhtml"],
        linear={"map.xhtml": "no"},
    ))  # fmt: skip
    assert shape(book) == [
        ("A", 1, "chapter"), ("B", 1, "chapter"), ("A map", 1, "back"), ("Letter", 1, "back"),
    ]  # fmt: skip
    assert 'data-chapter="c4" data-offset="7"' in book.chapters[0].html
    # The map is the first of three in the order; the letter is in none and counted after them.
    assert [one.blocks[0].source for one in book.chapters] == [
        "1:/4/2",
        "2:/4/2",
        "0:/4/2",
        "3:/4/2",
    ]


def test_kinds_by_meaning(read: Read) -> None:
    def typed(kind: str, body: str) -> str:
        return page(f"<section epub:type='{kind}'>{body}</section>")

    book = read(epub({
        "t.xhtml": typed("titlepage", "<h1>Tide</h1>"),
        "d.xhtml": typed("dedication", "<p>To you.</p>"),
        "p.xhtml": typed("part", "<h1>I</h1>"),
        "a.xhtml": typed("chapter", "<h2>1</h2><p>x</p>"),
        "i.xhtml": typed("dedication", "<p>Inside the story.</p>"),
        "e.xhtml": typed("epilogue", "<h2>After</h2><p>y</p>"),
        "c.xhtml": typed("colophon", "<h2>Colophon</h2><p>z</p>"),
        "u.xhtml": typed("copyright-page", "<h2>Rights</h2><p>z</p>"),
    }))  # fmt: skip
    assert [one.kind for one in book.chapters] == [
        "front", "front", "part", "chapter", "chapter", "chapter", "back", "back",
    ]  # fmt: skip


def test_verse_letters_and_the_rest_of_the_vocabulary(read: Read) -> None:
    body = (
        "<h2>V</h2><blockquote epub:type='z3998:poem'><p><span>One <i>line</i></span><br/>two</p></blockquote>"
        "<div class='epigraph'><p>Wise.</p><p class='attribution'>Him</p></div>"
        "<p><span class='dropcap'>I</span>t <span class='smallcaps'>was</span> <i xml:lang='fr'>tard</i>.</p>"
        "<hr/><pre>a\n b</pre><figure><img src='p.png' alt='&quot;x&quot;'/><figcaption>Sea</figcaption></figure>"
    )
    book = read(epub({"a.xhtml": page(body), "p.png": png(4, 2)}))
    (chapter,) = book.chapters
    sha = book.images[0].sha256
    assert chapter.html == (
        '<h2 data-o="0">V</h2><blockquote class="poem"><blockquote class="stanza">'
        '<p class="verse" data-o="2">One <em>line</em></p><p class="verse" data-o="11">two</p></blockquote></blockquote>'
        '<blockquote class="epigraph"><p data-o="15">Wise.</p><p class="text-author" data-o="21">Him</p></blockquote>'
        '<p data-o="25"><span class="dropcap">I</span>t <span class="smallcaps">was</span> <em lang="fr">tard</em>.</p>'
        '<hr data-o="38"><p data-o="39">a<br>b</p>'
        f'<figure data-o="43"><img data-image="{sha}" width="4" height="2" alt="&quot;x&quot;"></figure>'
        '<p class="caption" data-o="45">Sea</p>'
    )
    assert_sound(book)


def test_nothing_active_comes_through(read: Read) -> None:
    body = (
        "<h2>A</h2><p onclick='x()' style='color:red'>kept<script>no()</script></p><iframe src='x'><p>no</p></iframe>"
        "<object data='x'><p>no</p></object><noscript><p>no</p></noscript><template><p>no</p></template>"
        "<form action='x'><p>asked</p><input value='no'/></form><p hidden=''>no</p><p style='display:none'>no</p>"
        "<p><a href='java&#9;script:x'>one</a> <a href='//evil/x'>two</a> <a href='HTTPS://ok.example/?a=1&amp;b=\"'>three</a></p>"
    )
    book = read(epub({"a.xhtml": page(body)}))
    (chapter,) = book.chapters
    assert chapter.text == "A\nkept\nasked\none two three"
    assert chapter.html.count("<a ") == 1
    assert (
        'href="HTTPS://ok.example/?a=1&amp;b=%22" rel="noopener noreferrer nofollow"'
        in chapter.html
    )
    assert {"active_content", "link_dropped"} <= codes(book)


def test_pictures(read: Read) -> None:
    wrapped = base64.b64encode(png(3, 5)).decode()
    svg = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
    body = (
        "<h2>P</h2><p>in<img src='a.png'/>line</p><p><img src='a.png'/></p><p><img src='http://x/y.png'/>t</p>"
        "<img src='hurt.png'/><img src='none.png'/><img src='draw.svg'/><img src='wrap.svg'/>"
        + svg.format("<image xlink:href='a.png'/>")
    )
    book = read(epub({
        "a.xhtml": page(body), "a.png": png(), "hurt.png": png()[:40], "draw.svg": svg.format("<path d=''/>"),
        "wrap.svg": svg.format(f'<image xlink:href="data:image/png;base64,{wrapped}"/>'),
    }))  # fmt: skip
    (chapter,) = book.chapters
    assert chapter.text == "P\nin\ufffcline\n\ufffc\nt\n\ufffc\ufffc"
    assert sorted((one.width, one.height) for one in book.images) == [(3, 5), (8, 8)]
    assert codes(book) == {"image_dropped", "svg_dropped"}
    assert_sound(book)


def test_metadata(read: Read) -> None:
    said = (
        "<dc:creator id='c'>Ann \u202eAuthor</dc:creator><meta refines='#c' property='role'>aut</meta>"
        "<dc:creator id='t'>Tom Translator</dc:creator><meta refines='#t' property='role'>trl</meta>"
        "<dc:subject>Sea</dc:subject><dc:subject>Sea</dc:subject>"
        "<dc:description>&lt;p&gt;One &lt;b&gt;two&lt;/b&gt;&lt;/p&gt;&lt;script&gt;no&lt;/script&gt;&lt;p&gt;three&lt;/p&gt;</dc:description>"
        "<meta name='calibre:series' content='Shores'/><meta name='calibre:series_index' content='2.5'/>"
    )
    book = read(epub({"a.xhtml": page("<p>Text.</p>")}, metadata=said, language="en-GB"))
    assert (book.title, book.authors, book.language) == ("Tide", ("Ann Author",), "en")
    assert book.genres == ("Sea",)
    assert book.annotation == "One two\nthree"
    assert book.series is not None
    assert (book.series.name, book.series.index) == ("Shores", 2.5)


def test_a_language_in_the_wrong_alphabet_is_set_right(read: Read) -> None:
    body = "<p>" + "Он шёл по берегу и не знал, что его ждут за мысом. " * 5 + "</p>"
    book = read(epub({"a.xhtml": page(body, "en")}, language="en"))
    assert book.language == "ru"
    assert book.chapters[0].lang == "ru"
    assert "lang=" not in book.chapters[0].html
    assert "language_mismatch" in codes(book)


@pytest.mark.parametrize("spine", [[], ["nowhere.xhtml"]])
def test_no_reading_order(read: Read, spine: list[str]) -> None:
    with pytest.raises(BookError) as caught:
        read(epub({"a.xhtml": page("<p>x</p>")}, spine=spine))
    assert caught.value.code == "nothing_to_read"


def test_a_broken_page_does_not_lose_the_book(read: Read) -> None:
    book = read(
        epub({"a.xhtml": "<html><body><h2>A</h2><p>one<p>two &nbsp;&mdash;<br>x</body></html>"})
    )
    assert book.chapters[0].text == "A\none\ntwo \u00a0—\nx"
    assert codes(book) == {"html_repaired"}
