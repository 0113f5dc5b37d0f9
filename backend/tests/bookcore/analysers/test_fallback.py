"""Package absent, model absent, model broken: every analyser's status, and who reads instead."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bookcore.analysers import BUILT_IN, Choice, load, read_chapter, status, statuses
from bookcore.analysers.port import AnalyserFailed, AnalyserUnavailable
from bookcore.model import Block
from tests.bookcore.analysers.engines import (
    TEXT,
    nltk_data,
    require,
    spacy_model,
    stand_in_stanza,
    stanza_folder,
)

Break = Callable[[Path, pytest.MonkeyPatch], Choice]


def without(package: str, choice: Choice) -> Break:
    def make(_tmp: Path, patch: pytest.MonkeyPatch) -> Choice:
        patch.setitem(sys.modules, package, None)
        return choice

    return make


def no_natasha(_tmp: Path, patch: pytest.MonkeyPatch) -> Choice:
    patch.setitem(sys.modules, "natasha", None)
    return Choice("slovnet", "ru")


def empty_natasha(tmp: Path, patch: pytest.MonkeyPatch) -> Choice:
    _natasha(tmp, patch)
    return Choice("slovnet", "ru")


def broken_natasha(tmp: Path, patch: pytest.MonkeyPatch) -> Choice:
    from bookcore.analysers.with_slovnet import _NER, _VECTORS

    for name in (_NER, _VECTORS):
        file = tmp / "natasha" / "data" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"no model")
    _natasha(tmp, patch)
    return Choice("slovnet", "ru")


def _natasha(tmp: Path, patch: pytest.MonkeyPatch) -> None:
    import importlib.machinery

    (tmp / "natasha").mkdir(exist_ok=True)
    module = types.ModuleType("natasha")
    module.__spec__ = importlib.machinery.ModuleSpec("natasha", None, is_package=True)
    module.__spec__.submodule_search_locations = [str(tmp / "natasha")]
    patch.setitem(sys.modules, "natasha", module)


def spacy_without_model(tmp: Path, _patch: pytest.MonkeyPatch) -> Choice:
    require("spacy")
    return Choice("spacy", "ru", str(tmp / "nothing"))


def spacy_without_package_of_a_model(_tmp: Path, _patch: pytest.MonkeyPatch) -> Choice:
    require("spacy")
    return Choice("spacy", "ru", "ru_core_news_sm")


def spacy_broken(tmp: Path, _patch: pytest.MonkeyPatch) -> Choice:
    model = spacy_model(tmp, "ru")
    (model / "vocab" / "strings.json").write_text("{")
    return Choice("spacy", "ru", str(model))


def spacy_of_another_language(tmp: Path, _patch: pytest.MonkeyPatch) -> Choice:
    return Choice("spacy", "ru", str(spacy_model(tmp, "en")))


def stanza_without_model(tmp: Path, patch: pytest.MonkeyPatch) -> Choice:
    stand_in_stanza(patch)
    return Choice("stanza", "ru", str(tmp / "nothing"))


def stanza_of_another_language(tmp: Path, patch: pytest.MonkeyPatch) -> Choice:
    stand_in_stanza(patch)
    return Choice("stanza", "ru", str(stanza_folder(tmp / "stanza", "en")))


def _stanza_raising(error: Exception) -> Break:
    def make(tmp: Path, patch: pytest.MonkeyPatch) -> Choice:
        def pipeline(*_args: Any, **_options: Any) -> Any:
            raise error

        stand_in_stanza(patch, pipeline)
        return Choice("stanza", "ru", str(stanza_folder(tmp / "stanza", "ru")))

    return make


def nltk_without_data(tmp: Path, _patch: pytest.MonkeyPatch) -> Choice:
    require("nltk")
    return Choice("nltk", "en", str(tmp))


def nltk_with_pickles_only(tmp: Path, _patch: pytest.MonkeyPatch) -> Choice:
    require("nltk")
    old = tmp / "tokenizers" / "punkt"
    old.mkdir(parents=True)
    (old / "english.pickle").write_bytes(b"cos\nsystem\n(S'false'\ntR.")
    return Choice("nltk", "en", str(tmp))


def nltk_broken(tmp: Path, _patch: pytest.MonkeyPatch) -> Choice:
    folder = nltk_data(tmp, "en")
    (folder / "tokenizers" / "punkt_tab" / "english" / "ortho_context.tab").write_text("x\ty\n")
    return Choice("nltk", "en", str(folder))


def nltk_with_half_a_wordnet(tmp: Path) -> Choice:
    folder = nltk_data(tmp, "en")
    (folder / "corpora" / "wordnet" / "data.noun").unlink()
    return Choice("nltk", "en", str(folder))


CASES: dict[str, tuple[Break, str]] = {
    "slovnet: no package": (without("slovnet", Choice("slovnet", "ru")), "not installed"),
    "slovnet: no carrier": (no_natasha, "not installed"),
    "slovnet: no model": (empty_natasha, "model missing"),
    "slovnet: broken model": (broken_natasha, "failed"),
    "spacy: no package": (without("spacy", Choice("spacy", "ru", "/m")), "not installed"),
    "spacy: no model": (spacy_without_model, "model missing"),
    "spacy: no such package": (spacy_without_package_of_a_model, "model missing"),
    "spacy: broken model": (spacy_broken, "failed"),
    "spacy: other language": (spacy_of_another_language, "failed"),
    "stanza: no package": (without("stanza", Choice("stanza", "ru", "/m")), "not installed"),
    "stanza: no model": (stanza_without_model, "model missing"),
    "stanza: other language": (stanza_of_another_language, "model missing"),
    "stanza: a file is missing": (
        _stanza_raising(FileNotFoundError("ru/pos/syntagrus.pt")),
        "model missing",
    ),
    "stanza: wants the network": (_stanza_raising(ConnectionError("no network")), "model missing"),
    "stanza: broken model": (_stanza_raising(RuntimeError("bad magic")), "failed"),
    "nltk: no package": (without("nltk", Choice("nltk", "en", "/m")), "not installed"),
    "nltk: no data": (nltk_without_data, "model missing"),
    "nltk: only pickles": (nltk_with_pickles_only, "model missing"),
    "nltk: broken data": (nltk_broken, "failed"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_not_there_is_told_and_the_built_in_parts_read(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, state = CASES[case]
    choice = make(tmp_path, monkeypatch)
    text = TEXT[choice.language]
    for _ in range(2):  # once found out, and once remembered
        analysis, engine = read_chapter(text, [Block("paragraph", 0, len(text), "")], choice)
        assert analysis is None
        assert engine.name == BUILT_IN
        assert engine.failure.startswith(f"{choice.engine}: {state}: ")
    [told] = [one for one in statuses([choice], deep=True) if one.used_for.startswith("names")
              and not one.name.startswith("built-in")]  # fmt: skip
    assert told.status == state
    assert told.in_words() == (f"failed: {told.detail}" if state == "failed" else state)
    [standing_in] = [
        one
        for one in statuses([choice], deep=False)
        if one.name == ("built-in Russian" if choice.language == "ru" else "built-in English")
    ]
    assert standing_in.status == "ready"
    assert "where that fails" in standing_in.detail


def test_half_a_wordnet_shows_at_the_first_word(tmp_path: Path) -> None:
    """NLTK opens those files late: the model loads, and its first chapter falls back."""
    choice = nltk_with_half_a_wordnet(tmp_path)
    text = "A coat."
    analysis, engine = read_chapter(text, [Block("paragraph", 0, len(text), "")], choice)
    assert analysis is None
    assert engine.failure.startswith("nltk: ")


def test_no_choice_reads_with_the_built_in_parts() -> None:
    analysis, engine = read_chapter("Текст.", (), None)
    assert analysis is None
    assert (engine.name, engine.failure) == (BUILT_IN, "")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: (_ for _ in ()).throw(RuntimeError("out of something")),
        lambda text: (_ for _ in ()).throw(MemoryError()),
        lambda text: types.SimpleNamespace(
            sentences=[], ents=[types.SimpleNamespace(type="PER", start_char=3, end_char=10**9)]
        ),
        lambda text: types.SimpleNamespace(sentences=None, ents=None),
        lambda text: object(),
    ],
    ids=["raises", "no memory", "beyond the text", "no sentences", "other thing"],
)
def test_one_that_fails_in_the_middle_gives_the_chapter_back(
    spoil: Callable[[str], Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loaded well, it breaks on a text: this chapter is the built-in parts', the next is its own."""
    from tests.bookcore.analysers.engines import StandInDocument

    def pipeline(language: str, **_options: Any) -> Callable[[str], Any]:
        return lambda text: spoil(text) if "беда" in text else StandInDocument(text, language)

    stand_in_stanza(monkeypatch, pipeline)
    choice = Choice("stanza", "ru", str(stanza_folder(tmp_path / "s", "ru")))
    bad = "Тут беда. Так."
    analysis, engine = read_chapter(bad, [Block("paragraph", 0, len(bad), "")], choice)
    assert analysis is None
    assert engine.name == BUILT_IN
    assert engine.failure.startswith("stanza: ")
    good = TEXT["ru"]
    analysis, engine = read_chapter(good, [Block("paragraph", 0, len(good), "")], choice)
    assert analysis is not None
    assert (engine.name, engine.version) == ("stanza", "0.stand-in+made-here")
    assert engine.failure == ""


