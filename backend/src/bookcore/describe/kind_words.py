"""The words of a text as the types see them: what each names and what part it plays."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from bookcore.text.lexicon import english_class, russian
from bookcore.text.readings_en import supersense
from bookcore.text.sentences import sentences
from bookcore.text.tagging_en import tagged
from bookcore.text.tokens import fold, tokens
from bookcore.text.words import morphology


class Said(NamedTuple):
    """A word or mark: its part of speech, the part it plays, what it names, and a detail.

    For a noun the detail is `name`, `living` or nothing, for an adjective its class, for a verb
    whether it is `dynamic`; `word_class` is what a noun's group is made of.
    """

    part: str
    role: str
    group: str
    detail: str
    start: int
    word_class: str = ""


@cache
def kind_sets() -> dict[str, frozenset[str]]:
    """The sets of `data/kind_words.tsv` by name."""
    text = files(__package__).joinpath("data", "kind_words.tsv").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in text.splitlines()[1:] if line)
    return {name: frozenset(words.split()) for name, words in pairs}


@cache
def named(prefix: str) -> dict[str, str]:
    """Word to the rest of the name of the set that holds it, among sets that begin so."""
    return {
        word: name.removeprefix(prefix)
        for name, words in kind_sets().items()
        if name.startswith(prefix)
        for word in words
    }


def _group(word_class: str) -> str:
    return named("group ").get(word_class, "other")


class _Form(NamedTuple):
    pos: str
    lemma: str
    case: str
    when: str
    living: bool
    name: bool
    place: bool
    nominative: bool


@lru_cache(maxsize=60_000)
def _form(form: str) -> _Form:
    parses = morphology().parse(form)
    tag = parses[0].tag
    nominative = any(
        p.tag.POS == tag.POS and p.tag.case == "nomn" and p.score > 0.15 for p in parses[:6]
    )
    return _Form(
        str(tag.POS or ""),
        parses[0].normal_form.replace("ё", "е"),
        str(tag.case or ""),
        f"{tag.aspect or ''}{tag.tense or ''}",
        tag.animacy == "anim",
        any(t in tag for t in ("Name", "Surn", "Patr")),
        "Geox" in tag,
        nominative,
    )


_ADJECTIVES = {
    "ADJF": "adjective",
    "PRTF": "participle",
    "ADJS": "short",
    "PRTS": "short",
    "COMP": "short",
}


def _russian(text: str, start: int, end: int) -> Iterator[Said]:
    known, sets = russian(), kind_sets()
    preposition = ""
    for n, token in enumerate(tokens(text, start, end)):
        at = token.start
        if not token.is_word:
            yield Said("mark", token.text, "", "", at)
            continue
        folded = fold(token.text)
        form = _form(folded)
        if form.pos == "PREP":
            preposition = folded
            yield Said("preposition", folded, "", "", at)
        elif form.pos == "NOUN":
            entry = known.get((form.lemma, "NOUN"))
            group = _group(entry.word_class) if entry else "other"
            if entry is None and (form.name or form.living):
                group = "person"
            elif entry is None and form.place:
                group = "street"
            role = "object"
            if form.nominative and not preposition:
                role = "subject"
            elif preposition in sets["where ru"] and form.case not in ("nomn", "datv", ""):
                role = "place"
            capital = token.text[0].isupper() and n > 0 and form.living
            detail = "name" if form.name or capital else "living" if form.living else ""
            yield Said("noun", role, group, detail, at, entry.word_class if entry else group)
            preposition = ""
        elif form.pos in _ADJECTIVES:
            entry = known.get((form.lemma, "ADJ"))
            detail = entry.word_class if entry else ""
            yield Said("adjective", _ADJECTIVES[form.pos], _group(detail), detail, at)
        elif form.pos in ("VERB", "GRND", "INFN"):
            entry = known.get((form.lemma, "VERB")) or known.get((form.lemma, "ADJ"))
            seen = entry is not None and entry.word_class in sets["verb classes ru"]
            group = entry.word_class if entry and seen else "other"
            role = {"GRND": "gerund", "INFN": "infinitive"}.get(form.pos, form.when)
            dynamic = "dynamic" if form.lemma in sets["dynamic ru"] else ""
            yield Said("verb", role, group, dynamic, at)
            preposition = ""
        elif form.pos == "NPRO" and folded not in sets["own"]:
            yield Said("pronoun", form.lemma, "", form.case, at)
        else:
            yield Said("word", folded, "", "", at)


_FINITE = "VXR"
_VERBS = {"V": "perfpast", "G": "gerund", "E": "participle"}


def _english(text: str, start: int, end: int) -> Iterator[Said]:
    sets, nouns, verbs = kind_sets(), named("noun sense "), named("verb sense ")
    for a, b in sentences(text[start:end], "en"):
        words = tagged(tokens(text, start + a, start + b))
        preposition = ""
        opening = True
        for i, word in enumerate(words):
            tag, at = word.tag, word.start
            following = words[i + 1].tag if i + 1 < len(words) else "M"
            if tag == "M":
                yield Said("mark", word.text, "", "", at)
            elif tag in "PT":
                preposition = word.form
                yield Said("preposition", word.form, "", "", at)
            elif tag == "N" and following == "N":
                yield Said("adjective", "compound", _group(english_class(word.form)), "", at)
            elif tag in "NS":
                known = english_class(word.form)
                group = _group(known) if known else ""
                group = group or nouns.get(supersense(word.base or word.form, "n"), "other")
                if tag == "S":
                    group = "person"
                role = "place" if preposition in sets["where en"] else "object"
                if not preposition and (following in _FINITE or opening):
                    role = "subject"
                detail = "name" if tag == "S" else "living" if group == "person" else ""
                yield Said("noun", role, group, detail, at, known or group)
                preposition = ""
            elif tag == "J":
                known = english_class(word.form)
                yield Said("adjective", "adjective", _group(known), known, at)
            elif tag in _VERBS:
                base = word.base or word.form
                known = english_class(word.form)
                group = verbs.get(supersense(base, "v"), "other")
                if known in sets["verb classes en"]:
                    group = known
                dynamic = "dynamic" if base in sets["dynamic en"] else ""
                yield Said("verb", _VERBS[tag], group, dynamic, at)
            elif tag in "IO":
                yield Said("pronoun", word.form, "", "nomn" if tag == "I" else "accs", at)
            else:
                yield Said("determiner" if tag == "D" else "word", word.form, "", "", at)
            opening = opening and tag in "DJ#R"


def said(text: str, start: int, end: int, language: str) -> list[Said]:
    """The words and marks of text[start:end]; offsets are those of the whole text."""
    return list((_russian if language == "ru" else _english)(text, start, end))
