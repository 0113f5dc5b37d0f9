"""The label tables: each engine's words, and ours."""

from __future__ import annotations

import pytest

from bookcore.analysers.labels import (
    ENTITY_LABELS,
    UNIVERSAL_FEATS,
    UNIVERSAL_POS,
    WORDNET_POS,
    entity_label,
    universal,
)
from bookcore.analysers.port import LABELS
from bookcore.text.words import morphology

UPOS = {
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
}  # fmt: skip


@pytest.mark.parametrize("engine", ENTITY_LABELS)
def test_every_engines_labels_fall_into_the_closed_set(engine: str) -> None:
    assert set(ENTITY_LABELS[engine].values()) == set(LABELS)


@pytest.mark.parametrize(
    ("engine", "label", "ours"),
    [
        # The Russian models say PER; the English ones PERSON, and split places three ways.
        ("slovnet", "PER", "PER"), ("slovnet", "LOC", "LOC"), ("slovnet", "ORG", "ORG"),
        ("spacy", "PER", "PER"), ("spacy", "PERSON", "PER"), ("spacy", "GPE", "LOC"),
        ("spacy", "LOC", "LOC"), ("spacy", "FAC", "LOC"), ("spacy", "ORG", "ORG"),
        ("spacy", "NORP", None), ("spacy", "DATE", None), ("spacy", "WORK_OF_ART", None),
        ("stanza", "PER", "PER"), ("stanza", "PERSON", "PER"), ("stanza", "GPE", "LOC"),
        ("stanza", "FAC", "LOC"), ("stanza", "MISC", None), ("stanza", "CARDINAL", None),
    ],
)  # fmt: skip
def test_a_label(engine: str, label: str, ours: str | None) -> None:
    assert entity_label(engine, label) == ours


def test_parts_of_speech_are_universal_ones() -> None:
    assert set(UNIVERSAL_POS.values()) <= UPOS
    assert set(WORDNET_POS.values()) <= UPOS


def test_every_part_of_speech_of_the_dictionary_has_its_own() -> None:
    grammemes = morphology().TagClass.PARTS_OF_SPEECH
    assert set(grammemes) <= set(UNIVERSAL_POS)


@pytest.mark.parametrize(
    ("form", "pos", "feats"),
    [
        ("андрея", "PROPN", {"Case": "Gen", "Gender": "Masc", "Number": "Sing"}),
        ("стояла", "VERB", {"Tense": "Past", "Gender": "Fem", "Aspect": "Imp"}),
        ("окнами", "NOUN", {"Case": "Ins", "Number": "Plur", "Gender": "Neut"}),
        ("серыми", "ADJ", {"Case": "Ins", "Number": "Plur"}),
    ],
)
def test_a_tag(form: str, pos: str, feats: dict[str, str]) -> None:
    found, said = universal(str(morphology().parse(form)[0].tag))
    assert found == pos
    assert feats.items() <= said.items()


def test_features_have_universal_names() -> None:
    names = {name for name, _ in UNIVERSAL_FEATS.values()}
    assert names == {"Case", "Number", "Gender", "Animacy", "Tense", "Aspect", "Person"}
