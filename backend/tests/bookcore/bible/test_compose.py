"""Prompts: their order, their limit, and the words of a scene put right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from bookcore.bible import (
    Bible,
    Clause,
    Prompt,
    card_prompt,
    check_words,
    compose,
    is_english,
    key_of,
)
from bookcore.bible import company as company_words
from bookcore.bible import setting as setting_words
from bookcore.scene.spec import (
    BEARDS,
    GARMENTS,
    HEADWEARS,
    KINDS,
    LIGHTS,
    PLACES,
    POSES,
    TIMES,
    WEATHERS,
    Person,
    SceneSpec,
)
from tests.bookcore.bible.test_clauses import somebody

OLD = Clause("a", "Taras", "Taras: an old man with a grey moustache", sex="male", age="old",
             aliases=("Taras Bulba", "Taras"))  # fmt: skip
ANNA = Clause("b", "Anna", "Anna: a young woman in a white dress", sex="female", aliases=("Anna",))
CHILD = Clause("c", "Misha", "Misha: a small boy", sex="male", age="child", aliases=("Misha",))


def made(
    scene: SceneSpec | None = None,
    *,
    kind: str = "action",
    attributes: Sequence[str] = (),
    caption: str = "",
    clauses: Sequence[Clause] = (),
    limit: int = 2_000,
    **bible: Any,
) -> Prompt:
    prompt = compose(
        scene or SceneSpec(kind=kind), kind, attributes, caption, clauses, Bible(**bible), limit
    )
    assert is_english(prompt)
    assert len(prompt.text) <= limit
    return prompt


def test_the_order_of_a_prompt() -> None:
    text = made(
        SceneSpec(kind="action", place_type="river", time="dusk", season="autumn", weather="fog",
                  people=(Person(sex="male"), Person(role="soldier", sex="male")), mood="calm"),
        caption="A man sits on a stone.",
        attributes=("wooden boat", "tall reeds"),
        clauses=(OLD,),
        era="1830s",
        country="Россия",
        palette=("#1f3b73",),
        style_words="мягкий свет",
    ).text  # fmt: skip
    parts = [
        "Full scene by a river at dusk in autumn, in fog.", OLD.text, "a soldier",
        "sits on a stone", "a wooden boat, tall reeds", "Calm mood", "Setting: Russia, 1830s",
        "Style:", "soft", "Palette: deep blue (#1f3b73)", "No text, no letters",
    ]  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_at_most_three_are_named_and_the_others_are_counted() -> None:
    five = [Clause(str(i), f"N{i}", f"N{i}: a man", sex="male") for i in range(5)]
    prompt = made(clauses=five)
    assert [c.entity_id for c in prompt.clauses] == ["0", "1", "2"]
    assert "two more people" in prompt.text
    many = [Clause(str(i), f"N{i}", f"N{i}: a man", sex="male") for i in range(8)]
    assert "a crowd of other people" in made(clauses=many).text


def test_whom_a_clause_names_is_not_shown_twice() -> None:
    text = made(
        SceneSpec(kind="character", people=(Person(sex="male", beard="full"),)),
        kind="character",
        caption="A man closes his eyes.",
        clauses=(OLD,),
    ).text
    assert "Taras closes his eyes" in text
    assert "a man" not in text.lower()


def test_of_two_men_neither_is_meant_by_a_man() -> None:
    text = made(clauses=(OLD, CHILD), caption="A man sinks on a low divan.").text
    assert "One of the men sinks on a low divan" in text


def test_landscapes_show_those_only_who_are_seen_in_them() -> None:
    scene = SceneSpec(kind="location", place_type="steppe")
    assert not made(scene, kind="location", clauses=(OLD,), attributes=("tall grass",)).clauses
    seen = made(scene, kind="location", clauses=(OLD,), attributes=("man riding a horse",))
    assert seen.used_refs == ("a",)


def test_equal_figures_are_counted_and_dressed_in_the_plural() -> None:
    soldier = Person(role="soldier", sex="male", headwear="fur_hat", garment="fur_coat")
    assert "two soldiers in fur coats and fur hats" in made(SceneSpec(people=(soldier,) * 2)).text
    assert "several soldiers in fur coats" in made(SceneSpec(people=(soldier,) * 3)).text
    assert "a crowd of people" in made(SceneSpec(people=(Person(),) * 4)).text


@pytest.mark.parametrize(
    ("scene", "words", "said", "unsaid"),
    [
        (SceneSpec(place_type="field", season="summer"), "deep snow", "in winter", "summer"),
        (SceneSpec(place_type="field", season="summer", weather="snow"), "trees", "in winter", "summer"),
        (SceneSpec(place_type="road", time="day"), "full moon, moonlight", "at night", "by day"),
        (SceneSpec(place_type="road", time="night", light=("sun",)), "trees", "at night", "sunlight"),
        (SceneSpec(place_type="study", weather="rain", season="summer"), "desk", "inside a study", "rain"),
        (SceneSpec(place_type="hut", indoor=True), "bench", "inside a village hut", "at a village"),
    ],
)  # fmt: skip
def test_the_hour_and_the_season_do_not_contradict_the_words(
    scene: SceneSpec, words: str, said: str, unsaid: str
) -> None:
    text = made(scene, kind="location", attributes=(words,)).text.split("Style:")[0]
    assert said in text
    assert unsaid not in text


def test_room_is_made_by_the_least_important_and_no_word_is_cut() -> None:
    scene = SceneSpec(
        kind="action", place_type="river", mood="calm", people=(Person(role="soldier"),)
    )
    whole = made(scene, attributes=[f"{w} boat" for w in ("red", "old", "long", "grey")],
                 caption="A soldier rows along the dark bank.", clauses=(OLD, ANNA))  # fmt: skip
    words = set(whole.text.split())
    for limit in range(60, len(whole.text) + 1, 7):
        short = made(scene, attributes=[f"{w} boat" for w in ("red", "old", "long", "grey")],
                     caption="A soldier rows along the dark bank.", clauses=(OLD, ANNA),
                     limit=limit)  # fmt: skip
        assert all(w in words or w.rstrip(".,;") + "." in words or w.rstrip(".,") in
                   {x.rstrip(".,;:") for x in words} for w in short.text.split())  # fmt: skip
    tight = made(scene, clauses=(OLD,), attributes=("red boat",), limit=420)
    assert OLD.text in tight.text
    assert "Style:" in tight.text
    assert "No text" in tight.text
    assert "red boat" not in tight.text or len(tight.text) <= 420


def test_clauses_that_found_no_room_are_not_said_to_be_used() -> None:
    prompt = made(clauses=(OLD, ANNA), limit=90)
    for one in prompt.clauses:
        assert one.text in prompt.text


def test_cruel_words_are_softened_or_go_with_their_fact() -> None:
    prompt = made(attributes=("pool of blood", "severed head", "beheaded knight", "green meadow"))
    assert "blood" not in prompt.text.split("Style")[0]
    assert "severed" not in prompt.text
    assert "beheaded" not in prompt.text
    assert "a green meadow" in prompt.text
    assert "blood" in prompt.softened
    assert check_words(prompt.text).refusal is None


def test_beside_a_child_nothing_unfit_stands() -> None:
    prompt = made(attributes=("naked back", "white bare breasts", "green meadow"), clauses=(CHILD,),
                  style_words="sensual light", kind="character")  # fmt: skip
    for word in ("naked", "breast", "sensual", "robe"):
        assert word not in prompt.text
    assert "a green meadow" in prompt.text


def test_a_style_that_the_rules_refuse_is_left_out() -> None:
    assert "erotic" not in made(style_words="erotic photo").text


def test_a_reference_card_shows_one_figure_and_no_scene() -> None:
    prompt = card_prompt(somebody(), OLD, Bible(style_id="oil"))
    assert "three-quarter view" in prompt.text
    assert "plain light neutral background" in prompt.text
    assert OLD.text in prompt.text
    assert "oil painting" in prompt.text
    assert prompt.used_refs == ()


def test_the_key_of_a_prompt_changes_with_all_that_is_sent() -> None:
    prompt = Prompt("é", "n", used_refs=("a",))
    assert key_of(prompt) == key_of(Prompt("e\u0301", "n", used_refs=("a",)))
    keys = {key_of(p) for p in (prompt, Prompt("é", "m", used_refs=("a",)), Prompt("é", "n"),
                                Prompt("én", "", used_refs=("a",)))}  # fmt: skip
    assert len(keys) == 4


def test_every_value_of_a_scene_has_words() -> None:
    assert set(PLACES) <= set(setting_words._PLACES)
    assert set(LIGHTS) <= set(setting_words._LIGHTS)
    assert set(WEATHERS) <= set(setting_words._WEATHERS)
    assert set(TIMES) <= set(setting_words._TIMES)
    assert set(KINDS) <= set(setting_words.SHOTS)
    assert set(BEARDS) <= set(company_words._BEARDS)
    assert set(POSES) <= set(company_words._POSES)
    for garment in GARMENTS:
        for hat in (None, *HEADWEARS):
            person = Person(role="man", sex="male", garment=garment, headwear=hat)
            text = made(SceneSpec(people=(person,))).text
            assert "_" not in text