def test_stanza_is_never_let_into_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, Any] = {}
    stand_in_stanza(monkeypatch, told=told)
    folder = stanza_folder(tmp_path / "s", "ru")
    load(Choice("stanza", "ru", str(folder)))
    assert told == {
        "language": "ru",
        "dir": str(folder),
        "processors": "tokenize,pos,lemma,ner",
        "download_method": None,
        "use_gpu": False,
        "verbose": False,
    }


def test_an_outcome_is_found_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def pipeline(language: str, **_options: Any) -> Any:
        made.append(language)
        raise RuntimeError("bad magic")

    stand_in_stanza(monkeypatch, pipeline)
    choice = Choice("stanza", "ru", str(stanza_folder(tmp_path / "s", "ru")))
    for _ in range(3):
        with pytest.raises(AnalyserUnavailable, match="bad magic"):
            load(choice)
    assert made == ["ru"]
    status.forget()
    with pytest.raises(AnalyserUnavailable):
        load(choice)
    assert made == ["ru", "ru"]


def test_only_its_own_two_errors_come_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in_stanza(monkeypatch, lambda *_a, **_k: lambda _text: 1 / 0)
    analyser = load(Choice("stanza", "ru", str(stanza_folder(tmp_path / "s", "ru"))))
    with pytest.raises(AnalyserFailed, match="ZeroDivisionError"):
        analyser.analyze(["а"])


def test_nothing_optional_is_imported_for_the_statuses() -> None:
    import subprocess

    code = (
        "import sys; from bookcore.analysers import statuses; statuses((), deep=False);"
        "print({'spacy', 'stanza', 'nltk', 'torch', 'slovnet'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
