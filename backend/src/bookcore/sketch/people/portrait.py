"""Cameo cards: one person in profile in an oval frame, cut from paper, with no drawn face."""

from __future__ import annotations

import numpy as np

from bookcore.scene.spec import Person
from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import RGB, hexc, luma, mix, shade
from bookcore.sketch.people.bust import Bust, Features, bust_clothes, paper, profile
from bookcore.sketch.people.bust_heads import bust_beard, bust_hair, bust_hat
from bookcore.sketch.people.wardrobe import Outfit, dressed
from bookcore.sketch.props.drapery import drapery
from bookcore.sketch.scene import Figure, Scene
from bookcore.sketch.shapes import Local, dots, ellipse, pts, rect, smooth

_CLOTHS = ("#5f6f66", "#6b4a3c", "#4d5870", "#6d5a6a", "#7a6c50", "#6e3f42", "#3f5c5a", "#565049")
_FRAMES = ("#c39a4c", "#b8863f", "#a9a29a", "#7a5032", "#4a3a34", "#c39a4c")
_FIELDS = ("#e4dcc8", "#cfd8d6", "#d6dcc4", "#e6d0c2", "#d4cfdd", "#e0cf9e", "#b9c7cf")


def _field(sc: Scene, o: Outfit) -> RGB:
    """A ground before which hair and dress both stand out."""
    tones = [mix(hexc(c), o.colour, 0.10) for c in _FIELDS]
    tones += [shade(tone, 0.70) for tone in tones]
    worn = [o.hair, o.colour, o.skin]
    apart = [min(abs(luma(t) - luma(c)) + 0.35 * _chroma(t, c) for c in worn) for t in tones]
    fit = [t for t, gap in zip(tones, apart, strict=True) if gap > 42.0]
    return sc.pick(*fit) if fit else tones[int(np.argmax(apart))]


def _chroma(a: RGB, b: RGB) -> float:
    return abs((a[0] - a[2]) - (b[0] - b[2])) + abs((a[1] - a[2]) - (b[1] - b[2]))


def _frame(sc: Scene, cx: float, cy: float, rx: float, ry: float, tone: RGB) -> None:
    """An oval moulding; of some the lip is a row of beads, of dark wood it is gilt."""
    for inset, tones in (
        (0.0, (1.35, 0.95, 0.55)),
        (1.5, (0.6, 1.0, 1.4)),
        (3.0, (1.15, 0.8, 0.5)),
    ):
        lip = hexc("#c39a4c") if inset == 3.0 and luma(tone) < 100 else tone
        run = Grad(tuple(shade(lip, t) for t in tones), 60)
        sc.cv.fill(ellipse(cx, cy, rx - inset, ry - inset, 96), run)
    if sc.chance(0.4):
        ring = ellipse(cx, cy, rx - 2.3, ry - 2.3, 88)
        sc.cv.fill(dots(ring[:, 0], ring[:, 1] + 0.15, 0.62, n=10), shade(tone, 0.5), 0.8)
        sc.cv.fill(dots(ring[:, 0] - 0.1, ring[:, 1] - 0.1, 0.52, n=10), shade(tone, 1.3))


