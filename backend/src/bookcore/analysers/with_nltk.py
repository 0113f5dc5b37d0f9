"""NLTK's data, when it lies in a folder of the operator's: sentences, stop words, senses."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bookcore.analysers.labels import WORDNET_POS
from bookcore.analysers.pieces import in_pieces, trimmed
from bookcore.analysers.port import AnalyserUnavailable, Capabilities, Doc, Token
from bookcore.text.tokens import tokens

_NAMES = {"ru": "russian", "en": "english"}
_MOST_WORDS = 100_000


class NltkAnalyser:
    """Punkt's sentences; lemma and sense by WordNet in English; Stop=Yes for stop words.

    Only the tabular form of Punkt is read (punkt_tab): the older one is a pickle, and unpickling
    runs whatever its maker wrote. Of names NLTK knows nothing here.
    """

    name = "nltk"

    def __init__(self, folder: str, language: str) -> None:
        nltk: Any = importlib.import_module("nltk")
        wanted = _NAMES.get(language, language)
        punkt = Path(folder) / "tokenizers" / "punkt_tab" / wanted
        if not punkt.is_dir():
            raise AnalyserUnavailable(
                "model missing", f"no tokenizers/punkt_tab/{wanted} in {folder}"
            )
        module: Any = importlib.import_module("nltk.tokenize.punkt")
        self._punkt: Any = module.PunktSentenceTokenizer(_parameters(module, punkt))
        stop = Path(folder) / "corpora" / "stopwords" / wanted
        self._stop = frozenset(stop.read_text("utf-8").split()) if stop.is_file() else frozenset()
        self._wordnet: Any = None
        wordnet = Path(folder) / "corpora" / "wordnet"
        if language == "en" and wordnet.is_dir():
            self._wordnet = _wordnet(nltk, folder, wordnet)
        self._words: dict[str, tuple[str, str, dict[str, str]]] = {}
        has = [n for n, there in (("stopwords", self._stop), ("wordnet", self._wordnet)) if there]
        self.version = "+".join([nltk.__version__, "punkt", *has])

    def capabilities(self) -> Capabilities:
        """Sentences; with WordNet lemmas and senses too."""
        known = self._wordnet is not None
        return Capabilities(lemmas=known, pos=known, senses=known)

    def analyze(self, paragraphs: Sequence[str]) -> list[Doc]:
        """One Doc for each paragraph."""
        if len(self._words) > _MOST_WORDS:
            self._words.clear()
        return in_pieces(paragraphs, self._docs, self.name)

    def senses(self, word: str) -> tuple[str, ...]:
        """WordNet's classes of a word (noun.body, noun.artifact …), the commonest first."""
        found = self._wordnet.synsets(word) if self._wordnet is not None else ()
        return tuple(dict.fromkeys(one.lexname() for one in found))

    def _docs(self, texts: list[str]) -> Iterator[Doc]:
        for text in texts:
            spans = (trimmed(text, a, b) for a, b in self._punkt.span_tokenize(text))
            found = (self._token(t.text, t.start, t.end) for t in tokens(text))
            yield Doc(tuple(s for s in spans if s[0] < s[1]), tuple(found))

    def _token(self, form: str, start: int, end: int) -> Token:
        lower = form.lower()
        known = self._words.get(lower)
        if known is None:
            known = self._words[lower] = self._look_up(lower)
        return Token(start, end, *known)

    def _look_up(self, word: str) -> tuple[str, str, dict[str, str]]:
        if word in self._stop:
            return "", "", {"Stop": "Yes"}
        found = self._wordnet.synsets(word) if self._wordnet is not None else ()
        forms = {word, *(self._wordnet.morphy(word, pos) for pos in "nvar")} if found else ()
        # The commonest reading of any part of speech: the first is always a noun (he: helium).
        readings = [
            (lemma.count(), lemma.name(), sense)
            for sense in found
            for lemma in sense.lemmas()
            if lemma.name() in forms or word.startswith(lemma.name())
        ]
        if not readings:
            return "", "", {}
        _, name, sense = max(readings, key=lambda r: r[0])
        return name, WORDNET_POS.get(sense.pos(), ""), {"Sense": sense.lexname()}


def _wordnet(nltk: Any, folder: str, corpus: Path) -> Any:
    # NLTK opens nothing outside its own list of data folders.
    nltk.data.path[:] = [folder]
    reader: Any = importlib.import_module("nltk.corpus.reader.wordnet")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it misses its other languages, which nobody asks for
        return reader.WordNetCorpusReader(nltk.data.FileSystemPathPointer(str(corpus)), None)


def _parameters(module: Any, folder: Path) -> Any:
    """Punkt's four tables, read here: NLTK's own reader has changed what it wants to be given."""
    found = module.PunktParameters()

    def lines(name: str) -> list[str]:
        return (folder / name).read_text("utf-8").splitlines()

    found.abbrev_types = set(filter(None, lines("abbrev_types.txt")))
    found.sent_starters = set(filter(None, lines("sent_starters.txt")))
    pairs = (line.split("\t") for line in lines("collocations.tab") if line)
    found.collocations = {(first, second) for first, second in pairs}
    for line in filter(None, lines("ortho_context.tab")):
        word, _, value = line.rpartition("\t")
        found.ortho_context[word] = int(value)
    return found
