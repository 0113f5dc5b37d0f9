"""Sheets of all pages, phone beside desktop, from what `make shots` took: one per language and scheme.

    python tools/page_sheets.py ../shots ../docs/img

Writes `pages-<language>-<light|dark>.webp`.
"""

import argparse
import sys
from pathlib import Path

from PIL import Image

_HEIGHT = 340
# What of a long page is shown: as much as a tall screen.
_TALLEST = 1.25
_COLUMNS = 3
_GAP = 12
_GROUND = (128, 128, 128)
_SIZES = ("desktop", "phone")
_WIDTHS = {"desktop": 1280, "phone": 390}
_SCREENS = {"desktop": 800, "phone": 844}


def thumbnail(path: Path, size: str) -> Image.Image:
    """The upper part of a shot, `_HEIGHT` pixels high."""
    with Image.open(path) as shot:
        scale = shot.width / _WIDTHS[size]
        height = round(_SCREENS[size] * scale * (_TALLEST if size == "desktop" else 1))
        ground = shot.convert("RGB").getpixel((2, shot.height - 2))
        part = Image.new("RGB", (shot.width, height), ground)
        part.paste(shot.convert("RGB").crop((0, 0, shot.width, min(height, shot.height))))
    width = round(part.width * _HEIGHT / height)
    return part.resize((width, _HEIGHT), Image.Resampling.LANCZOS)


def sheet(folder: Path, names: list[str], variant: str) -> Image.Image:
    """All pages of one language and scheme."""
    rows: list[list[Image.Image]] = []
    for at, name in enumerate(names):
        if at % _COLUMNS == 0:
            rows.append([])
        rows[-1] += [thumbnail(folder / f"{name}-{variant}-{size}.png", size) for size in _SIZES]
    width = max(sum(one.width + _GAP for one in row) for row in rows) + _GAP
    whole = Image.new("RGB", (width, len(rows) * (_HEIGHT + _GAP) + _GAP), _GROUND)
    for down, row in enumerate(rows):
        x = _GAP
        for one in row:
            whole.paste(one, (x, _GAP + down * (_HEIGHT + _GAP)))
            x += one.width + _GAP
    return whole


def main() -> int:
    """Make the sheets; fails where a page lacks a shot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shots", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    ending = "-ru-light-desktop.png"
    names = sorted(path.name.removesuffix(ending) for path in args.shots.glob(f"*{ending}"))
    if not names:
        print(f"no shots in {args.shots}: run make shots first", file=sys.stderr)
        return 1
    for language in ("ru", "en"):
        for scheme in ("light", "dark"):
            variant = f"{language}-{scheme}"
            sheet(args.shots, names, variant).save(args.out / f"pages-{variant}.webp", quality=72)
    return 0


if __name__ == "__main__":
    sys.exit(main())
