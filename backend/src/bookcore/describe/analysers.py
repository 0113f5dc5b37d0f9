"""What the finder works with on this machine, in plain words."""

from __future__ import annotations

import importlib.util
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def _package(name: str) -> str:
    try:
        return f"ready ({name} {version(name)})"
    except PackageNotFoundError:
        return "not installed"


def _vectors() -> str:
    spec = importlib.util.find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        return "not installed"
    folder = Path(spec.submodule_search_locations[0]) / "data" / "emb"
    return "ready" if any(folder.glob("*.tar")) else "model missing"


def analysers() -> dict[str, str]:
    """Each part with `ready`, `not installed` or `model missing`; nothing is loaded."""
    return {
        "Russian sentences": _package("razdel"),
        "Russian lemmas": _package("pymorphy3"),
        "Russian word vectors": _vectors(),
        "English": "ready (built in)",
    }
