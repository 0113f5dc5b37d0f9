"""Which case forms of a book belong to one Russian name, and what its nominative is.

The dictionary's lemmas of names are not trusted: a nominative counts when the book has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bookcore.entities.given import given
from bookcore.text.tokens import fold
from bookcore.text.words import morphology

_OBLIQUE = ("gent", "datv", "accs", "ablt", "loct")
_SIBILANT = "жшчщцгкх"
_PATRONYMIC = re.compile(
    "(?:[оеё]в(?:ич|на)|[ьие]ич|[нлмрт]ыч|инична|[ьи]нишна|[еи]вна|(?:куз|лу|иль|фо|сав)м?[ик]?ич)$"
)
_SURNAME = re.compile(
    "(?:[оеё]в|[иы]н|ский|цкий|ск[оа]й|цк[оа]й|енко|ова|ева|ина|ская|цкая|швили)$"
)
_KINDS = {"Name": "name", "Surn": "surn", "Patr": "patr", "Geox": "geo"}
_CASES = {"gen2": "gent", "acc2": "accs", "loc2": "loct", "gen1": "gent", "loc1": "loct"}
PLURAL = "plur"


class Lexeme(NamedTuple):
    """A name's nominative with its case forms; `gender` is empty when the forms fit both."""

    nominative: str
    gender: str
    kind: str
    known: bool
    forms: Mapping[str, frozenset[str]]

    @property
    def key(self) -> str:
        """What tells it from the same nominative of the other gender."""
        return f"{self.nominative}/{self.gender[:1]}"


@dataclass
class Counts:
    """How often a capitalised form stands in the book, and what stands beside it."""

    all: int = 0
    inside: int = 0
    he: int = 0
    she: int = 0


def _join(stem: str, endings: str) -> dict[str, frozenset[str]]:
    """Forms of a stem: groups for the six cases and the plural, `|` between, spaces inside."""
    found: dict[str, set[str]] = {}
    for case, group in zip(("nomn", *_OBLIQUE, PLURAL), endings.split("|"), strict=True):
        for ending in group.split():
            found.setdefault(stem + ending.strip("-"), set()).add(case)
    return {form: frozenset(cases) for form, cases in found.items()}


def _fleeting(nominative: str) -> Iterator[str]:
    if len(nominative) > 3 and nominative.endswith(("ец", "ок", "ек", "ел", "ер")):
        yield nominative[:-2] + nominative[-1]
        if nominative.endswith("ек"):
            yield nominative[:-2] + "ьк"


def _consonant(word: str) -> Iterator[Lexeme]:
    """Masculine names on a consonant, surnames on -ов and -ин with their own instrumental."""
    if _SURNAME.search(word):
        yield Lexeme(word, "male", "surn", False, _join(word, "-|а|у|а|ым|е|ы ых ым ыми"))
        return
    for stem in (word, *_fleeting(word)):
        soft = stem[-1] in "жшчщц"
        ending = "ом ем" if soft else "ом"
        plural = "и ей ам" if soft else ("и ов ам" if stem[-1] in "гкх" else "ы ов ам")
        forms = _join(stem, f"-|а|у|а|{ending}|е|{plural}")
        if stem != word:
            forms.pop(stem, None)
            forms[word] = frozenset(("nomn",))
        yield Lexeme(word, "male", "", False, forms)


def _paradigms(word: str) -> Iterator[Lexeme]:
    """The ways in which a nominative may be declined."""
    stem, last = word[:-1], word[-1]
    if last not in "аеиоуыэюяйь":
        yield from _consonant(word)
    elif last == "й":
        if word.endswith(("ий", "ый", "ой")) and len(word) > 4:
            adjective = word[:-2]
            kind = "surn" if _SURNAME.search(word) else ""
            yield Lexeme(
                word, "male", kind, False,
                _join(adjective, f"{word[-2:]}|ого его|ому ему|ого его|ым им|ом ем|ие ые их ых"),
            )  # fmt: skip
        forms = "й|я|ю|я|ем|и|и ев" if word.endswith("ий") else "й|я|ю|я|ем|е|и ев"
        yield Lexeme(word, "male", "", False, _join(stem, forms))
    elif last == "ь":
        yield Lexeme(word, "male", "", False, _join(stem, "ь|я|ю|я|ем|е|и ей"))
        yield Lexeme(word, "female", "", False, _join(stem, "ь|и|и|ь|ью|и|и ей"))
    elif word.endswith(("ая", "яя")) and len(word) > 4:
        kind = "surn" if _SURNAME.search(word) else ""
        yield Lexeme(
            word, "female", kind, False,
            _join(word[:-2], f"{word[-2:]}|ой ей|ой ей|ую юю|ой ей ою ею|ой ей|ие ые их ых"),
        )  # fmt: skip
    elif word.endswith(("ое", "ее")) and len(word) > 4:
        forms = f"{word[-2:]}|ого его|ому ему|{word[-2:]}|ым им|ом ем|"
        yield Lexeme(word, "", "", False, _join(word[:-2], forms))
    elif word.endswith(("ые", "ие")) and len(word) > 4:
        forms = f"{word[-2:]}|ых их|ым им|{word[-2:]}|ыми ими|ых их|"
        yield Lexeme(word, "", "", False, _join(word[:-2], forms))
    elif last == "о":
        yield Lexeme(word, "", "", False, _join(stem, "о|а|у|о|ом|е|"))
    elif last == "е":
        yield Lexeme(word, "", "", False, _join(stem, "е|я|ю|е|ем|е|"))
    elif last in "ыи":
        plural = f"{last}|- ов ев ей|ам ям|{last}|ами ями|ах ях|"
        yield Lexeme(word, "", "", False, _join(stem, plural))
    elif last == "а":
        if _PATRONYMIC.search(word):
            yield Lexeme(word, "female", "patr", False, _join(stem, "а|ы|е|у|ой ою|е|"))
            return
        if word.endswith(("ова", "ева", "ина", "ына")):
            yield Lexeme(word, "female", "surn", False, _join(stem, "а|ой|ой|у|ой ою|ой|ы ых"))
        genitive = "и" if stem[-1:] in _SIBILANT and stem[-1:] != "ц" else "ы"
        forms = f"а|{genitive}|е|у|ой ою ей ею|е|{genitive}"
        yield Lexeme(word, "", "", False, _join(stem, forms))
    elif last == "я":
        dative = "и" if word.endswith("ия") else "е"
        yield Lexeme(word, "", "", False, _join(stem, f"я|и|{dative}|ю|ей ею|{dative}|и"))
    yield Lexeme(word, "", "", False, {word: frozenset(("nomn", *_OBLIQUE))})


