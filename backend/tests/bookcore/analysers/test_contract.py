"""What every analyser keeps to, run over each that can be had here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bookcore.analysers import LABELS, Analyser, Choice, load
from bookcore.text.sentences import sentences
from tests.bookcore.analysers.engines import (
    NAMES,
    TEXT,
    nltk_data,
    spacy_model,
    stand_in_stanza,
    stanza_folder,
)

Make = Callable[[Path, pytest.MonkeyPatch], Choice]


def _spacy(language: str) -> Make:
    return lambda tmp, _: Choice("spacy", language, str(spacy_model(tmp, language)))


def _nltk(language: str) -> Make:
    return lambda tmp, _: Choice("nltk", language, str(nltk_data(tmp / "nltk", language)))


def _stanza(language: str) -> Make:
    def make(tmp: Path, patch: pytest.MonkeyPatch) -> Choice:
        stand_in_stanza(patch)
        return Choice("stanza", language, str(stanza_folder(tmp / "stanza", language)))

    return make


ENGINES: dict[str, Make] = {
    "slovnet": lambda _tmp, _patch: Choice("slovnet", "ru"),
    "rules": lambda _tmp, _patch: Choice("rules", "en"),
    "spacy-ru": _spacy("ru"),
    "spacy-en": _spacy("en"),
    "nltk-ru": _nltk("ru"),
    "nltk-en": _nltk("en"),
    "stand-in-stanza-ru": _stanza("ru"),
    "stand-in-stanza-en": _stanza("en"),
}


@pytest.fixture(params=ENGINES, ids=str)
def engine(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Analyser, str]:
    choice = ENGINES[request.param](tmp_path, monkeypatch)
    return load(choice), choice.language


def test_offsets_slice_back_to_the_text(engine: tuple[Analyser, str]) -> None:
    analyser, language = engine
    texts = [TEXT[language], "  " + TEXT[language] + "\n\n", "— …", TEXT[language]]
    docs = analyser.analyze(texts)
    assert len(docs) == len(texts)
    for text, doc in zip(texts, docs, strict=True):
        spans = [*doc.sentences, *((t.start, t.end) for t in doc.tokens)]
        for start, end in [*spans, *((e.start, e.end) for e in doc.entities)]:
            cut = text[start:end]
            assert cut
            assert cut == cut.strip()
        for found in (doc.sentences, [(t.start, t.end) for t in doc.tokens]):
            assert list(found) == sorted(found)
    words = [texts[0][t.start : t.end] for t in docs[0].tokens]
    assert ("Тарас" if language == "ru" else "Elizabeth") in words
    assert docs[0] == docs[3]


def test_sentences_are_those_of_a_plain_text(engine: tuple[Analyser, str]) -> None:
    analyser, language = engine
    [doc] = analyser.analyze([TEXT[language]])
    assert list(doc.sentences) == sentences(TEXT[language], language)


def test_labels_are_of_the_closed_set(engine: tuple[Analyser, str]) -> None:
    analyser, language = engine
    text = TEXT[language]
    [doc] = analyser.analyze([text])
    found = {text[e.start : e.end]: e.label for e in doc.entities}
    assert set(found.values()) <= set(LABELS)
    if not analyser.capabilities().entities:
        assert found == {}
        return
    place = NAMES[language][2]
    assert found.pop(place) == "LOC"
    assert set(found.values()) == {"PER"}
    assert len(found) == 2


def test_nothing_of_nothing(engine: tuple[Analyser, str]) -> None:
    analyser, _ = engine
    assert analyser.analyze([]) == []
    for doc in analyser.analyze(["", "   ", "\n"]):
        assert doc.sentences == doc.tokens == doc.entities == ()


@pytest.mark.slow
def test_a_paragraph_of_a_megabyte(engine: tuple[Analyser, str]) -> None:
    analyser, language = engine
    text = (TEXT[language] + " ") * (1_000_000 // len(TEXT[language].encode()) + 1)
    assert len(text.encode()) > 1_000_000
    [doc] = analyser.analyze([text])
    assert doc.sentences[0][0] == 0
    assert doc.sentences[-1][1] == len(text.rstrip())
    last = doc.tokens[-1]
    assert text[last.start : last.end] == "."
    if analyser.capabilities().entities:
        assert len(doc.entities) > 1_000
        e = doc.entities[-1]
        assert text[e.start : e.end] in NAMES[language]


def test_it_says_what_it_is(engine: tuple[Analyser, str]) -> None:
    analyser, _ = engine
    assert analyser.name in ("slovnet", "rules", "spacy", "stanza", "nltk")
    assert analyser.version
    assert analyser.capabilities().sentences


def test_wordnet_gives_lemma_class_and_part_of_speech(tmp_path: Path) -> None:
    analyser = load(Choice("nltk", "en", str(nltk_data(tmp_path / "nltk", "en"))))
    text = "She wore the grey coat."
    [doc] = analyser.analyze([text])
    found = {text[t.start : t.end]: (t.lemma, t.pos, dict(t.feats)) for t in doc.tokens}
    assert found["wore"] == ("wear", "VERB", {"Sense": "verb.body"})
    assert found["grey"] == ("grey", "ADJ", {"Sense": "adj.all"})
    assert found["coat"] == ("coat", "NOUN", {"Sense": "noun.artifact"})
    assert found["the"] == ("", "", {"Stop": "Yes"})
    assert found["She"] == ("", "", {})
    assert analyser.capabilities().senses
