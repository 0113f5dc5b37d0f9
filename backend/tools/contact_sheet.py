"""Paint many scene specs on one sheet, to be looked at: `contact_sheet.py OUT.png [--specs FILE.jsonl]`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bookcore.scene.spec import PLACES, SEASONS, TIMES, Person, SceneSpec, spec_from_json
from bookcore.sketch import paint

_WEATHERS = ("clear", "cloudy", "clear", "fog", "rain", "wind", "clear", "snow", "storm")
_CAST = (
    Person(sex="female", garment="dress", colour="#7d7f86"),
    Person(sex="male", garment="frock_coat", headwear="top_hat", beard="moustache"),
    Person(sex="male", age="old", garment="caftan", beard="long"),
    Person(sex="female", age="child", garment="dress", colour="#c9a03c"),
)


def default_specs(seed: int) -> Iterator[tuple[str, SceneSpec]]:
    """One scene per place, hours, seasons and weathers in rotation."""
    for i, place in enumerate(PLACES):
        season = SEASONS[(i + seed) % 4]
        weather = _WEATHERS[(i + 2 * seed) % len(_WEATHERS)]
        if weather == "snow":
            season = "winter"
        spec = SceneSpec(
            place_type=place,
            time=TIMES[(i * 5 + seed) % 6],
            season=season,
            weather=weather,
            people=_CAST[: (i + seed) % 4],
            seed=seed + i,
        )
        yield f"{place} {spec.time} {spec.season} {spec.weather}", spec


def read_specs(path: Path) -> Iterator[tuple[str, SceneSpec]]:
    """Specs from JSON lines; a `label` beside the fields of the spec is printed below the picture."""
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            raw = json.loads(line)
            label = str(raw.pop("label", ""))
            spec = spec_from_json(raw)
            yield label or f"{spec.place_type} {spec.time} {spec.season}", spec


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--specs", type=Path)
    parser.add_argument("--columns", type=int, default=4)
    parser.add_argument("--width", type=int, default=480)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    source = read_specs(options.specs) if options.specs else default_specs(options.seed)
    cells = list(source)
    w, h, foot = options.width, options.width * 2 // 3, 18
    rows = -(-len(cells) // options.columns)
    sheet = Image.new("RGB", (w * options.columns, (h + foot) * rows), "white")
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(12)
    for i, (label, spec) in enumerate(cells):
        x, y = i % options.columns * w, i // options.columns * (h + foot)
        sheet.paste(paint(spec).resize((w, h), Image.Resampling.LANCZOS), (x, y))
        draw.text((x + 4, y + h + 2), label, fill="black", font=font)
    sheet.save(options.out)
    print(f"{len(cells)} pictures: {options.out}")


if __name__ == "__main__":
    main()
