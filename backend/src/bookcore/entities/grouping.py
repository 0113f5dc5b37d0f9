"""From runs to entities: parsed, gathered, clustered, the weak ones dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import cast

from bookcore.entities import parsing_en, parsing_ru
from bookcore.entities.bearing import Cluster, bare
from bookcore.entities.callings import with_callings
from bookcore.entities.clusters import clustered
from bookcore.entities.known import display_name
from bookcore.entities.model import Entity, EntityName, Gender, digest, key_of
from bookcore.entities.names import ROLE, ChapterNames
from bookcore.entities.nodes import gather
from bookcore.entities.said import Said


def _kept(cluster: Cluster) -> bool:
    """Whether enough is said of a bearer: celebrities named once or twice are none of the cast."""
    inside = sum(n.seen["INSIDE"] for n in cluster.nodes)
    if cluster.kind == "thing":
        inside += sum(n.seen["QUOTED"] for n in cluster.nodes)
    titled = sum(n.seen["TITLED"] for n in cluster.nodes)
    longest = max(len(n.words) for n in cluster.nodes)
    if cluster.kind == "character":
        least = 2 if longest > 1 or titled else 3
    else:
        told = any(n.seen["PLACE_NOUN"] or n.seen["THING_NOUN"] for n in cluster.nodes)
        least = 2 if told or longest > 1 else 3
    return cluster.count >= least and (inside > 0 or titled > 0)


def _without_namesakes(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Places that bear nothing but somebody's surname are that person: `остров Вересова`."""
    people = [c for c in clusters if c.kind == "character"]
    kept = []
    for cluster in clusters:
        own = {bare(w) for node in cluster.nodes for w in node.words}
        of = [c for c in people if own & {bare(w) for w in c.parts.get("last", ())}]
        if cluster.kind != "place" or len(own) > 1 or not any(len(c.parts) > 1 for c in of):
            kept.append(cluster)
        elif len(of) == 1:
            for node in cluster.nodes:
                of[0].add(node)
    return kept


def _entity(cluster: Cluster, names: Sequence[ChapterNames]) -> Entity:
    said = sorted(
        (s for node in cluster.nodes for s in node.said), key=lambda s: (s.chapter, s.start, -s.end)
    )
    kept: list[Said] = []
    for one in said:
        last = kept[-1] if kept else None
        if last is None or last.chapter != one.chapter or one.start >= last.end:
            kept.append(one)
    counts = Counter(one.text for one in kept)
    texts = list(dict.fromkeys(one.text for one in kept))
    first = {text: next(o for o in kept if o.text == text) for text in texts}
    number = {text: i for i, text in enumerate(texts)}
    all_names = tuple(
        EntityName(text, names[first[text].chapter].chapter, first[text].start, counts[text])
        for text in texts
    )
    key = key_of(texts[0], all_names[0].chapter, all_names[0].start)
    sex = cluster.sex() if cluster.kind == "character" else ""
    return Entity(
        key=key,
        id=digest(key),
        kind=cluster.kind,
        name=display_name(all_names),
        gender=cast("Gender | None", sex or None),
        importance=0.0,
        names=all_names,
        mentions=tuple((names[o.chapter].chapter, o.start, o.end) for o in kept),
        said=tuple(number[o.text] for o in kept),
    )


def group(names: Sequence[ChapterNames], language: str, order: Mapping[str, int]) -> list[Entity]:
    """Entities in the order of their first mention."""
    book = parsing_ru.Book(names) if language == "ru" else parsing_en.Book(names)
    found = [
        said
        for number, chapter in enumerate(names)
        for run in chapter.runs
        if not run.signs & ROLE
        for said in book.said(number, run)
    ]
    clusters = [c for c in clustered(gather(found, language), language) if _kept(c)]
    clusters = _without_namesakes(clusters)
    clusters = with_callings(clusters, names, language)
    entities = [_entity(cluster, names) for cluster in clusters]
    return sorted(entities, key=lambda e: (order[e.mentions[0][0]], e.mentions[0][1], e.key))
