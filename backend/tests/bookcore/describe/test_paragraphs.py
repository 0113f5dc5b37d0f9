"""The finder over paragraphs of our own."""

from __future__ import annotations

import re
import time

import pytest

from bookcore.describe import ParagraphItem, describe_paragraph, describe_paragraphs

SEEN = [
    ("ru", "Изба стояла у самого леса: низкая, чёрная от дождей, с провалившейся крышей; два мутных окна глядели на дорогу, и над трубой висел сизый дым."),
    ("ru", "Это был высокий старик с длинной седой бородой, в синем кафтане, подпоясанном красным кушаком; лицо у него было тёмное, в глубоких морщинах."),
    ("en", "The house was low and white, with a steep grey roof and green shutters; a red rose climbed over the door, and a narrow path of yellow gravel ran down to the gate."),
    ("en", "She was a tall woman with dark curly hair and a pale face, dressed in a long blue silk gown with white lace at the sleeves."),
]  # fmt: skip
SAID = [
    ("ru", "— Не знаю, — сказал он, — что вам ответить. Я думал об этом всю неделю и всё-таки не могу понять, зачем вы согласились ехать и почему молчали."),
    ("ru", "Он решил, что завтра непременно напишет брату, попросит прощения и объяснит, как вышло, что деньги были потрачены, а письмо осталось без ответа."),
    ("en", "“I do not believe you,” he said. “You promised to come on Monday, and you did not; you promised to write, and I have waited for a month without a word.”"),
    ("en", "He thought that if he had known the truth he would never have agreed, and he wondered whether his brother had understood the reason of his silence."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), SEEN)
def test_what_can_be_drawn_is_found(language: str, text: str) -> None:
    found = describe_paragraph(text, language)
    assert found.is_description
    assert found.visual > 0.5
    assert found.start is not None
    assert found.end is not None
    assert 0 <= found.start < found.end <= len(text)
    assert found.attributes
    assert len(found.caption.split()) <= 25


@pytest.mark.parametrize(("language", "text"), SAID)
def test_talk_and_reasoning_are_not(language: str, text: str) -> None:
    found = describe_paragraph(text, language)
    assert not found.is_description
    assert (found.start, found.end, found.type) == (None, None, "none")
    assert found.attributes == []


def test_people_and_places_are_told_apart() -> None:
    assert describe_paragraph(SEEN[0][1], "ru").type == "location"
    assert describe_paragraph(SEEN[1][1], "ru").type == "character"
    assert describe_paragraph(SEEN[3][1], "en").type == "character"


def test_no_russian_letter_in_english_words() -> None:
    for language, text in SEEN:
        found = describe_paragraph(text, language)
        assert not re.search("[а-яё]", " ".join([found.caption, *found.attributes]), re.IGNORECASE)


def test_many_paragraphs_keep_their_order_and_ids() -> None:
    items = [ParagraphItem(f"p{i}", *SEEN[i % 4]) for i in range(40)]
    found = describe_paragraphs(items)
    assert [f.id for f in found] == [i.id for i in items]
    assert found[0]._replace(id="") == describe_paragraph(SEEN[0][1], "ru")._replace(id="")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "я" * 200_000,
        "«" * 20_000,
        "— " * 20_000,
        "\ufffc",
        "a" * 200_000,
        "🙂 " * 500,
        "\u0301 стре\u0301лка",
    ],
)
def test_nasty_text_is_answered_in_time(text: str) -> None:
    begun = time.monotonic()
    for language in ("ru", "en"):
        describe_paragraph(text, language)
    assert time.monotonic() - begun < 20
