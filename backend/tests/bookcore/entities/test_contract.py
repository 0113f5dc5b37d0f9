"""Names and casts as JSON, the reader's place, the reader's corrections."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bookcore.entities import (
    Cast,
    ChapterNames,
    Edit,
    apply_edits,
    bearers,
    cast_from_json,
    cast_to_json,
    known_until,
    read_names,
    resting,
)
from tests.bookcore.entities.making import cast_of, chapter, named, passage

ONE = chapter(
    [
        "Yesterday Miss Marlow came to Thornby, and Miss Marlow said that Edmund was ill.",
        "At noon Edmund walked in. He said that Miss Marlow had left Thornby, "
        "and Edmund laughed. So Edmund, who had grey eyes, sat down.",
    ],
    "one",
)
TWO = chapter(
    [
        "Then Edmund met Harriet in Thornby. She said nothing, but Harriet smiled, and "
        "Mr. Edmund Vane bowed; then Mr. Edmund Vane left for Thornby with Harriet.",
        "When Edmund, who had black eyes, came back, Harriet wept.",
    ],
    "two",
)
ORDER = {"one": 0, "two": 1}
SEEN = [
    passage(ONE, "So Edmund, who had grey eyes, sat down."),
    passage(TWO, "When Edmund, who had black eyes, came back, Harriet wept."),
]


@pytest.fixture(scope="module")
def cast() -> Cast:
    return cast_of([ONE, TWO], "en", SEEN)


def test_names_of_a_chapter_go_through_json() -> None:
    names = read_names(ONE, "en")
    again = ChapterNames.from_json(json.loads(json.dumps(names.to_json())))
    assert again == names
    assert all(ONE.text[r.start :].startswith(r.text) for r in names.runs)


def test_a_cast_goes_through_json(cast: Cast) -> None:
    assert cast_from_json(json.loads(json.dumps(cast_to_json(cast)))) == cast
    assert len(cast.links) == len(SEEN)


def test_mentions_stand_where_the_text_has_them(cast: Cast) -> None:
    texts = {"one": ONE.text, "two": TWO.text}
    for entity in cast.entities:
        assert len(entity.mentions) == len(entity.said) == sum(n.count for n in entity.names)
        for (where, start, end), said in zip(entity.mentions, entity.said, strict=True):
            assert texts[where][start:end].split()[-1] == entity.names[said].text.split()[-1]


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("share", [0, 0.3, 0.6, 1])
def test_nothing_is_known_of_what_comes_later(cast: Cast, number: int, share: float) -> None:
    text = (ONE, TWO)[number].text
    place = (number, int(len(text) * share))
    known = known_until(cast, ORDER, place)
    for entity in known.entities:
        assert entity.mentions
        assert entity.name in [n.text for n in entity.names]
        assert all((ORDER[c], end) <= place for c, _, end in entity.mentions)
        assert all((ORDER[n.chapter], n.start) < place for n in entity.names)
        assert sum(n.count for n in entity.names) == len(entity.mentions)
    assert all((ORDER[t.chapter], t.end) <= place for t in known.traits)
    assert all(i in {e.id for e in known.entities} for link in known.links for i in link)


def test_all_is_known_at_the_end(cast: Cast) -> None:
    assert known_until(cast, ORDER, (1, len(TWO.text))) == cast


def test_nobody_is_known_before_the_first_word(cast: Cast) -> None:
    assert known_until(cast, ORDER, (0, 0)).entities == ()


def test_a_merge_goes_into_the_first(cast: Cast) -> None:
    edmund, harriet = named(cast, "Edmund"), named(cast, "Harriet")
    merged = apply_edits(cast, [Edit("merge", (edmund.key, harriet.key))])
    one = named(merged, "Harriet")
    assert (one.key, one.id, one.kind) == (edmund.key, edmund.id, edmund.kind)
    assert len(one.mentions) == len(edmund.mentions) + len(harriet.mentions)
    assert list(one.mentions) == sorted(one.mentions, key=lambda m: (ORDER[m[0]], m[1]))
    assert harriet.id not in {i for link in merged.links for i in link}


def test_a_name_is_split_off_and_joined_again(cast: Cast) -> None:
    edmund, harriet = named(cast, "Edmund"), named(cast, "Harriet")
    joined = Edit("merge", (edmund.key, harriet.key))
    apart = apply_edits(cast, [joined, Edit("split", (edmund.key,), "Harriet")])
    again = named(apart, "Harriet")
    assert again.mentions == harriet.mentions
    assert named(apart, "Edmund").mentions == edmund.mentions
    back = apply_edits(cast, [joined, Edit("split", (edmund.key,), "Harriet"),
                              Edit("merge", (edmund.key, again.key))])  # fmt: skip
    assert named(back, "Harriet").mentions == named(apply_edits(cast, [joined]), "Edmund").mentions


def test_a_new_name_stands_and_the_old_ones_stay(cast: Cast) -> None:
    edmund = named(cast, "Edmund")
    edited = apply_edits(cast, [Edit("rename", (edmund.key,), "Captain Vane")])
    one = named(edited, "Edmund")
    assert one.name == "Captain Vane"
    assert [n.text for n in one.names] == [n.text for n in edmund.names]
    assert known_until(edited, ORDER, (1, 0)).entities
    assert named(known_until(edited, ORDER, (1, 0)), "Edmund").name == "Captain Vane"


def test_the_hidden_are_marked_not_dropped(cast: Cast) -> None:
    edmund = named(cast, "Edmund")
    assert named(apply_edits(cast, [Edit("hide", (edmund.key,))]), "Edmund").hidden


def test_edits_of_nobody_rest(cast: Cast) -> None:
    edits = [
        Edit("hide", ("Nobody@one:5",)),
        Edit("rename", (named(cast, "Edmund").key,), "Ned"),
        Edit("split", (named(cast, "Harriet").key,), "Harriet"),
        Edit("merge", (named(cast, "Harriet").key, "Nobody@one:5")),
    ]
    assert resting(cast, edits) == (True, False, True, True)
    assert apply_edits(cast, [edits[0]]) == cast


def test_edits_hold_after_a_processing_with_other_offsets(cast: Cast) -> None:
    edmund, harriet = named(cast, "Edmund"), named(cast, "Harriet")
    edits = [
        Edit("rename", (edmund.key,), "Ned"),
        Edit("merge", (edmund.key, harriet.key)),
        Edit("hide", (named(cast, "Thornby").key,)),
    ]
    moved = [chapter(["It was long ago.", *c.text.split("\n")], c.id) for c in (ONE, TWO)]
    after = cast_of(moved, "en")
    assert edmund.key not in {e.key for e in after.entities}
    assert resting(after, edits) == (False, False, False)
    edited = apply_edits(after, edits)
    assert named(edited, "Edmund").name == "Ned"
    assert named(edited, "Harriet").id == named(after, "Edmund").id
    assert named(edited, "Thornby").hidden


def test_of_two_of_a_name_the_nearer_is_meant(cast: Cast) -> None:
    edmund = named(cast, "Edmund")
    far = replace(
        edmund, key="Edmund@two:0", id="f" * 16, mentions=(("two", 3, 9),), said=(0,),
        names=(replace(edmund.names[0], chapter="two", start=3, count=1),),
    )  # fmt: skip
    both = replace(cast, entities=(*cast.entities, far))
    edited = apply_edits(both, [Edit("hide", ("Edmund@two:5",))])
    assert [e.key for e in edited.entities if e.hidden] == [far.key]


def test_a_kept_key_leads_to_whoever_bears_it_now(cast: Cast) -> None:
    edmund, harriet = named(cast, "Edmund"), named(cast, "Harriet")
    moved = "Harriet@two:9999"
    merge = Edit("merge", (edmund.key, harriet.key))
    assert bearers(cast, [], [edmund.key, moved]) == {edmund.key: edmund.key, moved: harriet.key}
    found = bearers(cast, [merge], [harriet.key, edmund.key, "Nobody@one:0"])
    assert found == {harriet.key: edmund.key, edmund.key: edmund.key}
