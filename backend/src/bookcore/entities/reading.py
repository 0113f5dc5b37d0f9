"""One chapter's names, by the built-in reading or by an analyser's."""

from __future__ import annotations

from collections.abc import Iterator

from bookcore.describe.chapters import ChapterText
from bookcore.describe.languages import language_of
from bookcore.entities import reading_en, reading_ru, scan
from bookcore.entities.names import LOCATION, OTHER, PERSON, ROLE, ChapterNames, NameAnalyser, Run
from bookcore.text.tokens import fold

# An imprint names its publishers, a foreword what is still ahead.
_SKIPPED_CHAPTERS = frozenset(("notes", "front", "back"))
_LABELS = {"PER": PERSON, "LOC": LOCATION, "ORG": OTHER}


def _given(chapter: ChapterText, analyser: NameAnalyser, built_in: list[Run]) -> Iterator[Run]:
    """The runs that an analyser's names cover; its own spans where the built-in reading has none."""
    spans = list(scan.parts(chapter))
    documents = analyser.analyze([chapter.text[a:b] for a, b in spans])
    labels: list[tuple[int, int, int]] = []
    for (begin, _), document in zip(spans, documents, strict=True):
        for one in document.entities:
            if one.label in _LABELS:
                labels.append((begin + one.start, begin + one.end, _LABELS[one.label]))
    labels.sort()
    used: set[int] = set()
    at = 0
    for run in built_in:
        if run.signs & ROLE:
            yield run
            continue
        end = run.start + len(run.text)
        while at < len(labels) and labels[at][1] <= run.start:
            at += 1
        own = [i for i in range(at, len(labels)) if labels[i][0] < end]
        if own:
            used.update(own)
            yield run._replace(signs=run.signs | labels[own[0]][2])
    for i, (start, end, label) in enumerate(labels):
        if i not in used:
            yield Run(chapter.text[start:end], start, label)


def read_names(
    chapter: ChapterText, language: str, analyser: NameAnalyser | None = None
) -> ChapterNames:
    """The names of one chapter, told from this chapter alone."""
    if chapter.kind in _SKIPPED_CHAPTERS:
        return ChapterNames(chapter.id, len(chapter.text), (), {})
    own = language_of(language)
    read = reading_ru.runs if own == "ru" else reading_en.runs
    found = list(read(chapter))
    if analyser is not None:
        found = list(_given(chapter, analyser, sorted(found, key=lambda run: run.start)))
    found.sort(key=lambda run: (run.start, run.text))
    wanted = (fold(word) for run in found if not run.signs & ROLE for word in run.text.split())
    lower = scan.lower_counts(chapter.text, wanted)
    return ChapterNames(chapter.id, len(chapter.text), tuple(found), lower)
