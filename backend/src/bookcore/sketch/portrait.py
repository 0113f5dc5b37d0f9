"""Cameo cards: one person in profile in an oval frame, cut from paper, with no drawn face."""

from __future__ import annotations

import numpy as np

from bookcore.scene.spec import Person
from bookcore.sketch.canvas import Fill, Grad
from bookcore.sketch.colour import RGB, hexc, mix, shade
from bookcore.sketch.places.still import drapery
from bookcore.sketch.scene import Figure, Scene
from bookcore.sketch.shapes import Points, ellipse, pts, rect, ribbon, smooth
from bookcore.sketch.wardrobe import Outfit, dressed, trim_of

Local = list[tuple[float, float]]


class Bust:
    """Head and shoulders in their own measure: x towards the face, y up, the chin at 0, the crown at 1."""

    def __init__(self, sc: Scene, x: float, y: float, size: float) -> None:
        self.sc, self.x, self.y, self.k = sc, x, y, size

    def at(self, p: Local | Points) -> Points:
        """Own measure to picture units."""
        a = np.asarray(p, dtype=np.float64)
        return np.stack([self.x + a[:, 0] * self.k, self.y - a[:, 1] * self.k], axis=1)

    def put(self, p: Local | Points, fill: Fill, n: int = 8, drop: bool = True) -> None:
        """A smooth cut of paper with the shadow it throws on what lies below."""
        form = smooth(self.at(p), n=n)
        if drop:
            away = np.array([-self.sc.side * self.k * 0.016, self.k * 0.024])
            self.sc.cv.fill(form + away, (26.0, 20.0, 22.0), 0.34, raw=True, blur=self.k * 0.018)
        self.sc.cv.fill(form, fill)

    def lines(self, many: list[Local], width: float, colour: RGB, alpha: float) -> None:
        """Fine strokes."""
        w = width * self.k
        strokes = [
            ribbon(smooth(self.at(p), closed=False, n=6), [w * 0.3, w, w * 0.3]) for p in many
        ]
        self.sc.cv.fill(strokes, colour, alpha)


def _paper(c: RGB, side: int) -> Grad:
    run = (shade(c, 0.78), c, shade(c, 1.10))
    return Grad(run if side > 0 else run[::-1], 20)


