"""Small books of our own, one for every feature of both formats; each function returns bytes."""

from __future__ import annotations

from .builders import Epub, Fb2, nav_item, nav_point, png, xhtml, zipped

MORNING = "The morning came grey and slow over the harbour, and the gulls sat along the wall."
EVENING = "By evening the fog had eaten the lighthouse, and only its voice was left."
DOOR = "Nobody had opened the green door since the year of the flood."
УТРО = "Утро вставало над рекой медленно, и туман лежал на лугах, как молоко в блюдце."
ВЕЧЕР = "К вечеру в окнах мельницы загорелся жёлтый свет, и собака перестала лаять."
САД = "За домом начинался старый сад: яблони в лишайнике, колодец, скамья без спинки."


def _chapter(title: str, *paragraphs: str, language: str = "en") -> str:
    body = f"<h2>{title}</h2>" + "".join(f"<p>{one}</p>" for one in paragraphs)
    return xhtml(body, title, language)


# EPUB


def epub2_ncx() -> bytes:
    """EPUB 2 with an NCX, metadata of every kind, a cover by `meta name="cover"`."""
    return Epub(
        title="Harbour &amp; Fog",
        authors=("Ann Author", "Ben Writer"),
        version="2.0",
        spine=[
            ("one.xhtml", _chapter("Morning", MORNING)),
            ("two.xhtml", _chapter("Evening", EVENING)),
        ],
        ncx=nav_point("Morning", "one.xhtml") + nav_point("Evening", "two.xhtml"),
        extra={"cover.png": png(60, 90)},
        metadata=(
            "<dc:subject>Sea stories</dc:subject>"
            "<dc:description>Two days by the sea.</dc:description>"
            '<meta name="cover" content="x1"/>'
            '<meta name="calibre:series" content="Harbours"/>'
            '<meta name="calibre:series_index" content="2"/>'
        ),
    ).build()


def epub3_nav() -> bytes:
    """EPUB 3 with a navigation document in Russian, cover by property, series as collection."""
    return Epub(
        title="Река",
        authors=("Анна Речная",),
        language="ru",
        spine=[
            ("one.xhtml", _chapter("Утро", УТРО, language="ru")),
            ("two.xhtml", _chapter("Вечер", ВЕЧЕР, language="ru")),
        ],
        nav=f"<ol>{nav_item('Утро', 'one.xhtml')}{nav_item('Вечер', 'two.xhtml')}</ol>",
        extra={"cover.png": png(60, 90)},
        cover="cover.png",
        metadata=(
            '<meta property="belongs-to-collection" id="s">Речные повести</meta>'
            '<meta refines="#s" property="collection-type">series</meta>'
            '<meta refines="#s" property="group-position">3</meta>'
        ),
    ).build()


def nested_contents() -> bytes:
    """Parts that hold chapters, a prologue before them and an epilogue after."""
    names = ["prologue", "part1", "c1", "c2", "part2", "c3", "epilogue"]
    titles = [
        "Prologue", "Part One", "The Wall", "The Gulls", "Part Two", "The Fog", "Epilogue",
    ]  # fmt: skip
    bodies = [DOOR, "", MORNING, EVENING, "", DOOR, MORNING]
    spine = [
        (f"{name}.xhtml", _chapter(title, *([body] if body else [])))
        for name, title, body in zip(names, titles, bodies, strict=True)
    ]
    nav = (
        "<ol>"
        + nav_item("Prologue", "prologue.xhtml")
        + nav_item(
            "Part One",
            "part1.xhtml",
            nav_item("The Wall", "c1.xhtml") + nav_item("The Gulls", "c2.xhtml"),
        )
        + nav_item("Part Two", "part2.xhtml", nav_item("The Fog", "c3.xhtml"))
        + nav_item("Epilogue", "epilogue.xhtml")
        + "</ol>"
    )
    return Epub(spine=spine, nav=nav).build()


