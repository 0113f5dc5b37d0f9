"""How well the English words of attributes and captions meet the labels': `tools/wording.py`.

The labelled stretches themselves are read, so only the wording is judged, not the finding.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter

from labelled import LABELS

from bookcore.describe.caption import attributes, caption

_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "with",
        "and",
        "or",
        "by",
        "for",
        "from",
        "into",
        "over",
        "under",
        "his",
        "her",
        "its",
        "their",
        "is",
        "are",
        "as",
        "one",
        "that",
        "this",
        "it",
        "he",
        "she",
        "him",
        "who",
        "which",
        "while",
        "near",
        "up",
        "down",
        "out",
    ]
)


def stem(word: str) -> str:
    """A plain English stem: enough to match plurals and verb forms."""
    for ending in ("ingly", "edly", "ings", "ing", "ied", "ies", "ed", "es", "ly", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def content(texts: list[str]) -> set[str]:
    return {
        stem(w)
        for t in texts
        for part in re.findall(r"[a-z]+", t.lower())
        for w in [part]
        if w not in _STOP and len(w) > 2
    }


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--lang", choices=("ru", "en"))
    options.add_argument("--misses", type=int, default=0, help="list the words most often missed")
    options.add_argument("--extra", type=int, default=0, help="list the words most often too much")
    options.add_argument("--show", type=int, default=0, help="print every n-th row for reading")
    chosen = options.parse_args()
    missed: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    hit = gold = right = ours = 0
    for number, line in enumerate(LABELS.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        if row["visual"] < 2 or chosen.lang not in (None, row["lang"]):
            continue
        text = row["text"][row["start"] : row["end"]]
        said, title = attributes(text, row["lang"]), caption(text, row["lang"], row["type"])
        wanted, allowed = content(row["attributes"]), content([*row["attributes"], row["caption"]])
        own, everything = content(said), content([*said, title])
        hit, gold = hit + len(wanted & own), gold + len(wanted)
        right, ours = right + len(everything & allowed), ours + len(everything)
        missed.update(wanted - own)
        extra.update(everything - allowed)
        if chosen.show and number % chosen.show == 0:
            print(f"{text}\n  labels: {row['attributes']} | {row['caption']}")
            print(f"  ours:   {said} | {title}\n")
    print(f"recall {hit / max(1, gold):.3f}  precision {right / max(1, ours):.3f}")
    for name, counted, many in (("missed", missed, chosen.misses), ("extra", extra, chosen.extra)):
        if many:
            print(f"{name}: " + ", ".join(f"{w} {n}" for w, n in counted.most_common(many)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