def _clothes(b: Bust, o: Outfit) -> None:
    c, t, s = o.colour, trim_of(o), b.sc.side
    wide = 1.0 if o.female else 1.16
    if o.garment == "fur_coat":
        wide *= 1.12
    chest: Local = [
        (-0.34, -0.42),
        (-0.62 * wide, -0.58),
        (-0.86 * wide, -0.92),
        (-0.95 * wide, -1.7),
        (0.95 * wide, -1.7),
        (0.80 * wide, -1.0),
        (0.60 * wide, -0.66),
        (0.30, -0.45),
        (0.0, -0.36),
    ]
    b.put(chest, _paper(c, s))
    if o.garment in ("frock_coat", "suit", "coat"):
        b.put(
            [(0.02, -0.30), (0.28, -0.40), (0.36, -0.80), (0.28, -1.5), (0.08, -1.0)],
            hexc("#f3ecdd"),
            drop=False,
        )
        b.put(
            [(0.10, -0.34), (0.30, -0.38), (0.34, -0.52), (0.22, -0.60), (0.12, -0.50)],
            hexc("#45303a"),
        )
        b.put(
            [
                (-0.16, -0.26),
                (0.06, -0.36),
                (0.22, -0.80),
                (0.22, -1.6),
                (-0.2, -1.5),
                (-0.10, -0.80),
                (-0.34, -0.62),
            ],
            shade(c, 0.78),
        )
        b.put(
            [
                (0.30, -0.42),
                (0.42, -0.56),
                (0.52, -0.90),
                (0.40, -1.6),
                (0.30, -1.2),
                (0.36, -0.74),
            ],
            shade(c, 0.70),
        )
        b.put(
            [(-0.20, -0.16), (0.12, -0.24), (0.26, -0.36), (0.02, -0.42), (-0.24, -0.34)],
            hexc("#f6f1e6"),
        )
    elif o.garment == "uniform":
        b.put([(-0.26, -0.14), (0.20, -0.24), (0.22, -0.44), (-0.28, -0.38)], shade(t, 0.95))
        for y in (-0.66, -0.86, -1.06, -1.26):
            b.sc.cv.fill(
                b.at(ellipse(0.26, y, 0.045, 0.045, 18)), Grad((shade(t, 1.2), shade(t, 0.7)))
            )
        for d in (-1, 1):
            b.put(
                [
                    (d * 0.46 - 0.26, -0.52),
                    (d * 0.46, -0.46),
                    (d * 0.46 + 0.26, -0.56),
                    (d * 0.46 + 0.2, -0.70),
                    (d * 0.46 - 0.22, -0.68),
                ],
                t,
            )
    elif o.garment == "fur_coat":
        b.put(
            [
                (-0.42, -0.10),
                (-0.10, -0.22),
                (0.26, -0.32),
                (0.46, -0.56),
                (0.50, -1.7),
                (0.16, -1.7),
                (0.10, -0.80),
                (-0.20, -0.52),
                (-0.52, -0.40),
            ],
            _paper(shade(t, 1.25), s),
        )
    elif o.garment in ("dress", "apron"):
        b.put(
            [
                (-0.30, -0.20),
                (-0.02, -0.32),
                (0.22, -0.38),
                (0.34, -0.52),
                (0.12, -0.66),
                (-0.14, -0.56),
                (-0.38, -0.46),
            ],
            hexc("#f6f0e4"),
        )
        b.sc.cv.fill(
            b.at(ellipse(0.19, -0.56, 0.055, 0.065, 22)), Grad((hexc("#e8cf8a"), hexc("#a8772e")))
        )
    elif o.garment in ("shawl", "cloak", "robe"):
        b.put(
            [
                (-0.50, -0.12),
                (-0.16, -0.22),
                (0.14, -0.36),
                (0.44, -0.74),
                (0.56, -1.7),
                (-0.92, -1.7),
                (-0.94, -0.86),
                (-0.70, -0.44),
            ],
            _paper(shade(c, 1.18 if o.garment == "shawl" else 0.86), s),
        )
        b.lines(
            [
                [(-0.30, -0.30), (-0.36, -0.9), (-0.5, -1.6)],
                [(0.02, -0.40), (0.06, -1.0), (0.0, -1.6)],
            ],
            0.024,
            shade(c, 0.5),
            0.6,
        )
    elif o.garment == "rags":
        b.put(
            [(-0.10, -0.30), (0.24, -0.42), (0.12, -0.70), (0.02, -1.0), (-0.08, -0.7)],
            shade(o.skin, 0.88),
            drop=False,
        )
        b.put([(0.30, -0.90), (0.52, -0.94), (0.48, -1.16), (0.30, -1.12)], shade(c, 1.3), n=2)
    else:
        b.put([(-0.24, -0.18), (0.18, -0.28), (0.24, -0.44), (-0.28, -0.40)], shade(c, 1.25))
        b.lines([[(0.12, -0.42), (0.16, -0.9), (0.15, -1.6)]], 0.03, shade(c, 0.5), 0.7)


def _profile(o: Outfit) -> Local:
    """The outline of face and neck, from the hairline down to the nape."""
    soft = 0.0 if o.female else 1.0
    child = o.age == "child"
    nose = 0.475 if child else 0.53 + 0.03 * soft
    chin = 0.37 if child else 0.40 + 0.025 * soft
    jaw = -0.02 if o.age != "old" else -0.05
    return [
        (0.16, 0.96), (0.33, 0.80), (0.375, 0.66), (0.35, 0.575), (0.385, 0.52), (nose, 0.385), (nose - 0.04, 0.335),
        (0.405, 0.32), (0.395, 0.285), (0.435, 0.235), (0.425, 0.20), (0.395, 0.185), (0.425, 0.15), (0.405, 0.105),
        (0.375, 0.085), (chin + 0.015, 0.03), (chin - 0.04, -0.045), (0.22, jaw - 0.055), (0.07, -0.06), (0.045, -0.22), (0.10, -0.46),
        (-0.34, -0.46), (-0.30, -0.20), (-0.33, 0.15), (-0.40, 0.40), (-0.30, 0.80), (-0.05, 0.98),
    ]  # fmt: skip


