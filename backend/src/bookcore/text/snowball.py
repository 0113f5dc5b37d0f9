"""Snowball's stemmers of Russian and English: forms of one word meet in one stem.

The algorithms behind PostgreSQL's `russian` and `english` configurations, as of Snowball 3, written
here so that both databases and the browser have one and the same stem (docs/develop/search.md).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_RU_VOWELS = frozenset("аеиоуыэюя")
_RU_REGIONS = re.compile(
    r"[^аеиоуыэюя]*[аеиоуыэюя]+[^аеиоуыэюя][^аеиоуыэюя]*[аеиоуыэюя]+[^аеиоуыэюя]"
)


def _endings(after_a: str, always: str) -> dict[str, bool]:
    """Endings by whether they only count behind а or я."""
    return {**dict.fromkeys(always.split(), False), **dict.fromkeys(after_a.split(), True)}


_GERUND = _endings("в вши вшись", "ив ивши ившись ыв ывши ывшись")
_REFLEXIVE = _endings("", "ся сь")
_ADJECTIVE = _endings(
    "",
    "ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею",
)
_PARTICIPLE = _endings("ем нн вш ющ щ", "ивш ывш ующ")
_VERB = _endings(
    "ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно",
    "ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить"
    " ыть ишь ую ю",
)
_NOUN = _endings(
    "",
    "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию"
    " ью ю ия ья я",
)
_SUPERLATIVE = _endings("", "ейш ейше")


def _without(word: str, endings: Mapping[str, bool]) -> str | None:
    """The word without the longest of these endings; None when that one does not count here."""
    for length in range(min(7, len(word)), 0, -1):
        behind_a = endings.get(word[-length:])
        if behind_a is not None:
            rest = word[:-length]
            return rest if not behind_a or rest.endswith(("а", "я")) else None
    return None


def russian(word: str) -> str:
    """The stem of a lower-case Russian word without ё."""
    begin = next((i for i, letter in enumerate(word, 1) if letter in _RU_VOWELS), 0)
    if not begin:
        return word
    regions = _RU_REGIONS.match(word)
    second = regions.end() if regions else len(word)
    head, body = word[:begin], word[begin:]
    shorter = _without(body, _GERUND)
    if shorter is None:
        body = _or(_without(body, _REFLEXIVE), body)
        shorter = _without(body, _ADJECTIVE)
        if shorter is not None:
            shorter = _or(_without(shorter, _PARTICIPLE), shorter)
        else:
            shorter = _without(body, _VERB)
            if shorter is None:
                shorter = _or(_without(body, _NOUN), body)
    body = shorter.removesuffix("и")
    for ending in ("ость", "ост"):
        if body.endswith(ending):
            if begin + len(body) - len(ending) >= second:
                body = body.removesuffix(ending)
            break
    superlative = _without(body, _SUPERLATIVE)
    if superlative is not None:
        body = superlative
    if body.endswith("нн"):
        body = body[:-1]
    elif superlative is None:
        body = body.removesuffix("ь")
    return head + body


def _or(word: str | None, otherwise: str) -> str:
    return otherwise if word is None else word


_EN_WHOLE = {
    "skis": "ski", "skies": "sky", "dying": "die", "lying": "lie", "tying": "tie", "idly": "idl",
    "gently": "gentl", "ugly": "ugli", "early": "earli", "only": "onli", "singly": "singl",
    **{word: word for word in ("sky", "news", "howe", "atlas", "cosmos", "bias", "andes")},
}  # fmt: skip
_EN_NOT_FURTHER = frozenset(
    {"inning", "outing", "canning", "herring", "earring", "evening", "proceed", "exceed", "succeed"}
)
_EN_BEGINNING = re.compile(r"gener|commun|arsen|past|univers|later|emerg|organ|inter")
_EN_REGION = re.compile(r"[^aeiouy]*[aeiouy]+[^aeiouy]")
_EN_VOWEL = re.compile(r"[aeiouy]")
_EN_Y = re.compile(r"^y|(?<=[aeiouy])y")
_EN_DOUBLE = ("bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt")
_EN_SHORT = re.compile(r"(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|^past)$")
_EN_SECOND = {
    "tional": "tion", "enci": "ence", "anci": "ance", "abli": "able", "entli": "ent",
    "izer": "ize", "ization": "ize", "ational": "ate", "ation": "ate", "ator": "ate",
    "alism": "al", "aliti": "al", "alli": "al", "fulness": "ful", "ousli": "ous",
    "ousness": "ous", "iveness": "ive", "iviti": "ive", "biliti": "ble", "bli": "ble",
    "ogi": "og", "ogist": "og", "fulli": "ful", "lessli": "less", "li": "",
}  # fmt: skip
_EN_THIRD = {
    "tional": "tion", "ational": "ate", "alize": "al", "icate": "ic", "iciti": "ic",
    "ical": "ic", "ful": "", "ness": "", "ative": "",
}  # fmt: skip
_EN_FOURTH = {
    "al": "", "ance": "", "ence": "", "er": "", "ic": "", "able": "", "ible": "", "ant": "",
    "ement": "", "ment": "", "ent": "", "ism": "", "ate": "", "iti": "", "ous": "", "ive": "",
    "ize": "", "ion": "",
}  # fmt: skip


def _ending(word: str, endings: Mapping[str, str]) -> str:
    """The longest of these endings that the word has, or nothing."""
    for length in range(min(7, len(word)), 0, -1):
        if word[-length:] in endings:
            return word[-length:]
    return ""


def english(word: str) -> str:
    """The stem of a lower-case English word of plain letters."""
    if len(word) < 3:
        return word
    if word in _EN_WHOLE:
        return _EN_WHOLE[word]
    word = _EN_Y.sub("Y", word)
    beginning = _EN_BEGINNING.match(word) or _EN_REGION.match(word)
    first = beginning.end() if beginning else len(word)
    further = _EN_REGION.match(word, first)
    second = further.end() if further else len(word)
    word = _plural(word)
    if word not in _EN_NOT_FURTHER:
        word = _past(word, first)
        if len(word) > 2 and word[-1] in "yY" and not _EN_VOWEL.match(word[-2]):
            word = word[:-1] + "i"
        word = _suffixes(word, first, second)
    return word.replace("Y", "y")


def _plural(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith(("ied", "ies")):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith("s") and not word.endswith(("us", "ss")) and _EN_VOWEL.search(word[:-2]):
        return word[:-1]
    return word


def _past(word: str, first: int) -> str:
    for ending in ("eedly", "ingly", "edly", "eed", "ing", "ed"):
        if not word.endswith(ending):
            continue
        body = word[: -len(ending)]
        if ending.startswith("eed"):
            return body + "ee" if len(body) >= first else word
        if not _EN_VOWEL.search(body):
            return word
        if body.endswith(("at", "bl", "iz")):
            return body + "e"
        if body.endswith(_EN_DOUBLE):
            return body if len(body) == 3 and body[0] in "aeo" else body[:-1]
        return body + "e" if len(body) <= first and _EN_SHORT.search(body) else body
    return word


def _suffixes(word: str, first: int, second: int) -> str:
    ending = _ending(word, _EN_SECOND)
    at = len(word) - len(ending)
    if ending and at >= first:
        before = word[at - 1]
        fits = {"ogi": before == "l", "li": before in "cdeghkmnrt"}.get(ending, True)
        word = word[:at] + _EN_SECOND[ending] if fits else word
    ending = _ending(word, _EN_THIRD)
    at = len(word) - len(ending)
    if ending and at >= (second if ending == "ative" else first):
        word = word[:at] + _EN_THIRD[ending]
    ending = _ending(word, _EN_FOURTH)
    at = len(word) - len(ending)
    if ending and at >= second and (ending != "ion" or word[at - 1] in "st"):
        word = word[:at]
    at = len(word) - 1
    if word.endswith("e"):
        if at >= second or (at >= first and not _EN_SHORT.search(word[:at])):
            word = word[:at]
    elif word.endswith("ll") and at >= second:
        word = word[:at]
    return word
