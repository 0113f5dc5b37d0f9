"""Engines made for the tests: real spaCy and NLTK over data made here, and a stand-in Stanza."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bookcore.text.sentences import sentences
from bookcore.text.tokens import tokens

NAMES = {
    "ru": ("Тарас", "Андрей", "Киеве"),
    "en": ("Elizabeth", "Mr. Darcy", "London"),
}
TEXT = {
    "ru": "У окна в Киеве стоял Тарас. На нём был старый серый кафтан. Андрей молчал.",
    "en": "Old Mr. Darcy stood at the window in London. There he saw Elizabeth in a grey coat.",
}


def require(package: str) -> None:
    """Skip, saying so, where a package is not installed."""
    if importlib.util.find_spec(package) is None:
        pytest.skip(f"the package {package} is not installed here")


def spacy_model(folder: Path, language: str) -> Path:
    """A real spaCy pipeline that knows a few names by rule, saved as models are."""
    require("spacy")
    import spacy

    pipeline = spacy.blank(language)
    pipeline.add_pipe("sentencizer")
    person, lady, place = NAMES[language]
    labels = ("PER", "PER", "LOC") if language == "ru" else ("PERSON", "PERSON", "GPE")
    ruler: Any = pipeline.add_pipe("entity_ruler")
    told = zip((person, lady, place), labels, strict=True)
    ruler.add_patterns([{"label": label, "pattern": name} for name, label in told])
    ruler.add_patterns([{"label": "NORP", "pattern": "Old" if language == "en" else "старый"}])
    folder.mkdir(parents=True, exist_ok=True)
    model = folder / f"{language}_by_rule"
    pipeline.to_disk(model)
    return model


def nltk_data(folder: Path, language: str) -> Path:
    """A folder of NLTK data with Punkt's tables, stop words and a WordNet of four words."""
    require("nltk")
    name = {"ru": "russian", "en": "english"}[language]
    punkt = folder / "tokenizers" / "punkt_tab" / name
    punkt.mkdir(parents=True)
    (punkt / "abbrev_types.txt").write_text("mr\nmrs\nг\n", "utf-8")
    (punkt / "sent_starters.txt").write_text("he\n", "utf-8")
    (punkt / "collocations.tab").write_text("st\tjohn\n", "utf-8")
    (punkt / "ortho_context.tab").write_text("elizabeth\t46\n", "utf-8")
    stop = folder / "corpora" / "stopwords"
    stop.mkdir(parents=True)
    (stop / name).write_text("the\nat\nin\nна\nв\n", "utf-8")
    if language == "en":
        _wordnet(folder / "corpora" / "wordnet")
    return folder


_WORDS = (
    # part of speech, class number, words, gloss
    ("noun", "n", 6, "coat", "a garment"),
    ("noun", "n", 6, "window", "an opening with glass"),
    ("verb", "v", 29, "wear", "be dressed in"),
    ("adj", "a", 0, "grey", "of the colour of ash"),
)


def _wordnet(folder: Path) -> None:
    """WordNet's own file format: data lines found by their byte offset, and an index."""
    folder.mkdir(parents=True)
    lexnames = [
        "adj.all",
        "adj.pert",
        "adv.all",
        "noun.Tops",
        "noun.act",
        "noun.animal",
        "noun.artifact",
        "noun.attribute",
        "noun.body",
        "noun.cognition",
        "noun.communication",
        "noun.event",
        "noun.feeling",
        "noun.food",
        "noun.group",
        "noun.location",
        "noun.motive",
        "noun.object",
        "noun.person",
        "noun.phenomenon",
        "noun.plant",
        "noun.possession",
        "noun.process",
        "noun.quantity",
        "noun.relation",
        "noun.shape",
        "noun.state",
        "noun.substance",
        "noun.time",
        "verb.body",
    ]
    kind = {"adj": 3, "adv": 4, "noun": 1, "verb": 2}
    lines = [f"{i:02}\t{name}\t{kind[name.split('.')[0]]}" for i, name in enumerate(lexnames)]
    (folder / "lexnames").write_text("\n".join(lines) + "\n", "utf-8")
    for part in ("noun", "verb", "adj", "adv"):
        data, index = "", ""
        for pos, letter, lexname, word, gloss in _WORDS:
            if pos == part:
                frames = "01 + 08 00 " if letter == "v" else ""
                index += f"{word} {letter} 1 0 1 0 {len(data):08}  \n"
                data += (
                    f"{len(data):08} {lexname:02} {letter} 01 {word} 0 000 {frames}| {gloss}  \n"
                )
        (folder / f"data.{part}").write_text(data, "utf-8")
        (folder / f"index.{part}").write_text(index, "utf-8")
        exceptions = "wore wear\n" if part == "verb" else ""
        (folder / f"{part}.exc").write_text(exceptions, "utf-8")
    (folder / "cntlist.rev").write_text("", "utf-8")
    (folder / "index.sense").write_text("", "utf-8")


def stanza_folder(folder: Path, language: str) -> Path:
    """The files by which a folder of Stanza's models is known; what they hold is never read."""
    told = {language: {"default_processors": {"tokenize": "made-here"}}}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "resources.json").write_text(json.dumps(told), "utf-8")
    for part in ("tokenize", "pos", "lemma", "ner"):
        (folder / language / part).mkdir(parents=True)
        (folder / language / part / "made-here.pt").write_bytes(b"not a model")
    return folder


class StandInDocument:
    """A document with the attributes that Stanza's own have."""

    def __init__(self, text: str, language: str) -> None:
        self.sentences = []
        for a, b in sentences(text, language):
            found = [_token(t.text, t.start, t.end) for t in tokens(text, a, b)]
            self.sentences.append(types.SimpleNamespace(tokens=found))
        self.ents = []
        for name, label in zip(NAMES[language], ("PER", "PERSON", "GPE"), strict=True):
            for match in re.finditer(re.escape(name), text):
                self.ents.append(_entity(label, *match.span()))
        self.ents.append(_entity("DATE", 0, 1))  # nobody
        self.ents.sort(key=lambda e: e.start_char)


def _token(text: str, start: int, end: int) -> Any:
    word = types.SimpleNamespace(lemma=text.lower(), upos="NOUN", feats="Case=Nom|Number=Sing")
    return types.SimpleNamespace(start_char=start, end_char=end, words=[word])


def _entity(label: str, start: int, end: int) -> Any:
    return types.SimpleNamespace(type=label, start_char=start, end_char=end)


def stand_in_stanza(
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[..., Any] | None = None,
    told: dict[str, Any] | None = None,
) -> None:
    """Put a module into the place of stanza; `make` is its Pipeline, by default a working one."""

    def working(language: str, **options: Any) -> Callable[[str], StandInDocument]:
        if told is not None:
            told.update(options, language=language)
        return lambda text: StandInDocument(text, language)

    module = types.ModuleType("stanza")
    module.Pipeline = make or working  # type: ignore[attr-defined]
    module.__version__ = "0.stand-in"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "stanza", module)
