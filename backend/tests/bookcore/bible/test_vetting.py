"""Which words may stand in a prompt."""

from __future__ import annotations

import pytest

from bookcore.bible.details import vetted
from bookcore.bible.vetting import english, may_stand


@pytest.mark.parametrize(
    "word",
    ["lantern", "churchyard", "brewery", "seizes", "walking", "grey-haired", "knives", "the", "two",
     "Cossack", "women", "overgrown", "beside"],
)  # fmt: skip
def test_what_is_seen_may_stand(word: str) -> None:
    assert may_stand(word)


@pytest.mark.parametrize(
    "word",
    ["ignore", "Instructions", "previous", "prompts", "system", "believes", "explanation",
     "democracy", "remembered", "deciding", "xyzzy", "https", "negroes", "should", "theory"],
)  # fmt: skip
def test_thought_talk_and_command_may_not(word: str) -> None:
    assert not may_stand(word)


def test_a_fact_ends_before_the_first_word_that_may_not_stand() -> None:
    assert vetted("old oak by a stone wall") == "old oak by a stone wall"
    assert vetted("old oak in the theory of walls") == "old oak"
    assert vetted("Estella opening the gate") == ""
    assert vetted("Estella opening the gate", ["Estella"]) == "Estella opening the gate"
    assert vetted("a considerable iron door") == "an iron door"
    assert vetted("стена у дороги") == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("soft light", "soft light"),
        ("густые чёрные волосы", "thick black hair"),
        ("начало XIX века, Россия", "early XIX century, Russia"),
        ("Тмутаракань", "Tmutarakan"),
        ("ыва", ""),
    ],
)
def test_a_readers_words_in_english(words: str, said: str) -> None:
    assert english(words) == said
