"""Russian in Latin letters."""

from __future__ import annotations

import re
from functools import lru_cache

_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ѣ": "e", "ѳ": "f", "ѵ": "i", "ў": "u",
}  # fmt: skip
_PLAIN = re.compile(r"[^A-Za-z'\- ]+")


@lru_cache(4_000)
def latin(text: str) -> str:
    """Russian in Latin letters, `ый` and `ий` at a word's end as y; other letters are left out."""
    out: list[str] = []
    for word in text.replace("’", "'").split():
        low = word.lower()
        if low.endswith(("ий", "ый")):
            low = low[:-2] + "й"
        said = "".join(
            "ye"
            if c == "е" and i and low[i - 1] in "ьъ"
            else _LETTERS.get(c, c if c.isascii() else "")
            for i, c in enumerate(low)
        )
        parts = [p.capitalize() if word[:1].isupper() else p for p in said.split("-")]
        if word[:1].isascii():
            parts = [_PLAIN.sub("", word)]
        out.append("-".join(p for p in parts if p))
    return " ".join(w for w in _PLAIN.sub("", " ".join(out)).split() if w.strip("-'"))
