"""What a reader is told of a place: its sentence."""

from __future__ import annotations

import pytest

from bookreader.places.journal.stops import sentence

BEFORE32 = "которого никто из них не видел, "[:32]


@pytest.mark.parametrize(
    ("before", "exact", "after", "told"),
    [
        ("", "Шёл дождь, и улицы были пусты. Никто не вышел.", "", "Шёл дождь, и улицы были пусты."),
        ("Стемнело. Он ", "вышел на крыльцо и закурил. Молчали", "", "Он вышел на крыльцо и закурил."),
        ("x" * 20 + " там, где", " кончался город, стоял дом. И", "", "… там, где кончался город, стоял дом."),
        ("Конец.\n", "— Да!\n— Нет, — сказала она и ушла.", "", "— Да! — Нет, — сказала она и ушла."),
        ("", "Слово " * 20, "слово " * 5, "Слово " * 20 + "слово…"),
        ("", "Глава вторая. Пять правил\nВыехали в начале марта, по пути. Ехали", "", "Выехали в начале марта, по пути."),
        ("", "", "", ""),
        ("", "\ufffcПодпись под картиной стоит тут. Да", "", "Подпись под картиной стоит тут."),
    ],
)  # fmt: skip
def test_sentences(before: str, exact: str, after: str, told: str) -> None:
    said = sentence(before.rjust(32, "x") if before.startswith("x") else before, exact, after)
    if told.startswith("Слово"):
        assert said.startswith("Слово Слово")
        assert said.endswith("…")
        assert len(said) <= 142
    else:
        assert said == told
