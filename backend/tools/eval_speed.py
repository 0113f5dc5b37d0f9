"""Speed and memory on whole novels, each measured in a process of its own."""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from labelled import SHARED

from bookcore.describe import ChapterText, find_descriptions
from bookcore.model import Block

NOVELS = (
    ("ru/gogol_mertvye_dushi.txt", "ru"),
    ("ru/dostoevsky_prestuplenie.txt", "ru"),
    ("en/dickens_great_expectations.txt", "en"),
)
_BEFORE = 1_000
_CHAIN_SHARE = 300_000
"""Characters given to the Natasha chain: it is slow and its speed does not change with length."""


def novel(name: str) -> list[ChapterText]:
    """A corpus text as chapters of about sixty paragraphs."""
    lines = [
        line
        for line in (SHARED / "corpus" / name).read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    chapters = []
    for n in range(0, len(lines), 60):
        blocks, at = [], 0
        for line in lines[n : n + 60]:
            blocks.append(Block("paragraph", at, at + len(line), ""))
            at += len(line) + 1
        text = "\n".join(lines[n : n + 60])
        chapters.append(ChapterText(f"c{n}", text, tuple(blocks), "chapter"))
    return chapters


def _finder(name: str, language: str) -> dict[str, Any]:
    """Descriptions, names and the cast of a whole novel, from a cold start."""
    from bookcore.entities import Passage, build_cast, read_names

    chapters = novel(name)
    begun = time.perf_counter()
    found = [d for _, more in find_descriptions(chapters, language, "many") for d in more]
    described = time.perf_counter()
    names = [read_names(chapter, language) for chapter in chapters]
    text = {chapter.id: chapter.text for chapter in chapters}
    passages = [
        Passage(
            d.chapter, d.start, d.end, d.type, d.text,
            text[d.chapter][max(0, d.start - _BEFORE) : d.start],
        )
        for d in found
    ]  # fmt: skip
    cast = build_cast(names, passages, language)
    done = time.perf_counter()
    size = sum(len(c.text) for c in chapters)
    return {
        "characters": size, "finding": size / (described - begun), "all": size / (done - begun),
        "found": len(found), "entities": len(cast.entities), "traits": len(cast.traits),
    }  # fmt: skip


def _chain(name: str, _language: str) -> dict[str, Any]:
    """The full Natasha chain by its own parts: sentences, morphology, syntax, names, lemmas."""
    from navec import Navec  # type: ignore[import-untyped]
    from razdel import sentenize, tokenize  # type: ignore[import-untyped]
    from slovnet import NER, Morph, Syntax  # type: ignore[import-untyped]

    from bookcore.text.words import morphology

    spec = importlib.util.find_spec("natasha")
    assert spec is not None
    assert spec.submodule_search_locations
    data = Path(spec.submodule_search_locations[0]) / "data"
    vectors = Navec.load(str(next((data / "emb").glob("*.tar"))))
    parts = [
        kind.load(str(data / "model" / f"slovnet_{word}_news_v1.tar"))
        for kind, word in ((Morph, "morph"), (Syntax, "syntax"))
    ]
    names = NER.load(str(data / "model" / "slovnet_ner_news_v1.tar"))
    for part in (*parts, names):
        part.navec(vectors)
    lines: list[str] = []
    size = 0
    for chapter in novel(name):
        for line in chapter.text.splitlines():
            if size < _CHAIN_SHARE:
                lines.append(line)
                size += len(line)
    begun = time.perf_counter()
    for line in lines:
        sentences = [[t.text for t in tokenize(s.text)] for s in sentenize(line)]
        for part in parts:
            list(part.map(sentences))
        names(line)
        for word in (w for words in sentences for w in words):
            morphology().parse(word)
    return {"characters": size, "all": size / (time.perf_counter() - begun)}


def _peak() -> int:
    """Peak memory of this process, MB; Linux keeps the parent's peak in getrusage."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(t for t in status.read_text().splitlines() if t.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 2**20


_RUNS = {"finder": _finder, "chain": _chain}


def measured(run: str, name: str, language: str) -> dict[str, Any]:
    """One run in a new process on one core, with its peak memory in MB."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    out = subprocess.run(
        [sys.executable, __file__, run, name, language],
        check=True, capture_output=True, text=True, env={**os.environ, **threads},
    )  # fmt: skip
    found: dict[str, Any] = json.loads(out.stdout)
    return found


def report() -> None:
    """Print the speeds of the finder and of the full Natasha chain, measured one after another."""
    for name, language in NOVELS:
        ours = measured("finder", name, language)
        print(
            f"- {name}: {ours['characters']:,} characters; {ours['finding']:,.0f} a second finding,"
            f" {ours['all']:,.0f} with the cast; {ours['found']} descriptions at many marks,"
            f" {ours['entities']} entities, {ours['traits']} traits; peak {ours['peak']} MB"
        )
        if language == "ru":
            chain = measured("chain", name, language)
            print(
                f"  full Natasha chain in the same run: {chain['all']:,.0f} a second,"
                f" peak {chain['peak']} MB; ours is {ours['all'] / chain['all']:.1f} times as fast"
            )


def main() -> int:
    if len(sys.argv) == 1:
        report()
        return 0
    run, name, language = sys.argv[1:]
    found = _RUNS[run](name, language)
    found["peak"] = _peak()
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
