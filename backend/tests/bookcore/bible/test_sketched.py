"""The bible for our own painter."""

from __future__ import annotations

import pytest

from bookcore.bible import guessed, sketched
from bookcore.bible.sketched import painted_person
from bookcore.scene.spec import Person, SceneSpec, spec_from_json


@pytest.mark.parametrize(
    ("fields", "field", "value"),
    [
        ({"hair": "рыжие волосы", "sex": "female"}, "hair", "#b5482a"),
        ({"hair": "red"}, "hair", "#c81e1e"),
        ({"beard": "long"}, "beard", "long"),
        ({"garment": "frock coat"}, "garment", "frock_coat"),
        ({"garment": "a grey dress", "sex": "female"}, "colour", "#8c8c8c"),
        ({"headwear": "fur hat"}, "headwear", "fur_hat"),
        ({"hair_style": "braid"}, "hair_style", "braid"),
    ],
)
def test_fields_as_the_painter_knows_them(fields: dict[str, str], field: str, value: str) -> None:
    made = painted_person(fields)
    assert field in made
    if not value.startswith("#"):
        assert made[field] == value


def test_figures_take_the_looks_of_their_sex_and_the_scene_stays_valid() -> None:
    scene = SceneSpec(
        kind="action", people=(Person(sex="female"), Person(role="soldier", sex="male"))
    )
    made = sketched(scene, [{"sex": "female", "headwear": "bonnet", "beard": "long"}], ["#112233"])
    assert made.people[0].headwear == "bonnet"
    assert made.people[0].beard is None
    assert made.people[1] == scene.people[1]
    assert made.palette == ("#112233",)
    assert spec_from_json(made.to_json()) == made


def test_an_empty_portrait_gets_the_person_the_reader_described() -> None:
    made = sketched(SceneSpec(kind="character"), [{"sex": "male", "headwear": "cap"}], ())
    assert made.people == (Person(sex="male", headwear="cap"),)
    assert sketched(SceneSpec(kind="location"), [{"sex": "male"}], ()).people == ()


@pytest.mark.parametrize(
    ("text", "language", "era", "country"),
    [
        ("В конце 1851 года, зимой 1852 года, в России. Россия, Россия!", "ru", "1850s", "Russia"),
        ("In the year 1757 he came to England. England, dear England.", "en", "1750s", "England"),
        ("It was a dark night in house 1812.", "en", "", ""),
        ("Англия и Франция, Англия и Франция, Англия и Франция", "ru", "", ""),
    ],
)
def test_time_and_country_are_guessed_only_where_the_text_says_them(
    text: str, language: str, era: str, country: str
) -> None:
    assert guessed(text, language) == (era, country)
