"""The `bookcore` command: read a book, find its descriptions, paint a sentence.

Exit codes: 0 done, 2 refused (one JSON object on the error stream), 64 wrong use.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from bookcore.errors import BookError
from bookcore.model import BookImage, Chapter, ParsedBook

if TYPE_CHECKING:
    from bookcore.entities import ChapterNames

REFUSED = 2
WRONG_USE = 64

_ENDINGS = ("png", "webp")
_SMALLEST_SIDE = 64
_LARGEST_SIDE = 4096
_BEFORE = 1_000


class WrongUse(Exception):
    """The command was called in a way it does not know."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(f"{self.prog}: {message}", file=sys.stderr)
        sys.exit(WRONG_USE)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _speak_utf8()
    options = _arguments().parse_args(argv)
    try:
        if options.command == "parse":
            _parse(options)
        elif options.command == "describe":
            _describe(options)
        elif options.command == "edition":
            _edition(options)
        else:
            _sketch(options)
        sys.stdout.flush()
    except BookError as error:
        return _refuse(error.code, error.message)
    except (MemoryError, RecursionError):
        return _refuse("parser_died", "the book needs more memory than there is")
    except WrongUse as error:
        print(f"bookcore: {error}", file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:
        # The reader of our output went away (`| head`); the interpreter must not complain later.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = _Parser(prog="bookcore", description="Reads novels and paints what they describe.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    parse = commands.add_parser("parse", help="normalise a book and print it as JSON")
    parse.add_argument("file", metavar="FILE", type=Path)
    parse.add_argument("--text", action="store_true", help="with the text of chapters and notes")
    parse.add_argument("--cover", metavar="OUT", type=Path, help="write the cover image here")

    describe = commands.add_parser("describe", help="find visual descriptions, as JSON lines")
    describe.add_argument("file", metavar="FILE", type=Path, nargs="?")
    describe.add_argument("--marks", choices=("few", "normal", "many"))
    describe.add_argument(
        "--paragraphs", metavar="IN.jsonl", type=Path, help="judge single paragraphs {id,lang,text}"
    )

    sketch = commands.add_parser("sketch", help="paint one picture from a text")
    sketch.add_argument("--text", required=True)
    sketch.add_argument("--lang", choices=("ru", "en"), default="ru")
    sketch.add_argument("--out", metavar="FILE", type=Path, required=True)
    sketch.add_argument("--size", metavar="WxH", default="1152x768")
    sketch.add_argument("--seed", type=int, default=0)

    edition = commands.add_parser("edition", help="write an illustrated EPUB with sketches")
    edition.add_argument("file", metavar="FILE", type=Path)
    edition.add_argument("--out", metavar="OUT.epub", type=Path, required=True)
    edition.add_argument("--marks", choices=("few", "normal", "many"), default="few")
    edition.add_argument("--width", type=int, default=1152, help="of pictures, in pixels")
    edition.add_argument("--grey", action="store_true", help="grey pictures, for e-ink")
    return parser


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        # A half of a surrogate pair, written as \udXXX, is still valid inside a JSON string.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _refuse(code: str, message: str) -> int:
    print(json.dumps({"code": code, "message": message}, ensure_ascii=False), file=sys.stderr)
    return REFUSED


def _print(value: Mapping[str, Any]) -> None:
    print(json.dumps(value, ensure_ascii=False, separators=(", ", ": ")))


def _open(path: Path) -> ParsedBook:
    from bookcore.formats import open_book

    if not path.is_file():
        raise WrongUse(f"there is no file {path}")
    return open_book(path)


# edition


def _edition(options: argparse.Namespace) -> None:
    import hashlib
    from datetime import UTC, datetime

    from bookcore.edition import Options, write_epub
    from bookcore.edition.sketched import sketched_plates, volume_of

    out: Path = options.out
    try:
        chosen = Options(width=options.width, grey=options.grey, now=datetime.now(UTC))
    except ValueError as error:
        raise WrongUse(str(error)) from error
    book = _open(options.file)
    source = hashlib.sha256(options.file.read_bytes()).hexdigest()
    try:
        volume = volume_of(book, source, sketched_plates(book, options.marks))
        plates = write_epub(volume, out, chosen)
    except OSError as error:
        raise WrongUse(f"{out} cannot be written: {error.strerror}") from error
    _print({"out": str(out), "plates": plates, "size": out.stat().st_size})


# parse


def _parse(options: argparse.Namespace) -> None:
    book = _open(options.file)
    if options.cover is not None and book.cover is not None:
        _write(options.cover, book.cover.data)
    _print(book_json(book, with_text=options.text))


def book_json(book: ParsedBook, *, with_text: bool) -> dict[str, Any]:
    """The object that `bookcore parse` prints."""
    told: set[str] = set()
    return {
        "format": book.format,
        "title": book.title,
        "authors": list(book.authors),
        "language": book.language,
        "series": ({"name": book.series.name, "index": book.series.index} if book.series else None),
        "genres": list(book.genres),
        "annotation": book.annotation,
        "cover": _cover_json(book.cover),
        "warnings": [
            {"code": one.code, "message": one.message, "where": one.where} for one in book.warnings
        ],
        "chapters": [_chapter_json(one, with_text, told) for one in book.chapters],
        "toc": [
            {
                "title": one.title,
                "level": one.level,
                "chapter": one.chapter,
                "offset": one.offset,
            }
            for one in book.toc
        ],
    }


def _cover_json(cover: BookImage | None) -> dict[str, Any] | None:
    if cover is None:
        return None
    return {"mime": cover.mime, "size": len(cover.data), "sha256": cover.sha256}


def _chapter_json(chapter: Chapter, with_text: bool, told: set[str]) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "id": chapter.id,
        "title": chapter.title,
        "level": chapter.level,
        "kind": chapter.kind,
        "chars": len(chapter.text),
    }
    if with_text:
        answer["text"] = chapter.text
        # A note stands once, in the first chapter that refers to it.
        notes = [note for note in chapter.notes if note.id not in told]
        told.update(note.id for note in notes)
        if notes:
            answer["notes"] = [{"id": note.id, "text": note.text} for note in notes]
    return answer


