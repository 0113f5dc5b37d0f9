"""Descriptions of a whole chapter stand where the text stands."""

from __future__ import annotations

from bookcore.describe import MARKS, ChapterText, find_descriptions
from bookcore.model import Block
from tests.bookcore.describe.test_paragraphs import SAID, SEEN


def chapter(paragraphs: list[str], kind: str = "chapter") -> ChapterText:
    blocks, offset = [], 0
    for i, paragraph in enumerate(paragraphs):
        what = "heading" if i == 0 else "paragraph"
        blocks.append(Block(what, offset, offset + len(paragraph), f"0:/{i}"))
        offset += len(paragraph) + 1
    return ChapterText("c1", "\n".join(paragraphs), tuple(blocks), kind)


def test_offsets_give_the_text_back() -> None:
    made = chapter(["Глава", SAID[0][1], SEEN[0][1], SAID[1][1], SEEN[1][1]])
    ((key, found),) = find_descriptions([made], "ru")
    assert key == "c1"
    assert len(found) == 2
    for description, (_, text) in zip(found, (SEEN[0], SEEN[1]), strict=True):
        assert description.text == made.text[description.start : description.end]
        assert description.text in text
        assert 0 <= description.score <= 1
        assert description.scene.kind == description.type
    assert [d.type for d in found] == ["location", "character"]


def test_more_marks_are_never_fewer() -> None:
    made = chapter(["Chapter", *(text for _, text in (SEEN[2], SAID[2], SEEN[3], SAID[3]))])
    counts = [
        len(next(iter(find_descriptions([made], "en", marks)))[1])
        for marks in ("few", "normal", "many")
    ]
    assert counts == sorted(counts)
    assert counts[-1] >= 2


def test_chapters_come_in_the_order_asked_for() -> None:
    from dataclasses import replace

    one = chapter(["Глава", SEEN[0][1]])
    keys = [key for key, _ in find_descriptions([replace(one, id=k) for k in "bac"], "ru")]
    assert keys == ["b", "a", "c"]


def test_the_same_text_gives_the_same_descriptions() -> None:
    made = chapter(["Глава", *(text for language, text in SEEN if language == "ru")])
    assert list(find_descriptions([made], "ru")) == list(find_descriptions([made], "ru"))


def test_presets_hold_one_another_and_levels_say_which() -> None:
    seen = [text for language, text in SEEN if language == "ru"]
    chapters = [chapter(["Глава", *(p for text in seen * 6 for p in (text, SAID[0][1]))])]
    shown = {
        marks: {
            (d.chapter, d.start, d.end): d.level
            for _, found in find_descriptions(chapters, "ru", marks)
            for d in found
        }
        for marks in MARKS
    }
    assert len(shown["many"]) > len(shown["few"])
    for n, marks in enumerate(MARKS):
        upto = set(MARKS[: n + 1])
        assert set(shown[marks]) == {k for k, level in shown["many"].items() if level in upto}
