"""Styles that a book may be drawn in, each in words that an image model understands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """`words` end a prompt, `negative` is what the style must not look like.

    `grade` holds the hues it leans to where the bible names no palette.
    """

    id: str
    names: Mapping[str, str]
    words: str
    negative: str
    grade: tuple[str, ...] = ()


DEFAULT_STYLE = "storybook"

_ALL = (
    Style(
        "storybook",
        {"ru": "Книжная гуашь", "en": "Storybook gouache"},
        "storybook illustration in gouache, soft matte paint, layered shapes, gentle rim light,"
        " painted paper texture, warm and legible composition",
        "photograph, 3d render, glossy plastic",
        ("#2f3e5c", "#c9a66b", "#7d9a6d", "#e9dcc3", "#9c4a2c"),
    ),
    Style(
        "watercolour",
        {"ru": "Акварель", "en": "Watercolour"},
        "transparent watercolour on cold-pressed paper, wet washes with soft edges, visible paper"
        " grain, light pencil underdrawing, white paper left for the lights",
        "photograph, 3d render, heavy outlines, flat digital colour",
    ),
    Style(
        "engraving",
        {"ru": "Гравюра", "en": "Copper engraving"},
        "old book engraving, black ink on ivory paper, fine parallel hatching and cross-hatching,"
        " strong tonal contrast, no colour",
        "colour, photograph, 3d render, airbrush, grey smudges",
        ("#141414", "#efe3c4"),
    ),
    Style(
        "oil",
        {"ru": "Масло", "en": "Oil painting"},
        "oil painting on canvas, visible brushwork, warm undertones, deep shadows, one clear source"
        " of light, realistic proportions",
        "photograph, 3d render, cartoon, flat colour",
    ),
    Style(
        "ink_wash",
        {"ru": "Тушь с размывкой", "en": "Ink wash"},
        "ink wash drawing, diluted black ink in few tones, loose brush strokes, large areas of empty"
        " paper, misty distance",
        "bright colour, photograph, 3d render, hard outlines",
        ("#1d1a1a", "#8a8a8a", "#f3efe4"),
    ),
    Style(
        "pencil",
        {"ru": "Карандаш", "en": "Pencil drawing"},
        "graphite pencil drawing, careful contour, soft shading, cream drawing paper, unfinished"
        " edges",
        "colour, photograph, 3d render, thick ink lines",
        ("#3a3a3a", "#f3efe4"),
    ),
    Style(
        "lubok",
        {"ru": "Лубок", "en": "Folk woodcut"},
        "hand-coloured folk woodcut print, bold carved outlines, flat red, green and ochre fills,"
        " naive perspective, decorative border of plants without lettering",
        "photograph, 3d render, soft shading, realistic perspective",
        ("#b1342a", "#4c7a45", "#d9a441", "#efe3c4", "#1d1a1a"),
    ),
    Style(
        "art_nouveau",
        {"ru": "Модерн", "en": "Art nouveau"},
        "art nouveau illustration, flowing contour lines, flat muted colours, ornamental plant"
        " motifs, decorative composition",
        "photograph, 3d render, hard shadows, clutter",
        ("#5b6b4e", "#c8a96a", "#8a4f3d", "#e8ddc2", "#2f4858"),
    ),
    Style(
        "noir",
        {"ru": "Нуар", "en": "Noir"},
        "noir illustration in black and white, hard side light, long shadows, wet reflections, high"
        " contrast, low camera",
        "bright colour, cheerful light, photograph, 3d render",
        ("#0d0d0d", "#f5f5f0"),
    ),
    Style(
        "children",
        {"ru": "Детская книга", "en": "Children's book"},
        "picture book illustration for children, rounded friendly shapes, clear bright colours,"
        " simple background, cosy details",
        "photograph, 3d render, frightening, dark, realistic wounds",
        ("#f2b84b", "#6fb1d8", "#7fb069", "#e76f51", "#fff4dd"),
    ),
    Style(
        "pastel",
        {"ru": "Пастель", "en": "Soft pastel"},
        "soft pastel on toned paper, powdery strokes, blended edges, luminous muted colours",
        "photograph, 3d render, hard outlines, neon colour",
    ),
    Style(
        "photographic",
        {"ru": "Как фотография", "en": "Photograph-like"},
        "photographic realism, natural light, 35 mm lens, shallow depth of field, true materials and"
        " skin, film grain",
        "drawing, painting, cartoon, plastic skin, studio backdrop",
    ),
    Style(
        "silhouette",
        {"ru": "Силуэты из бумаги", "en": "Paper cut"},
        "layered paper-cut illustration, dark silhouettes in front of glowing backgrounds, several"
        " planes of depth, crisp cut edges, soft light between the layers",
        "photograph, 3d render of plastic, facial detail",
        ("#14213d", "#274060", "#e0a458", "#f6e7cb"),
    ),
    Style(
        "graphic_novel",
        {"ru": "Графический роман", "en": "Graphic novel"},
        "graphic novel panel, confident ink outlines, limited flat colours, dramatic framing, no"
        " speech balloons",
        "speech bubble, several panels, photograph, 3d render",
    ),
)
STYLES: dict[str, Style] = {one.id: one for one in _ALL}
