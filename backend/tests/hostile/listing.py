"""The catalogue as a page of the documentation; `python -m tests.hostile.listing` writes it."""

from __future__ import annotations

from tests.conftest import REPO

from .case import Case
from .table import CASES

PAGE = REPO / "docs" / "develop" / "hostile-files.md"

_SUBJECTS = {
    1: "nothing at all",
    2: "too large a file",
    3: "an upload cut off",
    4: "the same file again",
    5: "another kind of file",
    6: "two kinds of file at once",
    7: "archives that unpack to too much",
    9: "a size that is a lie",
    10: "archives inside archives",
    11: "too many files",
    12: "names that lead outside",
    13: "links and devices",
    16: "passwords",
    17: "damaged entries",
    18: "archives cut off",
    19: "the `mimetype` entry",
    20: "the container",
    21: "the package",
    22: "items outside the archive",
    23: "encryption and rights",
    24: "obfuscated fonts",
    25: "XML that fetches",
    26: "XML that grows",
    27: "XML that nests",
    28: "XML that is huge",
    29: "encodings",
    30: "images inside FB2",
    31: "addresses inside FB2",
    32: "FB2 in archives",
    33: "active markup",
    37: "content elsewhere",
    39: "metadata",
    40: "file names",
}

_HEAD = """# Hostile files

Written by `python -m tests.hostile.listing` in `backend/`, from the table that the tests run; a test compares the two.
The numbers are those of the project's list of bad inputs. Every file is made by code, from a fixed seed. It goes through the
bounded child as the server would send it, and beside its answer the test checks that nothing was written outside the work
folder, no address was called, no secret was read, the child said nothing on its error stream and stayed within its time and
memory, and that an accepted book holds no element, class, attribute or address that the [text model](text-model.md) does not
know. `backend/tests/hostile/test_uploads.py` sends some of each kind, all odd file names and a dropped upload to the upload route.

Codes are explained in [book-errors.md](book-errors.md).

| item | subject | file | answer |
|---|---|---|---|
"""


def listing() -> str:
    """The whole page."""
    lines = [
        f"| {case.item} | {_SUBJECTS[case.item]} | {case.name} | {_answer(case)} |"
        for case in sorted(CASES, key=lambda one: one.item)
    ]
    return _HEAD + "\n".join(lines) + "\n"


def _answer(case: Case) -> str:
    if case.refused is not None:
        return f"refused: `{case.refused}`"
    return f"read, with `{case.warns}`" if case.warns else "read"


if __name__ == "__main__":
    PAGE.write_text(listing(), "utf-8")
