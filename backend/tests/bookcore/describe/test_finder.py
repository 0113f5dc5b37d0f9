"""Clauses, their statistics, the run that is chosen, and probabilities that may be believed."""

from __future__ import annotations

import json
from itertools import combinations_with_replacement
from pathlib import Path

import numpy as np
import pytest

from bookcore.describe import describe_paragraph, sentence_probabilities
from bookcore.describe.clauses import measure_clauses, pieces
from bookcore.describe.model import finder, load, weights
from bookcore.describe.paragraphs import judge, judge_pieces
from bookcore.describe.spans import best_run
from bookcore.describe.statistics import statistics
from bookcore.text.sentences import sentences
from bookcore.text.tokens import tokens
from tests.bookcore.describe.test_paragraphs import SAID, SEEN

LABELS = Path(__file__).resolve().parents[5] / "shared" / "labels" / "dev.jsonl"
MIXED = (
    "— Не знаю, что вам ответить, — сказал он. Это был высокий старик с длинной седой бородой, "
    "в синем кафтане и красном кушаке. Я думал об этом всю неделю и не понимал, зачем он приехал."
)


def test_clauses_hold_every_token_once_and_are_never_scraps() -> None:
    for _, text in (*SEEN, *SAID):
        found = tokens(text)
        cut = pieces(found)
        assert [n for p in cut for n in range(p.first, p.last)] == list(range(len(found)))
        words = [sum(t.is_word for t in found[p.first : p.last]) for p in cut]
        assert len(cut) == 1 or min(words) >= 4
    assert len(pieces(tokens(SEEN[0][1]))) > 1


def test_clauses_stand_where_the_text_stands() -> None:
    by = finder("ru")
    found = measure_clauses(MIXED, sentences(MIXED, "ru"), by.forms, by.pairs)
    assert found.sentence.tolist() == sorted(found.sentence.tolist())
    assert "".join(MIXED[a:b] for a, b in found.spans).replace(" ", "") == MIXED.replace(" ", "")


def test_many_paragraphs_at_once_are_judged_as_each_alone() -> None:
    texts = [text for language, text in (*SEEN, *SAID) if language == "ru"]
    whole, spans = "\n".join(texts), []
    at = 0
    for text in texts:
        spans.append([(at + a, at + b) for a, b in sentences(text, "ru")])
        at += len(text) + 1
    together = judge_pieces(whole, [[], *spans, []], finder("ru"))
    assert together[0].probability == together[-1].probability == 0.0
    for one, text in zip(together[1:-1], texts, strict=True):
        assert one.probability == pytest.approx(judge(text, finder("ru")).probability, abs=1e-5)


def test_statistics_do_not_mix_paragraphs() -> None:
    rng = np.random.default_rng(5)
    sizes = [1, 2, 3, 7, 1, 30]
    scores = rng.normal(size=(sum(sizes), 3)).astype(np.float32)
    lengths = rng.integers(10, 90, sum(sizes)).astype(np.float32)
    together = statistics(scores, lengths, np.repeat(np.arange(len(sizes)), sizes))
    at = 0
    for row, size in zip(together, sizes, strict=True):
        part = slice(at, at + size)
        alone = statistics(scores[part], lengths[part], np.zeros(size, np.int64))
        np.testing.assert_allclose(row, alone[0], rtol=1e-4, atol=1e-4)
        assert row[1] == pytest.approx(scores[part, 0].max())
        at += size


def test_the_best_run_is_the_one_of_largest_expected_overlap() -> None:
    rng = np.random.default_rng(3)
    rule = np.asarray([1.0, 0.0, 0.0], np.float32)
    for _ in range(30):
        logits = rng.normal(0, 2, (9, 3))
        lengths = rng.integers(5, 60, 9).astype(np.float32)
        chance = 1 / (1 + np.exp(-logits[:, 0]))

        def overlap(run: tuple[int, int], chance=chance, lengths=lengths) -> float:
            inside = np.zeros(9, bool)
            inside[run[0] : run[1] + 1] = True
            common = (chance * lengths)[inside].sum()
            return common / (lengths[inside].sum() + (chance * lengths)[~inside].sum())

        first, last = max(combinations_with_replacement(range(9), 2), key=overlap)
        assert best_run(logits, lengths, np.zeros((9, 2)), rule) == (first, last + 1)


def test_of_two_runs_that_overlap_alike_the_neater_one_is_taken() -> None:
    logits = np.asarray([[4.0, 0, 0], [-0.5, 0, 0], [-4.0, 0, 0]])
    lengths = np.full(3, 40, np.float32)
    neat = np.asarray([[1, 0], [0, 1], [1, 1]], np.float32)
    assert best_run(logits, lengths, neat, np.asarray([1.0, 0.0, 0.0], np.float32)) == (0, 1)
    assert best_run(logits, lengths, neat, np.asarray([1.0, 0.0, 0.2], np.float32)) == (0, 2)


def test_an_endless_paragraph_is_searched_where_it_is_likeliest() -> None:
    logits = np.full((20_000, 3), -4.0)
    logits[15_000:15_020, 0] = 4.0
    lengths, neat = np.full(20_000, 40, np.float32), np.zeros((20_000, 2), np.float32)
    run = best_run(logits, lengths, neat, np.asarray([1.0, 0.0, 0.0], np.float32))
    assert run == (15_000, 15_020)


def test_a_description_amid_talk_is_cut_out() -> None:
    found = describe_paragraph(MIXED, "ru")
    assert found.is_description
    assert found.start is not None
    assert found.end is not None
    part = MIXED[found.start : found.end]
    assert "седой бородой" in part
    assert "сказал" not in part
    assert "неделю" not in part


def test_sentences_have_probabilities_of_their_own() -> None:
    said = sentence_probabilities(MIXED, "ru")
    assert [(s.start, s.end) for s in said] == sentences(MIXED, "ru")
    assert all(0 <= s.probability <= 1 for s in said)
    before, seen, after = (s.probability for s in said)
    assert seen > 0.6
    assert max(before, after) < 0.5
    assert sentence_probabilities("", "en") == []
    assert [s.probability for s in sentence_probabilities("___", "en")] == [0.0]


def test_the_same_text_has_the_same_scores() -> None:
    for language, text in (*SEEN, *SAID):
        first, again = judge(text, finder(language)), judge(text, finder(language))
        assert first.probability == again.probability
        assert (first.scores == again.scores).all()


def test_presets_stand_in_order_and_weights_survive_their_file() -> None:
    few, normal, many = weights().thresholds.tolist()
    assert 0 < many < normal < few < 1
    data = weights().save()
    assert load(data).save() == data


@pytest.mark.shared
def test_probabilities_are_calibrated_on_the_labels() -> None:
    if not LABELS.exists():
        pytest.skip("the labelled paragraphs are not beside the checkout")
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()][::4]
    chances = np.asarray([judge(r["text"], finder(r["lang"])).probability for r in rows])
    answers = np.asarray([r["visual"] >= 2 for r in rows])
    assert ((chances >= 0) & (chances <= 1)).all()
    assert chances.mean() == pytest.approx(answers.mean(), abs=0.06)
    assert answers[chances > 0.8].mean() > 0.85
    assert answers[chances < 0.2].mean() < 0.15
