"""What nobody says of a person's looks, filled once: fit for the story's time and always the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

_CENTURY = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?[- ]century|\b([xvi]{1,5})(?:th)?[- ](?:century|c\.)"
)
_YEAR = re.compile(r"\b(1[0-9]{3}|20[0-9]{2}|[5-9][0-9]{2})(?:s|ies)?\b")
_WORDS = (
    ("ancient", r"ancient|antiquity|roman empire|bronze age|iron age"),
    ("medieval", r"medieval|middle ages|knight"),
    ("renaissance", r"renaissance|tudor|elizabethan|cossack"),
    ("baroque", r"baroque|rococo|georgian|age of sail"),
    ("victorian", r"victorian|regency|napoleonic|biedermeier|edwardian|steam"),
    ("interwar", r"jazz age|interwar|roaring twenties|world war"),
    ("modern", r"modern|contemporary|present day|our days|today"),
    ("future", r"future|futuristic|space age|science fiction"),
)
_ROMAN = {"i": 1, "v": 5, "x": 10}
_UNTIL = (
    (1000, "ancient"), (1450, "medieval"), (1650, "renaissance"), (1790, "baroque"),
    (1914, "victorian"), (1946, "interwar"), (2040, "modern"),
)  # fmt: skip

_GARMENTS: dict[str, dict[str, tuple[str, ...]]] = {
    "": {
        "male": ("a plain dark coat", "a brown jacket over a white shirt", "a grey coat",
                 "a dark waistcoat over a linen shirt", "a plain blue coat", "a long dark-green coat"),
        "female": ("a plain dark dress", "a grey dress with a white collar", "a dark-blue dress",
                   "a brown dress and a shawl", "a plain green dress", "a wine-red dress"),
        "boy": ("a white shirt and a brown jacket", "a plain blue smock", "a checked shirt"),
        "girl": ("a plain brown dress and an apron", "a blue smock dress", "a plain checked dress"),
    },
    "ancient": {
        "male": ("a plain woollen tunic and a cloak", "a belted linen tunic", "a brown cloak over a tunic"),
        "female": ("a long pleated linen robe", "a long woollen robe and a veil", "a blue draped robe"),
        "boy": ("a short woollen tunic", "a plain linen tunic"),
        "girl": ("a long linen tunic", "a plain woollen tunic"),
    },
    "medieval": {
        "male": ("a belted woollen tunic and hose", "a brown hooded cloak", "a dark-green tunic and a cloak"),
        "female": ("a long woollen gown and a veil", "a blue gown with a belt", "a grey gown and an apron"),
        "boy": ("a short woollen tunic", "a plain brown tunic"),
        "girl": ("a plain brown gown", "a plain long gown"),
    },
    "renaissance": {
        "male": ("a dark doublet and breeches", "a long caftan with a sash", "a brown jerkin over a shirt"),
        "female": ("a long gown with full sleeves", "a dark gown with a white collar",
                   "an embroidered blouse and a long skirt"),
        "boy": ("a linen shirt and breeches", "a small caftan"),
        "girl": ("a plain long gown", "a linen blouse and a long skirt"),
    },
    "baroque": {
        "male": ("a long blue coat, a waistcoat and breeches", "a brown coat with brass buttons",
                 "a plain grey coat and breeches"),
        "female": ("a full-skirted gown with a white kerchief", "a dark gown with lace cuffs",
                   "a striped gown and an apron"),
        "boy": ("a small coat and breeches", "a linen shirt and a waistcoat"),
        "girl": ("a plain gown and an apron", "a small gown with a white kerchief"),
    },
    "victorian": {
        "male": ("a dark frock coat and a waistcoat", "a brown tweed coat", "a grey frock coat",
                 "a black coat and a white cravat", "a dark-green coat"),
        "female": ("a long dark dress with a white collar", "a grey full-skirted dress",
                   "a dark-blue dress with a shawl", "a brown high-necked dress", "a wine-red dress"),
        "boy": ("a short jacket with a white collar", "a linen smock", "a cloth jacket and a cap"),
        "girl": ("a plain pinafore over a dress", "a grey woollen dress", "a dress and a shawl"),
    },
    "interwar": {
        "male": ("a dark three-piece suit", "a grey suit", "a brown jacket and a pullover"),
        "female": ("a straight knee-length dress", "a dark skirt and a white blouse", "a wool coat"),
        "boy": ("a knitted jersey and short trousers", "a school jacket"),
        "girl": ("a plain cotton dress", "a knitted jacket and a skirt"),
    },
    "modern": {
        "male": ("a plain dark jacket and jeans", "a grey pullover", "a blue shirt", "a dark coat"),
        "female": ("a plain dark coat", "a grey pullover and trousers", "a simple blue dress"),
        "boy": ("a striped pullover", "a plain hooded jacket"),
        "girl": ("a striped pullover", "a plain hooded jacket"),
    },
    "future": {
        "male": ("a plain grey jumpsuit", "a dark high-collared jacket"),
        "female": ("a plain grey jumpsuit", "a dark high-collared jacket"),
        "boy": ("a plain light jumpsuit",),
        "girl": ("a plain light jumpsuit",),
    },
}  # fmt: skip
_HAIR = {
    "male": ("short dark brown hair", "short fair hair", "dark wavy hair", "short black hair",
             "chestnut hair", "short light brown hair"),
    "female": ("dark brown hair in a bun", "fair hair pinned up", "long chestnut hair",
               "dark braided hair", "light brown hair parted in the middle", "black hair pinned up"),
    "boy": ("tousled fair hair", "short brown hair", "short dark hair", "light brown hair"),
    "girl": ("fair hair in two braids", "dark braided hair", "light brown hair tied back"),
    "old": ("grey hair", "thin white hair", "silver hair", "grizzled hair"),
}  # fmt: skip
_BUILD = {
    "male": ("of medium height", "lean", "sturdy", "tall", "slim", "broad-shouldered"),
    "female": ("of medium height", "slender", "sturdy", "tall", "slim"),
    "child": ("small", "slim", "sturdy"),
    "": ("of medium height",),
}
_ANYBODY = ("plain dark clothes", "a long grey cloak", "a plain brown cloak")
_BEARD = ("clean-shaven", "with a moustache", "with a short beard", "clean-shaven")
_OLD_BEARD = ("with a grey beard", "with a white moustache", "clean-shaven")


def era_of(words: str) -> str:
    """The age of dress that English words of a time stand for; empty when they name none."""
    low = words.lower()
    century = _CENTURY.search(low)
    year = _YEAR.search(low)
    if century:
        number = int(century[1]) if century[1] else _roman(century[2])
        return _by_year(number * 100 - 50)
    if year:
        return _by_year(int(year[1]))
    return next((era for era, pattern in _WORDS if re.search(rf"\b(?:{pattern})", low)), "")


def _by_year(year: int) -> str:
    return next((era for until, era in _UNTIL if year < until), "future")


def _roman(said: str) -> int:
    values = [_ROMAN[c] for c in said]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def chosen(book_seed: str, key: str, field: str, among: Sequence[str]) -> str:
    """One of several, the same for the same book, entity and field for ever."""
    told = "\x1f".join((book_seed, key, field)).encode()
    return among[int.from_bytes(hashlib.sha256(told).digest()[:4], "big") % len(among)]


def invented(
    known: Mapping[str, str], era: str, book_seed: str, key: str
) -> tuple[tuple[str, str], ...]:
    """(field, words) for what is not known of a person: build, hair, beard and dress."""
    age, sex = known.get("age", ""), known.get("sex", "")
    child = age == "child"
    who = {"male": "boy", "female": "girl"}.get(sex, "boy") if child else sex

    def one(field: str, among: Sequence[str]) -> tuple[str, str]:
        return field, chosen(book_seed, key, field, among)

    found: list[tuple[str, str]] = []
    if "build" not in known:
        found.append(one("build", _BUILD["child" if child else sex]))
    if who and "hair" not in known and "headwear" not in known:
        found.append(one("hair", _HAIR["old" if age == "old" else who]))
    if "beard" not in known and "clean-shaven" not in known.get("face", "") and who == "male":
        grown = _OLD_BEARD if age == "old" else _BEARD
        found.append(one("beard", grown[-1:] if age == "young" else grown))
    if "garment" not in known:
        worn = _GARMENTS.get(era, _GARMENTS[""])
        found.append(one("garment", worn[who] if who else _ANYBODY))
    return tuple(found)
