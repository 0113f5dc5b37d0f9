"""Which analyser reads which language, and what a process must open for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, cast

EngineName = Literal["slovnet", "rules", "spacy", "stanza", "nltk"]

ENGINES: tuple[EngineName, ...] = ("slovnet", "rules", "spacy", "stanza", "nltk")
LANGUAGES = ("ru", "en")
BUILT_IN: Mapping[str, str] = {"slovnet": "ru", "rules": "en"}
"""Engines that need no model of the operator's, with the language each reads."""
PACKAGES: Mapping[str, str] = {
    "slovnet": "slovnet", "spacy": "spacy", "stanza": "stanza", "nltk": "nltk",
}  # fmt: skip
"""The package that an engine cannot do without."""


class WrongChoice(ValueError):
    """A setting that names no analyser; the message says what would."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An engine for a language; `model` is an absolute folder or the name of a package."""

    engine: EngineName
    language: str
    model: str = ""

    def to_json(self) -> dict[str, str]:
        """The choice as a child's request carries it."""
        return asdict(self)

    @property
    def built_in(self) -> bool:
        """Whether it needs no package and no model of the operator's."""
        return self.engine in BUILT_IN


def choice_from_json(told: Mapping[str, Any]) -> Choice:
    """The opposite of `to_json`; raises WrongChoice."""
    engine, language, model = (told.get(k, "") for k in ("engine", "language", "model"))
    if engine not in ENGINES or language not in LANGUAGES or not isinstance(model, str):
        raise WrongChoice(f"{dict(told)} is no analyser")
    return Choice(cast(EngineName, engine), str(language), model)


def parse_choice(words: str, language: str, models: Path) -> Choice | None:
    """The choice that a setting such as `spacy:ru_core_news_sm` makes; None for an empty one.

    A name is looked up in the folder of models first; spaCy may also mean an installed package.
    """
    engine, _, model = words.strip().partition(":")
    if not engine:
        return None
    if engine not in ENGINES:
        raise WrongChoice(f"{engine!r} is no analyser; known are {', '.join(ENGINES)}")
    if engine in BUILT_IN:
        if model or BUILT_IN[engine] != language:
            raise WrongChoice(f"{words!r}: {engine} takes no model and reads {BUILT_IN[engine]}")
        return Choice(engine, language)
    if not model:
        raise WrongChoice(f"{engine!r} needs a model: {engine}:NAME or {engine}:/a/folder")
    return Choice(engine, language, _placed(model, engine, models))


def _placed(model: str, engine: str, models: Path) -> str:
    path = Path(model).expanduser()
    if path.is_absolute():
        return str(path)
    if not model.replace("-", "_").replace(".", "_").isidentifier():
        raise WrongChoice(f"{model!r} is neither a whole path nor a name in the folder of models")
    here = models / model
    if engine == "spacy" and not here.is_dir():
        return model
    return str(here.absolute())


def folders_of(choices: Iterable[Choice]) -> list[str]:
    """Folders that a confined process must be allowed to read."""
    return sorted({c.model for c in choices if Path(c.model).is_absolute()})


def packages_of(choices: Iterable[Choice]) -> list[str]:
    """Packages to import before the walls go up: theirs are loaders that no wall lets pass."""
    return sorted({PACKAGES[c.engine] for c in choices if c.engine in ("spacy", "stanza", "nltk")})
