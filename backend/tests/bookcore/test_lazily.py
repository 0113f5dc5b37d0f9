"""Packages that import their names late: all of them are there, and none is hidden by a module."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

LAZY = ("describe", "edition", "entities", "formats", "sketch")


@pytest.mark.parametrize("name", LAZY)
def test_every_name_is_there_and_is_no_module(name: str) -> None:
    package = import_module(f"bookcore.{name}")
    assert package.__file__ is not None
    modules = {path.stem for path in Path(package.__file__).parent.iterdir()}
    for one in package.__all__:
        assert one not in modules
        assert not isinstance(getattr(package, one), ModuleType)
    with pytest.raises(AttributeError):
        package.nothing_of_that_name  # noqa: B018


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("bookreader.main", ("numpy", "aggdraw", "PIL", "celery", "kombu")),
        ("bookreader.worker.portal", ("numpy", "aggdraw", "PIL", "alembic")),
        ("bookreader.worker.commands", ("bookreader.pipeline", "httpx", "numpy")),
        ("bookreader.serving", ("sqlalchemy", "fastapi", "numpy")),
        ("bookreader.cli", ("sqlalchemy", "fastapi", "alembic")),
    ],
)
def test_a_process_loads_no_parts_that_it_never_uses(module: str, heavy: tuple[str, ...]) -> None:
    """What finds and paints runs in children of its own; see docs/develop/bench.md for the memory."""
    code = f"import sys, {module}; print(*[one for one in {heavy!r} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
