"""What every test may lean on: where the checkout is, and the folder that may stand beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real books and labels beside the checkout; absent in most places."""
    folder = REPO.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the shared folder of books and labels beside the checkout")
    return folder
