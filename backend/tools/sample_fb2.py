"""The Russian sample book as FictionBook 2."""

from __future__ import annotations

from html import escape

from sample_source import Piece, Source, inline, stanzas


def build_fb2(source: Source) -> bytes:
    """The FictionBook 2 file: no cover (the program paints one), notes in their own body."""

    def reference(note: str) -> str:
        number = source.note_number(note)
        return f'<a l:href="#n{number}" type="note">[{number}]</a>'

    def words(text: str) -> str:
        return inline(text, "emphasis", reference)

    def signature(piece: Piece) -> list[str]:
        return [f"<text-author>{words(piece.signature)}</text-author>"] if piece.signature else []

    def piece_lines(piece: Piece) -> list[str]:
        paragraphs = [f"<p>{words(line)}</p>" for line in piece.lines]
        match piece.kind:
            case "break":
                return ["<subtitle>* * *</subtitle>"]
            case "subtitle":
                return [f"<subtitle>{words(line)}</subtitle>" for line in piece.lines]
            case "epigraph":
                return ["<epigraph>", *paragraphs, *signature(piece), "</epigraph>"]
            case "letter":
                return ["<cite>", *paragraphs, *signature(piece), "</cite>"]
            case "poem":
                verses = [
                    f"<stanza>{''.join(f'<v>{words(verse)}</v>' for verse in stanza)}</stanza>"
                    for stanza in stanzas(piece)
                ]
                return ["<poem>", *verses, *signature(piece), "</poem>"]
            case _:
                return paragraphs

    def title(text: str) -> str:
        return f"<title><p>{escape(text, quote=False)}</p></title>"

    first, _, last = source.author.partition(" ")
    author = f"<author><first-name>{first}</first-name><last-name>{last}</last-name></author>"
    day = f'<date value="{source.date}">{source.date}</date>'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"'
        ' xmlns:l="http://www.w3.org/1999/xlink">',
        "<description>",
        "<title-info>",
        *(f"<genre>{genre}</genre>" for genre in source.genres),
        author,
        f"<book-title>{escape(source.title, quote=False)}</book-title>",
        f"<annotation><p>{escape(source.annotation, quote=False)}</p></annotation>",
        day,
        f"<lang>{source.language}</lang>",
        "</title-info>",
        "<document-info>",
        "<author><nickname>BookReader</nickname></author>",
        "<program-used>make_samples.py</program-used>",
        day,
        f"<id>{source.identifier}</id>",
        "<version>1.0</version>",
        "</document-info>",
        "</description>",
        "<body>",
        title(source.title),
        *piece_lines(source.epigraph),
    ]
    for number, part in enumerate(source.parts):
        body = [line for piece in part.pieces for line in piece_lines(piece)]
        lines += [f'<section id="part{number}">', title(part.title), *body, "</section>"]
    heading = "Примечания" if source.language == "ru" else "Notes"
    lines += ["</body>", '<body name="notes">', title(heading)]
    for number, note in enumerate(source.notes.values(), 1):
        lines += [f'<section id="n{number}">', title(str(number)), f"<p>{words(note)}</p>"]
        lines += ["</section>"]
    lines += ["</body>", "</FictionBook>", ""]
    return "\n".join(lines).encode()
