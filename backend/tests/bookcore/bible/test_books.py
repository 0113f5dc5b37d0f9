"""Whole books: one clause for each stretch of the story, no trait too early, no contradiction."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import combinations
from pathlib import Path

import pytest

from bookcore.bible import Bible, Look, check_words, clause, is_english
from bookcore.bible.clauses import valid_looks
from bookcore.bible.looks import clash, standing
from bookcore.entities import known_until
from bookcore.entities.opposites import opposed
from tests.bookcore.bible.told import SAMPLES, Told, told_file

_SAMPLES = sorted(p for p in SAMPLES.iterdir() if p.suffix in (".epub", ".fb2"))
_CORPUS = (
    "made_gogol_taras_bulba.epub",
    "made_tolstoy_hadji_murat_cp1251.fb2",
    "se_treasure_island.epub",
)


@pytest.fixture(params=[*_SAMPLES, *_CORPUS], ids=lambda p: Path(p).name)
def book(request: pytest.FixtureRequest) -> Told:
    path = request.param
    if isinstance(path, str):
        path = request.getfixturevalue("shared") / "corpus" / "books" / path
    return told_file(path)


def looked(book: Told) -> Bible:
    """A bible with a look that comes in force in the middle of the book for everybody."""
    middle = book.cast.chapters[len(book.cast.chapters) // 2]
    looks = {
        one.key: (Look(None, {"eyes": "grey"}), Look((middle, 0), {"garment": "a red cloak"}))
        for one in book.cast.entities[:5]
    }
    return Bible(era="1830s", looks=looks)


def test_one_clause_for_each_stretch_between_two_changes(book: Told) -> None:
    bible, order = looked(book), book.order
    entities = {one.id: one for one in book.cast.entities}
    ends = {
        key: sorted((order[t.chapter], t.end) for t in book.cast.traits if t.entity == key)
        for key in entities
    }
    seen: dict[tuple[str, int, int], set[str]] = {}
    pictures = 0
    for one, clauses, prompt in book.prompts(bible):
        place = book.place(one)
        for said in clauses:
            entity = entities[said.entity_id]
            looks = valid_looks(bible.looks.get(entity.key, ()), order, place)
            stretch = (entity.id, bisect_right(ends[entity.id], place), len(looks))
            seen.setdefault(stretch, set()).add(said.text)
            if entity.id in prompt.used_refs:
                assert said.text in prompt.text
                pictures += 1
    assert pictures > 10
    assert {key: texts for key, texts in seen.items() if len(texts) > 1} == {}


def test_a_clause_says_what_a_cast_cut_at_the_place_says(book: Told) -> None:
    bible, order = looked(book), book.order
    for one, clauses, _ in list(book.prompts(bible))[::7]:
        place = book.place(one)
        cut = known_until(book.cast, order, place)
        known = {e.id: e for e in cut.entities}
        for said in clauses:
            assert said == clause(known[said.entity_id], cut.traits, bible, order, place, "book")


def test_no_prompt_is_refused_or_in_another_alphabet(book: Told) -> None:
    for one, _, prompt in book.prompts(Bible()):
        assert is_english(prompt), prompt.text
        assert check_words(prompt.text).refusal is None, prompt.text
        assert len(prompt.text) <= 2_000
        assert one.text[:40] not in prompt.text


def test_no_clause_contradicts_itself(book: Told) -> None:
    found: list[object] = []
    for one in book.cast.entities:
        own = [t for t in book.cast.traits if t.entity == one.id]
        kept = standing(own)
        found += [(a, b) for a, b in combinations(kept, 2) if opposed(a, b) or opposed(b, a)]
        made = clause(one, own, Bible(), book.order, (10**6, 0), "book").text
        for part in re.split(r"[,:;]| and | with | over | in | wearing ", made):
            words = part.split()
            found += [part for a, b in combinations(words, 2) if clash((a,), (b,))]
        if one.gender == "female":
            found += [made for word in ("beard", "moustache", " man ") if word in made]
    assert found == []
