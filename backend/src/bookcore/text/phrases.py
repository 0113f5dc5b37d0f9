"""A noun with what is said of it, in English: the unit of attributes and captions."""

from __future__ import annotations

from dataclasses import dataclass

from bookcore.text.english import plural

WORTH = {
    "clothing": 1.0, "headwear": 1.0, "footwear": 1.0, "adornment": 1.0, "face": 1.0, "person": 0.9,
    "building": 1.0, "architecture": 0.9, "furniture": 1.0, "room": 0.9, "landscape": 0.95,
    "water": 0.95, "forest": 1.0, "flower": 1.0, "field": 1.0, "mountain": 1.0, "sky": 1.0,
    "weather": 0.95, "fire": 0.95, "animal": 0.95, "bird": 0.95, "vehicle": 1.0, "weapon": 1.0,
    "tool": 0.8, "household": 0.9, "tableware": 0.9, "food": 0.8, "music": 0.8, "book": 0.6,
    "street": 0.9, "settlement": 0.8, "crowd": 0.8, "body": 0.8, "light": 0.9, "material": 0.6,
    "season": 0.6, "time": 0.5, "expression": 0.7, "posture": 0.6, "texture": 0.6, "colour": 0.7,
    "shape": 0.6, "pattern": 0.8, "size": 0.3, "motion": 0.4, "place": 0.3, "sound": 0.3,
    "smell": 0.2, "quantity": 0.1, "quality": 0.3, "age": 0.4,
}  # fmt: skip
"""How often a word of a class stands among the facts that readers note; 0 for classes not named."""

MODIFIER_WORTH = {
    "colour": 1.0, "light": 0.8, "shape": 0.9, "size": 0.8, "material": 0.9, "texture": 0.8,
    "pattern": 1.0, "face": 1.0, "body": 0.8, "age": 0.9, "posture": 0.8, "expression": 0.7,
    "clothing": 0.9, "quality": 0.6, "weather": 0.7, "season": 0.7, "time": 0.6, "motion": 0.5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """`head` is in the singular unless English knows only its plural; offsets are the source's."""

    head: str
    word_class: str
    start: int
    end: int
    modifiers: tuple[str, ...] = ()
    worth: float = 0.0
    many: bool = False
    count: str = ""
    of: str = ""
    doing: str = ""
    case: str = ""

    def text(self) -> str:
        """The phrase without an article."""
        head = plural(self.head) if self.many or self.count not in ("", "one") else self.head
        said = self.head.split()
        words = [m for m in self.modifiers if m not in said]
        parts = [self.count, *words, head]
        text = " ".join(p for p in parts if p)
        if self.of:
            text += f" of {self.of}"
        return f"{text} {self.doing}" if self.doing else text
