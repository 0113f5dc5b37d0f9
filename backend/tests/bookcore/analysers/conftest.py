"""Every test finds the analysers unloaded, and leaves them so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bookcore.analysers import status


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    status.forget()
    yield
    status.forget()
