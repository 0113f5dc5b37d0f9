"""`bookcore` stands alone: no web, no database, no queue, no system graphics libraries."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.books import make_books as books

FORBIDDEN = (
    "bookreader", "fastapi", "starlette", "uvicorn", "sqlalchemy", "alembic", "aiosqlite",
    "asyncpg", "celery", "kombu", "redis", "pydantic", "pydantic_settings", "httpx", "argon2",
    "jwt", "prometheus_client", "anyio", "natasha", "pymorphy2", "sklearn", "scipy",
)  # fmt: skip

BLOCKER = f"""
import sys

FORBIDDEN = {FORBIDDEN!r}


class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in FORBIDDEN:
            raise ModuleNotFoundError(f"{{name}} must not be needed", name=name)
        return None


sys.meta_path.insert(0, Blocker())
"""

IMPORT_ALL = """
import importlib, pkgutil
import bookcore

for found in pkgutil.walk_packages(bookcore.__path__, "bookcore."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
        print(found.name)
"""

USE_ALL = """
from pathlib import Path
from bookcore.formats import open_book
from bookcore.describe import ChapterText, describe_paragraph, find_descriptions
from bookcore.scene.compose import compose_scene
from bookcore.sketch import encode, paint, paint_cover

for path in sys.argv[1:]:
    book = open_book(Path(path))
    chapters = [ChapterText(c.id, c.text, c.blocks, c.kind) for c in book.chapters]
    told = [chapter for chapter, _ in find_descriptions(chapters, book.language)]
    assert told == [c.id for c in book.chapters], told
    print(describe_paragraph(chapters[0].text, book.language or "en").type)
spec = compose_scene("Ночной лес, луна над рекой.", "ru", "location")
print(len(encode(paint(spec, 320, 200), "webp")), len(encode(paint_cover("a", "b"), "png")))
"""


def run(script: str, *words: object) -> str:
    done = subprocess.run(
        [sys.executable, "-I", "-c", BLOCKER + script, *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_module_imports_without_the_server_parts() -> None:
    names = run(IMPORT_ALL).split()
    assert {"bookcore.cli", "bookcore.child", "bookcore.formats.store"} <= set(names)


def test_the_blocker_blocks() -> None:
    with pytest.raises(AssertionError, match="must not be needed"):
        run("import sqlalchemy")


def test_books_are_read_described_and_painted_without_the_server_parts(tmp_path: Path) -> None:
    epub, fb2 = tmp_path / "a.epub", tmp_path / "b.fb2"
    epub.write_bytes(books.epub2_ncx())
    fb2.write_bytes(books.fb2_plain("windows-1251"))
    assert len(run(USE_ALL, epub, fb2).split()) == 4


def test_parsing_alone_loads_no_model_and_no_numbers(tmp_path: Path) -> None:
    fb2 = tmp_path / "b.fb2"
    fb2.write_bytes(books.fb2_plain())
    loaded = run(
        "from pathlib import Path\nfrom bookcore.formats import open_book\n"
        "open_book(Path(sys.argv[1]))\nprint(*sys.modules)",
        fb2,
    ).split()
    assert not {"numpy", "slovnet", "navec", "pymorphy3", "aggdraw"} & set(loaded)


@pytest.mark.skipif(sys.platform != "linux", reason="ldd reads Linux libraries")
@pytest.mark.parametrize("package", ["aggdraw", "pillow", "lxml", "numpy"])
def test_no_wheel_wants_a_graphics_library_of_the_system(package: str) -> None:
    if shutil.which("ldd") is None:
        pytest.skip("this system has no ldd")
    files = importlib.metadata.files(package) or []
    libraries = [Path(str(one.locate())) for one in files if re.search(r"\.so(\.|$)", one.name)]
    assert libraries, f"{package} has no compiled part: the test looks in the wrong place"
    for library in libraries:
        needed = subprocess.run(
            ["ldd", library], capture_output=True, text=True, check=False
        ).stdout
        # Pillow brings its own X client libraries inside the wheel; those are no system's.
        wanted = [
            line for line in needed.splitlines()
            if re.search(r"lib(GL|EGL|GLX|X11|xcb|gtk|gdk)\b", line)
            and "site-packages" not in line
        ]  # fmt: skip
        assert wanted == [], f"{library.name} wants {wanted}"
