"""Print the prompts of a book as a provider would get them: `tools/prompts.py BOOK [--chapter N]`.

BOOK is an EPUB or FB2 file. Each prompt stands under its passage, with the clauses in it, what of
them was invented and which rules softened it; at the end the time it took and what was counted.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPO / "backend"))

from tests.bookcore.bible.told import Told, told_file  # noqa: E402

from bookcore.bible import OPENING, STYLES, Bible, check_words, guessed, is_english  # noqa: E402


def bible_of(book: Told, style: str, era: str, country: str) -> Bible:
    """The bible nobody changed, with what was asked for put in."""
    text = "\n".join(c.text for c in book.chapters if c.kind == "chapter")[:OPENING]
    found = guessed(text, book.language)
    return Bible(style_id=style, era=era or found[0], country=country or found[1])


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("book", type=Path)
    options.add_argument("--chapter", type=int, help="only this chapter, counted from 1")
    options.add_argument("--style", choices=list(STYLES), default="storybook")
    options.add_argument("--era", default="")
    options.add_argument("--country", default="")
    options.add_argument("--limit", type=int, default=2_000, help="characters of a prompt")
    options.add_argument("--counts", action="store_true", help="only what was counted")
    chosen = options.parse_args()
    if not chosen.book.is_file():
        print(f"there is no file {chosen.book}", file=sys.stderr)
        return 2
    book = told_file(chosen.book)
    bible = bible_of(book, chosen.style, chosen.era, chosen.country)
    began = time.process_time()
    made = list(book.prompts(bible, chosen.limit))
    seconds = time.process_time() - began
    counts: Counter[str] = Counter()
    texts: dict[str, set[str]] = defaultdict(set)
    for description, clauses, prompt in made:
        number = book.order[description.chapter] + 1
        counts["prompts"] += 1
        counts["with somebody named"] += bool(prompt.clauses)
        counts["softened"] += bool(prompt.softened)
        counts["refused"] += check_words(prompt.text).refusal is not None
        counts["not English"] += not is_english(prompt)
        counts["characters"] += len(prompt.text)
        for one in clauses:
            texts[one.entity_id].add(one.text)
        if chosen.counts or chosen.chapter not in (None, number):
            continue
        print(f"## {number}:{description.start} {description.type}\n{description.text}\n")
        print(f"prompt:   {prompt.text}\nnegative: {prompt.negative}")
        for one in prompt.clauses:
            print(f"clause:   {one.text}  [invented: {', '.join(one.invented) or '-'}]")
        if prompt.softened:
            print(f"softened: {', '.join(prompt.softened)}")
        print()
    print(", ".join(f"{name} {many}" for name, many in counts.items()))
    changes = sum(len(t) for t in texts.values())
    print(f"{len(texts)} entities named, {changes} clauses between two changes")
    print(f"{seconds:.2f} s for all prompts, {1000 * seconds / max(1, len(made)):.1f} ms each")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
