"""Build the sample books from their plain sources: `make_samples.py [FOLDER]`.

Sources are `samples/source/ru.txt` and `en.txt`. One line is one paragraph; what it begins with
says what it is:

    @name value      about the book (title, author, language, genre, date, annotation)
    # text           a chapter begins
    = text           subtitle inside a chapter
    > text           epigraph (before the first chapter: the book's)
    " text           paragraph of a letter
    | text           verse of a poem; a bare `|` begins a stanza
    ~ text           signature under the epigraph, letter or poem just above it
    ***              a break
    [^id]: text      what note `id` says
    anything else    a paragraph

Inside a line `_words_` are emphasised and `[^id]` refers to a note. Notes are numbered in the
order in which they are referred to.

The same sources give the same bytes everywhere: dates and identifiers come from the sources, and
the archive is stored, not compressed, since compressors differ from one machine to the next.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sample_epub import build_epub
from sample_fb2 import build_fb2
from sample_source import read_source

SAMPLES = Path(__file__).resolve().parents[1] / "src" / "bookreader" / "library" / "samples"


def build_all(sources: Path = SAMPLES / "source") -> dict[str, bytes]:
    """File name → contents of every sample book."""
    russian = read_source((sources / "ru.txt").read_text(encoding="utf-8"))
    english = read_source((sources / "en.txt").read_text(encoding="utf-8"))
    return {"sample_ru.fb2": build_fb2(russian), "sample_en.epub": build_epub(english)}


def main() -> None:
    """Write the sample books into the folder named, or where the program looks for them."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    for name, data in build_all().items():
        (folder / name).write_bytes(data)
        print(f"{folder / name}: {len(data)} bytes")


if __name__ == "__main__":
    main()
