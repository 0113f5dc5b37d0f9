"""What Debian's epubcheck and epubcheck-ts say of the same e-books: a table for docs/develop/edition.md.

`tools/epubchecks.py` makes one good edition, spoils a copy of it in each of the ways below and asks
both; with `--corpus` it also asks both about an edition of every importable corpus book.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPO / "backend"))

from tests.bookcore.edition.test_edition import BOOKS, parsed, plate, volume  # noqa: E402
from tests.bookcore.edition.test_epubcheck import changed, checked  # noqa: E402
from tests.bookcore.edition.test_epubcheck_ts import editions_of, found_by_ts  # noqa: E402

from bookcore.edition import Options, write_epub  # noqa: E402

_PAGE, _PACKAGE = "EPUB/text/c0001.xhtml", "EPUB/package.opf"
# What is spoilt: the file, the words in it (None: the whole file goes) and what stands there instead.
FAULTS: dict[str, tuple[str, bytes | None, bytes]] = {
    "no contents page": ("EPUB/nav.xhtml", None, b""),
    "a picture is missing": ("EPUB/plates/p0001.jpg", None, b""),
    "the style sheet is missing": ("EPUB/style.css", None, b""),
    "an id stands twice": (_PAGE, b'id="plate2"', b'id="plate1"'),
    "a figure within a span": (_PAGE, b'<figure class="plate" id="plate1">', b'<span><figure class="plate" id="plate1"></figure></span><figure class="plate" id="plate1x">'),
    "an unknown attribute": (_PAGE, b'id="plate1"', b'id="plate1" shade="dark"'),
    "a page that is not well-formed": (_PAGE, b"</body>", b"</p></body>"),
    "a date that is none": (_PACKAGE, b"dcterms:modified\">2026", b"dcterms:modified\">soon 2026"),
    "a title whose tags do not match": (_PACKAGE, b"<dc:title>", b"<dc:format>"),
    "an unknown prefix": (_PACKAGE, b'prefix="iptc: ', b'prefix="other: '),
    "a property nobody knows": (_PACKAGE, b'properties="nav"', b'properties="nav map"'),
    "a link to nowhere": ("EPUB/nav.xhtml", b'href="text/credits.xhtml"', b'href="text/credit.xhtml"'),
    "an NCX of another book": ("EPUB/toc.ncx", b'content="urn:uuid:', b'content="urn:uuid:0'),
    "a style that is none": ("EPUB/style.css", b"body { margin: 0 5%;", b"body { margin 0 5%; }}"),
}  # fmt: skip
_ID = re.compile(r"\b([A-Z]{3}-\d{3}[a-z]?)\b")


def main() -> int:
    """Print the table; nonzero when they differ over a good book."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return _compared(Path(folder), corpus=chosen.corpus)


def _compared(folder: Path, *, corpus: bool) -> int:
    book = parsed(folder, BOOKS["fb2_plain"]())
    plates = [plate(c.id, b.start, b.end) for c in book.chapters for b in c.blocks]
    good = folder / "good.epub"
    write_epub(volume(book, *plates), good, Options(width=300))
    files, names = [good], {"good.epub": "as it is written"}
    for n, (fault, (file, old, new)) in enumerate(FAULTS.items()):
        spoilt = folder / f"fault{n:02}.epub"
        changed(good, spoilt, file, old, new)
        names[spoilt.name] = fault
        files.append(spoilt)
    if corpus:
        books = sorted((REPO.parent / "shared" / "corpus" / "books").iterdir())
        files += editions_of(books, folder)
    began = time.perf_counter()
    java = checked(folder, files)
    between = time.perf_counter()
    quick = found_by_ts(files)
    took = between - began, time.perf_counter() - between
    print("| book | epubcheck | epubcheck-ts |\n|---|---|---|")
    for name, told in names.items():
        print(f"| {told} | {_ids(java[name])} | {_ids(' '.join(quick[name]))} |")
    others = [f.name for f in files if f.name not in names]
    differing = [n for n in ["good.epub", *others] if java[n] or quick[n]]
    print(
        f"\n{len(others)} corpus books, both silent on {len(others) - len([n for n in differing if n in others])}"
    )
    print(f"{len(files)} books: epubcheck {took[0]:.1f} s, epubcheck-ts {took[1]:.1f} s")
    return 1 if differing else 0


def _ids(told: str) -> str:
    return ", ".join(dict.fromkeys(_ID.findall(told))) or "nothing"


if __name__ == "__main__":
    sys.exit(main())
