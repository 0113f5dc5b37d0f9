"""Hostile XML and the package around it: items 21 to 29 of the catalogue."""

from __future__ import annotations

from collections.abc import Callable

from tests.books.builders import Epub, Fb2, nav_item, xhtml, zipped

from .case import KEPT, Case, Lure, Reading, fixed, lured
from .zips import plain, replaced

_MIB = 1024 * 1024
RUSSIAN = "Мельница стояла у самой воды, и вода шумела всю ночь. Ёжик фыркал в крапиве."


# 25: things from outside


def _prologues(lure: Lure, root: str) -> dict[str, str]:
    secret = lure.secret.as_uri()
    return {
        "file": f'<!DOCTYPE {root} [<!ENTITY x SYSTEM "{secret}">]>',
        "address": f'<!DOCTYPE {root} [<!ENTITY x SYSTEM "{lure.address}">]>',
        "parameter": (
            f'<!DOCTYPE {root} [<!ENTITY % d SYSTEM "{lure.address}"> %d; <!ENTITY x "y">]>'
        ),
        "public": f'<!DOCTYPE {root} [<!ENTITY x PUBLIC "-//a//b" "{secret}">]>',
        "external-dtd": f'<!DOCTYPE {root} SYSTEM "{lure.address}.dtd" [<!ENTITY x "y">]>',
        "default-attribute": (
            f'<!DOCTYPE {root} [<!ENTITY x "y"><!ATTLIST p src CDATA "{lure.address}">]>'
        ),
    }


_PROLOGUES = ("file", "address", "parameter", "public", "external-dtd", "default-attribute")


def foreign_fb2(lure: Lure, kind: str) -> bytes:
    """An FB2 that asks for an entity from outside."""
    body = f"<section><p>{KEPT} &x;</p></section>"
    return Fb2(body=body, prolog=_prologues(lure, "FictionBook")[kind]).build()


def foreign_epub(lure: Lure, kind: str, part: str) -> bytes:
    """An EPUB one of whose XML parts asks for an entity from outside."""
    book = plain()
    book.ncx = "" if part != "toc.ncx" else "<navPoint/>"
    files = []
    roots = {
        "one.xhtml": "html",
        "nav.xhtml": "html",
        "toc.ncx": "ncx",
        "book.opf": "package",
        "container.xml": "container",
    }
    for name, data in book.files():
        if name.endswith(part):
            declaration, _, rest = data.decode().partition("\n")
            data = f"{declaration}{_prologues(lure, roots[part])[kind]}{rest}".encode()
            data = data.replace(KEPT.encode(), f"{KEPT} &x;".encode())
        files.append((name, data))
    return zipped(files)


def xinclude_fb2(lure: Lure) -> bytes:
    """An FB2 that asks by XInclude instead."""
    include = (
        f'<p xmlns:xi="http://www.w3.org/2001/XInclude">{KEPT}'
        f'<xi:include href="{lure.secret.as_uri()}" parse="text"/></p>'
    )
    return Fb2(body=f"<section>{include}</section>").build()


def stylesheet_fb2(lure: Lure) -> bytes:
    """An FB2 with a processing instruction that names an address."""
    return Fb2(
        body=f"<section><p>{KEPT}</p></section>",
        prolog=f'<?xml-stylesheet type="text/xsl" href="{lure.address}"?>',
    ).build()


# 26: entities that grow


def _growing(declarations: str, use: str) -> bytes:
    return Fb2(
        body=f"<section><p>{use}</p></section>", prolog=f"<!DOCTYPE FictionBook [{declarations}]>"
    ).build()


def billion_laughs() -> bytes:
    lines = ['<!ENTITY l0 "ha">'] + [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)]
    return _growing("".join(lines), "&l9;")


def quadratic() -> bytes:
    return _growing(f'<!ENTITY a "{"a" * 100_000}">', "&a;" * 50_000)


def entity_chain() -> bytes:
    lines = ['<!ENTITY l0 "ha">'] + [f'<!ENTITY l{n} "&l{n - 1};">' for n in range(1, 20_000)]
    return _growing("".join(lines), "&l19999;")


def entity_loop() -> bytes:
    return _growing('<!ENTITY a "&b;"><!ENTITY b "&a;">', "&a;")


def laughs_in_package() -> bytes:
    data = (
        plain()
        .package()
        .replace(
            "<package", '<!DOCTYPE package [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><package', 1
        )
    )
    return replaced("OEBPS/book.opf", data.replace("A Test Book", "&b;").encode())


# 27 and 28: depth and size


def deep_fb2(depth: int = 100_000) -> bytes:
    return Fb2(body="<section>" * depth + "<p>x</p>" + "</section>" * depth).build()


def deep_epub(depth: int = 100_000) -> bytes:
    book = plain()
    book.spine = [("one.xhtml", xhtml("<div>" * depth + "x" + "</div>" * depth))]
    return book.build()


def deep_contents(depth: int = 50_000) -> bytes:
    book = plain()
    book.nav = "<ol><li><span>x</span>" * depth + "</li></ol>" * depth
    return book.build()


