"""The files around the text: package document, contents, cover, credits, style."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from bookcore.edition.model import Volume
from bookcore.edition.words import Words

STYLE = """\
body { margin: 0 5%; line-height: 1.4; }
p { margin: 0; text-indent: 1.5em; }
h1, h2, h3, h4 { text-align: center; line-height: 1.2; break-after: avoid; }
h1 + p, h2 + p, h3 + p, h4 + p, hr + p { text-indent: 0; }
blockquote { margin: 1em 2em; }
.poem { margin: 1em 0 1em 2em; }
.stanza { margin: 0 0 1em 0; }
.verse { text-indent: 0; }
.epigraph { margin: 1em 0 1em 35%; font-style: italic; }
.text-author { text-align: right; font-style: normal; text-indent: 0; }
.subtitle { text-align: center; font-weight: bold; text-indent: 0; margin: 1em 0; }
.letter { margin: 1em; }
.smallcaps { font-variant: small-caps; }
.caption { text-align: center; text-indent: 0; font-size: 0.9em; }
table { border-collapse: collapse; margin: 1em auto; }
td, th { border: 1px solid; padding: 0.2em 0.5em; }
figure { margin: 1em 0; text-align: center; break-inside: avoid; page-break-inside: avoid; }
img { max-width: 100%; height: auto; }
.plate figcaption { font-size: 0.85em; font-style: italic; margin: 0.5em 5%; text-indent: 0; }
.plate .label { font-style: normal; font-size: 0.85em; white-space: nowrap; }
.noteref { font-size: 0.75em; vertical-align: super; line-height: 0; }
.notes { margin-top: 2em; font-size: 0.9em; }
.cover { text-align: center; margin: 0; }
.cover img { max-height: 95vh; }
"""
_TYPES = {"sketch": "algorithmicMedia", "ai": "trainedAlgorithmicMedia"}
_SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/"


class Item(NamedTuple):
    """A file of the package; `spine` files stand in reading order."""

    id: str
    file: str
    mime: str
    properties: str = ""
    spine: bool = False


class Line(NamedTuple):
    """A line of the contents."""

    title: str
    level: int
    href: str


def page(title: str, language: str, body: str, kind: str = "") -> str:
    """A whole XHTML file around a body."""
    typed = f' epub:type="{kind}"' if kind else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{escape(language)}" xml:lang="{escape(language)}">\n'
        f'<head><meta charset="utf-8"/><title>{escape(title)}</title>'
        '<link rel="stylesheet" type="text/css" href="../style.css"/></head>\n'
        f"<body{typed}>\n{body}\n</body>\n</html>\n"
    )


def _nested(lines: Sequence[Line]) -> str:
    """Lists within lists; a level that skips one is brought under the line before it."""
    out = ["<ol>"]
    depth = 1
    opened = False
    for line in lines:
        wanted = min(max(1, line.level), depth + 1 if opened else 1)
        if opened and wanted > depth:
            out.append("<ol>")
        elif opened:
            out.append("</li>" + "</ol></li>" * (depth - wanted))
        out.append(f'<li><a href="{escape(line.href)}">{escape(line.title)}</a>')
        depth, opened = wanted, True
    out.append("</li>" + "</ol></li>" * (depth - 1) + "</ol>" if opened else "</ol>")
    return "".join(out)


def contents(
    lines: Sequence[Line], language: str, words: Words, start: str, cover: str | None
) -> str:
    """nav.xhtml: contents and landmarks; it stands beside the style sheet, so paths are its own."""
    marks = [f'<li><a epub:type="bodymatter" href="{escape(start)}">{words.start}</a></li>']
    if cover:
        marks.insert(0, f'<li><a epub:type="cover" href="{cover}">{words.cover}</a></li>')
    body = (
        f'<nav epub:type="toc" role="doc-toc" id="toc"><h1>{words.contents}</h1>{_nested(lines)}'
        f'</nav>\n<nav epub:type="landmarks" hidden="hidden"><ol>{"".join(marks)}</ol></nav>'
    )
    return page(words.contents, language, body).replace("../style.css", "style.css")


def ncx(lines: Sequence[Line], identifier: str, title: str) -> str:
    """The contents again as NCX, for readers of EPUB 2."""
    # Lines that lead to the same place must share their number.
    order = {href: n for n, href in enumerate(dict.fromkeys(line.href for line in lines), 1)}
    points = "".join(
        f'<navPoint id="n{n}" playOrder="{order[line.href]}"><navLabel><text>{escape(line.title)}'
        f'</text></navLabel><content src="{escape(line.href)}"/></navPoint>'
        for n, line in enumerate(lines, 1)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><head>'
        f'<meta name="dtb:uid" content="{identifier}"/></head>'
        f"<docTitle><text>{escape(title)}</text></docTitle><navMap>{points}</navMap></ncx>\n"
    )


def identifier_of(volume: Volume, kind: str) -> str:
    """An edition's own identifier: the same file printed the same way keeps it."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{volume.source_sha256}/{kind}')}"


