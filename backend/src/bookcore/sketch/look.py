"""What the hour, the season and the weather do to colour: sky, light, haze, leaves and ground."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bookcore.scene.spec import SceneSpec
from bookcore.sketch.colour import RGB, desaturate, hexc, luma, mix, mul, shade

_SKY: dict[str, tuple[str, str, str, str]] = {
    "dawn": ("#56629c", "#9a8db8", "#e3adb0", "#fbd7a6"),
    "morning": ("#5c9bd4", "#93c3e6", "#cfe3ea", "#fdebc8"),
    "day": ("#2f7fc6", "#63a8dd", "#a6d1ec", "#e2f1f4"),
    "evening": ("#5b7fb4", "#a9aebb", "#f0c184", "#ffd58a"),
    "dusk": ("#2a2657", "#5c3d78", "#b4536c", "#f0875a"),
    "night": ("#050a1e", "#0c1838", "#172a55", "#2b4673"),
}


_LIGHT: dict[str, RGB] = {
    "dawn": (0.80, 0.70, 0.76),
    "morning": (1.0, 0.97, 0.92),
    "day": (1.0, 1.0, 1.0),
    "evening": (1.02, 0.86, 0.66),
    "dusk": (0.62, 0.49, 0.58),
    "night": (0.33, 0.42, 0.63),
}


_SUN: dict[
    str, tuple[float, str, str]
] = {  # share of the sky's height above the horizon, disc, halo
    "dawn": (0.10, "#fff3d6", "#ffcf9a"),
    "morning": (0.45, "#fffbe6", "#fff0c0"),
    "day": (0.74, "#fffdf0", "#fff8d8"),
    "evening": (0.24, "#fff2c4", "#ffc873"),
    "dusk": (0.05, "#ffdf9e", "#ff8d55"),
}


_OVERCAST: dict[str, tuple[float, str]] = {
    "clear": (0.0, "#c8d2da"),
    "wind": (0.18, "#b9c6cf"),
    "cloudy": (0.60, "#b4bcc4"),
    "snow": (0.74, "#c3cbd6"),
    "fog": (0.82, "#cfd3d3"),
    "rain": (0.80, "#7f8b98"),
    "storm": (0.88, "#4b5366"),
}


_HAZE = {
    "clear": 0.62,
    "wind": 0.55,
    "cloudy": 0.66,
    "snow": 0.86,
    "fog": 0.97,
    "rain": 0.80,
    "storm": 0.62,
}


_LEAVES: dict[str, tuple[str, ...]] = {
    "spring": ("#9cc267", "#b5d07a", "#86b15c"),
    "summer": ("#4f8a45", "#659b4c", "#3d7742"),
    "autumn": ("#c9762d", "#dba03a", "#b14e2b", "#c8ae4c"),
    "winter": ("#8d8478", "#9b9284", "#7c766f"),
}


_GRASS = {"spring": "#8cb656", "summer": "#6d9d48", "autumn": "#b2944f", "winter": "#eef2f9"}


_SPRUCE = {"spring": "#3d6a4f", "summer": "#2f5d45", "autumn": "#3a5a46", "winter": "#38564f"}


_EARTH = {"spring": "#9b7b57", "summer": "#b3946a", "autumn": "#94734f", "winter": "#cfd6e2"}


_CROP = {"spring": "#a5bf5e", "summer": "#d6b45a", "autumn": "#b8925a", "winter": "#e6ebf4"}


@dataclass(frozen=True, slots=True)
class Look:
    """The resolved hour, season, weather and the colours that follow from them."""

    time: str
    season: str
    weather: str
    indoor: bool
    mood: str
    sky: tuple[RGB, RGB, RGB, RGB]
    light: RGB
    haze: RGB
    haze_strength: float
    overcast: float
    grey: float
    snow: bool
    dark: bool
    lit: bool
    sun_height: float
    sun: RGB
    halo: RGB
    grass: RGB
    leaves: tuple[RGB, ...]
    spruce: RGB
    earth: RGB
    crop: RGB
    moon: bool
    stars: bool
    tint: RGB | None

    def tone(self, colour: RGB, depth: float) -> RGB:
        """A local colour as it looks in this light from this far away."""
        if self.indoor:
            return colour
        c = mul(desaturate(colour, self.grey), self.light)
        return mix(c, self.haze, min(0.97, depth * self.haze_strength)) if depth > 0 else c


def _time(spec: SceneSpec, indoor: bool, rng: np.random.Generator) -> str:
    if spec.time:
        return spec.time
    lights = set(spec.light)
    if lights & {"moon", "stars"}:
        return "night"
    if "sun" in lights:
        return "day"
    if lights & {"candle", "lamp", "fire", "lantern"}:
        return "night" if indoor else "dusk"
    if spec.mood in ("gloomy", "mysterious"):
        return "dusk"
    choices = (
        ("day", "morning", "day", "evening") if spec.mood != "melancholy" else ("evening", "day")
    )
    return str(choices[int(rng.integers(len(choices)))])


def _season(spec: SceneSpec) -> str:
    if spec.season:
        return spec.season
    if spec.weather == "snow" or "sledge" in spec.objects:
        return "winter"
    return (
        "autumn" if spec.mood in ("melancholy", "gloomy") and spec.weather != "storm" else "summer"
    )


def _sky(time: str, weather: str, dark: bool) -> tuple[RGB, RGB, RGB, RGB]:
    over, grey = _OVERCAST[weather]
    cover = hexc(grey)
    if dark:
        cover = mul(cover, (0.19, 0.23, 0.32))
    elif time in ("dusk", "dawn", "evening"):
        cover = mul(
            cover,
            {"dusk": (0.58, 0.48, 0.58), "dawn": (0.88, 0.8, 0.86)}.get(time, (1.0, 0.9, 0.8)),
        )
    top, mid, low, rim = (hexc(c) for c in _SKY[time])
    return (
        mix(top, shade(cover, 0.86), over),
        mix(mid, cover, over),
        mix(low, cover, over * 0.85),
        mix(rim, shade(cover, 1.12), over * 0.75),
    )


def resolve_look(spec: SceneSpec, indoor: bool, rng: np.random.Generator) -> Look:
    """Fill in what the spec leaves open and derive every colour from it."""
    time = _time(spec, indoor, rng)
    season = _season(spec)
    weather = spec.weather or "clear"
    if "lightning" in spec.light:
        weather = "storm"
    if weather == "snow" and spec.season in (None, "summer"):
        season = "winter"
    dark = time == "night"
    sky = _sky(time, weather, dark)
    over = _OVERCAST[weather][0]
    light = _LIGHT[time]
    if weather in ("rain", "storm", "cloudy", "fog"):
        k = {"cloudy": 0.93, "rain": 0.80, "storm": 0.64, "fog": 0.94}[weather]
        if dark:
            k = 1.0 - (1.0 - k) * 0.25  # clouds by night take little of what light there is
        light = tuple(c * k for c in mix(light, (luma(light),) * 3, over * 0.6))  # type: ignore[assignment]  # mypy loses the length
    snow = season == "winter"
    if snow and not dark:
        # Snow must stay snow under a red sky.
        r, g, b = light
        y = luma(light)
        light = mix((r, g, b), (y, y, y * 1.06), 0.70)
        light = (light[0] * 1.08, light[1] * 1.08, light[2] * 1.08)
    # Haze is the low sky, so that far planes sink into it whatever its colour is.
    haze = mix(sky[2], sky[3], 0.55)
    if dark:
        haze = mix(sky[2], sky[3], 0.8)
    elif snow:
        haze = mix(haze, (206.0, 214.0, 230.0), 0.35)
    sun_height, disc, halo = _SUN.get(time, (0.72, "#fff6d0", "#b9c8e8"))
    moon_off = weather in ("storm", "rain", "fog") and "moon" not in spec.light
    tint = None
    if spec.palette:
        cs = [hexc(c) for c in spec.palette[:4]]
        tint = (
            sum(c[0] for c in cs) / len(cs),
            sum(c[1] for c in cs) / len(cs),
            sum(c[2] for c in cs) / len(cs),
        )
    return Look(
        time=time,
        season=season,
        weather=weather,
        indoor=indoor,
        mood=spec.mood or "",
        sky=sky,
        light=light,
        haze=haze,
        haze_strength=_HAZE[weather],
        overcast=over,
        grey=0.28 if dark else 0.22 * over,
        snow=snow,
        dark=dark,
        lit=time in ("night", "dusk", "evening")
        or weather == "storm"
        or bool({"window", "lamp"} & set(spec.light)),
        sun_height=sun_height,
        sun=hexc(disc),
        halo=hexc(halo),
        grass=hexc(_GRASS[season]),
        leaves=tuple(hexc(c) for c in _LEAVES[season]),
        spruce=hexc(_SPRUCE[season]),
        earth=hexc(_EARTH[season]),
        crop=hexc(_CROP[season]),
        moon=dark and not moon_off,
        stars=dark and over < 0.5,
        tint=tint,
    )
