"""FictionBook: sections, notes, poems, tables, pictures and metadata."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from bookcore.errors import BookError
from bookcore.model import ParsedBook
from tests.books.builders import png, zipped

from .making import fb2
from .reading import assert_sound

Read = Callable[[bytes], ParsedBook]


def section(title: str, inner: str, attributes: str = "") -> str:
    return f"<section{attributes}><title><p>{title}</p></title>{inner}</section>"


def shape(book: ParsedBook) -> list[tuple[str, int, str]]:
    return [(one.title, one.level, one.kind) for one in book.chapters]


def codes(book: ParsedBook) -> set[str]:
    return {warning.code for warning in book.warnings}


def test_parts_chapters_and_what_has_no_title(read: Read) -> None:
    body = (
        "<title><p>Имя Автора</p><p>Прилив</p></title><epigraph><p>Мудро.</p></epigraph>"
        "<section><p>Без названия.</p></section>"
        + section(
            "Часть первая",
            "<epigraph><p>К части.</p></epigraph>"
            + section("1", "<p>Раз.</p>")
            + section(
                "2", "<section><p>Сцена.</p></section><section id='z'><p>Другая.</p></section>"
            ),
        )
        + section("Эпилог", "<p>Конец. <a l:href='#z'>Сцена</a>.</p>")
    )
    book = read(fb2(body))
    assert shape(book) == [
        ("Имя Автора. Прилив", 1, "front"),
        ("", 1, "chapter"),
        ("Часть первая", 1, "part"),
        ("1", 2, "chapter"),
        ("2", 2, "chapter"),
        ("Эпилог", 1, "chapter"),
    ]
    assert [one.text for one in book.chapters] == [
        "Имя Автора\nПрилив\nМудро.",
        "Без названия.",
        "Часть первая\nК части.",
        "1\nРаз.",
        "2\nСцена.\n\nДругая.",
        "Эпилог\nКонец. Сцена.",
    ]
    assert 'data-chapter="c5" data-offset="10"' in book.chapters[5].html
    assert book.chapters[0].html.startswith('<h1 data-o="0">Имя Автора<br>Прилив</h1>')
    assert_sound(book)


def test_text_after_sections_is_not_lost(read: Read) -> None:
    book = read(fb2(section("A", "<p>раз</p>") + "<p>меж</p>" + section("B", "<p>два</p>")))
    assert [one.text for one in book.chapters] == ["A\nраз\nмеж", "B\nдва"]


def test_notes_in_several_bodies(read: Read) -> None:
    body = section(
        "A",
        '<p>Раз<a l:href="#n1" type="note">[1]</a>, <a l:href="#n2" type="note"><sup>2</sup></a>'
        ' и <a l:href="#c1">слово</a>.</p>',
    ) + section("B", '<p>Снова<a l:href="#n1" type="note">1</a>.</p>')
    tail = (
        '<body name="notes"><title><p>Примечания</p></title>'
        '<section id="n1"><title><p>1</p></title><p>Одно<a l:href="#n3" type="note">3</a>.</p></section>'
        '<section id="n2"><title><p>Прим. 2</p></title><p>Другое.</p></section>'
        '<section id="n3"><title><p>3</p></title><p>Третье<a l:href="#n1" type="note">1</a>.</p></section>'
        '<section id="n4"><title><p>4</p></title><p>Ничьё.</p></section></body>'
        '<body name="comments"><section id="c1"><title><p>О слове</p></title><p>Ясно.</p></section></body>'
    )
    book = read(fb2(body, tail=tail))
    first, second, rest = book.chapters
    assert first.text == "A\nРаз, и слово."
    assert [note.text for note in first.notes] == ["Одно.", "Другое.", "О слове\nЯсно.", "Третье."]
    assert [(mark.offset, mark.label) for mark in first.marks] == [
        (5, "[1]"),
        (6, "2"),
        (14, "О слове"),
    ]
    assert [note.text for note in second.notes] == ["Одно.", "Третье."]
    assert (rest.kind, rest.title, rest.text) == ("notes", "Примечания", "4\nНичьё.")
    assert_sound(book)


def test_poems_citations_and_spacing(read: Read) -> None:
    book = read(fb2(section(
        "A",
        "<empty-line/><p>раз</p><empty-line/><empty-line/><p>два</p><subtitle>* * *</subtitle><empty-line/>"
        "<poem><title><p>К морю</p></title><stanza><v>строка</v><v>вторая</v></stanza>"
        "<text-author>Поэт</text-author><date>1824</date></poem>"
        "<cite><p>Слова</p><subtitle>Ещё</subtitle><text-author>Мудрец</text-author></cite><empty-line/>",
    )))  # fmt: skip
    assert book.chapters[0].html == (
        '<h2 data-o="0">A</h2><p data-o="2">раз</p><hr data-o="6"><p data-o="7">два</p>'
        '<p class="subtitle" data-o="11">* * *</p><blockquote class="poem">'
        '<p class="subtitle" data-o="17">К морю</p><blockquote class="stanza">'
        '<p class="verse" data-o="24">строка</p><p class="verse" data-o="31">вторая</p></blockquote>'
        '<p class="text-author" data-o="38">Поэт</p><p class="text-author" data-o="43">1824</p></blockquote>'
        '<blockquote class="cite"><p data-o="48">Слова</p><p class="subtitle" data-o="54">Ещё</p>'
        '<p class="text-author" data-o="58">Мудрец</p></blockquote>'
    )
    assert [one.kind for one in book.chapters[0].blocks][:6] == [
        "heading", "paragraph", "rule", "paragraph", "paragraph", "heading",
    ]  # fmt: skip


def test_tables_keep_empty_cells_out_of_the_text(read: Read) -> None:
    book = read(fb2(section(
        "A", "<table><tr><th colspan='2'>Имя</th></tr><tr><td/><td rowspan='9999'>два</td></tr></table>"
    )))  # fmt: skip
    assert book.chapters[0].text == "A\nИмя\nдва"
    assert book.chapters[0].html.endswith(
        '<table><tbody><tr><th colspan="2" data-o="2">Имя</th></tr>'
        '<tr><td></td><td data-o="6">два</td></tr></tbody></table>'
    )


def test_pictures_and_cover(read: Read) -> None:
    def binary(name: str, data: bytes) -> str:
        return f'<binary content-type="image/png" id="{name}">{base64.b64encode(data).decode()}</binary>'

    book = read(fb2(
        section("A", "<image l:href='#x' alt='море'/><p>в <image l:href='#x'/> строке</p><image l:href='#no'/>"),
        info="<coverpage><image l:href='#c'/></coverpage>",
        tail=binary("x", png(4, 3)) + binary("c", png(2, 3)) + binary("unused", png(9, 9)),
    ))  # fmt: skip
    assert book.chapters[0].text == "A\n\ufffc\nв \ufffc строке"
    assert 'width="4" height="3" alt="море"' in book.chapters[0].html
    assert book.cover is not None
    assert [(one.width, one.height) for one in book.images] == [(2, 3), (4, 3)]
    assert codes(book) == {"image_dropped"}
    assert_sound(book)


def test_a_picture_larger_than_the_xml_library_allows(read: Read) -> None:
    padded = base64.b64encode(png() + bytes(12_000_000)).decode()
    book = read(fb2(section("A", "<p>текст</p>"), tail=f'<binary id="x">{padded}</binary>'))
    assert book.chapters[0].text == "A\nтекст"


def test_metadata(read: Read) -> None:
    info = (
        "<genre>sea</genre><author><first-name>Анна</first-name><middle-name>Б.</middle-name>"
        "<last-name>Автор</last-name></author><author><nickname>чайка</nickname></author><lang>RU-ru</lang>"
        "<annotation><p>О <strong>море</strong>.<a l:href='#n' type='note'>[1]</a></p><p>И лодках.</p></annotation>"
        "<sequence name='Берега' number='3'/>"
    )
    book = read(fb2(section("A", "<p>текст</p>"), info=info, encoding="koi8-r"))
    assert (book.format, book.title, book.language) == ("fb2", "Прилив", "ru")
    assert book.authors == ("Анна Б. Автор", "чайка")
    assert book.annotation == "О море.\nИ лодках."
    assert book.series is not None
    assert (book.series.name, book.series.index) == ("Берега", 3.0)


def test_long_sections_are_cut_between_blocks(read: Read) -> None:
    paragraphs = "".join(f"<p>{'слово ' * 200}{number}</p>" for number in range(200))
    book = read(
        fb2(
            section("Долгая", paragraphs + "<p id='end'>конец</p>")
            + section("Б", "<p>x<a l:href='#end'>y</a></p>")
        )
    )
    parts = book.chapters[:-1]
    assert [one.title for one in parts] == ["Долгая (1)", "Долгая (2)", "Долгая (3)"]
    assert max(len(one.text) for one in parts) <= 100_000
    assert min(len(one.text) for one in parts) > 60_000
    whole = "\n".join(one.text for one in parts).split("\n")
    assert whole[0] == "Долгая"
    assert [one.rpartition(" ")[2] for one in whole[1:-1]] == [str(n) for n in range(200)]
    assert f'data-chapter="c3" data-offset="{len(parts[2].text) - 5}"' in book.chapters[-1].html
    assert [(one.title, one.chapter) for one in book.toc] == [("Долгая", "c1"), ("Б", "c4")]
    assert_sound(book)


def test_zipped(read: Read) -> None:
    data = fb2(section("A", "<p>текст</p>"))
    assert read(zipped([("книга.fb2", data), ("readme.txt", b"x")])).chapters[0].text == "A\nтекст"
    for files, code in (
        ([("a.fb2", data), ("b.FB2", data)], "multiple_books"),
        ([("readme.txt", b"x")], "no_package"),
        ([("a.fb2", b"%PDF-1.4")], "type_mismatch"),
    ):
        with pytest.raises(BookError) as caught:
            read(zipped(files))
        assert caught.value.code == code


def test_damage_is_refused_with_its_line(read: Read) -> None:
    with pytest.raises(BookError, match="line 2") as caught:
        read(fb2("<section>\n<p>не <strong>закрыто</p></section>"))
    assert caught.value.code == "xml_damaged"


def test_nothing_to_read(read: Read) -> None:
    with pytest.raises(BookError) as caught:
        read(fb2("<section><title><p> </p></title><empty-line/></section>"))
    assert caught.value.code == "nothing_to_read"