def chapters_in_one_file() -> bytes:
    """Three chapters in a single document, told apart by fragments."""
    body = "".join(
        f'<div id="ch{number}"><h2>{title}</h2><p>{text}</p></div>'
        for number, (title, text) in enumerate(
            [("First", MORNING), ("Second", EVENING), ("Third", DOOR)], 1
        )
    )
    items = "".join(
        nav_item(title, f"all.xhtml#ch{number}")
        for number, title in enumerate(["First", "Second", "Third"], 1)
    )
    return Epub(spine=[("all.xhtml", xhtml(body))], nav=f"<ol>{items}</ol>").build()


def chapter_over_files() -> bytes:
    """One chapter that goes on in a second and a third document."""
    spine = [
        ("a.xhtml", _chapter("Long Day", MORNING)),
        ("b.xhtml", xhtml(f"<p>{DOOR}</p>")),
        ("c.xhtml", xhtml(f"<p>{EVENING}</p>")),
        ("d.xhtml", _chapter("Next Day", MORNING)),
    ]
    nav = f"<ol>{nav_item('Long Day', 'a.xhtml')}{nav_item('Next Day', 'd.xhtml')}</ol>"
    return Epub(spine=spine, nav=nav).build()


def epub_notes() -> bytes:
    """Notes as EPUB 3 asides in the same file and as an end document of their own."""
    one = xhtml(
        "<h2>One</h2><p>The gulls"
        '<a epub:type="noteref" href="#n1">1</a> sat along the wall.</p>'
        '<aside epub:type="footnote" id="n1"><p>Grey ones, mostly.</p></aside>'
    )
    two = xhtml(
        '<h2>Two</h2><p>The flood<a epub:type="noteref" href="notes.xhtml#n2">2</a> came.</p>'
    )
    notes = xhtml(
        '<section epub:type="endnotes"><ol><li epub:type="endnote" id="n2">'
        "<p>It was in spring.</p></li></ol></section>"
    )
    spine = [("one.xhtml", one), ("two.xhtml", two), ("notes.xhtml", notes)]
    nav = f"<ol>{nav_item('One', 'one.xhtml')}{nav_item('Two', 'two.xhtml')}</ol>"
    return Epub(spine=spine, nav=nav).build()


def whole_epub() -> bytes:
    """All that makes a novel hard at once: a prologue, two parts whose chapters are numbered anew,
    several chapters in a file, names, notes, verse, nested contents and a cover."""

    def chapter(number: int, title: str, inside: str) -> str:
        return f'<div id="ch{number}"><h3>{title}</h3>{inside}</div>'

    verse = (
        '<blockquote class="poem"><p>Under the keel the grey miles run,</p>'
        "<p>and nobody counts them, no, not one.</p></blockquote>"
    )
    noted = (
        '<p>The gulls<a epub:type="noteref" href="notes.xhtml#n1">1</a> sat <em>along</em>'
        f" the wall. {EVENING}</p>"
    )
    parts = [
        (
            "Part One: The Harbour",
            [("1. The Wall", f"<p>{MORNING}</p>{noted}"), ("2. The Song", f"{verse}<p>{DOOR}</p>")],
        ),
        (
            "Part Two: The Sea",
            [("1. The Fog", f"<p>{EVENING}</p>"), ("2. The Bell", f"<p>{DOOR}</p>{verse}")],
        ),
    ]
    spine = [("prologue.xhtml", _chapter("Prologue", DOOR, MORNING))]
    items = nav_item("Prologue", "prologue.xhtml")
    for number, (title, chapters) in enumerate(parts, 1):
        file = f"part{number}.xhtml"
        inside = "".join(chapter(at, name, body) for at, (name, body) in enumerate(chapters, 1))
        spine.append((file, xhtml(f'<div id="part"><h2>{title}</h2></div>{inside}', title)))
        nested = (nav_item(name, f"{file}#ch{at}") for at, (name, _) in enumerate(chapters, 1))
        items += nav_item(title, f"{file}#part", "".join(nested))
    notes = (
        '<section epub:type="endnotes"><ol><li epub:type="endnote" id="n1">'
        "<p>Grey ones, mostly.</p></li></ol></section>"
    )
    spine.append(("notes.xhtml", xhtml(notes)))
    return Epub(
        title="The Green Door",
        spine=spine,
        nav=f"<ol>{items}</ol>",
        extra={"cover.png": png(60, 90)},
        cover="cover.png",
    ).build()


