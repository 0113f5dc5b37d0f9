"""The Russian lexicon: form of its rows, no row twice, plain English only."""

from __future__ import annotations

import re

import pytest

from bookcore.text.lexicon import CLASSES, RUSSIAN_FILES, rows, russian
from bookcore.text.phrases_ru import readings

_LEMMA = re.compile(r"[а-яё]+(?:-[а-яё]+)*")
_ENGLISH = re.compile(r"[A-Za-zéñ'’. -]+")
_SLURS = re.compile(r"\b(?:kike|yid|nigger|negro|wench|slut|whore|gypped|savage)\b", re.IGNORECASE)


@pytest.mark.parametrize("name", RUSSIAN_FILES)
def test_rows_are_well_formed(name: str) -> None:
    for row in rows(name):
        assert 4 <= len(row) <= 5, row
        lemma, pos, english, word_class = row[:4]
        assert _LEMMA.fullmatch(lemma), row
        assert pos in ("NOUN", "ADJ", "VERB", "ADVB"), row
        assert word_class in CLASSES, row
        senses = english.split("|") if english else []
        assert len(senses) <= 2, row
        assert bool(senses) or word_class == "drop", row
        for sense in senses:
            assert _ENGLISH.fullmatch(sense), row
            assert sense == sense.strip(), row
            assert not _SLURS.search(sense), row


def test_no_lemma_stands_twice_for_one_part_of_speech() -> None:
    seen: set[tuple[str, str]] = set()
    for name in RUSSIAN_FILES:
        for row in rows(name):
            key = (row[0].replace("ё", "е"), row[1])
            assert key not in seen, key
            seen.add(key)


def test_verbs_are_given_as_participles() -> None:
    for (lemma, pos), entry in russian().items():
        if pos == "VERB":
            assert any(w.endswith("ing") for w in entry.senses[0].split()), lemma


@pytest.mark.parametrize(
    ("lemma", "pos", "english", "word_class"),
    [
        ("береза", "NOUN", "birch", "forest"),
        ("зеленый", "ADJ", "green", "colour"),
        ("сидеть", "VERB", "sitting", "posture"),
        ("вдали", "ADVB", "in the distance", "place"),
        ("фартук", "NOUN", "apron", "clothing"),
    ],
)
def test_a_lemma_is_found_without_its_diaeresis(
    lemma: str, pos: str, english: str, word_class: str
) -> None:
    entry = russian()[(lemma, pos)]
    assert english in entry.senses[0]
    assert entry.word_class == word_class


def test_every_likelier_reading_is_one_of_the_form() -> None:
    for form, lemma in rows("likelier_ru.tsv"):
        found = readings(form)
        assert found, form
        assert found[0].lemma == lemma, form