def _bust(sc: Scene, person: Person, x: float, y: float, size: float) -> Outfit:
    o = dressed(person, np.random.default_rng([sc.spec.seed, 0, 77]), False)
    b = Bust(sc, x, y, size, Features.of(np.random.default_rng([sc.spec.seed, 0, 78]), o))
    if o.hair_style == "loose":
        b.put(
            [(-0.20, 0.9), (-0.50, 0.5), (-0.58, -0.6), (-0.30, -0.95), (0.10, -0.70), (0.0, 0.2)],
            shade(o.hair, 0.72),
        )
    b.put(profile(o, b.features), paper(o.skin, sc.side), n=7)
    neck: Local = [
        (0.24, -0.10),
        (0.08, -0.06),
        (0.045, -0.22),
        (0.09, -0.44),
        (-0.06, -0.40),
        (-0.02, -0.14),
    ]
    b.sc.cv.fill(smooth(b.at(neck), n=6), shade(o.skin, 0.72), 0.55, blur=size * 0.02)
    b.sc.cv.fill(
        b.at(ellipse(0.25, 0.33, 0.11, 0.08, 24)),
        hexc("#d98a78"),
        0.44 if o.age in ("child", "young") else 0.26,
        blur=size * 0.04,
    )
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
    bust_clothes(b, o)
    covered = o.headwear in ("kerchief", "hood")
    if not covered:
        bust_hair(b, o)
        if o.headwear is None or o.headwear in ("top_hat", "hat", "cap", "fur_hat", "crown"):
            b.put(
                [(-0.055, 0.46), (-0.01, 0.44), (0.0, 0.36), (-0.04, 0.30), (-0.085, 0.36)],
                shade(o.skin, 0.9),
            )
    else:
        b.put(
            [(0.35, 0.76), (0.20, 0.88), (0.05, 0.74), (0.14, 0.64), (0.26, 0.70)],
            paper(o.hair, sc.side),
            drop=False,
        )
    if o.beard:
        bust_beard(b, o)
    if o.headwear:
        bust_hat(b, o)
    return o


def _paper(sc: Scene, back: RGB) -> None:
    """A wall-paper of stripes or sprigs, so faint that the frame stays the picture."""
    kind, w = sc.count(0, 3), sc.w
    if kind == 0:
        stripes = [rect(x, -2, x + 3.2, 102) for x in np.arange(-1.0, w, 8.0)]
        sc.cv.fill(stripes, shade(back, 0.86), 0.55)
        sc.cv.fill(
            [rect(x + 5.2, -2, x + 5.7, 102) for x in np.arange(-1.0, w, 8.0)],
            shade(back, 1.2),
            0.4,
        )
    elif kind == 1:
        sprigs = []
        for r, y in enumerate(np.arange(3.0, 102.0, 11.0)):
            for x in np.arange(2.0 + (5.5 if r % 2 else 0.0), w, 11.0):
                sprigs += [ellipse(x, y - 1.3, 0.6, 1.3, 10), ellipse(x - 1.2, y, 1.0, 0.5, 10),
                           ellipse(x + 1.2, y, 1.0, 0.5, 10), ellipse(x, y + 1.2, 0.35, 1.1, 8)]  # fmt: skip
        sc.cv.fill(sprigs, shade(back, 1.24), 0.34)
    elif kind == 2:
        sc.cv.fill([rect(-2, 70, w + 2, 102)], shade(back, 0.72), 0.8)
        sc.cv.fill([rect(-2, 68.4, w + 2, 70.4)], shade(back, 1.25), 0.7)
        sc.cv.fill(
            [rect(x, 75, x + 22, 99) for x in np.arange(-6.0, w, 28.0)], shade(back, 0.60), 0.6
        )


def cameo(sc: Scene) -> None:
    """Paint the one person of the spec as a cameo on a table of cloth or panelled wood."""
    cv, w = sc.cv, sc.w
    person = sc.spec.people[0] if sc.spec.people else Person()
    o = dressed(person, np.random.default_rng([sc.spec.seed, 0, 77]), False)
    back = sc.pick(*map(hexc, _CLOTHS))
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
    _paper(sc, back)
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
    gold = sc.pick(*map(hexc, _FRAMES))
    _frame(sc, cx, cy, rx, ry, gold)
    field = _field(sc, o)
    inner = ellipse(cx, cy, rx - 4.2, ry - 4.2, 96)
    cv.fill(inner, shade(gold, 0.30))
    cv.fill(
        ellipse(cx, cy, rx - 4.8, ry - 4.8, 96),
        Grad((shade(field, 1.12), field, shade(field, 0.80)), 70),
    )
    cv.fill(ellipse(cx + 6, cy - 10, rx * 0.5, ry * 0.45), shade(field, 1.5), 0.6, blur=8)
    before = cv.image.copy()
    tall = 1.0 if o.headwear not in ("top_hat", "fur_hat", "crown", "helmet") else 0.86
    size = {"child": 29.0}.get(o.age, 34.0) * tall * sc.u(0.97, 1.04)
    _bust(sc, person, cx - sc.u(1.6, 3.2), cy + (9 if tall == 1.0 else 13), size)
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
