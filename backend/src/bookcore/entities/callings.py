"""People known by what they are: the deacon, the lama, the captain."""

from __future__ import annotations

from collections.abc import Sequence

from bookcore.entities.bearing import Cluster
from bookcore.entities.names import ROLE, ChapterNames
from bookcore.entities.nodes import Node
from bookcore.entities.said import Said
from bookcore.entities.titles import Title, forms

_LEAST = 15
_PER_CHARACTER = 20 / 100_000
_ACTIVE = 0.12
_SHARE = 0.8
# A rank is the word for one person only where the book gives it to nobody else.
_SHARE_OF_RANK = 0.95
_LEAST_OF_RANK = 6
_SAME = {"дедушка": "дед", "нянька": "няня"}
_TITLES_OF = {
    "doctor": ("dr", "doctor"),
    "captain": ("captain", "capt", "cap'n"),
    "general": ("general", "gen"),
    "lieutenant": ("lieutenant", "lieut"),
    "professor": ("professor", "prof"),
}


def _said(names: Sequence[ChapterNames], language: str) -> dict[str, list[tuple[Said, Title]]]:
    known = forms("calling", language)
    found: dict[str, list[tuple[Said, Title]]] = {}
    for number, chapter in enumerate(names):
        taken = {run.start for run in chapter.runs if not run.signs & ROLE}
        for run in chapter.runs:
            if not run.signs & ROLE or run.start in taken:
                continue
            readings = [t for t in known.get(run.text, ()) if not t.plural]
            if readings:
                lemma, gender = readings[0].lemma, readings[0].gender
                text = f"the {lemma}" if language == "en" else lemma
                said = Said(
                    number, run.start, run.start + len(run.text), text, (lemma,), ("",), (),
                    gender, False, run.signs & ~ROLE,
                )  # fmt: skip
                found.setdefault(_SAME.get(lemma, lemma), []).append((said, readings[0]))
    return found


def with_callings(
    clusters: list[Cluster], names: Sequence[ChapterNames], language: str
) -> list[Cluster]:
    """The clusters with those people that a calling stands for, if a book says it often enough."""
    length = sum(chapter.length for chapter in names)
    titles = [(c, c.titles()) for c in clusters if c.kind == "character"]
    for lemma, all_said in _said(names, language).items():
        rank = lemma in forms("title", language)
        least = max(_LEAST, _PER_CHARACTER * length)
        if len(all_said) < (min(least, _LEAST_OF_RANK) if rank else least):
            continue
        node = Node((lemma,), ("",), all_said[0][1].gender, "", "")
        for said, _ in all_said:
            node.add(said)
        if node.seen["ACTS"] < _ACTIVE * node.count:
            continue
        wanted = _TITLES_OF.get(lemma, (lemma,))
        bearing = [(sum(found[t] for t in wanted), c) for c, found in titles]
        bearing = [(n, c) for n, c in bearing if n]
        total = sum(n for n, _ in bearing)
        best = max(bearing, key=lambda pair: (pair[0], pair[1].count), default=None)
        share = _SHARE_OF_RANK if rank and len(bearing) > 1 else _SHARE
        if best is not None and best[0] >= share * total and best[0] >= 3:
            best[1].add(node)
        elif len(all_said) >= least and (not best or total * 3 < node.count):
            own = Cluster("character", language)
            own.add(node)
            clusters.append(own)
    return clusters
