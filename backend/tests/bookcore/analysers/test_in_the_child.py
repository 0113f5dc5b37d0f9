"""The analysers behind the child's walls, asked the way the worker asks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bookcore.analysers import Choice
from bookcore.bounded import DESCRIBE_BOUNDS, Child
from bookcore.errors import BookError
from tests.bookcore.analysers.engines import TEXT, nltk_data, spacy_model

CHAPTER = (
    "У окна стоял высокий старик Тарас с рыжей бородой, в сером суконном кафтане и в стоптанных "
    "сапогах. Глаза его были голубые, лицо бледное и худое, руки длинные и тонкие."
)


def _ask(child: Child, choice: Choice | None, text: str = CHAPTER) -> dict[str, Any]:
    file = child.folder / "chapters.json"
    blocks = [["paragraph", 0, len(text)]]
    file.write_text(json.dumps([{"id": "c1", "text": text, "blocks": blocks}]), "utf-8")
    told = {choice.language: choice.to_json()} if choice else {}
    request = {"op": "describe", "chapters": str(file), "language": "ru", "analysers": told}
    first, last = child.ask(request)
    assert last["done"]
    return first


def _statuses(child: Child, *choices: Choice) -> dict[str, str]:
    told = {one.language: one.to_json() for one in choices}
    answer = child.call({"op": "analysers", "analysers": told})
    return {one["name"]: one["status"] for one in answer["analysers"]}


def test_a_model_that_the_child_was_told_of_is_read(tmp_path: Path) -> None:
    model = spacy_model(tmp_path / "models", "ru")
    choice = Choice("spacy", "ru", str(model))
    with Child(DESCRIBE_BOUNDS, readable=[str(model)], preload=["spacy"]) as child:
        assert _statuses(child, choice)["spaCy (ru)"] == "ready"
        answer = _ask(child, choice)
        assert answer["engine"]["name"] == "spacy"
        assert answer["engine"]["failure"] == ""
        assert "Тарас" in json.dumps(answer["names"], ensure_ascii=False)
        plain = _ask(child, None)
        assert plain["engine"] == {"name": "built-in", "version": "", "failure": ""}
        # The same sentences: what is found is the finder's and does not change.
        assert answer["descriptions"] == plain["descriptions"]


def test_a_model_that_it_was_not_told_of_stays_shut(tmp_path: Path) -> None:
    model = spacy_model(tmp_path / "models", "ru")
    choice = Choice("spacy", "ru", str(model))
    with Child(DESCRIBE_BOUNDS) as child:
        assert _statuses(child, choice)["spaCy (ru)"] == "failed"
        answer = _ask(child, choice)
        assert answer["engine"]["name"] == "built-in"
        assert "not allowed" in answer["engine"]["failure"]
        assert answer["descriptions"] == _ask(child, None)["descriptions"]


def test_nltk_reads_behind_the_walls(tmp_path: Path) -> None:
    folder = nltk_data(tmp_path / "nltk", "en")
    choice = Choice("nltk", "en", str(folder))
    with Child(DESCRIBE_BOUNDS, readable=[str(folder)], preload=["nltk"]) as child:
        assert _statuses(child, choice)["NLTK (en)"] == "ready"


def test_slovnet_by_choice() -> None:
    with Child(DESCRIBE_BOUNDS) as child:
        answer = _ask(child, Choice("slovnet", "ru"), TEXT["ru"])
        assert answer["engine"]["name"] == "slovnet"
        assert "Тарас" in json.dumps(answer["names"], ensure_ascii=False)


def test_an_answer_of_a_language_model_is_checked_in_the_child() -> None:
    request = {"op": "accept", "passage": CHAPTER, "language": "ru"}
    good = json.dumps({"attributes": ["red beard"], "caption": "A tall old man."})
    with Child(DESCRIBE_BOUNDS) as child:
        taken = child.call({**request, "answer": good})
        assert taken == {
            "done": True,
            "refusal": "",
            "attributes": ["red beard"],
            "caption": "A tall old man.",
        }
        refused = child.call({**request, "answer": "[" * 3_000})
        assert refused["refusal"] == "not JSON"
        assert refused["attributes"] == []


def test_a_package_that_cannot_be_imported_is_only_complained_of() -> None:
    with Child(DESCRIBE_BOUNDS, preload=["no_such_package"]) as child:
        assert _ask(child, None)["engine"]["name"] == "built-in"
        assert "no_such_package cannot be imported" in child.complaints


@pytest.mark.parametrize("told", [[], "spacy", {"ru": {"engine": "os"}}, {"ru": []}])
def test_a_wrong_request_is_told(told: Any) -> None:
    with Child(DESCRIBE_BOUNDS) as child:
        for request in (
            {"op": "analysers", "analysers": told},
            {"op": "describe", "chapters": "x", "language": "ru", "analysers": told},
        ):
            if told == [] and request["op"] == "analysers":
                continue
            with pytest.raises(BookError) as caught:
                child.call(request)
            assert caught.value.code in ("bad_request", "parser_died")
