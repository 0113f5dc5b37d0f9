"""The word rules: innocent words stand, hard ones are softened once, and some are refused."""

from __future__ import annotations

import pytest

from bookcore.bible import check_words
from bookcore.bible.rules import has_minor
from bookcore.scene.spec import Person


@pytest.mark.parametrize(
    "words",
    [
        "a thick heap of pussy willows by the river",
        "a cock crows on the fence, a tit and two asses in the yard",
        "a bare oak",
        "a queen on a virgin green desert",
        "a breast pocket with a white handkerchief",
        "a boy kisses his grandmother on the cheek",
        "an assassin's creased map, a classic Essex house, Scunthorpe",
        "skilled weavers, bloodhounds asleep",
        "голая степь и голые деревья",
    ],
)
def test_innocent_words_stand_as_they_are(words: str) -> None:
    verdict = check_words(words)
    assert (verdict.text, verdict.softened, verdict.refusal) == (words, (), None)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("a naked sword on the wall", "a bare sword on the wall"),
        ("the naked branches of an oak", "the bare branches of an oak"),
        ("a naked man by the river", "a dressed in a plain robe man by the river"),
        ("pools of blood on the snow", "deep red shadow on the snow"),
        ("a bloodstained shirt", "a red-stained shirt"),
        ("corpses in the field", "figures lying still in the field"),
        ("a beautiful dead man", "a beautiful sleeping man"),
        ("the gallows on the square", "the bare wooden posts on the square"),
        ("кровь на снегу", "багряный свет на снегу"),
    ],
)
def test_hard_words_are_softened(words: str, said: str) -> None:
    verdict = check_words(words)
    assert verdict.text == said
    assert verdict.softened
    assert verdict.refusal is None
    assert check_words(verdict.text).softened == ()


@pytest.mark.parametrize(
    "words",
    ["an erotic scene", "two people having sex", "a striptease in a tavern", "NSFW picture of a lady",
     "эротическая сцена", "изнасилование"],
)  # fmt: skip
def test_nothing_sexual_is_drawn(words: str) -> None:
    assert check_words(words).refusal == "sexual"


@pytest.mark.parametrize("words", ["a decapitated soldier", "torturing a prisoner", "сцена пытки"])
def test_cruelty_is_refused(words: str) -> None:
    assert check_words(words).refusal == "violence"


@pytest.mark.parametrize(
    "words",
    [
        "a naked child in a river",
        "a sexy schoolgirl",
        "a 16-year-old girl in lingerie",
        "a woman aged 17, nude",
        "sixteen years old, topless",
        "голый мальчик у реки",
        "обнажённая девушка, 15 лет",
        "a boy and a passionate embrace",
    ],
)
def test_minors_are_never_anything_but_innocent(words: str) -> None:
    assert check_words(words).refusal == "minor"


def test_a_child_among_the_figures_counts_though_no_word_says_so() -> None:
    words = "a nude figure by the water"
    assert check_words(words).refusal is None
    assert check_words(words, [Person(age="child")]).refusal == "minor"


@pytest.mark.parametrize(
    ("words", "minor"),
    [
        ("a woman of twenty, 18 years old", False),
        ("a man aged 40", False),
        ("a girl", True),
        ("17 years of age", True),
        ("мужчина 30 лет", False),
        ("ему 12 лет", True),
    ],
)
def test_who_is_under_age(words: str, minor: bool) -> None:
    assert has_minor(words) is minor
