"""From `sitting on a bench` to `sits on a bench`."""

from __future__ import annotations

import re
from functools import lru_cache

from bookcore.text.readings_en import supersense
from bookcore.text.sets_en import word_set
from bookcore.text.verbs_en import bases, gerund

_LEADING = 2
_SPECIAL = {"bathing": "bathe", "being": "be", "having": "have", "doing": "do", "lying": "lie"}
_PRESENT = {"be": ("is", "are"), "have": ("has", "have"), "do": ("does", "do")}
_NOT_DEEDS = frozenset(
    ("morning", "evening", "during", "nothing", "something", "string", "king", "ring", "wing")
)


_COME_ABOUT = {
    "fallen": "falling", "risen": "rising", "grown": "growing", "sunk": "sinking",
    "gone": "going", "halted": "halting", "stopped": "stopping", "come": "coming",
    "faded": "fading", "flown": "flying", "stuck": "sticking", "vanished": "vanishing",
}  # fmt: skip
"""Participles of what came about by itself: no `is` before them."""


_DONE_TO = word_set("always passive") | {"edge", "set", "slash", "stud", "border", "inlay"}
_WITH = re.compile(r"(\w+ )?with ")


@lru_cache(4_000)
def base_of(form: str) -> str:
    """The base of an -ing word, or nothing when the dictionary knows no such verb."""
    if form in _SPECIAL:
        return _SPECIAL[form]
    if not form.endswith("ing") or form in _NOT_DEEDS:
        return ""
    before, dash, last = form.rpartition("-")
    if dash:
        base = base_of(last)
        return f"{before}-{base}" if base else ""
    fitting = [b for b in bases(form) if supersense(b, "v") and gerund(b, b) == form]
    return fitting[0] if fitting else ""


def present(form: str, many: bool) -> str:
    """The finite present of an -ing word; empty when there is none."""
    base = base_of(form)
    if not base:
        return ""
    if base in _PRESENT:
        return _PRESENT[base][many]
    if many:
        return base
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{base}es"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return f"{base[:-1]}ies"
    return f"{base}s"


def edged(deed: str) -> str:
    """`edging with gold` as `edged with gold`: what is always done to its subject."""
    form, _, rest = deed.partition(" ")
    if not _WITH.match(rest) or base_of(form) not in _DONE_TO:
        return deed
    return f"{'set' if form == 'setting' else form[:-3] + 'ed'} {rest}"


def predicate(deed: str, many: bool) -> str:
    """A participle phrase as a finite predicate; empty when it says what is done to its subject."""
    words = deed.split()
    if words[:1] and words[0] in _COME_ABOUT:
        words[0] = present(_COME_ABOUT[words[0]], many)
        return " ".join(words)
    for i, word in enumerate(words[:_LEADING]):
        said = present(word.rstrip(","), many)
        if said:
            words[i] = said + "," * word.endswith(",")
            _joined(words, i, many)
            return " ".join(words)
        if not word.endswith("ly") and word != "half":
            break
    return ""


def _joined(words: list[str], at: int, many: bool) -> None:
    """The verbs that `and` joins to the one at `at`."""
    for i in range(at + 1, len(words) - 1):
        if words[i].endswith(","):
            break
        goes_on = words[i] == "and" and (i == at + 1 or not words[i - 1].endswith("ing"))
        again = present(words[i + 1], many) if goes_on else ""
        if again:
            words[i + 1] = again