# describe


def _describe(options: argparse.Namespace) -> None:
    if (options.file is None) == (options.paragraphs is None):
        raise WrongUse("describe takes either FILE or --paragraphs IN.jsonl")
    if options.paragraphs is not None:
        if options.marks is not None:
            raise WrongUse("--marks has no meaning with --paragraphs")
        _describe_paragraphs(options.paragraphs)
    else:
        _describe_book(options.file, options.marks or "normal")


def _describe_book(path: Path, marks: Any) -> None:
    from bookcore.child_ops import description_json
    from bookcore.describe import ChapterText, find_descriptions
    from bookcore.entities import Passage, build_cast, read_names

    book = _open(path)
    names: list[ChapterNames] = []
    passages: list[Passage] = []
    lines: list[dict[str, Any]] = []
    # Who is who shows only at the end of the book: nothing can be printed before it.
    for one in book.chapters:
        chapter = ChapterText(id=one.id, text=one.text, blocks=one.blocks, kind=one.kind)
        names.append(read_names(chapter, book.language))
        [(_, found)] = find_descriptions([chapter], book.language, marks)
        for d in found:
            before = one.text[max(0, d.start - _BEFORE) : d.start]
            passages.append(Passage(d.chapter, d.start, d.end, d.type, d.text, before))
            line = description_json(d)
            del line["level"], line["scene"]
            lines.append(line)
    cast = build_cast(names, passages, book.language)
    known = {one.id: {"id": one.id, "name": one.name, "type": one.kind} for one in cast.entities}
    for line, ids in zip(lines, cast.links, strict=True):
        _print({**line, "entities": [known[one] for one in ids]})


def _describe_paragraphs(path: Path) -> None:
    from bookcore.describe import ParagraphItem, describe_paragraphs

    paragraphs = list(_read_paragraphs(path))
    results = describe_paragraphs(
        [ParagraphItem(str(name), lang, text) for name, text, lang in paragraphs]
    )
    for (name, _, _), result in zip(paragraphs, results, strict=True):
        _print(
            {
                "id": name,
                "visual": round(float(result.visual), 4),
                "is_description": result.is_description,
                "type": result.type,
                "also": list(result.also),
                "start": result.start,
                "end": result.end,
                "attributes": list(result.attributes),
                "caption": result.caption,
            }
        )


def _read_paragraphs(path: Path) -> Iterable[tuple[Any, str, str]]:
    try:
        lines = path.read_text("utf-8").split("\n")
    except OSError as error:
        raise WrongUse(f"cannot read {path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise WrongUse(f"{path} is not UTF-8") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            one = json.loads(line)
        except ValueError:
            raise WrongUse(f"{path}, line {number}: not JSON") from None
        if not isinstance(one, dict) or not isinstance(one.get("text"), str) or "id" not in one:
            raise WrongUse(f"{path}, line {number}: needs id, lang and text")
        if one.get("lang") not in ("ru", "en"):
            raise WrongUse(f"{path}, line {number}: lang is ru or en")
        yield one["id"], one["text"], one["lang"]


# sketch


def _sketch(options: argparse.Namespace) -> None:
    ending = options.out.suffix.lstrip(".").lower()
    if ending not in _ENDINGS:
        raise WrongUse("--out must end in .png or .webp")
    if not options.text.strip():
        raise BookError("empty_text", "there is nothing to paint in an empty text")
    width, height = _read_size(options.size)

    from bookcore.describe import describe_paragraph
    from bookcore.scene.compose import compose_scene
    from bookcore.sketch import encode, paint

    kind = describe_paragraph(options.text, options.lang).type
    spec = compose_scene(
        options.text, options.lang, kind if kind != "none" else "location", seed=options.seed
    )
    _write(options.out, encode(paint(spec, width, height), ending))
    _print(spec.to_json())


def _read_size(words: str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{1,6})[xX×]([0-9]{1,6})", words.strip())
    if found is None:
        raise BookError("impossible_size", f"a size is like 1152x768, not {words}")
    width, height = int(found[1]), int(found[2])
    if not all(_SMALLEST_SIDE <= side <= _LARGEST_SIDE for side in (width, height)):
        raise BookError(
            "impossible_size", f"a side is between {_SMALLEST_SIDE} and {_LARGEST_SIDE} pixels"
        )
    return width, height


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise WrongUse(f"cannot write {path}: {error.strerror}") from None
