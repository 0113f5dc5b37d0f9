"""spaCy with a model of the operator's choice."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bookcore.analysers.labels import entity_label
from bookcore.analysers.pieces import in_pieces, trimmed
from bookcore.analysers.port import AnalyserUnavailable, Capabilities, Doc, Entity, Token

_SENTENCE_MAKERS = frozenset(("parser", "senter", "sentencizer"))
_NAME_MAKERS = frozenset(("ner", "entity_ruler", "span_ruler"))
_TAGGERS = frozenset(("tagger", "morphologizer", "attribute_ruler"))


class SpacyAnalyser:
    """A spaCy pipeline from a folder, or from an installed package of that name."""

    name = "spacy"

    def __init__(self, model: str, language: str) -> None:
        spacy: Any = importlib.import_module("spacy")
        if Path(model).is_absolute():
            if not (Path(model) / "config.cfg").is_file():
                raise AnalyserUnavailable("model missing", f"no spaCy model in {model}")
        elif not spacy.util.is_package(model):
            raise AnalyserUnavailable(
                "model missing", f"{model!r} is neither a folder nor a package"
            )
        self._pipeline: Any = spacy.load(model)
        meta = self._pipeline.meta
        if meta.get("lang") != language:
            raise AnalyserUnavailable(
                "failed", f"the model is for {meta.get('lang')!r}, not for {language!r}"
            )
        parts = frozenset(self._pipeline.pipe_names)
        if parts.isdisjoint(_SENTENCE_MAKERS):
            self._pipeline.add_pipe("sentencizer", first=True)
        self._knows = Capabilities(
            lemmas=any("lemmatizer" in part for part in parts),
            pos=not parts.isdisjoint(_TAGGERS),
            entities=not parts.isdisjoint(_NAME_MAKERS),
        )
        named = f"{meta.get('lang')}_{meta.get('name', 'model')}-{meta.get('version', '0')}"
        self.version = f"{spacy.__version__}+{named}"

    def capabilities(self) -> Capabilities:
        """What the model's own pipeline holds."""
        return self._knows

    def analyze(self, paragraphs: Sequence[str]) -> list[Doc]:
        """One Doc for each paragraph."""
        return in_pieces(paragraphs, self._docs, self.name)

    def _docs(self, texts: list[str]) -> Iterator[Doc]:
        for text, found in zip(texts, self._pipeline.pipe(texts), strict=True):
            yield Doc(
                tuple(_sentences(text, found)),
                tuple(_token(t) for t in found if not t.is_space),
                tuple(_names(text, found)),
            )


def _sentences(text: str, found: Any) -> Iterator[tuple[int, int]]:
    for sentence in found.sents:
        a, b = trimmed(text, sentence.start_char, sentence.end_char)
        if a < b:
            yield a, b


def _token(token: Any) -> Token:
    start = token.idx
    return Token(start, start + len(token.text), token.lemma_, token.pos_, token.morph.to_dict())


def _names(text: str, found: Any) -> Iterator[Entity]:
    for entity in found.ents:
        label = entity_label("spacy", entity.label_)
        a, b = trimmed(text, entity.start_char, entity.end_char)
        if label is not None and a < b:
            yield Entity(a, b, label)
