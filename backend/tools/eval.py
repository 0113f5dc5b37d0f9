"""Measure the finder by grouped cross-validation on the labelled paragraphs: `make eval`.

Each work is judged by weights that never saw it; thresholds and the span rule are chosen inside
the training works. Beside it, baselines on the same rows and folds, and speed on whole novels.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import sys
from datetime import UTC, datetime

import eval_errors
import eval_speed
import numpy as np
from baselines import FOLDS, Run, density, everything, ngrams
from fitting import Fitting, folds
from fitting_kinds import KindFitting
from labelled import LABELS, Labelled, data_hash, overlap, read_labelled
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score
from wording import content

from bookcore.describe.kinds import Typist
from bookcore.describe.model import Finder
from bookcore.describe.paragraphs import ParagraphItem, ParagraphResult, describe_with

_CYRILLIC = re.compile("[\u0400-\u052f]")
_AUTHOR = re.compile("^[a-z]+")


def authors(data: Labelled) -> NDArray[np.str_]:
    """The author of each row: the first word of the work's name."""
    return np.asarray([str(_AUTHOR.match(w)[0]) for w in data.works])  # type: ignore[index]


def cross_validated(data: Labelled, groups: NDArray[np.str_], count: int = FOLDS) -> Run:
    """Judge every row by weights fitted without its group."""
    fitting, kind_fitting = Fitting(data), KindFitting(data)
    probability = np.zeros(len(data.rows))
    found = np.zeros(len(data.rows), bool)
    results: list[ParagraphResult | None] = [None] * len(data.rows)
    for number, (train, held) in enumerate(folds(groups, count, seed=0), 1):
        print(f"fold {number} of {count}", file=sys.stderr, flush=True)
        model, types = fitting.fit(train), Typist(kind_fitting.fit(train))
        finders = {lang: Finder(model, lang) for lang in ("ru", "en")}
        for i in np.flatnonzero(held):
            row = data.rows[i]
            item = ParagraphItem(row["id"], row["lang"], row["text"])
            result = describe_with(item, finders[row["lang"]], types)
            probability[i], found[i], results[i] = result.visual, result.is_description, result
    return Run(probability, found, results)


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
    values: dict[str, list[float]] = {"type": [], "type with also": [], "span IoU": []}
    words: dict[str, list[int]] = {"": [0] * 4, " ru": [0] * 4, " en": [0] * 4}
    cyrillic = 0
    for row, result in zip(data.rows, run.results, strict=True):
        if result is None or not result.is_description:
            continue
        cyrillic += len(_CYRILLIC.findall(" ".join([*result.attributes, result.caption])))
        if row["visual"] < 2:
            continue
        assert result.start is not None
        assert result.end is not None
        values["type"].append(result.type == row["type"])
        values["type with also"].append(result.type in (row["type"], *row["also"]))
        share = overlap((result.start, result.end), (row["start"], row["end"]))
        values["span IoU"].append(share)
        values.setdefault(f"span IoU {row['lang']}", []).append(share)
        gold, ours = content(row["attributes"]), content(result.attributes)
        everything = content([*result.attributes, result.caption])
        allowed = content([*row["attributes"], row["caption"]])
        counts = (len(gold & ours), len(gold), len(everything & allowed), len(everything))
        for part in ("", f" {row['lang']}"):
            words[part] = [a + b for a, b in zip(words[part], counts, strict=True)]
    out = {name: float(np.mean(found)) for name, found in values.items()}
    for part, (hit, wanted, right, everything_said) in words.items():
        out[f"attribute word recall{part}"] = hit / max(1, wanted)
        out[f"attribute word precision{part}"] = right / max(1, everything_said)
    return {**out, "Cyrillic letters": float(cyrillic)}


def report(data: Labelled, run: Run) -> None:
    """The tables of the model card."""
    ru = data.russian
    uniform = np.asarray([r["stratum"] == "uniform" for r in data.rows])
    parts = {
        "all": np.ones(len(ru), bool), "Russian": ru, "English": ~ru, "uniform stratum": uniform,
    }  # fmt: skip
    runs = {
        "finder": run, "letter and word n-grams": ngrams(data), "density": density(data),
        "everything": everything(data),
    }  # fmt: skip
    print("| | | precision | recall | F1 | AP |\n|---|---|---|---|---|---|")
    for name, one in runs.items():
        for part, mask in parts.items():
            values = " | ".join(f"{v:.3f}" for v in figures(one, data.visual, mask))
            print(f"| {name} | {part} | {values} |")
    print("\n95 % by bootstrap over works")
    for part, mask in parts.items():
        print(f"- {part}: {interval(run, data, mask)}")
    print("\nHow often a paragraph of a given probability is a description")
    for low in np.arange(0, 1, 0.2):
        inside = (run.probability >= low) & (run.probability < low + 0.2 + 1e-9 * (low > 0.7))
        if inside.any():
            print(
                f"- {low:.1f}-{low + 0.2:.1f}: {inside.sum()} paragraphs, said"
                f" {run.probability[inside].mean():.2f}, are {data.visual[inside].mean():.2f}"
            )
    print("\nOn found descriptions")
    for name, value in said(data, run).items():
        print(f"- {name}: {value:.3f}")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--errors", action="store_true", help="list wrong answers by kind")
    options.add_argument("--by-author", action="store_true", help="fold by author, not by work")
    options.add_argument("--no-speed", action="store_true", help="leave out the whole novels")
    chosen = options.parse_args()
    if not LABELS.exists():
        print(f"The labelled paragraphs are not here: {LABELS}", file=sys.stderr)
        return 2
    data = read_labelled()
    print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores")
    print(f"labels sha256 {data_hash()}\n")
    run = cross_validated(data, authors(data) if chosen.by_author else data.works)
    report(data, run)
    print("\nErrors by kind")
    eval_errors.report(data, run, listed=chosen.errors)
    if not chosen.no_speed:
        print("\nWhole novels, one core")
        eval_speed.report()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