def _hair(b: Bust, o: Outfit) -> None:
    c, s = o.hair, b.sc.side
    style = o.hair_style
    fill = _paper(c, s)
    if style == "bald":
        b.put(
            [
                (-0.28, 0.52),
                (-0.42, 0.40),
                (-0.40, 0.16),
                (-0.26, 0.08),
                (-0.10, 0.30),
                (-0.14, 0.46),
            ],
            fill,
        )
        return
    if style == "bun":
        b.put(ellipse(-0.56, 0.44, 0.20, 0.19, 20), _paper(shade(c, 0.9), s), n=2)
    crown: Local = [
        (0.355, 0.76),
        (0.30, 0.92),
        (0.12, 1.07),
        (-0.14, 1.09),
        (-0.38, 0.94),
        (-0.48, 0.64),
        (-0.44, 0.32),
    ]
    if style in ("bun", "braid"):
        b.put(
            [*crown, (-0.34, 0.14), (-0.18, 0.20), (-0.06, 0.34), (0.02, 0.52), (0.16, 0.66)], fill
        )
    elif style == "loose":
        b.put(
            [
                *crown,
                (-0.56, -0.2),
                (-0.60, -0.82),
                (-0.36, -0.98),
                (-0.10, -0.80),
                (-0.06, -0.3),
                (-0.10, 0.22),
                (0.02, 0.52),
                (0.18, 0.66),
            ],
            fill,
        )
    elif style == "curly":
        for i in range(13):
            a = 0.55 + i * 0.27
            b.put(
                ellipse(-0.06 + 0.40 * np.cos(a), 0.60 + 0.42 * np.sin(a), 0.17, 0.17, 18),
                _paper(shade(c, 0.86 + 0.06 * (i % 4)), s),
                n=2,
            )
        b.put(
            [(0.26, 0.86), (0.0, 1.02), (-0.36, 0.86), (-0.40, 0.36), (-0.14, 0.34), (0.02, 0.60)],
            fill,
            drop=False,
        )
    else:
        b.put(
            [
                *crown,
                (-0.36, 0.06),
                (-0.24, 0.02),
                (-0.16, 0.20),
                (-0.06, 0.22),
                (-0.03, 0.46),
                (0.10, 0.64),
                (0.24, 0.70),
            ],
            fill,
        )
    if style == "braid":
        for i in range(6):
            y = 0.06 - 0.20 * i
            b.put(
                ellipse(-0.42 - 0.02 * i, y, 0.125 - 0.008 * i, 0.13, 16),
                _paper(shade(c, 0.8 + 0.12 * (i % 2)), s),
                n=2,
            )
    light = mix(c, hexc("#f0d9b0"), 0.35)
    b.lines(
        [[(0.24, 0.90), (-0.06, 0.86 - 0.05 * i), (-0.32, 0.62 - 0.08 * i)] for i in range(5)],
        0.012,
        light,
        0.5,
    )


def _beard(b: Bust, o: Outfit) -> None:
    c, s = shade(o.hair, 0.92), b.sc.side
    drop = {"short": 0.10, "full": 0.30, "long": 0.80}.get(o.beard or "", 0.0)
    if drop:
        b.put(
            [
                (-0.10, 0.34),
                (-0.02, 0.30),
                (0.10, 0.20),
                (0.26, 0.22),
                (0.37, 0.20),
                (0.42, 0.12),
                (0.47, 0.02),
                (0.42, -0.06 - drop * 0.6),
                (0.28, -0.08 - drop),
                (0.08, -0.06 - drop * 0.7),
                (-0.06, 0.06),
            ],
            _paper(c, s),
        )
        b.lines(
            [
                [
                    (0.10 + 0.07 * i, 0.12),
                    (0.14 + 0.06 * i, -drop * 0.4),
                    (0.16 + 0.04 * i, -0.04 - drop * 0.8),
                ]
                for i in range(4)
            ],
            0.012,
            shade(c, 0.6),
            0.5,
        )
    b.put(
        [
            (0.29, 0.30),
            (0.42, 0.325),
            (0.50, 0.27),
            (0.47, 0.225),
            (0.36, 0.245),
            (0.26, 0.20),
            (0.22, 0.23),
        ],
        shade(c, 0.88),
    )


