"""Further views of the water: along a quay, a pond behind reeds, the helm, the cabin of a ship."""

from __future__ import annotations

import numpy as np

from bookcore.sketch.buildings.fronts import skyline
from bookcore.sketch.canvas import Grad
from bookcore.sketch.colour import hexc, jitter, mix, shade
from bookcore.sketch.nature.ground import hills, mist
from bookcore.sketch.nature.shimmer import sparkle
from bookcore.sketch.nature.sky import paint_sky
from bookcore.sketch.nature.water import water
from bookcore.sketch.nature.woods import tree_line
from bookcore.sketch.places.chambers import wall_map
from bookcore.sketch.places.frames import bough, reeds_in_front
from bookcore.sketch.places.registry import place
from bookcore.sketch.places.room import room, set_table, window_view
from bookcore.sketch.props.cabinets import chest
from bookcore.sketch.props.furniture import bed
from bookcore.sketch.props.lights import lantern
from bookcore.sketch.props.outdoors import lamp_post
from bookcore.sketch.props.ships import boat, sailing_ship
from bookcore.sketch.scene import Scene, Stage
from bookcore.sketch.shapes import Points, ellipse, pts, rect, ribbon, smooth, stroke

_FRONTS = ("#d9b777", "#c98f74", "#a9b59c", "#d8cdb8", "#b8a7a0", "#93a7b5", "#cda98b")


def _terrace(sc: Scene, vx: float, vy: float, d: int) -> None:
    """Houses along one side of a quay, running to the vanishing point, with doors and awnings."""
    near = sc.w * 0.62
    edges = [near * (1 - (k / 6) ** 0.62 * 0.90) for k in range(7)]
    for k in reversed(range(6)):
        xa, xb = edges[k], edges[k + 1]
        ra, rb = xa / near, xb / near
        wall = jitter(hexc(_FRONTS[int(sc.rng.integers(len(_FRONTS)))]), sc.rng, 6)
        wall = shade(wall, 1.02 if d != sc.side else 0.72)
        top = 62.0 + 12.0 * ((k * 5 + sc.spec.seed) % 4) / 3
        with sc.far(0.5 * k / 6):
            a, b = vx + d * xa, vx + d * xb
            ya, yb = vy + 22 * ra, vy + 22 * rb
            ta, tb = vy - top * ra, vy - top * rb
            sc.cv.fill(
                pts([(a, ya), (a, ta), (b, tb), (b, yb)]),
                Grad((shade(wall, 1.06), wall, shade(wall, 0.72))),
            )
            roof = hexc("#eef2f8") if sc.look.snow else hexc("#6b5a52")
            sc.cv.fill(
                pts([(a, ta), (a, ta - 7 * ra), (b, tb - 7 * rb), (b, tb)]), shade(roof, 0.9)
            )
            panes: list[Points] = []
            warm: list[Points] = []
            for r in range(4):
                for q in range(3):
                    s0, s1 = (q + 0.28) / 3, (q + 0.66) / 3
                    u0, u1 = a + (b - a) * s0, a + (b - a) * s1
                    k0, k1 = ra + (rb - ra) * s0, ra + (rb - ra) * s1
                    f0, f1 = 0.08 + r * 0.20, 0.20 + r * 0.20
                    pane = pts([(u0, vy - top * k0 * (1 - f0)), (u1, vy - top * k1 * (1 - f0)),
                                (u1, vy - top * k1 * (1 - f1)), (u0, vy - top * k0 * (1 - f1))])  # fmt: skip
                    (warm if sc.look.lit and sc.chance(0.5) else panes).append(pane)
            sc.cv.fill(panes, mix(sc.look.sky[1], (38.0, 46.0, 62.0), 0.74), raw=True)
            sc.cv.fill(warm, hexc("#ffd582"), raw=True)
            m0, m1 = a + (b - a) * 0.4, a + (b - a) * 0.62
            km0, km1 = ra + (rb - ra) * 0.4, ra + (rb - ra) * 0.62
            door = pts(
                [(m0, vy + 22 * km0), (m0, vy + 6 * km0), (m1, vy + 6 * km1), (m1, vy + 22 * km1)]
            )
            sc.cv.fill(door, hexc("#4b3a30"))


