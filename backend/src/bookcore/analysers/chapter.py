"""One chapter read by the chosen analyser, or by the built-in parts where that one fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bookcore.analysers.choice import Choice, choice_from_json
from bookcore.analysers.port import (
    Analyser,
    AnalyserFailed,
    AnalyserUnavailable,
    Capabilities,
    Doc,
)
from bookcore.analysers.status import load
from bookcore.model import Block
from bookcore.text.sentences import sentences

BUILT_IN = "built-in"


@dataclass(frozen=True, slots=True)
class Engine:
    """What read a chapter, as stored beside what was found; `failure` says why another did not."""

    name: str
    version: str
    failure: str = ""

    def to_json(self) -> dict[str, str]:
        """The engine as a child's answer carries it."""
        return {"name": self.name, "version": self.version, "failure": self.failure}


class ChapterAnalysis:
    """The analyses of a chapter's paragraphs, made once and given to whoever asks.

    An Analyser for the paragraphs of its chapter; other text is analysed when asked for.
    """

    def __init__(self, analyser: Analyser, docs: Mapping[str, Doc]) -> None:
        self._analyser = analyser
        self._docs = dict(docs)
        self.name, self.version = analyser.name, analyser.version

    def capabilities(self) -> Capabilities:
        """Those of the analyser behind it."""
        return self._analyser.capabilities()

    def analyze(self, paragraphs: Sequence[str]) -> list[Doc]:
        """One Doc for each paragraph."""
        new = [text for text in dict.fromkeys(paragraphs) if text not in self._docs]
        if new:
            self._docs.update(zip(new, self._analyser.analyze(new), strict=True))
        return [self._docs[text] for text in paragraphs]

    def sentences(self, text: str, language: str) -> list[tuple[int, int]]:
        """As `bookcore.text.sentences.sentences`; a paragraph never analysed is split by it."""
        doc = self._docs.get(text)
        if doc is None or not self._analyser.capabilities().sentences:
            return sentences(text, language)
        return list(doc.sentences)


def read_chapter(
    text: str, blocks: Sequence[Block], choice: Choice | None
) -> tuple[ChapterAnalysis | None, Engine]:
    """The analysis of a chapter, or None where the built-in parts have to do; never raises."""
    built_in = Engine(BUILT_IN, "")
    if choice is None:
        return None, built_in
    try:
        analyser = load(choice)
        paragraphs = list(dict.fromkeys(text[b.start : b.end] for b in blocks)) or [text]
        docs = dict(zip(paragraphs, analyser.analyze(paragraphs), strict=True))
    except (AnalyserUnavailable, AnalyserFailed) as error:
        return None, Engine(BUILT_IN, "", f"{choice.engine}: {error}"[:200])
    return ChapterAnalysis(analyser, docs), Engine(analyser.name, analyser.version)


def chosen(told: Mapping[str, Any] | None, language: str) -> Choice | None:
    """The choice for a language in a request's `analysers`; raises WrongChoice."""
    one = (told or {}).get(language)
    return choice_from_json(one) if one else None