def many_attributes(count: int = 1_000_000) -> bytes:
    attributes = " ".join(f'a{number}=""' for number in range(count))
    return Fb2(body=f"<section><p {attributes}>{KEPT}</p></section>").build()


def huge_attribute() -> bytes:
    return Fb2(body=f'<section><p style="{"x" * (50 * _MIB)}">{KEPT}</p></section>').build()


def huge_text() -> bytes:
    return Fb2(body=f"<section><p>{'x' * (100 * _MIB)}</p></section>").build()


def huge_name() -> bytes:
    name = "n" * (20 * _MIB)
    return Fb2(body=f"<section><{name}>{KEPT}</{name}></section>").build()


# 29: encodings


def _russian() -> Fb2:
    return Fb2(language="ru", body=f"<section><p>{KEPT} {RUSSIAN}</p></section>")


def says_russian(reading: Reading) -> None:
    assert RUSSIAN in reading.text, "the letters came out wrong"


def utf16_without_mark() -> bytes:
    return _russian().text("utf-16").encode("utf-16-le")


def utf7() -> bytes:
    return _russian().text("utf-7").encode("utf-7")


def invalid_bytes() -> bytes:
    return _russian().build().replace(b"stay. ", b"stay. \xff\xfe\x80 ")


def lone_surrogates() -> bytes:
    return _russian().build().replace(b"stay. ", b"stay. \xed\xa0\x80 &#xD800; ")


# 21 to 24: the package


def package(change: Callable[[Epub], None]) -> bytes:
    """The honest book after a change to its package."""
    book = plain()
    change(book)
    return book.build()


def _set(**values: object) -> Callable[[Epub], None]:
    def change(book: Epub) -> None:
        for name, value in values.items():
            setattr(book, name, value)

    return change


def _empty_spine(book: Epub) -> bytes:
    text = book.package().replace('<itemref idref="c1"/>', "")
    return replaced("OEBPS/book.opf", text.encode())


def fallback_loop() -> bytes:
    return package(
        _set(
            manifest=(
                '<item id="a" href="a.bin" media-type="x/y" fallback="b"/>'
                '<item id="b" href="b.bin" media-type="x/y" fallback="a"/>'
            ),
            spine_tail='<itemref idref="a"/><itemref idref="c1"/>',
        )
    )


def outside_items(lure: Lure) -> bytes:
    hrefs = (
        "../../etc/passwd", "../" * 12 + str(lure.secret).lstrip("/"), lure.secret.as_uri(),
        lure.address + ".xhtml", "/etc/passwd", "//127.0.0.1/x", "..%2f..%2fetc%2fpasswd",
        "data:text/html,x", "javascript:alert(1)", "C:\\x",
    )  # fmt: skip
    items = "".join(
        f'<item id="o{number}" href="{href}" media-type="application/xhtml+xml"/>'
        for number, href in enumerate(hrefs)
    )
    refs = "".join(f'<itemref idref="o{number}"/>' for number in range(len(hrefs)))
    return package(_set(manifest=items, spine_tail=refs))


_ENCRYPTION = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"'
    ' xmlns:e="http://www.w3.org/2001/04/xmlenc#">{}</encryption>'
)


def _encrypted(algorithm: str, *targets: str, extra: dict[str, bytes] | None = None) -> bytes:
    data = "".join(
        f'<e:EncryptedData><e:EncryptionMethod Algorithm="{algorithm}"/><e:CipherData>'
        f'<e:CipherReference URI="{target}"/></e:CipherData></e:EncryptedData>'
        for target in targets
    )
    more = {"META-INF/encryption.xml": _ENCRYPTION.format(data).encode(), **(extra or {})}

    def change(book: Epub) -> None:
        book.unlisted = more
        book.extra = {"font.ttf": b"\0\1\0\0" + bytes(2000)}

    return package(change)


_IDPF = "http://www.idpf.org/2008/embedding"
_ADOBE = "http://ns.adobe.com/pdf/enc#RC"
_AES = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"