def along_the_quay(sc: Scene) -> None:
    """Houses on one side, the water with its ships on the other, both running into the depth."""
    d = sc.side
    sc.horizon = sc.u(50, 56)
    vx, vy = sc.w * (0.5 - 0.16 * d), sc.horizon
    paint_sky(sc, sun_x=sc.w * (0.5 + 0.3 * d))
    skyline(sc, vy + 1, 14, 0.78)
    water(sc, vy + 1.5, 101, None, 0.75)
    sparkle(sc, sc.w * (0.5 + 0.3 * d), vy + 3, 96)
    with sc.far(0.34):
        sailing_ship(sc, sc.w * (0.5 + 0.16 * d), vy + 8, 24)
    sailing_ship(sc, sc.w * (0.5 + 0.40 * d), vy + 22, 50)
    for k in range(2):
        boat(sc, sc.w * (0.5 + (0.20 + 0.12 * k) * d), vy + 20 + 9 * k, 3 + 1.4 * k)
    _terrace(sc, vx, vy, -d)
    quay = hexc("#b5a293") if not sc.look.snow else hexc("#e4e9f2")
    walk = pts([(vx - d * 1, vy + 1.5), (vx + d * 1.5, vy + 1.5), (vx + d * sc.w * 0.36, 103),
                (vx - d * sc.w * 0.66, 103)])  # fmt: skip
    sc.cv.fill(walk, Grad((shade(quay, 0.94), quay, shade(quay, 0.7))))
    wall = pts([(vx + d * 1.5, vy + 1.5), (vx + d * sc.w * 0.36, 103), (vx + d * sc.w * 0.46, 103),
                (vx + d * 2.1, vy + 1.9)])  # fmt: skip
    sc.cv.fill(wall, shade(quay, 0.52))
    rows = [stroke(vx - d * sc.w * 0.66 * t, vy + 1.5 + 101.5 * t * 0.48, vx + d * sc.w * 0.36 * t,
                   vy + 1.5 + 101.5 * t * 0.48, 0.1 + 0.3 * t) for t in (0.1, 0.2, 0.34, 0.52, 0.74)]  # fmt: skip
    sc.cv.fill(rows, shade(quay, 0.62), 0.5)
    for t in (0.22, 0.46, 0.84):
        x, y = vx + d * sc.w * 0.33 * t, vy + 1.5 + 48 * t
        sc.cv.fill(
            rect(x - 2 * t, y - 5 * t, x + 2 * t, y),
            Grad((hexc("#3a3a40"), hexc("#5f6068"), hexc("#2c2c30")), 0),
        )
    with sc.far(0.14):
        lamp_post(sc, vx - d * sc.w * 0.10, vy + 16, 26)
    lamp_post(sc, vx - d * sc.w * 0.30, vy + 36, 50)
    mist(sc, vy, 8, 0.3)
    sc.present.update({"lamp_post", "boat", "sailing_ship"})
    middle = vx - d * sc.w * 0.02
    sc.stage = Stage(middle - sc.w * 0.20, middle + sc.w * 0.20, 84, 93, 29)


