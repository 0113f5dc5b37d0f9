"""The judge of markup is judged: what it must see, it sees."""

from __future__ import annotations

import pytest

from .markup import SCRIPTS
from .vocabulary import violations

FINE = (
    '<h1 data-o="0">One</h1><p data-o="4" lang="ru">a<br>b <em>c</em>'
    f'<img data-image="{"0" * 64}" width="1" height="2" alt="&quot;&lt;x&gt;"></p>'
    '<blockquote class="poem"><p class="verse" data-o="9">x'
    '<a class="noteref" data-note="n1" data-o="10">1</a>'
    '<a href="https://example.org/" rel="noopener noreferrer nofollow" target="_blank">y</a>'
    "</p></blockquote>"
)


def test_our_own_markup_is_fine() -> None:
    assert violations(FINE) == []


@pytest.mark.parametrize("name", sorted(set(SCRIPTS) - {"quoted", "comment"}))
def test_hostile_markup_is_seen(name: str) -> None:
    assert violations(SCRIPTS[name])


@pytest.mark.parametrize(
    "markup",
    [
        '<p data-o="-1">x</p>',
        '<p class="modal">x</p>',
        '<a href="http:">x</a>',
        '<a href="/api/session">x</a>',
        '<a href="https://example.org/" target="_top">x</a>',
        '<img src="https://example.org/a.png" alt="">',
        '<img data-image="../x" width="1" height="1" alt="">',
        '<p lang="x onclick=y">x</p>',
        "<div>x</div>",
        "<!-- x -->",
    ],
)
def test_small_liberties_are_seen(markup: str) -> None:
    assert violations(markup)
