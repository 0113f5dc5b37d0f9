"""Train the finder on the labelled paragraphs and write its data file: `make train`."""

from __future__ import annotations

import sys

import numpy as np
from fitting import Fitting
from fitting_kinds import KindFitting
from labelled import LABELS, REPO, data_hash, read_labelled

DATA = REPO / "backend" / "src" / "bookcore" / "describe" / "data"
TARGET, KINDS = DATA / "finder.npz", DATA / "kinds.npz"


def main() -> int:
    if not LABELS.exists():
        print(f"The labelled paragraphs are not here: {LABELS}", file=sys.stderr)
        return 2
    data = read_labelled()
    everything = np.ones(len(data.rows), bool)
    weights = Fitting(data).fit(everything)
    TARGET.write_bytes(weights.save())
    KINDS.write_bytes(KindFitting(data).fit(everything).save())
    few, normal, many = (float(t) for t in weights.thresholds)
    print(f"labels sha256 {data_hash()}")
    print(f"{len(data.rows)} paragraphs, {len(data.spans)} sentences")
    print(
        f"thresholds few {few:.2f}, normal {normal:.2f}, many {many:.2f}; span rule {weights.rule}"
    )
    for path in (TARGET, KINDS):
        print(f"wrote {path.relative_to(REPO)}, {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
