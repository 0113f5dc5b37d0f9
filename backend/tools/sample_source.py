"""What the sample books are made from: the markup at the top of `make_samples.py`, parsed."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Literal

Kind = Literal["paragraph", "subtitle", "epigraph", "letter", "poem", "break"]

_PREFIXES: dict[str, Kind] = {
    "= ": "subtitle",
    "> ": "epigraph",
    '" ': "letter",
    "| ": "poem",
}
_GATHERED: tuple[Kind, ...] = ("epigraph", "letter", "poem")
_INLINE = re.compile(r"_([^_]+)_|\[\^(\w+)\]")
_NOTE = re.compile(r"\[\^(\w+)\]: (.+)")
_NAMESPACE = uuid.UUID("5b7f2f0e-6a57-4d0c-9a53-8d1a7c1e9b42")


@dataclass(slots=True)
class Piece:
    """One paragraph, or the several lines of one epigraph, letter or poem."""

    kind: Kind
    lines: list[str]
    signature: str = ""


@dataclass(slots=True)
class Part:
    """A chapter of the source."""

    title: str
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Source:
    """A whole source file; `notes` keeps the order of reference."""

    title: str
    author: str
    language: str
    date: str
    annotation: str
    genres: list[str]
    epigraph: Piece
    parts: list[Part]
    notes: dict[str, str]

    @property
    def identifier(self) -> str:
        return str(uuid.uuid5(_NAMESPACE, f"{self.language} {self.title}"))

    def note_number(self, note: str) -> int:
        return list(self.notes).index(note) + 1


def read_source(text: str) -> Source:
    """Parse the markup of a source file; ValueError says what is wrong."""
    about: dict[str, list[str]] = {}
    loose: list[Piece] = []
    parts: list[Part] = []
    notes: dict[str, str] = {}
    joined = False
    for line in text.splitlines():
        if not line.strip():
            joined = False
            continue
        pieces = parts[-1].pieces if parts else loose
        if line.startswith("@"):
            name, _, value = line[1:].partition(" ")
            about.setdefault(name, []).append(value)
        elif line.startswith("# "):
            parts.append(Part(line[2:]))
        elif line.startswith("~ "):
            if not pieces or pieces[-1].kind not in _GATHERED:
                raise ValueError(f"nothing to sign: {line}")
            pieces[-1].signature = line[2:]
        elif line == "***":
            pieces.append(Piece("break", []))
        elif note := _NOTE.fullmatch(line):
            notes[note[1]] = note[2]
        else:
            kind, words = _read_line(line)
            if joined and kind in _GATHERED and pieces and pieces[-1].kind == kind:
                pieces[-1].lines.append(words)
            else:
                pieces.append(Piece(kind, [words]))
        joined = True
    if len(loose) != 1 or loose[0].kind != "epigraph":
        raise ValueError("before the first chapter there must be one epigraph and nothing else")
    return Source(
        title=about["title"][0],
        author=about["author"][0],
        language=about["language"][0],
        date=about["date"][0],
        annotation=about["annotation"][0],
        genres=about["genre"],
        epigraph=loose[0],
        parts=parts,
        notes=_in_order_of_reference(parts, notes),
    )


def _read_line(line: str) -> tuple[Kind, str]:
    if line == "|":
        return "poem", ""
    for prefix, kind in _PREFIXES.items():
        if line.startswith(prefix):
            return kind, line[2:]
    return "paragraph", line


def _in_order_of_reference(parts: list[Part], notes: dict[str, str]) -> dict[str, str]:
    lines = (line for part in parts for piece in part.pieces for line in piece.lines)
    used = [match[2] for line in lines for match in _INLINE.finditer(line) if match[2]]
    if sorted(used) != sorted(notes):
        raise ValueError(f"notes {sorted(notes)} but references {sorted(used)}")
    return {note: notes[note] for note in used}


def stanzas(piece: Piece) -> Iterator[list[str]]:
    stanza: list[str] = []
    for line in [*piece.lines, ""]:
        if line:
            stanza.append(line)
        elif stanza:
            yield stanza
            stanza = []


def inline(text: str, emphasis: str, reference: Callable[[str], str]) -> str:
    out, done = [], 0
    for match in _INLINE.finditer(text):
        out.append(escape(text[done : match.start()], quote=False))
        if match[2]:
            out.append(reference(match[2]))
        else:
            out.append(f"<{emphasis}>{escape(match[1], quote=False)}</{emphasis}>")
        done = match.end()
    return "".join([*out, escape(text[done:], quote=False)])
