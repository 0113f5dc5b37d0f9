"""Which part of a paragraph is the description: the best unbroken run of its clauses."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bookcore.describe.borders import enclosed, neatness, tidy
from bookcore.describe.clauses import Clauses
from bookcore.describe.features import WIDTH, Floats
from bookcore.describe.model import INSIDE, SOME, Weights, logistic
from bookcore.describe.trees import Trees, tree_scores
from bookcore.text.words import FEATURES, INDEX

_FAR = -8.0
_MAX_CLAUSES = 256
"""More than any paragraph has; of longer ones only the likeliest part is searched."""
_MARKED = (
    *(INDEX[f"{lang} speech"] for lang in ("ru", "en")),
    *(INDEX[f"{lang} mental"] for lang in ("ru", "en")),
    *(INDEX[f"mark {m}"] for m in ("quote", "dash", "exclamation", "question mark", "colon")),
    *(i for i, name in enumerate(FEATURES) if name.endswith(("1per", "2per"))),
    WIDTH - 2,
    WIDTH - 1,
)


def _moved(x: Floats, by: int) -> Floats:
    """Each clause's neighbour `by` places on, or a very low score where there is none."""
    out = np.full(len(x), _FAR, np.float32)
    if by > 0:
        out[:-by] = x[by:]
    elif by < 0:
        out[-by:] = x[:by]
    return out


def span_features(found: Clauses, scores: Floats) -> Floats:
    """What decides of each clause of a paragraph whether it is in, opens or closes the span."""
    n = len(scores)
    some, inside = scores[:, SOME], scores[:, INSIDE]
    opens = np.diff(found.sentence, prepend=-1) != 0
    closes = np.append(opens[1:], True)
    number = np.cumsum(opens) - 1
    starts = np.flatnonzero(opens)
    best = np.maximum.reduceat(some, starts)[number]
    mean = (np.add.reduceat(inside, starts) / np.diff(np.append(starts, n)))[number]
    near = [_moved(some, by) for by in (-1, -2, -3, 1, 2, 3)]
    at = np.arange(n)
    said = [
        *scores.T,
        *(_moved(column, by) for column in scores.T for by in (-1, 1)),
        _moved(inside, -2),
        _moved(inside, 2),
        np.max(near[:3], axis=0),
        np.max(near[3:], axis=0),
        best,
        mean,
    ]
    columns = [
        *said,
        *(np.maximum(column, 0) for column in said),
        *(column > 0 for column in said),
        inside - inside.mean(),
        some - some.mean(),
        np.full(n, inside.mean()),
        np.full(n, some.max()),
        np.full(n, np.log(n)),
        at / max(1, n - 1),
        at == 0,
        at == n - 1,
        opens,
        closes,
        np.log(found.lengths),
        *np.minimum(found.counts[:, _MARKED], 2).T,
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def best_run(
    logits: NDArray[np.float64], lengths: Floats, neat: Floats, rule: Floats
) -> tuple[int, int]:
    """First and one-past-last clause of the run that should overlap the description best.

    `logits` are a clause's log-odds of lying inside, opening and closing. For every run the overlap
    to be expected is its expected part inside over all that is in the run or expected inside; the
    log-odds of the run's ends and their neatness are added. `rule`: how sharp the chances are, the
    ends' weight, the weight of neatness.
    """
    if len(lengths) > _MAX_CLAUSES:
        sums = np.concatenate([[0.0], np.cumsum(logistic(logits[:, 0]) * lengths)])
        begin = int((sums[_MAX_CLAUSES:] - sums[:-_MAX_CLAUSES]).argmax())
        part = slice(begin, begin + _MAX_CLAUSES)
        first, last = best_run(logits[part], lengths[part], neat[part], rule)
        return begin + first, begin + last
    sharpness, weight, whole = (float(r) for r in rule)
    expected = np.concatenate([[0.0], np.cumsum(logistic(logits[:, 0] * sharpness) * lengths)])
    sums = np.concatenate([[0.0], np.cumsum(lengths)])
    within = expected[None, 1:] - expected[:-1, None]
    size = sums[None, 1:] - sums[:-1, None]
    total = within / (size + expected[-1] - within)
    ends = weight * logits[:, 1:] + whole * neat
    total += ends[:, 0][:, None] + ends[:, 1][None, :]
    total[np.tril_indices(len(lengths), -1)] = -np.inf
    first, last = divmod(int(total.argmax()), len(lengths))
    return first, last + 1


def span_logits(x: Floats, linear: Floats, trees: Trees) -> NDArray[np.float64]:
    """Log-odds of lying inside, opening and closing: the mean of a linear and a boosted model."""
    return (x @ linear[:, :-1].T + linear[:, -1] + tree_scores(x, trees)) / 2


def run_of(text: str, found: Clauses, logits: NDArray[np.float64], rule: Floats) -> tuple[int, int]:
    """[start, end) in the text of the best run, without hanging marks."""
    pairs = enclosed(text, int(found.spans[0, 0]), int(found.spans[-1, 1]))
    first, last = best_run(logits, found.lengths, neatness(found, pairs), rule)
    return tidy(text, int(found.spans[first, 0]), int(found.spans[last - 1, 1]), pairs, first == 0)


def run_span(text: str, found: Clauses, scores: Floats, model: Weights) -> tuple[int, int]:
    """[start, end) in the text of a paragraph's description under the trained rule."""
    trees = Trees(model.span_columns, model.span_levels, model.span_leaves)
    logits = span_logits(span_features(found, scores), model.span, trees)
    return run_of(text, found, logits, model.rule)
