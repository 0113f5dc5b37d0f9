"""A scene's people get what the book has told of them, never against the description."""

from __future__ import annotations

from bookcore.entities import Entity, Trait, enriched, likeness
from bookcore.entities.model import Aspect
from bookcore.scene.spec import Person, SceneSpec


def entity(gender: str | None = "male", kind: str = "character") -> Entity:
    return Entity("k", "i", kind, "N", gender, 1.0, (), (), ())  # type: ignore[arg-type]


def trait(aspect: Aspect, text: str) -> Trait:
    return Trait(text, "i", aspect, text, text, "c", 0, 1)


LOOKS = [trait("hair", "black hair"), trait("beard", "long beard"), trait("headwear", "fur hat"),
         trait("garment", "green coat")]  # fmt: skip


def test_a_silent_description_is_completed() -> None:
    scene = enriched(SceneSpec("character", people=(Person(sex="male"),)), [(entity(), LOOKS)])
    (person,) = scene.people
    assert person.beard == "long"
    assert person.headwear == "fur_hat"
    assert person.garment == "coat"
    assert person.hair is not None


def test_the_descriptions_own_words_stand() -> None:
    own = Person(sex="male", hair="#ffffff", beard="short", garment="shirt", colour="#123456")
    scene = enriched(SceneSpec("character", people=(own,)), [(entity(), LOOKS)])
    (person,) = scene.people
    assert (person.hair, person.beard) == ("#ffffff", "short")
    assert (person.garment, person.colour) == ("shirt", "#123456")


def test_the_later_trait_holds() -> None:
    scene = enriched(
        SceneSpec("character", people=(Person(sex="male"),)),
        [(entity(), [trait("headwear", "fur hat"), trait("headwear", "helmet")])],
    )
    assert scene.people[0].headwear == "helmet"


def test_a_woman_gets_no_beard_and_a_man_no_womans_looks() -> None:
    scene = SceneSpec("character", people=(Person(sex="female"),))
    assert enriched(scene, [(entity(), LOOKS)]).people == scene.people
    assert enriched(scene, [(entity("female"), LOOKS)]).people[0].beard is None


def test_each_person_is_completed_once() -> None:
    scene = SceneSpec("action", people=(Person(sex="male"), Person(sex="male")))
    done = enriched(scene, [(entity(), LOOKS)])
    assert [p.headwear for p in done.people] == ["fur_hat", None]


def test_nobody_is_added_to_a_landscape() -> None:
    scene = SceneSpec("location")
    assert enriched(scene, [(entity(), LOOKS)]) == scene
    assert len(enriched(SceneSpec("character"), [(entity(), LOOKS)]).people) == 1


def test_places_dress_nobody() -> None:
    scene = SceneSpec("character", people=(Person(),))
    assert enriched(scene, [(entity(None, "place"), LOOKS)]) == scene


def test_strangers_and_crowds_stay_as_they_are() -> None:
    for people in ((Person(role="man", sex="male"),), (Person(),) * 4):
        scene = SceneSpec("action", people=people)
        assert enriched(scene, [(entity(), LOOKS)]) == scene


def test_a_likeness_has_what_the_traits_tell() -> None:
    captain = entity("male")
    told = [trait("hair", "grey-haired"), trait("beard", "white beard"),
            trait("garment", "black sea frock coat")]  # fmt: skip
    person = likeness(captain, told)
    assert person is not None
    assert (person.beard, person.garment, person.hair) == ("full", "frock_coat", "#c9c9c9")
    assert likeness(captain, [trait("beard", "grey moustaches")]).hair is not None  # type: ignore[union-attr]
    braid = likeness(entity("female"), [trait("hair", "tight braid")])
    assert braid is not None
    assert (braid.hair_style, braid.headwear) == ("braid", None)
