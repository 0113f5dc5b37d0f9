"""Names that an analyser finds stand instead of the built-in ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bookcore.entities import build_cast, read_names
from bookcore.entities.names import LOCATION, PERSON
from tests.bookcore.entities.making import chapter

TEXT = [
    "Вошёл Прохор, и князь Глеб встал. Потом Кряж спал.",
    "Тут Прохор сел. Видели князя Глеба, и вот Кряж проснулся. Все ждали, и Прохор молчал.",
]


@dataclass(frozen=True)
class Found:
    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Answer:
    entities: tuple[Found, ...]


class Listed:
    """Finds the given words wherever they stand."""

    def __init__(self, labels: dict[str, str]) -> None:
        self.labels = labels

    def analyze(self, paragraphs: Sequence[str], /) -> list[Answer]:
        return [
            Answer(
                tuple(
                    Found(at, at + len(word), label)
                    for word, label in self.labels.items()
                    for at in range(len(text))
                    if text.startswith(word, at)
                )
            )
            for text in paragraphs
        ]


def test_only_what_the_analyser_names_is_named() -> None:
    runs = read_names(chapter(TEXT), "ru", Listed({"Прохор": "PER"})).runs
    assert {run.text.split()[-1] for run in runs} == {"Прохор"}
    assert all(run.signs & PERSON for run in runs)


def test_titles_stand_with_the_analysers_names() -> None:
    runs = read_names(chapter(TEXT), "ru", Listed({"Глеб": "PER"})).runs
    assert [run.text for run in runs] == ["князь Глеб", "князя Глеба"]


def test_the_label_tells_what_it_is() -> None:
    names = read_names(chapter(TEXT), "ru", Listed({"Кряж": "LOC", "Прохор": "PER"}))
    assert any(run.signs & LOCATION for run in names.runs)
    found = {e.name: e.kind for e in build_cast([names], [], "ru").entities}
    assert found == {"Прохор": "character"}
    again = read_names(chapter(TEXT * 2), "ru", Listed({"Кряж": "LOC", "Прохор": "PER"}))
    found = {e.name: e.kind for e in build_cast([again], [], "ru").entities}
    assert found == {"Прохор": "character", "Кряж": "place"}


@pytest.mark.parametrize("label", ["DATE", ""])
def test_other_labels_name_nobody(label: str) -> None:
    assert read_names(chapter(TEXT), "ru", Listed({"Прохор": label})).runs == ()


def test_names_that_the_built_in_reading_misses_are_taken() -> None:
    made = chapter("Тут сел добрый молодец, и добрый молодец запел.")
    runs = read_names(made, "ru", Listed({"добрый молодец": "PER"})).runs
    assert [(r.text, r.start) for r in runs] == [("добрый молодец", 8), ("добрый молодец", 26)]
