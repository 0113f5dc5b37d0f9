"""The same promises kept by whatever model the tester has: TEST_ANALYSER_RU=spacy:/a/folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bookcore.analysers import LABELS, load, parse_choice
from tests.bookcore.analysers.engines import TEXT

pytestmark = pytest.mark.models


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_real_model_reads(language: str) -> None:
    variable = f"TEST_ANALYSER_{language.upper()}"
    choice = parse_choice(os.environ.get(variable, ""), language, Path("/nowhere"))
    if choice is None:
        pytest.skip(f"{variable} names no model")
    analyser = load(choice)
    text = TEXT[language]
    [doc] = analyser.analyze([text])
    assert len(doc.sentences) == (3 if language == "ru" else 2)
    assert all(text[t.start : t.end].strip() for t in doc.tokens)
    assert {e.label for e in doc.entities} <= set(LABELS)
    if analyser.capabilities().entities:
        assert ("Киеве" if language == "ru" else "London") in {
            text[e.start : e.end] for e in doc.entities
        }
