"""A silent passage takes its place and time from what the narration said last."""

from __future__ import annotations

import pytest

from bookcore.scene.setting import Setting, setting_before

CASES = [
    ("ru", "Они долго шли по лесу. Вечером пришли в деревню.", ("village", "evening")),
    ("ru", "Он вошёл в комнату.\n— Поедем к морю, — сказал он, — на корабле.", ("drawing_room", None)),
    ("ru", "Лес рубят, щепки летят.", (None, None)),
    ("ru", "Была глухая ночь.\nНа кухне горела свеча.", ("kitchen", "night")),
    ("en", "They walked through the forest all night.\nAt dawn they came to a village.", ("village", "dawn")),
    ("en", "“The sea is near,” she said.\nHe sat in the kitchen.", ("kitchen", None)),
    ("en", "The sea had never frightened him.", (None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("language", "before", "expected"), CASES)
def test_the_last_word_of_the_narration_counts(
    language: str, before: str, expected: tuple[str | None, str | None]
) -> None:
    found = setting_before(before, language)
    assert (found.place, found.time) == expected
    assert found.indoor is (
        None if found.place is None else found.place in ("drawing_room", "kitchen")
    )


def test_nothing_before_says_nothing() -> None:
    assert setting_before("", "ru") == Setting()
