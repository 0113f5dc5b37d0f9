"""What the gate finds and what it takes wrongly for a fault, and what renditions cost.

Sketches of other hours, seeds and typefaces than the lettering was fitted on (`gate_fitting.py`).
Typefaces beyond the packaged one are read from the front end's packages when they are installed.
Prints Markdown tables; `--faults` spoils sketches in other ways, `--renditions` measures delivery.
"""

from __future__ import annotations

import argparse
import io
import itertools
import random
import statistics
import sys
import time
from collections import Counter, defaultdict

from gate_cases import coded, faces, file_of, lettered, saved, sketches, spoilt
from PIL import Image

from bookcore.pictures.inspection import inspect
from bookcore.pictures.renditions import WIDTHS, rendition

SEED = 7
FACES = ("pt-serif", "andika", "golos-text")
_SIDES = (60, 80, 110, 160, 240, 400)


def codes(picture: Image.Image) -> list[str]:
    """The faults of a picture that came as it was asked for."""
    found = inspect(file_of(picture, "PNG", compress_level=1), *picture.size)
    return [one.code for one in found.faults]


def share(found: list[bool]) -> str:
    """A count and a share."""
    return f"{sum(found)} of {len(found)} ({sum(found) / len(found):.1%})"


def gate(rounds: int) -> None:
    """False alarms on whole sketches, and what is found on spoilt ones."""
    chance = random.Random(SEED)
    known = faces(FACES)
    wrong: Counter[str] = Counter()
    alarms: list[bool] = []
    seconds: list[float] = []
    by_contrast: defaultdict[int, list[bool]] = defaultdict(list)
    by_face: defaultdict[str, list[bool]] = defaultdict(list)
    by_size: defaultdict[str, list[bool]] = defaultdict(list)
    by_side: defaultdict[int, list[bool]] = defaultdict(list)
    for n, (name, sketch) in enumerate(sketches(rounds, SEED)):
        picture = saved(sketch)
        begun = time.process_time()
        faults = codes(picture)
        seconds.append(time.process_time() - begun)
        alarms.append(bool(faults))
        wrong.update(faults)
        if faults:
            print(f"· {name}: {', '.join(faults)}", file=sys.stderr)
        done, stamp = lettered(sketch, chance.choice(known), chance)
        found = "lettering" in codes(done)
        by_contrast[min(int(stamp.contrast // 20) * 20, 100)].append(found)
        if stamp.contrast >= 40:
            by_face[stamp.face].append(found)
            by_size["16–24" if stamp.size < 30 else "30–48" if stamp.size < 60 else "60–80"].append(
                found
            )
        if n % 3 == 0:
            side = _SIDES[n // 3 % len(_SIDES)]
            by_side[side].append("lettering" in codes(coded(sketch, side, chance)))
    told = ", ".join(f"{code} {count}" for code, count in wrong.items()) or "none"
    print(f"Whole sketches taken for faulty: {share(alarms)}; by code: {told}.\n")
    print(
        f"One look: {statistics.median(seconds) * 1000:.0f} ms of processor (at most {max(seconds):.2f} s).\n"
    )
    table("lettering, how much lighter or darker than its ground (of 255)", "found", {
        f"{low}–{low + 19}" if low < 100 else "100 and more": by_contrast[low]
        for low in sorted(by_contrast)
    })  # fmt: skip
    table("the same from 40 on, by typeface", "found", dict(sorted(by_face.items())))
    table("the same from 40 on, by size in pixels", "found", dict(sorted(by_size.items())))
    table("corner marks of a QR code, its side in pixels", "found", dict(sorted(by_side.items())))


def faults(count: int) -> None:
    """What is found of sketches spoilt in the other ways."""
    chance = random.Random(SEED)
    by_fault: defaultdict[str, list[bool]] = defaultdict(list)
    for _, sketch in itertools.islice(sketches(1, SEED), count):
        for fault, bad in spoilt(sketch, chance).items():
            by_fault[fault].append(fault in codes(bad))
    table("other faults", "found", dict(by_fault))


def table(what: str, found: str, lines: dict[str, list[bool]] | dict[int, list[bool]]) -> None:
    """One Markdown table."""
    print(f"| {what} | {found} |\n|---|---|")
    for name, several in lines.items():
        print(f"| {name} | {share(several)} |")
    print()


def renditions(count: int) -> None:
    """Size and time of each rendition of so many sketches as they are stored."""
    from bookcore.sketch import encode

    pictures = []
    for _, sketch in sketches(1, SEED):
        if sketch.size == (1152, 768):
            pictures.append(encode(sketch))
        if len(pictures) == count:
            break
    whole = statistics.median(map(len, pictures)) / 1024
    print(f"{count} sketches, {whole:.0f} KB each as stored.\n")
    print("| width | format | KB | ms of processor |\n|---|---|---|---|")
    for width in WIDTHS:
        for format in ("webp", "avif", "jpeg"):
            sizes, times = [], []
            for data in pictures:
                begun = time.process_time()
                made = rendition(data, width, format, "algorithmic", "gate.py")
                times.append((time.process_time() - begun) * 1000)
                sizes.append(len(made.data) / 1024)
                with Image.open(io.BytesIO(made.data)) as opened:
                    opened.load()
            print(
                f"| {width} | {format} | {statistics.median(sizes):.1f} "
                f"({min(sizes):.1f}–{max(sizes):.1f}) | {statistics.median(times):.0f} "
                f"({min(times):.0f}–{max(times):.0f}) |"
            )


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=4, help="times over all places")
    parser.add_argument("--faults", type=int, metavar="COUNT")
    parser.add_argument("--renditions", type=int, metavar="COUNT")
    args = parser.parse_args()
    if args.faults:
        faults(args.faults)
    elif args.renditions:
        renditions(args.renditions)
    else:
        gate(args.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
