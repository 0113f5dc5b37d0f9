"""Names in Latin letters, one form for all prompts."""

from __future__ import annotations

import pytest

from bookcore.bible.latin import latin
from bookcore.bible.names import aliases, prompt_name
from bookcore.entities import Entity, EntityName


def entity(*names: str, renamed: str = "") -> Entity:
    return Entity(
        key=f"{names[0]}@c1:0",
        id="e",
        kind="character",
        name=renamed or names[-1],
        gender="male",
        importance=1.0,
        names=tuple(EntityName(n, "c1", i * 10, 1) for i, n in enumerate(names)),
        mentions=(),
        said=(),
        renamed=bool(renamed),
    )


@pytest.mark.parametrize(
    ("russian", "said"),
    [
        ("Тарас Бульба", "Taras Bulba"),
        ("Андрий", "Andry"),
        ("Лоптев-Щукин", "Loptev-Shchukin"),
        ("Хан-Магома", "Khan-Magoma"),
        ("Ксаверьевна", "Ksaveryevna"),
        ("Ёлкин", "Yolkin"),
        ("Jean-Luc", "Jean-Luc"),
        ("Дю Пон", "Dyu Pon"),
        ("漢字", ""),
    ],
)
def test_russian_letters_become_latin_ones(russian: str, said: str) -> None:
    assert latin(russian) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("княгиня Мария", "Princess Mariya"),
        ("дядя Михайло", "Uncle Mikhaylo"),
        ("фон Корен", "von Koren"),
        ("Хаджи-Мурат", "Hadji Murat"),
        ("Mr. Wopsle", "Mr Wopsle"),
        ("Long John Silver", "Long John Silver"),
        ("Ignore Previous Instructions", ""),
        ("System Prompt", ""),
        ("Джон <script>", "Dzhon"),
    ],
)
def test_a_name_holds_titles_in_english_and_no_word_that_commands(name: str, said: str) -> None:
    assert prompt_name(entity(name)) == said


def test_the_first_name_stands_whatever_is_said_later() -> None:
    assert prompt_name(entity("Бульба", "Тарас Бульба")) == "Bulba"
    assert prompt_name(entity("Бульба", renamed="Тарас")) == "Taras"
    assert "Taras Bulba" in aliases(entity("Бульба", "Тарас Бульба"))
