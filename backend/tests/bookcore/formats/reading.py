"""Reads a chapter's HTML back the way a client does, for comparison with its text."""

from __future__ import annotations

import itertools

from lxml import etree, html

from bookcore.model import IMAGE_CHARACTER, Chapter, Note, ParsedBook


def block_texts(markup: str) -> list[tuple[int, str]]:
    """Offset and text of every block; note marks have no text, images are one character."""
    root = html.fragment_fromstring(markup, create_parent="div")
    return [
        (int(element.get("data-o") or -1), _words(element))
        for element in root.iter()
        if element.get("data-o") is not None and element.get("class") != "noteref"
    ]


def _words(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == "br":
            parts.append("\n")
        elif child.tag == "img":
            parts.append(IMAGE_CHARACTER)
        elif child.get("class") != "noteref":
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)


def loose_text(markup: str) -> str:
    """Words that stand in no block, where no offset could name them."""
    root = html.fragment_fromstring(markup, create_parent="div")
    for element in list(root.iter()):
        if element.get("data-o") is not None and element.get("class") != "noteref":
            tail = element.tail
            element.clear()
            element.tail = tail
    return "".join(str(text) for text in root.itertext()).strip()


def assert_sound(book: ParsedBook) -> None:
    """HTML, text, blocks, marks, links, images and contents of a book agree."""
    by_id = {chapter.id: chapter for chapter in book.chapters}
    assert len(by_id) == len(book.chapters)
    hashes = {image.sha256 for image in book.images}
    for chapter in book.chapters:
        _assert_piece(chapter, [(one.start, one.end) for one in chapter.blocks])
        for note in chapter.notes:
            _assert_piece(note, None)
        root = html.fragment_fromstring(chapter.html, create_parent="div")
        marks = root.xpath('.//a[@class="noteref"]')
        assert [(int(one.get("data-o")), one.get("data-note")) for one in marks] == [
            (mark.offset, mark.note_id) for mark in chapter.marks
        ]
        assert {mark.note_id for mark in chapter.marks} <= {note.id for note in chapter.notes}
        for link in root.xpath(".//a[@data-chapter]"):
            target = by_id[link.get("data-chapter")]
            assert 0 <= int(link.get("data-offset")) <= len(target.text)
        for image in root.iter("img"):
            assert image.get("data-image") in hashes
            assert image.get("src") is None
    for entry in book.toc:
        assert 0 <= entry.offset <= len(by_id[entry.chapter].text)
    levels = [0, *(entry.level for entry in book.toc)]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def _assert_piece(piece: Chapter | Note, spans: list[tuple[int, int]] | None) -> None:
    blocks = block_texts(piece.html)
    assert "\n".join(text for _, text in blocks) == piece.text
    assert loose_text(piece.html) == ""
    if spans is not None:
        assert [(start, start + len(text)) for start, text in blocks] == spans
