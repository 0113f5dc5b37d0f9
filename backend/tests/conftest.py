"""What every test may lean on: where the checkout is, and the folder that may stand beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long one example takes says how busy the machine is; hanging is the whole test's time limit.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

REPO = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real books and labels beside the checkout; absent in most places."""
    folder = REPO.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the shared folder of books and labels beside the checkout")
    return folder
