"""The weights of `bookcore.pictures.lettering`, fitted on sketches with lettering and without.

Prints the two constants to be put into the module. Other sketches and other typefaces than those
used here are measured by `gate.py`.
"""

from __future__ import annotations

import random
import sys

import numpy as np
from gate_cases import Stamp, faces, lettered, saved, sketches
from sklearn.linear_model import LogisticRegression

from bookcore.pictures.lettering import MEASURES, Line, lines

SEED = 2
FACES = ("pt-serif", "noto-serif", "literata")


def covers(line: Line, stamp: Stamp) -> bool:
    """Whether a line stands where the lettering was put."""
    a, b = line.box, stamp.box
    across = min(a[2], b[2]) - max(a[0], b[0])
    down = min(a[3], b[3]) - max(a[1], b[1])
    return across > 0 and down > 0.3 * (a[3] - a[1])


def main() -> int:
    """Fit and print."""
    chance = random.Random(SEED)
    known = faces(FACES)
    table: list[tuple[float, ...]] = []
    answers: list[int] = []
    for _, picture in sketches(5, SEED):
        for line in lines(saved(picture)):
            table.append(line.measures)
            answers.append(0)
        done, stamp = lettered(picture, chance.choice(known), chance)
        for line in lines(done):
            if line.letters >= 5 and covers(line, stamp):
                table.append(line.measures)
                answers.append(1)
    x = np.array(table)
    mean, spread = x.mean(axis=0), x.std(axis=0)
    fitted = LogisticRegression(C=0.05, max_iter=3000).fit((x - mean) / spread, answers)
    weights = fitted.coef_[0] / spread
    bias = float(fitted.intercept_[0] - (weights * mean).sum())
    print(f"{len(answers)} lines, {sum(answers)} of them lettering", file=sys.stderr)
    for name, weight in zip(MEASURES, weights, strict=True):
        print(f"    {weight:.3f},  # {name}")
    print(f"_BIAS: Final = {bias:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
