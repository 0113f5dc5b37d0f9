"""Pictures for measuring the gate: our own sketches, and the same spoilt in known ways."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from bookcore.scene.spec import (
    AGES,
    GARMENTS,
    HAIR_STYLES,
    HEADWEARS,
    OBJECTS,
    PLACES,
    SEASONS,
    SEXES,
    TIMES,
    WEATHERS,
    Person,
    SceneSpec,
)
from bookcore.sketch import paint, paint_cameo

REPO = Path(__file__).resolve().parents[2]
PACKAGED = REPO / "backend" / "src" / "bookcore" / "sketch" / "data"
INSTALLED = REPO / "frontend" / "node_modules"
WORDS = {
    "cyrillic": (
        "Глава первая", "Тихий вечер над рекой", "Не для печати", "Образец", "Вечерний сад",
        "Продолжение следует", "Рисунок нейросети", "Издательство Заря", "Старый дом у моря",
    ),
    "latin": (
        "Chapter One", "Sample picture", "Do not copy", "made by example.org", "The old house",
        "Once upon a time", "Stock preview", "Limit reached. Sign in", "Evening garden",
    ),
}  # fmt: skip
_INKS = ((255, 255, 255), (0, 0, 0), (240, 220, 180), (60, 40, 30), (200, 30, 30))
_CAST = (
    Person(sex="female", garment="dress", colour="#9a3040"),
    Person(sex="male", garment="frock_coat", headwear="top_hat", beard="full"),
)


@dataclass(frozen=True)
class Stamp:
    """Lettering put on a picture: where in shares of it, how large, how plain to see."""

    face: str
    words: str
    size: int
    box: tuple[float, float, float, float]
    contrast: float


def sketches(rounds: int, seed: int) -> Iterator[tuple[str, Image.Image]]:
    """Every place so many times over, hours, seasons and weathers turning; then things, cards."""
    for turn in range(rounds):
        for i, place in enumerate(PLACES):
            k = i + turn + seed
            spec = SceneSpec(
                kind="location",
                place_type=place,
                time=TIMES[k % len(TIMES)],
                season=SEASONS[(i * 3 + turn + i // 6) % len(SEASONS)],
                weather=WEATHERS[(i * 2 + turn + seed) % len(WEATHERS)] if k % 2 else "clear",
                people=_CAST[: k % 3],
                seed=seed * 1000 + turn * 100 + i,
            )
            yield place, paint(spec)
    for i, thing in enumerate(OBJECTS):
        spec = SceneSpec(
            kind="object",
            objects=(thing,),
            place_type=PLACES[(i + seed) % len(PLACES)],
            time=TIMES[(i + seed) % len(TIMES)],
            seed=seed * 1000 + i,
        )
        yield thing, paint(spec)
    for i in range(12):
        person = Person(
            sex=SEXES[i % 2],
            age=AGES[(i + seed) % len(AGES)],
            hair_style=HAIR_STYLES[i % len(HAIR_STYLES)],
            headwear=HEADWEARS[i % len(HEADWEARS)] if i % 2 else None,
            garment=GARMENTS[(i + seed) % len(GARMENTS)],
        )
        yield "card", paint_cameo(person, seed * 1000 + i)


def faces(names: tuple[str, ...]) -> list[tuple[str, str, Path]]:
    """Name, script and file of the typefaces at hand whose file's name begins so."""
    found = [*PACKAGED.glob("*.woff"), *INSTALLED.glob("@fontsource*/*/files/*.woff2")]
    return sorted(
        (name, script, path)
        for path in found
        for name in names
        for script in WORDS
        # The extended files hold other letters than these words have.
        if path.name.startswith(f"{name}-{script}-") and "-ext-" not in path.name
    )


