"""A contact sheet: one plate for each kind of place, over times, seasons and weathers.

`contact_sheet.py OUT`: a plate for each kind of place. With `--corpus`: found descriptions of as
many works and types as there are, each above the author's words. With `--specs FILE.jsonl`: one
plate for each line, a scene spec or `{"spec": …, "words": …}`; `--keep` writes such a file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from dataclasses import replace
from pathlib import Path

from eval_speed import novel
from PIL import Image, ImageDraw

from bookcore.scene.spec import PLACES, SEASONS, TIMES, WEATHERS, Person, SceneSpec, spec_from_json
from bookcore.sketch import paint, paint_cameo
from bookcore.sketch.cover import lines_within, write_line

_CAST = (
    Person(sex="female", garment="dress", colour="#9a3040"),
    Person(sex="male", garment="frock_coat", headwear="top_hat", beard="full"),
)
_CARDS = tuple(
    Person(**dict(zip(("sex", "age", "hair", "hair_style", "beard", "headwear", "garment", "colour"), row, strict=True)))
    for row in (
        ("female", "young", "#b5482a", "braid", None, None, "fur_coat", None),
        ("male", "old", "#c9c9c9", "short", "full", None, "frock_coat", "#1f2530"),
        ("female", "adult", "#3a2418", "bun", None, None, "dress", "#9a6fb0"),
        ("male", "adult", "#9a7b4f", "short", "short", "top_hat", "coat", "#8a8a8a"),
        ("male", "old", "#8c8c8c", None, "moustache", "fur_hat", "fur_coat", None),
        ("female", "old", None, "bun", None, "bonnet", "shawl", None),
        ("male", "young", "#1d1a1a", "curly", None, None, "shirt", "#7db9e8"),
        ("female", "adult", "#1d1a1a", "loose", None, None, "dress", "#7d7f86"),
        ("male", "adult", "#5b3a21", None, "moustache", "cap", "uniform", None),
        ("female", "child", "#d2b070", "braid", None, None, "dress", "#a8322f"),
        ("male", "adult", "#1d1a1a", "bald", "long", None, "robe", None),
        ("female", "adult", None, None, None, "kerchief", "apron", "#46628a"),
        ("male", "child", "#9a7b4f", "short", None, None, "shirt", None),
        ("male", "adult", "#3a2418", "loose", "full", "helmet", "cloak", None),
    )
)  # fmt: skip
_SHARED = Path(__file__).parents[2].parent / "shared" / "corpus"
_LETTERS = 14
Plate = tuple[SceneSpec, str]


def every_place() -> list[Plate]:
    """Every place once; what else stands in the spec turns over from plate to plate."""
    specs = [
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
    return [
        (s, ", ".join(w for w in (s.place_type, s.time, s.season, s.weather) if w)) for s in specs
    ]


def from_corpus(count: int, seed: int) -> list[Plate]:
    """Found descriptions: works in turn, the types of each in turn, drawn by chance."""
    from bookcore.describe import find_descriptions

    chance = random.Random(seed)
    works: list[list[Plate]] = []
    for path in sorted(_SHARED.glob("[er][nu]/*.txt")):
        language = path.parent.name
        chapters = novel(f"{language}/{path.name}")
        drawn = chance.sample(chapters, min(2, len(chapters)))
        found = [d for _, more in find_descriptions(drawn, language, "normal") for d in more]
        chance.shuffle(found)
        types: dict[str, list[Plate]] = {}
        for d in found:
            number = int.from_bytes(hashlib.sha256(d.text.encode()).digest()[:4], "big")
            words = f"{path.stem}, {d.type}: {d.text}"
            types.setdefault(d.type, []).append((replace(d.scene, seed=number), words))
        kinds = list(types.values())
        chance.shuffle(kinds)
        works.append([row[i] for i in range(50) for row in kinds if i < len(row)])
    return [work[i] for i in range(50) for work in works if i < len(work)][:count]


def read_specs(path: Path) -> list[Plate]:
    """The plates of a file that `--keep` or somebody wrote."""
    raw = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [(spec_from_json(one.get("spec", one)), one.get("words", "")) for one in raw]


def main() -> int:
    """Paint the sheet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--specs", type=Path)
    parser.add_argument("--corpus", action="store_true")
    parser.add_argument("--cameos", action="store_true")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--names", action="store_true", help="work and type without the words")
    parser.add_argument("--columns", type=int, default=6)
    parser.add_argument("--width", type=int, default=384)
    args = parser.parse_args()
    if args.cameos:
        cards(7, 200).save(args.out, quality=82)
        return 0
    if args.specs:
        plates = read_specs(args.specs)
    else:
        plates = from_corpus(args.count, args.seed) if args.corpus else every_place()
    if args.names:
        plates = [(spec, words.partition(":")[0].replace("_", " ")) for spec, words in plates]
    if args.keep:
        lines = [
            json.dumps({"spec": s.to_json(), "words": w}, ensure_ascii=False) for s, w in plates
        ]
        args.keep.write_text("\n".join(lines) + "\n", "utf-8")
    sheet(plates, args.columns, args.width).save(args.out, quality=74)
    return 0


def cards(columns: int, side: int) -> Image.Image:
    """One card for each of the fourteen."""
    rows = -(-len(_CARDS) // columns)
    image = Image.new("RGB", (columns * side, rows * side), "white")
    for i, person in enumerate(_CARDS):
        card = paint_cameo(person, 41 + i).resize((side, side), Image.Resampling.LANCZOS)
        image.paste(card, (i % columns * side, i // columns * side))
    return image


def sheet(plates: list[Plate], columns: int, width: int) -> Image.Image:
    """The plates in rows, their words beneath."""
    size = (width, width * 2 // 3)
    words = [lines_within(text, _LETTERS, width - 8)[:4] for _, text in plates]
    caption = (max(map(len, words)) * _LETTERS * 5) // 4 + 6
    cell = (size[0] + 6, size[1] + caption)
    rows = -(-len(plates) // columns)
    image = Image.new("RGB", (columns * cell[0], rows * cell[1]), "white")
    draw = ImageDraw.Draw(image)
    for i, (spec, _) in enumerate(plates):
        x, y = i % columns * cell[0], i // columns * cell[1]
        image.paste(paint(spec).resize(size, Image.Resampling.LANCZOS), (x, y))
        for k, line in enumerate(words[i]):
            below = y + size[1] + _LETTERS + k * _LETTERS * 5 / 4
            write_line(draw, line, x + size[0] / 2, below, _LETTERS, (30, 28, 26))
    return image


if __name__ == "__main__":
    sys.exit(main())
