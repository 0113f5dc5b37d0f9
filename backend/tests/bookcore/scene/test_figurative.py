"""What a thing is only likened to, and homonyms, are not seen in a scene."""

from __future__ import annotations

import pytest

from bookcore.scene.compose import compose_scene


@pytest.mark.parametrize(
    ("language", "text", "unseen"),
    [
        ("ru", "Буквы стояли в письме прямо, как солдаты на смотру.", "soldier"),
        ("ru", "Остров лежал низкий, точно бочка, и дымился.", "barrel"),
        ("ru", "Глина была вся в трещинах, словно хлеб на столе.", "table"),
        ("en", "The letter lay before him like a ship at sea.", "ship"),
        ("en", "The schooner lay still as a horse asleep.", "horse"),
        ("ru", "Горе светилось в глубине этих чёрных глаз.", "mountains"),
        ("ru", "По небу горами шли синие тучи.", "mountains"),
        ("en", "She took her station on the opposite side of the hearth.", "railway"),
        ("en", "He had a swallow or two of the brandy and sat up.", "bird"),
        ("en", "He kept up a continuous stream of fire with his rifle.", "river"),
        ("en", "He kept up a continuous stream of fire with his rifle.", "fire"),
        ("en", "A column had cracked in the old grandfather’s day.", "grandfather"),
    ],
)
def test_figures_of_speech_are_not_drawn(language: str, text: str, unseen: str) -> None:
    scene = compose_scene(text, language, "location")
    seen = {scene.place_type, *scene.light, *scene.objects, *(p.role for p in scene.people)}
    assert unseen not in seen


@pytest.mark.parametrize(
    ("language", "text", "seen"),
    [
        ("ru", "Он видел, как солдаты шли по дороге.", "soldier"),
        ("ru", "На горе стояла мельница.", "mountains"),
        ("ru", "Как хороша была река в этот час!", "river"),
        ("en", "He stood on the platform of the station and waited for the train.", "railway"),
        ("en", "Swallows flew over the stream.", "river"),
        ("en", "As a sailor he knew the sea, and a ship lay there.", "sea"),
        ("en", "A fire burned on the hearth.", "fire"),
        ("en", "They came to a stream of water between the pines.", "river"),
    ],
)
def test_what_is_there_is_drawn(language: str, text: str, seen: str) -> None:
    scene = compose_scene(text, language, "location")
    found = {scene.place_type, *scene.light, *scene.objects, *(p.role for p in scene.people)}
    assert seen in found