def cases() -> list[Case]:
    """The table's part for XML."""
    book = plain()
    sinf = {"META-INF/sinf.xml": b"<sinf/>", "META-INF/rights.xml": b"<rights/>"}
    lcp = {"META-INF/license.lcpl": b"{}"}
    return [
        Case(21, "no-package-document", lambda _: replaced("OEBPS/book.opf", b""), "no_package"),
        Case(21, "spine-empty", lambda _: _empty_spine(book), "nothing_to_read"),
        Case(
            21,
            "spine-names-the-unknown",
            lambda _: package(_set(spine_tail='<itemref idref="nobody"/>')),
            warns="missing_item",
        ),
        Case(
            21,
            "spine-names-a-lost-file",
            lambda _: package(
                _set(
                    manifest='<item id="l" href="l.xhtml" media-type="application/xhtml+xml"/>',
                    spine_tail='<itemref idref="l"/>',
                )
            ),
            warns="missing_item",
        ),
        Case(21, "fallback-loop", lambda _: fallback_loop()),
        Case(
            21,
            "only-lost-files",
            lambda _: zipped([f for f in plain().files() if not f[0].endswith("one.xhtml")]),
            "nothing_to_read",
        ),
        Case(
            21,
            "contents-in-a-circle",
            lambda _: package(
                _set(nav=f"<ol>{nav_item('a', 'nav.xhtml', nav_item('b', 'nav.xhtml'))}</ol>")
            ),
        ),
        Case(22, "items-outside", outside_items, warns="unsafe_reference"),
        Case(
            23,
            "cipher-reference-leaves",
            lambda _: _encrypted(_IDPF, "../../../../etc/passwd", "/etc/passwd"),
            warns="unsafe_reference",
        ),
        Case(23, "adept", lambda _: _encrypted(_AES, "OEBPS/one.xhtml", extra=sinf), "drm"),
        Case(23, "lcp", lambda _: _encrypted(_AES, "OEBPS/one.xhtml", extra=lcp), "drm"),
        Case(23, "encrypted-without-rights", lambda _: _encrypted(_AES, "OEBPS/one.xhtml"), "drm"),
        Case(24, "font-idpf", lambda _: _encrypted(_IDPF, "OEBPS/font.ttf")),
        Case(24, "font-adobe", lambda _: _encrypted(_ADOBE, "OEBPS/font.ttf")),
        Case(24, "font-unheard-of", lambda _: _encrypted("urn:nonsense", "OEBPS/font.ttf")),
        *(
            Case(
                25,
                f"fb2-{kind}",
                lured(foreign_fb2, kind),
                "xml_forbidden",
                suffix=".fb2",
            )
            for kind in _PROLOGUES
        ),
        *(
            Case(
                25,
                f"epub-{part}-{kind}",
                lured(foreign_epub, kind, part),
                "xml_forbidden",
            )
            for part in ("one.xhtml", "nav.xhtml", "toc.ncx", "book.opf", "container.xml")
            for kind in ("file", "parameter")
        ),
        Case(25, "xinclude", xinclude_fb2, "xml_forbidden", suffix=".fb2"),
        Case(25, "stylesheet", stylesheet_fb2, suffix=".fb2"),
        *(
            Case(
                26,
                make.__name__.replace("_", "-"),
                fixed(make),
                "xml_forbidden",
                suffix=suffix,
                seconds=1,
                memory_mebibytes=200,
            )
            for make, suffix in (
                (billion_laughs, ".fb2"),
                (quadratic, ".fb2"),
                (entity_chain, ".fb2"),
                (entity_loop, ".fb2"),
                (laughs_in_package, ".epub"),
            )
        ),
        Case(27, "fb2", lambda _: deep_fb2(), "xml_too_deep", suffix=".fb2"),
        Case(27, "fb2-less-deep", lambda _: deep_fb2(1000), "xml_too_deep", suffix=".fb2"),
        Case(27, "epub", lambda _: deep_epub(), "xml_too_deep"),
        Case(27, "contents", lambda _: deep_contents(), "xml_too_deep"),
        Case(28, "attributes", lambda _: many_attributes(), "xml_too_big", suffix=".fb2"),
        Case(28, "one-attribute", lambda _: huge_attribute(), "xml_too_big", suffix=".fb2"),
        Case(28, "one-text", lambda _: huge_text(), "xml_too_big", suffix=".fb2"),
        Case(28, "one-name", lambda _: huge_name(), "xml_too_big", suffix=".fb2"),
        *(
            Case(
                29,
                encoding,
                fixed(_russian().build, encoding),
                suffix=".fb2",
                checks=(says_russian,),
            )
            for encoding in ("utf-8", "windows-1251", "koi8-r", "utf-16")
        ),
        Case(
            29, "utf-8-sig", lambda _: b"\xef\xbb\xbf" + _russian().build(), suffix=".fb2",
            checks=(says_russian,),
        ),
        Case(
            29, "utf-16-without-mark", lambda _: utf16_without_mark(), suffix=".fb2",
            checks=(says_russian,),
        ),
        Case(
            29,
            "declared-utf-8-is-1251",
            lambda _: _russian().text("utf-8").encode("windows-1251"),
            warns="encoding_mismatch",
            suffix=".fb2",
            checks=(says_russian,),
        ),
        Case(
            29,
            "declared-1251-is-utf-8",
            lambda _: _russian().text("windows-1251").encode("utf-8"),
            warns="encoding_mismatch",
            suffix=".fb2",
            checks=(says_russian,),
        ),
        Case(29, "utf-7", lambda _: utf7(), "bad_encoding", suffix=".fb2"),
        Case(
            29,
            "unheard-of",
            lambda _: _russian().text("x-klingon").encode(),
            warns="encoding_unknown",
            suffix=".fb2",
            checks=(says_russian,),
        ),
        Case(
            29, "invalid-bytes", lambda _: invalid_bytes(), warns="encoding_errors", suffix=".fb2"
        ),
        Case(29, "lone-surrogates", lambda _: lone_surrogates(), suffix=".fb2"),
    ]  # fmt: skip
