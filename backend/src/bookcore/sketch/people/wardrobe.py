"""What people wear and how they look when the words do not say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bookcore.scene.spec import Person
from bookcore.sketch.colour import RGB, hexc, luma, mix, shade


@dataclass(frozen=True, slots=True)
class Cut:
    """The outline of a garment: heights and half-widths as shares of the wearer's height."""

    hem: float
    flare: float
    waist: float
    shoulder: float
    open_front: bool = False
    sleeve: float = 0.050
    belt: bool = False


CUTS: dict[str, Cut] = {
    "dress": Cut(0.0, 0.190, 0.058, 0.090, sleeve=0.042),
    "shawl": Cut(0.0, 0.175, 0.062, 0.105, sleeve=0.045),
    "apron": Cut(0.02, 0.165, 0.066, 0.095, sleeve=0.045),
    "robe": Cut(0.02, 0.135, 0.085, 0.115, True, 0.062, True),
    "cloak": Cut(0.05, 0.185, 0.120, 0.120, False, 0.055),
    "coat": Cut(0.24, 0.125, 0.085, 0.118, True, 0.052),
    "frock_coat": Cut(0.27, 0.120, 0.072, 0.116, True, 0.048),
    "fur_coat": Cut(0.10, 0.165, 0.125, 0.150, True, 0.074),
    "caftan": Cut(0.16, 0.140, 0.080, 0.118, True, 0.056, True),
    "uniform": Cut(0.42, 0.092, 0.074, 0.122, True, 0.048, True),
    "suit": Cut(0.44, 0.090, 0.078, 0.116, True, 0.048),
    "shirt": Cut(0.42, 0.096, 0.082, 0.112, False, 0.054, True),
    "rags": Cut(0.26, 0.112, 0.088, 0.110, False, 0.050),
}


_COLOURS: dict[str, tuple[str, ...]] = {
    "dress": ("#8a3a4a", "#4b6a8f", "#6d7f58", "#8c6a8f", "#b58a4c", "#dcd0bd"),
    "shawl": ("#8e4038", "#56647f", "#7c6a4c"),
    "apron": ("#5f6f86", "#7a5a4a", "#6f7a58"),
    "robe": ("#3b3540", "#5b2d33", "#46506a"),
    "cloak": ("#37394a", "#4a2f36", "#3c4a42"),
    "coat": ("#4a4238", "#3d4654", "#5a4a3c"),
    "frock_coat": ("#2f3a48", "#3a3230", "#38423a", "#4a3a44"),
    "fur_coat": ("#6b4f3a", "#574434", "#7a6450"),
    "caftan": ("#6a4a34", "#3f5a68", "#7a3a34"),
    "uniform": ("#2f4a3d", "#33486f", "#6f2f2f"),
    "suit": ("#43403e", "#4c5362", "#6a5f50"),
    "shirt": ("#d9d0bd", "#a8473c", "#7f92a6"),
    "rags": ("#7a6c58", "#6a6660"),
}


_MALE = ("frock_coat", "coat", "frock_coat", "caftan", "suit")


SKIN = hexc("#ecc3a0")


SKIN_MALE = hexc("#dfae88")


_HAIR = ("#3b2a20", "#5a3b24", "#2a2422", "#8a6238", "#b98d52")


@dataclass(frozen=True, slots=True)
class Outfit:
    """Everything needed to draw a person."""

    female: bool
    age: str
    garment: str
    cut: Cut
    colour: RGB
    hair: RGB
    hair_style: str
    beard: str | None
    headwear: str | None
    pose: str
    skin: RGB


def _natural(hair: RGB) -> RGB:
    """A named hair colour, calmed: golden hair is not the yellow of a buttercup."""
    vivid = (max(hair) - min(hair)) / max(1.0, max(hair))
    return mix(hair, hexc("#8f6a42"), 0.42 * vivid)


def dressed(person: Person, rng: np.random.Generator, cold: bool) -> Outfit:
    """Complete a person's looks; the same person and chance give the same looks."""
    draws = rng.random(6)
    female = person.sex == "female" or (
        person.sex is None
        and (person.garment in ("dress", "bonnet") or person.headwear == "bonnet")
    )
    if person.sex is None and person.garment is None and person.beard is None and draws[0] < 0.4:
        female = True
    age = person.age or "adult"
    garment = person.garment
    if garment is None:
        if female:
            garment = "fur_coat" if cold and draws[1] < 0.4 else "dress"
        elif age == "child":
            garment = "shirt"
        else:
            garment = "fur_coat" if cold and draws[1] < 0.35 else _MALE[int(draws[1] * len(_MALE))]
    options = _COLOURS[garment]
    colour = hexc(person.colour) if person.colour else hexc(options[int(draws[2] * len(options))])
    hair = _natural(hexc(person.hair)) if person.hair else hexc(_HAIR[int(draws[3] * len(_HAIR))])
    if person.hair is None and age == "old":
        hair = hexc("#cfccc6")
    style = person.hair_style or (
        ("bun", "bun", "braid", "loose")[int(draws[4] * 4)] if female else "short"
    )
    beard = person.beard
    if beard is None and not female and age == "old" and person.sex == "male" and draws[5] < 0.7:
        beard = "full"
    headwear = person.headwear
    if headwear is None and cold and not female and age != "child":
        headwear = "fur_hat" if draws[5] < 0.6 else None
    if headwear == "cap" and female and garment in ("dress", "apron", "shawl"):
        headwear = "bonnet"  # a lady's cap is of lace, and has no peak
    if age == "adult" and person.age is None and beard and person.hair and luma(hair) > 150:
        age = "old"
    skin = SKIN if female or age in ("child", "young") else SKIN_MALE
    if age == "old":
        skin = mix(skin, (214.0, 180.0, 160.0), 0.5)
    return Outfit(
        female,
        age,
        garment,
        CUTS[garment],
        colour,
        hair,
        style,
        beard,
        headwear,
        person.pose or "standing",
        skin,
    )


def trim_of(o: Outfit) -> RGB:
    """A second colour that goes with the garment."""
    if o.garment == "uniform":
        return hexc("#d9b45a")
    if o.garment == "fur_coat":
        return shade(o.colour, 0.7)
    return (
        hexc("#efe6d6")
        if o.garment in ("dress", "frock_coat", "suit", "apron")
        else shade(o.colour, 0.6)
    )