def _models(volume: Volume) -> list[str]:
    """The providers and models that made plates, each once."""
    return sorted({p.credit for p in volume.plates if p.maker == "ai"})


def credits_page(volume: Volume, words: Words, language: str) -> str:
    """Who made what in this edition."""
    makers = {p.maker for p in volume.plates}
    said = [words.about, words.text_kept]
    if "sketch" in makers:
        said.append(words.sketches)
    if "ai" in makers:
        said.append(words.models.format(credits=", ".join(_models(volume))))
    if not makers:
        said.append(words.none)
    body = "".join(f"<p>{escape(s)}</p>" for s in said)
    title = escape(", ".join([volume.title, *volume.authors]))
    inside = f'<section epub:type="colophon"><h1>{words.credits}</h1><p>{title}</p>{body}</section>'
    return page(words.credits, language, inside, "backmatter")


def package_document(
    volume: Volume,
    items: Sequence[Item],
    identifier: str,
    language: str,
    words: Words,
    modified: datetime,
) -> str:
    """The OPF file."""
    e = escape
    meta = [
        f'<dc:identifier id="uid">{identifier}</dc:identifier>',
        f"<dc:title>{e(volume.title or words.untitled)}</dc:title>",
        f"<dc:language>{e(language)}</dc:language>",
        f'<meta property="dcterms:modified">{modified:%Y-%m-%dT%H:%M:%SZ}</meta>',
        "<dc:source>urn:sha256:" + volume.source_sha256 + "</dc:source>",
        '<dc:contributor id="maker">BookReader AI</dc:contributor>',
        '<meta refines="#maker" property="role" scheme="marc:relators">ill</meta>',
    ]
    for n, author in enumerate(volume.authors, 1):
        meta.append(f'<dc:creator id="author{n}">{e(author)}</dc:creator>')
        meta.append(f'<meta refines="#author{n}" property="role" scheme="marc:relators">aut</meta>')
    meta += [f"<dc:subject>{e(g)}</dc:subject>" for g in volume.genres]
    if volume.annotation:
        meta.append(f"<dc:description>{e(volume.annotation)}</dc:description>")
    if volume.series:
        name, index = volume.series
        meta.append(f'<meta property="belongs-to-collection" id="series">{e(name)}</meta>')
        meta.append('<meta refines="#series" property="collection-type">series</meta>')
        if index is not None:
            meta.append(f'<meta refines="#series" property="group-position">{index:g}</meta>')
    for maker in sorted({p.maker for p in volume.plates}):
        kind = _SOURCE + _TYPES[maker]
        meta.append(f'<meta property="iptc:DigitalSourceType">{kind}</meta>')
    for n, credit in enumerate(_models(volume), 1):
        meta.append(f'<dc:contributor id="model{n}">{e(credit)}</dc:contributor>')
        meta.append(f'<meta refines="#model{n}" property="role" scheme="marc:relators">ill</meta>')
    makers = sorted({p.maker for p in volume.plates}, reverse=True)
    said = [
        words.sketches if m == "sketch" else words.models.format(credits=", ".join(_models(volume)))
        for m in makers
    ]
    meta += [f'<meta property="schema:creditText">{e(" ".join(said))}</meta>'] if said else []
    visual = bool(volume.plates) or bool(volume.images)
    meta += [
        '<meta property="schema:accessMode">textual</meta>',
        *(['<meta property="schema:accessMode">visual</meta>'] if visual else []),
        '<meta property="schema:accessModeSufficient">textual</meta>',
        '<meta property="schema:accessibilityFeature">tableOfContents</meta>',
        '<meta property="schema:accessibilityFeature">readingOrder</meta>',
        *(
            ['<meta property="schema:accessibilityFeature">alternativeText</meta>']
            if visual
            else []
        ),
        '<meta property="schema:accessibilityHazard">none</meta>',
    ]
    if any(i.id == "cover-image" for i in items):
        meta.append('<meta name="cover" content="cover-image"/>')
    manifest = "".join(
        f'<item id="{i.id}" href="{e(i.file)}" media-type="{i.mime}"'
        + (f' properties="{i.properties}"' if i.properties else "")
        + "/>"
        for i in items
    )
    spine = "".join(f'<itemref idref="{i.id}"/>' for i in items if i.spine)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid"'
        ' prefix="iptc: http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
        f' xml:lang="{e(language)}"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{''.join(meta)}</metadata><manifest>{manifest}</manifest>"
        f'<spine toc="ncx">{spine}</spine></package>\n'
    )
