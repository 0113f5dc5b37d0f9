"""Stems by the published rules of Snowball: one of each rule, and those that are its exceptions."""

from __future__ import annotations

import pytest

from bookcore.text.snowball import english, russian


@pytest.mark.parametrize(
    ("forms", "stem"),
    [
        ("шинель шинели шинелью шинелей шинелям", "шинел"),
        ("серый серая серую серыми серого", "сер"),
        ("читавший читавшая читав", "чита"),
        ("гуляющий гуляющая гуляющими гулял гуляла", "гуля"),
        ("важнейший важнейшая важный важна", "важн"),
        ("длинный длинная длинно", "длин"),
        ("умываться умывался умывалась", "умыва"),
        ("молодость молодости", "молод"),
        ("вдв", "вдв"),
        ("я", "я"),
    ],
)
def test_forms_of_a_russian_word_meet(forms: str, stem: str) -> None:
    assert {russian(form) for form in forms.split()} == {stem}


@pytest.mark.parametrize(
    ("forms", "stem"),
    [
        ("walk walks walked walking", "walk"),
        ("happy happiness", "happi"),
        ("hop hopped hopping", "hop"),
        ("hope hoped hoping hopes", "hope"),
        ("relate relational related", "relat"),
        ("caresses caress", "caress"),
        ("cries cried cry", "cri"),
        ("tie ties tying", "tie"),
        ("agreed", "agre"),
        ("feed", "feed"),
        ("geology geologist geologists", "geolog"),
        ("add added adding", "add"),
        ("yielding yield", "yield"),
        ("enjoyment enjoyed", "enjoy"),
        ("rapidly", "rapid"),
        ("generally generals", "general"),
        ("paste pastes", "paste"),
        ("controlling controlled control", "control"),
        ("adoption adopt", "adopt"),
        ("gas", "gas"),
        ("as", "as"),
        ("sky skies", "sky"),
        ("evening evenings", "evening"),
        ("succeed", "succeed"),
    ],
)
def test_forms_of_an_english_word_meet(forms: str, stem: str) -> None:
    assert {english(form) for form in forms.split()} == {stem}


def test_different_words_keep_apart() -> None:
    assert russian("стол") != russian("столб")
    assert english("universe") != english("university")
    assert english("organ") != english("organization")