def _hat(b: Bust, o: Outfit) -> None:
    s = b.sc.side
    dark = mix(o.colour, hexc("#26222a"), 0.75)
    kind = o.headwear
    if kind == "top_hat":
        b.put(
            [(-0.46, 0.80), (-0.50, 1.62), (0.38, 1.66), (0.36, 0.86)],
            _paper(hexc("#2a2730"), s),
            n=2,
        )
        b.put(
            [(-0.47, 0.82), (-0.48, 0.98), (0.365, 1.02), (0.36, 0.86)],
            hexc("#5a4658"),
            n=2,
            drop=False,
        )
        b.put(
            [
                (-0.66, 0.90),
                (-0.50, 0.80),
                (-0.05, 0.77),
                (0.40, 0.83),
                (0.58, 0.92),
                (0.38, 0.90),
                (-0.05, 0.86),
                (-0.48, 0.88),
            ],
            hexc("#26232b"),
        )
    elif kind == "hat":
        straw = hexc("#d6ba80") if o.female else dark
        b.put(
            [(-0.44, 0.82), (-0.40, 1.18), (-0.02, 1.28), (0.32, 1.18), (0.36, 0.84)],
            _paper(straw, s),
        )
        b.put(
            [(-0.44, 0.84), (-0.43, 0.96), (0.36, 0.98), (0.36, 0.86)],
            hexc("#7a3440") if o.female else shade(straw, 0.5),
            n=2,
            drop=False,
        )
        b.put(
            [
                (-0.86, 0.78),
                (-0.46, 0.78),
                (-0.02, 0.76),
                (0.42, 0.80),
                (0.82, 0.80),
                (0.42, 0.89),
                (-0.02, 0.88),
                (-0.5, 0.90),
            ],
            _paper(straw, s),
        )
    elif kind == "cap":
        b.put(
            [(-0.50, 0.70), (-0.52, 1.00), (-0.10, 1.20), (0.38, 1.08), (0.38, 0.78)],
            _paper(dark, s),
        )
        if o.garment == "uniform":
            b.put(
                [(-0.50, 0.72), (-0.51, 0.86), (0.38, 0.92), (0.38, 0.78)],
                hexc("#a63b36"),
                n=2,
                drop=False,
            )
        b.put(
            [(0.28, 0.80), (0.40, 0.84), (0.66, 0.72), (0.62, 0.66), (0.36, 0.74)], hexc("#1f1c20")
        )
    elif kind == "fur_hat":
        b.put(
            [(-0.54, 0.66), (-0.58, 1.10), (-0.30, 1.32), (0.18, 1.34), (0.46, 1.12), (0.42, 0.76)],
            _paper(hexc("#4e3c30"), s),
        )
        b.put(
            [
                (-0.58, 0.62),
                (-0.56, 0.88),
                (-0.05, 0.84),
                (0.44, 0.94),
                (0.46, 0.72),
                (-0.05, 0.62),
            ],
            _paper(hexc("#75604c"), s),
        )
    elif kind in ("kerchief", "hood"):
        c = o.colour if kind == "hood" else mix(hexc("#b9453c"), shade(o.colour, 1.25), 0.3)
        b.put(
            [
                (0.34, 0.82),
                (0.22, 1.06),
                (-0.10, 1.18),
                (-0.46, 1.0),
                (-0.60, 0.50),
                (-0.58, -0.2),
                (-0.44, -0.50),
                (0.06, -0.46),
                (0.20, -0.18),
                (0.10, -0.04),
                (-0.02, 0.30),
                (0.10, 0.66),
            ],
            _paper(c, s),
        )
        b.lines(
            [
                [(0.24, 0.90), (-0.12, 0.80), (-0.36, 0.40), (-0.30, -0.1)],
                [(0.10, 0.62), (-0.14, 0.3), (-0.06, -0.1)],
            ],
            0.02,
            shade(c, 0.6),
            0.6,
        )
    elif kind == "bonnet":
        c = hexc("#efe4cf")
        b.put(
            [
                (0.34, 0.98),
                (0.06, 1.20),
                (-0.36, 1.12),
                (-0.62, 0.70),
                (-0.56, 0.16),
                (-0.26, 0.02),
                (-0.04, 0.24),
                (0.10, 0.64),
            ],
            _paper(c, s),
        )
        b.put(
            [(0.30, 1.10), (0.44, 1.04), (0.22, 0.62), (0.02, 0.20), (-0.12, 0.14), (0.04, 0.50)],
            _paper(shade(c, 0.92), s),
        )
        b.lines(
            [[(-0.06, 0.18), (0.06, -0.04), (0.16, -0.14), (0.22, -0.44)]],
            0.07,
            hexc("#8a4a5a"),
            1.0,
        )
    elif kind == "helmet":
        b.put(
            [
                (-0.52, 0.46),
                (-0.54, 0.90),
                (-0.10, 1.22),
                (0.36, 1.00),
                (0.42, 0.72),
                (-0.10, 0.66),
            ],
            Grad((hexc("#d5dbe0"), hexc("#8d959e"), hexc("#596069")), 20),
        )
        b.put([(-0.10, 1.18), (-0.06, 1.48), (0.0, 1.18)], hexc("#d0b060"), n=2)
    elif kind == "crown":
        b.put(
            [
                (-0.46, 0.84),
                (-0.52, 1.26),
                (-0.28, 1.06),
                (-0.06, 1.36),
                (0.16, 1.08),
                (0.40, 1.30),
                (0.36, 0.88),
            ],
            Grad((hexc("#f0cf6a"), hexc("#b9862e"))),
            n=1,
        )


