"""Colours of the stuff things are made of."""

from __future__ import annotations

from bookcore.sketch.colour import hexc

BARK = hexc("#5d4634")
BOOT = hexc("#2c2522")
BRASS = hexc("#c69a48")
COPPER = hexc("#b8713f")
GLASS = hexc("#c8dad6")
GOLD = hexc("#c79a4a")
IRON = hexc("#33363f")
LIT = hexc("#ffd98a")
LIT2 = hexc("#ffb757")
MAHOGANY = hexc("#6a3a2a")
OAK = hexc("#7a5436")
SNOW = (240.0, 244.0, 251.0)
STEEL = hexc("#aeb6be")
WOOD = hexc("#8d6a48")
