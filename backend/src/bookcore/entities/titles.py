"""Words that stand before a name, words of callings, and words that are never a name."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from bookcore.text.tokens import fold
from bookcore.text.words import morphology


class Title(NamedTuple):
    """`lemma` is what is shown; `gender` is empty for both."""

    lemma: str
    gender: str
    case: str
    plural: bool


def rows(name: str) -> list[list[str]]:
    """The tab-separated fields of a data file, without its heading and notes."""
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:] if line and line[0] != "#"]


_RU_GENDER = {"m": "male", "f": "female", "b": ""}
_CASES = {"gen2": "gent", "acc2": "accs", "loc2": "loct", "gen1": "gent", "loc1": "loct"}


@cache
def words(kind: str, language: str) -> dict[str, str]:
    """Words of one kind in a language with their note (for titles and callings the gender)."""
    found: dict[str, str] = {}
    for row in rows("words.tsv"):
        if row[0] == kind and row[1] == language:
            note = row[2]
            for word in row[3].split():
                found[word.replace("ё", "е")] = note
    return found


def _lexeme(lemma: str, gender: str) -> dict[str, tuple[Title, ...]]:
    """Every case form of a noun; of a noun that the dictionary does not know, itself alone."""
    found: dict[str, tuple[Title, ...]] = {}
    wanted = {"m": "masc", "f": "femn"}.get(gender)
    parses = [
        p
        for p in morphology().parse(lemma)
        if "NOUN" in p.tag
        and p.normal_form.replace("ё", "е") == lemma
        and (wanted is None or p.tag.gender == wanted)
        and "anim" in p.tag
    ]
    if parses:
        for one in parses[0].lexeme:
            case = str(one.tag.case)
            title = Title(lemma, _RU_GENDER[gender], _CASES.get(case, case), "plur" in one.tag)
            form = fold(one.word)
            found[form] = (*found.get(form, ()), title)
    found.setdefault(lemma, (Title(lemma, _RU_GENDER[gender], "", False),))
    return found


@cache
def never(language: str) -> frozenset[str]:
    """Folded forms that are never a name of anyone in a story."""
    found = set(words("never", language))
    if language == "ru":
        for word in list(found):
            for parse in morphology().parse(word)[:2]:
                if parse.tag.POS in ("NOUN", "ADJF") and morphology().word_is_known(word):
                    found.update(fold(one.word) for one in parse.lexeme)
    return frozenset(found)


@cache
def forms(kind: str, language: str) -> dict[str, tuple[Title, ...]]:
    """Form to readings for the titles or the callings of a language."""
    found: dict[str, tuple[Title, ...]] = {}
    for lemma, gender in words(kind, language).items():
        if language == "ru":
            for form, readings in _lexeme(lemma, gender).items():
                found[form] = (*found.get(form, ()), *readings)
        else:
            found[lemma] = (Title(lemma, _RU_GENDER[gender], "", False),)
    return found
