"""What the settings may say, and what a process opens for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookcore.analysers import (
    Choice,
    WrongChoice,
    choice_from_json,
    folders_of,
    packages_of,
    parse_choice,
)


def test_nothing_chosen_is_nothing() -> None:
    assert parse_choice("", "ru", Path("/models")) is None
    assert parse_choice("  ", "en", Path("/models")) is None


def test_a_name_is_looked_up_among_the_models_first(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    assert parse_choice("spacy:mine", "ru", tmp_path) == Choice(
        "spacy", "ru", str(tmp_path / "mine")
    )
    assert parse_choice("spacy:en_core_web_sm", "en", tmp_path) == Choice(
        "spacy", "en", "en_core_web_sm"
    )
    assert parse_choice("stanza:ru", "ru", tmp_path) == Choice("stanza", "ru", str(tmp_path / "ru"))
    assert parse_choice("nltk:/opt/nltk_data", "en", tmp_path) == Choice(
        "nltk", "en", "/opt/nltk_data"
    )
    assert parse_choice("slovnet", "ru", tmp_path) == Choice("slovnet", "ru")


@pytest.mark.parametrize(
    "words",
    [
        "spaci:x", "spacy", "spacy:", "stanza", "spacy:../../etc", "spacy:a/b", "slovnet:x",
        "rules", "nltk:a b",
    ],
)  # fmt: skip
def test_what_names_no_analyser_is_refused(words: str, tmp_path: Path) -> None:
    with pytest.raises(WrongChoice):
        parse_choice(words, "ru", tmp_path)


def test_there_and_back() -> None:
    choice = Choice("spacy", "ru", "/models/x")
    assert choice_from_json(choice.to_json()) == choice
    for wrong in ({}, {"engine": "os", "language": "ru"}, {"engine": "spacy", "language": "de"}):
        with pytest.raises(WrongChoice):
            choice_from_json(wrong)


def test_what_a_confined_process_is_given() -> None:
    choices = [Choice("spacy", "ru", "/m/a"), Choice("spacy", "en", "en_core_web_sm")]
    assert folders_of(choices) == ["/m/a"]
    assert packages_of(choices) == ["spacy"]
    assert packages_of([Choice("slovnet", "ru")]) == folders_of([Choice("rules", "en")]) == []
