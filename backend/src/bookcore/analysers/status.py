"""Which analysers there are and how each is doing, found out once in a process."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from bookcore.analysers.choice import BUILT_IN, ENGINES, LANGUAGES, PACKAGES, Choice, EngineName
from bookcore.analysers.port import Analyser, AnalyserFailed, AnalyserUnavailable
from bookcore.analysers.with_nltk import NltkAnalyser
from bookcore.analysers.with_rules import RULES_VERSION, RulesEnglish
from bookcore.analysers.with_slovnet import SlovnetRussian, model_files
from bookcore.analysers.with_spacy import SpacyAnalyser
from bookcore.analysers.with_stanza import StanzaAnalyser

State = Literal["ready", "not installed", "model missing", "failed"]

_SAMPLE = {
    "ru": "Старый Тарас стоял у окна в Киеве. На нём был серый кафтан.",
    "en": "Old Mr. Brown stood at the window in London. He wore a grey coat.",
}
_TITLES = {
    "slovnet": "slovnet", "rules": "rules", "spacy": "spaCy", "stanza": "Stanza", "nltk": "NLTK",
}  # fmt: skip
_PARTS: dict[str, tuple[str, ...]] = {"ru": ("razdel", "pymorphy3"), "en": ()}
_WORK = {"ru": "names and sentences, Russian", "en": "names and sentences, English"}


@dataclass(frozen=True, slots=True)
class Status:
    """How an analyser is doing here; `used_for` is empty when nothing asks for it."""

    name: str
    status: State
    detail: str
    used_for: str
    version: str = ""

    def to_json(self) -> dict[str, str]:
        """The status as machines read it."""
        return asdict(self)

    def in_words(self) -> str:
        """`ready`, `not installed`, `model missing` or `failed: why`."""
        return f"failed: {self.detail}" if self.status == "failed" else self.status


_outcomes: dict[Choice, Analyser | AnalyserUnavailable] = {}


def load(choice: Choice) -> Analyser:
    """The chosen analyser, loaded once in a process; raises AnalyserUnavailable, each time alike."""
    known = _outcomes.get(choice)
    if known is None:
        try:
            known = _loaded(choice)
        except AnalyserUnavailable as error:
            known = error
        except Exception as error:  # whatever a package of somebody else raises
            known = AnalyserUnavailable("failed", f"{type(error).__name__}: {error}"[:300])
        _outcomes[choice] = known
    if isinstance(known, AnalyserUnavailable):
        raise known
    return known


def forget() -> None:
    """Find everything out anew."""
    _outcomes.clear()


def _loaded(choice: Choice) -> Analyser:
    package = PACKAGES.get(choice.engine)
    if package is not None and not installed(package):
        raise AnalyserUnavailable("not installed", f"the package {package} is not there")
    if choice.engine == "slovnet":
        return SlovnetRussian()
    if choice.engine == "rules":
        return RulesEnglish()
    if choice.engine == "spacy":
        return SpacyAnalyser(choice.model, choice.language)
    if choice.engine == "stanza":
        return StanzaAnalyser(choice.model, choice.language)
    return NltkAnalyser(choice.model, choice.language)


def installed(package: str) -> bool:
    """Whether a package can be imported, without importing it."""
    try:
        return importlib.util.find_spec(package) is not None
    except ValueError:  # imported already, by something that gave it no specification
        return True


def package_version(package: str) -> str:
    """The installed version, or nothing."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def probe(choice: Choice, used_for: str) -> Status:
    """What can be said without loading anything."""
    package = PACKAGES.get(choice.engine)
    if package is not None and not installed(package):
        return _status(choice, "not installed", f"the package {package} is not there", used_for)
    if choice.engine == "slovnet":
        try:
            model_files()
        except AnalyserUnavailable as error:
            return _status(choice, error.state, error.detail, used_for)
    if Path(choice.model).is_absolute() and not Path(choice.model).is_dir():
        return _status(choice, "model missing", f"no folder {choice.model}", used_for)
    return _status(choice, "ready", choice.model, used_for)


def examine(choice: Choice, used_for: str) -> Status:
    """What can be said once it is loaded and has read two sentences."""
    try:
        analyser = load(choice)
        analyser.analyze([_SAMPLE[choice.language]])
    except AnalyserUnavailable as error:
        return _status(choice, error.state, error.detail, used_for)
    except AnalyserFailed as error:
        return _status(choice, "failed", str(error), used_for)
    knows = analyser.capabilities()
    parts = [n for n in ("sentences", "lemmas", "pos", "entities", "senses") if getattr(knows, n)]
    return _status(choice, "ready", ", ".join(parts), used_for, analyser.version)


def _status(
    choice: Choice, state: State, detail: str, used_for: str, told_version: str = ""
) -> Status:
    if not told_version:
        package = PACKAGES.get(choice.engine)
        told_version = package_version(package) if package else RULES_VERSION
    # Two languages may have the same engine; a name stands for one of them.
    name = _TITLES[choice.engine] + ("" if choice.built_in else f" ({choice.language})")
    return Status(name, state, detail, used_for, told_version)


def statuses(choices: Iterable[Choice], *, deep: bool) -> list[Status]:
    """What always works, then every other engine; the chosen ones are loaded when `deep`."""
    chosen = {c.language: c for c in choices}
    found = [_always(language, chosen.get(language)) for language in LANGUAGES]
    look = examine if deep else probe
    found += [look(c, _WORK[c.language]) for c in chosen.values()]
    taken = {c.engine for c in chosen.values()}
    return found + [_unchosen(engine) for engine in ENGINES if engine not in taken]


def _always(language: str, chosen: Choice | None) -> Status:
    """The parts that need no choosing; they stand in for a chosen one when it fails."""
    parts = _PARTS[language]
    lost = [p for p in parts if not installed(p)]
    told = " ".join(f"{p} {package_version(p)}" for p in parts)
    used_for = "descriptions" if chosen else f"descriptions, {_WORK[language]}"
    detail = f"and in place of {_TITLES[chosen.engine]} where that fails" if chosen else ""
    name = f"built-in {'Russian' if language == 'ru' else 'English'}"
    if lost:
        return Status(name, "not installed", ", ".join(lost), used_for, told)
    return Status(name, "ready", detail, used_for, told)


def _unchosen(engine: EngineName) -> Status:
    package = PACKAGES.get(engine)
    if package is None or engine == "slovnet":
        return probe(Choice(engine, BUILT_IN[engine]), "")
    if not installed(package):
        return Status(_TITLES[engine], "not installed", "optional", "")
    return Status(
        _TITLES[engine], "model missing", "no model is chosen", "", package_version(package)
    )
