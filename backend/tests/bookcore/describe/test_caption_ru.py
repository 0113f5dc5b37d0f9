"""Attributes and captions of Russian descriptions: bounded, English, and of the text's own words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bookcore.describe.caption import attributes, caption, facts

HUT = (
    "Изба была низкая, с закоптелыми стенами. У печи сидела старуха в чёрном платке, на лавке "
    "спал мальчик лет пяти. За окном темнело."
)
MAN = (
    "Это был высокий старик с длинной седой бородой, в сером армяке и в стоптанных сапогах. "
    "Глаза его смотрели весело. Он стоял у ворот, опираясь на суковатую палку."
)


def test_a_room_with_people() -> None:
    said = attributes(HUT, "ru")
    assert "old woman in a black kerchief sitting by the stove" in said
    assert any("log hut" in s for s in said)
    assert "boy of about five sleeping on a bench" in said
    assert "log hut with sooty walls" in caption(HUT, "ru", "location")


def test_a_portrait_begins_with_its_person() -> None:
    told = caption(MAN, "ru", "character")
    assert told.startswith("A tall old man with a long grey beard")
    assert told.endswith(".")
    assert len(told.split()) <= 25


def test_nothing_seen_gives_nothing() -> None:
    assert attributes("Но почему же нельзя было этого понять?", "ru") == []
    assert caption("Но почему же нельзя было этого понять?", "ru", "action") == ""


def test_many_facts_stand_in_at_most_eight_lines() -> None:
    many = " ".join(
        f"{a} {n} стоял у {p} стены."
        for a, n, p in [
            ("Старый", "стол", "белой"), ("Дубовый", "шкап", "серой"), ("Новый", "диван", "синей"),
            ("Чёрный", "рояль", "красной"), ("Низкий", "стул", "голой"), ("Резной", "сундук", "жёлтой"),
            ("Узкий", "комод", "зелёной"), ("Высокий", "буфет", "грязной"), ("Медный", "самовар", "тёмной"),
            ("Большой", "ларь", "кирпичной"),
        ]
    )  # fmt: skip
    said = attributes(many, "ru")
    assert len(said) <= 8
    assert any(", " in s for s in said)


@pytest.mark.shared
def test_of_all_labelled_passages(shared: Path) -> None:
    labels = (shared / "labels" / "dev.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in labels.splitlines()]
    passages = [r for r in rows if r["lang"] == "ru" and r["visual"] >= 2]
    assert passages
    for row in passages:
        text = row["text"][row["start"] : row["end"]]
        told = caption(text, "ru", row["type"])
        assert len(told.split()) <= 25, told
        said = attributes(text, "ru")
        assert len(said) <= 8
        for words in (*said, told):
            assert not re.search("[\u0400-\u052f]", words), words
            assert "  " not in words
        for fact in facts(text, "ru"):
            assert 0 <= fact.start <= fact.end <= len(text), fact
            for phrase in fact.phrases:
                assert 0 <= phrase.start <= phrase.end <= len(text), phrase