def behind_reeds(sc: Scene) -> None:
    """A pond low between its banks, seen from among the reeds under a bough."""
    d = sc.side
    sc.horizon = sc.u(38, 44)
    x_sun = sc.w * (0.5 + d * 0.16)
    paint_sky(sc, sun_x=x_sun)
    hills(sc, sc.horizon, 10, 0.7, sc.look.spruce, 1.3)
    tree_line(sc, -2, sc.w + 2, sc.horizon + 4, 15, 0.5, "leaf", 0.5)
    tree_line(
        sc,
        sc.w * (0.5 if d < 0 else -0.02),
        sc.w * (1.02 if d < 0 else 0.5),
        sc.horizon + 7,
        18,
        0.3,
        "mixed",
        0.5,
    )
    water(sc, sc.horizon + 6, 101, None, 0.97, hexc("#b4c4d4") if sc.look.snow else None)
    sparkle(sc, x_sun, sc.horizon + 8, 84)
    mist(sc, sc.horizon + 8, 6, 0.4)
    if not sc.look.snow:
        boat(sc, sc.w * (0.5 - 0.10 * d), 70, 4.6)
        pads = [ellipse(sc.u(0.2, 0.8) * sc.w, y, 1.2 + (y - 60) * 0.05, 0.4 + (y - 60) * 0.014)
                for y in (sc.u(62, 84) for _ in range(26))]  # fmt: skip
        sc.cv.fill(pads, shade(sc.look.grass, 0.72), 0.85)
        sc.present.add("boat")
    bank = smooth(
        [(-4, 92), (sc.w * 0.3, 88), (sc.w * 0.7, 89), (sc.w + 4, 92), (sc.w + 4, 104), (-4, 104)],
        n=8,
    )
    sc.cv.fill(bank, Grad((shade(sc.look.grass, 0.86), shade(sc.look.grass, 0.5))))
    sc.front(lambda: bough(sc, d))
    sc.front(
        lambda: reeds_in_front(sc, -4 if d > 0 else sc.w * 0.66, sc.w * 0.34 if d > 0 else sc.w + 4)
    )
    sc.stage = Stage(sc.w * 0.36, sc.w * 0.68, 92, 96, 24)


def at_the_helm(sc: Scene) -> None:
    """The after deck with wheel and lantern, the wake behind."""
    d = sc.side
    sc.horizon = sc.u(40, 48)
    x_sun = sc.w * (0.5 + d * 0.2)
    rough = {"storm": 0.5, "wind": 0.3, "rain": 0.3}.get(sc.look.weather, 0.0)
    paint_sky(sc, sun_x=x_sun)
    water(sc, sc.horizon, 80, None, 0.9 - rough, hexc("#245a78"))
    sparkle(sc, x_sun, sc.horizon + 1, 68)
    wake = pts(
        [
            (sc.w * 0.5 - 2, sc.horizon + 2),
            (sc.w * 0.5 + 2, sc.horizon + 2),
            (sc.w * 0.66, 70),
            (sc.w * 0.34, 70),
        ]
    )
    sc.cv.fill(wake, hexc("#e6f0f2"), 0.34, blur=2.2)
    wood = hexc("#9a7448")
    sc.cv.fill(
        rect(-1, 74, sc.w + 1, 103), Grad((shade(wood, 0.86), shade(wood, 1.0), shade(wood, 0.6)))
    )
    cx = sc.w * 0.5
    sc.cv.fill([stroke(cx + t * 40, 74, cx + t * 74, 103, 0.14, 0.5) for t in np.linspace(-2, 2, 21)],
               shade(wood, 0.5), 0.75)  # fmt: skip
    rail = smooth(
        [(-3, 66), (sc.w * 0.2, 62), (cx, 60.5), (sc.w * 0.8, 62), (sc.w + 3, 66)], closed=False
    )
    posts = [
        rect(float(x) - 0.7, 62 + abs(float(x) - cx) * 0.05, float(x) + 0.7, 75)
        for x in np.linspace(3, sc.w - 3, 19)
    ]
    sc.cv.fill(posts, Grad((shade(wood, 0.9), shade(wood, 0.55))))
    sc.cv.fill(ribbon(rail, [2.4, 2.0, 2.4]), shade(wood, 1.16))
    sc.cv.fill(ribbon(rail + np.array([0.0, 12.0]), [1.2, 1.0, 1.2]), shade(wood, 0.7))
    lx = cx + d * sc.w * 0.30
    sc.cv.fill(stroke(lx, 63, lx, 44, 0.9), shade(wood, 0.5))
    lantern(sc, lx, 45, 9)
    hx, hy, r = cx - d * sc.w * 0.22, 70.0, 15.0
    sc.cv.fill(
        pts([(hx - 3, 92), (hx - 2, 66), (hx + 2, 66), (hx + 3, 92)]),
        Grad((shade(wood, 0.5), shade(wood, 0.9)), 0),
    )
    dark = hexc("#5e3f28")
    spokes = [stroke(hx, hy, hx + 1.26 * r * float(np.cos(a)), hy + 1.26 * r * float(np.sin(a)), 1.3, 0.8)
              for a in np.linspace(0.2, 0.2 + 2 * np.pi, 9)[:-1]]  # fmt: skip
    ring = ellipse(hx, hy, r, r, 48)
    hoop = np.concatenate(
        [
            ring,
            ring[:1],
            ellipse(hx, hy, r * 0.84, r * 0.84, 48)[::-1],
            ellipse(hx, hy, r * 0.84, r * 0.84, 48)[-1:],
        ]
    )
    sc.cv.fill(spokes, dark)
    sc.cv.fill(hoop, Grad((shade(dark, 1.5), dark)))
    sc.cv.fill(ellipse(hx, hy, 2.4, 2.4, 18), hexc("#c79a4a"))
    sc.take(hx - r, hx + r)
    ropes = [stroke(-2, 20 + 9 * k, sc.w * (0.1 + 0.02 * k), -2, 0.4) for k in range(3)]
    ropes += [stroke(sc.w + 2, 20 + 9 * k, sc.w * (0.9 - 0.02 * k), -2, 0.4) for k in range(3)]
    sc.cv.fill(ropes, hexc("#3f3227"))
    sc.present.update({"sailing_ship", "lantern"})
    sc.stage = Stage(
        sc.w * 0.28 if d < 0 else sc.w * 0.40, sc.w * 0.60 if d < 0 else sc.w * 0.80, 84, 94, 33
    )


