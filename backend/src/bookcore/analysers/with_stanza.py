"""Stanza with models in a folder of the operator's; nothing is ever downloaded."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bookcore.analysers.labels import entity_label
from bookcore.analysers.pieces import in_pieces, trimmed
from bookcore.analysers.port import AnalyserUnavailable, Capabilities, Doc, Entity, Token

_PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "ner")


class StanzaAnalyser:
    """A Stanza pipeline of those processors whose models lie in the folder."""

    name = "stanza"

    def __init__(self, folder: str, language: str) -> None:
        here = Path(folder)
        if not (here / "resources.json").is_file():
            raise AnalyserUnavailable("model missing", f"no resources.json in {folder}")
        parts = [p for p in _PROCESSORS if (here / language / p).is_dir()]
        if "tokenize" not in parts:
            raise AnalyserUnavailable("model missing", f"no {language}/tokenize in {folder}")
        stanza: Any = importlib.import_module("stanza")
        try:
            self._pipeline: Any = stanza.Pipeline(
                language,
                dir=folder,
                processors=",".join(parts),
                download_method=None,
                use_gpu=False,
                verbose=False,
            )
        except (FileNotFoundError, ConnectionError) as error:
            # Stanza's own errors of missing files are kinds of the first; an older release that
            # still wants the network meets the second.
            raise AnalyserUnavailable("model missing", str(error)[:200]) from error
        self._knows = Capabilities(
            lemmas="lemma" in parts, pos="pos" in parts, entities="ner" in parts
        )
        self.version = f"{stanza.__version__}+{_chosen(here, language)}"

    def capabilities(self) -> Capabilities:
        """What the models in the folder make possible."""
        return self._knows

    def analyze(self, paragraphs: Sequence[str]) -> list[Doc]:
        """One Doc for each paragraph."""
        return in_pieces(paragraphs, self._docs, self.name)

    def _docs(self, texts: list[str]) -> Iterator[Doc]:
        for text in texts:
            found = self._pipeline(text)
            yield Doc(
                tuple(_sentences(text, found)),
                tuple(_token(t) for s in found.sentences for t in s.tokens),
                tuple(_names(text, found)),
            )


def _chosen(folder: Path, language: str) -> str:
    """The name of the tokeniser's model, which tells the treebank of the whole set."""
    try:
        told = json.loads((folder / "resources.json").read_text("utf-8"))
        return str(told[language]["default_processors"]["tokenize"])[:40]
    except (ValueError, KeyError, TypeError):
        return "unnamed"


def _sentences(text: str, found: Any) -> Iterator[tuple[int, int]]:
    for sentence in found.sentences:
        if sentence.tokens:
            a, b = trimmed(text, sentence.tokens[0].start_char, sentence.tokens[-1].end_char)
            if a < b:
                yield a, b


def _token(token: Any) -> Token:
    # A token that Stanza takes apart (don't) has several words; the first one carries the sense.
    word = token.words[0]
    pairs = (pair.partition("=") for pair in (word.feats or "").split("|") if "=" in pair)
    feats = {name: value for name, _, value in pairs}
    return Token(token.start_char, token.end_char, word.lemma or "", word.upos or "", feats)


def _names(text: str, found: Any) -> Iterator[Entity]:
    for entity in found.ents or ():
        label = entity_label("stanza", entity.type)
        a, b = trimmed(text, entity.start_char, entity.end_char)
        if label is not None and a < b:
            yield Entity(a, b, label)
