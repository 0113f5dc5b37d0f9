"""Parts of speech of English words in their sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bookcore.text import verbs_en
from bookcore.text.lexicon import english, rows
from bookcore.text.readings_en import PLURALS, Word, candidates, parts, supersense
from bookcore.text.tokens import Token, fold
from bookcore.text.voice_en import active, passive, series

TAGS = "D#JNSVGEPTCBIOXRQM"
"""Determiner, numeral, adjective, noun, name, finite or bare verb, -ing form, past participle,
preposition, `to`, and/or/but, other conjunction or relative, pronoun, pronoun as
an object, auxiliary, adverb, negation,
mark."""

_FIT = {
    "D": "D-2 #1 J2 N2 S1 V-6 G0.5 E1 P-4 T-4 C-4 B-4 I-4 X-5 R-0.5 Q-3 M-3 O-4",
    "#": "D-1 #1 J1 N2 S0 V-1 G0 E0 P0 T-1 C0 B-1 I-2 X0 R-1 Q-2 M0 O-2",
    "J": "D-3 #-1 J1 N2 S0 V-3 G0 E0 P-0.5 T-0.5 C0.5 B-1 I-3 X-2 R-1 Q-2 M0.5 O-3",
    "N": "D-2 #-1.5 J-0.8 N0 S-1 V1 G0.5 E0.5 P1 T0.5 C1 B0.5 I-1 X1 R0 Q0 M1 O-1",
    "S": "D-2 #-2 J-2 N0.5 S2 V1 G0.5 E0 P0.5 T0.5 C0.5 B0.5 I-1 X1 R0 Q0 M1 O-1",
    "V": "D1 #0.5 J0 N-0.5 S0 V-3 G0 E-1 P1 T1 C0 B0 I0.5 X-3 R1 Q0 M0 O1",
    "G": "D1 #0.5 J0 N0.5 S0 V-4 G-1 E-1 P1 T0.5 C0 B0 I0 X-2 R0.5 Q0 M0.5 O1",
    "E": "D-1 #-1 J-1 N0 S-0.5 V-3 G-1 E-2 P1 T0.5 C0.5 B0 I-1 X-2 R0.5 Q0 M0.5 O-1",
    "P": "D1.5 #1 J1 N1 S1 V-5 G0.5 E-0.5 P-0.5 T-2 C-2 B-0.5 I1 X-4 R-1 Q-1 M-2 O1.5",
    "T": "D1 #0 J0 N0 S0.5 V2 G-0.5 E-2 P-2 T-2 C-2 B-1 I0.5 X1 R-0.5 Q-1 M-2 O0.5",
    "C": "D0 #0 J0 N0 S0 V0 G0 E-0.3 P0 T0 C-2 B0 I0 X0 R0 Q0 M-0.5 O0",
    "B": "D0.5 #0 J0 N0.2 S0.5 V0.7 G0 E-0.5 P0 T0 C-2 B-2 I1 X1 R0 Q0 M-1 O-1",
    "I": "D-2 #-2 J-2 N-3 S-2 V1.5 G0 E0 P0.5 T0.5 C0 B0 I-1 X1.5 R0.5 Q0 M0.5 O-1",
    "O": "D0 #0 J0 N-1 S-1 V-1.5 G0.5 E0 P1 T0.5 C0.5 B0 I-1 O-1 X-2 R-1 Q0 M0.5",
    "X": "D0.5 #0 J0.5 N-1.5 S-1 V0.5 G1 E1.5 P0.5 T0.5 C-1 B-1 I0 X0.5 R0.5 Q1 M-0.5 O-1",
    "R": "D0 #0 J0.5 N-1.5 S-1 V0.5 G0.5 E0.5 P0.5 T0.5 C0 B0 I0 X0 R0 Q0 M0.5 O0",
    "Q": "D0.5 #0 J0 N0.5 S-1 V0 G0 E0 P0 T0 C-1 B-1 I0 X-0.5 R0 Q-2 M-0.5 O0",
    "M": "D0 #0 J0 N0 S0 V-0.5 G0 E0 P0 T0 C0.5 B0.5 I0 X-0.5 R0 Q0 M0 O-0.5",
}
_TITLES = frozenset(("mr", "mrs", "miss", "dr", "st", "messrs", "mme", "monsieur", "madame"))
_UNSAID = -1.0
_WATCHED = frozenset(("saw", "see", "seen", "heard", "hear", "watched", "watch", "beheld"))
_BE = frozenset(("was", "were", "is", "are", "am", "be", "been", "being", "had", "has", "have"))
_IS = frozenset(("is", "are", "has", "does", "am"))
_WERE = frozenset(("was", "were", "had", "did"))


@cache
def _fits() -> dict[str, dict[str, float]]:
    found = {before: dict.fromkeys(TAGS, _UNSAID) for before in TAGS}
    for before, row in _FIT.items():
        found[before] |= {pair[0]: float(pair[1:]) for pair in row.split()}
    return found


@cache
def _closed() -> dict[str, str]:
    found: dict[str, str] = {}
    for tags, words in rows("function_en.tsv"):
        for word in words.split():
            found[word] = found.get(word, "") + tags
    return found


def _options(
    token: Token, form: str, opens: bool, name_next: bool, names: frozenset[str]
) -> Sequence[tuple[str, float, str]]:
    if not token.is_word:
        return (("#", 0.0, form),) if form[0].isdigit() else (("M", 0.0, form),)
    closed = _closed().get(form)
    if closed and not (token.text[0].isupper() and not opens and form in ("will", "may")):
        weighed = [(tag, -0.5 * n, form) for n, tag in enumerate(closed)]
        if form in (
            "round",
            "near",
            "like",
            "past",
            "opposite",
            "inside",
            "outside",
            "back",
            "still",
            "far",
            "farther",
        ):
            weighed += [(t, w - 1.0, b) for t, w, b in candidates(form) if t in "JNV"]
        if form == "well":
            weighed.append(("N", -1.0, form))
        return weighed
    found = candidates(form)
    if token.text[0].isupper():
        if form in _TITLES:
            return (("S", 0.0, form),)
        if opens and form in names:
            return (("S", 0.0, form),)
        if opens and name_next and not any(t in "JVGE" for t, _, _ in found):
            return (("S", 0.0, form),)
        if not opens and english().get(form) in ("person", "crowd"):
            return (*((t, w, b) for t, w, b in found if t == "N"), ("S", -0.7, form))
        if not opens:
            known = form in parts() and form not in english()
            adjective = known and any(t == "J" for t, _, _ in found)
            return (("J", 0.0, form), ("S", -0.5, form)) if adjective else (("S", 0.0, form),)
        if (
            form not in parts()
            and form not in english()
            and not any(b != form for _, _, b in found)
        ):
            return (("S", 0.0, form), *((t, w - 1.0, b) for t, w, b in found))
        if form not in english() and supersense(form, "n") == "z" and found[0][0] == "N":
            return (("S", 0.3, form), *found)
    return found


def _titled(token: Token) -> bool:
    return token.text[0].isupper() and fold(token.text) in _TITLES


def _merged(found: Sequence[Token]) -> list[Token]:
    """`Mr.` without its stop, `the servants’ dinner` as a genitive, `8th` as one numeral."""
    out: list[Token] = []
    quoted = False
    for n, token in enumerate(found):
        last = out[-1] if out else None
        follows = n + 1 < len(found) and found[n + 1].is_word
        quoted = quoted or token.text == "‘"
        if last is not None and last.end == token.start:
            if token.text == "." and _titled(last):
                continue
            genitive = token.text in "’'" and last.text.endswith("s") and follows and not quoted
            if genitive or (last.text.isdigit() and token.text in ("st", "nd", "rd", "th")):
                out[-1] = Token(last.text + token.text, last.start, token.end)
                continue
        out.append(token)
    return out


def in_the_past(forms: Sequence[str]) -> bool:
    """Whether folded words tell what was rather than what is."""
    if any(f in _WERE or (verbs_en.is_past(f) and not verbs_en.is_participle(f)) for f in forms):
        return True
    return any(f.endswith("ed") for f in forms) and not _IS.intersection(forms)


def _capital(text: str) -> bool:
    return text[0].isupper() and len(text) > 1 and fold(text) not in _closed()


def tagged(
    found: Sequence[Token], names: frozenset[str] = frozenset(), past: bool | None = None
) -> list[Word]:
    """The words and marks of one sentence with the likeliest parts of speech together.

    `names` are words that are names even where they open the sentence; `past` says whether the
    whole text tells what was, where that is known.
    """
    fits = _fits()
    steps: list[list[tuple[str, float, str, int]]] = []
    last: list[tuple[str, float, str, int]] = [("M", 0.0, "", -1)]
    opens, plural, watched = True, False, 0
    found = _merged(found)
    forms = [fold(t.text) for t in found]
    modal = False
    told = in_the_past(forms) if past is None else past
    for n, (token, form) in enumerate(zip(found, forms, strict=True)):
        name_next = opens and n + 1 < len(found) and _capital(found[n + 1].text)
        step = []
        for tag, weight, base in _options(token, form, opens, name_next, names):
            after_noun = after_be = 0.0
            if tag == "V" and base != form and form.endswith("s"):
                if told:
                    weight -= 1.5
                elif not plural:
                    after_noun = 1.6
            if tag == "V" and base == form and not plural and not verbs_en.is_past(form):
                after_noun = -1.0 if watched else -2.0
                after_be = 1.6 if modal else 0.0
            best, back = -1e9, 0
            for back_to, (before, score, _, _) in enumerate(last):
                value = score + fits[before][tag]
                if after_noun and before in "NS":
                    value += after_noun
                elif after_be and before == "X":
                    value += after_be
                if value >= best:
                    best, back = value, back_to
            step.append((tag, best + weight, base, back))
        steps.append(step)
        last = step
        modal = form not in _BE
        plural = (form.endswith("s") and form[-2:] not in ("ss", "us", "is")) or form in PLURALS
        watched = 8 if form in _WATCHED else max(0, watched - 1)
        if token.is_word:
            opens = False
        elif form in "“\"‘'(—:.!?":
            opens = True
    out: list[Word] = []
    at = max(range(len(last)), key=lambda n: last[n][1]) if steps else 0
    for token, form, step in zip(reversed(found), reversed(forms), reversed(steps), strict=True):
        tag, _, base, back = step[at]
        out.append(Word(token.text, form, tag, token.start, token.end, base))
        at = back
    words = out[::-1]
    active(words)
    passive(words)
    series(words)
    return words
