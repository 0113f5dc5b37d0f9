"""Small rules of English: plurals, articles, lists."""

from __future__ import annotations

from collections.abc import Sequence

_IRREGULAR = {
    "man": "men", "woman": "women", "child": "children", "foot": "feet", "tooth": "teeth",
    "leaf": "leaves", "knife": "knives", "wife": "wives", "wolf": "wolves", "mouse": "mice",
    "ox": "oxen", "goose": "geese", "sheep": "sheep", "deer": "deer", "calf": "calves",
    "shelf": "shelves", "loaf": "loaves", "half": "halves", "thief": "thieves", "scarf": "scarves",
    "person": "people", "fish": "fish", "gentleman": "gentlemen", "hoof": "hooves",
    "policeman": "policemen", "nobleman": "noblemen", "coachman": "coachmen", "horseman": "horsemen",
    "fisherman": "fishermen", "tradesman": "tradesmen", "clergyman": "clergymen",
}  # fmt: skip
_PLURAL = frozenset(
    [
        "eyes",
        "hair",
        "lips",
        "clothes",
        "trousers",
        "whiskers",
        "spectacles",
        "curls",
        "ringlets",
        "people",
        "cattle",
        "stairs",
        "breeches",
        "scissors",
        "rags",
        "tears",
        "reins",
        "ruins",
        "surroundings",
        "glasses",
        "shoulders",
        "features",
        "teeth",
        "ashes",
        "outskirts",
        "embers",
        "drawers",
        "tongs",
        "bangs",
        "freckles",
        "eyebrows",
        "eyelashes",
        "cheeks",
        "temples",
        "sideburns",
        "side-whiskers",
        "moustaches",
        "boots",
        "shoes",
    ]
)
_MASS = frozenset(
    [
        "hair",
        "light",
        "moonlight",
        "sunlight",
        "sunshine",
        "daylight",
        "candlelight",
        "twilight",
        "darkness",
        "gloom",
        "shade",
        "snow",
        "ice",
        "water",
        "rain",
        "fog",
        "mist",
        "haze",
        "smoke",
        "steam",
        "dust",
        "mud",
        "sand",
        "grass",
        "hay",
        "straw",
        "linen",
        "silk",
        "velvet",
        "cloth",
        "wool",
        "fur",
        "lace",
        "gold",
        "silver",
        "copper",
        "bronze",
        "iron",
        "steel",
        "marble",
        "wood",
        "stone",
        "glass",
        "paper",
        "ink",
        "bread",
        "meat",
        "butter",
        "tea",
        "coffee",
        "wine",
        "beer",
        "vodka",
        "milk",
        "honey",
        "sugar",
        "salt",
        "fire",
        "air",
        "wind",
        "frost",
        "heat",
        "cold",
        "dew",
        "foam",
        "blood",
        "flesh",
        "skin",
        "furniture",
        "clothing",
        "attire",
        "foliage",
        "vegetation",
        "greenery",
        "moss",
        "ivy",
        "reeds",
        "dawn",
        "dusk",
        "noon",
        "midnight",
        "night",
        "morning",
        "evening",
        "daybreak",
        "weather",
        "thunder",
        "lightning",
        "music",
        "silence",
        "pallor",
        "jewellery",
        "crockery",
        "money",
        "hail",
        "sleet",
        "drizzle",
        "soot",
        "ash",
        "coal",
        "charcoal",
        "tobacco",
        "food",
        "fruit",
        "earth",
        "ground",
        "soil",
        "clay",
        "scenery",
        "embroidery",
        "stubble",
        "rust",
        "mould",
        "rye",
        "wheat",
        "barley",
        "oats",
        "corn",
        "nightfall",
        "sunset",
        "sunrise",
        "summer",
        "winter",
        "autumn",
        "spring",
        "dress-coatwear",
        "underwear",
        "footwear",
        "dishes",
        "leather",
        "fat",
        "beauty",
        "youth",
        "age",
        "height",
        "porcelain",
        "crystal",
        "amber",
        "ivory",
        "brocade",
        "satin",
        "canvas",
        "chintz",
        "down",
        "pasture",
        "brushwood",
        "undergrowth",
        "firewood",
        "cavalry",
        "infantry",
        "artillery",
        "livestock",
        "poultry",
    ]
)
_SOUND_OF_A = ("uni", "use", "one", "eu", "once", "ewe")
_SOUND_OF_AN = ("hour", "honest", "heir", "honour")


def plural(noun: str) -> str:
    """The plural of a noun phrase whose head is its last word, or the word before `of`."""
    head, link, rest = noun, "", ""
    for preposition in (" of ", " in ", " with ", " for ", " on ", " at "):
        if preposition in head:
            head, link, rest = head.partition(preposition)
    before, _, last = head.rpartition(" ")
    return (f"{before} " if before else "") + _plural_word(last) + link + rest


def _plural_word(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if is_plural(word) or word in _MASS:
        return word
    if word.endswith("man") and len(word) > 5 and word not in ("human", "german", "roman"):
        return word[:-3] + "men"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def is_plural(phrase: str) -> bool:
    """Whether a noun phrase is plural by the look of its head."""
    word = head_word(phrase)
    if word in _PLURAL or word in _IRREGULAR.values():
        return word not in ("hair", "sheep", "deer", "fish")
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "ness", "mattress"))


def head_word(phrase: str) -> str:
    """The noun that a phrase is of."""
    for link in (" of ", " in ", " with ", " on ", " at ", " like ", " over ", " under "):
        phrase = phrase.partition(link)[0]
    return phrase.rpartition(" ")[2]


def with_article(phrase: str) -> str:
    """`a` or `an` before a phrase that wants one."""
    first = phrase.split(" ", 1)[0]
    head = head_word(phrase)
    if (
        not phrase
        or head in _MASS
        or is_plural(phrase)
        or first[0].isupper()
        or first.isdigit()
        or first in _NO_ARTICLE
    ):
        return phrase
    an = first.startswith(("a", "e", "i", "o", "u", *_SOUND_OF_AN)) and not first.startswith(
        _SOUND_OF_A
    )
    return f"{'an' if an else 'a'} {phrase}"


_NO_ARTICLE = frozenset(
    [
        "a",
        "an",
        "the",
        "his",
        "her",
        "their",
        "its",
        "my",
        "our",
        "your",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "twelve",
        "many",
        "several",
        "some",
        "few",
        "both",
        "all",
        "no",
        "one",
        "each",
        "every",
        "another",
    ]
)


def listed(items: Sequence[str]) -> str:
    """Items with commas and a last `and`."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + " and " + items[-1]