_STRIPPED = (
    "", "а", "у", "е", "ы", "и", "ю", "я", "ой", "ою", "ей", "ею", "ом", "ем", "ым", "им", "ью",
    "ую", "ии", "ых", "их", "ов", "ев", "ам", "ям", "ах", "ях", "ого", "его", "ому", "ему", "ыми",
    "ими", "ами", "ями",
)  # fmt: skip
_RESTORED = (
    "", "а", "я", "й", "ь", "ий", "ый", "ой", "ая", "яя", "о", "е", "ое", "ее", "ые", "ие", "ы", "и",
)  # fmt: skip


def nominatives(form: str) -> Iterator[str]:
    """Words that may be the nominative of a form."""
    seen = set()
    for ending in _STRIPPED:
        if form.endswith(ending) and len(form) - len(ending) >= 2:
            stem = form[: len(form) - len(ending)]
            restored = [stem + r for r in _RESTORED]
            if len(stem) > 2:
                restored += [stem[:-1] + "е" + stem[-1], stem[:-1] + "о" + stem[-1]]
                if stem[-2] == "ь":
                    restored.append(stem[:-2] + "е" + stem[-1])
            for word in restored:
                if word not in seen:
                    seen.add(word)
                    yield word


def _shared(a: str, b: str) -> int:
    """How many letters two words begin with alike."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))


@lru_cache(maxsize=20_000)
def dictionary(form: str) -> tuple[Lexeme, ...]:
    """The names that the dictionary knows under a form."""
    if not morphology().word_is_known(form):
        return ()
    found: dict[tuple[str, str], Lexeme] = {}
    for parse in morphology().parse(form):
        kind = next((_KINDS[g] for g in _KINDS if g in parse.tag), "")
        if not kind:
            continue
        gender = {"masc": "male", "femn": "female"}.get(str(parse.tag.gender), "")
        if "plur" in parse.tag and kind != "geo":
            continue
        forms: dict[str, set[str]] = {}
        nominatives_of: list[str] = []
        for one in parse.lexeme:
            own = {"masc": "male", "femn": "female"}.get(str(one.tag.gender), "")
            if "plur" in one.tag:
                if kind != "geo" or "sing" not in parse.tag:
                    forms.setdefault(fold(one.word), set()).add(PLURAL)
                continue
            if own != gender and gender and own:
                continue
            case = _CASES.get(str(one.tag.case), str(one.tag.case))
            if case == "nomn":
                nominatives_of.append(fold(one.word))
            forms.setdefault(fold(one.word), set()).add(case)
        # Variants share a lexeme (Михайлович, Михаилович): the one most like the form is meant.
        nominative = max(
            nominatives_of or [fold(parse.normal_form)],
            key=lambda word: _shared(word, form),
        )
        key = (nominative, gender)
        if key not in found:
            frozen = {f: frozenset(c) for f, c in forms.items()}
            found[key] = Lexeme(nominative, gender, kind, True, frozen)
    return tuple(found.values())


def plural_noun(form: str, counts: Mapping[str, Counts]) -> Iterator[Lexeme]:
    """The common noun in the plural that a form may be, when the book has its nominative."""
    for parse in morphology().parse(form):
        if "NOUN" in parse.tag and "plur" in parse.tag and not _KINDS.keys() & parse.tag.grammemes:
            forms: dict[str, set[str]] = {}
            nominative = ""
            for one in parse.lexeme:
                if "plur" in one.tag:
                    case = _CASES.get(str(one.tag.case), str(one.tag.case))
                    forms.setdefault(fold(one.word), set()).add(case)
                    nominative = fold(one.word) if case == "nomn" else nominative
            if nominative in counts:
                yield Lexeme(nominative, "", "", False, {f: frozenset(c) for f, c in forms.items()})
            return


def _hyphenated(form: str) -> tuple[str, str]:
    """What stays as it is and what is declined: only the last part, `Хаджи-Мурата`."""
    head, dash, last = form.rpartition("-")
    return head + dash, last


def _only_oblique(form: str) -> bool:
    """Whether the dictionary has a form, and never as the nominative of a name."""
    known = dictionary(form)
    return bool(known) and all(form != one.nominative for one in known)


def lexemes(counts: Mapping[str, Counts]) -> dict[str, tuple[Lexeme, ...]]:
    """For each form the names it may be a form of, the likeliest first."""
    candidates: dict[tuple[str, str, frozenset[str]], Lexeme] = {}
    oblique = {form for form in counts if _only_oblique(form)}
    for form in counts:
        head, last = _hyphenated(form)
        found = [] if head else list(dictionary(form))
        for word in nominatives(last):
            if head + word in counts and head + word not in oblique:
                for one in _paradigms(word):
                    if last in one.forms:
                        forms = {head + f: cases for f, cases in one.forms.items()}
                        found.append(one._replace(nominative=head + word, forms=forms))
        for one in found:
            key = (one.nominative, one.gender, frozenset(one.forms))
            known = candidates.get(key)
            if known is None or (one.known and not known.known):
                candidates[key] = one
    candidates = {key: _declined_by_verbs(one, counts) for key, one in candidates.items()}
    ranked = sorted(candidates.values(), key=lambda one: (-_score(one, counts), one.key, one.kind))
    return _assigned(ranked, counts)


def _declined_by_verbs(one: Lexeme, counts: Mapping[str, Counts]) -> Lexeme:
    """`Жюстин сказала`: a man's paradigm of which only the nominative stands, as a woman."""
    own = counts.get(one.nominative)
    if one.known or one.gender != "male" or own is None or own.she < 2 or own.she <= 2 * own.he:
        return one
    if any(form in counts for form in one.forms if form != one.nominative):
        return one
    still = {one.nominative: frozenset(("nomn", *_OBLIQUE))}
    return Lexeme(one.nominative, "female", "", False, still)


