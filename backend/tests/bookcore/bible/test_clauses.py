"""The clause of an entity: lasting looks, the reader's words, and what is invented once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bookcore.bible import Bible, Look, Story, clause
from bookcore.bible.looks import standing
from bookcore.bible.vetting import is_plain
from bookcore.entities import Cast, Entity, EntityName, Trait
from bookcore.entities.model import Aspect

ORDER = {"c1": 0, "c2": 1, "c3": 2}
END = (9, 0)


def somebody(gender: str | None = "male", name: str = "Пётр") -> Entity:
    return Entity(
        f"{name}@c1:0", f"id-{name}", "character", name, gender, 1.0,  # type: ignore[arg-type]
        (EntityName(name, "c1", 0, 1),), (("c1", 0, len(name)),), (0,),
    )  # fmt: skip


def trait(
    aspect: Aspect, text: str, chapter: str = "c1", start: int = 10, of: str = "Пётр"
) -> Trait:
    return Trait(
        f"{text}@{chapter}:{start}", f"id-{of}", aspect, text, "", chapter, start, start + 5
    )


def said(
    *traits: Trait, gender: str | None = "male", bible: Bible | None = None, era: str = ""
) -> str:
    made = clause(somebody(gender), traits, bible or Bible(era=era), ORDER, END, "book")
    assert is_plain(made.text)
    return made.text


def with_look(look: Look) -> Bible:
    return Bible(looks={"Пётр@c1:0": (look,)})


def test_what_lasts_is_said_and_what_passes_is_not() -> None:
    text = said(
        trait("look", "tall old man"),
        trait("hair", "long grey hair"),
        trait("face", "frightened face"),
        trait("face", "open mouth"),
        trait("eyes", "closed eyes"),
        trait("garment", "crumpled black frock coat"),
    )
    assert (
        text
        == "Pyotr: a tall old man, clean-shaven, with long grey hair, wearing a black frock coat"
        or (
            text.startswith("Pyotr: a tall old man")
            and "long grey hair" in text
            and "black" in text
        )
    )
    for word in ("frightened", "mouth", "closed", "crumpled"):
        assert word not in text


def test_of_two_that_exclude_one_another_the_later_stands() -> None:
    text = said(trait("hair", "black hair"), trait("hair", "white hair", "c2"))
    assert "white hair" in text
    assert "black" not in text.split(", wearing")[0]


def test_traits_that_are_excluded_by_a_later_one_do_not_stand() -> None:
    tall, short = trait("look", "tall man"), trait("build", "short figure", "c2")
    grey = trait("eyes", "grey eyes")
    assert standing([tall, grey, short]) == [short, grey]


@pytest.mark.parametrize("gender", ["female", None])
def test_no_beard_where_none_grows(gender: str | None) -> None:
    text = said(trait("beard", "thick moustaches"), trait("look", "little girl"), gender=gender)
    assert "moustache" not in text
    assert "beard" not in text


def test_a_child_is_a_child_and_nothing_else() -> None:
    bible = with_look(
        Look(None, {"age": "child", "garment": "nude", "marks": "bare breasts"}, "sensual pose")
    )
    text = said(trait("beard", "red beard"), bible=bible)
    assert "boy" in text
    for word in ("beard", "nude", "breast", "sensual"):
        assert word not in text


def test_the_same_book_entity_and_field_are_invented_alike_and_named() -> None:
    first = clause(somebody(), (), Bible(era="1830s"), ORDER, (0, 9), "book")
    later = clause(somebody(), (), Bible(era="1830s"), ORDER, END, "book")
    assert first == later
    assert set(first.invented) == {"build", "hair", "beard", "garment"}
    others = {
        clause(somebody(), (), Bible(era="1830s"), ORDER, END, f"b{i}").text for i in range(20)
    }
    assert len(others) > 5


def test_what_the_book_says_later_takes_the_place_of_what_was_invented() -> None:
    before = clause(somebody(), (), Bible(), ORDER, END, "book")
    after = clause(somebody(), [trait("hair", "red hair")], Bible(), ORDER, END, "book")
    assert "hair" in before.invented
    assert "hair" not in after.invented
    assert "red hair" in after.text
    kept = before.text.split(", wearing")[1:]
    assert kept[0] in after.text


@pytest.mark.parametrize(
    ("era", "words"),
    [("12th century", ("tunic", "cloak", "hose")), ("1830s", ("coat", "cravat")),
     ("XIX век", ("coat", "cravat")), ("наши дни", ())],
)  # fmt: skip
def test_dress_fits_the_time(era: str, words: tuple[str, ...]) -> None:
    text = said(era=era)
    assert not words or any(w in text for w in words)


def test_the_readers_look_stands_from_its_place_on() -> None:
    bible = with_look(Look(("c2", 50), {"hair": "рыжие", "garment": "blue uniform"}, "a scar"))
    mark = (trait("hair", "black hair"),)

    def at(place: tuple[int, int]) -> str:
        return clause(somebody(), mark, bible, ORDER, place, "book").text

    assert "black hair" in at((1, 49))
    assert "red hair" in at((1, 50))
    assert "blue uniform" in at((2, 0))
    assert at((2, 0)).endswith("; a scar")


def test_a_look_of_a_chapter_that_is_gone_rests() -> None:
    bible = with_look(Look(("lost", 0), {"hair": "red hair"}))
    assert "red hair" not in said(bible=bible)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"hair": "чёрные", "hair_style": "braid"}, "black braided hair"),
        ({"garment": "пальто", "colour": "серый"}, "grey overcoat"),
        ({"eyes": "зелёные"}, "green eyes"),
        ({"sex": "female"}, "woman"),
        ({"age": "old"}, "old man"),
        ({"headwear": "fur hat"}, "a fur hat"),
    ],
)
def test_the_readers_fields_in_russian_or_english(fields: Mapping[str, str], words: str) -> None:
    assert words in said(bible=with_look(Look(None, dict(fields))))


def test_what_the_rules_refuse_is_left_out_of_the_readers_words() -> None:
    text = said(bible=with_look(Look(None, {"garment": "lingerie"}, "an erotic pose")))
    assert "lingerie" not in text
    assert "erotic" not in text


def test_places_and_things_are_shown_by_the_readers_words_alone() -> None:
    place = replace(somebody(None, "Дубно"), kind="place")
    assert clause(place, (), Bible(), ORDER, END, "b").text == ""
    bible = Bible(looks={place.key: (Look(None, {}, "a town with a stone wall"),)})
    assert clause(place, (), bible, ORDER, END, "b").text == "Dubno: a town with a stone wall"


def test_a_story_tells_nobody_before_they_are_met_nor_who_is_hidden() -> None:
    one, two = somebody(), somebody("female", "Анна")
    cast = Cast(
        (one, replace(two, hidden=True)), (trait("hair", "red hair", "c2"),), (), tuple(ORDER)
    )
    story = Story(cast, ORDER, Bible(), "book")
    assert story.clauses([one.id], (0, 2)) == []
    assert story.clauses([one.id, two.id], (0, 4))[0].entity_id == one.id
    assert len(story.clauses([one.id, two.id], END)) == 1
    assert "red hair" not in story.clauses([one.id], (1, 14))[0].text
    assert "red hair" in story.clauses([one.id], (1, 15))[0].text
