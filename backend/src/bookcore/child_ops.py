"""What a bounded child can be asked to do; each operation imports its own part of the library.

Imports stand inside the operations on purpose: a child that parses must not pay the memory of
the finder's models, and one that paints needs no XML parser.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bookcore.child_pictures import cameo, cover, inspect, paint, rendition
from bookcore.child_requests import Operation, WrongRequest, mapping_of, text_of

if TYPE_CHECKING:
    from bookcore.analysers import Choice
    from bookcore.describe.chapters import ChapterText, Marks


def sources_of(request: Mapping[str, Any]) -> tuple[str, ...]:
    """The file outside the work folder that a request names for reading, if any."""
    name = {"parse": "source", "describe": "chapters"}.get(str(request.get("op")))
    return (text_of(request, name),) if name is not None else ()


def parse(request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Normalise one book into the `out` folder."""
    from bookcore.formats import open_book
    from bookcore.formats.limits import DEFAULT_LIMITS, Limits
    from bookcore.formats.store import write_parsed

    limits = DEFAULT_LIMITS
    if request.get("limits") is not None:
        asked = mapping_of(request, "limits")
        unknown = set(asked) - {one.name for one in fields(Limits)}
        if unknown:
            raise WrongRequest(f"unknown limits: {', '.join(sorted(unknown))}")
        limits = Limits(**asked)
    book = open_book(Path(text_of(request, "source")), limits)
    out = Path(text_of(request, "out"))
    write_parsed(book, out)
    yield {
        "done": True,
        "out": str(out),
        "format": book.format,
        "chapters": len(book.chapters),
        "images": len(book.images),
        "warnings": [warning.code for warning in book.warnings],
    }


