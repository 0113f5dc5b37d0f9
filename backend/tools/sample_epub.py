"""The English sample book as EPUB 3."""

from __future__ import annotations

import io
import zipfile
from html import escape

from sample_source import Piece, Source, inline, stanzas

_STYLE = """body { line-height: 1.4; }
h1, h2, .subtitle { text-align: center; }
.byline, .break { text-align: center; }
p { margin: 0; text-indent: 1.4em; }
.epigraph { margin: 2em 0 2em 40%; font-style: italic; }
.letter, .poem { margin: 1em 2em; }
.stanza { margin: 0 0 1em; }
.verse { text-indent: 0; }
.text-author { text-align: right; font-style: italic; }
"""


def _page(language: str, title: str, body: list[str], kind: str) -> str:
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            "<!DOCTYPE html>",
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
            f' lang="{language}" xml:lang="{language}">',
            f"<head><title>{escape(title, quote=False)}</title>"
            '<link rel="stylesheet" type="text/css" href="style.css"/></head>',
            f'<body epub:type="{kind}">',
            *body,
            "</body>",
            "</html>",
            "",
        ]
    )


def _epub_pages(source: Source) -> dict[str, tuple[str, str]]:
    """File name → (title, page) of everything in the reading order."""

    def reference(note: str) -> str:
        number = source.note_number(note)
        return (
            f'<a epub:type="noteref" role="doc-noteref" id="r{number}"'
            f' href="notes.xhtml#n{number}">{number}</a>'
        )

    def words(text: str) -> str:
        return inline(text, "em", reference)

    def signature(piece: Piece) -> list[str]:
        return [f'<p class="text-author">{words(piece.signature)}</p>'] if piece.signature else []

    def piece_lines(piece: Piece) -> list[str]:
        paragraphs = [f"<p>{words(line)}</p>" for line in piece.lines]
        match piece.kind:
            case "break":
                return ['<hr class="break"/>']
            case "subtitle":
                return [f'<p class="subtitle">{words(line)}</p>' for line in piece.lines]
            case "epigraph":
                head = '<blockquote class="epigraph" epub:type="epigraph">'
                return [head, *paragraphs, *signature(piece), "</blockquote>"]
            case "letter":
                head = '<blockquote class="letter" epub:type="z3998:letter">'
                return [head, *paragraphs, *signature(piece), "</blockquote>"]
            case "poem":
                verses = [
                    '<div class="stanza">'
                    + "".join(f'<p class="verse">{words(verse)}</p>' for verse in stanza)
                    + "</div>"
                    for stanza in stanzas(piece)
                ]
                head = '<blockquote class="poem" epub:type="z3998:poem">'
                return [head, *verses, *signature(piece), "</blockquote>"]
            case _:
                return paragraphs

    def page(title: str, body: list[str], kind: str) -> str:
        return _page(source.language, title, body, kind)

    front = [
        f"<h1>{escape(source.title, quote=False)}</h1>",
        f'<p class="byline">{escape(source.author, quote=False)}</p>',
        *piece_lines(source.epigraph),
    ]
    pages = {"title.xhtml": (source.title, page(source.title, front, "frontmatter titlepage"))}
    for number, part in enumerate(source.parts):
        role = {0: "prologue", len(source.parts) - 1: "epilogue"}.get(number, "chapter")
        body = [
            f'<section epub:type="{role}" role="doc-{role}">',
            f"<h2>{escape(part.title.replace('_', ''), quote=False)}</h2>",
            *(line for piece in part.pieces for line in piece_lines(piece)),
            "</section>",
        ]
        pages[f"part{number}.xhtml"] = (
            part.title.replace("_", ""),
            page(part.title.replace("_", ""), body, "bodymatter"),
        )
    notes = ['<section epub:type="endnotes" role="doc-endnotes">', "<h2>Notes</h2>", "<ol>"]
    for number, note in enumerate(source.notes.values(), 1):
        back = f'<a epub:type="backlink" role="doc-backlink" href="{_holder(source, number)}">↩</a>'
        notes.append(f'<li id="n{number}" epub:type="endnote"><p>{words(note)} {back}</p></li>')
    notes += ["</ol>", "</section>"]
    pages["notes.xhtml"] = ("Notes", page("Notes", notes, "backmatter"))
    return pages


