"""Which part of a paragraph is the description: the best unbroken run of its clauses."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bookcore.describe.clauses import Clauses
from bookcore.describe.features import WIDTH, Floats
from bookcore.describe.model import INSIDE, SOME, Weights, logistic
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


def best_run(logits: NDArray[np.float64], lengths: Floats, rule: Floats) -> tuple[int, int]:
    """First and one-past-last clause of the run that should overlap the description best.

    `logits` are a clause's log-odds of lying inside, opening and closing. For every run the overlap
    to be expected is its expected part inside over all that is in the run or expected inside; the
    log-odds of the run's ends are added. `rule`: how sharp the chances are, and the ends' weight.
    """
    if len(lengths) > _MAX_CLAUSES:
        sums = np.concatenate([[0.0], np.cumsum(logistic(logits[:, 0]) * lengths)])
        begin = int((sums[_MAX_CLAUSES:] - sums[:-_MAX_CLAUSES]).argmax())
        part = slice(begin, begin + _MAX_CLAUSES)
        first, last = best_run(logits[part], lengths[part], rule)
        return begin + first, begin + last
    sharpness, weight = (float(r) for r in rule)
    expected = np.concatenate([[0.0], np.cumsum(logistic(logits[:, 0] * sharpness) * lengths)])
    sums = np.concatenate([[0.0], np.cumsum(lengths)])
    within = expected[None, 1:] - expected[:-1, None]
    size = sums[None, 1:] - sums[:-1, None]
    total = within / (size + expected[-1] - within)
    total += weight * (logits[:, 1][:, None] + logits[:, 2][None, :])
    total[np.tril_indices(len(lengths), -1)] = -np.inf
    first, last = divmod(int(total.argmax()), len(lengths))
    return first, last + 1


def run_span(found: Clauses, scores: Floats, model: Weights) -> tuple[int, int]:
    """[start, end) in the text of the best run under the trained rule."""
    logits = span_features(found, scores) @ model.span[:, :-1].T + model.span[:, -1]
    first, last = best_run(logits.astype(np.float64), found.lengths, model.rule)
    return int(found.spans[first, 0]), int(found.spans[last - 1, 1])
