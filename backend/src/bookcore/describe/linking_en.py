"""Words between two English phrases that join them into one fact."""

from __future__ import annotations

from collections.abc import Sequence

from bookcore.text.phrases import Phrase
from bookcore.text.phrases_en import FINITE
from bookcore.text.tokens import Token, fold

_LINKS = frozenset(
    [
        "in",
        "on",
        "at",
        "under",
        "above",
        "over",
        "below",
        "beneath",
        "behind",
        "beside",
        "between",
        "before",
        "among",
        "across",
        "along",
        "around",
        "round",
        "through",
        "upon",
        "against",
        "near",
        "with",
        "into",
        "onto",
        "from",
        "of",
        "like",
        "as",
        "toward",
        "towards",
        "amid",
        "beyond",
        "inside",
        "outside",
        "down",
        "up",
        "to",
        "by",
        "past",
        "opposite",
        "off",
        "and",
    ]
)
_DROPPED = frozenset(
    [
        "a",
        "an",
        "the",
        "his",
        "her",
        "its",
        "their",
        "my",
        "our",
        "your",
        "this",
        "that",
        "these",
        "those",
        "was",
        "were",
        "is",
        "are",
        "very",
        "quite",
        "rather",
        "so",
        "all",
        "some",
        "which",
        "who",
        "had",
    ]
)
_HARD = frozenset(["and", "which", "who", "that", "was", "were", "is", "are", "had"])
_NEVER = frozenset(("not", "no", "without", "never", "nor"))


def gap_words(gap: Sequence[Token], before: Phrase, _after: Phrase) -> str | None:
    """The words of a gap worth saying, or nothing when they join nothing."""
    said: list[str] = []
    linked = False
    for n, token in enumerate(gap):
        form = fold(token.text)
        following = fold(gap[n + 1].text) if n + 1 < len(gap) else ""
        if not token.is_word:
            if form in ",-" and (
                following in ("like", "as", "with", "in", "on") or following.endswith("ing")
            ):
                continue
            return None
        if form in _NEVER:
            return None
        if form == before.doing or FINITE.get(form) == before.doing != "":
            continue
        if form in FINITE:
            said.append(FINITE[form])
        elif form in _LINKS:
            said.append(form)
            linked = True
        elif form in _DROPPED:
            continue
        elif (form.endswith("ing") and len(form) > 4) or (
            form.endswith("ed") and len(form) > 3 and following in _LINKS
        ):
            said.append(form)
            linked = True
        elif not form.endswith("ly"):
            return None
    if not linked or not said or said[-1] == "to" or set(said) == {"and"}:
        return None
    return " ".join(said)