def _bust(sc: Scene, person: Person, x: float, y: float, size: float) -> Outfit:
    o = dressed(person, np.random.default_rng([sc.spec.seed, 0, 77]), False)
    b = Bust(sc, x, y, size)
    if o.hair_style == "loose":
        b.put(
            [(-0.20, 0.9), (-0.50, 0.5), (-0.58, -0.6), (-0.30, -0.95), (0.10, -0.70), (0.0, 0.2)],
            shade(o.hair, 0.72),
        )
    b.put(_profile(o), _paper(o.skin, sc.side), n=7)
    neck: Local = [
        (0.24, -0.10),
        (0.08, -0.06),
        (0.045, -0.22),
        (0.09, -0.44),
        (-0.06, -0.40),
        (-0.02, -0.14),
    ]
    b.sc.cv.fill(smooth(b.at(neck), n=6), shade(o.skin, 0.72), 0.55, blur=size * 0.02)
    b.sc.cv.fill(b.at(ellipse(0.25, 0.33, 0.11, 0.08, 24)), hexc("#d98a78"), 0.30, blur=size * 0.04)
    # A closed lid and a brow say where the eye is without drawing one.
    b.lines([[(0.25, 0.50), (0.30, 0.475), (0.345, 0.49)]], 0.016, shade(o.hair, 0.6), 0.75)
    brow = shade(o.hair, 0.85) if o.age != "old" else shade(o.hair, 0.8)
    b.lines([[(0.22, 0.60), (0.29, 0.625), (0.35, 0.595)]], 0.022, brow, 0.8)
    b.lines([[(0.33, 0.245), (0.38, 0.232), (0.425, 0.228)]], 0.014, hexc("#9a5a4c"), 0.6)
    if o.age == "old":
        b.lines(
            [
                [(0.30, 0.34), (0.27, 0.24), (0.29, 0.16)],
                [(0.20, 0.46), (0.15, 0.44), (0.12, 0.47)],
                [(0.22, 0.76), (0.29, 0.75), (0.34, 0.73)],
            ],
            0.010,
            shade(o.skin, 0.55),
            0.6,
        )
    _clothes(b, o)
    covered = o.headwear in ("kerchief", "hood")
    if not covered:
        _hair(b, o)
        if o.headwear is None or o.headwear in ("top_hat", "hat", "cap", "fur_hat", "crown"):
            b.put(
                [(-0.055, 0.46), (-0.01, 0.44), (0.0, 0.36), (-0.04, 0.30), (-0.085, 0.36)],
                shade(o.skin, 0.9),
            )
    else:
        b.put(
            [(0.35, 0.76), (0.20, 0.88), (0.05, 0.74), (0.14, 0.64), (0.26, 0.70)],
            _paper(o.hair, sc.side),
            drop=False,
        )
    if o.beard:
        _beard(b, o)
    if o.headwear:
        _hat(b, o)
    return o


