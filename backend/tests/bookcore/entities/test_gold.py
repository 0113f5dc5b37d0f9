"""Casts of the corpus against our own list of its characters; floors, not goals."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bookcore.entities.gold import Score, cast_of_work, gold, score

pytestmark = [pytest.mark.shared, pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_characters_of_known_books(shared: Path, language: str) -> None:
    total = Score(0, 0, 0, 0, 0, 0, ())
    for work, known in gold().items():
        if work.startswith(language):
            total += score(cast_of_work(shared, work), known)
    assert total.found / total.characters >= 0.97, total.missing
    assert total.gendered / total.found >= 0.97
    assert total.joined / total.pairs >= 0.84
    assert total.precision >= 0.93
