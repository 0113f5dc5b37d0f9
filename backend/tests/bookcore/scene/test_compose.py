"""What the words say stands in the scene, and nothing else does."""

from __future__ import annotations

import pytest

from bookcore.scene.compose import compose_scene
from bookcore.scene.spec import SceneSpec, json_schema, spec_from_json

WORDS: list[tuple[str, str, dict[str, object]]] = [
    ("Зимней ночью в степи мела метель.", "ru", {"time": "night", "season": "winter", "place_type": "steppe", "weather": "snow"}),
    ("Осенним утром над рекой стоял туман.", "ru", {"time": "morning", "season": "autumn", "place_type": "river", "weather": "fog"}),
    ("В кабинете на столе горела свеча.", "ru", {"place_type": "study", "indoor": True}),
    ("Шхуна стояла посреди моря.", "ru", {"place_type": "ship"}),
    ("On a rainy evening the street was empty.", "en", {"time": "evening", "weather": "rain", "place_type": "city_street"}),
    ("A summer day; the garden was full of flowers.", "en", {"season": "summer", "place_type": "garden"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "expected"), WORDS)
def test_place_time_season_and_weather(
    text: str, language: str, expected: dict[str, object]
) -> None:
    spec = compose_scene(text, language, "location")
    assert {key: getattr(spec, key) for key in expected} == expected


def test_people_wear_what_the_words_say() -> None:
    woman = compose_scene("Женщина в сером платье стояла у окна.", "ru", "character").people[0]
    assert (woman.sex, woman.garment, woman.pose) == ("female", "dress", "standing")
    assert woman.colour is not None
    red, green, blue = (int(woman.colour[i : i + 2], 16) for i in (1, 3, 5))
    assert max(red, green, blue) - min(red, green, blue) < 25
    man = compose_scene("An old man with a long white beard and a hat.", "en", "character").people[
        0
    ]
    assert (man.sex, man.age, man.headwear) == ("male", "old", "hat")
    assert man.beard is not None


def test_children_stay_children() -> None:
    child = compose_scene("Мальчик в рубашке, с бородой деда на картине.", "ru", "character")
    assert all(p.beard is None for p in child.people if p.age == "child")


def test_a_pronoun_of_a_place_is_nobody() -> None:
    spec = compose_scene("Заря лежала на ней розовыми полосами.", "ru", "location")
    assert spec.people == ()


def test_what_lies_before_speaks_only_where_the_text_is_silent() -> None:
    silent = compose_scene("На столе лежала книга.", "ru", "object", "Была зимняя ночь.")
    assert (silent.time, silent.season) == ("night", "winter")
    spoken = compose_scene("Летним днём на столе лежала книга.", "ru", "object", "Зимняя ночь.")
    assert spoken.season == "summer"


@pytest.mark.parametrize("text", ["", "...", "🙂" * 50, "а" * 5000, "\x00", "Слово. " * 800])
def test_any_text_gives_a_valid_scene(text: str) -> None:
    for language in ("ru", "en"):
        spec = compose_scene(text, language, "location", seed=7)
        assert spec == compose_scene(text, language, "location", seed=7)
        assert spec_from_json(spec.to_json()) == spec


def test_the_schema_names_every_field() -> None:
    properties = json_schema()["properties"]
    assert set(properties) == set(SceneSpec.__dataclass_fields__)


def test_a_beard_that_lies_is_no_man_lying() -> None:
    text = "Капитан был прям и сед; белая борода лежала на чёрном морском сюртуке."
    scene = compose_scene(text, "ru", "character", "Они вышли в море.")
    (captain,) = scene.people
    assert (captain.beard, captain.garment, captain.pose) == ("full", "frock_coat", None)
    assert scene.place_type is None
    lying = compose_scene("Старик лежал на лавке.", "ru", "character").people[0]
    assert lying.pose == "lying"


def test_a_pronoun_of_a_schooner_is_nobody() -> None:
    text = "Это была маленькая шхуна с чёрным бортом. На носу у неё имелась деревянная птица."
    schooner = compose_scene(text, "ru", "character")
    assert (schooner.people, schooner.kind) == ((), "object")
    woman = compose_scene("У неё были рыжие волосы.", "ru", "character").people
    assert [p.sex for p in woman] == ["female"]


def test_a_portrait_takes_no_place_from_the_text_before() -> None:
    before = "Они долго шли по лесу."
    assert compose_scene("Седой старик в шляпе.", "ru", "character", before).place_type is None
    assert compose_scene("Кругом было тихо.", "ru", "atmosphere", before).place_type == "forest"


@pytest.mark.parametrize(
    ("text", "language", "worn"),
    [
        ("На неё надели платье, а косу уложили венцом.", "ru", False),
        ("She had her plait wound round her head like a crown.", "en", False),
        ("The woman touched the crown of her head.", "en", False),
        ("У женщины на голове сияла корона.", "ru", True),
        ("The queen wore a crown.", "en", True),
        ("Против него висел портрет владетельного князя в короне.", "ru", False),
    ],
)
def test_a_crown_is_worn_only_where_the_words_say_so(text: str, language: str, worn: bool) -> None:
    people = compose_scene(text, language, "character").people
    assert any(one.headwear == "crown" for one in people) == worn


@pytest.mark.parametrize(
    ("text", "language", "place"),
    [
        ("В темнице было сыро, за решёткой светила луна.", "ru", "prison"),
        ("Он сидел в тюрьме на соломе.", "ru", "prison"),
        ("He lay in the dungeon upon straw.", "en", "prison"),
        ("В лагере горели костры, стояли палатки.", "ru", "camp"),
        ("The camp lay quiet, and the tents were white.", "en", "camp"),
    ],
)
def test_prisons_and_camps_are_places(text: str, language: str, place: str) -> None:
    assert compose_scene(text, language, "location").place_type == place
