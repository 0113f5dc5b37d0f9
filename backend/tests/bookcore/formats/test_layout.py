"""White space and marks inside one block."""

from __future__ import annotations

import pytest

from bookcore.formats.draft import Anchor, DraftBlock, Mark, Open, Sign, Token
from bookcore.formats.layout import Laid, lay_out, lay_out_all

BR, END = Sign.BREAK, Sign.CLOSE
M = Mark("k", "1")


def lay(*tokens: Token) -> Laid:
    return lay_out(DraftBlock("paragraph", "p", list(tokens), "0:/2"))


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (["  a \n b\t"], "a b"),
        (["a ", Open("em"), " b ", END, " c"], "a b c"),
        (["a\u00a0\u00a0b \u2060"], "a\u00a0\u00a0b \u2060"),
        (["мо\u00adре"], "море"),
        (["a ", BR, " b"], "a\nb"),
        ([BR, "a", BR, BR, "b", BR], "a\n\nb"),
        ([Open("em"), " ", END, "a"], "a"),
        (["x\ufffcy"], "xy"),
    ],
)
def test_text(tokens: list[Token], text: str) -> None:
    assert lay(*tokens).text == text


@pytest.mark.parametrize(
    ("tokens", "text", "offset"),
    [
        (["word", M, " next"], "word next", 4),
        (["word ", M, " next"], "word next", 4),
        (["word ", M, ", next"], "word, next", 4),
        (["word ", M], "word", 4),
        (["word ", Open("sup"), " ", M, " ", END, "\n next"], "word next", 4),
        (["word ", M, "next"], "word next", 5),
    ],
)
def test_a_mark_leaves_no_hole(tokens: list[Token], text: str, offset: int) -> None:
    laid = lay(*tokens)
    assert laid.text == text
    assert [at for at, _ in laid.marks] == [offset]


def test_hollow_elements_go_and_full_ones_stay() -> None:
    laid = lay(Open("sup"), M, END, Open("em"), Open("strong"), "x", END, END)
    assert laid.tokens == [M, Open("em"), Open("strong"), "x", END, END]


def test_anchors_of_vanished_blocks_pass_to_the_next() -> None:
    empty = DraftBlock("paragraph", "p", [" ", Anchor("in")], "0:/2", anchors=["on"])
    full = DraftBlock("paragraph", "p", ["a ", Anchor("here"), "b"], "0:/4", anchors=["own"])
    last = DraftBlock("paragraph", "p", [Anchor("end")], "0:/6")
    (laid,) = lay_out_all([empty, full, last])
    assert laid.anchors == [(0, "on"), (0, "in"), (0, "own"), (2, "here"), (3, "end")]