def epub_typography() -> bytes:
    """Line breaks, NBSP, soft hyphens, a rule, a table, a list, nested inline, a drop cap."""
    body = (
        "<h1>Shapes</h1>\n<p>One\n   <em>two</em>\tthree<br/>four\u00a0five six\u00adteen</p>"
        "<hr/><ul><li>first item</li><li>second item</li></ul>"
        "<table><tr><th>Tide</th><th>Hour</th></tr><tr><td>high</td><td>six</td></tr></table>"
        '<p><span class="dropcap">N</span>obody <strong>came</strong>.</p>'
        "<blockquote><p>Quoted words.</p></blockquote>"
        '<p>H<sub>2</sub>O and x<sup>2</sup>, <a href="https://example.org/a">a link</a>,'
        ' <a href="two.xhtml#spot">inside</a>.</p>'
    )
    two = xhtml(f'<h1>Target</h1><p>{DOOR}</p><p id="spot">The spot.</p>')
    nav = f"<ol>{nav_item('Shapes', 'one.xhtml')}{nav_item('Target', 'two.xhtml')}</ol>"
    return Epub(spine=[("one.xhtml", xhtml(body)), ("two.xhtml", two)], nav=nav).build()


def image_only_paragraph() -> bytes:
    """An image that is all of its paragraph, one in a figure with caption, one missing."""
    body = (
        f'<h2>Plates</h2><p>{MORNING}</p><p><img src="plate.png" alt="A gull"/></p>'
        '<figure><img src="plate2.png" alt=""/><figcaption>The wall.</figcaption></figure>'
        f'<p><img src="gone.png" alt="lost"/></p><p>{EVENING}</p>'
    )
    return Epub(
        spine=[("one.xhtml", xhtml(body))],
        nav=f"<ol>{nav_item('Plates', 'one.xhtml')}</ol>",
        extra={"plate.png": png(40, 20), "plate2.png": png(30, 60, 200)},
    ).build()


def without_contents() -> bytes:
    """No navigation at all: titles come from headings."""
    return Epub(
        spine=[
            ("one.xhtml", _chapter("Morning", MORNING)),
            ("two.xhtml", _chapter("Evening", EVENING)),
        ]
    ).build()


# FB2


def _section(title: str, inside: str) -> str:
    return f"<section><title><p>{title}</p></title>{inside}</section>"


RUSSIAN = Fb2(
    title="Старая мельница",
    first_name="Анна",
    last_name="Речная",
    language="ru",
    annotation="<p>Повесть о реке.</p>",
    title_info='<sequence name="Река" number="1"/>',
    body=_section("Глава первая", f"<p>{УТРО}</p>") + _section("Глава вторая", f"<p>{ВЕЧЕР}</p>"),
)


def fb2_plain(encoding: str = "utf-8") -> bytes:
    """Two Russian chapters in the given encoding (utf-16 with its mark)."""
    return RUSSIAN.build(encoding)


def fb2_lying_declaration() -> bytes:
    """Bytes of windows-1251 under a declaration of utf-8."""
    return RUSSIAN.text("utf-8").encode("windows-1251")


def fb2_zipped(name: str = "мельница.fb2") -> bytes:
    """One book in a ZIP, the usual `.fb2.zip`."""
    return zipped([(name, RUSSIAN.build("windows-1251"))])


def fb2_nested() -> bytes:
    """Parts of chapters of scenes; a foreword before, without a title."""
    part = _section(
        "Часть первая",
        _section("Мост", f"<p>{УТРО}</p>")
        + _section(
            "Сад", _section("Колодец", f"<p>{САД}</p>") + _section("Скамья", f"<p>{САД}</p>")
        ),
    )
    return Fb2(title="Сад", language="ru", body=f"<section><p>{ВЕЧЕР}</p></section>{part}").build()


def fb2_notes() -> bytes:
    """Notes in their own body: one referred to twice, one never."""
    return Fb2(
        language="ru",
        body=_section(
            "Первая", f'<p>Мельница<a l:href="#n1" type="note">[1]</a> стояла.</p><p>{САД}</p>'
        )
        + _section("Вторая", '<p>Опять она<a l:href="#n1" type="note">[1]</a>.</p>'),
        notes=(
            '<section id="n1"><title><p>1</p></title><p>Водяная, в два этажа.</p></section>'
            '<section id="n2"><title><p>2</p></title><p>Никому не нужная заметка.</p></section>'
        ),
    ).build()