def cameo(sc: Scene) -> None:
    """Paint the one person of the spec as a cameo on a table of cloth or panelled wood."""
    cv, w = sc.cv, sc.w
    person = sc.spec.people[0] if sc.spec.people else Person()
    o = dressed(person, np.random.default_rng([sc.spec.seed, 0, 77]), False)
    back = sc.pick(
        hexc("#5f6f66"), hexc("#6b4a3c"), hexc("#4d5870"), hexc("#6d5a6a"), hexc("#7a6c50")
    )
    if sc.look.tint is not None:
        back = mix(back, sc.look.tint, 0.4)
    sc.ambient = {"night": (0.72, 0.70, 0.78), "dusk": (0.84, 0.78, 0.82)}.get(
        sc.look.time, (1.0, 0.99, 0.97)
    )
    cv.fill(rect(-2, -2, w + 2, 102), Grad((shade(back, 1.1), back, shade(back, 0.68)), 65))
    for _ in range(34):
        cv.fill(
            ellipse(sc.u(0, w), sc.u(0, 100), sc.u(8, 22), sc.u(1.5, 4)),
            shade(back, sc.u(0.78, 1.2)),
            0.16,
            blur=2.2,
        )
    if w > 120 and sc.chance(0.6):
        drapery(sc, shade(back, 0.8))
    cx, cy = w / 2, 50.0
    ry = 46.0
    rx = min(ry * 0.80, w * 0.44)
    cv.fill(
        ellipse(cx - sc.side * 1.5, cy + 2.2, rx + 1.5, ry + 1.0, 90),
        (20.0, 14.0, 16.0),
        0.5,
        raw=True,
        blur=2.4,
    )
    gold = sc.pick(hexc("#c39a4c"), hexc("#b8863f"), hexc("#a9a29a"))
    for inset, tones in (
        (0.0, (1.35, 0.95, 0.55)),
        (1.5, (0.6, 1.0, 1.4)),
        (3.0, (1.15, 0.8, 0.5)),
    ):
        cv.fill(
            ellipse(cx, cy, rx - inset, ry - inset, 96),
            Grad(tuple(shade(gold, t) for t in tones), 60),
        )
    field = shade(mix(hexc("#e4dcc8"), o.colour, 0.16), 1.0)
    if (o.hair[0] + o.hair[1] + o.hair[2]) > 520:
        field = mix(field, hexc("#7d8a92"), 0.5)  # white hair must stand out against the ground
    inner = ellipse(cx, cy, rx - 4.2, ry - 4.2, 96)
    cv.fill(inner, shade(gold, 0.30))
    cv.fill(
        ellipse(cx, cy, rx - 4.8, ry - 4.8, 96),
        Grad((shade(field, 1.12), field, shade(field, 0.80)), 70),
    )
    cv.fill(ellipse(cx + 6, cy - 10, rx * 0.5, ry * 0.45), shade(field, 1.5), 0.6, blur=8)
    before = cv.image.copy()
    tall = 1.0 if o.headwear not in ("top_hat", "fur_hat", "crown", "helmet") else 0.86
    size = {"child": 30.0}.get(o.age, 36.0) * tall
    _bust(sc, person, cx - 2.5, cy + 13 + (0 if tall == 1.0 else 4), size)
    # The bust is cut by the oval: what lies outside comes back from the copy.
    mask_of = cv.image.copy()
    cv.image.paste(before, (0, 0))
    cv.fill(ellipse(cx, cy, rx - 4.9, ry - 4.9, 96), mask_of, raw=True)
    ring = ellipse(cx, cy, rx - 5.0, ry - 5.0, 96)
    hollow = np.concatenate(
        [ring, ring[:1], ellipse(cx - sc.side * 0.8, cy + 1.0, rx - 6.6, ry - 6.6, 96)[::-1]]
    )
    cv.fill(hollow, (24.0, 18.0, 18.0), 0.35, raw=True, blur=0.8)
    cv.fill(
        pts(
            [
                (cx - 0.2, cy - ry - 2),
                (cx + 0.2, cy - ry - 2),
                (cx + 0.2, cy - ry),
                (cx - 0.2, cy - ry),
            ]
        ),
        gold,
    )
    sc.graph.figures.append(
        Figure(0, (cx - size * 0.95, cy - size * 1.2, cx + size * 0.95, cy + ry - 5), "portrait")
    )