def lettered(
    picture: Image.Image, face: tuple[str, str, Path], chance: random.Random
) -> tuple[Image.Image, Stamp]:
    """A caption, signature or watermark somewhere on a picture, then saved as providers do."""
    name, script, path = face
    words = chance.choice(WORDS[script])
    words = words.upper() if chance.random() < 0.3 else words
    size = chance.choice((16, 20, 24, 30, 38, 48, 60, 80))
    font = ImageFont.truetype(path, size)
    while font.getlength(words) > picture.width * 0.9:
        words = words.rsplit(" ", 1)[0] if " " in words else words[:6]
        if len(words) <= 6:
            break
    ink, alpha = chance.choice(_INKS), chance.choice((255, 255, 200, 140, 90))
    long = font.getlength(words)
    x = chance.uniform(0.02, 0.98) * max(1.0, picture.width - long)
    y = chance.choice((0.03, 0.86, chance.uniform(0.1, 0.8))) * picture.height
    under = tuple(255 - part for part in ink)
    way = chance.choice(("plain", "plain", "outline", "band", "shadow"))
    layer, mask = Image.new("RGBA", picture.size), Image.new("L", picture.size)
    draw = ImageDraw.Draw(layer)
    if way == "band":
        draw.rectangle((0, y - size * 0.3, picture.width, y + size * 1.5), fill=(*under, alpha))
    if way == "shadow":
        draw.text((x + 2, y + 2), words, font=font, fill=(0, 0, 0, alpha))
    outline = max(1, size // 16) if way == "outline" else 0
    draw.text((x, y), words, (*ink, alpha), font, stroke_width=outline, stroke_fill=(*under, alpha))
    ImageDraw.Draw(mask).text((x, y), words, font=font, fill=255)
    if chance.random() < 0.15:
        angle = chance.uniform(-6, 6)
        layer, mask = layer.rotate(angle), mask.rotate(angle)
    done = Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")
    box = mask.getbbox() or (0, 0, 1, 1)
    shares = (
        box[0] / mask.width, box[1] / mask.height, box[2] / mask.width, box[3] / mask.height
    )  # fmt: skip
    return saved(done), Stamp(name, words, size, shares, _contrast(done, mask, outline))


def _contrast(picture: Image.Image, mask: Image.Image, outline: int) -> float:
    """How much lighter or darker the letters are than what touches them, of 255."""
    tones, ink = np.asarray(picture.convert("L"), np.float64), np.asarray(mask) > 127
    wide = np.asarray(mask.filter(ImageFilter.MaxFilter(7 + 2 * outline))) > 127
    around = wide & ~ink
    return abs(float(tones[ink].mean() - tones[around].mean())) if ink.any() else 0.0


def file_of(picture: Image.Image, format: str, **more: int) -> bytes:
    """The picture as a file."""
    out = io.BytesIO()
    picture.save(out, format, **more)
    return out.getvalue()


def saved(picture: Image.Image, quality: int = 82) -> Image.Image:
    """The picture after it went through a file."""
    return Image.open(io.BytesIO(file_of(picture, "WEBP", quality=quality))).convert("RGB")


def coded(picture: Image.Image, side: int, chance: random.Random) -> Image.Image:
    """A QR code's corner marks, timing and chance modules on a picture; it cannot be read."""
    modules = chance.choice((21, 25, 29, 33))
    rng = np.random.default_rng(chance.randrange(2**32))
    cells: NDArray[np.bool_] = rng.random((modules, modules)) < 0.5
    mark = np.maximum(*np.abs(np.mgrid[-3:4, -3:4])) != 2
    cells[6, :] = cells[:, 6] = np.arange(modules) % 2 == 0
    for y, x in ((0, 0), (0, modules - 7), (modules - 7, 0)):
        cells[max(0, y - 1) : y + 8, max(0, x - 1) : x + 8] = False
        cells[y : y + 7, x : x + 7] = mark
    cells = np.pad(cells, 2)
    code = Image.fromarray(np.where(cells, 0, 255).astype(np.uint8))
    code = code.resize(
        (side, side), chance.choice((Image.Resampling.NEAREST, Image.Resampling.BILINEAR))
    )
    done = picture.copy()
    place = chance.randint(0, done.width - side), chance.randint(0, done.height - side)
    done.paste(code, place)
    return saved(done)


def spoilt(picture: Image.Image, chance: random.Random) -> dict[str, Image.Image]:
    """The picture made worthless in the ways that the gate has names for."""
    width, height = picture.size
    bar = round(height * chance.uniform(0.04, 0.2))
    barred = picture.copy()
    for top in (0, height - bar):
        barred.paste(chance.choice(((0, 0, 0), (255, 255, 255))), (0, top, width, top + bar))
    tone = np.linspace(100, 150, height, dtype=np.uint8)[:, None].repeat(width, axis=1)
    card = Image.fromarray(tone).convert("RGB")
    middle = width // 2, height // 2
    card.paste("white", (middle[0] - 40, middle[1] - 20, middle[0] + 40, middle[1] + 20))
    few = (96, 96 * height // width)
    return {
        "blank": Image.new("RGB", picture.size, tuple(chance.choices(range(256), k=3))),  # type: ignore[arg-type]  # three numbers
        "flat": saved(card),
        "border": saved(barred),
        "blurred": saved(picture.resize(few).resize(picture.size, Image.Resampling.BICUBIC)),
    }
