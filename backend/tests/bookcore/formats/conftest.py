"""`read`: bytes in, book out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bookcore.model import ParsedBook

from .making import reader


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes], ParsedBook]:
    """Opens a book from its bytes."""
    return reader(tmp_path)
