"""Measure the finder by grouped cross-validation on the labelled paragraphs: `make eval`.

Each work is judged by weights that never saw it; thresholds and the span rule are chosen inside
the training works. Beside it, two baselines on the same rows, and speed on whole novels.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import resource
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
from fitting import Fitting, choose_thresholds, folds, overlap
from fitting_kinds import KindFitting
from labelled import LABELS, SHARED, Labelled, data_hash, read_labelled
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score
from wording import content

from bookcore.describe import ChapterText, find_descriptions
from bookcore.describe.kinds import Typist
from bookcore.describe.model import forms_of
from bookcore.describe.paragraphs import ParagraphItem, ParagraphResult, describe_with
from bookcore.model import Block
from bookcore.text.words import INDEX

FOLDS = 10
_CYRILLIC = re.compile("[\u0400-\u052f]")
_SENSES = [
    "colour",
    "light",
    "shape",
    "size",
    "material",
    "texture",
    "pattern",
    "face",
    "clothing",
    "sky",
    "weather",
    "forest",
]


@dataclass(frozen=True)
class Run:
    """Held-out answers for every row."""

    probability: NDArray[np.float64]
    found: NDArray[np.bool_]
    results: list[ParagraphResult | None]


def cross_validated(data: Labelled, count: int = FOLDS) -> Run:
    """Judge every row by weights fitted without its work."""
    fitting, kind_fitting = Fitting(data), KindFitting(data)
    probability = np.zeros(len(data.rows))
    found = np.zeros(len(data.rows), bool)
    results: list[ParagraphResult | None] = [None] * len(data.rows)
    for number, (train, held) in enumerate(folds(data.works, count, seed=0), 1):
        print(f"fold {number} of {count}", file=sys.stderr, flush=True)
        model, types = fitting.fit(train), Typist(kind_fitting.fit(train))
        tables = {lang: forms_of(model, lang) for lang in ("ru", "en")}
        for i in np.flatnonzero(held):
            row = data.rows[i]
            item = ParagraphItem(row["id"], row["lang"], row["text"])
            result = describe_with(item, tables[row["lang"]], model, types)
            probability[i], found[i], results[i] = result.visual, result.is_description, result
    return Run(probability, found, results)


def density(data: Labelled) -> Run:
    """Adjectives and sense words per word, its threshold chosen on the other works."""
    columns = [INDEX[f"class {c}"] for c in _SENSES] + [INDEX["ru ADJF"], INDEX["ru PRTF"]]
    columns.append(INDEX["en adjective ending"])
    counts = np.zeros((len(data.rows), data.measures.counts.shape[1]))
    np.add.at(counts, data.owner, data.measures.counts)
    score = counts[:, columns].sum(axis=1) / np.maximum(counts[:, INDEX["word"]], 1)
    found = np.zeros(len(score), bool)
    for train, held in folds(data.works, FOLDS, seed=0):
        rank = score / score.max()
        found[held] = rank[held] >= choose_thresholds(rank[train], data.visual[train])[1]
    return Run(score, found, [None] * len(score))


def figures(run: Run, answer: NDArray[np.int64], mask: NDArray[np.bool_]) -> list[float]:
    """Precision, recall, F1, average precision."""
    y, found = answer[mask].astype(bool), run.found[mask]
    right = float((y & found).sum())
    precision, recall = right / max(1, found.sum()), right / max(1, y.sum())
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return [precision, recall, f1, float(average_precision_score(y, run.probability[mask]))]


def interval(run: Run, data: Labelled, mask: NDArray[np.bool_], draws: int = 300) -> str:
    """95 % of F1 and AP when works are drawn anew."""
    rng = np.random.default_rng(7)
    works = data.works
    of_work = [np.flatnonzero((works == w) & mask) for w in sorted(set(works[mask]))]
    f1s, aps = [], []
    for _ in range(draws):
        rows = np.concatenate([of_work[i] for i in rng.integers(0, len(of_work), len(of_work))])
        part = Run(run.probability[rows], run.found[rows], [])
        values = figures(part, data.visual[rows], np.ones(len(rows), bool))
        f1s.append(values[2])
        aps.append(values[3])
    low, high = np.percentile(f1s, [2.5, 97.5]), np.percentile(aps, [2.5, 97.5])
    return f"F1 {low[0]:.3f}-{low[1]:.3f}  AP {high[0]:.3f}-{high[1]:.3f}"


def said(data: Labelled, run: Run) -> dict[str, float]:
    """Type, span and wording on the descriptions that were found."""
    types, also, spans, recall, precision, cyrillic = [], [], [], [], [], 0
    tp = {"hit": 0, "gold": 0, "right": 0, "ours": 0}
    by_lang: dict[str, list[float]] = {"ru": [], "en": []}
    for row, result in zip(data.rows, run.results, strict=True):
        if result is None or not result.is_description:
            continue
        cyrillic += len(_CYRILLIC.findall(" ".join([*result.attributes, result.caption])))
        if row["visual"] < 2:
            continue
        types.append(result.type == row["type"])
        also.append(result.type in (row["type"], *row["also"]))
        assert result.start is not None
        assert result.end is not None
        spans.append(overlap((result.start, result.end), (row["start"], row["end"])))
        by_lang[row["lang"]].append(spans[-1])
        gold = content(row["attributes"])
        ours = content(result.attributes)
        everything = content([*result.attributes, result.caption])
        allowed = content([*row["attributes"], row["caption"]])
        tp["hit"] += len(gold & ours)
        tp["gold"] += len(gold)
        tp["right"] += len(everything & allowed)
        tp["ours"] += len(everything)
        recall.append(len(gold & ours) / max(1, len(gold)))
        precision.append(len(everything & allowed) / max(1, len(everything)))
    return {
        "type": float(np.mean(types)),
        "type with also": float(np.mean(also)),
        "span IoU": float(np.mean(spans)),
        "span IoU ru": float(np.mean(by_lang["ru"])),
        "span IoU en": float(np.mean(by_lang["en"])),
        "attribute word recall": tp["hit"] / max(1, tp["gold"]),
        "attribute word precision": tp["right"] / max(1, tp["ours"]),
        "Cyrillic letters": float(cyrillic),
    }


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


def speed(name: str, language: str) -> str:
    chapters = novel(name)
    size = sum(len(c.text) for c in chapters)
    begun = time.perf_counter()
    count = sum(len(found) for _, found in find_descriptions(chapters, language))
    took = time.perf_counter() - begun
    return f"{name}: {size:,} characters, {took:.1f} s, {size / took:,.0f} a second, {count} found"


def report(data: Labelled, run: Run) -> None:
    ru = data.russian
    uniform = np.asarray([r["stratum"] == "uniform" for r in data.rows])
    parts = {
        "all": np.ones(len(ru), bool), "Russian": ru, "English": ~ru, "uniform stratum": uniform,
    }  # fmt: skip
    positive = Run(np.ones(len(ru)), np.ones(len(ru), bool), [])
    runs = {"finder": run, "density": density(data), "everything": positive}
    print("| | | precision | recall | F1 | AP |\n|---|---|---|---|---|---|")
    for name, one in runs.items():
        for part, mask in parts.items():
            values = " | ".join(f"{v:.3f}" for v in figures(one, data.visual, mask))
            print(f"| {name} | {part} | {values} |")
    print("\n95 % by bootstrap over works")
    for part, mask in parts.items():
        print(f"- {part}: {interval(run, data, mask)}")
    print("\nOn found descriptions")
    for name, value in said(data, run).items():
        print(f"- {name}: {value:.3f}")


def errors(data: Labelled, run: Run) -> list[dict[str, Any]]:
    """Wrong answers for reading, the surest first."""
    wrong = np.flatnonzero(run.found != data.visual.astype(bool))
    order = sorted(wrong, key=lambda i: -abs(run.probability[i] - data.visual[i] * 1.0))
    return [
        {
            "kind": "missed" if data.visual[i] else "false",
            "p": float(run.probability[i]),
            "visual": data.rows[i]["visual"],
            "id": data.rows[i]["id"],
            "text": data.rows[i]["text"][:400],
        }
        for i in order
    ]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--errors", action="store_true", help="list wrong answers by kind")
    options.add_argument("--no-speed", action="store_true", help="leave out the whole novels")
    chosen = options.parse_args()
    if not LABELS.exists():
        print(f"The labelled paragraphs are not here: {LABELS}", file=sys.stderr)
        return 2
    data = read_labelled()
    print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores")
    print(f"labels sha256 {data_hash()}\n")
    run = cross_validated(data)
    report(data, run)
    if chosen.errors:
        for error in errors(data, run):
            print(json.dumps(error, ensure_ascii=False))
    if not chosen.no_speed:
        print("\nWhole novels")
        for name, language in (
            ("ru/gogol_mertvye_dushi.txt", "ru"),
            ("ru/dostoevsky_prestuplenie.txt", "ru"),
            ("en/dickens_great_expectations.txt", "en"),
        ):
            print(f"- {speed(name, language)}")
        print(
            f"- peak memory with training {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
