"""Print the casts of corpus works beside what is known of them: `tools/cast.py [part of a name]`."""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

from bookcore.entities import Cast, Entity, Passage, build_cast, read_names

REPO = Path(__file__).resolve().parents[2]
SHARED = REPO.parent / "shared"
sys.path.insert(0, str(REPO / "backend"))

from tests.bookcore.entities.gold import Score, chapters, gold, score  # noqa: E402

FLOORS = {"characters found": 0.97, "gender": 0.97, "names joined": 0.84, "joined rightly": 0.93}


def made(work: str, described: bool) -> tuple[Cast, float, int]:
    """The cast of a work, the CPU seconds it took and the work's length."""
    language = work[:2]
    texts = chapters(SHARED / "corpus" / f"{work}.txt")
    passages: list[Passage] = []
    if described:
        from bookcore.describe import find_descriptions

        of = {one.id: one.text for one in texts}
        for key, found in find_descriptions(texts, language, "many"):
            passages += [
                Passage(
                    key, d.start, d.end, d.type, d.text, of[key][max(0, d.start - 1000) : d.start]
                )
                for d in found
            ]
    began = time.process_time()
    cast = build_cast([read_names(one, language) for one in texts], passages, language)
    return cast, time.process_time() - began, sum(len(one.text) for one in texts)


def show(cast: Cast, top: int) -> None:
    """The most important entities of each kind with their names and traits."""
    for kind in ("character", "place", "thing"):
        chosen = [e for e in cast.entities if e.kind == kind]
        for entity in sorted(chosen, key=lambda e: -e.importance)[:top]:
            print(f"  {kind:9} {entity.name} ({entity.gender or '-'}, {len(entity.mentions)}): "
                  + ", ".join(f"{n.text} {n.count}" for n in entity.names))  # fmt: skip
            for trait in traits(cast, entity)[:6]:
                print(f"            {trait}")


def traits(cast: Cast, entity: Entity) -> list[str]:
    """Traits of an entity with the beginning of their quotes."""
    return [
        f"{t.aspect}: {t.text} «{t.quote[:80]}»" + (" contradicts" if t.contradicts else "")
        for t in cast.traits
        if t.entity == entity.id
    ]


def shares(total: Score) -> dict[str, float]:
    """The four measures."""
    return {
        "characters found": total.found / max(1, total.characters),
        "gender": total.gendered / max(1, total.found),
        "names joined": total.joined / max(1, total.pairs),
        "joined rightly": total.precision,
    }


def main() -> int:
    """Measure all works of the list; fail below the floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", nargs="?", default="", help="only works whose name holds this")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the top N")
    parser.add_argument("--traits", action="store_true", help="with descriptions and traits")
    chosen = parser.parse_args()
    totals: dict[str, Score] = {}
    print(f"{'work':34} found   gender  joined  rightly  chars/s  missing")
    for work, known in gold().items():
        if chosen.work not in work:
            continue
        cast, seconds, length = made(work, chosen.traits)
        one = score(cast, known)
        values = shares(one)
        print(
            f"{work:34} "
            + "  ".join(f"{v:6.3f}" for v in values.values())
            + f"  {length / seconds:8,.0f}  {', '.join(one.missing)}"
        )
        if chosen.show:
            show(cast, chosen.show)
        totals[work[:2]] = totals[work[:2]] + one if work[:2] in totals else one
    low = False
    for language, total in totals.items():
        values = shares(total)
        print(f"{language:34} " + "  ".join(f"{v:6.3f}" for v in values.values()))
        low = low or any(values[name] < floor for name, floor in FLOORS.items())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB; floors {FLOORS}")
    return 1 if low and not chosen.work else 0


if __name__ == "__main__":
    sys.exit(main())
