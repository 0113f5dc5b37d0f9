"""Parts of speech of English words in their sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bookcore.text import verbs_en
from bookcore.text.lexicon import english, rows
from bookcore.text.sets_en import word_set
from bookcore.text.tokens import Token, fold

TAGS = "D#JNSVGEPTCBIOXRQM"
"""Determiner, numeral, adjective, noun, name, finite or bare verb, -ing form, past participle,
preposition, `to`, and/or/but, other conjunction or relative, pronoun, pronoun as
an object, auxiliary, adverb, negation,
mark."""

_FIT = {
    "D": "D-2 #1 J2 N2 S1 V-6 G0.5 E1 P-4 T-4 C-4 B-4 I-4 X-5 R0.8 Q-3 M-3 O-4",
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
    "B": "D0.5 #0 J0 N0.5 S0.5 V0.5 G0 E-0.5 P0 T0 C-2 B-2 I1 X1 R0 Q0 M-1 O-1",
    "I": "D-2 #-2 J-2 N-3 S-2 V1.5 G0 E0 P0.5 T0.5 C0 B0 I-1 X1.5 R0.5 Q0 M0.5 O-1",
    "O": "D0 #0 J0 N-1 S-1 V-1.5 G0.5 E0 P1 T0.5 C0.5 B0 I-1 O-1 X-2 R0 Q0 M0.5",
    "X": "D0.5 #0 J0.5 N-1.5 S-1 V0.5 G1 E1.5 P0.5 T0.5 C-1 B-1 I0 X0.5 R0.5 Q1 M-0.5 O-1",
    "R": "D0 #0 J0.5 N-1.5 S-1 V0.5 G0.5 E0.5 P0.5 T0.5 C0 B0 I0 X0 R0 Q0 M0.5 O0",
    "Q": "D0.5 #0 J0 N0.5 S-1 V0 G0 E0 P0 T0 C-1 B-1 I0 X-0.5 R0 Q-2 M-0.5 O0",
    "M": "D0 #0 J0 N0 S0 V-0.5 G0 E0 P0 T0 C0.5 B0.5 I0 X-0.5 R0 Q0 M0 O-0.5",
}
_RANKS = (0.0, -0.8, -1.6, -2.2, -2.6)
_PLURALS = frozenset(
    ("men", "women", "children", "feet", "teeth", "oxen", "geese", "mice", "people")
)
_TITLES = frozenset(("mr", "mrs", "miss", "dr", "st", "messrs", "mme", "monsieur", "madame"))
_ALSO_NOUNS = word_set("also nouns")
_WERE = frozenset(("was", "were", "had", "did"))
_BE = frozenset(("was", "were", "is", "are", "been", "being", "be"))
_ALWAYS_PASSIVE = word_set("always passive")
_ADJECTIVE = re.compile("..(ous|ful|less|ish|ive|able|ible|ic|al|like|ern|ary|esque|some|[^s]t?y)$")
_NOUN = re.compile("..(ness|ment|tion|sion|ity|ance|ence|ship|hood|dom|ism|ist|er|or)s?$")


@dataclass(slots=True)
class Word:
    """A token with its part of speech; `base` is the bare verb or the singular."""

    text: str
    form: str
    tag: str
    start: int
    end: int
    base: str = ""


@cache
def _fits() -> dict[str, dict[str, float]]:
    return {
        before: {pair[0]: float(pair[1:]) for pair in row.split()} for before, row in _FIT.items()
    }


@cache
def _closed() -> dict[str, str]:
    found: dict[str, str] = {}
    for tags, words in rows("function_en.tsv"):
        for word in words.split():
            found[word] = found.get(word, "") + tags
    return found


@cache
def parts() -> dict[str, str]:
    """Word to its parts of speech: pairs of a letter and, for n and v, a supersense."""
    return {row[0]: row[1] for row in rows("words_en.tsv")}


def supersense(word: str, part: str) -> str:
    """The letter of the commonest sense of a noun (n) or verb (v), or nothing."""
    said = parts().get(word, "")
    at = _letters(said).find(part)
    if at < 0:
        return ""
    place = 0
    for letter in _letters(said)[:at]:
        place += 2 if letter in "nv" else 1
    return said[place + 1]


@cache
def _letters(said: str) -> str:
    found, i = "", 0
    while i < len(said):
        found += said[i]
        i += 2 if said[i] in "nv" else 1
    return found


def singular(form: str) -> str:
    """The singular of a noun by its look, when the dictionary has it."""
    known = parts()
    for ending, instead in (("ies", "y"), ("ves", "f"), ("ves", "fe"), ("men", "man"), ("es", ""), ("s", "")):  # fmt: skip
        if form.endswith(ending):
            word = form[: -len(ending)] + instead
            if "n" in _letters(known.get(word, "")) or word in english():
                return word
    return form


@cache
def _candidates(form: str) -> tuple[tuple[str, float, str], ...]:
    """(tag, weight, base) of a word that is not closed-class, by the dictionary and its look."""
    known = parts()
    found: dict[str, tuple[float, str]] = {}

    def add(tag: str, weight: float, base: str) -> None:
        if tag not in found or weight > found[tag][0]:
            found[tag] = (weight, base)

    own = _letters(known.get(form, ""))
    past = verbs_en.irregular_base(form)
    for rank, letter in enumerate(own):
        weight = _RANKS[rank]
        if letter == "v":
            if past and past != form:
                continue
            add("V", weight - 1.6, form)
        else:
            if (past and form not in _ALSO_NOUNS) or (letter == "n" and _deed(form)):
                weight -= 1.0
            add({"n": "N", "a": "J", "r": "R"}[letter], weight, form)
    if past:
        rare = 0.0 if not own or own[0] == "v" or form not in _ALSO_NOUNS else -0.4
        if verbs_en.is_past(form):
            add("V", rare, past)
        if verbs_en.is_participle(form):
            add("E", rare - (0.6 if verbs_en.is_past(form) else 0.0), past)
    elif form.endswith(("ed", "ing")) and len(form) > 4:
        base = next((b for b in verbs_en.bases(form) if "v" in _letters(known.get(b, ""))), "")
        if base:
            lone = not own or own[0] != "n" or _deed(form)
            if form.endswith("ing"):
                add("G", 0.3 if lone else -1.0, base)
            else:
                add("V", 0.0, base)
                add("E", -0.2, base)
        elif not own and form.endswith("ed"):
            add("E", 0.0, form)
            add("J", 0.0, form)
    if form.endswith("s") and not form.endswith("ss"):
        base = singular(form)
        if base != form:
            letters = _letters(known.get(base, "n"))
            add("N", -0.2 * max(0, letters.find("n")), base)
        for base in verbs_en.bases(form):
            letters = _letters(known.get(base, ""))
            if "v" in letters:
                add("V", -1.2 + _RANKS[letters.find("v")], base)
                break
    if form in _PLURALS:
        add("N", 0.0, form)
    if "-" in form and not own:
        last = form.rpartition("-")[2]
        ends = _letters(known.get(last, ""))
        if last.endswith(("ed", "ing")) or verbs_en.irregular_base(last) or ends[:1] == "a":
            add("J", 0.0, form)
        else:
            add("N", 0.0, form)
            add("J", -0.3, form)
    if form.endswith("'s") or form.endswith("s'"):
        return (("J", 0.0, form),)
    if not found or (form in english() and not own and set(found) <= {"V"}):
        if form.endswith("ly"):
            add("R", 0.0, form)
        elif _NOUN.match(form):
            add("N", 0.0, form)
        elif _ADJECTIVE.match(form):
            add("J", 0.0, form)
            add("N", -0.5, form)
        else:
            add("N", 0.0, form)
            if form.endswith("ing"):
                add("G", 0.0, form)
            elif not form.endswith("s"):
                add("J", -0.8, form)
    if form.endswith(("er", "est")) and "J" not in found and "a" not in own:
        for cut in (
            ((2, ""), (2, "e"), (3, "")) if form.endswith("er") else ((3, ""), (3, "e"), (4, ""))
        ):
            stem = form[: -cut[0]] + cut[1]
            for base in (stem, stem[:-1] + "y" if stem.endswith("i") else stem):
                if "a" in _letters(known.get(base, ""))[:2] and len(base) > 2:
                    add("J", 0.2 if "N" not in found else -0.3, base)
    return tuple((tag, weight, base) for tag, (weight, base) in found.items())


def _deed(form: str) -> bool:
    """Whether a noun in -ing only names what its verb does."""
    return form.endswith("ing") and supersense(form, "n") == "z" and form not in english()


def _options(token: Token, form: str, opens: bool) -> Sequence[tuple[str, float, str]]:
    if not token.is_word:
        return (("#", 0.0, form),) if form[0].isdigit() else (("M", 0.0, form),)
    closed = _closed().get(form)
    if closed and not (token.text[0].isupper() and not opens and form in ("will", "may")):
        weighed = [(tag, -0.5 * n, form) for n, tag in enumerate(closed)]
        if form in ("round", "near", "like", "past", "opposite", "inside", "outside", "well"):
            weighed += [(t, w - 1.5, b) for t, w, b in _candidates(form) if t in "JNV"]
        return weighed
    found = _candidates(form)
    if token.text[0].isupper():
        if form in _TITLES:
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


def tagged(found: Sequence[Token]) -> list[Word]:
    """The words and marks of one sentence with the likeliest parts of speech together."""
    fits = _fits()
    steps: list[list[tuple[str, float, str, int]]] = []
    last: list[tuple[str, float, str, int]] = [("M", 0.0, "", -1)]
    opens, plural = True, False
    found = _merged(found)
    forms = [fold(t.text) for t in found]
    told = any(verbs_en.is_past(f) or f in _WERE or f.endswith("ed") for f in forms)
    for token, form in zip(found, forms, strict=True):
        step = []
        for tag, weight, base in _options(token, form, opens):
            if told and tag == "V" and form.endswith("s") and base != form:
                weight -= 1.5
            bare = tag == "V" and base == form and not plural and not verbs_en.is_past(form)
            best, back = max(
                (score + fits[before].get(tag, -1.0) - (bare and before in "NS") * 2.0, n)
                for n, (before, score, _, _) in enumerate(last)
            )
            step.append((tag, best + weight, base, back))
        steps.append(step)
        last = step
        plural = form.endswith("s") or form in _PLURALS
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
    _active(words)
    _passive(words)
    _series(words)
    return words


def _active(words: Sequence[Word]) -> None:
    """After a comma or `and` an -ed word is finite where the clause wants a verb, or goes on so."""
    last = subject = ""
    for i, word in enumerate(words):
        if word.form in ".;:" or word.tag == "B":
            last = subject = ""
        elif word.tag in "NSI" and not last:
            subject = word.form
        elif word.tag in "VX":
            last = "V"
        elif word.tag == "E":
            before = words[i - 1] if i else None
            while before is not None and before.tag == "R" and before is not words[0]:
                before = words[words.index(before) - 1]
            finite = "V" in {t for t, _, _ in _candidates(word.form)}
            if finite and before is not None and before.tag in "MC" and word.base not in _ALWAYS_PASSIVE:  # fmt: skip
                waits = not last and subject and before.tag == "M"
                if waits or (last == "V" and before.tag == "C" and words[i - 1].tag == "C"):
                    word.tag = "V"
            last = word.tag


def _passive(words: Sequence[Word]) -> None:
    """An -ed word after a noun is a participle where its clause has a finite verb already."""
    finite = being = False
    for i, word in enumerate(words):
        if word.tag in "MCB":
            finite = being = False
        elif word.tag == "X":
            finite = True
            being = word.form in _BE
        elif word.tag == "V" and being and "E" in {t for t, _, _ in _candidates(word.form)}:
            word.tag = "E"
            being = False
        elif word.tag == "V":
            either = "E" in {tag for tag, _, _ in _candidates(word.form)}
            if either and word.base in _ALWAYS_PASSIVE and _leads(words, i + 1):  # fmt: skip
                word.tag = "E"
                finite = True
                continue
            before = words[i - 1].tag if i else "M"
            if (either and before in "NSR" and (finite or _absolute(words, i))) or (
                either
                and before == "N"
                and i + 1 < len(words)
                and (words[i + 1].form == "by" or _governed(words, i))
            ):
                word.tag = "E"
            finite = True


def _leads(words: Sequence[Word], i: int) -> bool:
    while i < len(words) and words[i].tag in "JR":
        i += 1
    return i < len(words) and words[i].form in ("in", "with", "by")


def _series(words: Sequence[Word]) -> None:
    """`lean and hollow`, `a face, worn, hollow`: what joins adjectives is one where it can be."""
    for i in range(2, len(words)):
        word = words[i]
        if word.tag != "N" or words[i - 1].form not in (",", "and", "or", "but"):
            continue
        after = words[i + 1] if i + 1 < len(words) else None
        ends = after is None or after.tag in "MCIX" or (after.tag == "P" and after.form != "of")
        if ends and words[i - 2].tag in "JE" and "J" in {t for t, _, _ in _candidates(word.form)}:
            word.tag = "J"


def _governed(words: Sequence[Word], i: int) -> bool:
    """`with walls decorated`: the noun before belongs to a preposition that opens the clause."""
    j = i - 1
    while j >= 0 and words[j].tag in "NJD#R":
        j -= 1
    return j >= 0 and words[j].form == "with" and (j == 0 or words[j - 1].tag in "MC")


def _absolute(words: Sequence[Word], i: int) -> bool:
    """`, his arms crossed,`"""
    ends = i + 1 == len(words) or words[i + 1].tag in "MCPR"
    j = i - 1
    while j >= 0 and words[j].tag in "NJR":
        j -= 1
    owned = j >= 1 and words[j].form in ("his", "her", "its", "their")
    return ends and owned and words[j - 1].form in (",", "with", "and")
