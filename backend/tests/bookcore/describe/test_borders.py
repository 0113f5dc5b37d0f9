"""Passages begin and end where a reader would begin and end them; trees answer as a walk would."""

from __future__ import annotations

import numpy as np
import pytest

from bookcore.describe import describe_paragraph
from bookcore.describe.borders import enclosed, neatness, tidy
from bookcore.describe.clauses import measure_clauses
from bookcore.describe.model import finder, weights
from bookcore.describe.trees import LEAVES, NODES, Trees, tree_scores
from bookcore.text.sentences import sentences
from tests.bookcore.describe.test_paragraphs import SEEN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a «b» c", ["«b»"]),
        ("«a „b“ c»", ["„b“", "«a „b“ c»"]),
        ('"a" and "b"', ['"a"', '"b"']),
        ("“a (b) c”", ["(b)", "“a (b) c”"]),
        ("«never closed", []),
        ("never opened»", []),
        ("“the first part goes on", []),
        ('"never closed, «b» and c', ["«b»"]),
        ("«" * 40 + "(a)" + "«" * 40 + ")", ["(a)"]),
    ],
)
def test_marks_that_belong_together_are_found(text: str, expected: list[str]) -> None:
    assert [text[a : b + 1] for a, b in enclosed(text, 0, len(text))] == expected


@pytest.mark.parametrize(
    ("text", "passage", "expected"),
    [
        ("Стоял дом, белый и высокий, а я ушёл.", "белый и высокий,", "белый и высокий"),
        ("Стоял дом — белый и высокий — и молчал.", "— белый и высокий —", "белый и высокий"),
        ("— Вот дом, — сказал он.", "— Вот дом, —", "— Вот дом"),
        ("— Кровь! — Он вынул платок.", "— Он вынул платок.", "Он вынул платок."),
        ("Вошёл старик: седой и худой.", "Вошёл старик:", "Вошёл старик"),
        ("“A tall house,” he said.", "“A tall house,", "“A tall house,”"),
        ("“A tall house, I think,” he said.", "“A tall house,", "A tall house"),
        ("He saw “a tall house”, and ran.", "a tall house”,", "“a tall house”"),
        ("He saw “a tall house of stone”, and ran.", "house of stone”,", "house of stone"),
        ("Дом (белый, высокий) и сад.", "Дом (", "Дом"),
        ("Дом, «Белый».", "Дом, «Белый».", "Дом, «Белый»."),
        (" , ", ", ", ", "),
    ],
)
def test_a_passage_has_no_hanging_marks(text: str, passage: str, expected: str) -> None:
    start = text.index(passage)
    pairs = enclosed(text, 0, len(text))
    a, b = tidy(text, start, start + len(passage), pairs, opens=start == 0)
    assert text[a:b] == expected


def test_borders_within_sentences_and_quotations_are_less_neat() -> None:
    text = (
        "На дворе стоял большой дом, и над его красной крышей, медленно качаясь от ветра, шумели "
        "липы. Он сказал: «Посмотрите на этот старый белый дом, у него теперь такие зелёные "
        "ставни и высокое крыльцо», и ушёл потом домой."
    )
    by = finder("ru")
    found = measure_clauses(text, sentences(text, "ru"), by.forms, by.pairs)
    neat = neatness(found, enclosed(text, 0, len(text)))
    parts = [text[a:b] for a, b in found.spans]
    of = {part.split()[0]: values.tolist() for part, values in zip(parts, neat, strict=True)}
    assert of["На"] == [1, -1]
    assert of["медленно"][1] == 1
    assert of["и"][0] == 0
    assert of["Он"][0] == 1
    assert of["Он"][1] < 0
    assert of["у"][0] < 0


def test_found_passages_end_in_no_comma_and_hold_whole_quotations() -> None:
    for language, text in SEEN:
        found = describe_paragraph(text, language)
        assert found.start is not None
        assert found.end is not None
        part = text[found.start : found.end]
        assert part[-1] not in " ,;:—–«“("
        assert part[0] not in " ,;:.»”)"
        assert part.count("«") == part.count("»")


def test_trees_answer_as_a_walk_from_node_to_node() -> None:
    rng = np.random.default_rng(11)
    trees = Trees(
        rng.integers(0, 6, (2, 5, NODES)).astype(np.uint8),
        rng.normal(size=(2, 5, NODES)).astype(np.float32),
        rng.normal(size=(2, 5, LEAVES)).astype(np.float32),
    )
    trees.levels[0, 0, 1] = np.inf
    x = rng.normal(size=(40, 6)).astype(np.float32)
    scores = tree_scores(x, trees)
    for row, values in zip(x, scores, strict=True):
        for answer in range(2):
            total = 0.0
            for tree in range(5):
                node = 0
                while node < NODES:
                    asked = row[trees.columns[answer, tree, node]]
                    node = 2 * node + 1 + int(asked > trees.levels[answer, tree, node])
                total += float(trees.leaves[answer, tree, node - NODES])
            assert values[answer] == pytest.approx(total, abs=1e-5)


def test_the_shipped_trees_stand_for_the_three_answers() -> None:
    model = weights()
    assert model.span_columns.shape == model.span_levels.shape
    assert model.span_leaves.shape[0] == model.span.shape[0] == 3
    assert model.span_columns.max() < model.span.shape[1] - 1
