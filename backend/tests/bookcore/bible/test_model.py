"""A bible as JSON: what comes back is what went in, and what is wrong is named."""

from __future__ import annotations

from typing import Any

import pytest

from bookcore.bible import STYLES, Bible, Look, bible_from_json, bible_to_json
from bookcore.bible.vetting import is_plain

FULL = Bible(
    style_id="lubok",
    style_words="thick lines",
    palette=("#8b1a1a", "#efe3c4"),
    era="1830s",
    country="Россия",
    looks={
        "Пётр@c1:5": (
            Look(None, {"sex": "male", "hair": "рыжие"}, "a scar", approved=True),
            Look(("c3", 40), {"garment": "grey coat"}),
        )
    },
)


def test_a_bible_comes_back_from_json() -> None:
    assert bible_from_json(bible_to_json(FULL)) == FULL
    assert bible_from_json({}) == Bible()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"style_id": "in the manner of somebody"}, "style_id"),
        ({"style_words": "x" * 401}, "style_words"),
        ({"style_words": 5}, "style_words"),
        ({"palette": ["red"]}, "palette"),
        ({"palette": ["#ffffff"] * 8}, "palette"),
        ({"era": ["1830s"]}, "era"),
        ({"looks": []}, "looks"),
        ({"looks": {"k": [{"fields": {"wings": "two"}}]}}, "fields"),
        ({"looks": {"k": [{"fields": {"age": "17"}}]}}, "fields.age"),
        ({"looks": {"k": [{"fields": {"hair": "x" * 81}}]}}, "fields.hair"),
        ({"looks": {"k": [{"from": ["c1", -1]}]}}, "from"),
        ({"looks": {"k": [{"from": "c1"}]}}, "from"),
        ({"looks": {"k": [{"approved": "yes"}]}}, "approved"),
        ({"looks": {"k": ["red hair"]}}, "looks"),
    ],
)
def test_what_is_wrong_is_named(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(ValueError, match=rf"^{field}\b"):
        bible_from_json(wrong)


def test_letters_that_turn_a_line_round_are_left_out() -> None:
    made = bible_from_json({"style_words": "soft\u202e light\n\x00 and\u200b shade"})
    assert made.style_words == "soft light and shade"


def test_a_dozen_styles_with_names_in_both_languages_and_english_words() -> None:
    assert len(STYLES) >= 12
    for key, style in STYLES.items():
        assert style.id == key
        assert style.names["ru"]
        assert style.names["en"]
        assert is_plain(style.words + style.negative)
        assert len(style.words) > 40
        assert "style of" not in style.words