def _never_subject(one: Lexeme, nominative: Counts, total: float) -> bool:
    """Whether a nominative on a vowel stands often but never acts: another name's genitive."""
    if one.nominative[-1] not in "ая" or one.nominative in given("ru") or nominative.all < 4:
        return False
    return not nominative.he + nominative.she and nominative.inside > 0.6 * total


def _score(one: Lexeme, counts: Mapping[str, Counts]) -> float:
    """How much of the book a name accounts for."""
    total = sum(counts[f].inside + 0.3 * counts[f].all for f in one.forms if f in counts)
    nominative = counts.get(one.nominative)
    if nominative is None:
        total *= 0.4
    if one.known:
        total *= 1.3
    if len(one.forms) == 1 or (not one.known and one.nominative[-1] in "оеыи"):
        total *= 0.9
    if nominative and _never_subject(one, nominative, total):
        total *= 0.3
    if one.gender == "female" and nominative and nominative.he > 2 * nominative.she + 1:
        total *= 0.3
    return total


def _assigned(ranked: list[Lexeme], counts: Mapping[str, Counts]) -> dict[str, tuple[Lexeme, ...]]:
    """Each form goes to the best name; a weaker one must have a form or a verb of its own."""
    found: dict[str, list[Lexeme]] = {}
    for one in ranked:
        attested = [f for f in one.forms if f in counts]
        fresh = [f for f in attested if f not in found]
        own = counts.get(one.nominative)
        agreed = (
            own is not None
            and one.gender == "female"
            and own.she >= 2
            and own.she > 2 * own.he
            and not any(o.gender in ("female", "") and o.nominative == one.nominative
                        for o in found.get(one.nominative, ()))
        )  # fmt: skip
        if not fresh and not agreed:
            continue
        for form in attested:
            others = found.setdefault(form, [])
            same = any(o.nominative == one.nominative and o.gender == one.gender for o in others)
            if not same:
                others.append(one)
    return {form: tuple(options) for form, options in found.items()}


def patronymic(word: str) -> str:
    """What is the same in the forms of a patronymic: `андреевич`, `андреич`."""
    stem = re.sub("(?:[оеё]в(?:ич|на)|инична|[иы]ч|[иы]чна|вна)$", "", word).rstrip("йьие")
    return f"{stem}/{'f' if word.endswith('а') else 'm'}"


def slot_of(one: Lexeme) -> str:
    """What part of a full name a name is: first, patronymic, last, place, or not told."""
    if one.kind == "patr" or _PATRONYMIC.search(one.nominative):
        return "patronymic"
    if one.kind in ("name", "geo"):
        return {"name": "first", "geo": "place"}[one.kind]
    declined = len(one.forms) > 1
    return (
        "last"
        if one.kind in ("surn", "last") or (declined and _SURNAME.search(one.nominative))
        else ""
    )