@place("cabin", 3, indoor=True)
def cabin(sc: Scene) -> None:
    """Below deck: windows of the stern, a chart table under the lamp, or bunks along the side."""
    v, w, d = sc.variant, sc.w, sc.side
    wood = hexc("#8a6440")
    room(
        sc, wood, hexc("#7a5a3c"), line=(71.0, 69.0, 73.0)[v], panel=False, paper=False, depth=False
    )
    planks = [stroke(-1, y, w + 1, y, 0.28) for y in np.arange(9.0, 70.0, 7.4)]
    sc.cv.fill(planks, shade(wood, 0.55), 0.7)
    beam = hexc("#4a3422")
    sc.cv.fill(
        [rect(x, -2, x + 7, 8) for x in np.arange(-2, w, 26)],
        Grad((shade(beam, 0.8), shade(beam, 1.4))),
    )
    ribs = [ribbon(smooth([(w / 2 + k * w * 0.52, 74), (w / 2 + k * w * 0.47, 36), (w / 2 + k * w * 0.40, -2)],
                          closed=False), [6.0, 5.0, 5.0]) for k in (-1, 1)]  # fmt: skip
    sc.cv.fill(ribs, shade(beam, 0.9))
    if v == 0:
        for k in range(4):
            window_view(sc, w * (0.20 + 0.20 * k), 34, 19, 26)
    else:
        for k in range(2 if v == 1 else 1):
            x, y = w * (0.5 + (0.34 - 0.2 * k) * d), 32.0
            sc.cv.fill(ellipse(x, y, 7.6, 7.6, 40), Grad((hexc("#c79a4a"), hexc("#7a5626"))))
            sc.cv.fill(ellipse(x, y, 6.0, 6.0, 40), Grad(sc.look.sky), raw=True)
            sc.against_wall(x, y + 8, 16, 16)
            if not sc.look.dark:
                sc.lamp(x, y, 30, (255.0, 246.0, 226.0), 0.4, 0.08)
    if v == 1:
        wall_map(sc, w * (0.5 - 0.16 * d), 30, 38, 26)
    if v == 2:
        bx = w * (0.5 - 0.24 * d)
        bed(sc, bx, 86, 23)
        sc.take(bx - 26, bx + 26, 86)
        sc.present.add("bed")
    chest(sc, w * (0.5 + 0.36 * d), 88, 17)
    sc.take(w * (0.5 + 0.36 * d) - 11, w * (0.5 + 0.36 * d) + 11, 88)
    sc.cv.fill(stroke(w * 0.5, 6, w * 0.5, 16, 0.3), hexc("#20160f"))
    lantern(sc, w * 0.5, 25, 9)
    set_table(sc, w * (0.5 - 0.02 * d), 2.4, None, 19)
    sc.present.update({"window", "chest", "lantern"})