def fb2_poetry() -> bytes:
    """Epigraph, poem with stanzas, citation, subtitle, text-author, empty line."""
    return Fb2(
        language="ru",
        body=_section(
            "Стихи",
            "<epigraph><p>Вода всё помнит.</p><text-author>Мельник</text-author></epigraph>"
            f"<p>{УТРО}</p>"
            "<poem><title><p>Песня</p></title><stanza><v>Тихо мелет жернов,</v>"
            "<v>тихо спит река.</v></stanza><stanza><v>Кто там, у запруды?</v></stanza>"
            "<text-author>Сторож</text-author></poem>"
            "<subtitle>* * *</subtitle>"
            "<cite><p>Мука будет к среде.</p><text-author>Записка</text-author></cite>"
            f"<empty-line/><p>{ВЕЧЕР}</p>",
        ),
    ).build()


def fb2_images() -> bytes:
    """A cover, an inline image, a block image, a reference to nothing."""
    return Fb2(
        title_info='<coverpage><image l:href="#cover.png"/></coverpage>',
        body=_section(
            "Plates",
            f'<p>{MORNING}</p><image l:href="#plate.png"/>'
            '<p>A gull <image l:href="#gull.png"/> here.</p><image l:href="#nothing.png"/>',
        ),
        binaries={"cover.png": png(60, 90), "plate.png": png(40, 20), "gull.png": png(16, 16)},
    ).build()


WHOLE = Fb2(
    title="Мельница и сад",
    first_name="Анна",
    last_name="Речная",
    language="ru",
    title_info='<coverpage><image l:href="#cover.png"/></coverpage>',
    body=_section(
        "Часть первая",
        _section(
            "Мост",
            f'<p>{УТРО} Мельница<a l:href="#n1" type="note">[1]</a> <emphasis>ещё</emphasis> спала.</p>'
            f'<image l:href="#plate.png"/><p>{САД}</p>',
        )
        + _section("Сад", f"<p>{САД}</p><p>— <strong>Кто</strong> там?</p>"),
    )
    + _section("Часть вторая", _section("Мост", f"<p>{ВЕЧЕР}</p>")),
    notes='<section id="n1"><title><p>1</p></title><p>Водяная, в два этажа.</p></section>',
    binaries={"cover.png": png(60, 90), "plate.png": png(40, 20)},
)


def fb2_whole() -> bytes:
    """Windows-1251 with pictures, emphasis, a note, nested sections and a cover."""
    return WHOLE.build("windows-1251")


def fb2_whole_zipped() -> bytes:
    """The same in a ZIP."""
    return zipped([("сад.fb2", WHOLE.build("windows-1251"))])


def fb2_table() -> bytes:
    """A table and inline styles."""
    return Fb2(
        body=_section(
            "Tides",
            "<table><tr><th>Tide</th><th>Hour</th></tr><tr><td>high</td><td>six</td></tr></table>"
            "<p><strong>Bold</strong>, <emphasis>slanted</emphasis>, x<sup>2</sup>,"
            " <strikethrough>gone</strikethrough>, <code>code</code>.</p>",
        )
    ).build()


def fb2_astral() -> bytes:
    """Characters beyond the basic plane, combining marks and a joined emoji before a noteref."""
    return Fb2(
        body=_section(
            "Signs",
            "<p>\U0001d4d0 boat \U0001f6a3\u200d\u2640\ufe0f and e\u0301"
            '<a l:href="#n1" type="note">1</a> went.</p>',
        ),
        notes='<section id="n1"><p>\U0001f30a</p></section>',
    ).build()


HUGE_PARAGRAPHS = 2600


def fb2_huge_section() -> bytes:
    """One section of more than 200 000 characters, each paragraph numbered."""
    paragraphs = "".join(f"<p>{number}. {MORNING}</p>" for number in range(HUGE_PARAGRAPHS))
    return Fb2(body=_section("Endless", paragraphs)).build()
