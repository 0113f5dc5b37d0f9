"""A cover for a book that has none: cloth, a vignette, title and author."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from bookcore.scene.spec import SceneSpec
from bookcore.sketch.compose import compose

_DATA = Path(__file__).parent / "data"


_CLOTHS = ((62, 44, 54), (38, 54, 66), (52, 60, 44), (86, 44, 38), (70, 58, 40), (44, 44, 70))


_PLACES = (
    "road",
    "river",
    "forest",
    "field",
    "sea",
    "village",
    "manor",
    "mountains",
    "embankment",
    "steppe",
)


_TIMES = ("evening", "dawn", "morning", "dusk")


_SEASONS = ("summer", "autumn", "spring", "winter")


_INK = (240, 228, 200)


@lru_cache(maxsize=16)
def _fonts(size: int) -> tuple[ImageFont.FreeTypeFont, ImageFont.FreeTypeFont]:
    cyrillic, latin = (
        ImageFont.truetype(_DATA / f"pt-serif-{script}-700-normal.woff", size)
        for script in ("cyrillic", "latin")
    )
    return cyrillic, latin


def _font_of(letter: str, size: int) -> ImageFont.FreeTypeFont:
    cyrillic, latin = _fonts(size)
    return cyrillic if "\u0400" <= letter <= "\u04ff" else latin


def _runs(text: str) -> list[tuple[str, bool]]:
    """The text cut where the script changes; each part has a font of its own."""
    runs: list[tuple[str, bool]] = []
    for letter in text:
        russian = "\u0400" <= letter <= "\u04ff"
        if runs and (runs[-1][1] == russian):
            runs[-1] = (runs[-1][0] + letter, russian)
        else:
            runs.append((letter, russian))
    return runs


def _width(text: str, size: int) -> float:
    return sum(_font_of(part[0], size).getlength(part) for part, _ in _runs(text))


def write_line(
    draw: ImageDraw.ImageDraw,
    text: str,
    middle: float,
    y: float,
    size: int,
    ink: tuple[int, int, int] = _INK,
) -> None:
    """Write one line of Latin and Cyrillic letters, centred, its foot at `y`."""
    x = middle - _width(text, size) / 2
    for part, _ in _runs(text):
        font = _font_of(part[0], size)
        draw.text((x, y), part, font=font, fill=ink, anchor="ls")
        x += font.getlength(part)


def lines_within(text: str, size: int, width: float) -> list[str]:
    """The text broken into lines of at most that width."""
    lines: list[str] = []
    for word in text.split():
        if lines and _width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _fitted(text: str, width: float, largest: int, most_lines: int) -> tuple[list[str], int]:
    for size in range(largest, 15, -2):
        lines = lines_within(text, size, width)
        if len(lines) <= most_lines and all(_width(line, size) <= width for line in lines):
            return lines, size
    clipped = text
    while len(clipped) > 4 and _width(clipped + "…", 16) > width * most_lines * 0.8:
        clipped = clipped[:-1]
    return lines_within(clipped + "…", 16, width)[:most_lines], 16


def paint_cover(title: str, author: str, width: int = 600, height: int = 900) -> Image.Image:
    """A cover that belongs to this title and author for ever; Latin and Cyrillic letters."""
    digest = hashlib.sha256(f"{title}\n{author}".encode()).digest()
    cloth = np.array(_CLOTHS[digest[0] % len(_CLOTHS)], np.float32)
    rng = np.random.default_rng(list(digest[:8]))
    weave = rng.normal(0, 5, (height, width, 1)).astype(np.float32)
    shadow = np.linspace(0.82, 1.06, width, dtype=np.float32)[None, :, None]
    board = Image.fromarray(np.clip(cloth[None, None, :] * shadow + weave, 0, 255).astype(np.uint8))
    spec = SceneSpec(
        kind="location",
        place_type=_PLACES[digest[1] % len(_PLACES)],
        time=_TIMES[digest[2] % len(_TIMES)],
        season=_SEASONS[digest[3] % len(_SEASONS)],
        seed=digest[4],
    )
    inner = round(width * 0.80)
    plate_height = round(height * 0.50)
    plate, _ = compose(spec, max(64, inner), max(64, plate_height))
    left, top = (width - plate.width) // 2, round(height * 0.38)
    board.paste(plate, (left, top))
    draw = ImageDraw.Draw(board)
    frame = round(width * 0.05)
    draw.rectangle(
        (frame, frame, width - frame, height - frame), outline=_INK, width=max(1, width // 300)
    )
    draw.rectangle(
        (left, top, left + plate.width - 1, top + plate.height - 1),
        outline=_INK,
        width=max(1, width // 400),
    )
    scale = width / 600
    writer, writer_size = _fitted(author, inner, round(30 * scale), 2)
    y = height * 0.115
    for line in writer:
        write_line(draw, line, width / 2, y, writer_size)
        y += writer_size * 1.25
    name, size = _fitted(title, inner, round(62 * scale), 4)
    room = height * 0.36 - y
    while size > 18 and size * 1.16 * len(name) > room:
        name, size = _fitted(title, inner, size - 2, 4)
    y += (room - size * 1.16 * len(name)) / 2 + size
    for line in name:
        write_line(draw, line, width / 2, y, size)
        y += size * 1.16
    return board
