"""epubcheck-ts, the fast check, finds nothing in editions; Debian's epubcheck stays the judge."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from bookcore.edition import Options, write_epub
from bookcore.errors import BookError
from bookcore.formats import open_book
from tests.bookcore.edition.test_edition import BOOKS, parsed, plate, volume
from tests.bookcore.edition.test_epubcheck import changed

FRONTEND = Path(__file__).parents[4] / "frontend"
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(
    NODE is None or not (FRONTEND / "node_modules/@likecoin/epubcheck-ts").is_dir(),
    reason="epubcheck-ts is not installed: `make setup` in the frontend with Node",
)
SAMPLES = Path(__file__).parents[3] / "src/bookreader/library/samples"


def found_by_ts(paths: Iterable[Path]) -> dict[str, list[str]]:
    """The ids of errors and warnings of each file, in one process of Node."""
    run = subprocess.run(
        [str(NODE), "scripts/check-epubs.mjs", *map(str, paths)],
        cwd=FRONTEND, capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    return {
        one["name"]: [f"{m['id']} {m['at']}: {m['message']}" for m in one["found"]] for one in lines
    }


def editions_of(paths: Iterable[Path], folder: Path) -> list[Path]:
    """An edition with a few plates of every book that can be imported."""
    made = []
    for path in paths:
        try:
            book = open_book(path)
        except BookError:
            continue
        plates = [plate(c.id, b.start, b.end) for c in book.chapters[:9] for b in c.blocks[:3]]
        made.append(folder / f"{len(made):02}_{path.name.split('.')[0]}.epub")
        write_epub(volume(book, *plates), made[-1], Options(width=300))
    return made


@needs_node
@pytest.mark.timeout(300)
def test_our_own_books_and_the_samples(tmp_path: Path) -> None:
    made = editions_of(sorted(SAMPLES.glob("sample_*.*")), tmp_path)
    assert len(made) == 2
    for name, make in BOOKS.items():
        book = parsed(tmp_path, make())
        plates = [plate(c.id, b.start, b.end) for c in book.chapters for b in c.blocks]
        made.append(tmp_path / f"own_{name}.epub")
        write_epub(volume(book, *plates), made[-1], Options(width=300))
    good = tmp_path / "own_fb2_plain.epub"
    incomplete, doubled = tmp_path / "bad_incomplete.epub", tmp_path / "bad_doubled.epub"
    changed(good, incomplete, "EPUB/nav.xhtml", None)
    changed(good, doubled, "EPUB/text/c0001.xhtml", b'id="plate2"', b'id="plate1"')
    said = found_by_ts([*made, incomplete, doubled])
    assert any("nav.xhtml" in words for words in said.pop(incomplete.name))
    assert said.pop(doubled.name)
    assert {name: words for name, words in said.items() if words} == {}


@needs_node
@pytest.mark.timeout(600)
def test_every_importable_corpus_book(tmp_path: Path, shared: Path) -> None:
    made = editions_of(sorted((shared / "corpus" / "books").iterdir()), tmp_path)
    assert len(made) >= 14
    assert {name: words for name, words in found_by_ts(made).items() if words} == {}
