"""Write the accepted books of the catalogue into a folder, for tests that need them as files.

`python -m tests.hostile.write_accepted FOLDER PORT`: every remote address leads to that port.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.hostile import markup, metadata
from tests.hostile.case import Lure


def main(folder: Path, port: int) -> int:
    """Write one file for each book that is read in spite of its markup or metadata."""
    lure = Lure(folder / "no-such-secret", port)
    count = 0
    for case in (*markup.cases(), *metadata.cases()):
        if case.refused is None and not case.limits:
            (folder / f"{case.id}{case.suffix}").write_bytes(case.make(lure))
            count += 1
    return count


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), int(sys.argv[2])))
