"""What the finder is compared with on the same rows and folds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from fitting import choose_thresholds, folds
from labelled import Labelled
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union

from bookcore.describe.paragraphs import ParagraphResult
from bookcore.text.words import INDEX

FOLDS = 10
_SENSES = (
    "colour", "light", "shape", "size", "material", "texture", "pattern", "face", "clothing",
    "sky", "weather", "forest",
)  # fmt: skip


@dataclass(frozen=True)
class Run:
    """Held-out answers for every row."""

    probability: NDArray[np.float64]
    found: NDArray[np.bool_]
    results: list[ParagraphResult | None]


def everything(data: Labelled) -> Run:
    """Every paragraph is called a description."""
    count = len(data.rows)
    return Run(np.ones(count), np.ones(count, bool), [None] * count)


def density(data: Labelled) -> Run:
    """Adjectives and sense words per word, its threshold chosen on the other works."""
    columns = [INDEX[f"class {c}"] for c in _SENSES] + [INDEX["ru ADJF"], INDEX["ru PRTF"]]
    columns.append(INDEX["en adjective ending"])
    counts = np.zeros((len(data.rows), data.counts.shape[1]))
    np.add.at(counts, data.owner, data.counts)
    score = counts[:, columns].sum(axis=1) / np.maximum(counts[:, INDEX["word"]], 1)
    found = np.zeros(len(score), bool)
    for train, held in folds(data.works, FOLDS, seed=0):
        rank = score / score.max()
        found[held] = rank[held] >= choose_thresholds(rank[train], data.visual[train])[1]
    return Run(score, found, [None] * len(score))


def ngrams(data: Labelled) -> Run:
    """Runs of 2 to 5 letters and of one or two words under logistic regression, as anyone would."""
    texts = np.asarray([r["text"] for r in data.rows], dtype=object)
    probability = np.zeros(len(texts))
    found = np.zeros(len(texts), bool)
    for train, held in folds(data.works, FOLDS, seed=0):
        model = make_pipeline(
            make_union(
                TfidfVectorizer(
                    analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True
                ),
                TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
            ),
            LogisticRegression(C=4.0, max_iter=300),
        )
        model.fit(texts[train], data.visual[train])
        probability[held] = model.predict_proba(texts[held])[:, 1]
        found[held] = probability[held] >= 0.5
    return Run(probability, found, [None] * len(texts))
