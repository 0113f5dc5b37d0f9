"""Russian, built in: slovnet's names, razdel's sentences and tokens, pymorphy3's grammar."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bookcore.analysers.labels import entity_label, universal
from bookcore.analysers.pieces import in_pieces, trimmed
from bookcore.analysers.port import AnalyserUnavailable, Capabilities, Doc, Entity, Token

_NER = "model/slovnet_ner_news_v1.tar"
_VECTORS = "emb/navec_news_v1_1B_250K_300d_100q.tar"
_MOST_FORMS = 200_000


def model_files() -> tuple[Path, Path]:
    """The recogniser and the word vectors inside natasha's folder, which is never imported."""
    spec = importlib.util.find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise AnalyserUnavailable("not installed", "the package natasha carries the models")
    folder = Path(spec.submodule_search_locations[0]) / "data"
    found = folder / _NER, folder / _VECTORS
    for file in found:
        if not file.is_file():
            raise AnalyserUnavailable("model missing", file.name)
    return found


class SlovnetRussian:
    """Names with slovnet, everything else by razdel and pymorphy3; loads when first asked."""

    name = "slovnet"

    def __init__(self) -> None:
        ner, vectors = model_files()
        self._ner: Any = importlib.import_module("slovnet").NER.load(str(ner))
        self._ner.navec(importlib.import_module("navec").Navec.load(str(vectors)))
        self._razdel: Any = importlib.import_module("razdel")
        self._morphology: Any = importlib.import_module("pymorphy3").MorphAnalyzer()
        self._forms: dict[str, tuple[str, str, dict[str, str]]] = {}
        self.version = f"{version('slovnet')}+{version('pymorphy3')}"

    def capabilities(self) -> Capabilities:
        """All but senses."""
        return Capabilities(lemmas=True, pos=True, entities=True)

    def analyze(self, paragraphs: Sequence[str]) -> list[Doc]:
        """One Doc for each paragraph."""
        if len(self._forms) > _MOST_FORMS:
            self._forms.clear()
        return in_pieces(paragraphs, self._docs, self.name)

    def _docs(self, texts: list[str]) -> Iterator[Doc]:
        for text, markup in zip(texts, self._ner.map(texts), strict=True):
            yield Doc(
                tuple(self._sentences(text)),
                tuple(self._token(t) for t in self._razdel.tokenize(text)),
                tuple(self._names(text, markup)),
            )

    def _sentences(self, text: str) -> Iterator[tuple[int, int]]:
        for found in self._razdel.sentenize(text):
            a, b = trimmed(text, found.start, found.stop)
            if a < b:
                yield a, b

    def _token(self, found: Any) -> Token:
        form = found.text.lower()
        known = self._forms.get(form)
        if known is None:
            parse = self._morphology.parse(form)[0]
            known = self._forms[form] = (parse.normal_form, *universal(str(parse.tag)))
        return Token(found.start, found.stop, *known)

    def _names(self, text: str, markup: Any) -> Iterator[Entity]:
        for span in markup.spans:
            label = entity_label("slovnet", span.type)
            a, b = trimmed(text, span.start, span.stop)
            if label is not None and a < b:
                yield Entity(a, b, label)