def describe(request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Descriptions and names of the given chapters, one answer per chapter, in the given order.

    `passages` of a chapter are stretches of somebody's choice, described as asked; without
    `find` they alone are.
    """
    from bookcore.analysers import WrongChoice, chosen
    from bookcore.describe import EXTRACTOR_VERSION, ChapterText
    from bookcore.describe.languages import language_of
    from bookcore.model import Block

    marks = request.get("marks", "normal")
    if marks not in ("few", "normal", "many"):
        raise WrongRequest(f"marks is few, normal or many, not {marks!r}")
    language = text_of(request, "language")
    try:
        choice = chosen(request.get("analysers"), language_of(language))
    except (WrongChoice, AttributeError) as error:
        raise WrongRequest(f"analysers: {error}") from error
    raw = json.loads(Path(text_of(request, "chapters")).read_text("utf-8"))
    chapters = [
        ChapterText(
            id=one["id"],
            text=one["text"],
            blocks=tuple(
                Block(kind=block[0], start=block[1], end=block[2], source="")
                for block in one.get("blocks", ())
            ),
            kind=one.get("kind", "chapter"),
        )
        for one in raw
    ]
    out = request.get("out")
    lines = Path(str(out)).open("w", encoding="utf-8") if out else None  # noqa: SIM115 - closed below
    try:
        for chapter, one in zip(chapters, raw, strict=True):
            wanted = [(int(a), int(b)) for a, b in one.get("passages", ())]
            finding = marks if request.get("find", True) else None
            answer = _described(chapter, language, finding, wanted, choice)
            if lines is not None:
                lines.write(json.dumps(answer, ensure_ascii=False) + "\n")
            yield answer
    finally:
        if lines is not None:
            lines.close()
    yield {"done": True, "extractor": EXTRACTOR_VERSION}


def _described(
    chapter: ChapterText,
    language: str,
    marks: Marks | None,
    passages: list[tuple[int, int]],
    choice: Choice | None,
) -> dict[str, Any]:
    """One chapter's answer; where the chosen analyser fails, all of it is the built-in parts'."""
    from bookcore.analysers import read_chapter
    from bookcore.describe import describe_span, find_descriptions
    from bookcore.entities import read_names
    from bookcore.text.sentences import sentences

    analysis, engine = read_chapter(chapter.text, chapter.blocks, choice)
    split = sentences if analysis is None else analysis.sentences
    namer = analysis if analysis is not None and analysis.capabilities().entities else None
    if not all(0 <= start < end <= len(chapter.text) for start, end in passages):
        raise WrongRequest("a passage lies outside its chapter")
    asked = [describe_span(chapter, start, end, language, split) for start, end in passages]
    told = {"chapter": chapter.id, "passages": [description_json(one) for one in asked]}
    if marks is None:
        return told
    [(_, found)] = find_descriptions([chapter], language, marks, split)
    return {
        **told,
        "descriptions": [description_json(one) for one in found],
        "names": read_names(chapter, language, namer).to_json(),
        "engine": engine.to_json(),
    }


def cast(request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The cast of a book from its chapters' names and its passages, and the passages' scenes.

    Each passage has its `scene` beside it; the answer's scenes stand in the same order.
    """
    from bookcore.entities import ChapterNames, Passage, build_cast, cast_to_json
    from bookcore.entities.scenes import completed
    from bookcore.scene.spec import SceneSpec, spec_from_json

    def scene_of(raw: Mapping[str, Any]) -> SceneSpec | None:
        # Another version's words may be none of this one's.
        try:
            return spec_from_json(raw)
        except ValueError:
            return None

    language = text_of(request, "language")
    names, told = (
        json.loads(Path(text_of(request, name)).read_text("utf-8"))
        for name in ("names", "passages")
    )
    words = ("chapter", "start", "end", "type", "text", "before")
    passages = [Passage(*(one[word] for word in words)) for one in told]
    made = build_cast([ChapterNames.from_json(one) for one in names], passages, language)
    known = [scene_of(one["scene"]) for one in told]
    scenes = completed(made, [one or SceneSpec() for one in known])
    yield {
        "done": True,
        "cast": cast_to_json(made),
        "scenes": [
            one["scene"] if own is None else scene.to_json()
            for one, own, scene in zip(told, known, scenes, strict=True)
        ],
    }


def edition(request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Print an illustrated EPUB from the `volume` file, one answer per plate, into the `out` file."""
    from bookcore.edition import print_epub
    from bookcore.edition.parcel import options_from_json, volume_from_json

    raw = json.loads(Path(text_of(request, "volume")).read_text("utf-8"))
    out = Path(text_of(request, "out"))
    try:
        volume = volume_from_json(raw)
        options = options_from_json(request)
    except (KeyError, TypeError, ValueError) as error:
        raise WrongRequest(f"edition: {error!r}") from error
    printing = print_epub(volume, out, options)
    while True:
        try:
            done, of = next(printing)
        except StopIteration as end:
            plates = int(end.value)
            break
        yield {"done_plates": done, "of": of}
    with out.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    yield {"done": True, "plates": plates, "size": out.stat().st_size, "sha256": sha256}


def analysers(request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """How the analysers are doing in this very confinement: loaded, and given two sentences."""
    from bookcore.analysers import choice_from_json, statuses

    told = request.get("analysers") or {}
    if not isinstance(told, dict):
        raise WrongRequest("analysers must be an object")
    try:
        choices = [choice_from_json(one) for one in told.values()]
    except (ValueError, AttributeError) as error:
        raise WrongRequest(str(error)) from error
    yield {"done": True, "analysers": [one.to_json() for one in statuses(choices, deep=True)]}


def accept(request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What a passage bears out of the answer that a language model gave about it."""
    from bookcore.describe.languages import language_of
    from bookcore.describe.refining import AnswerRefused, accepted

    answer, passage = text_of(request, "answer"), text_of(request, "passage")
    try:
        found = accepted(answer, passage, language_of(text_of(request, "language")))
    except AnswerRefused as error:
        yield {"done": True, "refusal": str(error), "attributes": [], "caption": ""}
        return
    yield {
        "done": True,
        "refusal": "",
        "attributes": list(found.attributes),
        "caption": found.caption,
    }


def description_json(description: Any) -> dict[str, Any]:
    """A description as the answer of `describe` and the command line give it."""
    return {
        "chapter": description.chapter,
        "start": description.start,
        "end": description.end,
        "type": description.type,
        "also": list(description.also),
        "score": round(float(description.score), 4),
        "text": description.text,
        "attributes": list(description.attributes),
        "caption": description.caption,
        "scene": description.scene.to_json(),
        "level": description.level,
    }


OPERATIONS: dict[str, Operation] = {
    "parse": parse,
    "describe": describe,
    "cast": cast,
    "paint": paint,
    "cover": cover,
    "cameo": cameo,
    "inspect": inspect,
    "rendition": rendition,
    "edition": edition,
    "analysers": analysers,
    "accept": accept,
}
