"""Found descriptions drawn at random from corpus works, for reading by eye: `tools/reading_sample.py`."""

from __future__ import annotations

import argparse
import random

from eval_speed import novel

from bookcore.describe import find_descriptions

_WORKS = (
    ("ru/turgenev_zapiski_ohotnika.txt", "ru"),
    ("ru/dostoevsky_prestuplenie.txt", "ru"),
    ("ru/bryusov_ognennyj_angel.txt", "ru"),
    ("en/hardy_return_of_the_native.txt", "en"),
    ("en/wells_war_of_the_worlds.txt", "en"),
)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=3)
    options.add_argument("--each", type=int, default=10)
    options.add_argument("--marks", choices=("few", "normal", "many"), default="normal")
    chosen = options.parse_args()
    for name, language in _WORKS:
        chapters = {c.id: c for c in novel(name)}
        found = [
            d for _, more in find_descriptions(list(chapters.values()), language, chosen.marks)
            for d in more
        ]  # fmt: skip
        print(f"## {name}: {len(found)} at {chosen.marks} marks\n")
        drawn = random.Random(chosen.seed).sample(found, min(chosen.each, len(found)))
        for one in sorted(drawn, key=lambda d: (int(d.chapter[1:]), d.start)):
            text = chapters[one.chapter].text
            begin = text.rfind("\n", 0, one.start) + 1
            end = text.find("\n", one.end)
            before, after = text[begin : one.start], text[one.end : end if end > 0 else None]
            print(f"[{one.type}{' +' + ','.join(one.also) if one.also else ''} {one.score:.2f}]")
            print(f"{before}[[{one.text}]]{after}")
            print(f"  attributes: {'; '.join(one.attributes)}\n  caption: {one.caption}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
