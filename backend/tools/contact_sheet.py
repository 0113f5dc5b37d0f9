"""A contact sheet: one plate for each kind of place, over times, seasons and weathers.

`contact_sheet.py OUT.png [--specs FILE.jsonl]`: with a file, one plate for each scene spec in it.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from PIL import Image, ImageDraw

from bookcore.scene.spec import PLACES, SEASONS, TIMES, WEATHERS, Person, SceneSpec, spec_from_json
from bookcore.sketch import paint

PLATE, CAPTION, COLUMNS = (384, 256), 16, 6
_CAST = (
    Person(sex="female", garment="dress", colour="#9a3040"),
    Person(sex="male", garment="frock_coat", headwear="top_hat", beard="full"),
)


def default_specs() -> list[SceneSpec]:
    """Every place once; what else stands in the spec turns over from plate to plate."""
    return [
        SceneSpec(
            kind="location",
            place_type=place,
            time=TIMES[i % len(TIMES)],
            season=SEASONS[(i * 3 + i // 6) % len(SEASONS)],
            weather=WEATHERS[(i * 2) % len(WEATHERS)] if i % 2 else "clear",
            people=_CAST[: i % 3],
            seed=i,
        )
        for i, place in enumerate(PLACES)
    ]


def main() -> int:
    """Paint the sheet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--specs", type=Path)
    args = parser.parse_args()
    specs = default_specs()
    if args.specs:
        lines = args.specs.read_text().splitlines()
        specs = [spec_from_json(json.loads(line)) for line in lines if line.strip()]
    rows = -(-len(specs) // COLUMNS)
    cell = (PLATE[0] + 6, PLATE[1] + CAPTION)
    sheet = Image.new("RGB", (COLUMNS * cell[0], rows * cell[1]), "white")
    draw = ImageDraw.Draw(sheet)
    for i, spec in enumerate(specs):
        x, y = i % COLUMNS * cell[0], i // COLUMNS * cell[1]
        sheet.paste(paint(spec).resize(PLATE), (x, y))
        words = (spec.place_type, spec.time, spec.season, spec.weather)
        draw.text((x + 3, y + PLATE[1]), ", ".join(w for w in words if w), fill="black")
    sheet.save(args.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