def _holder(source: Source, number: int) -> str:
    mark = f"[^{list(source.notes)[number - 1]}]"
    for index, part in enumerate(source.parts):
        if any(mark in line for piece in part.pieces for line in piece.lines):
            return f"part{index}.xhtml#r{number}"
    raise ValueError(f"nobody refers to note {number}")


def _package(source: Source, pages: dict[str, tuple[str, str]]) -> str:
    ids = {name: name.removesuffix(".xhtml") for name in pages}
    manifest = [
        f'<item id="{ids[name]}" href="{name}" media-type="application/xhtml+xml"/>'
        for name in pages
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
            f' xml:lang="{source.language}">',
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
            f'<dc:identifier id="id">urn:uuid:{source.identifier}</dc:identifier>',
            f"<dc:title>{escape(source.title, quote=False)}</dc:title>",
            f"<dc:creator>{escape(source.author, quote=False)}</dc:creator>",
            f"<dc:language>{source.language}</dc:language>",
            f"<dc:date>{source.date}</dc:date>",
            f"<dc:description>{escape(source.annotation, quote=False)}</dc:description>",
            *(f"<dc:subject>{escape(genre, quote=False)}</dc:subject>" for genre in source.genres),
            f'<meta property="dcterms:modified">{source.date}T00:00:00Z</meta>',
            '<meta property="schema:accessMode">textual</meta>',
            '<meta property="schema:accessModeSufficient">textual</meta>',
            '<meta property="schema:accessibilityFeature">structuralNavigation</meta>',
            '<meta property="schema:accessibilityHazard">none</meta>',
            "</metadata>",
            "<manifest>",
            '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
            '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
            '<item id="style" href="style.css" media-type="text/css"/>',
            *manifest,
            "</manifest>",
            '<spine toc="ncx">',
            *(f'<itemref idref="{ids[name]}"/>' for name in pages),
            "</spine>",
            "</package>",
            "",
        ]
    )


def _contents(source: Source, pages: dict[str, tuple[str, str]]) -> tuple[str, str]:
    listed = {name: title for name, (title, _) in pages.items() if name.startswith("part")}
    nav = [
        '<nav epub:type="toc" role="doc-toc" id="toc">',
        "<h1>Contents</h1>",
        "<ol>",
        *(
            f'<li><a href="{name}">{escape(title, quote=False)}</a></li>'
            for name, title in listed.items()
        ),
        "</ol>",
        "</nav>",
    ]
    points = [
        f'<navPoint id="p{order}" playOrder="{order}"><navLabel><text>'
        f'{escape(title, quote=False)}</text></navLabel><content src="{name}"/></navPoint>'
        for order, (name, title) in enumerate(listed.items(), 1)
    ]
    ncx = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"'
        f' xml:lang="{source.language}">',
        f'<head><meta name="dtb:uid" content="urn:uuid:{source.identifier}"/></head>',
        f"<docTitle><text>{escape(source.title, quote=False)}</text></docTitle>",
        "<navMap>",
        *points,
        "</navMap>",
        "</ncx>",
        "",
    ]
    return _page(source.language, "Contents", nav, "frontmatter"), "\n".join(ncx)


_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""


def build_epub(source: Source) -> bytes:
    """The EPUB 3 file, with NCX for old readers and notes as `epub:type`."""
    pages = _epub_pages(source)
    nav, ncx = _contents(source, pages)
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": _CONTAINER,
        "OEBPS/package.opf": _package(source, pages),
        "OEBPS/nav.xhtml": nav,
        "OEBPS/toc.ncx": ncx,
        "OEBPS/style.css": _STYLE,
    }
    files |= {f"OEBPS/{name}": page for name, (_, page) in pages.items()}
    year, month, day = (int(number) for number in source.date.split("-"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, (year, month, day, 0, 0, 0))
            # Unix everywhere: by default the archive tells which system made it.
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text.encode())
    return buffer.getvalue()
