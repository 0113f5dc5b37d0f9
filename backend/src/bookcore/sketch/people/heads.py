"""Heads of small figures: hair, beards, hats, no drawn faces."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.colour import hexc, mix, shade
from bookcore.sketch.people.body import Body, curve
from bookcore.sketch.people.wardrobe import Outfit
from bookcore.sketch.shapes import ellipse, pts, ribbon, smooth


def draw_head(b: Body, o: Outfit, cx: float, cy: float, r: float, turn: str) -> None:
    """`turn`: side (profile forward), back, or away (three quarters from behind)."""
    skin, hair = o.skin, o.hair
    b.put(
        ribbon(
            [(cx - r * 0.12, cy - r * 0.55), (cx - r * 0.12, cy - r * 1.55)], [r * 0.74, r * 0.86]
        ),
        shade(skin, 0.80),
    )
    if o.hair_style == "loose":
        b.put(
            curve(
                [
                    (cx - r * 0.2, cy + r * 0.9),
                    (cx - r * 1.05, cy + r * 0.3),
                    (cx - r * 1.20, cy - r * 1.2),
                    (cx - r * 0.95, cy - r * 2.5),
                    (cx + r * 0.1, cy - r * 2.2),
                    (cx + r * 0.35, cy - r * 0.6),
                ]
            ),
            b.round(hair),
        )
    if o.hair_style == "braid":
        b.put(
            ribbon(
                smooth(
                    [
                        (cx - r * 0.7, cy - r * 0.2),
                        (cx - r * 1.25, cy - r * 1.6),
                        (cx - r * 1.0, cy - r * 4.2),
                    ],
                    closed=False,
                ),
                [r * 0.62, r * 0.48, r * 0.16],
            ),
            b.round(shade(hair, 0.9)),
        )
    if turn == "back":
        skull = ellipse(cx, cy, r * 0.84, r * 1.02, 28)
        b.put(skull, b.round(hair if o.hair_style != "bald" else skin))
    else:
        face = curve(
            [
                (cx - r * 0.5, cy + r * 0.95),
                (cx + r * 0.36, cy + r * 0.92),
                (cx + r * 0.74, cy + r * 0.42),
                (cx + r * 0.76, cy + r * 0.10),
                (cx + r * 1.00, cy - r * 0.24),
                (cx + r * 0.80, cy - r * 0.36),
                (cx + r * 0.80, cy - r * 0.62),
                (cx + r * 0.60, cy - r * 0.98),
                (cx + r * 0.16, cy - r * 0.98),
                (cx - r * 0.55, cy - r * 0.5),
            ],
            5,
        )
        b.put(face, b.round(skin, 0.8, 1.06))
        b.put(
            ellipse(cx + r * 0.42, cy - r * 0.34, r * 0.24, r * 0.16, 12),
            hexc("#d98a78"),
            0.35,
            blur=r * 0.12,
        )
        if r * b.h > 1.1:
            b.put(
                ribbon(
                    smooth(
                        [
                            (cx + r * 0.40, cy - r * 0.02),
                            (cx + r * 0.56, cy - r * 0.10),
                            (cx + r * 0.70, cy - r * 0.03),
                        ],
                        closed=False,
                        n=4,
                    ),
                    [r * 0.05],
                ),
                hexc("#4a3228"),
                0.8,
            )
        if o.hair_style != "bald":
            cap = [
                (cx + r * 0.66, cy + r * 0.58),
                (cx + r * 0.30, cy + r * 1.08),
                (cx - r * 0.40, cy + r * 1.10),
                (cx - r * 0.98, cy + r * 0.52),
                (cx - r * 1.0, cy - r * 0.25),
                (cx - r * 0.66, cy - r * 0.74),
                (cx - r * 0.20, cy - r * 0.62),
                (cx + r * 0.02, cy + r * 0.02),
                (cx + r * 0.22, cy + r * 0.48),
            ]
            b.put(curve(cap, 5), b.round(hair, 0.7, 1.2))
        else:
            b.put(
                curve(
                    [
                        (cx - r * 0.5, cy + r * 0.3),
                        (cx - r * 0.98, cy + r * 0.2),
                        (cx - r * 0.9, cy - r * 0.4),
                        (cx - r * 0.45, cy - r * 0.6),
                        (cx - r * 0.2, cy - r * 0.2),
                    ],
                    5,
                ),
                hair,
            )
            b.put(
                curve(
                    [
                        (cx - r * 0.55, cy + r * 0.9),
                        (cx - r * 0.98, cy + r * 0.3),
                        (cx - r * 0.6, cy + r * 0.0),
                        (cx + r * 0.2, cy + r * 0.8),
                    ],
                    5,
                ),
                skin,
            )
    if o.hair_style == "bun":
        b.put(
            ellipse(
                cx - r * (0.95 if turn != "back" else 0.0),
                cy + r * (0.42 if turn != "back" else 0.55),
                r * 0.46,
                r * 0.44,
                18,
            ),
            b.round(shade(hair, 0.92), 0.7, 1.25),
        )
    if o.hair_style == "curly":
        for i in range(8):
            a = 0.9 + i * 0.45
            b.put(
                ellipse(
                    cx + np.cos(a) * r * 0.9, cy + np.sin(a) * r * 0.85, r * 0.36, r * 0.36, 12
                ),
                shade(hair, 0.9 + 0.07 * (i % 3)),
            )
    if o.beard and turn != "back":
        _beard(b, o, cx, cy, r)
    if o.headwear:
        _hat(b, o, cx, cy, r, turn)


def _beard(b: Body, o: Outfit, cx: float, cy: float, r: float) -> None:
    c = shade(o.hair, 0.94)
    if o.beard in ("moustache", "full", "long", "short"):
        b.put(
            curve(
                [
                    (cx + r * 0.42, cy - r * 0.36),
                    (cx + r * 0.92, cy - r * 0.40),
                    (cx + r * 0.86, cy - r * 0.56),
                    (cx + r * 0.40, cy - r * 0.56),
                ],
                4,
            ),
            c,
        )
    drop = {"short": 0.35, "full": 0.95, "long": 2.3}.get(o.beard or "", 0.0)
    if drop:
        b.put(
            curve(
                [
                    (cx - r * 0.30, cy - r * 0.10),
                    (cx + r * 0.10, cy - r * 0.52),
                    (cx + r * 0.84, cy - r * 0.62),
                    (cx + r * 0.84, cy - r * (0.95 + drop * 0.5)),
                    (cx + r * 0.48, cy - r * (1.0 + drop)),
                    (cx + r * 0.02, cy - r * (0.9 + drop * 0.4)),
                ],
                5,
            ),
            b.round(c, 0.75, 1.15),
        )


def _hat(b: Body, o: Outfit, cx: float, cy: float, r: float, turn: str) -> None:
    kind = o.headwear
    dark = mix(o.colour, hexc("#241f22"), 0.72)
    y = cy + r * 0.50
    if kind == "top_hat":
        b.put(
            pts(
                [
                    (cx - r * 0.78, y),
                    (cx - r * 0.90, y + r * 1.75),
                    (cx + r * 0.84, y + r * 1.75),
                    (cx + r * 0.72, y),
                ]
            ),
            b.round(hexc("#25222a"), 0.6, 1.3),
        )
        b.put(
            pts(
                [
                    (cx - r * 0.79, y + r * 0.05),
                    (cx - r * 0.81, y + r * 0.36),
                    (cx + r * 0.75, y + r * 0.36),
                    (cx + r * 0.73, y + r * 0.05),
                ]
            ),
            hexc("#56404a"),
        )
        b.put(
            curve(
                [
                    (cx - r * 1.35, y + r * 0.12),
                    (cx, y - r * 0.10),
                    (cx + r * 1.32, y + r * 0.12),
                    (cx, y + r * 0.14),
                ],
                6,
            ),
            hexc("#221f26"),
        )
    elif kind == "hat":
        straw = hexc("#d8bd82") if o.female else dark
        b.put(
            curve(
                [
                    (cx - r * 0.80, y),
                    (cx - r * 0.70, y + r * 0.85),
                    (cx, y + r * 1.0),
                    (cx + r * 0.66, y + r * 0.82),
                    (cx + r * 0.76, y),
                ],
                5,
            ),
            b.round(straw),
        )
        b.put(
            curve(
                [
                    (cx - r * 1.6, y + r * 0.02),
                    (cx, y + r * 0.22),
                    (cx + r * 1.55, y),
                    (cx, y - r * 0.18),
                ],
                6,
            ),
            b.round(straw, 0.7, 1.1),
        )
        b.put(
            ribbon([(cx - r * 0.8, y + r * 0.20), (cx + r * 0.76, y + r * 0.20)], [r * 0.24]),
            hexc("#7a3440") if o.female else shade(straw, 0.5),
        )
    elif kind == "cap":
        b.put(
            curve(
                [
                    (cx - r * 0.95, y - r * 0.05),
                    (cx - r * 0.98, y + r * 0.55),
                    (cx, y + r * 0.82),
                    (cx + r * 0.90, y + r * 0.52),
                    (cx + r * 0.80, y - r * 0.05),
                ],
                5,
            ),
            b.round(dark),
        )
        b.put(
            curve(
                [
                    (cx + r * 0.50, y + r * 0.12),
                    (cx + r * 1.28, y - r * 0.10),
                    (cx + r * 1.15, y - r * 0.24),
                    (cx + r * 0.5, y - r * 0.08),
                ],
                4,
            ),
            hexc("#1f1c20"),
        )
        if o.garment == "uniform":
            b.put(
                ribbon([(cx - r * 0.95, y + r * 0.08), (cx + r * 0.82, y + r * 0.08)], [r * 0.24]),
                hexc("#a63b36"),
            )
    elif kind == "fur_hat":
        b.put(
            curve(
                [
                    (cx - r * 1.05, y - r * 0.25),
                    (cx - r * 1.10, y + r * 0.65),
                    (cx - r * 0.5, y + r * 1.15),
                    (cx + r * 0.5, y + r * 1.12),
                    (cx + r * 1.05, y + r * 0.60),
                    (cx + r * 0.98, y - r * 0.22),
                ],
                5,
            ),
            b.round(hexc("#4e3c30"), 0.6, 1.35),
        )
        b.put(
            ribbon([(cx - r * 1.02, y - r * 0.12), (cx + r * 0.98, y - r * 0.10)], [r * 0.46]),
            b.round(hexc("#6a5442"), 0.6, 1.3),
        )
    elif kind in ("kerchief", "hood"):
        c = o.colour if kind == "hood" else mix(hexc("#c2453c"), shade(o.colour, 1.3), 0.25)
        form = [
            (cx + r * 0.56, cy + r * 0.72),
            (cx + r * 0.1, cy + r * 1.22),
            (cx - r * 0.7, cy + r * 1.02),
            (cx - r * 1.18, cy + r * 0.2),
            (cx - r * 1.05, cy - r * 1.0),
            (cx - r * 0.2, cy - r * 1.35),
            (cx + r * 0.42, cy - r * 1.02),
            (cx + r * 0.10, cy - r * 0.2),
        ]
        if turn == "back":
            form = [
                (cx, cy + r * 1.22),
                (cx - r * 1.05, cy + r * 0.4),
                (cx - r * 1.0, cy - r * 1.2),
                (cx, cy - r * 1.9),
                (cx + r * 1.0, cy - r * 1.2),
                (cx + r * 1.05, cy + r * 0.4),
            ]
        b.put(curve(form, 5), b.round(c))
    elif kind == "bonnet":
        c = hexc("#efe4cf")
        b.put(
            curve(
                [
                    (cx + r * 0.70, cy + r * 1.05),
                    (cx - r * 0.3, cy + r * 1.28),
                    (cx - r * 1.15, cy + r * 0.5),
                    (cx - r * 1.05, cy - r * 0.5),
                    (cx - r * 0.35, cy - r * 0.7),
                    (cx + r * 0.1, cy + r * 0.2),
                ],
                5,
            ),
            b.round(c),
        )
        b.put(
            ribbon(
                smooth(
                    [
                        (cx + r * 0.78, cy + r * 1.12),
                        (cx + r * 0.05, cy + r * 0.25),
                        (cx - r * 0.25, cy - r * 0.72),
                    ],
                    closed=False,
                ),
                [r * 0.20],
            ),
            hexc("#8a4a5a"),
        )
    elif kind == "helmet":
        steel = hexc("#9aa2ab")
        b.put(
            curve(
                [
                    (cx - r * 1.0, y - r * 0.4),
                    (cx - r * 0.95, y + r * 0.4),
                    (cx, y + r * 0.9),
                    (cx + r * 0.9, y + r * 0.4),
                    (cx + r * 0.86, y - r * 0.15),
                ],
                5,
            ),
            b.round(steel, 0.5, 1.4),
        )
        b.put(
            pts([(cx - r * 0.14, y + r * 0.8), (cx, y + r * 1.5), (cx + r * 0.14, y + r * 0.8)]),
            hexc("#d0b060"),
        )
    elif kind == "crown":
        teeth = [
            (cx - r * 0.8, y),
            (cx - r * 0.95, y + r * 0.95),
            (cx - r * 0.45, y + r * 0.45),
            (cx, y + r * 1.1),
            (cx + r * 0.42, y + r * 0.45),
            (cx + r * 0.9, y + r * 0.95),
            (cx + r * 0.76, y),
        ]
        b.put(pts(teeth), b.round(hexc("#e2b84a"), 0.6, 1.4))
