"""Optional analysers of text behind one port, and what always stands in for them."""

from bookcore.analysers.chapter import BUILT_IN, ChapterAnalysis, Engine, chosen, read_chapter
from bookcore.analysers.choice import (
    Choice,
    WrongChoice,
    choice_from_json,
    folders_of,
    packages_of,
    parse_choice,
)
from bookcore.analysers.port import (
    LABELS,
    Analyser,
    AnalyserFailed,
    AnalyserUnavailable,
    Capabilities,
    Doc,
    Entity,
    Label,
    Token,
)
from bookcore.analysers.status import Status, load, statuses

__all__ = [
    "BUILT_IN",
    "LABELS",
    "Analyser",
    "AnalyserFailed",
    "AnalyserUnavailable",
    "Capabilities",
    "ChapterAnalysis",
    "Choice",
    "Doc",
    "Engine",
    "Entity",
    "Label",
    "Status",
    "Token",
    "WrongChoice",
    "choice_from_json",
    "chosen",
    "folders_of",
    "load",
    "packages_of",
    "parse_choice",
    "read_chapter",
    "statuses",
]
